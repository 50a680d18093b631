"""Encoders that fail and repeat what they were given, as a careless library might."""

from collections.abc import Sequence

from index.embedding import Encoder, Encoders, Vectors


class BrokenEncoder:
    """Passes for another encoder until it is asked to encode."""

    def __init__(self, whole: Encoder) -> None:
        self.name = whole.name
        self.dimensions = whole.dimensions
        self.weights_sha256 = whole.weights_sha256

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Always raises."""
        raise RuntimeError(f"can't encode {list(texts)}")


def broken(encoders: Encoders) -> Encoders:
    """The same encoders, out of order."""
    return Encoders(BrokenEncoder(encoders.english), BrokenEncoder(encoders.multilingual))
