"""Half of the work goes on beside the other, and nobody can tell from what comes of it."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.halves import in_halves


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8])
def test_all_come_in_their_order(beside: ThreadPoolExecutor, count: int) -> None:
    assert in_halves(beside, lambda some: [10 * each for each in some], range(count)) == [10 * n for n in range(count)]


def test_the_halves_go_on_at_once(beside: ThreadPoolExecutor) -> None:
    met = threading.Barrier(2, timeout=10)

    def meet(some: Sequence[int]) -> Sequence[int]:
        met.wait()
        return some

    assert in_halves(beside, meet, [1, 2, 3]) == [1, 2, 3]


@pytest.mark.parametrize("wrong", [0, 3])
def test_what_either_half_raises_is_raised(beside: ThreadPoolExecutor, wrong: int) -> None:
    def work(some: Sequence[int]) -> list[float]:
        return [1 / (each - wrong) for each in some]

    with pytest.raises(ZeroDivisionError):
        in_halves(beside, work, [0, 1, 2, 3])
