"""Files and http addresses become plain streams; what goes wrong on the way is named."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.feeds import download
from index.feeds.download import open_source
from index.feeds.errors import (
    FeedAddressError,
    FeedBrokenError,
    FeedError,
    FeedForbiddenError,
    FeedNotFoundError,
    FeedTooLargeError,
    FeedUnreachableError,
)

BODY = b'{"dataFeedElement": []}' * 1_000
PACKED = gzip.compress(BODY)


class _Misbehaving(BaseHTTPRequestHandler):
    """A server that does, at each path, what some real server once did."""

    def do_GET(self) -> None:
        ways: dict[str, Callable[[], None]] = {
            "/plain": lambda: self._send(BODY),
            "/packed": lambda: self._send(PACKED),
            "/encoded": lambda: self._send(PACKED, ("Content-Encoding", "gzip")),
            "/empty": lambda: self._send(b""),
            "/badly-encoded": lambda: self._send(b"not gzip at all", ("Content-Encoding", "gzip")),
            "/truncated-gzip": lambda: self._send(PACKED[:60]),
            "/breaks-off": lambda: self._send(BODY[:100], length=len(BODY)),
            "/slow": lambda: time.sleep(1.0),
            "/moved": lambda: self._redirect("/plain"),
            "/loop": lambda: self._redirect("/loop"),
            "/to-file": lambda: self._redirect("file:///etc/hostname"),
        }
        if self.path in ways:
            ways[self.path]()
        else:
            self.send_error(int(self.path[1:]))

    def _send(self, body: bytes, *headers: tuple[str, str], length: int | None = None) -> None:
        self.send_response(200)
        for header in (("Content-Length", str(len(body) if length is None else length)), *headers):
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Misbehaving)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def read(source: str, *, max_bytes: int = 1_000_000, timeout_s: float = 5.0) -> bytes:
    with open_source(source, max_bytes=max_bytes, timeout_s=timeout_s) as stream:
        return stream.read()


@pytest.mark.parametrize("path", ["/plain", "/packed", "/encoded", "/moved"])
def test_an_address_gives_the_unpacked_bytes(address: str, path: str) -> None:
    assert read(address + path) == BODY


@pytest.mark.parametrize("content", [BODY, PACKED, b"", b"\x1f"])
def test_a_file_gives_the_unpacked_bytes_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "feed.txt"
    file.write_bytes(content)
    assert read(str(file)) == (BODY if content == PACKED else content)


def test_an_empty_answer_gives_no_bytes(address: str) -> None:
    assert read(address + "/empty") == b""


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/404", FeedNotFoundError, "answered 404 Not Found"),
        ("/410", FeedNotFoundError, "answered 410 Gone"),
        ("/403", FeedForbiddenError, "answered 403 Forbidden"),
        ("/503", FeedUnreachableError, "answered 503 Service Unavailable; try again later"),
        ("/429", FeedUnreachableError, "answered 429 Too Many Requests; try again later"),
        ("/418", FeedError, "answered 418 I'm a Teapot; expected 200"),
        ("/loop", FeedAddressError, "redirects more than 5 times"),
        ("/to-file", FeedAddressError, "redirects to file:/.*hostname, which is not an http"),
        ("/breaks-off", FeedUnreachableError, "broke off"),
        ("/badly-encoded", FeedBrokenError, "sent bytes that can't be unpacked"),
        ("/truncated-gzip", FeedBrokenError, "is not a whole gzip file"),
    ],
)
def test_what_a_server_does_wrong_is_named(address: str, path: str, error: type[FeedError], message: str) -> None:
    with pytest.raises(error, match=message):
        read(address + path)


def test_a_server_that_does_not_answer_is_given_up(address: str) -> None:
    with pytest.raises(FeedUnreachableError, match=r"did not answer within 0\.2 s"):
        read(address + "/slow", timeout_s=0.2)


def test_a_port_where_nobody_listens_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(FeedUnreachableError, match="can't be reached"):
        read(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("path", ["/plain", "/packed"])
def test_more_bytes_than_allowed_are_refused_after_unpacking(address: str, path: str) -> None:
    assert read(address + path, max_bytes=len(BODY)) == BODY
    with pytest.raises(FeedTooLargeError, match="holds more than the allowed 22,999 bytes"):
        read(address + path, max_bytes=len(BODY) - 1)


def test_a_redirect_from_a_public_address_into_a_private_network_is_refused() -> None:
    for private in ("http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest"):
        with pytest.raises(FeedAddressError, match="which is in a private network"):
            download.check_redirect(private, "https://feeds.example/", may_be_private=False)


def test_a_redirect_to_a_public_address_is_followed() -> None:
    download.check_redirect("http://93.184.216.34/feed", "https://feeds.example/", may_be_private=False)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedNotFoundError, match=r"There is no file .*missing\.json\."):
        read(str(tmp_path / "missing.json"))


def test_a_folder_is_no_feed(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="can't be opened: Is a directory"):
        read(str(tmp_path))


def test_another_scheme_is_refused() -> None:
    with pytest.raises(FeedAddressError, match="should be a file or an http"):
        read("ftp://example.org/feed.json")


def test_a_damaged_gzip_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "feed.json.gz"
    file.write_bytes(PACKED[:40] + bytes(20) + PACKED[60:])
    with pytest.raises(FeedBrokenError, match="is not a whole gzip file: it breaks after"):
        read(str(file))
