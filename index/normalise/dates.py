"""Dates as precise as they were written, never more precise.

Feeds write dates in more than a hundred ways. A wrong day is worse than none, because readers judge by it
whether a check came before or after what they read. So a missing day, month or year is never filled in, and
where two readings are possible only what both agree on is kept. Must not know which feed a date came from.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from types import ModuleType

from dateutil.parser import ParserError, parser, parserinfo

from index.normalise.text import clean_text

# Nothing that Sidelight links to was published earlier; an earlier year is a slip or a placeholder.
EARLIEST_YEAR = 1900

# A date is a few words. What is longer is prose that slipped into the date's field.
_MAX_CHARS = 60

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:?\d{2}.*)?")
# "18-02-21T12:19:47" is written day first by the one kind of feed that writes so: in 5,973 such dates of a public feed
# of 48,276 reviews, 939 can be read in no other order, 1,808 more in no other that fits the month in the page's
# address, and none only in another (docs/decisions/0011-dates-and-addresses.md).
_SHORT_YEAR_CLOCK = re.compile(r"(\d{2})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?")
_ISO_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.*)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일]?)?)?.*")
_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?")
_CLOCK = re.compile(
    r"(?:\b(?:at|um|às|a las|à)\s+)?"
    r"(?<![\d./-])\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?!\d)\s*(?:[ap]\.?m\b\.?)?(?:\s*uhr\b)?"
    r"\s*(?:Z\b|GMT\b|UTC\b|[A-Z]{2,4}T\b|[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)
_ISO_CLOCK = re.compile(r"(?<=\d)T\d{2}:\d{2}.*")
_LABEL = re.compile(r"^(?:posted|published|publicado|publié)(?: (?:on|em|el|le))?:?\s+", re.IGNORECASE)
_SECOND_DATE = re.compile(r",?\s+(?:last )?updated\b.*|\s+(?:-|\u2013|to|until)\s+.*", re.IGNORECASE)
_MONTH_IN_ADDRESS = re.compile(r"/(19\d{2}|20\d{2})/(\d{1,2}|[a-z]{3})(?:/(\d{1,2}))?/", re.IGNORECASE)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Reading = tuple[int, ...]
"""Year, then month, then day, as far as they are known."""


# Names of months and days in the languages of the feeds.
_MONTHS = tuple(
    tuple(names.split())
    for names in (
        "jan january januar janvier enero ene janeiro gennaio gen januari stycznia styczeń",
        "feb february februar février févr febrero fevereiro fev febbraio februari lutego luty",
        "mar march märz mrz mars marzo março maart mrt marca marzec marec maret",
        "apr april avril avr abril abr aprile kwietnia kwiecień",
        "may mai mayo maio maggio mag mei maja maj",
        "jun june juni juin junio junho giugno giu czerwca czerwiec junij",
        "jul july juli juillet juil julio julho luglio lug lipca lipiec julij",
        "aug august août agosto ago augustus agustus agu sierpnia sierpień avgust",
        "sep sept september septembre septiembre setembro set settembre września wrzesień",
        "oct october oktober okt octobre octubre outubro out ottobre ott października",
        "nov november novembre noviembre novembro listopada listopad",
        "dec december dezember dez décembre déc diciembre dic dezembro dicembre desember des grudnia",
    )
)
_WEEKDAYS = tuple(
    tuple(names.split())
    for names in (
        "mon monday montag lundi lunes segunda-feira lunedì maandag poniedziałek senin",
        "tue tues tuesday dienstag mardi martes terça-feira martedì dinsdag wtorek selasa",
        "wed wednesday mittwoch mercredi miércoles quarta-feira mercoledì woensdag środa rabu",
        "thu thur thurs thursday donnerstag jeudi jueves quinta-feira giovedì donderdag czwartek kamis",
        "fri friday freitag vendredi viernes sexta-feira venerdì vrijdag piątek jumat",
        "sat saturday samstag samedi sábado sabato zaterdag sobota sabtu",
        "sun sunday sonntag dimanche domingo domenica zondag niedziela minggu",
    )
)
# Languages in which fact-checks are published and whose months the table above lacks.
_OTHER_LANGUAGES = tuple(
    (  # noqa: SIM905  one a line would fill a screen
        "ar bg bn bs ca cs da el et fa fi fil he hi hr hu ka lt lv mk nb ro ru sk sl sq sr sv ta te th tr uk ur uz vi"
    ).split()
)
# Whole dates only, and none that is reckoned from today.
_STRICTLY = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
_DAY_AND_YEAR = re.compile(r"(?<!\d)\d{1,2}(?!\d).*(?<!\d)\d{4}(?!\d)|(?<!\d)\d{4}(?!\d).*(?<!\d)\d{1,2}(?!\d)")
# What may stand between the parts of a date: punctuation, articles, endings of ordinals.
_BETWEEN = (*" .,;-/'ºª", "on", "of", "st", "nd", "rd", "th", "de", "del", "den", "le", "el", "er")


class _Words(parserinfo):
    """Dates in several languages for the library. A word that isn't in the tables makes a text no date."""

    # The stubs allow a month only its two English names; the library takes any number.
    MONTHS = list(_MONTHS)  # type: ignore[arg-type]  # noqa: RUF012  the library's own declaration
    WEEKDAYS = list(_WEEKDAYS)  # type: ignore[arg-type]  # noqa: RUF012
    JUMP = list(_BETWEEN)  # noqa: RUF012


