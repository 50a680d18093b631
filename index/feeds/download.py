"""Bytes of a feed from a file or an http address, asked for politely and only where something changed.

Hands out a plain stream, unpacked if it was packed, and turns everything that can go wrong on the way into a
FeedError. Must not know what the bytes mean.
"""

import io
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx2

from index.feeds.bytestream import ResponseBody, unpacked
from index.feeds.errors import (
    FeedAddressError,
    FeedBusyError,
    FeedError,
    FeedForbiddenError,
    FeedNotFoundError,
    FeedUnreachableError,
)
from index.feeds.guarded_network import GuardedTransport, MayReach, PrivateAddressError, is_public
from index.feeds.politeness import AGENT, Pace, Robots, retry_after_s
from index.feeds.state import Validators


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an answer is taken: bytes after unpacking, so that a small file can't unpack without end; seconds."""

    max_bytes: int
    total_s: float


# The largest public feed of fact-checks is a few hundred megabytes, which a slow line takes an hour for.
FEED = Limits(4 * 1024**3, 2 * 3600.0)
# The longest articles have a few megabytes with all their scripts.
PAGE = Limits(10 * 1024**2, 60.0)
# What RFC 9309 asks to be read of a robots.txt at least.
_ROBOTS = Limits(512 * 1024, 30.0)

# For connecting, and for each wait for more bytes.
TIMEOUT_S = 30.0
# More than a move to https, to "www." and to a storage address; endless loops end here.
MAX_REDIRECTS = 5
# How often a server that is busy or out of reach is asked, and the first of the doubling pauses between.
_TRIES = 3
_FIRST_PAUSE_S = 2.0
# A server that asks for more patience is left alone until the feed is due again.
_MAX_PAUSE_S = 120.0

