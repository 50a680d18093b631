"""Vectors in any number, recombined from real ones: what there is of real ones ends at some hundred thousand."""

import numpy as np
from numpy.typing import NDArray

from bench.collections import tweets
from bench.indexes import FOLDER
from bench.reader_queries import reader_queries
from index.embedding import MiniLM, Vectors, unit_rows
from index.folder import DataFolder
from index.generation import open_current

# The collections whose English vectors are recombined.
_COLLECTIONS = ("feed", "tweets", "debates", "articles")
# How much of the second vector and of noise a row has beside the first: neighbours of a text are then about as similar
# to it as those of a real text are.
_OF_SECOND = 0.5
_OF_NOISE = 0.3
_NOISES = 65_537
_TWEETS = 300
# Splitmix64, which makes any number of a row's number, the same in every run.
_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


class Recombined:
    """Implements index.vectors.VectorSource: `count` unit vectors of which none is kept."""

    def __init__(self, count: int) -> None:
        self._pool = real_vectors()
        self._noises = _OF_NOISE * unit_rows(np.random.default_rng(1).standard_normal((_NOISES, self._pool.shape[1])))
        self.shape = (count, int(self._pool.shape[1]))

    def __getitem__(self, part: slice | NDArray[np.int64], /) -> Vectors:
        """Some rows, float32 (n, dimensions)."""
        numbers = np.arange(self.shape[0])[part] if isinstance(part, slice) else part
        first, second, noise = (_drawn(numbers, place) for place in range(3))
        found = self._pool[first % len(self._pool)]
        found += _OF_SECOND * self._pool[second % len(self._pool)]
        found += self._noises[noise % _NOISES]
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def real_vectors() -> Vectors:
    """Those of the texts of the public collections, float32 (n, 384)."""
    indexes = [open_current(DataFolder(FOLDER / name)).english.index for name in _COLLECTIONS]
    return np.concatenate([index.rows(np.arange(index.count)) for index in indexes])


def asked_vectors() -> Vectors:
    """Those of reader's English sentences and of tweets that ask for a fact-check, float32 (n, 384)."""
    sentences = [query.text for query in reader_queries() if query.language == "en"]
    asked = tweets("train").sentences
    return MiniLM(threads=1).encode([*sentences, *list(asked.values())[:_TWEETS]])


def _drawn(numbers: NDArray[np.int64], place: int) -> NDArray[np.int64]:
    """One number for each, int64 from 0, drawn by its own number and by `place`."""
    with np.errstate(over="ignore"):
        mixed = (numbers.astype(np.uint64) * np.uint64(3) + np.uint64(place + 1)) * np.uint64(_STEP)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_FIRST)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)
