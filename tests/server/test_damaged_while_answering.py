"""A large file with one flipped byte is noticed while the service runs, and the generation before answers instead."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import problem
from example_documents import DOCUMENTS, example
from flask import Flask
from flask.testing import FlaskClient

import index.generation as generation_module
import server.current_index as current_index_module
from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders
from index.folder import DataFolder
from index.generation import current_id
from index.manifest import Manifest
from index.progress import silent
from server.current_index import CurrentIndex

MakeApp = Callable[[DataFolder, Encoders], Flask]
# Only so that a fault ends the test.
GIVE_UP_S = 60
NAMES = ("documents.sqlite", "english.faiss", "multilingual.faiss", "lexical/whole/data.csc.index.npy")


@pytest.fixture(autouse=True)
def no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening looks at the size of every file only, as it does at that of large ones."""
    monkeypatch.setattr(generation_module, "HASHED_AT_OPENING_BYTES", 0)


def with_another_goose(data: DataFolder, encoders: Encoders) -> str:
    """One more document, built; gives the id of the new generation."""
    with open_catalogue(data) as catalogue:
        catalogue.take([example("goose", "Geese nest on the town hall.")])
    return build(data, encoders, silent).id


def flip_a_byte(data: DataFolder, generation_id: str, name: str) -> None:
    path = data.generation(generation_id) / name
    written = bytearray(path.read_bytes())
    # The last byte: of data rather than of a file's head, which opening would trip over.
    written[-1] ^= 1
    path.write_bytes(written)


def ready(client: FlaskClient) -> str | None:
    """The generation that is ready to answer."""
    response = client.get("/readyz")
    if response.status_code == 200:
        return str(response.get_json()["generation"])
    assert (response.status_code, problem(response)["code"]) == (503, "index_not_ready")
    return None


def wait_for(client: FlaskClient, generation_id: str | None) -> None:
    gives_up = time.monotonic() + GIVE_UP_S
    while ready(client) != generation_id:
        assert time.monotonic() < gives_up
        time.sleep(0.01)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "sidelight"]


@pytest.mark.parametrize("name", NAMES)
def test_the_generation_before_answers_instead_of_a_damaged_one(
    data: DataFolder, encoders: Encoders, make_app: MakeApp, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    before = current_id(data)
    damaged = with_another_goose(data, encoders)
    flip_a_byte(data, damaged, name)
    client = make_app(data, encoders).test_client()

    wait_for(client, before)

    assert told(caplog) == [
        f"The file {name} of generation {damaged} is not the one that was written: run python -m index build. "
        f"Until then {before} answers."
    ]
    assert client.get("/v1/index").get_json()["documents"] == len(DOCUMENTS)
    assert client.get("/v1/documents/goose").status_code == 404

    mended = build(data, encoders, silent).id
    assert ready(client) == mended
    assert client.get("/v1/documents/goose").status_code == 200


def test_nothing_answers_where_both_generations_are_damaged(
    data: DataFolder, encoders: Encoders, make_app: MakeApp, caplog: pytest.LogCaptureFixture
) -> None:
    before = current_id(data) or ""
    damaged = with_another_goose(data, encoders)
    for each in (before, damaged):
        flip_a_byte(data, each, "documents.sqlite")
    client = make_app(data, encoders).test_client()

    wait_for(client, None)

    assert [line.rpartition(" Until then ")[2] for line in told(caplog)] == [f"{before} answers.", "nothing answers."]
    mended = build(data, encoders, silent).id
    assert ready(client) == mended


def checked() -> None:
    """Wait until every check that began has ended."""
    for thread in threading.enumerate():
        if thread.name == "check":
            thread.join(GIVE_UP_S)


def test_a_whole_generation_goes_on_answering(
    data: DataFolder, encoders: Encoders, caplog: pytest.LogCaptureFixture
) -> None:
    index = CurrentIndex(data, encoders)
    opened = index.generation()
    checked()
    assert index.generation() is opened
    assert told(caplog) == []


def test_a_generation_that_is_removed_while_it_answers_is_not_called_damaged(
    data: DataFolder, encoders: Encoders, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    may_check = threading.Event()
    check = generation_module.check_large_files

    def later(folder: Path, manifest: Manifest) -> None:
        may_check.wait(GIVE_UP_S)
        check(folder, manifest)

    monkeypatch.setattr(current_index_module, "check_large_files", later)
    index = CurrentIndex(data, encoders)
    opened = index.generation()
    shutil.rmtree(data.generation(opened.manifest.id))
    may_check.set()
    checked()
    assert index.generation() is opened
    assert told(caplog) == []
