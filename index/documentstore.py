"""The documents of a generation as answers need them: by number, by id, what changed, and what corrects what.

Read-only, and may be shared by threads.
"""

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from index.catalogue import read_record
from index.changes import Change, Event
from index.errors import UnknownGenerationError
from index.normalise.addresses import page_key
from index.records import Document


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document with when it came and last changed (ISO 8601, UTC, where known), and what happened in between.

    `corrected_by` are the documents that correct it; `corrects` those that it corrects, None where the index has no
    document of the corrected page.
    """

    document: Document
    added: str | None
    changed: str | None
    history: tuple[Change, ...]
    corrected_by: tuple[Document, ...]
    corrects: tuple[tuple[str, Document | None], ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What happened to a document since a generation; `place` orders changes and finds the next one."""

    id: str
    event: Event
    at: str | None
    place: tuple[int, str]


class DocumentStore:
    """An open file of documents."""

    def __init__(self, path: Path) -> None:
        """Open it; raises sqlite3.Error when it can't be read."""
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        # One connection for good: the folder may be removed while requests still read from it.
        self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._reading = threading.Lock()
        self._has_corrections = bool(self._select("SELECT EXISTS (SELECT 1 FROM corrections)")[0][0])

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """Some documents by their numbers, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._select(
            f"SELECT number, record FROM documents WHERE number IN ({marks})", [int(number) for number in numbers]
        )
        found = {number: read_record(record) for number, record in rows}
        return [found[int(number)] for number in numbers]

    def ids(self) -> list[str]:
        """The id of every document, by its number."""
        return [row[0] for row in self._select("SELECT id FROM documents ORDER BY number")]

    def corrections(self, numbers: Sequence[int]) -> list[tuple[Document, ...]]:
        """For each document, by its number, those that correct it."""
        if not self._has_corrections:
            return [()] * len(numbers)
        marks = ",".join("?" * len(numbers))
        rows = self._select(
            "SELECT corrected, record FROM corrections JOIN documents ON number = correction "
            f"WHERE corrected IN ({marks}) ORDER BY correction",
            [int(number) for number in numbers],
        )
        return [tuple(read_record(record) for number, record in rows if number == each) for each in numbers]

    def known(self, document_id: str) -> KnownDocument | None:
        """A document by its id; None where there is none, or where it was withdrawn."""
        found = self._select(
            "SELECT number, record, first.at, last.at FROM documents "
            "LEFT JOIN moments AS first ON first.counter = added LEFT JOIN moments AS last ON last.counter = changed "
            "WHERE id = ?",
            [document_id],
        )
        if not found:
            return None
        number, record, added, changed = found[0]
        document = read_record(record)
        return KnownDocument(
            document, added, changed, self._history(document_id), self.corrections([number])[0], self._corrected(number)
        )

    def is_withdrawn(self, document_id: str) -> bool:
        """Whether a document was withdrawn."""
        return bool(self._select("SELECT 1 FROM withdrawn WHERE id = ?", [document_id]))

    def changes(self, since: int, after: tuple[int, str], limit: int) -> list[DocumentChange]:
        """What was added, changed or withdrawn at counters above `since`, oldest first, from behind a place."""
        # Each of the two is cut off by itself, so that neither has to be read whole.
        behind = "changed > :since AND (changed, id) > (:counter, :id)"
        ordered = "ORDER BY changed, id LIMIT :limit"
        rows = self._select(
            "SELECT id, event, at, changed FROM ("
            "  SELECT * FROM (SELECT id, iif(added > :since, 'added', 'changed') AS event, changed FROM documents"
            f"                WHERE {behind} {ordered})"
            "  UNION ALL SELECT * FROM (SELECT id, 'withdrawn', changed FROM withdrawn"
            f"                         WHERE {behind} AND added <= :since {ordered})"
            f") LEFT JOIN moments ON counter = changed {ordered}",
            {"since": since, "counter": after[0], "id": after[1], "limit": limit},
        )
        return [DocumentChange(name, Event(event), at, (changed, name)) for name, event, at, changed in rows]

    def changes_at(self, generation_id: str) -> int:
        """The change counter that an earlier generation holds; raises UnknownGenerationError."""
        rows = self._select("SELECT changed FROM generations WHERE id = ?", [generation_id])
        if not rows:
            raise UnknownGenerationError("This index never had the generation that was named.")
        return int(rows[0][0])

    def _history(self, document_id: str) -> tuple[Change, ...]:
        rows = self._select("SELECT event, at, record FROM history WHERE id = ? ORDER BY rowid", [document_id])
        return tuple(Change(Event(event), at, read_record(record) if record else None) for event, at, record in rows)

    def _corrected(self, number: int) -> tuple[tuple[str, Document | None], ...]:
        (document,) = self.documents([number])
        rows = self._select(
            "SELECT record FROM corrections JOIN documents ON number = corrected WHERE correction = ?", [number]
        )
        held = {page_key(found.review.url): found for found in (read_record(record) for (record,) in rows)}
        return tuple((address, held.get(page_key(address))) for address in document.corrects)

    def _select(self, query: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        with self._reading:
            return self._database.execute(query, parameters).fetchall()
