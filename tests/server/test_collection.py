"""What the index holds, document by document: history, corrections, sources, and what changed since a generation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from asking import problem
from example_documents import BY_ID, DOCUMENTS, example
from flask import Flask
from flask.testing import FlaskClient

from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders
from index.folder import DataFolder
from index.progress import silent
from index.records import Document, Kind

MakeApp = Callable[[DataFolder, Encoders], Flask]

MILK = BY_ID["milk-vitamin"]
CORRECTED = replace(MILK, finding="Hardly any is lost.")
CORRECTION = replace(
    example("milk-correction", "We wrote that milk loses vitamins within a week.", kind=Kind.CORRECTION, title="Milk"),
    corrects=(MILK.review.url, "https://elsewhere.example/milk"),
)


@pytest.fixture
def own_client(data: DataFolder, encoders: Encoders, make_app: MakeApp) -> FlaskClient:
    return make_app(data, encoders).test_client()


def take(data: DataFolder, encoders: Encoders, *documents: Document) -> str:
    """Documents that came, built; gives the id of the new generation."""
    with open_catalogue(data) as catalogue:
        catalogue.take(documents)
    return build(data, encoders, silent).id


def withdraw(data: DataFolder, encoders: Encoders, name: str) -> str:
    with open_catalogue(data) as catalogue:
        catalogue.withdraw("examples", {name: "gone"})
    return build(data, encoders, silent).id


def told(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.data
    return response.get_json()


def generation(client: FlaskClient) -> str:
    found: str = told(client, "/v1/index")["generation"]
    return found


def changes(client: FlaskClient, since: str, **query: str) -> list[tuple[str, str]]:
    response = client.get("/v1/changes", query_string={"since": since, **query})
    return [(change["document_id"], change["event"]) for change in response.get_json()["changes"]]


def test_a_document_is_told_with_its_terms_and_without_its_body(client: FlaskClient) -> None:
    answer = told(client, "/v1/documents/wolves-return")

    document = BY_ID["wolves-return"]
    assert answer["document"]["document_id"] == document.id
    assert answer["document"]["claim"]["text"] == document.claim.text
    assert answer["document"]["review"]["licence"] == "CC0-1.0"
    assert "heron" not in str(answer)
    assert (answer["history"], answer["corrects"], answer["corrections"]) == ([], [], [])
    assert answer["added"] == answer["changed"] is not None


def test_a_change_is_told_with_what_stood_there_before(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    take(data, encoders, CORRECTED)

    answer = told(own_client, f"/v1/documents/{MILK.id}")

    assert answer["document"]["finding"] == "Hardly any is lost."
    (change,) = answer["history"]
    assert (change["event"], change["at"]) == ("changed", answer["changed"])
    assert change["before"]["finding"] == MILK.finding


def test_a_withdrawn_document_is_told_as_gone_and_is_no_longer_found(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    asked = {"sentences": [{"id": "s", "text": MILK.claim.text}], "min_probability": 0, "limit": 50}
    before = own_client.post("/v1/context", json=asked).get_json()
    withdraw(data, encoders, MILK.id)

    after = own_client.post("/v1/context", json=asked).get_json()
    response = own_client.get(f"/v1/documents/{MILK.id}")

    assert MILK.id in str(before)
    assert MILK.id not in str(after)
    assert (after["index"]["documents"], told(own_client, "/v1/index")["documents"]) == (len(DOCUMENTS) - 1,) * 2
    assert (response.status_code, problem(response)["code"]) == (410, "document_withdrawn")

    take(data, encoders, MILK)
    events = [change["event"] for change in told(own_client, f"/v1/documents/{MILK.id}")["history"]]
    assert events == ["withdrawn", "returned"]


def test_an_unknown_document_is_told_so(client: FlaskClient) -> None:
    response = client.get("/v1/documents/never-was")

    assert (response.status_code, problem(response)["code"]) == (404, "document_not_found")


def test_a_correction_and_what_it_corrects_lead_to_each_other(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    take(data, encoders, CORRECTION)

    corrected = told(own_client, f"/v1/documents/{MILK.id}")
    correction = told(own_client, f"/v1/documents/{CORRECTION.id}")

    assert corrected["corrections"] == [
        {
            "document_id": CORRECTION.id,
            "url": CORRECTION.review.url,
            "title": "Milk",
            "published": None,
            "finding": None,
            "passage": None,
        }
    ]
    assert correction["corrects"] == [
        {"url": MILK.review.url, "document_id": MILK.id},
        {"url": "https://elsewhere.example/milk", "document_id": None},
    ]
    assert correction["corrections"] == []


def test_a_correction_may_name_the_page_by_another_of_its_addresses(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    other = f"{MILK.review.url.replace('https://', 'http://www.')}/amp/"
    take(data, encoders, replace(CORRECTION, corrects=(other,)))

    corrected = told(own_client, f"/v1/documents/{MILK.id}")
    correction = told(own_client, f"/v1/documents/{CORRECTION.id}")

    assert [each["document_id"] for each in corrected["corrections"]] == [CORRECTION.id]
    assert correction["corrects"] == [{"url": other, "document_id": MILK.id}]


def test_an_answer_shows_who_corrected_what_it_found(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    take(data, encoders, CORRECTION)
    asked = {"sentences": [{"id": "s", "text": MILK.claim.text}], "min_probability": 0, "limit": 50}

    (result,) = own_client.post("/v1/context", json=asked).get_json()["results"]

    every = [each for match in result["matches"] for each in (match, *match["also"])]
    corrections = {match["document_id"]: [each["document_id"] for each in match["corrections"]] for match in every}
    assert corrections[MILK.id] == [CORRECTION.id]
    assert [found for name, found in corrections.items() if found and name != MILK.id] == []


def test_the_sources_are_told_with_their_terms_and_publishers(client: FlaskClient) -> None:
    answer = told(client, "/v1/sources")

    assert answer["sources"] == [
        {
            "feed": "examples",
            "documents": 12,
            "imported": None,
            "licences": ["CC0-1.0"],
            "attributions": ["Example Press"],
        }
    ]
    assert answer["publishers"] == [{"name": "Example Press", "site": "press.example", "documents": 12}]
    assert answer["index"]["generation"] == generation(client)


def test_what_changed_since_a_generation_is_told_once_for_each_document(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    first = generation(own_client)
    second = take(data, encoders, CORRECTED, CORRECTION)
    take(data, encoders, replace(CORRECTION, finding="Not quite."))
    last = withdraw(data, encoders, "pont-prix")

    assert changes(own_client, first) == [(MILK.id, "changed"), (CORRECTION.id, "added"), ("pont-prix", "withdrawn")]
    assert changes(own_client, second) == [(CORRECTION.id, "changed"), ("pont-prix", "withdrawn")]
    assert changes(own_client, last) == []


def test_a_document_that_came_and_went_in_between_is_not_told(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    first = generation(own_client)
    take(data, encoders, CORRECTION)
    withdraw(data, encoders, CORRECTION.id)

    assert changes(own_client, first) == []


def test_many_changes_come_a_part_at_a_time_each_once(
    own_client: FlaskClient, data: DataFolder, encoders: Encoders
) -> None:
    first = generation(own_client)
    new = [example(f"goose-{number}", f"Goose number {number} nests on the town hall.") for number in range(7)]
    take(data, encoders, *new)
    parts: list[list[str]] = []
    after: dict[str, str] = {}
    while True:
        answer = own_client.get("/v1/changes", query_string={"since": first, "limit": "3", **after}).get_json()
        parts.append([change["document_id"] for change in answer["changes"]])
        if answer["next"] is None:
            break
        after = {"after": answer["next"]}

    assert parts == [["goose-0", "goose-1", "goose-2"], ["goose-3", "goose-4", "goose-5"], ["goose-6"]]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, [("/since", "missing")]),
        ({"since": "x", "limit": "0"}, [("/limit", "out_of_range")]),
        ({"since": "x", "limit": "1001"}, [("/limit", "out_of_range")]),
        ({"since": "x", "limit": "²"}, [("/limit", "wrong_type")]),
        ({"since": "x", "after": "first"}, [("/after", "wrong_format")]),
        ({"since": "x", "colour": "red"}, [("", "unknown_field")]),
        ({"limit": "many", "after": ""}, [("/since", "missing"), ("/after", "wrong_format"), ("/limit", "wrong_type")]),
    ],
)
def test_a_query_that_does_not_fit_is_refused_with_every_place(
    client: FlaskClient, query: dict[str, str], places: list[tuple[str, str]]
) -> None:
    response = client.get("/v1/changes", query_string=query)

    assert response.status_code == 422
    assert [(error["pointer"], error["code"]) for error in problem(response)["errors"]] == places


def test_changes_since_a_generation_that_never_was_are_refused(client: FlaskClient) -> None:
    response = client.get("/v1/changes?since=20200101T000000000000Z-abcdef")

    assert (response.status_code, problem(response)["code"]) == (422, "unknown_generation")


@pytest.mark.parametrize("path", ["/v1/documents/x", "/v1/sources", "/v1/changes?since=x", "/status"])
def test_without_an_index_it_is_told_that_there_is_none(
    empty_data: DataFolder, encoders: Encoders, make_app: MakeApp, path: str
) -> None:
    response = make_app(empty_data, encoders).test_client().get(path)

    assert (response.status_code, problem(response)["code"]) == (503, "index_not_ready")
