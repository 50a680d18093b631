"""The six rules that the product never breaks, each asked of the service; the named files test each in depth."""

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from example_documents import BY_ID, DOCUMENTS
from flask.testing import FlaskClient

from index.generation import Generation

ROOT = Path(__file__).parents[1]
RATED = [document for document in DOCUMENTS if document.rating is not None]


@pytest.fixture
def answering(client: FlaskClient, generation: Generation) -> FlaskClient:
    """The service around an index, which `generation` holds open."""
    assert generation.manifest.documents == len(DOCUMENTS)
    return client


def matches(client: FlaskClient, text: str, language: str = "en", **limits: Any) -> Iterator[Mapping[str, Any]]:
    asked = {"sentences": [{"id": "s", "text": text}], "page": {"language": language}, **limits}
    (result,) = client.post("/v1/context", json=asked).get_json()["results"]
    for match in result["matches"]:
        yield from (match, *match["also"])


def applying(client: FlaskClient, text: str, language: str) -> set[str]:
    every = matches(client, text, language, min_probability=0, limit=50)
    return {match["document_id"] for match in every if match["rating_applies"]}


def test_1_a_rating_never_stands_beside_a_sentence_and_beside_its_denial(answering: FlaskClient) -> None:
    """In depth: index/test_side_flips.py."""
    in_english = [document for document in RATED if document.text_language == "en"]
    applied = set()
    for document in in_english:
        claim = document.claim.text
        said = applying(answering, claim, "en")
        denied = applying(answering, f"It is false that {claim[:1].lower()}{claim[1:]}", "en")
        assert said & denied == set()
        applied |= said

    assert applied == {document.id for document in in_english}


def test_1_the_checked_claim_and_what_differs_are_told_with_another_number(answering: FlaskClient) -> None:
    text = "The harbour bridge cost 70 million crowns to repair."
    (match,) = [each for each in matches(answering, text, min_probability=0) if each["document_id"] == "bridge-cost"]

    assert (match["side"], match["relation"], match["rating_applies"]) == ("unclear", "context", False)
    assert match["claim"]["text"] == BY_ID["bridge-cost"].claim.text
    assert match["why"]["differs"]["numbers"] == ["70 million crowns", "40 million crowns"]


def test_2_what_nothing_is_close_to_gets_nothing(answering: FlaskClient) -> None:
    """In depth: index/test_lookup.py."""
    assert list(matches(answering, "Zeppelins quietly outnumber marmalade.", min_probability=0.5)) == []


def test_3_no_text_is_logged_at_any_level(answering: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """In depth: server/test_privacy.py."""
    caplog.set_level(logging.DEBUG)
    list(matches(answering, "The kumquat bridge cost 40 million crowns to repair.", min_probability=0))

    assert "kumquat" not in caplog.text


def test_4_the_extension_may_read_no_site_before_it_is_asked() -> None:
    """In depth: journey/test_nothing_leaves_before_asking.py and extension/built-extension.test.ts."""
    settings = (ROOT / "extension" / "wxt.config.ts").read_text()

    assert re.findall(r"\bhost_permissions: (\[.*?\])", settings) == ["['http://127.0.0.1/*']"]
    assert "activeTab" in settings


def test_5_and_6_only_documents_of_the_index_are_told_each_with_its_source(answering: FlaskClient) -> None:
    """In depth: server/test_starter_answers.py."""
    told = list(matches(answering, "The harbour bridge cost 40 million crowns to repair.", min_probability=0, limit=50))

    assert {match["document_id"] for match in told} == set(BY_ID)
    for match in told:
        document, review = BY_ID[match["document_id"]], match["review"]
        assert (review["url"], review["published"]) == (document.review.url, document.review.published)
        assert (review["licence"], review["attribution"]) == (document.review.licence, document.review.attribution)
        assert review["publisher"]["name"] == document.review.publisher.name
        assert match["finding"] == document.finding
