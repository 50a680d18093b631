"""A page's sentences looked up at once: what comes first, what is left out, what is refused."""

from typing import Any

import pytest
from asking import problem
from flask.testing import FlaskClient

BRIDGE = "Repairs to the harbour bridge cost 40 million crowns."
PAGE = [
    {"id": "a1", "text": "Who would have thought so?"},
    {"id": "a2", "text": "Nobody on the council voted for more than 300 lamps in the year 1900."},
    {"id": "a3", "text": BRIDGE},
    {"id": "a4", "text": "Iraq."},
]


def scanned(client: FlaskClient, **changes: Any) -> Any:
    body = {"sentences": PAGE, "page": {"language": "en"}, "min_probability": 0.9, **changes}
    return client.post("/v1/scan", json=body).get_json()


@pytest.fixture
def answering(client: FlaskClient, generation: object) -> FlaskClient:
    assert generation is not None
    return client


def test_sentences_with_context_come_first_then_the_worthier(answering: FlaskClient) -> None:
    results = scanned(answering, min_probability=None)["results"]

    assert results[0]["id"] == "a3"
    assert {result["id"] for result in results} == {"a1", "a2", "a3", "a4"}
    order = [(result["status"] != "matched", -result["check_worthiness"]) for result in results]
    assert order == sorted(order)


def test_a_question_is_no_claim_and_a_word_is_too_short(answering: FlaskClient) -> None:
    statuses = {result["id"]: result["status"] for result in scanned(answering)["results"]}

    assert (statuses["a1"], statuses["a4"]) == ("not_a_claim", "too_short")


def test_a_scanned_sentence_gets_the_matches_that_it_would_get_alone(answering: FlaskClient) -> None:
    alone = answering.post(
        "/v1/context", json={"sentences": [PAGE[2]], "page": {"language": "en"}, "min_probability": 0}
    ).get_json()["results"][0]
    results = {result["id"]: result for result in scanned(answering, min_probability=0)["results"]}

    assert alone["matches"]
    assert results["a3"]["matches"] == alone["matches"]


def test_equally_worthy_sentences_keep_their_order(answering: FlaskClient) -> None:
    same = [{"id": str(number), "text": "El puente del puerto no costó nada."} for number in range(20)]

    results = scanned(answering, sentences=same, page={"language": "es"}, kinds=["correction"])["results"]

    assert [result["id"] for result in results] == [str(number) for number in range(20)]


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        ([{"id": str(number), "text": "It rained."} for number in range(513)], "too_long"),
        ([], "too_short"),
        ([{"id": "a", "text": "It rained."}] * 2, "duplicate_id"),
        ([{"id": "a", "text": "It rained.", "before": "So they say."}], "unknown_field"),
    ],
)
def test_what_does_not_fit_is_refused(client: FlaskClient, sentences: Any, code: str) -> None:
    response = client.post("/v1/scan", json={"sentences": sentences})

    assert response.status_code == 422
    assert [misfit["code"] for misfit in problem(response)["errors"]] == [code]


def test_as_many_sentences_as_are_allowed_are_answered(answering: FlaskClient) -> None:
    sentences = [{"id": str(number), "text": f"The harbour bridge cost {number} crowns."} for number in range(512)]

    assert len(scanned(answering, sentences=sentences)["results"]) == 512
