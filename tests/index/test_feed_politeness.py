"""Strangers' machines are asked seldom, only what they allow, and again only for what changed."""

import ipaddress
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from local_site import Clock, LocalSite, Reply, local_site, local_web

from index.feeds.download import Answer, Web
from index.feeds.errors import FeedAddressError, FeedBusyError, FeedForbiddenError, FeedUnreachableError
from index.feeds.guarded_network import is_public
from index.feeds.politeness import retry_after_s
from index.feeds.state import Validators

ROBOTS = b"""
User-agent: *
Disallow: /

User-agent: Sidelight
Allow: /
Disallow: /private/
Crawl-delay: 3
"""


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with local_site({f"/{name}": Reply(name.encode()) for name in "abc"}) as running:
        yield running


def read(site: LocalSite, path: str, web: Web) -> bytes:
    with web.open(site.address + path, Validators()) as answer:
        return answer.stream.read()


def test_what_is_unchanged_is_not_sent_again(site: LocalSite) -> None:
    site.pages["/feed"] = Reply(b"new", headers={"ETag": '"v1"', "Last-Modified": "Wed, 25 Nov 2026 08:00:00 GMT"})
    with local_web().open(f"{site.address}/feed", Validators()) as first:
        assert (first.stream.read(), first.is_unchanged) == (b"new", False)
    with local_web().open(f"{site.address}/feed", first.validators) as second:
        assert (second.stream.read(), second.is_unchanged) == (b"", True)
    assert second.validators == first.validators == Validators('"v1"', "Wed, 25 Nov 2026 08:00:00 GMT")
    asked = site.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"v1"', "Wed, 25 Nov 2026 08:00:00 GMT")


def test_what_changed_is_sent_with_its_new_version(site: LocalSite) -> None:
    site.pages["/feed"] = Reply(b"new", headers={"ETag": '"v2"'})
    with local_web().open(f"{site.address}/feed", Validators('"v1"')) as answer:
        assert (answer.stream.read(), answer.validators) == (b"new", Validators('"v2"'))


def test_a_file_is_read_again_only_once_it_was_written_again(tmp_path: Path) -> None:
    file = tmp_path / "feed"
    file.write_bytes(b"one")

    def opened(known: Validators) -> Answer:
        with local_web().open(str(file), known) as answer:
            return answer

    first = opened(Validators())
    assert opened(first.validators).is_unchanged
    file.write_bytes(b"three")
    assert not opened(first.validators).is_unchanged


def test_a_host_is_asked_once_a_second(site: LocalSite) -> None:
    clock = Clock()
    web = local_web(clock)
    for path in "abc":
        read(site, f"/{path}", web)
    # One for robots.txt, which is asked first and once.
    assert clock.waits == [1.0, 1.0, 1.0]
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b", "/c"]


def test_we_say_who_we_are(site: LocalSite) -> None:
    read(site, "/a", local_web())
    assert {asked.headers["user-agent"] for asked in site.asked} == {"Sidelight/0.1"}


def test_robots_txt_is_kept_to_and_its_pace_too(site: LocalSite) -> None:
    site.pages |= {"/robots.txt": Reply(ROBOTS), "/private/a": Reply(b"a")}
    clock = Clock()
    web = local_web(clock)
    assert [read(site, "/a", web), read(site, "/b", web)] == [b"a", b"b"]
    assert clock.waits == [1.0, 3.0]
    with pytest.raises(FeedForbiddenError, match=r"asks programs, by its robots\.txt, not to read .*/private/a"):
        read(site, "/private/a", web)
    assert site.paths_asked() == ["/a", "/b"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site: LocalSite) -> None:
    site.pages |= {"/robots.txt": Reply(ROBOTS), "/to": Reply(status=301, headers={"Location": "/private/a"})}
    with pytest.raises(FeedForbiddenError, match="asks programs"):
        read(site, "/to", local_web())
    assert site.paths_asked() == ["/to"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_host_without_robots_txt_allows_everything(site: LocalSite, status: int) -> None:
    site.pages["/robots.txt"] = Reply(status=status)
    assert read(site, "/a", local_web()) == b"a"


def test_a_host_whose_robots_txt_is_out_of_reach_is_left_alone_for_now(site: LocalSite) -> None:
    site.pages["/robots.txt"] = Reply(status=503)
    with pytest.raises(FeedUnreachableError, match="Whether programs may read there can't be told now"):
        read(site, "/a", local_web())
    assert site.paths_asked() == []


def test_a_service_made_for_programs_is_asked_without_robots_txt(site: LocalSite) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /")
    with local_web().open(f"{site.address}/a", Validators(), asks_robots=False) as answer:
        assert answer.stream.read() == b"a"
    assert [asked.path for asked in site.asked] == ["/a"]


def test_a_busy_server_is_asked_again_when_it_says(site: LocalSite) -> None:
    site.pages["/busy"] = [Reply(status=429, headers={"Retry-After": "17"}), Reply(b"at last")]
    clock = Clock()
    assert read(site, "/busy", local_web(clock)) == b"at last"
    assert 17.0 in clock.waits


def test_a_server_that_wants_more_patience_is_left_until_the_feed_is_due_again(site: LocalSite) -> None:
    site.pages["/busy"] = Reply(status=503, headers={"Retry-After": "86400"})
    clock = Clock()
    with pytest.raises(FeedBusyError, match="answered 503") as refused:
        read(site, "/busy", local_web(clock))
    assert refused.value.retry_after_s == 86_400
    assert site.paths_asked() == ["/busy"]
    assert max(clock.waits) <= 1.0


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("Wed, 25 Nov 2026 08:00:30 GMT", 30.0),
        ("Wed, 25 Nov 2026 07:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_patience_may_be_asked_for_in_seconds_or_by_date(written: str, seconds: float | None) -> None:
    assert retry_after_s({"retry-after": written}, datetime(2026, 11, 25, 8, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.5.5", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is expected


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://10.0.0.1/", "http://2130706433/"],
)
def test_a_private_address_is_not_asked(address: str) -> None:
    with (
        pytest.raises(FeedAddressError, match="which is in a private network"),
        Web(pause=Clock().pause).open(address, Validators()),
    ):
        pass


def test_a_redirect_into_a_private_network_is_not_followed(site: LocalSite) -> None:
    for private in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://[fd00::1]/"):
        site.pages["/to"] = Reply(status=302, headers={"Location": private})
        with pytest.raises(FeedAddressError, match="which is in a private network"):
            read(site, "/to", local_web())


def test_a_name_that_leads_to_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a second look would have found a public one: the address that was checked is the one connected to."""
    answers = iter(["10.0.0.1", "93.184.216.34"])
    asked: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with (
        pytest.raises(FeedAddressError, match=r"leads to rebinding\.example, which is in a private network"),
        Web(pause=Clock().pause).open("http://rebinding.example/", Validators(), asks_robots=False),
    ):
        pass
    assert asked == ["rebinding.example"]


def test_headers_for_one_host_are_not_sent_to_another(site: LocalSite) -> None:
    with local_site({"/b": Reply(b"other")}) as other:
        site.pages["/to"] = Reply(status=302, headers={"Location": f"{other.address}/b"})
        with local_web().open(f"{site.address}/to", Validators(), headers={"X-Key": "secret"}) as answer:
            assert answer.stream.read() == b"other"
        assert [asked.headers.get("x-key") for asked in site.asked if asked.path == "/to"] == ["secret"]
        assert [asked.headers.get("x-key") for asked in other.asked] == [None, None]