_HEADERS = {"User-Agent": f"{AGENT}/0.1", "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
_TRANSIENT_STATUS = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file or a server gave: its bytes, unpacked, and the version to ask for changes of next time.

    Where the version that was asked about is still the newest (`is_unchanged`) there are no bytes. `url` is where
    redirects ended. `share_read` tells how much of it has been read, up to 1, or None where its length is not known.
    """

    stream: BinaryIO
    validators: Validators
    url: str
    content_type: str = ""
    is_unchanged: bool = False
    share_read: Callable[[], float | None] = lambda: None


class Web:
    """The network as feeds may use it. One for each run, since it remembers what it asked of which host when.

    `may_reach`, `now` and `pause` are for tests, which use their own machine and don't wait.
    """

    def __init__(
        self,
        may_reach: MayReach = is_public,
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._may_reach = may_reach
        self._pause = pause
        self._timeout_s = timeout_s
        self._pace = Pace(now, pause)
        self._robots: dict[str, Robots] = {}

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpx2.create_ssl_context()

    @contextmanager
    def open(
        self,
        source: str,
        known: Validators,
        limits: Limits = FEED,
        headers: Mapping[str, str] | None = None,
        *,
        asks_robots: bool = True,
    ) -> Iterator[Answer]:
        """Open a file or an http(s) address, unless it still is the `known` version.

        Raises a FeedError on entering where it can't be opened, and on reading where it breaks off or exceeds
        `limits`. `headers` go to the address's own host only. Without `asks_robots` (for services made for
        programs) robots.txt isn't read.
        """
        with ExitStack() as stack:
            if source.casefold().startswith(("http://", "https://")):
                sent = dict(headers or {}) | _conditions(known)
                response = stack.enter_context(self._patient_response(source, sent, limits, asks_robots))
                is_unchanged = response.status_code == httpx2.codes.NOT_MODIFIED
                if is_unchanged and known == Validators():
                    raise FeedError(f"{source} answered 304 Not Modified to somebody who holds no version of it.")
                validators = known if is_unchanged else _validators(response)
                url, content_type = str(response.url), response.headers.get("content-type", "")
                raw: io.RawIOBase = ResponseBody(response, source)
                share_read = partial(_share_of_answer, response)
            elif "://" in source:
                raise FeedAddressError(f"A feed should be a file or an http(s) address; found {source}.")
            else:
                raw = stack.enter_context(_file(source))
                validators = _file_version(source)
                is_unchanged = validators == known
                url, content_type = source, ""
                share_read = partial(_share_of_file, raw, source)
            stream = stack.enter_context(unpacked(raw, source, limits.max_bytes))
            yield Answer(stream, validators, url, content_type, is_unchanged, share_read)

    @contextmanager
    def _patient_response(
        self, url: str, headers: Mapping[str, str], limits: Limits, asks_robots: bool
    ) -> Iterator[httpx2.Response]:
        """The answer, after asking again where the server was busy or out of reach."""
        with ExitStack() as stack:
            for attempt in range(_TRIES):
                try:
                    response = stack.enter_context(self._response(url, headers, limits, asks_robots))
                    break
                except FeedUnreachableError as error:
                    asked_for = error.retry_after_s if isinstance(error, FeedBusyError) else None
                    pause_s = max(_FIRST_PAUSE_S * 2**attempt, asked_for or 0.0)
                    if attempt == _TRIES - 1 or pause_s > _MAX_PAUSE_S:
                        raise
                    self._pause(pause_s)
            yield response

    @contextmanager
    def _response(
        self, url: str, headers: Mapping[str, str], limits: Limits, asks_robots: bool
    ) -> Iterator[httpx2.Response]:
        # Redirects aren't followed by the library: each address on the way is checked before it is asked.
        with ExitStack() as stack:
            try:
                transport = GuardedTransport(self._may_reach, self._certificates, limits.total_s)
                client = stack.enter_context(
                    httpx2.Client(transport=transport, timeout=self._timeout_s, headers=_HEADERS, trust_env=False)
                )
                response = self._after_redirects(url, headers, client, stack, asks_robots)
            except httpx2.TimeoutException as error:
                raise FeedUnreachableError(f"{url} did not answer within {self._timeout_s:g} s.") from error
            except httpx2.InvalidURL as error:
                raise FeedAddressError(f"{url} is not an http(s) address.") from error
            except httpx2.HTTPError as error:
                raise FeedUnreachableError(f"{url} can't be reached: {error}.") from error
            except PrivateAddressError as error:
                raise FeedAddressError(
                    f"{url} leads to {error.host}, which is in a private network; feeds are read from public addresses."
                ) from error
            yield response

    def _after_redirects(
        self, url: str, headers: Mapping[str, str], client: httpx2.Client, stack: ExitStack, asks_robots: bool
    ) -> httpx2.Response:
        asked = first = httpx2.URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            seconds_between = self._allowed(asked, url).seconds_between if asks_robots else 1.0
            self._pace.wait(asked.host, seconds_between)
            own = headers if asked.netloc == first.netloc else {}
            response = stack.enter_context(client.stream("GET", asked, headers=own))
            if not response.has_redirect_location:
                _check_status(response, url)
                return response
            # Only closed at the end of the stack otherwise, which would hold a connection for each step.
            response.close()
            asked = asked.join(response.headers["location"])
            if asked.scheme not in {"http", "https"} or not asked.host:
                raise FeedAddressError(f"{url} redirects to {asked}, which is not an http(s) address.")
        raise FeedAddressError(f"{url} redirects more than {MAX_REDIRECTS} times.")

    def _allowed(self, asked: httpx2.URL, url: str) -> Robots:
        place = str(asked.copy_with(raw_path=b"/robots.txt", fragment=None))
        if place not in self._robots:
            self._robots[place] = self._read_robots(place)
        if not self._robots[place].allows(str(asked)):
            raise FeedForbiddenError(f"{urlsplit(place).netloc} asks programs, by its robots.txt, not to read {url}.")
        return self._robots[place]

    def _read_robots(self, place: str) -> Robots:
        try:
            with self._response(place, {}, _ROBOTS, False) as response:
                text = ResponseBody(response, place).read(_ROBOTS.max_bytes)
        # By RFC 9309 a missing file allows everything, and one that can't be had now nothing for now.
        except FeedUnreachableError as error:
            raise FeedUnreachableError(f"Whether programs may read there can't be told now: {error}") from error
        except FeedError:
            text = b""
        return Robots((text or b"").decode("utf-8", "replace"))


def _conditions(known: Validators) -> dict[str, str]:
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in named.items() if value}


def _validators(response: httpx2.Response) -> Validators:
    return Validators(response.headers.get("etag"), response.headers.get("last-modified"))


def _share_of_answer(response: httpx2.Response) -> float | None:
    length = response.headers.get("content-length", "")
    return response.num_bytes_downloaded / int(length) if length.isdecimal() and int(length) else None


def _share_of_file(raw: io.RawIOBase, path: str) -> float | None:
    size = Path(path).stat().st_size
    return raw.tell() / size if size else None


def _file(path: str) -> io.RawIOBase:
    try:
        return Path(path).open("rb", buffering=0)
    except FileNotFoundError as error:
        raise FeedNotFoundError(f"There is no file {path}.") from error
    except PermissionError as error:
        raise FeedForbiddenError(f"The file {path} may not be read.") from error
    except OSError as error:
        raise FeedError(f"The file {path} can't be opened: {error.strerror}.") from error


def _file_version(path: str) -> Validators:
    facts = Path(path).stat()
    return Validators(etag=f"{facts.st_mtime_ns}-{facts.st_size}")


def _check_status(response: httpx2.Response, url: str) -> None:
    status = response.status_code
    if status in {httpx2.codes.OK, httpx2.codes.NOT_MODIFIED}:
        return
    answered = f"{url} answered {status} {response.reason_phrase}".rstrip()
    if status in {404, 410}:
        raise FeedNotFoundError(f"{answered}.")
    if status in {401, 403}:
        raise FeedForbiddenError(f"{answered}.")
    if status in _TRANSIENT_STATUS or status >= 500:
        raise FeedBusyError(f"{answered}; try again later.", retry_after_s(response.headers))
    raise FeedError(f"{answered}; expected 200.")
