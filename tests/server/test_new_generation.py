"""A new generation answers without a restart, and no request fails or mixes two of them while it comes."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from asking import problem, question
from example_documents import DOCUMENTS, example
from flask import Flask
from flask.testing import FlaskClient
from word_encoder import WordEncoder

from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders
from index.folder import DataFolder
from index.progress import silent
from server.current_index import CurrentIndex

MakeApp = Callable[[DataFolder, Encoders], Flask]
CLIENTS = 8
SWITCHES = 5
# Only so that a fault ends the test; nothing here depends on how long it takes.
GIVE_UP_S = 60
LANTERNS = "Every street lantern in the harbour was stolen."
ASKED = question(
    sentences=[{"id": "s1", "text": LANTERNS}], limit=50, min_probability=0, kinds=[], languages=["en"], page={}
)


@dataclass(frozen=True)
class Told:
    """What one answer says of the index, and the numbered lantern documents that it lists."""

    status: int
    generation: str
    documents: int
    lanterns: frozenset[str]


@pytest.fixture
def app(data: DataFolder, encoders: Encoders, make_app: MakeApp) -> Flask:
    return make_app(data, encoders)


def add_lantern(data: DataFolder, encoders: Encoders, number: int) -> str:
    """One more document, built; gives the id of the new generation."""
    with open_catalogue(data) as catalogue:
        catalogue.take([example(f"lantern-{number}", f"{LANTERNS[:-1]} in night {number}.")])
    return build(data, encoders, silent).id


def ask(client: FlaskClient) -> Told:
    response = client.post("/v1/context", json=ASKED)
    body = response.get_json()
    matches = body["results"][0]["matches"]
    listed = [other["document_id"] for match in matches for other in (match, *match["also"])]
    return Told(
        response.status_code,
        body["index"]["generation"],
        body["index"]["documents"],
        frozenset(name for name in listed if name.startswith("lantern-")),
    )


def test_a_new_generation_is_taken_up_without_a_restart(app: Flask, data: DataFolder, encoders: Encoders) -> None:
    client = app.test_client()
    first = ask(client)

    new = add_lantern(data, encoders, 1)

    assert (first.documents, first.lanterns) == (len(DOCUMENTS), frozenset())
    assert ask(client) == Told(200, new, len(DOCUMENTS) + 1, frozenset({"lantern-1"}))
    assert client.get("/readyz").get_json() == {"status": "ready", "generation": new}
    assert client.get("/v1/index").get_json()["documents"] == len(DOCUMENTS) + 1


def test_an_index_that_is_built_after_the_start_is_taken_up(
    empty_data: DataFolder, encoders: Encoders, make_app: MakeApp
) -> None:
    client = make_app(empty_data, encoders).test_client()
    before = problem(client.get("/readyz"))["code"]

    new = add_lantern(empty_data, encoders, 1)

    assert before == "index_not_ready"
    assert ask(client) == Told(200, new, 1, frozenset({"lantern-1"}))


def test_only_what_came_after_a_generation_is_told_on_request(app: Flask, data: DataFolder, encoders: Encoders) -> None:
    client = app.test_client()
    add_lantern(data, encoders, 1)
    seen = ask(client).generation
    add_lantern(data, encoders, 2)

    response = client.post("/v1/context", json={**ASKED, "newer_than": seen})

    (result,) = response.get_json()["results"]
    assert [match["document_id"] for match in result["matches"]] == ["lantern-2"]


def test_parallel_readers_see_each_generation_whole_and_none_is_refused(
    app: Flask, data: DataFolder, encoders: Encoders
) -> None:
    first = ask(app.test_client()).generation
    made: dict[str, int] = {first: 0}
    told: list[list[Told]] = [[] for _ in range(CLIENTS)]
    is_over = threading.Event()
    news = threading.Condition()

    def read(reader: int) -> None:
        client = app.test_client()
        while not is_over.is_set():
            answer = ask(client)
            with news:
                told[reader].append(answer)
                news.notify_all()

    def everybody_reads(generation: str) -> bool:
        return all(answers and answers[-1].generation == generation for answers in told)

    with ThreadPoolExecutor(CLIENTS) as pool:
        readers = [pool.submit(read, reader) for reader in range(CLIENTS)]
        try:
            for number in range(SWITCHES + 1):
                if number:
                    made[add_lantern(data, encoders, number)] = number
                newest = list(made)[-1]
                with news:
                    assert news.wait_for(partial(everybody_reads, newest), GIVE_UP_S)
        finally:
            is_over.set()
        for reader in readers:
            reader.result()

    for answers in told:
        assert [answer for answer in answers if answer != whole(answer.generation, made)] == []
        assert list(dict.fromkeys(answer.generation for answer in answers)) == list(made)


def whole(generation: str, made: Mapping[str, int]) -> Told:
    """What an answer from one generation alone says."""
    lanterns = frozenset(f"lantern-{number}" for number in range(1, made[generation] + 1))
    return Told(200, generation, len(DOCUMENTS) + len(lanterns), lanterns)


def test_a_request_keeps_its_generation_even_when_two_newer_ones_have_come(
    data: DataFolder, encoders: Encoders
) -> None:
    held = CurrentIndex(data, encoders).generation()
    add_lantern(data, encoders, 1)
    add_lantern(data, encoders, 2)

    with ThreadPoolExecutor(1) as pool:
        ids = pool.submit(held.ids).result()
        documents = pool.submit(held.documents, [0, 1]).result()

    assert not data.generation(held.manifest.id).exists()
    assert sorted(ids) == sorted(document.id for document in DOCUMENTS)
    assert [document.id for document in documents] == ids[:2]


def test_a_generation_that_can_not_be_opened_leaves_the_one_before_answering(
    app: Flask, data: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    before = ask(client)

    data.current.write_text("20990101T000000000000Z-ffffff\n")
    answers = [ask(client), ask(client)]
    warnings = [record.getMessage() for record in caplog.records if record.name == "sidelight"]

    assert answers == [before, before]
    assert len(warnings) == 1
    assert warnings[0].startswith(f"{before.generation} goes on answering: ")
    assert ask(client).generation == before.generation


def test_a_pointer_that_has_gone_leaves_the_generation_answering(app: Flask, data: DataFolder) -> None:
    client = app.test_client()
    before = ask(client)

    data.current.unlink()

    assert ask(client) == before


def test_a_generation_of_other_encoders_is_not_asked(data: DataFolder, encoders: Encoders, make_app: MakeApp) -> None:
    other = Encoders(WordEncoder("other-words", 320), encoders.multilingual)

    response = make_app(data, other).test_client().post("/v1/context", json=ASKED)

    assert (response.status_code, problem(response)["code"]) == (503, "index_not_ready")
