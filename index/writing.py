"""Writing the files of a generation, a document at a time, in memory that hardly grows with their number."""

import hashlib
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue, record_json
from index.changes import Stored
from index.collection import Collection, CollectionCount, write_collection
from index.days import day_of
from index.generation import ATTRIBUTES, DOCUMENTS, ENGLISH, LEXICAL, MULTILINGUAL
from index.lexical import LexicalWriter, Wording
from index.normalise.addresses import page_key
from index.progress import Advance
from index.texts import Field, states_claim
from index.vectors import VectorSource, write_vectors

_TABLES = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, added INTEGER NOT NULL,
                        changed INTEGER NOT NULL, record TEXT NOT NULL);
CREATE TABLE withdrawn (id TEXT PRIMARY KEY, added INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE TABLE history (id TEXT NOT NULL, event TEXT NOT NULL, at TEXT, record TEXT);
CREATE TABLE corrections (corrected INTEGER NOT NULL, correction INTEGER NOT NULL, PRIMARY KEY (corrected, correction));
CREATE TABLE moments (counter INTEGER PRIMARY KEY, at TEXT);
CREATE TABLE generations (id TEXT PRIMARY KEY, changed INTEGER NOT NULL);
"""
_INDEXES = """
CREATE INDEX documents_by_change ON documents (changed, id);
CREATE INDEX history_by_document ON history (id);
"""


# Steps of GenerationWriter.finish, for who shows how far it is.
FINISHING = 4


class TextRows:
    """What each row of one encoder's vectors stands for, and where in the cache the vector lies."""

    def __init__(self) -> None:
        self._documents = array("i")
        self._fields = array("B")
        self._cached = array("q")

    def add(self, document: int, field: Field, cached: int) -> None:
        """The next row: a document's number, the field, and the cache's row of its vector."""
        self._documents.append(document)
        self._fields.append(field)
        self._cached.append(cached)

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def cached(self) -> NDArray[np.int64]:
        """The cache's row of each row."""
        return np.frombuffer(self._cached, np.int64)

    def write(self, folder: Path, name: str, vectors: VectorSource) -> None:
        """Write the vectors and what they stand for."""
        write_vectors(vectors, folder / f"{name}.faiss")
        np.savez(
            folder / f"{name}-rows.npz",
            documents=np.frombuffer(self._documents, np.int32),
            fields=np.frombuffer(self._fields, np.uint8),
        )


class GenerationWriter:
    """Every file of a generation but its manifest. Use `writing`."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self._folder = folder
        self._database = database
        self._words = LexicalWriter()
        self._kinds: list[str] = []
        self._languages: list[str] = []
        self._changed = array("q")
        self._days = array("i")
        self._states_claim: list[bool] = []
        self._addresses = array("q")
        self._corrects: list[tuple[int, str]] = []
        self.english = TextRows()
        self.multilingual = TextRows()
        self._counted = CollectionCount()

    def add(self, stored: Stored, wording: Wording) -> int:
        """The next document with its words; gives its number."""
        document, number = stored.document, len(self._kinds)
        self._database.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
            (number, document.id, stored.added, stored.changed, record_json(replace(document, body=None))),
        )
        self._words.add(wording)
        self._kinds.append(document.kind)
        self._languages.append(document.review.language)
        self._changed.append(stored.changed)
        self._states_claim.append(states_claim(document))
        self._days.append(day_of(document.review.published) or 0)
        self._addresses.append(_page_hash(document.review.url))
        self._corrects += [(number, address) for address in document.corrects]
        self._counted.add(document)
        return number

    def finish(
        self, catalogue: Catalogue, english: VectorSource, multilingual: VectorSource, advance: Advance
    ) -> Collection:
        """Write what can only be written when every document is known, in FINISHING steps; gives what they were."""
        self._write_changes(catalogue)
        self._database.executemany("INSERT OR IGNORE INTO corrections VALUES (?, ?)", list(self._corrections()))
        self._database.commit()
        self._database.executescript(_INDEXES)
        advance(1)
        self.english.write(self._folder, ENGLISH, english)
        advance(1)
        self.multilingual.write(self._folder, MULTILINGUAL, multilingual)
        advance(1)
        self._words.write(self._folder / LEXICAL)
        advance(1)
        np.savez(
            self._folder / ATTRIBUTES,
            kinds=np.array(self._kinds, "U"),
            languages=np.array(self._languages, "U"),
            changed=np.frombuffer(self._changed, np.int64),
            published=np.frombuffer(self._days, np.int32),
            states_claim=np.array(self._states_claim, np.bool_),
        )
        collection = self._counted.collection(catalogue.imports.last(), catalogue.withdrawn())
        write_collection(collection, self._folder)
        return collection

    def _write_changes(self, catalogue: Catalogue) -> None:
        self._database.executemany("INSERT INTO withdrawn VALUES (?, ?, ?)", catalogue.withdrawn_ids())
        self._database.executemany("INSERT INTO moments VALUES (?, ?)", catalogue.moments().items())
        self._database.executemany("INSERT INTO generations VALUES (?, ?)", catalogue.generations().items())
        self._database.executemany(
            "INSERT INTO history VALUES (?, ?, ?, ?)",
            (
                (name, change.event, change.at, change.before and record_json(replace(change.before, body=None)))
                for name, change in catalogue.histories()
            ),
        )

    def _corrections(self) -> Iterator[tuple[int, int]]:
        """The number of each document that another one corrects, with the other's."""
        addresses = np.frombuffer(self._addresses, np.int64)
        for correction, address in self._corrects:
            for corrected in np.flatnonzero(addresses == _page_hash(address)):
                # A page may say that it corrects itself; that needs no link.
                if corrected != correction:
                    yield int(corrected), correction


@contextmanager
def writing(folder: Path) -> Iterator[GenerationWriter]:
    """Write a generation into a new folder; raises OSError where it can't be written."""
    folder.mkdir(parents=True)
    database = sqlite3.connect(folder / DOCUMENTS)
    try:
        # A folder that was not finished is thrown away, so nothing has to be undone and one sync at the end is enough.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_TABLES)
        yield GenerationWriter(folder, database)
    except sqlite3.Error as error:
        raise OSError(f"{DOCUMENTS}: {error}") from error
    finally:
        database.close()


def _page_hash(address: str) -> int:
    """The same for all addresses of one page, since a correction may name another one than its feed does."""
    return _short_hash(page_key(address) or address)


def _short_hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
