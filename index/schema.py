"""The form of the catalogue's database: made where there is none, brought up to date where it is older.

A catalogue of a newer Sidelight is refused and left as it is.
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np

from index.errors import CatalogueError
from index.vectorcache import append, encoder_key

# Raised with every change to schema.sql; a catalogue with a higher number was made by a newer Sidelight.
SCHEMA_VERSION = 2
# Vectors of an older catalogue that are moved at a time: some MB of memory.
_VECTORS_AT_A_TIME = 4096


def prepare(connection: sqlite3.Connection, vectors: Path) -> None:
    """Make the connection safe and the database current; `vectors` is the folder of encoded texts.

    Raises CatalogueError when a newer Sidelight made it, and sqlite3.Error or OSError when it can't be written.
    """
    if _version(connection) > SCHEMA_VERSION:
        raise CatalogueError(
            f"The catalogue was made by a newer Sidelight (version {_version(connection)}; "
            f"this one reads {SCHEMA_VERSION})."
        )
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit is on disk before it is reported, also if the machine loses power.
    connection.execute("PRAGMA synchronous = FULL")
    if _version(connection) < SCHEMA_VERSION:
        _bring_up_to_date(connection, vectors)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection, vectors: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again: another process may have done it while this one waited.
        found = _version(connection)
        if found == 0:
            _run(connection, _schema())
        elif found == 1:
            _from_1(connection, vectors)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    if found == 1:
        _give_back_space(connection)


def _from_1(connection: sqlite3.Connection, vectors: Path) -> None:
    """Version 1 kept vectors in the database, and neither history nor which feeds bring a document."""
    connection.execute("ALTER TABLE vectors RENAME TO vectors_1")
    connection.execute("ALTER TABLE documents ADD COLUMN added INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE documents ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE documents ADD COLUMN reason TEXT")
    connection.execute("ALTER TABLE imports ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0")
    new = [text for text in _schema() if "TABLE" not in text or _table(text) not in _TABLES_OF_1]
    _run(connection, [text for text in new if "documents_by_feed" not in text])
    # When a document first came was not noted; its last change is the earliest that is known.
    connection.execute("UPDATE documents SET added = changed")
    connection.execute("INSERT INTO batches (counter) SELECT DISTINCT changed FROM documents")
    connection.execute("INSERT INTO listings (seq, feed) SELECT seq, feed FROM documents")
    rows = connection.execute("SELECT encoder, weights_sha256, text_hash, vector FROM vectors_1 ORDER BY 1, 2")
    for key, hashes, stored in _by_encoder(rows):
        append(connection, vectors, key, hashes, np.stack([np.frombuffer(each, "<f4") for each in stored]))
    connection.execute("DROP TABLE vectors_1")


_TABLES_OF_1 = frozenset({"documents", "imports", "rejections", "generations"})


def _by_encoder(rows: sqlite3.Cursor) -> Iterator[tuple[str, list[bytes], list[bytes]]]:
    """The rows, sorted by encoder, as batches of one encoder each: its key, hashes and vectors."""
    key, hashes, stored = "", list[bytes](), list[bytes]()
    for name, weights, text_hash, vector in rows:
        if stored and (len(stored) == _VECTORS_AT_A_TIME or encoder_key(name, weights) != key):
            yield key, hashes, stored
            hashes, stored = [], []
        key = encoder_key(name, weights)
        hashes.append(text_hash)
        stored.append(vector)
    if stored:
        yield key, hashes, stored


def _give_back_space(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError:
        # Too little room for it, or another process reads: the space is used by what comes next instead.
        connection.rollback()


def _schema() -> list[str]:
    """The statements of schema.sql."""
    lines = files("index").joinpath("schema.sql").read_text().splitlines()
    whole = "\n".join(line.partition("--")[0].rstrip() for line in lines)
    return [statement.strip() for statement in whole.split(";") if statement.strip()]


def _table(statement: str) -> str:
    return statement.split()[2]


def _run(connection: sqlite3.Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement)
