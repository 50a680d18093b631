"""The catalogue: SQLite, the truth about documents. One writer at a time; what it reported as taken is on disk.

It knows records and bytes, not feeds, FAISS or the network.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

import numpy as np
from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from index.embedding import Encoder, Vectors
from index.errors import BusyError, CatalogueError
from index.folder import DataFolder
from index.records import Document

# Raised with every change to schema.sql; a catalogue with a higher number was made by a newer Sidelight.
SCHEMA_VERSION = 1
# SQLite allows 32,766 parameters in one statement; asking for fewer keeps each answer small.
_HASHES_A_QUERY = 1000

_DOCUMENT = TypeAdapter(Document)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many documents a batch brought: new ones, changed ones, and ones that were known as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        """The counts of both together."""
        return Taken(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


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


class Catalogue:
    """An open catalogue. Use `open_catalogue`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def take(self, documents: Iterable[Document]) -> Taken:
        """Add or update documents in one transaction; when this returns they are on disk."""
        with self._db:
            counter = self.changes() + 1
            kinds = Counter(self._put(document, counter) for document in documents)
        return Taken(kinds["added"], kinds["changed"], kinds["unchanged"])

    def _put(self, document: Document, counter: int) -> str:
        record = record_json(document)
        known = self._db.execute("SELECT record FROM documents WHERE id = ?", (document.id,)).fetchone()
        if known is None:
            self._db.execute(
                "INSERT INTO documents (id, feed, changed, record) VALUES (?, ?, ?, ?)",
                (document.id, document.feed, counter, record),
            )
            return "added"
        if known[0] == record:
            return "unchanged"
        self._db.execute(
            "UPDATE documents SET feed = ?, changed = ?, record = ? WHERE id = ?",
            (document.feed, counter, record, document.id),
        )
        return "changed"

    def finish_import(self, feed: str, taken: Taken, rejected: tuple[Rejected, ...]) -> ImportSummary:
        """Note that a feed was imported, and what of it was refused."""
        summary = ImportSummary(feed, utc_now(), taken, rejected)
        with self._db:
            done = self._db.execute(
                "INSERT INTO imports (feed, finished, added, changed, unchanged) VALUES (?, ?, ?, ?, ?)",
                (feed, summary.finished, taken.added, taken.changed, taken.unchanged),
            )
            self._db.executemany(
                "INSERT INTO rejections (import_id, reason, count, example) VALUES (?, ?, ?, ?)",
                [(done.lastrowid, each.reason, each.count, each.example) for each in rejected],
            )
        return summary

    def last_imports(self) -> list[ImportSummary]:
        """The latest import of each feed, in the order of the feeds' names."""
        latest = self._db.execute(
            "SELECT id, feed, finished, added, changed, unchanged FROM imports "
            "WHERE id IN (SELECT max(id) FROM imports GROUP BY feed) ORDER BY feed"
        ).fetchall()
        return [
            ImportSummary(feed, finished, Taken(added, changed, unchanged), self._rejections(import_id))
            for import_id, feed, finished, added, changed, unchanged in latest
        ]

    def _rejections(self, import_id: int) -> tuple[Rejected, ...]:
        rows = self._db.execute(
            "SELECT reason, count, example FROM rejections WHERE import_id = ? ORDER BY count DESC, reason",
            (import_id,),
        )
        return tuple(Rejected(*row) for row in rows)

    def count(self) -> int:
        """How many documents there are."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def feeds(self) -> dict[str, int]:
        """How many documents each feed brought."""
        return dict(self._db.execute("SELECT feed, count(*) FROM documents GROUP BY feed ORDER BY feed"))

    def changes(self) -> int:
        """The change counter: it grows with every batch that adds or changes a document."""
        return int(self._db.execute("SELECT coalesce(max(changed), 0) FROM documents").fetchone()[0])

    def documents(self) -> Iterator[tuple[Document, int]]:
        """Every document with the counter of its last change, in order of first arrival."""
        for record, changed in self._db.execute("SELECT record, changed FROM documents ORDER BY seq"):
            yield read_record(record), changed

    def vectors(self, encoder: Encoder, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors already known for some of `texts`, each float32 (dimensions,)."""
        by_hash = {text_hash(text): text for text in texts}
        hashes = list(by_hash)
        known: dict[str, Vectors] = {}
        for start in range(0, len(hashes), _HASHES_A_QUERY):
            some = hashes[start : start + _HASHES_A_QUERY]
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                "SELECT text_hash, vector FROM vectors "
                f"WHERE text_hash IN ({marks}) AND encoder = ? AND weights_sha256 = ?",
                (*some, encoder.name, encoder.weights_sha256),
            )
            known.update((by_hash[key], np.frombuffer(vector, "<f4")) for key, vector in rows)
        return known

    def keep_vectors(self, encoder: Encoder, texts: Sequence[str], vectors: Vectors) -> None:
        """Remember the vectors (float32, (len(texts), dimensions)) of texts that were encoded."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO vectors (text_hash, encoder, weights_sha256, vector) VALUES (?, ?, ?, ?)",
                [
                    (text_hash(text), encoder.name, encoder.weights_sha256, vector.astype("<f4").tobytes())
                    for text, vector in zip(texts, vectors, strict=True)
                ],
            )

    def keep_generation(self, generation_id: str, built_at: str, changed: int) -> None:
        """Note a generation that was built, so that a caller may later ask what is newer than it."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO generations (id, built_at, changed) VALUES (?, ?, ?)",
                (generation_id, built_at, changed),
            )

    def generations(self) -> Mapping[str, int]:
        """Every generation that was ever built, with the change counter that it holds."""
        return dict(self._db.execute("SELECT id, changed FROM generations"))


@contextmanager
def open_catalogue(folder: DataFolder) -> Iterator[Catalogue]:
    """The catalogue of a folder, made if it isn't there; raises CatalogueError with one line on any failure."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder.catalogue)
        try:
            _prepare(connection)
            yield Catalogue(connection)
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise CatalogueError(f"The catalogue {folder.catalogue} can't be used: {error}.") from error


@contextmanager
def only_writer(folder: DataFolder) -> Iterator[None]:
    """Be the one process that imports or builds; raises BusyError while another does."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.lock, timeout=0):
            yield
    except Timeout as error:
        raise BusyError(f"Another import or build is using {folder.path}; try again when it has ended.") from error
    except OSError as error:
        raise CatalogueError(f"The folder {folder.path} can't be written: {error.strerror or error}.") from error


def text_hash(text: str) -> bytes:
    """The key under which a text's vectors are kept."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def record_json(document: Document) -> str:
    """A document as the one line of JSON in which it is stored."""
    return _DOCUMENT.dump_json(document).decode()


def read_record(record: str) -> Document:
    """The document that `record_json` wrote; raises CatalogueError when it is damaged."""
    try:
        return _DOCUMENT.validate_json(record)
    except ValidationError as error:
        raise CatalogueError(f"A stored document is damaged ({error.error_count()} fields).") from error


def utc_now() -> str:
    """The present moment in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _prepare(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise CatalogueError(
            f"The catalogue was made by a newer Sidelight (version {version}; this one reads {SCHEMA_VERSION})."
        )
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit is on disk before it is reported, also if the machine loses power.
    connection.execute("PRAGMA synchronous = FULL")
    if version == 0:
        schema = files("index").joinpath("schema.sql").read_text()
        connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;")
