"""Bytes of a feed from a file or an http address. The only place in Sidelight that opens the network.

Hands out a plain stream, unpacked if it was packed, and turns everything that can go wrong on the way into a
FeedError. Must not know what the bytes mean.
"""

import gzip
import io
import ipaddress
import socket
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import httpx2
from typing_extensions import Buffer

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

# The largest public feed of fact-checks is a few hundred megabytes. Counted after unpacking, so that a small
# file can't unpack without end. Higher: more disk and time for a feed gone wrong. Lower: large feeds refused.
MAX_BYTES = 4 * 1024**3
# For connecting, and for each wait for more bytes; a slow feed may take as long as it likes in total.
TIMEOUT_S = 30.0
# More than a move to https, to "www." and to a storage address; endless loops end here.
MAX_REDIRECTS = 5

_GZIP_MAGIC = b"\x1f\x8b"
_BUFFER_BYTES = 65_536
_TRANSIENT_STATUS = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file or a server gave: its bytes, unpacked, and the version to ask for changes of next time.

    Where the version that was asked about is still the newest (`is_unchanged`) there are no bytes.
    """

    stream: BinaryIO
    validators: Validators
    is_unchanged: bool = False


class Web:
    """The network as feeds may use it. One for each run, since it remembers what it asked of which host."""

    @contextmanager
    def open(self, source: str, known: Validators) -> Iterator[Answer]:
        """Open a file or an http(s) address unless it still is the `known` version; raises FeedError."""
        with open_source(source) as stream:
            yield Answer(stream, known)


@contextmanager
def open_source(path_or_url: str, *, max_bytes: int = MAX_BYTES, timeout_s: float = TIMEOUT_S) -> Iterator[BinaryIO]:
    """Open a file or an http(s) address as a stream of bytes, unpacked where it is gzip, whatever its name.

    Raises a FeedError on entering where it can't be opened, and on reading where it breaks off, is larger than
    `max_bytes` after unpacking, or answers nothing for `timeout_s`.
    """
    with ExitStack() as stack:
        if path_or_url.casefold().startswith(("http://", "https://")):
            raw: io.RawIOBase = stack.enter_context(_response(path_or_url, timeout_s))
        elif "://" in path_or_url:
            raise FeedAddressError(f"A feed should be a file or an http(s) address; found {path_or_url}.")
        else:
            raw = stack.enter_context(_file(path_or_url))
        packed = io.BufferedReader(raw, _BUFFER_BYTES)
        is_gzip = packed.peek(len(_GZIP_MAGIC))[: len(_GZIP_MAGIC)] == _GZIP_MAGIC
        unpacked = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=packed))) if is_gzip else packed
        yield io.BufferedReader(_Checked(unpacked, path_or_url, max_bytes), _BUFFER_BYTES)


def _file(path: str) -> io.RawIOBase:
    try:
        return Path(path).open("rb", buffering=0)
    except FileNotFoundError as error:
        raise FeedNotFoundError(f"There is no file {path}.") from error
    except PermissionError as error:
        raise FeedForbiddenError(f"The file {path} may not be read.") from error
    except OSError as error:
        raise FeedError(f"The file {path} can't be opened: {error.strerror}.") from error


@contextmanager
def _response(url: str, timeout_s: float) -> Iterator[io.RawIOBase]:
    # No automatic redirects: each address on the way is checked before it is asked.
    with ExitStack() as stack:
        try:
            client = stack.enter_context(httpx2.Client(timeout=timeout_s, follow_redirects=False))
            response = _after_redirects(url, client, stack)
        except httpx2.TimeoutException as error:
            raise FeedUnreachableError(f"{url} did not answer within {timeout_s:g} s.") from error
        except httpx2.InvalidURL as error:
            raise FeedAddressError(f"{url} is not an http(s) address.") from error
        except httpx2.HTTPError as error:
            raise FeedUnreachableError(f"{url} can't be reached: {error}.") from error
        yield _ResponseBody(response, url)


def _after_redirects(url: str, client: httpx2.Client, stack: ExitStack) -> httpx2.Response:
    may_be_private = all(address.is_loopback for address in _addresses(httpx2.URL(url).host))
    asked = httpx2.URL(url)
    for _ in range(MAX_REDIRECTS + 1):
        response = stack.enter_context(client.stream("GET", asked))
        if not response.is_redirect:
            _check_status(response, url)
            return response
        # Only closed at the end of the stack otherwise, which would hold a connection for each step.
        response.close()
        asked = asked.join(response.headers["location"])
        check_redirect(str(asked), url, may_be_private=may_be_private)
    raise FeedAddressError(f"{url} redirects more than {MAX_REDIRECTS} times.")


def check_redirect(to: str, url: str, *, may_be_private: bool) -> None:
    """Refuse to be sent where the person did not point.

    A foreign feed could otherwise make us ask machines of the reader's own network. A name that leads elsewhere
    a moment later isn't caught; that would take a publisher who attacks the reader. Raises FeedAddressError.
    """
    place = httpx2.URL(to)
    if place.scheme not in {"http", "https"} or not place.host:
        raise FeedAddressError(f"{url} redirects to {to}, which is not an http(s) address.")
    if not may_be_private and any(not address.is_global for address in _addresses(place.host)):
        raise FeedAddressError(f"{url} redirects to {to}, which is in a private network.")


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FeedUnreachableError(f"The host {host!r} is not known here.") from error
    return [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]


def _check_status(response: httpx2.Response, url: str) -> None:
    status = response.status_code
    if status == httpx2.codes.OK:
        return
    answered = f"{url} answered {status} {response.reason_phrase}".rstrip()
    if status in {404, 410}:
        raise FeedNotFoundError(f"{answered}.")
    if status in {401, 403}:
        raise FeedForbiddenError(f"{answered}.")
    if status in _TRANSIENT_STATUS or status >= 500:
        raise FeedUnreachableError(f"{answered}; try again later.")
    raise FeedError(f"{answered}; expected 200.")


class _ResponseBody(io.RawIOBase):
    """An http answer as a stream that can be read once, from its start."""

    def __init__(self, response: httpx2.Response, url: str) -> None:
        self._chunks = response.iter_bytes(_BUFFER_BYTES)
        self._rest = b""
        self._url = url

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        try:
            self._rest = self._rest or next(self._chunks, b"")
        except httpx2.TimeoutException as error:
            raise FeedUnreachableError(f"{self._url} stopped sending.") from error
        except httpx2.DecodingError as error:
            raise FeedBrokenError(f"{self._url} sent bytes that can't be unpacked: {error}.") from error
        except httpx2.HTTPError as error:
            raise FeedUnreachableError(f"{self._url} broke off: {error}.") from error
        view = memoryview(buffer)
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


class _Checked(io.RawIOBase):
    """A stream that names what is wrong with it and ends at the allowed size."""

    def __init__(self, stream: BinaryIO, source: str, max_bytes: int) -> None:
        self._stream = stream
        self._source = source
        self._max_bytes = max_bytes
        self._bytes_read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        try:
            chunk = self._stream.read(len(view))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FeedBrokenError(
                f"{self._source} is not a whole gzip file: it breaks after {self._bytes_read:,} bytes."
            ) from error
        except OSError as error:
            raise FeedError(f"{self._source} can't be read: {error.strerror or error}.") from error
        self._bytes_read += len(chunk)
        if self._bytes_read > self._max_bytes:
            raise FeedTooLargeError(f"{self._source} holds more than the allowed {self._max_bytes:,} bytes.")
        view[: len(chunk)] = chunk
        return len(chunk)
