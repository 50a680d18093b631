"""A publisher's verdict in one of nine forms, by the table in ratings.toml.

Verdicts come in thousands of wordings and a dozen languages; the table says what we hold each to mean, and where
a careful reader would not be sure it says `unrated`. This module must not know which publisher uses which wording.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from index.normalise.text import clean_text
from index.records import Verdict


@dataclass(frozen=True, slots=True)
class NormalisedRating:
    """What the table says of a wording. `is_known` is false where it says nothing and the verdict is unrated."""

    verdict: Verdict
    is_known: bool


@dataclass(frozen=True, slots=True)
class RatingTable:
    """The table as it is used: folded wordings, and the patterns in the order in which they are tried."""

    version: int
    lead_ins: tuple[re.Pattern[str], ...]
    wordings: tuple[tuple[str, Verdict], ...]
    patterns: tuple[tuple[re.Pattern[str], Verdict], ...]


_UNKNOWN = NormalisedRating(Verdict.UNRATED, is_known=False)

# Where the first phrase of a sentence ends. Not at a comma followed by a digit, nor at the stop within "1.5".
_PHRASE_END = re.compile(r"[;:!?(]|[.,](?!\d)|\s[-/]\s|\s(?:but|however|although|though|because|since|as)\b")
_PUNCTUATION = str.maketrans(
    {
        "_": " ",
        "-": " ",
        "\u2010": " ",
        "\u2011": " ",
        "\u2013": " - ",
        "\u2014": " - ",
        "\u2018": " ",
        "\u2019": " ",
        "'": " ",
        '"': " ",
        "\u201c": " ",
        "\u201d": " ",
        "\u00ab": " ",
        "\u00bb": " ",
    }
)
_EDGES = " .,;:!?*-\u061f\u3002"
_SPACE = re.compile(r"\s+")
# Marks that only colour a Latin letter; those of other scripts change the word.
_LATIN_MARK = re.compile("(?<=[a-z])[\u0300-\u036f]+")

# How far down a numeric scale a rating stands, in fifths as in the scale that Google's guide for publishers
# recommends: 1 false, 2 mostly false, 3 half true, 4 mostly true, 5 true.
_SCALE = (Verdict.FALSE, Verdict.MOSTLY_FALSE, Verdict.MIXED, Verdict.MOSTLY_TRUE, Verdict.TRUE)


def normalise_rating(text: str) -> Verdict:
    """Return the normal form of a publisher's wording; unrated where it rates nothing or isn't in the table."""
    return look_up_rating(text).verdict


def is_known_rating(text: str) -> bool:
    """Whether the table covers the wording, be it as knowingly unrated."""
    return look_up_rating(text).is_known


@lru_cache(maxsize=8_192)
def look_up_rating(text: str) -> NormalisedRating:
    """Return verdict and coverage at once.

    Tried in turn: the whole text, the text without its lead-in, the patterns, the first phrase.
    """
    table = rating_table()
    wordings = _wordings(table)
    whole = fold_wording(text)
    bare = _without_lead_in(whole, table)
    found = (
        wordings.get(whole.strip(_EDGES))
        or wordings.get(bare.strip(_EDGES))
        or next((verdict for pattern, verdict in table.patterns if pattern.match(bare)), None)
        or wordings.get(_first_phrase(bare).strip(_EDGES))
    )
    return NormalisedRating(found, is_known=True) if found else _UNKNOWN


def verdict_on_scale(value: float, worst: float, best: float) -> Verdict:
    """Return the verdict for a number on a scale that runs up from `worst` to `best`, as schema.org defines it.

    The scale is cut at the middles between five evenly spaced marks, false to true. A value off the scale (many
    publishers write -1 for "none") and a scale without length are unrated.
    """
    if not worst < best or not worst <= value <= best:
        return Verdict.UNRATED
    return _SCALE[int((value - worst) / (best - worst) * (len(_SCALE) - 1) + 0.5)]


def fold_wording(text: str) -> str:
    """Return the text as the table compares it: case, accents, hyphens and quotation marks don't count."""
    folded = unicodedata.normalize("NFKD", clean_text(text).translate(_PUNCTUATION).casefold())
    folded = unicodedata.normalize("NFC", _LATIN_MARK.sub("", folded))
    return _SPACE.sub(" ", folded).strip()


@cache
def rating_table() -> RatingTable:
    """Return the table that comes with the package."""
    return parse_rating_table(resources.files("index.normalise").joinpath("ratings.toml").read_text("utf-8"))


def parse_rating_table(toml: str) -> RatingTable:
    """Read a table. Raises ValueError where a wording is given two verdicts or a verdict isn't one of ours."""
    raw = tomllib.loads(toml)
    wordings: dict[str, Verdict] = {}
    for name, texts in raw["wordings"].items():
        verdict = Verdict(name)
        for text in texts:
            folded = fold_wording(text).strip(_EDGES)
            if wordings.setdefault(folded, verdict) is not verdict:
                raise ValueError(
                    f"The wording {text!r} is listed under {wordings[folded].value} and under {verdict.value}."
                )
    return RatingTable(
        version=raw["version"],
        lead_ins=tuple(re.compile(lead_in) for lead_in in raw["lead_ins"]),
        wordings=tuple(wordings.items()),
        patterns=tuple((re.compile(pattern["match"]), Verdict(pattern["verdict"])) for pattern in raw["patterns"]),
    )


@cache
def _wordings(table: RatingTable) -> dict[str, Verdict]:
    return dict(table.wordings)


def _without_lead_in(text: str, table: RatingTable) -> str:
    before = ""
    while text != before:
        before = text
        for lead_in in table.lead_ins:
            text = lead_in.sub("", text, count=1) if lead_in.match(text) else text
    return text


def _first_phrase(text: str) -> str:
    return _PHRASE_END.split(text, maxsplit=1)[0]
