"""Threads that ask one encoder at once get their own vectors, and those who wait run together."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.embedding import BATCH_TEXTS, Vectors
from index.errors import EncoderError
from index.shared_encoder import SharedEncoder


class GatedEncoder:
    """A vector says how long its text is. Each call waits until the gate is open, and is remembered."""

    name = "lengths"
    dimensions = 1
    weights_sha256 = "0" * 64

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.calls: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        assert self.gate.wait(10)
        if "refused" in texts:
            raise EncoderError("It can't be encoded.")
        return np.array([[len(text)] for text in texts], np.float32)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def until(is_so: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if is_so():
            return
        time.sleep(0.01)
    pytest.fail("it never came to that")


def test_one_who_asks_alone_is_answered_at_once() -> None:
    gated = GatedEncoder()
    gated.gate.set()

    assert SharedEncoder(gated, 1).encode(["ab", "abc"]).tolist() == [[2], [3]]
    assert gated.calls == [["ab", "abc"]]


def test_those_who_wait_for_a_core_run_together_and_get_their_own(threads: ThreadPoolExecutor) -> None:
    gated = GatedEncoder()
    shared = SharedEncoder(gated, 1)
    first = threads.submit(shared.encode, ["a"])
    until(lambda: gated.calls == [["a"]])
    others = [threads.submit(shared.encode, ["ab" * count, "c"]) for count in (1, 2, 3)]
    until(lambda: len(shared._waiting) == 3)
    gated.gate.set()

    assert first.result().tolist() == [[1]]
    assert [other.result().tolist() for other in others] == [[[2], [1]], [[4], [1]], [[6], [1]]]
    assert len(gated.calls) == 2


def test_a_page_does_not_keep_a_sentence_waiting_in_one_batch(threads: ThreadPoolExecutor) -> None:
    gated = GatedEncoder()
    shared = SharedEncoder(gated, 1)
    first = threads.submit(shared.encode, ["a"])
    until(lambda: gated.calls == [["a"]])
    sentence = threads.submit(shared.encode, ["ab"])
    until(lambda: len(shared._waiting) == 1)
    page = threads.submit(shared.encode, ["abc"] * BATCH_TEXTS)
    until(lambda: len(shared._waiting) == 2)
    gated.gate.set()

    assert (first.result().tolist(), sentence.result().tolist()) == ([[1]], [[2]])
    assert page.result().tolist() == [[3]] * BATCH_TEXTS
    assert gated.calls[1:] == [["ab"], ["abc"] * BATCH_TEXTS]


def test_a_page_runs_on_all_cores_and_comes_back_in_its_order(threads: ThreadPoolExecutor) -> None:
    gated = GatedEncoder()
    page = [("a" * (1 + place * 7 % 20)) for place in range(3 * BATCH_TEXTS)]
    asked = threads.submit(SharedEncoder(gated, 2).encode, page)
    until(lambda: len(gated.calls) == 2)
    gated.gate.set()

    assert asked.result().tolist() == [[len(text)] for text in page]
    assert sorted(text for call in gated.calls for text in call) == sorted(set(page))
    assert max(map(len, gated.calls)) <= BATCH_TEXTS


def test_a_sentence_goes_between_the_batches_of_a_page(threads: ThreadPoolExecutor) -> None:
    gated = GatedEncoder()
    shared = SharedEncoder(gated, 1)
    page = ["a" * length for length in range(1, 3 * BATCH_TEXTS + 1)]
    asked = threads.submit(shared.encode, page)
    until(lambda: len(gated.calls) == 1)
    sentence = threads.submit(shared.encode, ["sentence"])
    until(lambda: len(shared._waiting) == 3)
    gated.gate.set()

    assert sentence.result().tolist() == [[8]]
    assert asked.result().tolist() == [[len(text)] for text in page]


def test_a_page_that_can_not_be_encoded_leaves_nothing_waiting() -> None:
    gated = GatedEncoder()
    gated.gate.set()
    shared = SharedEncoder(gated, 1)

    with pytest.raises(EncoderError, match=r"^It can't be encoded\.$"):
        shared.encode(["refused", *("long text " + "a" * length for length in range(3 * BATCH_TEXTS))])
    assert not shared._waiting
    assert shared.encode(["ab"]).tolist() == [[2]]


def test_who_can_not_be_answered_is_told_why() -> None:
    gated = GatedEncoder()
    gated.gate.set()
    shared = SharedEncoder(gated, 1)

    with pytest.raises(EncoderError, match=r"^It can't be encoded\.$"):
        shared.encode(["refused"])
    assert shared.encode(["ab"]).tolist() == [[2]]
