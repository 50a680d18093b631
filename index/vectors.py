"""Nearest neighbours by inner product: the only place that imports faiss.

Few vectors are compared with the query one by one. Of many, a sketch of 4 bits for every two numbers is compared
first, and the best by their sketches again in 16 bits a number. Of very many, only the sketches in the nearest groups
are looked at. docs/decisions/0006 has the figures that the numbers here were chosen by.
"""

from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from index.embedding import Vectors

# Plain IO_FLAG_MMAP silently reads a flat index into private memory; this one maps it.
_MAPPED = faiss.IO_FLAG_MMAP_IFC
# Comparing with so many one by one takes about a millisecond; of more, sketches are made.
EXACT_UP_TO = 10_000
# Comparing with the sketches of so many takes some 6 ms; more are grouped, which misses some neighbours.
UNGROUPED_UP_TO = 2_000_000
# Vectors compared again for each one wanted, and at least in all. More mends more of what sketches put in the wrong
# order, and takes longer.
_COMPARED_AGAIN = 4
_LEAST_COMPARED_AGAIN = 200
# Where only some rows are allowed: so many times more are looked for than the share of those allowed asks for.
_SPARE = 4
# Beyond so many, comparing with all allowed rows takes no longer.
_MOST_LOOKED_FOR = 4_096
# More groups find as well with less looking, and take longer to make: 20 minutes for ten million vectors.
_GROUPS = 4_096
_GROUPS_LOOKED_AT = 256
# Groups are made from so many vectors each, in so many rounds; more of either finds hardly better.
_SAMPLE_A_GROUP = 40
# Sketches alone are made from so many vectors.
_SAMPLE = 40_960
_ROUNDS = 5
# Rows that are held in memory beside the index while it is made, or compared with one by one.
_ROWS_AT_A_TIME = 65_536

