"""One encoder for threads that ask it at once: the texts of those who wait for a free core run together."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
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
        self._cores = threading.Semaphore(at_once)
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
        """As the encoder does; raises what it raises, also where that was for the texts of another thread."""
        asked = _Asked(texts)
        with self._queueing:
            self._waiting.append(asked)
        with self._cores:
            while taken := self._take(asked):
                self._encode(taken)
        return asked.found.result()

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
