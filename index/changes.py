"""What imports did to the catalogue, as plain records."""

from dataclasses import dataclass
from enum import StrEnum

from index.records import Document


class Event(StrEnum):
    """What happened to a document."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many documents a batch or an import brought: new, changed and known ones; and how many it withdrew."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        """The counts of both together."""
        return Taken(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.withdrawn + other.withdrawn,
        )


@dataclass(frozen=True, slots=True)
class Rejected:
    """How many items of a feed were refused for one reason, and where the first one stands."""

    reason: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """One finished import of a feed."""

    feed: str
    finished: str
    taken: Taken
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Fetch:
    """The last fetches of a feed. Moments are ISO 8601, UTC; `state` is the downloader's own, as JSON."""

    feed: str
    tried: str
    succeeded: str | None
    failure: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as the catalogue holds it: its place, and the change counter when it came and last changed."""

    seq: int
    document: Document
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What a document is counted by. `published` is ISO 8601, possibly partial; `rating` the publisher's wording."""

    feed: str
    kind: str
    language: str
    published: str | None
    rating: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One step in a document's history, and the document as it was before, where the step changed it."""

    event: Event
    at: str | None
    before: Document | None
