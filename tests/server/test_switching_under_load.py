"""The running service takes up twenty new generations while 32 readers ask: none is refused, none gets a mixture."""

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from asking import question
from example_documents import DOCUMENTS, example
from running_service import ROOT, START_TIMEOUT_S, RunningService, started_service
from word_encoder import word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.progress import silent

pytestmark = pytest.mark.slow

READERS = 32
SWITCHES = 20
# Only so that a fault ends the test; nothing here depends on how long it takes.
GIVE_UP_S = 120
LANTERNS = "Every street lantern in the harbour was stolen."
ASKED = json.dumps(
    question(sentences=[{"id": "s", "text": LANTERNS}], limit=50, min_probability=0, kinds=[], languages=[], page={})
).encode()


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer says: its status, generation and number of documents, and the lanterns that it lists."""

    status: int
    generation: str
    documents: int
    lanterns: frozenset[str]


def ask(connection: HTTPConnection) -> Told:
    connection.request("POST", "/v1/context", ASKED, {"Content-Type": "application/json"})
    response = connection.getresponse()
    body = json.loads(response.read())
    matches = body["results"][0]["matches"]
    listed = [other["document_id"] for match in matches for other in (match, *match["also"])]
    return Told(
        response.status,
        body["index"]["generation"],
        body["index"]["documents"],
        frozenset(name for name in listed if name.startswith("lantern-")),
    )


def change_lantern(data: DataFolder, number: int) -> str:
    """One lantern comes and the one before goes, so that no two generations hold the same; gives the new one's id."""
    with open_catalogue(data) as catalogue:
        catalogue.take([example(f"lantern-{number}", f"{LANTERNS[:-1]} in night {number}.")])
        catalogue.withdraw("examples", {f"lantern-{number - 1}": "gone"})
    return build(data, word_encoders(), silent).id


def test_no_request_fails_and_none_is_answered_from_a_mixture(data: DataFolder, tmp_path: Path) -> None:
    command = (sys.executable, str(ROOT / "tests" / "word_process.py"), "server")
    made = {change_lantern(data, 1): 1}
    with started_service(data, tmp_path, command) as service:
        told = _asked_throughout(service, lambda: _switch(data, made))

    every = {answer for answers in told for answer in answers}
    assert {answer.generation for answer in every} == set(made)
    for answer in every:
        number = made[answer.generation]
        assert answer == Told(200, answer.generation, len(DOCUMENTS) + 1, frozenset({f"lantern-{number}"}))
    for answers in told:
        numbers = [made[answer.generation] for answer in answers]
        assert numbers == sorted(numbers)
        assert numbers[-1] == SWITCHES + 1


def _switch(data: DataFolder, made: dict[str, int]) -> str:
    number = len(made) + 1
    generation = change_lantern(data, number)
    made[generation] = number
    return generation


def _asked_throughout(service: RunningService, switch: Callable[[], str]) -> list[list[Told]]:
    """What each reader was told while the index was switched, each time after all of them had seen the one before."""
    told: list[list[Told]] = [[] for _ in range(READERS)]
    is_over = threading.Event()
    news = threading.Condition()

    def read(reader: int) -> None:
        while not is_over.is_set():
            connection = HTTPConnection("127.0.0.1", service.port, timeout=START_TIMEOUT_S)
            answer = ask(connection)
            connection.close()
            with news:
                told[reader].append(answer)
                news.notify_all()

    def everybody_reads(generation: str) -> bool:
        return all(answers and answers[-1].generation == generation for answers in told)

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, reader) for reader in range(READERS)]
        try:
            for _ in range(SWITCHES):
                newest = switch()
                with news:
                    assert news.wait_for(lambda newest=newest: everybody_reads(newest), GIVE_UP_S)  # type: ignore[misc]
        finally:
            is_over.set()
        for reader in readers:
            reader.result()
    return told
