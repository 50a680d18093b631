"""An encoder without a model: texts that share words are near each other, by as much as they share.

Each stem is hashed to a few signed places of the vector, so that two texts' cosine is about the cosine of their bags
of words. It understands nothing, which is what makes its answers easy to reason about.
"""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.embedding import Encoders, Vectors, unit_rows

_WORD = re.compile(r"\w+")
# Words that agree in so many letters count as one ("smuggle", "smuggling", "smuggled").
_STEM_CHARS = 6
_PLACES_A_STEM = 4


class WordEncoder:
    """Implements index.embedding.Encoder; remembers in `encoded` every text that it was given."""

    def __init__(self, name: str, dimensions: int) -> None:
        self.name = name
        self.dimensions = dimensions
        self.weights_sha256 = hashlib.sha256(f"{name} {dimensions}".encode()).hexdigest()
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), dimensions), unit rows; a text without words is a row of zeros."""
        self.encoded += texts
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.casefold()):
                for place, sign in self._places(word[:_STEM_CHARS]):
                    vectors[row, place] += sign
        return unit_rows(vectors)

    def _places(self, stem: str) -> list[tuple[int, float]]:
        digest = hashlib.blake2b(f"{self.name} {stem}".encode(), digest_size=4 * _PLACES_A_STEM).digest()
        numbers = [int.from_bytes(digest[start : start + 4], "big") for start in range(0, len(digest), 4)]
        return [(number // 2 % self.dimensions, 1.0 if number % 2 else -1.0) for number in numbers]


def word_encoders() -> Encoders:
    """Two encoders that can be told apart by name and by the length of their vectors."""
    return Encoders(WordEncoder("words-english", 320), WordEncoder("words-multilingual", 256))
