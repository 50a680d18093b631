"""One encoder for threads that ask it at once: the texts of those who wait for a free core run together."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from index.embedding import BATCH_TEXTS, Encoder, Vectors


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    texts: Sequence[str]
    found: Future[Vectors] = field(default_factory=Future)


class SharedEncoder:
    """Implements Encoder. Nobody waits for others to come: who finds a core free encodes at once.

    `at_once`: how many cores there are to encode on.
    """

    def __init__(self, encoder: Encoder, at_once: int) -> None:
        self._encoder = encoder
        self._at_once = at_once
        self._cores = threading.Semaphore(at_once)
        # A page goes on beside the thread that asks.
        self._beside = ThreadPoolExecutor(max(at_once - 1, 1), "shared-encoder")
        self._queueing = threading.Lock()
        self._waiting: deque[_Asked] = deque()

    @property
    def name(self) -> str:
        """That of the encoder."""
        return self._encoder.name

    @property
    def dimensions(self) -> int:
        """That of the encoder."""
        return self._encoder.dimensions

    @property
    def weights_sha256(self) -> str:
        """That of the encoder."""
        return self._encoder.weights_sha256

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does; raises what it raises, also where that was for the texts of another thread.

        More than a batch of them run on every core that is free, those of about one length together.
        """
        if len(texts) <= BATCH_TEXTS:
            asked = _Asked(texts)
            self._run([asked])
            return asked.found.result()
        distinct = sorted(dict.fromkeys(texts), key=len)
        parts = [_Asked(distinct[start : start + BATCH_TEXTS]) for start in range(0, len(distinct), BATCH_TEXTS)]
        self._run(parts)
        vectors = np.concatenate([part.found.result() for part in parts])
        row_of = {text: row for row, text in enumerate(distinct)}
        return vectors[[row_of[text] for text in texts]]

    def _run(self, asked: Sequence[_Asked]) -> None:
        """Have all of `asked` taken up: by this thread, by others that ask, and on the cores that are free."""
        with self._queueing:
            self._waiting.extend(asked)
        for _ in asked[1 : self._at_once]:
            self._beside.submit(self._take_up, asked)
        try:
            self._take_up(asked)
        except BaseException:
            with self._queueing:
                self._waiting = deque(each for each in self._waiting if each not in asked)
            raise

    def _take_up(self, asked: Sequence[_Asked]) -> None:
        for each in asked:
            # The core is given back after each, so that a page keeps nobody waiting for longer than a batch.
            with self._cores:
                while taken := self._take(each):
                    self._encode(taken)

    def _take(self, asked: _Asked) -> list[_Asked]:
        """The first who wait, as many as a batch holds: a whole page would keep a single sentence waiting.

        None where some thread, perhaps another one, has taken up `asked`.
        """
        with self._queueing:
            taken: list[_Asked] = []
            if asked not in self._waiting:
                return taken
            while self._waiting and (not taken or _texts([*taken, self._waiting[0]]) <= BATCH_TEXTS):
                taken.append(self._waiting.popleft())
            return taken

    def _encode(self, taken: Sequence[_Asked]) -> None:
        try:
            vectors = self._encoder.encode([text for asked in taken for text in asked.texts])
        except BaseException as error:
            for asked in taken:
                asked.found.set_exception(error)
            raise
        ends = np.cumsum([len(asked.texts) for asked in taken])
        for asked, end in zip(taken, ends, strict=True):
            asked.found.set_result(vectors[end - len(asked.texts) : end])


def _texts(asked: Sequence[_Asked]) -> int:
    return sum(len(each.texts) for each in asked)
