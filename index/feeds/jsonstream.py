"""Large JSON one element at a time.

A feed of hundreds of megabytes is never held in memory: only the element at hand and the few fields that
stand beside the list. The one place that imports ijson; must not know what the elements mean.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO

import ijson

from index.feeds.errors import FeedBrokenError

Event = tuple[str, object]

_CHUNK_BYTES = 65_536
# A pair of escapes is one character beyond the first plane. Half a pair is none, and the parser would refuse the whole
# rest of the feed for it; a text cut in the middle of an emoji is how it comes about.
_LONE_SURROGATE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
# The last mark of the grammar, or space, that is not itself escaped.
_NO_ESCAPE_OPEN = re.compile(rb'.*[^\\][\s,:"\[\]{}]', re.DOTALL)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Events (keys, values, brackets) outside the list. A header has a few dozen and a lone object a few hundred;
# a file with more is something else, and reading on would fill the memory.
_MAX_HEADER_EVENTS = 20_000


@dataclass(slots=True)
class ElementStream:
    """The elements of one list in a JSON file, and the fields that stood beside the list so far."""

    stream: BinaryIO
    list_key: str
    _header: dict[str, object] = field(default_factory=dict)
    _elements_read: int = 0
    _bytes_read: int = 0
    _header_events: int = 0

    @property
    def header(self) -> Mapping[str, object]:
        """The fields of the outermost object that came before the element at hand."""
        return MappingProxyType(self._header)

    def __iter__(self) -> Iterator[object]:
        """Yield the elements of the outermost list, or of the list under `list_key` in the outermost object.

        An object without that key is itself the only element. Raises FeedBrokenError where the JSON breaks
        off, after all that came before was yielded.
        """
        events = self._events()
        name, value = next(events)
        if name == "start_array":
            yield from self._list(events)
        elif name == "start_map":
            yield from self._object(events)
        else:
            raise FeedBrokenError(
                f"The feed should be a JSON object or list; found only the value {str(value)[:40]!r}."
            )
        next(events, None)

    def _object(self, events: Iterator[Event]) -> Iterator[object]:
        has_list = False
        for name, key in events:
            if name == "end_map":
                break
            opening = next(events)
            if key != self.list_key:
                self._header[str(key)] = self._header_value(opening, events)
                continue
            has_list = True
            if opening[0] == "start_array":
                yield from self._list(events)
            else:
                yield self._counted(_value(opening, events))
        if not has_list:
            yield self._counted(dict(self._header))

    def _list(self, events: Iterator[Event]) -> Iterator[object]:
        for event in events:
            if event[0] == "end_array":
                return
            yield self._counted(_value(event, events))

    def _counted(self, element: object) -> object:
        self._elements_read += 1
        return element

    def _header_value(self, opening: Event, events: Iterator[Event]) -> object:
        def counted() -> Iterator[Event]:
            for event in events:
                self._header_events += 1
                if self._header_events > _MAX_HEADER_EVENTS:
                    raise FeedBrokenError(
                        f"The feed should hold its reviews in {self.list_key}; found something larger beside it."
                    )
                yield event

        return _value(opening, counted())

    def _events(self) -> Iterator[Event]:
        try:
            yield from ijson.basic_parse(ijson.from_iter(self._chunks()), use_float=True)
        except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
            if isinstance(error, FeedBrokenError):
                raise
            raise FeedBrokenError(
                f"The feed stops being valid JSON after {self._elements_read:,} whole elements,"
                f" within the first {self._bytes_read:,} bytes: {_reason(error)}."
            ) from error

    def _chunks(self) -> Iterator[bytes]:
        chunk = self.stream.read(_CHUNK_BYTES)
        self._bytes_read += len(chunk)
        # Some servers put a byte order mark before JSON, which the standard forbids and readers shall ignore.
        chunk = chunk.removeprefix(_BYTE_ORDER_MARK)
        rest = b""
        while chunk:
            whole, rest = _without_last_escapes(rest + chunk)
            yield _LONE_SURROGATE.sub(_replaced, whole)
            chunk = self.stream.read(_CHUNK_BYTES)
            self._bytes_read += len(chunk)
        yield _LONE_SURROGATE.sub(_replaced, rest)


def _without_last_escapes(chunk: bytes) -> tuple[bytes, bytes]:
    """The chunk up to where no escape can be open, and the rest, which goes on in the next one."""
    end = match.end() if (match := _NO_ESCAPE_OPEN.match(chunk)) else 0
    return chunk[:end], chunk[end:]


def _replaced(escape: re.Match[bytes]) -> bytes:
    return b"\\ufffd" if escape["lone"] else escape[0]


def _value(opening: Event, events: Iterator[Event]) -> object:
    builder = ijson.ObjectBuilder()
    builder.event(*opening)
    depth = _step(opening[0])
    while depth:
        name, value = next(events)
        builder.event(name, value)
        depth += _step(name)
    built: object = builder.value
    return built


def _step(name: str) -> int:
    return name.startswith("start_") - name.startswith("end_")


def _reason(error: Exception) -> str:
    # The parser draws the place on further lines; the first one says what is wrong.
    lines = str(error.args[0] if error.args else error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).removesuffix(".")
