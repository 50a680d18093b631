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


class SpanKind(StrEnum):
    """What sort of words decide on which side a sentence is."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    ROLE = "role"
    DATE = "date"
    QUANTIFIER = "quantifier"
    DIRECTION = "direction"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Span:
    """Deciding words: half-open offsets in UTF-16 code units, None where that text has none.

    `sentence` counts in the sentence exactly as it was asked, `claim` in the text of the document's claim.
    """

    kind: SpanKind
    sentence: tuple[int, int] | None
    claim: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What stands in only one of sentence and claim: a negation, and words of each kind as they are written there."""

    negation: bool = False
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why a document was found, and what its side rests on.

    `differences` is None where they were not examined. `reported_by` is whom the sentence quotes as saying it.
    """

    similarity: float
    shared: tuple[str, ...]
    differences: Differences | None
    reported_by: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One document and how it relates to the sentence; `relation` and `rating_applies` follow from stance and side.

    `corrections` are documents that correct this one.
    """

    document: Document
    probability: float
    side: Side
    relation: Stance
    rating_applies: bool
    timing: Timing
    why: Why
    corrections: tuple[Document, ...] = ()
    also: tuple["Match", ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one sentence."""

    id: str
    status: Status
    matches: tuple[Match, ...] = ()
