"""The catalogue: SQLite, the truth about documents. One writer at a time; what it reported as taken is on disk.

It knows records and bytes, not feeds, FAISS or the network.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from index.changes import Change, Event, Facets, Stored, Taken
from index.clock import utc_now
from index.errors import BusyError, CatalogueError
from index.folder import DataFolder
from index.importlog import ImportLog
from index.records import Document
from index.schema import prepare
from index.vectorcache import VectorCache

# Documents read at a time; no reading transaction stays open between two of them, so that others may write.
_PAGE = 2_000

_DOCUMENT = TypeAdapter(Document)


class Catalogue:
    """An open catalogue. Use `open_catalogue`."""

    def __init__(self, connection: sqlite3.Connection, vectors: VectorCache) -> None:
        self._db = connection
        self.vectors = vectors
        self.imports = ImportLog(connection)
        self._is_listing = False

    def start_listing(self) -> None:
        """Begin to note which documents an import meets: the first of several with one id counts for all of them."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS met (seq INTEGER PRIMARY KEY)")
        with self._db:
            self._db.execute("DELETE FROM met")
        self._is_listing = True

    def take(self, documents: Iterable[Document], yields_to: Set[str] = frozenset()) -> Taken:
        """Add or update documents in one transaction; when this returns they are on disk.

        A document that a feed of `yields_to` brings as well stays as that feed tells it.
        """
        with self._db:
            counter = self.changes() + 1
            events = Counter(self._put(document, counter, yields_to) for document in documents)
            self._note(counter, events.total() - events[None])
        return Taken(events[Event.ADDED], events[Event.CHANGED] + events[Event.RETURNED], events[None])

    def withdraw(self, feed: str, reasons: Mapping[str, str]) -> Taken:
        """Take back documents that a feed brought, by their ids, each with its reason. On disk on return.

        One that another feed brings as well stays.
        """
        with self._db:
            counter, withdrawn = self.changes() + 1, 0
            for name, reason in reasons.items():
                row = self._db.execute("SELECT seq FROM documents WHERE id = ?", (name,)).fetchone()
                withdrawn += row is not None and self._unlist(row[0], feed, counter, reason)
            self._note(counter, withdrawn)
        return Taken(withdrawn=withdrawn)

    def listed(self, feed: str) -> int:
        """How many documents a feed brings, as far as is known."""
        return int(self._db.execute("SELECT count(*) FROM listings WHERE feed = ?", (feed,)).fetchone()[0])

    def absent(self, feed: str) -> int:
        """How many documents a feed brought before and the import since `start_listing` has not met."""
        return int(self._db.execute(f"SELECT count(*) {_ABSENT}", (feed,)).fetchone()[0])

    def withdraw_absent(self, feed: str, reason: str) -> Taken:
        """Take back what `absent` counts."""
        with self._db:
            counter = self.changes() + 1
            absent = self._db.execute(f"SELECT seq {_ABSENT}", (feed,)).fetchall()
            withdrawn = sum(self._unlist(seq, feed, counter, reason) for (seq,) in absent)
            self._note(counter, withdrawn)
        return Taken(withdrawn=withdrawn)

    def _put(self, document: Document, counter: int, yields_to: Set[str]) -> Event | None:
        record = record_json(document)
        known = self._db.execute(
            "SELECT seq, feed, withdrawn, record FROM documents WHERE id = ?", (document.id,)
        ).fetchone()
        if known is None:
            made = self._db.execute(
                "INSERT INTO documents (id, feed, added, changed, record) VALUES (?, ?, ?, ?, ?)",
                (document.id, document.feed, counter, counter, record),
            )
            self._meet(made.lastrowid or 0, document.feed)
            return Event.ADDED
        seq, feed, is_withdrawn, before = known
        if not self._meet(seq, document.feed):
            return None
        # Fields that a later version added are missing from older records, so equal texts are only the quick answer.
        is_same = before == record or read_record(before) == document
        if not is_withdrawn and (is_same or (feed != document.feed and feed in yields_to)):
            return None
        event = Event.RETURNED if is_withdrawn else Event.CHANGED
        self._remember(seq, counter, event, None if is_same else before)
        self._db.execute(
            "UPDATE documents SET feed = ?, changed = ?, withdrawn = 0, reason = NULL, record = ? WHERE seq = ?",
            (document.feed, counter, record, seq),
        )
        return event

    def _meet(self, seq: int, feed: str) -> bool:
        """Note that a feed brings a document; False if the import under way has met it before."""
        self._db.execute("INSERT OR IGNORE INTO listings (seq, feed) VALUES (?, ?)", (seq, feed))
        if not self._is_listing:
            return True
        return self._db.execute("INSERT OR IGNORE INTO met (seq) VALUES (?)", (seq,)).rowcount == 1

    def _unlist(self, seq: int, feed: str, counter: int, reason: str) -> bool:
        """Note that a feed no longer brings a document; True if it is withdrawn by that."""
        gone = self._db.execute("DELETE FROM listings WHERE seq = ? AND feed = ?", (seq, feed))
        if gone.rowcount == 0:
            return False
        other = self._db.execute("SELECT min(feed) FROM listings WHERE seq = ?", (seq,)).fetchone()[0]
        if other is not None:
            self._db.execute("UPDATE documents SET feed = ? WHERE seq = ? AND feed = ?", (other, seq, feed))
            return False
        self._remember(seq, counter, Event.WITHDRAWN, None)
        self._db.execute(
            "UPDATE documents SET withdrawn = 1, changed = ?, reason = ? WHERE seq = ?", (counter, reason, seq)
        )
        return True

    def _remember(self, seq: int, counter: int, event: Event, before: str | None) -> None:
        self._db.execute(
            "INSERT INTO history (seq, counter, event, record) VALUES (?, ?, ?, ?)", (seq, counter, event, before)
        )

    def _note(self, counter: int, changes: int) -> None:
        if changes:
            self._db.execute("INSERT INTO batches (counter, at) VALUES (?, ?)", (counter, utc_now()))

    def count(self) -> int:
        """How many documents there are, withdrawn ones apart."""
        return int(self._db.execute("SELECT count(*) FROM documents WHERE NOT withdrawn").fetchone()[0])

    def withdrawn(self) -> int:
        """How many documents were withdrawn."""
        return int(self._db.execute("SELECT count(*) FROM documents WHERE withdrawn").fetchone()[0])

    def feeds(self) -> dict[str, int]:
        """How many documents each feed brought, withdrawn ones apart."""
        return dict(
            self._db.execute("SELECT feed, count(*) FROM documents WHERE NOT withdrawn GROUP BY feed ORDER BY feed")
        )

    def changes(self) -> int:
        """The change counter: it grows with every batch that adds, changes or withdraws a document."""
        return int(self._db.execute("SELECT coalesce(max(counter), 0) FROM batches").fetchone()[0])

    def moments(self) -> Mapping[int, str | None]:
        """When each value of the change counter was reached, ISO 8601, UTC, where it is known."""
        return dict(self._db.execute("SELECT counter, at FROM batches"))

    def documents(self) -> Iterator[Stored]:
        """Every document that isn't withdrawn, in order of first arrival."""
        last = 0
        while page := self._db.execute(
            "SELECT seq, record, added, changed FROM documents WHERE seq > ? AND NOT withdrawn ORDER BY seq LIMIT ?",
            (last, _PAGE),
        ).fetchall():
            for seq, record, added, changed in page:
                yield Stored(seq, read_record(record), added, changed)
            last = page[-1][0]

    def facets(self) -> Iterator[Facets]:
        """What every document that isn't withdrawn is counted by, in no order; much faster than reading it whole."""
        paths = ("$.kind", "$.review.language", "$.review.published", "$.rating.text")
        columns = ", ".join(f"json_extract(record, '{path}')" for path in paths)
        for row in self._db.execute(f"SELECT feed, {columns} FROM documents WHERE NOT withdrawn"):
            yield Facets(*row)

    def withdrawn_ids(self) -> Iterator[tuple[str, int, int]]:
        """The id of every withdrawn document with the change counter when it came and when it was withdrawn."""
        yield from self._db.execute("SELECT id, added, changed FROM documents WHERE withdrawn ORDER BY seq")

    def histories(self) -> Iterator[tuple[str, Change]]:
        """Every later change of every document, by its id, oldest first."""
        rows = self._db.execute(
            "SELECT id, event, at, history.record FROM history JOIN documents USING (seq) "
            "LEFT JOIN batches USING (counter) ORDER BY history.rowid"
        )
        for name, event, at, record in rows:
            yield name, Change(Event(event), at, read_record(record) if record else None)

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


_ABSENT = "FROM listings WHERE feed = ? AND seq NOT IN (SELECT seq FROM met)"


@contextmanager
def open_catalogue(folder: DataFolder) -> Iterator[Catalogue]:
    """The catalogue of a folder, made if it isn't there; raises CatalogueError with one line on any failure."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder.catalogue)
        try:
            prepare(connection, folder.vectors)
            yield Catalogue(connection, VectorCache(connection, folder.vectors))
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


def record_json(document: Document) -> str:
    """A document as the one line of JSON in which it is stored."""
    return _DOCUMENT.dump_json(document).decode()


def read_record(record: str) -> Document:
    """The document that `record_json` wrote; raises CatalogueError when it is damaged."""
    try:
        return _DOCUMENT.validate_json(record)
    except ValidationError as error:
        raise CatalogueError(f"A stored document is damaged ({error.error_count()} fields).") from error
