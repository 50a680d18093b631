"""What a reader asks: sentences with what stands around them, and the limits of the answer. Plain records."""

from dataclasses import dataclass, field

from index.records import Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page. `before` and `after` are what stands around it, possibly empty."""

    id: str
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Where the sentences stand. `published` is ISO 8601, possibly partial; `language` a BCP 47 primary subtag."""

    title: str = ""
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Sentences and what may answer them.

    `min_probability` None means the ranker's own threshold; empty `kinds` and `languages` mean all of them;
    `newer_than` limits the answer to documents that came or changed after that generation.
    """

    sentences: tuple[Sentence, ...]
    page: Page = field(default_factory=Page)
    limit: int = 5
    min_probability: float | None = None
    kinds: frozenset[Kind] = frozenset()
    languages: frozenset[str] = frozenset()
    newer_than: str | None = None
