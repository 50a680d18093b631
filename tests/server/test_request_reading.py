"""From JSON to a question: what is read into which field, and what each misfit is called."""

import json
import math
from typing import Any

import pytest
from asking import QUESTION, problem, question
from flask.testing import FlaskClient

from index.lookup.question import Page, Question, Sentence
from index.records import Kind
from server.claim_query import read_question
from server.errors import InvalidRequest, Misfit

Places = list[tuple[str, str]]


def sentence(**changes: Any) -> dict[str, Any]:
    return question(sentences=[{"id": "s1", "text": "Nobody ever billed that much.", **changes}])


def misfits(body: Any) -> tuple[Misfit, ...]:
    with pytest.raises(InvalidRequest, match="The request does not fit the contract") as refused:
        read_question(body)
    return tuple(refused.value.errors)


def test_every_field_of_a_full_request_is_read_into_the_question() -> None:
    assert read_question(question(newer_than="g1", kinds=["correction", "fact_check"])) == Question(
        sentences=(
            Sentence(
                "s1",
                "Repairs to the harbour bridge cost 40 million crowns.",
                "It was in the paper.",
                "So they say.",
            ),
        ),
        page=Page("The bridge", "2019-05", "en"),
        limit=5,
        min_probability=0.5,
        kinds=frozenset({Kind.CORRECTION, Kind.FACT_CHECK}),
        languages=frozenset({"en"}),
        newer_than="g1",
    )


def test_a_request_of_one_sentence_and_nothing_else_leaves_the_rest_to_the_service() -> None:
    asked = read_question({"sentences": [{"id": "s1", "text": "Nobody ever billed that much."}]})

    assert asked == Question((Sentence("s1", "Nobody ever billed that much.", "", ""),))
    assert (asked.limit, asked.min_probability, asked.newer_than) == (5, None, None)


def test_the_order_of_sentences_is_kept() -> None:
    asked = read_question({"sentences": [{"id": name, "text": f"Sentence {name}."} for name in "cab"]})

    assert [each.id for each in asked.sentences] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("tag", "read"), [("en", "en"), ("en-GB", "en"), ("EN-us", "en"), ("zh-Hant-TW", "zh"), ("gsw", "gsw")]
)
def test_a_language_tag_is_read_as_its_primary_part(tag: str, read: str) -> None:
    asked = read_question(question(page={"language": tag}, languages=[tag]))

    assert (asked.page.language, asked.languages) == (read, frozenset({read}))


@pytest.mark.parametrize("published", ["2011", "2011-07", "2011-07-13"])
def test_a_page_date_may_be_partial(published: str) -> None:
    assert read_question(question(page={"published": published})).page.published == published


def test_each_field_of_the_page_may_be_null() -> None:
    asked = read_question(question(page={"url": None, "title": None, "published": None, "language": None}))

    assert asked.page == Page("", None, None)


@pytest.mark.parametrize("value", [0, 1, 0.0, 0.25, 1.0])
def test_a_probability_from_nought_to_one_is_taken_whole_or_not(value: float) -> None:
    assert read_question(question(min_probability=value)).min_probability == value


def test_a_text_of_the_longest_length_with_lines_and_tabs_is_taken() -> None:
    text = "a\tb\n" * 500

    assert read_question(sentence(text=text)).sentences[0].text == text


def test_so_are_as_many_sentences_as_are_allowed() -> None:
    sentences = [{"id": f"s{number}", "text": "Nobody ever billed that much."} for number in range(64)]

    assert len(read_question({"sentences": sentences}).sentences) == 64


