"""Searching the vectors gives what comparing with every one of them gives, in values and order."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import vectors
from index.embedding import Vectors, unit_rows
from index.folder import DataFolder
from index.generation import open_current
from index.vectors import EXACT_UP_TO, VectorIndex, limit_threads, open_vectors, write_vectors


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


@pytest.fixture(scope="module", autouse=True)
def one_core() -> None:
    """Keep the cores from waiting for each other, which takes minutes on a machine that does other things besides."""
    limit_threads(1)


# What a real index looks like: vectors that lie about some hundred middles, and queries near them.
@pytest.fixture(scope="module")
def many() -> Vectors:
    numbers = np.random.default_rng(20)
    middles = numbers.normal(size=(300, 32))
    return unit_rows(middles[numbers.integers(300, size=EXACT_UP_TO + 5_003)] + 0.6 * numbers.normal(size=(15_003, 32)))


@pytest.fixture(scope="module", params=[2_000_000, 11_000], ids=["sketched", "grouped"])
def large(request: pytest.FixtureRequest, many: Vectors, tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """An index of each kind that is not exact; the limit of the last is lowered to have one that is small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "UNGROUPED_UP_TO", request.param)
        return opened(many, tmp_path_factory.mktemp("large"))


@pytest.fixture
def queries(many: Vectors) -> Vectors:
    return unit_rows(many[::150] + 0.1 * np.random.default_rng(21).normal(size=(101, 32)))


def recall(found: NDArray[np.int64], expected: NDArray[np.int64]) -> float:
    return float(np.mean([len(np.intersect1d(*pair)) / len(pair[1]) for pair in zip(found, expected, strict=True)]))


def test_of_many_vectors_nearly_all_neighbours_are_found_in_the_order_of_brute_force(
    many: Vectors, large: VectorIndex, queries: Vectors
) -> None:
    similarities, rows = large.search(queries, 10)
    expected_similarities, expected_rows = brute_force(many, queries, 10)
    assert (similarities.dtype, rows.dtype) == (np.dtype(np.float32), np.dtype(np.int64))
    assert recall(rows, expected_rows) >= 0.99
    # 16 bits a number: the third decimal is right.
    assert np.allclose(similarities, np.take_along_axis(queries @ many.T, rows, axis=1), atol=5e-4)
    assert (np.diff(similarities, axis=1) <= 0).all()
    assert np.allclose(similarities[:, 0], expected_similarities[:, 0], atol=5e-4)


@pytest.mark.parametrize("share", [0.9, 0.75, 0.3, 0.02, 0.0005])
def test_of_many_vectors_those_allowed_are_found_and_no_others(
    many: Vectors, large: VectorIndex, queries: Vectors, share: float
) -> None:
    allowed = np.random.default_rng(22).random(len(many)) < share
    allowed[-1] = True
    limit = min(10, int(allowed.sum()))
    similarities, rows = large.search(queries, limit, allowed)
    assert allowed[rows].all()
    assert (np.diff(similarities, axis=1) <= 0).all()
    assert recall(rows, brute_force(many, queries, limit, allowed)[1]) >= 0.98


def test_those_allowed_are_found_when_all_of_them_are_far_away(many: Vectors, tmp_path: Path) -> None:
    # A sentence in one language, and only documents in another wanted: nothing near the query is allowed.
    index, query = opened(many, tmp_path), many[[7]]
    allowed = (many @ query[0]) < np.quantile(many @ query[0], 0.8)
    similarities, rows = index.search(np.concatenate([query, -query]), 10, allowed)
    expected_similarities, expected_rows = brute_force(many, np.concatenate([query, -query]), 10, allowed)
    assert allowed.sum() > EXACT_UP_TO
    assert allowed[rows].all()
    assert recall(rows, expected_rows) >= 0.95
    assert np.allclose(similarities, expected_similarities, atol=1e-3)


def test_where_too_few_of_many_are_allowed_the_rest_is_marked(many: Vectors, large: VectorIndex) -> None:
    allowed = np.zeros(len(many), np.bool_)
    allowed[[4, 12_017]] = True
    similarities, rows = large.search(many[[12_017]], 4, allowed)
    assert rows[0, 0] == 12_017
    assert set(rows[0].tolist()) <= {12_017, 4, -1}
    assert similarities[0, 0] == pytest.approx(1, abs=5e-4)
    assert large.search(many[[0]], 2, np.zeros(len(many), np.bool_))[1].tolist() == [[-1, -1]]


def test_each_of_many_vectors_finds_itself_and_comes_back_nearly_as_it_was(many: Vectors, large: VectorIndex) -> None:
    wanted = np.array([15_002, 0, 7_777, 7_777], np.int64)
    assert np.allclose(large.rows(wanted), many[wanted], atol=3e-4)
    assert large.search(many[wanted], 1)[1].ravel().tolist() == wanted.tolist()
    assert (large.count, large.dimensions) == (15_003, 32)


def test_of_many_vectors_only_the_sketches_are_read_into_memory(many: Vectors, tmp_path: Path) -> None:
    wide = np.ascontiguousarray(np.tile(many, (1, 12)))
    write_vectors(unit_rows(wide), tmp_path / "vectors.faiss")
    before = anonymous_memory()
    index = open_vectors(tmp_path / "vectors.faiss")
    index.search(unit_rows(wide[:50]), 10)
    # 96 bytes of the 864 that the file holds of each.
    assert anonymous_memory() - before < (tmp_path / "vectors.faiss").stat().st_size / 3


def anonymous_memory() -> int:
    """Bytes of this process that no file stands behind."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon")]
    return int(line.split()[1]) * 1024


def test_writing_the_same_vectors_twice_gives_the_same_file(many: Vectors, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_vectors(many, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
