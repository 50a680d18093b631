"""Files and http addresses become plain streams; what goes wrong on the way is named."""

import gzip
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_site import Clock, Handler, LocalSite, Page, Reply, local_site, local_web

from index.feeds.download import FEED, Limits, Web
from index.feeds.errors import (
    FeedAddressError,
    FeedBrokenError,
    FeedError,
    FeedForbiddenError,
    FeedNotFoundError,
    FeedTooLargeError,
    FeedUnreachableError,
)
from index.feeds.state import Validators

BODY = b'{"dataFeedElement": []}' * 1_000
PACKED = gzip.compress(BODY)


def redirect(to: str) -> Reply:
    return Reply(status=302, headers={"Location": to})


def drip(handler: Handler) -> None:
    """Send a body for ever, a little at a time and never so slowly that one wait would be too long."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.02)
    except OSError:
        return


def drip_headers(handler: Handler) -> None:
    """The same before there is any body."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X")
            time.sleep(0.02)
    except OSError:
        return


def endless_headers(handler: Handler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-Long: and longer\r\n" * 50_000)
    except OSError:
        return


def greet_as_mail(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def without_length(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(BODY)


PAGES: dict[str, Page] = {
    "/plain": Reply(BODY),
    "/packed": Reply(PACKED),
    "/encoded": Reply(PACKED, headers={"Content-Encoding": "gzip"}),
    "/empty": Reply(),
    "/no-length": without_length,
    "/badly-encoded": Reply(b"not gzip at all", headers={"Content-Encoding": "gzip"}),
    "/truncated-gzip": Reply(PACKED[:60]),
    "/breaks-off": Reply(BODY[:100], length=len(BODY)),
    "/slow": lambda _: time.sleep(1.0),
    "/drip": drip,
    "/drip-headers": drip_headers,
    "/endless-headers": endless_headers,
    "/no-http": greet_as_mail,
    "/moved": redirect("/plain"),
    "/loop": redirect("/loop"),
    "/to-file": redirect("file:///etc/hostname"),
    "/to-private": redirect("http://10.0.0.1/plain"),
    "/to-metadata": redirect("http://169.254.169.254/latest"),
    "/unasked-304": Reply(status=304),
    "/bomb": Reply(gzip.compress(bytes(30_000_000))),
    "/encoded-bomb": Reply(gzip.compress(bytes(30_000_000)), headers={"Content-Encoding": "gzip"}),
    "/twice-encoded-bomb": Reply(
        gzip.compress(gzip.compress(bytes(30_000_000))), headers={"Content-Encoding": "gzip, gzip"}
    ),
    **{f"/{status}": Reply(status=status) for status in (401, 403, 404, 410, 418, 429, 500, 503)},
}


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with local_site(PAGES) as running:
        yield running


def read(source: str, limits: Limits = FEED, web: Web | None = None) -> bytes:
    with (web or local_web()).open(source, Validators(), limits) as answer:
        return answer.stream.read()


@pytest.mark.parametrize("path", ["/plain", "/packed", "/encoded", "/moved"])
def test_an_address_gives_the_unpacked_bytes(site: LocalSite, path: str) -> None:
    assert read(site.address + path) == BODY


@pytest.mark.parametrize("content", [BODY, PACKED, b"", b"\x1f"])
def test_a_file_gives_the_unpacked_bytes_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "feed.txt"
    file.write_bytes(content)
    assert read(str(file)) == (BODY if content == PACKED else content)


@pytest.mark.parametrize(
    ("path", "share"), [("/plain", 1.0), ("/packed", 1.0), ("/encoded", 1.0), ("/empty", None), ("/no-length", None)]
)
def test_how_much_of_an_answer_is_read_is_told_where_its_length_is_known(
    site: LocalSite, path: str, share: float | None
) -> None:
    with local_web().open(site.address + path, Validators()) as answer:
        answer.stream.read()
        assert answer.share_read() == share


def test_how_much_of_a_file_is_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(BODY * 1_000)
    with local_web().open(str(file), Validators()) as answer:
        answer.stream.read(10)
        begun = answer.share_read()
        answer.stream.read()
        assert 0 < (begun or 0) < 1 == answer.share_read()


def test_an_empty_answer_gives_no_bytes(site: LocalSite) -> None:
    assert read(site.address + "/empty") == b""


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/404", FeedNotFoundError, "answered 404 Not Found"),
        ("/410", FeedNotFoundError, "answered 410 Gone"),
        ("/401", FeedForbiddenError, "answered 401 Unauthorized"),
        ("/403", FeedForbiddenError, "answered 403 Forbidden"),
        ("/500", FeedUnreachableError, "answered 500 Internal Server Error; try again later"),
        ("/503", FeedUnreachableError, "answered 503 Service Unavailable; try again later"),
        ("/429", FeedUnreachableError, "answered 429 Too Many Requests; try again later"),
        ("/418", FeedError, "answered 418 I'm a Teapot; expected 200"),
        ("/unasked-304", FeedError, "answered 304 Not Modified to somebody who holds no version"),
        ("/loop", FeedAddressError, "redirects more than 5 times"),
        ("/to-file", FeedAddressError, "redirects to file:/.*hostname, which is not an http"),
        ("/breaks-off", FeedUnreachableError, "broke off"),
        ("/badly-encoded", FeedBrokenError, "sent bytes that can't be unpacked"),
        ("/truncated-gzip", FeedBrokenError, "is not a whole gzip file"),
        ("/endless-headers", FeedUnreachableError, "can't be reached"),
        ("/no-http", FeedUnreachableError, "can't be reached"),
    ],
)
def test_what_a_server_does_wrong_is_named(site: LocalSite, path: str, error: type[FeedError], message: str) -> None:
    with pytest.raises(error, match=message) as refused:
        read(site.address + path)
    assert "\n" not in str(refused.value)


def test_a_server_that_does_not_answer_is_given_up(site: LocalSite) -> None:
    with pytest.raises(FeedUnreachableError, match=r"did not answer within 0\.2 s"):
        read(site.address + "/slow", web=local_web(timeout_s=0.2))


@pytest.mark.parametrize(
    ("path", "message"), [("/drip", "stopped sending, or took too long"), ("/drip-headers", "did not answer within")]
)
def test_a_server_that_drips_is_given_up_when_its_time_is_over(site: LocalSite, path: str, message: str) -> None:
    with pytest.raises(FeedUnreachableError, match=message):
        read(site.address + path, Limits(max_bytes=1_000_000, total_s=0.3))


def test_a_port_where_nobody_listens_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(FeedUnreachableError, match="can't be"):
        read(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("path", ["/plain", "/packed", "/encoded"])
def test_more_bytes_than_allowed_are_refused_after_unpacking(site: LocalSite, path: str) -> None:
    assert read(site.address + path, Limits(len(BODY), 10.0)) == BODY
    with pytest.raises(FeedTooLargeError, match="holds more than the allowed 22,999 bytes"):
        read(site.address + path, Limits(len(BODY) - 1, 10.0))


@pytest.mark.parametrize("path", ["/bomb", "/encoded-bomb", "/twice-encoded-bomb"])
def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(site: LocalSite, path: str) -> None:
    with pytest.raises(FeedTooLargeError, match="holds more than the allowed 1,000,000 bytes"):
        read(site.address + path, Limits(1_000_000, 10.0))


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


def test_an_address_says_where_it_led_and_what_it_is(site: LocalSite) -> None:
    site.pages["/typed"] = Reply(BODY, headers={"Content-Type": "text/html; charset=koi8-r"})
    site.pages["/to-typed"] = redirect("/typed")
    with local_web().open(site.address + "/to-typed", Validators()) as answer:
        assert (answer.url, answer.content_type) == (f"{site.address}/typed", "text/html; charset=koi8-r")


def test_pauses_grow_before_a_server_is_given_up(site: LocalSite) -> None:
    clock = Clock()
    with pytest.raises(FeedUnreachableError, match="answered 503"):
        read(site.address + "/503", web=local_web(clock))
    assert site.paths_asked() == ["/503"] * 3
    assert [wait for wait in clock.waits if wait > 1.0] == [2.0, 4.0]
