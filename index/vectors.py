"""Exact nearest neighbours by inner product: the only place that imports faiss."""

from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors

# Plain IO_FLAG_MMAP silently reads a flat index into private memory; this one maps it.
_MAPPED = faiss.IO_FLAG_MMAP_IFC


# Rows that are held in memory beside the index while it is made.
_ROWS_AT_A_TIME = 65_536


class VectorSource(Protocol):
    """Many vectors, float32 (n, dimensions), unit rows, of which a part at a time is in memory: an array is one."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many there are, and the length of each."""

    def __getitem__(self, part: slice | NDArray[np.int64], /) -> Vectors:
        """Some rows."""


class VectorIndex:
    """Unit vectors, found by cosine similarity. A row number is the position at which it was written."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @property
    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def search(
        self, queries: Vectors, limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The `limit` most similar rows of each query, most similar first.

        `queries` is float32 (q, dimensions), unit rows; `allowed`, bool (count,), limits the search to
        some rows. Gives similarities (q, k) and rows (q, k) with k = min(limit, count); where fewer than k
        rows are allowed, the rest have row -1.
        """
        k = min(limit, self.count)
        if k == 0:
            return np.empty((len(queries), 0), np.float32), np.empty((len(queries), 0), np.int64)
        if allowed is None:
            similarities, rows = self._index.search(queries, k)
        else:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
            similarities, rows = self._index.search(queries, k, params=faiss.SearchParameters(sel=selector))
        return similarities, rows

    def rows(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of some rows, float32 (len(rows), dimensions)."""
        if len(rows) == 0:
            return np.empty((0, self.dimensions), np.float32)
        found: Vectors = self._index.reconstruct_batch(rows)
        return found


def write_vectors(vectors: VectorSource, path: Path) -> None:
    """Write an index of `vectors` (float32, unit rows) that `open_vectors` can map; raises OSError."""
    count, dimensions = vectors.shape
    index = faiss.IndexFlatIP(dimensions)
    for start in range(0, count, _ROWS_AT_A_TIME):
        index.add(vectors[start : start + _ROWS_AT_A_TIME])
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        # Its message is several lines of C++.
        raise OSError(f"{path.name} can't be written, perhaps because the disk is full") from error


def open_vectors(path: Path) -> VectorIndex:
    """Map an index that `write_vectors` wrote; its pages are shared by all processes that do."""
    return VectorIndex(faiss.read_index(str(path), _MAPPED))


def limit_threads(threads: int) -> None:
    """How many cores one search may use, for the whole process."""
    faiss.omp_set_num_threads(threads)
