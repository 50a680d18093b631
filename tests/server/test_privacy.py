"""What a reader sends is written nowhere: in no log line at any level, in no file, in no refusal."""

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from asking import question
from broken_encoder import broken
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index.embedding import Encoders
from index.folder import DataFolder

MakeApp = Callable[[DataFolder, Encoders], Flask]

# Words that occur nowhere else, one for each thing that a reader may send.
TEXT, BEFORE, AFTER = "marmalade", "zeppelin", "quicksand"
TITLE, ADDRESS, ID, OTHER = "oboist", "jackdaw", "fizzwhirl", "kumquat"
MARKERS = (TEXT, BEFORE, AFTER, TITLE, ADDRESS, ID, OTHER)

SENTENCE = {
    "id": f"{ID}-1",
    "text": f"The harbour bridge cost 40 million crowns to repair, said {TEXT}.",
    "before": f"{BEFORE} stood before it.",
    "after": f"{AFTER} came after it.",
}
PAGE = {"url": f"https://{ADDRESS}.example/{ADDRESS}", "title": f"The {TITLE} speaks"}
ASKED = question(sentences=[SENTENCE], page=PAGE, min_probability=0, kinds=[], languages=[])
MISFITTING: Mapping[str, Any] = {
    "sentences": [
        {**SENTENCE, "text": f"{TEXT}\0", "before": BEFORE * 1_000, "after": [AFTER], OTHER: OTHER},
        {**SENTENCE, "id": [ID]},
    ],
    "page": {"url": {"url": ADDRESS}, "title": TITLE * 1_000, "published": OTHER, "language": OTHER, OTHER: 1},
    "limit": OTHER,
    "min_probability": OTHER,
    "kinds": [OTHER],
    "languages": [f"{OTHER}!"],
    "newer_than": f"{OTHER}\0",
    OTHER: OTHER,
}
JSON = {"Content-Type": "application/json"}
ALL = json.dumps([ASKED, MISFITTING]).encode()

REFUSED: Mapping[str, tuple[int, str, str, Mapping[str, Any]]] = {
    "a question that does not fit": (422, "POST", "/v1/context", {"json": MISFITTING}),
    "a page that does not fit": (422, "POST", "/v1/scan", {"json": MISFITTING}),
    "one id twice": (422, "POST", "/v1/context", {"json": {**ASKED, "sentences": [SENTENCE, SENTENCE]}}),
    "an unknown generation": (422, "POST", "/v1/context", {"json": {**ASKED, "newer_than": OTHER}}),
    "a body cut short": (400, "POST", "/v1/context", {"data": ALL[:-1], "headers": JSON}),
    "a body in no encoding": (400, "POST", "/v1/context", {"data": ALL + b"\xff", "headers": JSON}),
    "a body too large": (413, "POST", "/v1/context", {"data": ALL * 9_000, "headers": JSON}),
    "a form": (415, "POST", "/v1/context", {"data": {"text": TEXT, "url": ADDRESS, "title": TITLE}}),
    "a content type of its own": (415, "POST", "/v1/context", {"data": ALL, "headers": {"Content-Type": OTHER}}),
    "a foreign host": (403, "POST", "/v1/context", {"json": ASKED, "headers": {"Host": f"{OTHER}.example"}}),
    "a foreign origin": (
        403,
        "POST",
        "/v1/context",
        {"json": ASKED, "headers": {"Origin": f"https://{OTHER}.example"}},
    ),
    "another method": (405, "PUT", f"/v1/context?text={TEXT}&url={ADDRESS}", {"json": ASKED}),
    "a method of its own": (405, OTHER.upper(), "/v1/context", {"json": ASKED}),
    "another address": (404, "GET", f"/{TEXT}/{ADDRESS}?title={TITLE}", {}),
    "an address with two slashes": (404, "GET", f"/v1//{TEXT}", {}),
    "a file that is not there": (404, "GET", f"/static/{OTHER}.js", {}),
}


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def own_client(shared_data: DataFolder, encoders: Encoders, make_app: MakeApp) -> FlaskClient:
    return make_app(shared_data, encoders).test_client()


def markers_in(text: str | bytes) -> list[str]:
    found = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return [marker for marker in MARKERS if marker in found.casefold()]


def markers_in_files(folder: Path) -> list[tuple[str, list[str]]]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert {"CURRENT", "catalogue.sqlite", "manifest.json"} <= {path.name for path in files}
    return [(path.name, found) for path in files if (found := markers_in(path.read_bytes()))]


def markers_logged(log: pytest.LogCaptureFixture, output: pytest.CaptureFixture[str]) -> list[str]:
    """In log lines with their arguments and tracebacks, and on standard output and standard error."""
    lines = [f"{record.getMessage()} {record.args} {record.exc_info}" for record in log.records]
    printed = output.readouterr()
    return markers_in("\n".join([log.text, *lines, printed.out, printed.err]))


def ask(client: FlaskClient) -> TestResponse:
    return client.post("/v1/context", json=ASKED, headers={"Referer": str(PAGE["url"]), "User-Agent": OTHER})


def test_the_markers_are_told_from_everything_that_the_tests_index(shared_data: DataFolder) -> None:
    assert markers_in(json.dumps(ASKED)) == list(MARKERS[:-1])
    assert markers_in(json.dumps(MISFITTING)) == list(MARKERS)
    assert markers_in_files(shared_data.path) == []


def test_a_question_that_is_answered_leaves_no_trace(
    own_client: FlaskClient,
    shared_data: DataFolder,
    everything_logged: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    response = ask(own_client)

    assert response.get_json()["results"][0]["status"] == "matched"
    # The id is the caller's own and comes back, and so does whom the sentence quotes; nothing else of what was sent.
    assert markers_in(response.data) == [TEXT, ID]
    (result,) = response.get_json()["results"]
    quoted = {each["why"]["reported_by"] for match in result["matches"] for each in (match, *match["also"])}
    assert quoted <= {TEXT, None}
    assert response.data.count(TEXT.encode()) == sum(
        each["why"]["reported_by"] == TEXT for match in result["matches"] for each in (match, *match["also"])
    )
    assert markers_logged(everything_logged, capfd) == []
    assert markers_in_files(shared_data.path) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_repeats_nothing_and_leaves_no_trace(
    own_client: FlaskClient,
    shared_data: DataFolder,
    everything_logged: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    name: str,
) -> None:
    status, method, path, request = REFUSED[name]

    response = own_client.open(path, method=method, **request)

    assert response.status_code == status
    assert markers_in(response.data + str(response.headers).encode()) == []
    assert markers_logged(everything_logged, capfd) == []
    assert markers_in_files(shared_data.path) == []


def test_a_fault_whose_own_text_repeats_the_question_leaves_no_trace(
    shared_data: DataFolder,
    encoders: Encoders,
    make_app: MakeApp,
    everything_logged: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    response = ask(make_app(shared_data, broken(encoders)).test_client())

    assert response.status_code == 500
    assert markers_in(response.data + str(response.headers).encode()) == []
    assert "internal_error RuntimeError" in everything_logged.text
    assert markers_logged(everything_logged, capfd) == []
    assert markers_in_files(shared_data.path) == []


def test_without_an_index_a_question_leaves_no_trace(
    empty_data: DataFolder,
    encoders: Encoders,
    make_app: MakeApp,
    everything_logged: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    response = ask(make_app(empty_data, encoders).test_client())

    assert response.status_code == 503
    assert markers_in(response.data) == []
    assert markers_logged(everything_logged, capfd) == []
    assert not empty_data.path.exists()
