"""The records that travel through Sidelight: frozen, typed, importing nothing of ours.

The words (claim, document, stance, relation, side, rating) are defined in docs/api.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of page a document is."""

    FACT_CHECK = "fact_check"
    COUNTER_REPORT = "counter_report"
    CORRECTION = "correction"
    OFFICIAL_FINDING = "official_finding"
    ANALYSIS = "analysis"


class Stance(StrEnum):
    """What a document says of the claim it addresses."""

    DISPUTES = "disputes"
    MIXED = "mixed"
    SUPPORTS = "supports"
    CONTEXT = "context"


class Side(StrEnum):
    """Whether the reader's sentence says the same as the claim."""

    SAME = "same"
    OPPOSITE = "opposite"
    UNCLEAR = "unclear"


class Verdict(StrEnum):
    """A publisher's rating in one of nine normal forms."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly_true"
    MIXED = "mixed"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly_false"
    FALSE = "false"
    UNPROVEN = "unproven"
    SATIRE = "satire"
    UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class Rating:
    """A publisher's own verdict: `text` verbatim, `normalised` by our table."""

    text: str
    normalised: Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that somebody made. `date` is ISO 8601, possibly partial ("2007", "2007-02")."""

    text: str
    claimants: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a page. `site` is the host name without "www."."""

    name: str
    site: str


@dataclass(frozen=True, slots=True)
class Review:
    """The published page itself, as it is cited. Dates are ISO 8601, possibly partial.

    `language` is the page's (BCP 47 primary subtag). `licence` and `attribution` are those of
    the description that we hold, not of the page.
    """

    url: str
    title: str | None
    publisher: Publisher
    author: str | None
    published: str | None
    modified: str | None
    language: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Document:
    """One page about one claim.

    `text_language` is the language of `claim.text` and `finding`, which may differ from the
    page's. `body` is indexed for finding and never returned. `corrects` are the canonical addresses
    of the pages that this one corrects. `passage` is the page's own wording, word for word, of its part about the
    claim, where that is known.
    """

    id: str
    feed: str
    kind: Kind
    claim: Claim
    stance: Stance
    review: Review
    text_language: str
    finding: str | None = None
    rating: Rating | None = None
    topics: tuple[str, ...] = ()
    body: str | None = None
    corrects: tuple[str, ...] = ()
    passage: str | None = None
