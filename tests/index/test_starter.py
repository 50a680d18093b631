"""The corpus that comes with Sidelight is whole, and a wrong field in it is refused."""

import json
from collections import Counter
from pathlib import Path

import pytest

from index.feeds.errors import FeedBrokenError
from index.feeds.starter import read_starter, starter_documents
from index.records import Kind, Rating, Stance, Verdict

SHIPPED = Path(__file__).parents[2] / "index" / "starter" / "documents.jsonl"

ENTRY: dict[str, object] = {
    "id": "example-2020-moon",
    "url": "https://www.example.org/moon",
    "publisher": "Example Press",
    "title": None,
    "author": None,
    "published": "2020-01",
    "lang": "es",
    "kind": "fact_check",
    "claim": "The moon is made of cheese.",
    "claimants": ["Jane Doe"],
    "finding": "Reports that it is rock.",
    "stance": "disputes",
    "rating": "Falso",
    "topics": ["moon"],
}


def line(**changes: object) -> str:
    return json.dumps(ENTRY | changes, ensure_ascii=False)


def test_the_shipped_corpus_holds_572_valid_documents() -> None:
    documents = list(starter_documents())
    assert len({document.id for document in documents}) == len(documents) == 572
    assert Counter(document.kind for document in documents) == {
        Kind.COUNTER_REPORT: 195,
        Kind.FACT_CHECK: 168,
        Kind.ANALYSIS: 162,
        Kind.OFFICIAL_FINDING: 29,
        Kind.CORRECTION: 18,
    }
    assert {(d.review.licence, d.review.attribution, d.feed) for d in documents} == {
        ("Apache-2.0", "Described by Sidelight", "starter")
    }


def test_an_entry_is_described_in_english_or_in_the_language_of_its_page() -> None:
    languages = Counter(document.text_language for document in starter_documents())
    assert languages == {"en": 530, "es": 10, "pt": 10, "de": 9, "it": 8, "fr": 5}


def test_an_entry_keeps_what_it_says_and_its_rating_is_normalised() -> None:
    (document,) = read_starter([line()])
    assert (document.id, document.stance, document.review.title) == ("example-2020-moon", Stance.DISPUTES, None)
    assert (document.review.published, document.review.language) == ("2020-01", "es")
    assert (document.review.publisher.name, document.review.publisher.site) == ("Example Press", "example.org")
    assert document.rating == Rating("Falso", Verdict.FALSE)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("id", "With Capitals"),
        ("id", None),
        ("url", "www.example.org/moon"),
        ("url", 7),
        ("publisher", ""),
        ("publisher", None),
        ("title", ""),
        ("title", "<b>Moon</b>"),
        ("author", ["Jane Doe"]),
        ("published", "2020-13"),
        ("published", "12 March 2020"),
        ("published", 2020),
        ("published", "2999-01-01"),
        ("lang", "Spanish"),
        ("lang", None),
        ("kind", "factcheck"),
        ("kind", None),
        ("claim", ""),
        ("claim", "x" * 2_001),
        ("claim", "two  spaces"),
        ("claimants", "Jane Doe"),
        ("claimants", [""]),
        ("claimants", ["Jane Doe", "Jane Doe"]),
        ("finding", None),
        ("finding", "zero\u200bwidth"),
        ("stance", "supported"),
        ("stance", []),
        ("rating", ""),
        ("rating", False),
        ("topics", ["Two Words"]),
        ("topics", None),
        ("topics", [["moon"]]),
    ],
)
def test_any_field_that_is_wrong_is_refused_with_its_line(field: str, wrong: object) -> None:
    broken = line(**{field: wrong})
    with pytest.raises(FeedBrokenError, match=rf"^Starter corpus, line 2: field '{field}' should be .*; found "):
        list(read_starter([line(id="first"), broken]))


@pytest.mark.parametrize("field", sorted(ENTRY))
def test_a_field_that_is_missing_is_refused(field: str) -> None:
    broken = json.dumps({name: value for name, value in ENTRY.items() if name != field})
    with pytest.raises(FeedBrokenError, match=rf"line 1: field '{field}' is missing"):
        list(read_starter([broken]))


def test_a_field_that_is_not_ours_is_refused() -> None:
    with pytest.raises(FeedBrokenError, match="line 1: field 'titel' is not one of ours"):
        list(read_starter([line(titel="Moon")]))


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(
        FeedBrokenError, match="line 2: field 'id' should be given once; found 'example-2020-moon' again"
    ):
        list(read_starter([line(), line()]))


@pytest.mark.parametrize("broken", ["", "{", "[]", "null"])
def test_a_line_that_is_no_object_is_refused(broken: str) -> None:
    with pytest.raises(FeedBrokenError, match="line 1: should be one JSON object"):
        list(read_starter([broken]))


@pytest.mark.parametrize("field", sorted(ENTRY))
def test_a_number_in_any_field_of_a_shipped_entry_is_refused(field: str) -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    lines[300] = json.dumps(json.loads(lines[300]) | {field: 7})
    with pytest.raises(FeedBrokenError, match=rf"line 301: field '{field}' should be .*; found 7"):
        list(read_starter(lines))