def partial_date(raw: str, *, address: str = "", today: date | None = None) -> str | None:
    """Return "2019-10-30", "2019-10" or "2019", or None where no year is certain.

    A clock time is left out, of a range or an update the first date is taken, and a text with other words in it
    isn't a date. A numeric date that can be read
    in two ways keeps what the readings share, unless the year and month in the page's `address`
    ("/2019/10/30/") fit exactly one of them. Years before 1900 and days after tomorrow give None; `today`
    is for tests, and otherwise the present day in UTC.
    """
    latest = (today or datetime.now(UTC).date()) + timedelta(days=1)
    text = clean_text(raw)
    if not text or len(text) > _MAX_CHARS:
        return None
    possible = {reading for reading in _readings(text) if _is_plausible(reading, latest)}
    if len(possible) > 1:
        possible = _fitting(possible, _month_in(address)) or possible
    return _iso(_shared(possible))


def _readings(text: str) -> Iterator[Reading]:
    if match := _SHORT_YEAR_CLOCK.fullmatch(text):
        yield 2000 + int(match[3]), int(match[2]), int(match[1])
        return
    for pattern in (_ISO, _ISO_BASIC, _EAST_ASIAN):
        if match := pattern.fullmatch(text):
            yield tuple(int(part) for part in match.groups() if part)
            return
    text = _SECOND_DATE.sub("", _LABEL.sub("", text))
    text = _CLOCK.sub(" ", _ISO_CLOCK.sub("", text)).strip(" ,.;<>|")
    if match := _NUMBERS.fullmatch(text):
        yield from _numeric_readings(match.group(1), match.group(3), match.group(4))
    elif reading := _named_month_reading(text.casefold()):
        yield reading
    else:
        yield from _readings_in_other_languages(text)


def _numeric_readings(first: str, second: str, third: str | None) -> Iterator[Reading]:
    """Every order in which people write these numbers."""
    if third is None:
        if len(second) <= 2 < len(first):
            yield int(first), int(second)
        return
    if len(first) == 4:
        yield int(first), int(second), int(third)
        return
    for year in _years(third):
        yield year, int(second), int(first)
        yield year, int(first), int(second)
    if len(third) <= 2:
        for year in _years(first):
            yield year, int(second), int(third)


def _years(digits: str) -> Iterator[int]:
    if len(digits) == 4:
        yield int(digits)
    elif len(digits) == 2:
        # Feeds are younger than the web: "98" may be 1998, "19" is 2019.
        yield int(digits) + (1900 if int(digits) >= 90 else 2000)


@cache
def _word_parser() -> parser:
    return parser(_Words())


@lru_cache(maxsize=16_384)
def _named_month_reading(text: str) -> Reading | None:
    """Read "12 March 2019", "March 12, 2019" or "March 2019"; None for anything else.

    The library fills in what is missing from a default day. Two defaults that differ in every part show
    what was really written: a part that follows the default was not.
    """
    if not re.search(r"[^\W\d_]{3}", text) or not re.search(r"\d", text):
        return None
    try:
        one, other = (
            _word_parser().parse(text, default=default) for default in (datetime(1904, 1, 1), datetime(1908, 2, 2))
        )
    except (ParserError, OverflowError, TypeError):
        return None
    if one.year != other.year or one.month != other.month:
        return None
    return (one.year, one.month) if one.day != other.day else (one.year, one.month, one.day)


@lru_cache(maxsize=4_096)
def _readings_in_other_languages(text: str) -> tuple[Reading, ...]:
    """Every reading of a day with a named month in any of `_OTHER_LANGUAGES`, each of which is asked apart.

    Two languages may call different months by one name; what comes of that is for the caller to compare.
    """
    if not _DAY_AND_YEAR.search(_digits(text)):
        return ()
    dateparser = _dateparser()
    readings = []
    for language in _OTHER_LANGUAGES:
        found = dateparser.parse(text, languages=[language], settings=_STRICTLY)
        if found is not None:
            readings.append((found.year, found.month, found.day))
    return tuple(dict.fromkeys(readings))


@cache
def _dateparser() -> ModuleType:
    import dateparser  # some tenths of a second and megabytes, for the few dates that need it

    module: ModuleType = dateparser
    return module


def _digits(text: str) -> str:
    """The text with the digits of all scripts as 0 to 9."""
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)


def _is_plausible(reading: Reading, latest: date) -> bool:
    year, month, day = (*reading, 1, 1)[:3]
    try:
        return year >= EARLIEST_YEAR and date(year, month, day) <= latest
    except ValueError:
        return False


def _month_in(address: str) -> Reading:
    match = _MONTH_IN_ADDRESS.search(address)
    if match is None:
        return ()
    month = match.group(2).casefold()
    if month.isdecimal():
        return int(match.group(1)), int(month)
    return (int(match.group(1)), _MONTH_NAMES.index(month) + 1) if month in _MONTH_NAMES else ()


def _fitting(possible: set[Reading], month: Reading) -> set[Reading]:
    return {reading for reading in possible if month and reading[:2] == month}


def _shared(possible: set[Reading]) -> Reading:
    shared: Reading = ()
    for parts in zip(*possible, strict=False):
        if len(set(parts)) > 1:
            break
        shared = (*shared, parts[0])
    return shared


def _iso(reading: Reading) -> str | None:
    if not reading:
        return None
    return "-".join([f"{reading[0]:04}", *(f"{part:02}" for part in reading[1:])])
