"""The service as it is run: what it answers with the true models, and that new generations reach it while it runs."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from example_documents import DOCUMENTS, example
from running_service import ROOT, RunningService, environment, free_port, run_module, started_service
from word_encoder import word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.generation import current_id
from index.progress import silent

pytestmark = pytest.mark.slow

SMUGGLING = "The Persian nation has been actively smuggling weapons and bombs into Iraq."
WORD_SERVICE = (sys.executable, str(ROOT / "tests" / "word_process.py"), "server")


@pytest.fixture
def word_service(data: DataFolder, tmp_path: Path) -> Iterator[RunningService]:
    """The service with the encoders and the ranker of these tests."""
    with started_service(data, tmp_path, WORD_SERVICE) as running:
        yield running


def _question(text: str, **more: object) -> dict[str, object]:
    return {"sentences": [{"id": "s1", "text": text}], **more}


def _with_also(matches: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for match in matches for each in (match, *match["also"])]


def test_the_founding_sentence_is_answered_with_reporting_of_both_sides(service: RunningService) -> None:
    answer = service.post("/v1/context", _question(SMUGGLING, limit=5))
    assert answer.status == 200
    (result,) = answer.json["results"]
    assert result["status"] == "matched"
    shown = _with_also(result["matches"])
    assert len([match for match in shown if match["kind"] == "counter_report"]) >= 3
    assert "Gareth Porter" in {match["review"]["author"] for match in shown}
    assert {"disputes", "supports"} <= {match["stance"] for match in shown}


def test_the_whole_ranking_is_given_on_request_in_order(service: RunningService) -> None:
    (result,) = service.post("/v1/context", _question(SMUGGLING, limit=20, min_probability=0)).json["results"]
    leading = [match["probability"] for match in result["matches"]]
    assert 10 <= len(leading) <= 20
    assert leading == sorted(leading, reverse=True)
    for match in result["matches"]:
        # Below the likeliest, documents that say something else come first.
        assert all(other["probability"] <= match["probability"] for other in match["also"])


def test_a_body_sent_in_chunks_is_read(word_service: RunningService) -> None:
    body = json.dumps(_question(DOCUMENTS[4].claim.text)).encode()
    head = "POST /v1/context HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", "Connection: close"
    chunked = "\r\n".join((*head, "Transfer-Encoding: chunked", "", "")).encode()
    answer = word_service.send(chunked + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b'"library-closed"' in answer


def test_a_new_generation_is_taken_up_and_parallel_readers_never_see_a_mixture(word_service: RunningService) -> None:
    data = word_service.data
    # Which sentence a generation can answer tells which one answered.
    claims = [f"Exactly {number} geese nest on the old town hall." for number in range(6)]
    known: dict[str, int] = {current_id(data) or "": 0}
    is_over = threading.Event()

    def read() -> list[tuple[int, str, int, int]]:
        seen = []
        question = {
            "sentences": [{"id": str(number), "text": text} for number, text in enumerate(claims)],
            "min_probability": 0.99,
        }
        while not is_over.is_set():
            answer = word_service.post("/v1/context", question)
            told = answer.json
            found = {
                match["document_id"] for result in told.get("results", []) for match in _with_also(result["matches"])
            }
            seen.append((answer.status, told["index"]["generation"], told["index"]["documents"], len(found)))
        return seen

    with ThreadPoolExecutor(8) as readers:
        reading = [readers.submit(read) for _ in range(8)]
        for number in range(1, 6):
            with open_catalogue(data) as catalogue:
                catalogue.take([example(f"geese-{number}", claims[number])])
            known[build(data, word_encoders(), silent).id] = number
        is_over.set()
        seen = [each for one in reading for each in one.result()]
    assert {status for status, *_ in seen} == {200}
    for _, generation, documents, found in seen:
        assert documents == len(DOCUMENTS) + known[generation]
        assert found == known[generation]
    assert word_service.ask("GET", "/readyz").json["generation"] == current_id(data)
    assert word_service.process.poll() is None


def test_a_file_where_the_data_folder_should_be_is_one_line(empty_data: DataFolder) -> None:
    empty_data.path.write_text("a file where the folder should be")
    done = run_module("server", data=empty_data, SIDELIGHT_PORT=str(free_port()))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"The file [^\n]*CURRENT can't be read: [^\n]*\n", done.stderr)


def test_an_index_of_other_encoders_is_refused_at_the_start(data: DataFolder) -> None:
    done = run_module("server", data=data, SIDELIGHT_PORT=str(free_port()))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(
        r"The generation \S+ was made by words-english [^\n]*: run python -m index build\.\n", done.stderr
    )


def test_help_names_every_setting(empty_data: DataFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "server", "--help"],
        env=environment(empty_data),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = set(re.findall(r"SIDELIGHT_[A-Z_]+", done.stdout))
    read = set(re.findall(r"SIDELIGHT_[A-Z_]+", "".join(path.read_text() for path in (ROOT / "server").glob("c*.py"))))
    assert named == read | {"SIDELIGHT_DATA", "SIDELIGHT_ENGLISH_MODEL"}
