"""What a collection consists of: documents by year, kind, language and publisher, and the feeds they came from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.changes import ImportSummary
from index.errors import GenerationError
from index.records import Document, Kind, Publisher

FILE_NAME = "collection.json"
# Where the publisher gives no date.
UNDATED = "undated"
# Texts that a feed states of licence or attribution; one that states another for each page would fill the file.
_MAX_TERMS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One feed: how many documents, when it was last imported, and what it says of using them."""

    feed: str
    documents: int
    imported: str | None
    licences: tuple[str, ...]
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublisherCount:
    """One publisher, by its site, and how many of its documents there are."""

    name: str
    site: str
    documents: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Counts of documents. `years` maps a year, or UNDATED, to the documents of each kind published in it."""

    documents: int
    withdrawn: int
    years: Mapping[str, Mapping[Kind, int]]
    kinds: Mapping[Kind, int]
    languages: Mapping[str, int]
    sources: tuple[Source, ...]
    publishers: tuple[PublisherCount, ...]


class CollectionCount:
    """Counts documents as they pass."""

    def __init__(self) -> None:
        self._years: Counter[tuple[str, Kind]] = Counter()
        self._languages: Counter[str] = Counter()
        self._feeds: Counter[str] = Counter()
        self._licences: dict[str, dict[str, None]] = {}
        self._attributions: dict[str, dict[str, None]] = {}
        self._sites: dict[str, Counter[str]] = {}

    def add(self, document: Document) -> None:
        """One more document."""
        review, feed = document.review, document.feed
        self._years[(review.published or UNDATED)[: len(UNDATED)].partition("-")[0], document.kind] += 1
        self._languages[review.language] += 1
        self._feeds[feed] += 1
        for terms, text in ((self._licences, review.licence), (self._attributions, review.attribution)):
            known = terms.setdefault(feed, {})
            if len(known) < _MAX_TERMS:
                known[text] = None
        self._count_publisher(review.publisher)

    def _count_publisher(self, publisher: Publisher) -> None:
        self._sites.setdefault(publisher.site, Counter())[publisher.name] += 1

    def collection(self, imports: Sequence[ImportSummary], withdrawn: int) -> Collection:
        """What was counted, the largest first but for years."""
        years: dict[str, dict[Kind, int]] = {}
        kinds: Counter[Kind] = Counter()
        for (year, kind), count in sorted(self._years.items()):
            years.setdefault(year, {})[kind] = count
            kinds[kind] += count
        imported = {summary.feed: summary.finished for summary in imports}
        # A site under several names goes by its commonest.
        publishers = [
            PublisherCount(names.most_common(1)[0][0], site, names.total()) for site, names in self._sites.items()
        ]
        return Collection(
            documents=kinds.total(),
            withdrawn=withdrawn,
            years=years,
            kinds=dict(kinds.most_common()),
            languages=dict(self._languages.most_common()),
            sources=tuple(
                Source(feed, count, imported.get(feed), tuple(self._licences[feed]), tuple(self._attributions[feed]))
                for feed, count in self._feeds.most_common()
            ),
            publishers=tuple(sorted(publishers, key=lambda each: (-each.documents, each.site))),
        )


_COLLECTION = TypeAdapter(Collection)


def write_collection(collection: Collection, folder: Path) -> None:
    """Write the counts into a generation's folder."""
    (folder / FILE_NAME).write_bytes(_COLLECTION.dump_json(collection, indent=1))


def read_collection(folder: Path) -> Collection:
    """The counts of a generation's folder; raises GenerationError when they can't be read."""
    try:
        return _COLLECTION.validate_json((folder / FILE_NAME).read_bytes())
    except (OSError, ValidationError) as error:
        raise GenerationError(f"The generation in {folder} can't be opened: run python -m index build.") from error
