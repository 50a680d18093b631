"""What a reader is told: for each sentence a status and matches, most probable first. Plain records."""

from dataclasses import dataclass
from enum import StrEnum

from index.records import Document, Side, Stance


class Status(StrEnum):
    """What became of one sentence."""

    MATCHED = "matched"
    NOTHING_FOUND = "nothing_found"
    TOO_SHORT = "too_short"


class Timing(StrEnum):
    """Whether a document was published before or after the page that is being read."""

    BEFORE_PAGE = "before_page"
    AFTER_PAGE = "after_page"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Differences:
    """What stands in only one of sentence and claim: a negation, numbers and names as they are written there."""

    negation: bool
    numbers: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a document was found. `differences` is None where they were not examined."""

    similarity: float
    shared: tuple[str, ...]
    differences: Differences | None


@dataclass(frozen=True, slots=True)
class Match:
    """One document and how it relates to the sentence; `relation` and `rating_applies` follow from stance and side."""

    document: Document
    probability: float
    side: Side
    relation: Stance
    rating_applies: bool
    timing: Timing
    why: Why
    also: tuple["Match", ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one sentence."""

    id: str
    status: Status
    matches: tuple[Match, ...] = ()
