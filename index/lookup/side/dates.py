"""Years, months, days and days of the week in English, as far as each is given. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.lookup.side.words import Word

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept", "oct", "nov", "dec",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = range(1000, 2101)
# "1200 people", but "in 1200"; from here on four digits alone are a year.
_MODERN = 1500
_BEFORE_YEARS = (" in", " since", " before", " after", " by", " until", " from", " of", "in", "since")
_SIGNS = ("$", "€", "£")


@dataclass(frozen=True, slots=True)
class Date:
    """A date standing from `start` up to `end`; what is not given is None. A decade ("1990s") is its first year."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    start: int
    end: int
    is_decade: bool = False

    def contradicts(self, other: "Date") -> bool:
        """Whether both give one part, and give it otherwise."""
        if self.is_decade or other.is_decade:
            return self.year is not None and other.year is not None and self.year // 10 != other.year // 10
        pairs = (
            (self.year, other.year),
            (self.month, other.month),
            (self.day, other.day),
            (self.weekday, other.weekday),
        )
        return any(ours is not None and theirs is not None and ours != theirs for ours, theirs in pairs)


def dates_of(text: str, words: Sequence[Word]) -> tuple[Date, ...]:
    """The dates in a text, in order; "May" counts as a month beside a day or a year only."""
    return tuple(_dates(text, words))


def _dates(text: str, words: Sequence[Word]) -> Iterator[Date]:
    place = 0
    while place < len(words):
        length = 1
        while place + length < len(words) and length < 3 and _is_part(text, words, place + length):
            length += 1
        date = _read(text, words[place : place + length]) if _is_part(text, words, place) else None
        if date is not None:
            yield date
            place += length
        else:
            place += 1


def _is_part(text: str, words: Sequence[Word], place: int) -> bool:
    word = words[place]
    return (
        _month(word) is not None
        or year_of(text, word) is not None
        or _day(word) is not None
        or (word.plain in _DAYS and word.is_capitalised)
    )


def _read(text: str, words: Sequence[Word]) -> Date | None:
    months = [month for word in words if (month := _month(word)) is not None]
    years = [year for word in words if (year := year_of(text, word)) is not None]
    days = [day for word in words if (day := _day(word)) is not None]
    weekdays = [_DAYS.index(word.plain) for word in words if word.plain in _DAYS and word.is_capitalised]
    if not (months or years or weekdays) or (months and len(words) == 1 and words[0].plain in ("may", "march")):
        return None
    start, end = words[0].start, words[-1].end
    is_decade = bool(years) and text[end : end + 1] == "s"
    return Date(
        years[0] if years else None,
        months[0] if months else None,
        days[0] if days and months else None,
        weekdays[0] if weekdays else None,
        start,
        end + is_decade,
        is_decade,
    )


def _month(word: Word) -> int | None:
    if not word.is_capitalised or word.plain not in _MONTHS:
        return None
    return _MONTHS.index(word.plain) % 12 + 1


def year_of(text: str, word: Word) -> int | None:
    """The year that a word of four digits is; None where it counts something: money, a share, people of old numbers."""
    if len(word.plain) != len("1999") or not word.plain.isdigit() or int(word.plain) not in _YEARS:
        return None
    if text[word.start - 1 : word.start] in _SIGNS or text[word.end : word.end + 1] == "%":
        return None
    is_dated = text[: word.start].rstrip().casefold().endswith(_BEFORE_YEARS)
    return int(word.plain) if is_dated or int(word.plain) >= _MODERN else None


def _day(word: Word) -> int | None:
    digits = word.plain
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None
