"""Vectors of texts that were encoded before, so that only new texts are encoded.

The vectors lie in one flat file for each encoder, float32 row after row; the catalogue's database says which row holds
which text. Removing the files loses nothing but the time of encoding again. Knows texts and bytes, not documents.
"""

import hashlib
import os
import re
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoder, Vectors

# SQLite allows 32,766 parameters in one statement; asking for fewer keeps each answer small.
_HASHES_A_QUERY = 1000
_FLOAT_BYTES = 4


class CachedVectors:
    """Rows of an encoder's file in an order of one's own, read as they are asked for."""

    def __init__(self, path: Path, dimensions: int, rows: NDArray[np.int64]) -> None:
        self._path = path
        self._rows = rows
        self.shape = (len(rows), dimensions)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, part: slice | NDArray[np.int64]) -> Vectors:
        return _read(self._path, self.shape[1], self._rows[part])


class VectorCache:
    """The known vectors of a catalogue. Use `Catalogue.vectors`."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._db = connection
        self._folder = folder

    def known(self, encoder: Encoder, texts: Sequence[str]) -> dict[str, int]:
        """The rows of those of `texts` whose vectors are known and undamaged."""
        by_hash = {text_hash(text): text for text in texts}
        hashes = list(by_hash)
        key = encoder_key(encoder.name, encoder.weights_sha256)
        found: list[tuple[bytes, int, int]] = []
        for start in range(0, len(hashes), _HASHES_A_QUERY):
            some = hashes[start : start + _HASHES_A_QUERY]
            marks = ",".join("?" * len(some))
            found += self._db.execute(
                f"SELECT text_hash, row, checksum FROM vectors WHERE text_hash IN ({marks}) AND encoder = ?",
                (*some, key),
            )
        path = self._folder / key
        # A file that was removed or cut short is no fault: what it lacks is encoded again.
        whole = path.stat().st_size // (encoder.dimensions * _FLOAT_BYTES) if path.exists() else 0
        found = [each for each in found if each[1] < whole]
        vectors = _read(path, encoder.dimensions, np.array([row for _, row, _ in found], np.int64))
        return {
            by_hash[key]: row
            for (key, row, checksum), vector in zip(found, vectors, strict=True)
            if zlib.crc32(vector.tobytes()) == checksum
        }

    def keep(self, encoder: Encoder, texts: Sequence[str], vectors: Vectors) -> dict[str, int]:
        """Remember the vectors (float32, (len(texts), dimensions)) of texts that were encoded; gives their rows."""
        hashes = [text_hash(text) for text in texts]
        with self._db:
            first = append(self._db, self._folder, encoder_key(encoder.name, encoder.weights_sha256), hashes, vectors)
        return {text: first + position for position, text in enumerate(texts)}

    def rows(self, encoder: Encoder, rows: NDArray[np.int64]) -> CachedVectors:
        """Vectors by their rows, to be read a part at a time."""
        path = self._folder / encoder_key(encoder.name, encoder.weights_sha256)
        return CachedVectors(path, encoder.dimensions, rows)


def text_hash(text: str) -> bytes:
    """The key under which a text's vectors are kept."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def encoder_key(name: str, weights_sha256: str) -> str:
    """The file name for the vectors of one encoder with one set of weights."""
    return f"{re.sub(r'[^A-Za-z0-9.-]+', '_', name)}-{weights_sha256[:16]}.f32"


def append(db: sqlite3.Connection, folder: Path, key: str, hashes: Sequence[bytes], vectors: Vectors) -> int:
    """Write vectors behind those in use and note them, within the caller's transaction; gives the first one's row.

    They are on disk before the database says so. A crash in between leaves bytes that the next vectors overwrite.
    """
    folder.mkdir(exist_ok=True)
    # Also takes the database's one write lock, which keeps two writers from using the same rows.
    db.execute("INSERT OR IGNORE INTO encoders (encoder, rows) VALUES (?, 0)", (key,))
    (first,) = db.execute("SELECT rows FROM encoders WHERE encoder = ?", (key,)).fetchone()
    stored = np.ascontiguousarray(vectors, "<f4")
    with os.fdopen(os.open(folder / key, os.O_RDWR | os.O_CREAT, 0o644), "r+b") as file:
        file.seek(first * stored.shape[1] * _FLOAT_BYTES)
        file.write(stored.tobytes())
        file.flush()
        os.fsync(file.fileno())
    db.executemany(
        "INSERT OR REPLACE INTO vectors (text_hash, encoder, row, checksum) VALUES (?, ?, ?, ?)",
        [
            (each, key, first + position, zlib.crc32(vector.tobytes()))
            for position, (each, vector) in enumerate(zip(hashes, stored, strict=True))
        ],
    )
    db.execute("UPDATE encoders SET rows = ? WHERE encoder = ?", (first + len(stored), key))
    return int(first)


def _read(path: Path, dimensions: int, rows: NDArray[np.int64]) -> Vectors:
    """Float32 (len(rows), dimensions)."""
    if not len(rows):
        return np.empty((0, dimensions), np.float32)
    # Mapped for each part anew: pages that were read don't stay in this process's memory.
    mapped = np.memmap(path, "<f4", mode="r", shape=(int(rows.max()) + 1, dimensions))
    return np.array(mapped[rows], np.float32)
