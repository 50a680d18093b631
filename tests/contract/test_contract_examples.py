"""The shared JSON examples and the service agree: what they ask is taken or refused, and answers have their shape."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.embedding import Encoders
from index.folder import DataFolder
from index.lookup.answer import Status, Timing
from index.records import Kind, Side, Stance, Verdict

EXAMPLES = {path.stem: json.loads(path.read_text()) for path in sorted(Path(__file__).parent.glob("*.json"))}
PROBLEMS = [name for name in EXAMPLES if name.startswith("problem-")]
ANSWERS = [name for name in EXAMPLES if not name.startswith("problem-")]
# Their keys are values (a kind, a language), not fields of the contract.
MAPPINGS = ("kinds", "languages")
MAY_BE_NULL = {
    "results[].matches[].claim.date",
    "results[].matches[].corrections[].finding",
    "results[].matches[].corrections[].passage",
    "results[].matches[].corrections[].published",
    "results[].matches[].corrections[].title",
    "results[].matches[].finding",
    "results[].matches[].passage",
    "results[].matches[].rating",
    "results[].matches[].review.author",
    "results[].matches[].review.modified",
    "results[].matches[].review.published",
    "results[].matches[].review.title",
    "results[].matches[].why.differs",
    "results[].matches[].why.reported_by",
    "results[].matches[].why.spans[].claim",
    "results[].matches[].why.spans[].sentence",
}
# Lists that the examples may show filled though no answer of these tests fills them.
SHOWN_EMPTY = (
    "results[].matches[].corrections[]",
    "results[].matches[].why.differs.",
    "results[].matches[].why.spans[]",
)

Shape = dict[str, set[str]]


@pytest.fixture
def answering(client: FlaskClient, generation: object) -> FlaskClient:
    """The service around an index, which `generation` holds open."""
    assert generation is not None
    return client


@pytest.fixture
def empty(empty_data: DataFolder, encoders: Encoders, make_app: Callable[[DataFolder, Encoders], Flask]) -> FlaskClient:
    return make_app(empty_data, encoders).test_client()


def shape(value: Any, place: str = "") -> Shape:
    """The types that stand at each place of a JSON value; `also` counts as the match that it is."""
    found: Shape = {place: {_type(value)}}
    inner: list[tuple[str, Any]] = []
    if isinstance(value, Mapping):
        is_mapping = place in MAPPINGS
        inner = [(f"{place}.{'*' if is_mapping else name}".lstrip("."), each) for name, each in value.items()]
    elif isinstance(value, list):
        inner = [(f"{place}[]", each) for each in value]
    for where, each in inner:
        for at, types in shape(each, where).items():
            found.setdefault(at.replace(".also[]", ""), set()).update(types)
    return found


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return {str: "string", list: "list", dict: "object", type(None): "null"}[type(value)]


def ask(client: FlaskClient, example: Mapping[str, Any], **changes: Any) -> Any:
    if example["request"] is None:
        return client.get(example["path"])
    return client.post(example["path"], json={**example["request"], **changes})


def merged(shapes: list[Shape]) -> Shape:
    found: Shape = {}
    for each in shapes:
        for place, types in each.items():
            found.setdefault(place, set()).update(types)
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_says_what_is_asked_and_what_is_answered(name: str) -> None:
    assert list(EXAMPLES[name]) == ["name", "path", "request", "status", "response"]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_request_of_an_example_answer_is_taken(answering: FlaskClient, name: str) -> None:
    assert ask(answering, EXAMPLES[name]).status_code == EXAMPLES[name]["status"] == 200


def test_the_examples_have_the_shape_of_the_services_answers_to_a_question(answering: FlaskClient) -> None:
    # The whole ranking in each language that the index has, so that every field is met filled and empty.
    questions = [
        "Repairs to the harbour bridge cost 40 million crowns.",
        "Las reparaciones del puente del puerto costaron cuarenta millones.",
        "Iraq.",
    ]
    answers = [
        answering.post(
            "/v1/context", json={"sentences": [{"id": "s1", "text": text}], "min_probability": 0, "limit": 50}
        ).get_json()
        for text in questions
    ]
    examples = [EXAMPLES[name]["response"] for name in ANSWERS if EXAMPLES[name]["path"] == "/v1/context"]

    told, shown = merged([shape(each) for each in answers]), merged([shape(each) for each in examples])
    assert {place for place in told if not place.startswith(SHOWN_EMPTY)} == {
        place for place in shown if not place.startswith(SHOWN_EMPTY)
    }
    for place, types in told.items():
        # A field that is null in every answer of the tests has no type to compare.
        assert types - {"null"} in (shown.get(place, {"string"}) - {"null"}, set()), place
    assert {place for each in (told, shown) for place, types in each.items() if "null" in types} == MAY_BE_NULL


def test_the_example_of_the_index_has_the_shape_of_what_the_service_tells(answering: FlaskClient) -> None:
    assert shape(EXAMPLES["index"]["response"]) == shape(ask(answering, EXAMPLES["index"]).get_json())


def test_the_status_of_a_short_selection_is_the_one_of_its_example(answering: FlaskClient) -> None:
    example = EXAMPLES["context-too-short"]

    assert ask(answering, example).get_json()["results"] == example["response"]["results"]


def test_the_example_of_a_scan_has_the_shape_and_the_order_of_the_services_answer(answering: FlaskClient) -> None:
    example = EXAMPLES["scan-matched"]
    told = ask(answering, example, min_probability=0).get_json()
    shown = example["response"]

    assert set(told) == set(shown)
    assert {frozenset(result) for result in told["results"]} == {frozenset(result) for result in shown["results"]}
    for results in (told["results"], shown["results"]):
        order = [(result["status"] != "matched", -result["check_worthiness"]) for result in results]
        assert order == sorted(order)
    assert {result["id"] for result in shown["results"]} == {each["id"] for each in example["request"]["sentences"]}
    matches = {frozenset(match) for result in shown["results"] for match in result["matches"]}
    assert matches == {frozenset(EXAMPLES["context-matched"]["response"]["results"][0]["matches"][0])}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_refusal_is_the_one_of_its_example_to_the_letter(
    answering: FlaskClient, empty: FlaskClient, name: str
) -> None:
    example = EXAMPLES[name]

    response = ask(empty if example["response"]["code"] == "index_not_ready" else answering, example)

    assert (response.status_code, response.content_type) == (example["status"], "application/problem+json")
    assert response.get_json(force=True) == example["response"]


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("context-")])
def test_words_from_a_closed_list_are_words_of_the_product(name: str) -> None:
    results = EXAMPLES[name]["response"]["results"]
    matches = [match for result in results for leader in result["matches"] for match in (leader, *leader["also"])]
    closed: Mapping[str, type[Kind | Stance | Side | Timing]] = {
        "kind": Kind,
        "stance": Stance,
        "relation": Stance,
        "side": Side,
        "timing": Timing,
    }

    assert [result["status"] for result in results if result["status"] not in set(Status)] == []
    for field, words in closed.items():
        assert [match[field] for match in matches if match[field] not in set(words)] == []
    ratings = [match["rating"]["normalised"] for match in matches if match["rating"]]
    assert [rating for rating in ratings if rating not in set(Verdict)] == []


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("context-")])
def test_an_example_answers_each_sentence_in_the_order_asked_most_probable_first(name: str) -> None:
    example = EXAMPLES[name]
    results = example["response"]["results"]

    assert [result["id"] for result in results] == [each["id"] for each in example["request"]["sentences"]]
    for result in results:
        probabilities = [match["probability"] for match in result["matches"]]
        assert probabilities == sorted(probabilities, reverse=True)
        assert (result["status"] == "matched") == bool(probabilities)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("context-")])
def test_no_example_lets_a_rating_apply_to_a_sentence_that_does_not_say_the_same(name: str) -> None:
    matches = [match for result in EXAMPLES[name]["response"]["results"] for match in result["matches"]]

    every = [each for match in matches for each in (match, *match["also"])]
    assert [each["document_id"] for each in every if each["rating_applies"] and each["side"] != "same"] == []
