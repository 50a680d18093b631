"""Searching the vectors gives what comparing with every one of them gives, in values and order."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedding import Vectors, unit_rows
from index.folder import DataFolder
from index.generation import open_current
from index.vectors import VectorIndex, open_vectors, write_vectors


def random_vectors(seed: int, count: int, dimensions: int = 32) -> Vectors:
    return unit_rows(np.random.default_rng(seed).normal(size=(count, dimensions)))


def opened(vectors: Vectors, folder: Path) -> VectorIndex:
    write_vectors(vectors, folder / "vectors.faiss")
    return open_vectors(folder / "vectors.faiss")


def brute_force(
    vectors: Vectors, queries: Vectors, limit: int, allowed: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Cosines in double precision with every allowed row, sorted."""
    similarities = queries.astype(np.float64) @ vectors.T.astype(np.float64)
    if allowed is not None:
        similarities[:, ~allowed] = -np.inf
    rows = np.argsort(-similarities, axis=1, kind="stable")[:, :limit]
    return np.take_along_axis(similarities, rows, axis=1), rows


@pytest.mark.parametrize(("count", "limit"), [(1, 1), (7, 3), (500, 10), (2_000, 50), (40, 40)])
def test_the_nearest_rows_are_those_of_brute_force(tmp_path: Path, count: int, limit: int) -> None:
    vectors, queries = random_vectors(1, count), random_vectors(2, 12)
    similarities, rows = opened(vectors, tmp_path).search(queries, limit)
    expected_similarities, expected_rows = brute_force(vectors, queries, limit)
    assert np.array_equal(rows, expected_rows)
    assert np.allclose(similarities, expected_similarities, atol=1e-6)
    assert (similarities.dtype, rows.dtype) == (np.dtype(np.float32), np.dtype(np.int64))


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_only_allowed_rows_are_found_in_the_same_order(tmp_path: Path, share: float) -> None:
    # 1,003 is no multiple of 8: the last byte of the bitmap is only partly used.
    vectors, queries = random_vectors(3, 1_003), random_vectors(4, 9)
    allowed = np.random.default_rng(5).random(1_003) < share
    allowed[-1] = True
    limit = min(10, int(allowed.sum()))
    similarities, rows = opened(vectors, tmp_path).search(queries, limit, allowed)
    expected_similarities, expected_rows = brute_force(vectors, queries, limit, allowed)
    assert np.array_equal(rows, expected_rows)
    assert np.allclose(similarities, expected_similarities, atol=1e-6)


def test_where_too_few_rows_are_allowed_the_rest_is_marked(tmp_path: Path) -> None:
    vectors = random_vectors(6, 20)
    allowed = np.zeros(20, np.bool_)
    allowed[[4, 17]] = True
    _, rows = opened(vectors, tmp_path).search(vectors[[17]], 5, allowed)
    assert rows.tolist() == [[17, 4, -1, -1, -1]]
    _, none = opened(vectors, tmp_path).search(vectors[[17]], 2, np.zeros(20, np.bool_))
    assert none.tolist() == [[-1, -1]]


def test_equal_vectors_are_all_found_with_one_similarity(tmp_path: Path) -> None:
    vectors = random_vectors(8, 30)
    vectors[[3, 11, 25]] = vectors[3]
    similarities, rows = opened(vectors, tmp_path).search(vectors[[11]], 4)
    assert set(rows[0, :3].tolist()) == {3, 11, 25}
    assert np.allclose(similarities[0, :3], 1.0, atol=1e-6)
    assert similarities[0, 3] < 0.99


def test_more_than_there_are_gives_all_of_them(tmp_path: Path) -> None:
    vectors = random_vectors(9, 6)
    _, rows = opened(vectors, tmp_path).search(vectors, 100)
    assert rows.shape == (6, 6)
    assert [sorted(found) for found in rows.tolist()] == [list(range(6))] * 6
    assert rows[:, 0].tolist() == list(range(6))


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = opened(np.empty((0, 32), np.float32), tmp_path)
    similarities, rows = index.search(random_vectors(10, 3), 5)
    assert (index.count, index.dimensions) == (0, 32)
    assert (similarities.shape, rows.shape) == ((3, 0), (3, 0))
    assert index.rows(np.empty(0, np.int64)).shape == (0, 32)


def test_no_queries_find_nothing(tmp_path: Path) -> None:
    similarities, rows = opened(random_vectors(11, 5), tmp_path).search(np.empty((0, 32), np.float32), 3)
    assert (similarities.shape, rows.shape) == ((0, 3), (0, 3))


def test_rows_come_back_bit_by_bit_in_the_order_asked(tmp_path: Path) -> None:
    vectors = random_vectors(12, 50)
    wanted = np.array([49, 0, 7, 7], np.int64)
    assert np.array_equal(opened(vectors, tmp_path).rows(wanted), vectors[wanted])


def test_a_generations_vectors_are_mapped_not_read(data: DataFolder) -> None:
    generation = open_current(data)
    folder = data.generation(generation.manifest.id)
    mapped = {line.split(maxsplit=5)[-1].strip() for line in Path("/proc/self/maps").read_text().splitlines()}
    assert {str(folder / f"{name}.faiss") for name in ("english", "multilingual")} <= mapped


def test_a_file_that_can_not_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"^vectors\.faiss can't be written, perhaps because the disk is full$"):
        write_vectors(random_vectors(13, 3), tmp_path / "no-such-folder" / "vectors.faiss")
