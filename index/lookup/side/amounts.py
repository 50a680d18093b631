"""Amounts in English: numbers in digits or words with magnitude, unit and bound, as intervals that compare. Pure.

"$1.2 trillion" is 1,200 billion dollars, "a third" is 33%, "over a million" holds 1.3 million. Currencies are not
converted into each other. Why no library does this is in the decision note on sides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from index.lookup.side.dates import year_of
from index.lookup.side.words import Word, between

_DIGITS = re.compile(r"\d")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, start=2)
}
_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6,
    "bn": 1e9, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
_VAGUE = {
    "dozens": (24.0, 100.0), "hundreds": (200.0, 1e3), "thousands": (2e3, 1e5), "millions": (2e6, 1e9),
    "billions": (2e9, 1e12), "trillions": (2e12, 1e15),
}  # fmt: skip
_FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7, "eighth": 1 / 8,
    "ninth": 1 / 9, "tenth": 1 / 10,
}  # fmt: skip
# Unit: dimension and how many of its base it holds. A dimension is compared with itself only.
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("share", 0.01), "percent": ("share", 0.01), "pct": ("share", 0.01), "percentage": ("share", 0.01),
    "$": ("dollar", 1), "dollar": ("dollar", 1), "usd": ("dollar", 1), "buck": ("dollar", 1), "cent": ("dollar", 0.01),
    "€": ("euro", 1), "euro": ("euro", 1), "£": ("pound", 1), "sterling": ("pound", 1), "pound": ("pound", 1),
    "crown": ("crown", 1), "yen": ("yen", 1), "rupee": ("rupee", 1), "rouble": ("rouble", 1), "ruble": ("rouble", 1),
    "mm": ("length", 0.001), "millimetre": ("length", 0.001), "millimeter": ("length", 0.001),
    "cm": ("length", 0.01), "centimetre": ("length", 0.01), "centimeter": ("length", 0.01), "metre": ("length", 1),
    "meter": ("length", 1), "km": ("length", 1000), "kilometre": ("length", 1000), "kilometer": ("length", 1000),
    "mile": ("length", 1609.34), "foot": ("length", 0.3048), "feet": ("length", 0.3048), "inch": ("length", 0.0254),
    "yard": ("length", 0.9144), "gram": ("mass", 0.001), "kg": ("mass", 1), "kilo": ("mass", 1),
    "kilogram": ("mass", 1), "tonne": ("mass", 1000), "ton": ("mass", 1000), "lb": ("mass", 0.4536),
    "ounce": ("mass", 0.02835), "litre": ("volume", 1), "liter": ("volume", 1), "gallon": ("volume", 3.785),
    "pint": ("volume", 0.5), "hectare": ("area", 1), "acre": ("area", 0.4047), "second": ("time", 1 / 86400),
    "minute": ("time", 1 / 1440), "hour": ("time", 1 / 24), "day": ("time", 1), "week": ("time", 7),
    "fortnight": ("time", 14), "month": ("time", 30.44), "year": ("time", 365.25), "decade": ("time", 3652.5),
    "century": ("time", 36525), "centuries": ("time", 36525), "degree": ("degree", 1), "mph": ("speed", 1.609),
    "kph": ("speed", 1), "kmh": ("speed", 1), "watt": ("power", 1e-6), "kilowatt": ("power", 1e-3),
    "megawatt": ("power", 1), "gigawatt": ("power", 1000),
}  # fmt: skip
_SIGNS = {"$": "$", "€": "€", "£": "£"}
_ABOVE = (
    "more than", "over", "at least", "above", "upwards of", "exceeds", "exceeded", "in excess of", "no fewer than",
    "no less than", "north of", "well over",
)  # fmt: skip
_BELOW = (
    "less than", "under", "fewer than", "below", "at most", "up to", "no more than", "as many as", "as much as",
    "south of",
)  # fmt: skip
_NEAR = (
    "about", "around", "roughly", "some", "nearly", "almost", "approximately", "close to", "an estimated", "just over",
    "just under", "more or less", "not quite", "a little over", "a little under", "barely",
)  # fmt: skip
# How far apart two exact amounts may be: one rounded as people round. 33% and a third, 390 and 393 million.
_ROUNDING = 0.03
_ABOUT = 0.1
_HUNDRED, _THOUSAND = 100, 1000
_CURRENCIES = frozenset({"dollar", "euro", "pound", "crown", "yen", "rupee", "rouble"})
_SOME_OF_MANY = {"", "share"}
_EACH = frozenset({"a", "an", "per", "each", "every"})
# How many words further on "a week" may stand.
_PER_REACH = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """Between `low` and `high` of a dimension ("" counts things), standing from `start` up to `end`.

    `value` is the number that is written. `per_days` is the time in which it comes anew ("a week": 7), None where it
    isn't said. `is_weak`: it may be no amount at all ("a year" in "millions a year"); it confirms, never contradicts.
    """

    value: float
    low: float
    high: float
    dimension: str
    start: int
    end: int
    per_days: float | None = None
    is_near: bool = False
    is_weak: bool = False

    def holds(self, other: "Amount") -> bool:
        """Whether the other says no more and nothing else than this; bounds at the very same number count as one."""
        if self.dimension != other.dimension:
            return False
        ours, theirs = 1.0, 1.0
        if self.per_days and other.per_days:
            ours, theirs = 1 / self.per_days, 1 / other.per_days
        slack = _ABOUT if self.is_near or other.is_near else _ROUNDING
        low, high = self.low * ours * (1 - slack), self.high * ours * (1 + slack)
        is_within = low <= other.low * theirs and other.high * theirs <= high
        is_opposed = (self.low == 0 and other.high == inf) or (self.high == inf and other.low == 0)
        return is_within or (
            not is_opposed and abs(self.value * ours - other.value * theirs) <= slack * self.value * ours
        )

    def is_comparable(self, other: "Amount") -> bool:
        """Whether both count one sort of thing: money is money in any currency, some of many may be a share."""
        kinds = {self.dimension, other.dimension}
        return len(kinds) == 1 or kinds <= _CURRENCIES or kinds == _SOME_OF_MANY


def amounts_of(text: str, words: Sequence[Word]) -> tuple[Amount, ...]:
    """The amounts in a text, in order; years are dates and not among them."""
    return tuple(_amounts(text, words))


def _amounts(text: str, words: Sequence[Word]) -> Iterator[Amount]:
    place = 0
    while place < len(words):
        found = _vague(words, place) or _share(words, place) or _number(text, words, place)
        if found is None or _is_clock(text, words[place]):
            place += 1
            continue
        low, high, length, is_weak = found
        amount, length = _with_unit(text, words, place, low, high, length)
        is_number = bool(amount.dimension) or not (is_weak or (length == 1 and year_of(text, words[place]) is not None))
        place += length
        if is_number:
            yield replace(_bounded(words, place - length, amount), per_days=_per_days(words, place), is_weak=is_weak)


def _is_clock(text: str, word: Word) -> bool:
    return (text[word.end : word.end + 1] == ":" and text[word.end + 1 : word.end + 2].isdigit()) or text[
        word.start - 1 : word.start
    ] == ":"


def _per_days(words: Sequence[Word], place: int) -> float | None:
    for at in range(place, min(place + _PER_REACH, len(words) - 1)):
        unit = _UNITS.get(words[at + 1].plain)
        if words[at].plain in _EACH and unit and unit[0] == "time":
            return unit[1]
    return None


_Found = tuple[float, float, int, bool]


def _vague(words: Sequence[Word], place: int) -> _Found | None:
    """Such as "thousands" and "tens of thousands"."""
    if words[place].plain not in _VAGUE:
        return None
    low, high = _VAGUE[words[place].plain]
    return low, high, 1, False


def _share(words: Sequence[Word], place: int) -> _Found | None:
    """Such as "a third", "half", "one in four" and "nine out of ten"; None where it is an ordinal."""
    one, two, three, four = (words[place + ahead].plain if place + ahead < len(words) else "" for ahead in range(4))
    counted = _SMALL.get(one) or (float(one) if one.isdigit() else None)
    if counted is not None and (two == "in" or (two == "out" and three == "of")):
        among_word = three if two == "in" else four
        among = _SMALL.get(among_word) or (float(among_word) if among_word.isdigit() else None)
        if among and counted < among <= 1000:
            return counted / among, counted / among, 3 if two == "in" else 4, False
    fraction = _FRACTIONS.get(two.removesuffix("s")) if two not in ("second", "seconds") else None
    if fraction and one in ("a", "one") and three in ("of", ""):
        return fraction, fraction, 2, False
    if fraction and counted and counted > 1 and two.endswith("s"):
        return counted * fraction, counted * fraction, 2, False
    if one == "half" and two == "a" and three in _MAGNITUDES:
        return 0.5 * _MAGNITUDES[three], 0.5 * _MAGNITUDES[three], 3, False
    if one == "half" and two in ("of", "the", "a", "all", "its", "their", "his", "her"):
        return 0.5, 0.5, 1, False
    return None


def _number(text: str, words: Sequence[Word], place: int) -> _Found | None:
    """Digits or number words with their magnitudes; "a" counts before a magnitude, and weakly before a unit."""
    first, following = words[place].plain, words[place + 1].plain if place + 1 < len(words) else ""
    is_written = bool(_DIGITS.match(first))
    if first in ("a", "an"):
        if following not in _MAGNITUDES:
            return (1.0, 1.0, 1, True) if following in _UNITS else None
    elif not is_written and first not in _SMALL:
        return None
    total, current, length = 0.0, _digits(first) if is_written else _SMALL.get(first, 1.0), 1
    while place + length < len(words):
        word, before = words[place + length], words[place + length - 1]
        gap = text[before.end : word.start]
        ahead = words[place + length + 1].plain if place + length + 1 < len(words) else ""
        if word.plain in _MAGNITUDES and len(gap) <= 1:
            size = _MAGNITUDES[word.plain]
            total, current = (total + current * size, 0.0) if size >= _THOUSAND else (total, current * size)
        elif word.plain in _SMALL and gap in (" ", "-") and not is_written and _adds(current, _SMALL[word.plain]):
            current += _SMALL[word.plain]
        elif not (word.plain == "and" and ahead in _SMALL and current >= _HUNDRED and not is_written):
            break
        length += 1
    return total + current, total + current, length, first == "one"


def _adds(value: float, more: float) -> bool:
    """Whether "four" goes on with "twenty", "three hundred" or "two thousand" (which has been put aside: 0)."""
    return (
        value == 0 or (value % 100 >= 20 and value % 10 == 0 and more < 10) or (value >= _HUNDRED and value % 100 == 0)
    )


def _digits(word: str) -> float:
    """Reads "1,200" and "1.2" in the English way, "1.200.000" and "1,5" in the other, which can be no English."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", word):
        return float(word.replace(".", "").replace(",", "."))
    return float(re.sub(r"[.,](?=.*[.,])", "", word).replace(",", "."))