Found = tuple[NDArray[np.float32], NDArray[np.int64]]


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
        self._is_exact = isinstance(index, faiss.IndexFlat)
        self._is_grouped = not self._is_exact and isinstance(
            faiss.downcast_index(index.base_index), faiss.IndexIVFPQFastScan
        )
        self._stored = _stored(index)

    @property
    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def search(self, queries: Vectors, limit: int, allowed: NDArray[np.bool_] | None = None) -> Found:
        """The `limit` most similar rows of each query, most similar first.

        `queries` is float32 (q, dimensions), unit rows; `allowed`, bool (count,), limits the search to
        some rows. Gives similarities (q, k) and rows (q, k) with k = min(limit, count); where fewer than k
        rows are allowed, the rest have row -1. Exact up to EXACT_UP_TO vectors; of more, about one true neighbour in a
        hundred may be missing, and one or two beyond UNGROUPED_UP_TO.
        """
        k = min(limit, self.count)
        if k == 0 or len(queries) == 0:
            return np.empty((len(queries), k), np.float32), np.empty((len(queries), k), np.int64)
        if allowed is None:
            return self._search(queries, k)
        if self._is_exact:
            return self._search(queries, k, faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little")))
        return self._search_allowed(queries, k, np.flatnonzero(allowed), allowed)

    def rows(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of some rows, float32 (len(rows), dimensions); of many vectors, rounded to 16 bits a number."""
        return self._stored[rows].astype(np.float32)

    def _search(self, queries: Vectors, k: int, selector: faiss.IDSelector | None = None) -> Found:
        if self._is_exact:
            parameters = faiss.SearchParameters(sel=selector)
        else:
            parameters = faiss.IndexRefineSearchParameters(k_factor=max(_COMPARED_AGAIN, _LEAST_COMPARED_AGAIN / k))
            if self._is_grouped:
                parameters.base_index_params = faiss.SearchParametersIVF(nprobe=_GROUPS_LOOKED_AT)
        similarities, rows = self._index.search(queries, k, params=parameters)
        return similarities, rows

    def _search_allowed(self, queries: Vectors, k: int, among: NDArray[np.int64], allowed: NDArray[np.bool_]) -> Found:
        """As `search`, since sketches can't be compared for some rows only.

        Looks for more and drops what is not allowed. What stays are the nearest ones allowed if there are enough; where
        there are not, the query is compared with every allowed row.
        """
        wanted = _SPARE * k * self.count // max(len(among), 1)
        if len(among) <= EXACT_UP_TO or wanted > _MOST_LOOKED_FOR:
            return self._compare(queries, k, among)
        near_similarities, near = self._search(queries, wanted)
        is_allowed = (near >= 0) & allowed[near]
        # Stable, so that those allowed keep their order.
        first = np.argsort(~is_allowed, axis=1, kind="stable")[:, :k]
        similarities, rows = np.take_along_axis(near_similarities, first, 1), np.take_along_axis(near, first, 1)
        lacking = is_allowed.sum(axis=1) < k
        similarities[lacking], rows[lacking] = self._compare(queries[lacking], k, among)
        return similarities, rows

    def _compare(self, queries: Vectors, k: int, among: NDArray[np.int64]) -> Found:
        """The nearest of `among` by comparing with each of them."""
        similarities = np.full((len(queries), k), -np.inf, np.float32)
        rows = np.full((len(queries), k), -1, np.int64)
        for start in range(0, len(among), _ROWS_AT_A_TIME):
            some = among[start : start + _ROWS_AT_A_TIME]
            all_similarities = np.hstack([similarities, queries @ self.rows(some).T])
            all_rows = np.hstack([rows, np.broadcast_to(some, (len(queries), len(some)))])
            order = np.argsort(-all_similarities, axis=1, kind="stable")[:, :k]
            similarities = np.take_along_axis(all_similarities, order, axis=1)
            rows = np.take_along_axis(all_rows, order, axis=1)
        return similarities, rows


def write_vectors(vectors: VectorSource, path: Path) -> None:
    """Write an index of `vectors` (float32, unit rows) that `open_vectors` can map; raises OSError."""
    index = _empty_index(vectors)
    for start in range(0, vectors.shape[0], _ROWS_AT_A_TIME):
        index.add(np.ascontiguousarray(vectors[start : start + _ROWS_AT_A_TIME]))
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        # Its message is several lines of C++.
        raise OSError(f"{path.name} can't be written, perhaps because the disk is full") from error


def open_vectors(path: Path) -> VectorIndex:
    """Map an index that `write_vectors` wrote; its pages are shared by all processes that do."""
    return VectorIndex(faiss.read_index(str(path), _MAPPED))


def _stored(index: faiss.Index) -> NDArray[np.float16] | NDArray[np.float32]:
    """What an index keeps of its vectors, (n, dimensions), where it lies; the library copies one at a time."""
    if isinstance(index, faiss.IndexFlat):
        numbers = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    else:
        exact = faiss.downcast_index(index.refine_index)
        numbers = faiss.rev_swig_ptr(exact.codes.data(), index.ntotal * exact.code_size).view(np.float16)
    found: NDArray[np.float16] | NDArray[np.float32] = numbers.reshape(index.ntotal, index.d)
    return found


def limit_threads(threads: int) -> None:
    """How many cores one search, and one product of matrices, may use, for the whole process."""
    faiss.omp_set_num_threads(threads)
    threadpool_limits(threads, user_api="blas")


def _empty_index(vectors: VectorSource) -> faiss.Index:
    """An index of the kind that suits the number of `vectors`, trained on some of them."""
    count, dimensions = vectors.shape
    if count <= EXACT_UP_TO:
        return faiss.IndexFlatIP(dimensions)
    pairs, bits, sampled = dimensions // 2, 4, _SAMPLE
    if count <= UNGROUPED_UP_TO:
        sketches = faiss.IndexPQFastScan(dimensions, pairs, bits, faiss.METRIC_INNER_PRODUCT)
    else:
        middles = faiss.IndexFlatIP(dimensions)
        sketches = faiss.IndexIVFPQFastScan(middles, dimensions, _GROUPS, pairs, bits, faiss.METRIC_INNER_PRODUCT)
        sketches.by_residual = False
        sketches.cp.spherical = True
        sketches.cp.niter = _ROUNDS
        sketches.cp.max_points_per_centroid = _SAMPLE_A_GROUP
        sampled = _GROUPS * _SAMPLE_A_GROUP
    # Of all parts of the file: documents lie in the order in which they were imported.
    sample = np.linspace(0, count - 1, min(count, sampled)).astype(np.int64)
    sketches.train(np.ascontiguousarray(vectors[sample]))
    exact = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return faiss.IndexRefine(sketches, exact)