WRONG: list[tuple[str, Any, Places]] = [
    ("null instead of an object", None, [("", "wrong_type")]),
    ("a list instead of an object", [], [("", "wrong_type")]),
    ("a number instead of an object", 5, [("", "wrong_type")]),
    ("a string instead of an object", "text", [("", "wrong_type")]),
    ("nothing at all", {}, [("/sentences", "missing")]),
    ("no sentence", question(sentences=[]), [("/sentences", "too_short")]),
    ("sentences null", question(sentences=None), [("/sentences", "wrong_type")]),
    ("sentences an object", question(sentences={"0": {"id": "a", "text": "b"}}), [("/sentences", "wrong_type")]),
    ("a sentence a string", question(sentences=["text"]), [("/sentences/0", "wrong_type")]),
    (
        "65 sentences",
        question(sentences=[{"id": str(number), "text": "Text."} for number in range(65)]),
        [("/sentences", "too_long")],
    ),
    (
        "an empty sentence",
        question(sentences=[{}]),
        [("/sentences/0/id", "missing"), ("/sentences/0/text", "missing")],
    ),
    (
        "an id twice",
        question(sentences=[{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]),
        [("/sentences", "duplicate_id")],
    ),
    ("an id that is a number", sentence(id=1), [("/sentences/0/id", "wrong_type")]),
    ("an id that is empty", sentence(id=""), [("/sentences/0/id", "too_short")]),
    ("an id of 201 characters", sentence(id="i" * 201), [("/sentences/0/id", "too_long")]),
    ("an id with NUL", sentence(id="\0"), [("/sentences/0/id", "control_character")]),
    ("a text that is a number", sentence(text=5), [("/sentences/0/text", "wrong_type")]),
    ("a text that is null", sentence(text=None), [("/sentences/0/text", "wrong_type")]),
    ("a text that is a list", sentence(text=["Text."]), [("/sentences/0/text", "wrong_type")]),
    ("a text that is empty", sentence(text=""), [("/sentences/0/text", "too_short")]),
    ("a text of blanks", sentence(text=" \n\t\u00a0\u2003"), [("/sentences/0/text", "too_short")]),
    ("a text of 2,001 characters", sentence(text="a" * 2_001), [("/sentences/0/text", "too_long")]),
    ("a text of 100 KB", sentence(text="word " * 20_000), [("/sentences/0/text", "too_long")]),
    ("a text with NUL", sentence(text="before\0after"), [("/sentences/0/text", "control_character")]),
    ("a text with escape", sentence(text="before\x1b[31mafter"), [("/sentences/0/text", "control_character")]),
    ("a high surrogate alone", sentence(text="a \ud800 b"), [("/sentences/0/text", "control_character")]),
    ("a low surrogate alone", sentence(text="a \udfff b"), [("/sentences/0/text", "control_character")]),
    ("before null", sentence(before=None), [("/sentences/0/before", "wrong_type")]),
    ("before too long", sentence(before="a" * 2_001), [("/sentences/0/before", "too_long")]),
    ("after a list", sentence(after=[]), [("/sentences/0/after", "wrong_type")]),
    ("after with NUL", sentence(after="\0"), [("/sentences/0/after", "control_character")]),
    ("an unknown field in a sentence", sentence(colour="red"), [("/sentences/0", "unknown_field")]),
    ("an unknown field", question(colour="red"), [("", "unknown_field")]),
    ("two unknown fields", question(colour="red", size=5), [("", "unknown_field")]),
    ("page null", question(page=None), [("/page", "wrong_type")]),
    ("page a string", question(page="https://blog.example/"), [("/page", "wrong_type")]),
    ("an unknown field of the page", question(page={"html": "<p>"}), [("/page", "unknown_field")]),
    ("an address that is a number", question(page={"url": 1}), [("/page/url", "wrong_type")]),
    ("an address too long", question(page={"url": "u" * 8_001}), [("/page/url", "too_long")]),
    ("an address with NUL", question(page={"url": "\0"}), [("/page/url", "control_character")]),
    ("a title that is a list", question(page={"title": []}), [("/page/title", "wrong_type")]),
    ("a title too long", question(page={"title": "t" * 1_001}), [("/page/title", "too_long")]),
    ("a date that is a number", question(page={"published": 2011}), [("/page/published", "wrong_type")]),
    ("a date in words", question(page={"published": "13 July 2011"}), [("/page/published", "wrong_format")]),
    ("a date with its time", question(page={"published": "2011-07-13T10:00"}), [("/page/published", "wrong_format")]),
    ("a thirteenth month", question(page={"published": "2011-13"}), [("/page/published", "wrong_format")]),
    ("a date and a newline", question(page={"published": "2011\n"}), [("/page/published", "wrong_format")]),
    ("a date in other digits", question(page={"published": "٢٠١١"}), [("/page/published", "wrong_format")]),
    ("a language in words", question(page={"language": "English"}), [("/page/language", "wrong_format")]),
    ("an empty language", question(page={"language": ""}), [("/page/language", "wrong_format")]),
    ("a limit of nought", question(limit=0), [("/limit", "out_of_range")]),
    ("a limit of 51", question(limit=51), [("/limit", "out_of_range")]),
    ("an enormous limit", question(limit=10**4_000), [("/limit", "out_of_range")]),
    ("a limit with a fraction", question(limit=5.5), [("/limit", "wrong_type")]),
    ("a limit in quotation marks", question(limit="5"), [("/limit", "wrong_type")]),
    ("a limit that is true", question(limit=True), [("/limit", "wrong_type")]),
    ("a limit that is null", question(limit=None), [("/limit", "wrong_type")]),
    ("a limit that is infinite", question(limit=math.inf), [("/limit", "wrong_type")]),
    ("a probability below nought", question(min_probability=-0.1), [("/min_probability", "out_of_range")]),
    ("a probability above one", question(min_probability=2), [("/min_probability", "out_of_range")]),
    ("a probability that is NaN", question(min_probability=math.nan), [("/min_probability", "wrong_type")]),
    ("a probability that is infinite", question(min_probability=math.inf), [("/min_probability", "wrong_type")]),
    ("a probability that is minus infinity", question(min_probability=-math.inf), [("/min_probability", "wrong_type")]),
    ("a probability that is true", question(min_probability=True), [("/min_probability", "wrong_type")]),
    ("a probability in quotation marks", question(min_probability="0.5"), [("/min_probability", "wrong_type")]),
    ("kinds a string", question(kinds="fact_check"), [("/kinds", "wrong_type")]),
    ("an unknown kind", question(kinds=["fact_check", "rumour"]), [("/kinds/1", "unknown_value")]),
    ("a kind that is null", question(kinds=[None]), [("/kinds/0", "unknown_value")]),
    ("languages null", question(languages=None), [("/languages", "wrong_type")]),
    ("a language that is a number", question(languages=["en", 5]), [("/languages/1", "wrong_type")]),
    ("a language that is a word", question(languages=["english!"]), [("/languages/0", "wrong_format")]),
    ("newer_than empty", question(newer_than=""), [("/newer_than", "too_short")]),
    ("newer_than a number", question(newer_than=5), [("/newer_than", "wrong_type")]),
    ("newer_than with NUL", question(newer_than="a\0"), [("/newer_than", "control_character")]),
]


@pytest.mark.parametrize(("body", "places"), [pytest.param(body, places, id=name) for name, body, places in WRONG])
def test_what_does_not_fit_is_told_by_place_and_code(body: Any, places: Places) -> None:
    assert [(misfit.pointer, misfit.code) for misfit in misfits(body)] == places


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body, _ in WRONG])
def test_over_http_it_is_an_invalid_request_that_lists_the_same(client: FlaskClient, body: Any) -> None:
    response = client.post("/v1/context", data=json.dumps(body), content_type="application/json")

    found = problem(response)
    assert (response.status_code, found["code"]) == (422, "invalid_request")
    assert [Misfit(**each) for each in found["errors"]] == list(misfits(body))


def test_all_misfits_are_told_at_once_in_the_order_of_the_contract() -> None:
    body = question(sentences=[{"id": "s1", "text": 5, "colour": "red"}, {"text": ""}], limit=0, kinds=["rumour"])

    assert misfits(body) == (
        Misfit("/sentences/0/text", "wrong_type", "must be a string"),
        Misfit("/sentences/0", "unknown_field", "has a field that the contract does not name"),
        Misfit("/sentences/1/id", "missing", "is required"),
        Misfit("/sentences/1/text", "too_short", "must not be empty"),
        Misfit("/limit", "out_of_range", "is below the least value"),
        Misfit("/kinds/0", "unknown_value", "is not one of the values that the contract names"),
    )


@pytest.mark.parametrize("name", ["marmalade/kiosk~quartz", "\ud800marmalade"])
def test_the_name_of_an_unknown_field_is_not_repeated(client: FlaskClient, name: str) -> None:
    response = client.post("/v1/context", json={**QUESTION, name: 1})

    assert (response.status_code, problem(response)["code"]) == (422, "invalid_request")
    assert "marmalade" not in response.text