def _with_unit(
    text: str, words: Sequence[Word], place: int, low: float, high: float, length: int
) -> tuple[Amount, int]:
    """The amount with the sign before it or the unit after it, and how many words it takes."""
    start, end = between(words[place : place + length])
    is_share = high <= 1 and (words[place].plain == "half" or (length > 1 and not _DIGITS.match(words[place].plain)))

    def amount(unit: str, start: int, end: int, more: float = 0.0) -> Amount:
        dimension, size = _UNITS[unit]
        return Amount((low + more) * size, (low + more) * size, (high + more) * size, dimension, start, end)

    before, after = text[start - 1 : start], text[end : end + 2].strip()[:1]
    if before in _SIGNS:
        return amount(before, start - 1, end), length
    if after in ("%", *_SIGNS):
        return amount(after, start, text.index(after, end) + 1), length
    if not is_share and place + length < len(words) and text[end : words[place + length].start] in (" ", "-", ""):
        is_area = words[place + length].plain in ("square", "sq") and place + length + 1 < len(words)
        following = words[place + length + is_area].plain
        unit = following if following in _UNITS else following.removesuffix("s")
        if is_area and unit in _UNITS:
            size = _UNITS[unit][1] ** 2
            length += 2
            return Amount(low * size, low * size, high * size, "square", start, words[place + length - 1].end), length
        if unit in _UNITS:
            length += 1
            is_half_more = [word.plain for word in words[place + length : place + length + 3]] == ["and", "a", "half"]
            length += 3 * is_half_more
            return amount(unit, start, words[place + length - 1].end, 0.5 * is_half_more), length
    return Amount(low, low, high, "share" if is_share else "", start, end), length


def _bounded(words: Sequence[Word], place: int, amount: Amount) -> Amount:
    """The amount with the bound that the words around it set ("more than", "about", "or less")."""
    before = " ".join(word.plain for word in words[max(0, place - 4) : place])
    after = " ".join(word.plain for word in words if word.start >= amount.end)[:12]
    if any(before.endswith(bound) for bound in _NEAR):
        return replace(amount, is_near=True)
    if any(before.endswith(bound) for bound in _ABOVE) or after.startswith("or more"):
        return replace(amount, high=inf)
    if any(before.endswith(bound) for bound in _BELOW) or after.startswith("or less"):
        return replace(amount, low=0.0)
    return amount
