"""The service as it is run writes nothing down that was sent, be it a question, a refusal or no HTTP at all."""

import json
import re
import socket
from collections.abc import Mapping

import pytest
from asking import question
from running_service import RunningService

pytestmark = pytest.mark.slow

MARKER = "marmalade"
SENTENCE = f"Iran has been smuggling weapons into Iraq, said {MARKER}."
ASKED = question(
    sentences=[{"id": "s1", "text": SENTENCE, "before": MARKER, "after": MARKER}],
    page={"url": f"https://{MARKER}.example/", "title": MARKER},
    kinds=[],
)
JSON = {"Content-Type": "application/json"}
BODY = json.dumps(ASKED).encode()

Request = tuple[str, str, bytes, Mapping[str, str], int]
SENT: Mapping[str, Request] = {
    "a question": ("POST", "/v1/context", BODY, JSON, 200),
    "half a question": ("POST", "/v1/context", BODY[:-9], JSON, 400),
    "a question that does not fit": ("POST", "/v1/context", json.dumps({**ASKED, MARKER: 1}).encode(), JSON, 422),
    "a form": ("POST", "/v1/context", BODY, {"Content-Type": MARKER}, 415),
    "a foreign host": ("GET", "/healthz", b"", {"Host": f"{MARKER}.example"}, 403),
    "a foreign origin": ("GET", "/healthz", b"", {"Origin": f"https://{MARKER}.example"}, 403),
    "another address": ("GET", f"/{MARKER}?title={MARKER}", b"", {"Referer": f"https://{MARKER}.example"}, 404),
    "another method": (MARKER.upper(), "/v1/context", b"", {}, 405),
}
MARKED = MARKER.encode()
HEAD = b"POST /v1/context HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
MALFORMED: Mapping[str, bytes] = {
    "no HTTP": MARKED + b"\r\n\r\n",
    "a request line of three blanks": b"GET /" + MARKED + b" and more HTTP/1.1\r\n\r\n",
    "another version": b"GET /" + MARKED + b" HTTP/9.9\r\n\r\n",
    "a version that is none": b"GET / " + MARKED + b"\r\n\r\n",
    "a method in lower case with marks": b"(" + MARKED + b") / HTTP/1.1\r\n\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\n" + MARKED + b"\r\n\r\n",
    "a header name with a blank": b"GET / HTTP/1.1\r\n" + MARKED + b" x: y\r\n\r\n",
    "a header value with NUL": b"GET / HTTP/1.1\r\nReferer: " + MARKED + b"\x00\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nReferer: a\r\n " + MARKED + b"\r\n\r\n",
    "a length that is none": b"POST / HTTP/1.1\r\nContent-Length: " + MARKED + b"\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 9\r\nContent-Length: 8\r\n\r\n" + MARKED,
    "an unknown coding": HEAD + b"Transfer-Encoding: " + MARKED + b"\r\n\r\n",
    "a chunk without its size": CHUNKED + MARKED + b"\r\n",
    "a chunk that is longer than it says": HEAD
    + b"Transfer-Encoding: chunked\r\n\r\n4\r\n"
    + MARKED
    + b"\r\n0\r\n\r\n",
    "a body that ends too early": HEAD + b"Content-Length: 900\r\n\r\n" + BODY[:100],
    "a line that is too long": b"GET /" + MARKED * 2_000 + b" HTTP/1.1\r\n\r\n",
    "too many headers": b"GET / HTTP/1.1\r\n" + b"Referer: " + MARKED + b"\r\n" + (b"A: " + MARKED + b"\r\n") * 200,
    "a header that is too long": b"GET / HTTP/1.1\r\nReferer: " + MARKED * 2_000 + b"\r\n\r\n",
    "an expectation": HEAD + b"Expect: " + MARKED + b"\r\n\r\n",
    "a hello of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc" + MARKED,
}


def told(service: RunningService) -> str:
    return service.output.read_text(errors="replace").casefold()


@pytest.mark.parametrize("name", SENT)
def test_a_request_leaves_no_trace_in_what_the_service_writes(service: RunningService, name: str) -> None:
    method, path, body, headers, status = SENT[name]

    answer = service.ask(method, path, body or None, headers)

    assert answer.status == status
    assert MARKER not in told(service)


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_http_leaves_no_trace_and_stops_nothing(service: RunningService, name: str) -> None:
    answer = service.send(MALFORMED[name])

    assert re.match(rb"HTTP/1\.[01] (4\d\d|501) ", answer or b"HTTP/1.1 400 "), answer[:200]
    assert MARKER not in told(service)
    assert service.ask("GET", "/healthz").json == {"status": "ok"}


def test_a_reader_who_goes_away_in_the_middle_leaves_no_trace(service: RunningService) -> None:
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.sendall(HEAD + f"Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY[:50])

    assert service.ask("GET", "/healthz").json == {"status": "ok"}
    assert MARKER not in told(service)


def test_nothing_that_was_sent_is_in_the_data_folder(service: RunningService) -> None:
    assert service.post("/v1/context", ASKED).status == 200

    files = [path for path in sorted(service.data.path.rglob("*")) if path.is_file()]
    assert "catalogue.sqlite" in [path.name for path in files]
    assert [path.name for path in files if MARKED in path.read_bytes()] == []
