"""Bytes as they come from a file or an answer, as one plain stream: unpacked, counted, and naming what is wrong.

Must not know what the bytes mean, nor where an address leads.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, cast

import httpx2
from typing_extensions import Buffer

from index.feeds.errors import FeedBrokenError, FeedError, FeedTooLargeError, FeedUnreachableError

_GZIP_MAGIC = b"\x1f\x8b"
_BUFFER_BYTES = 65_536


@contextmanager
def unpacked(raw: io.RawIOBase, source: str, max_bytes: int) -> Iterator[BinaryIO]:
    """The stream unpacked where it is gzip; reading raises FeedError where it breaks off or exceeds `max_bytes`."""
    with ExitStack() as stack:
        packed = io.BufferedReader(raw, _BUFFER_BYTES)
        is_gzip = packed.peek(len(_GZIP_MAGIC))[: len(_GZIP_MAGIC)] == _GZIP_MAGIC
        plain = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=packed))) if is_gzip else packed
        yield io.BufferedReader(_Checked(plain, source, max_bytes), _BUFFER_BYTES)


class ResponseBody(io.RawIOBase):
    """An http answer as a stream that can be read once, from its start; reading raises FeedError."""

    def __init__(self, response: httpx2.Response, url: str) -> None:
        self._chunks = response.iter_bytes(_BUFFER_BYTES)
        self._rest = b""
        self._url = url

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill the buffer as far as bytes have come; 0 at the end."""
        try:
            self._rest = self._rest or next(self._chunks, b"")
        except httpx2.TimeoutException as error:
            raise FeedUnreachableError(f"{self._url} stopped sending, or took too long.") from error
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
