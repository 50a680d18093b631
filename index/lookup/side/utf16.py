"""Offsets in the unit in which the extension counts: UTF-16 code units, two for a character beyond U+FFFF. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from index.lookup.answer import Span

_FIRST_PLANE = 0x10000


def in_code_units(spans: Iterable[Span], sentence: str, claim: str) -> tuple[Span, ...]:
    """The spans, whose offsets count characters, with offsets that count code units."""
    ours, theirs = _units_before(sentence), _units_before(claim)

    def moved(place: tuple[int, int] | None, units: list[int]) -> tuple[int, int] | None:
        return place and (units[place[0]], units[place[1]])

    return tuple(replace(span, sentence=moved(span.sentence, ours), claim=moved(span.claim, theirs)) for span in spans)


def _units_before(text: str) -> list[int]:
    """For each place up to the end, how many code units stand before it."""
    return list(accumulate((2 if ord(character) >= _FIRST_PLANE else 1 for character in text), initial=0))
