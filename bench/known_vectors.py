"""Vectors of texts that another data folder has encoded, taken over so that a measurement need not encode them anew."""

import sqlite3
import zlib
from contextlib import closing

import numpy as np

from index.embedding import Encoder
from index.folder import DataFolder
from index.vectorcache import append, encoder_key

_ROWS_AT_A_TIME = 20_000


def take_vectors(data: DataFolder, source: DataFolder, encoder: Encoder) -> int:
    """Take over the undamaged vectors of an encoder that a catalogue lacks and another one has; gives how many."""
    key = encoder_key(encoder.name, encoder.weights_sha256)
    with (
        closing(sqlite3.connect(data.catalogue)) as database,
        closing(sqlite3.connect(f"file:{source.catalogue}?mode=ro", uri=True)) as other,
    ):
        known = {each for (each,) in database.execute("SELECT text_hash FROM vectors WHERE encoder = ?", (key,))}
        noted = other.execute("SELECT text_hash, row, checksum FROM vectors WHERE encoder = ? ORDER BY row", (key,))
        lacking = [each for each in noted if each[0] not in known]
        if not lacking:
            return 0
        rows = max(row for _, row, _ in lacking) + 1
        vectors = np.memmap(source.vectors / key, "<f4", mode="r", shape=(rows, encoder.dimensions))
        taken = 0
        for start in range(0, len(lacking), _ROWS_AT_A_TIME):
            whole = [
                (text_hash, vectors[row])
                for text_hash, row, checksum in lacking[start : start + _ROWS_AT_A_TIME]
                if zlib.crc32(vectors[row].tobytes()) == checksum
            ]
            with database:
                append(database, data.vectors, key, [each for each, _ in whole], np.array([each for _, each in whole]))
            taken += len(whole)
    return taken
