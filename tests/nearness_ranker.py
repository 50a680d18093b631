"""A ranker that trusts similarity alone, so that what it must answer can be said without knowing any coefficient."""

import numpy as np
from numpy.typing import NDArray

from index.lookup.ranking import Ranker
from index.lookup.retrieval import Candidates


class NearnessRanker(Ranker):
    """The probability of a candidate is its similarity, cut to 0 to 1."""

    def __init__(self, threshold: float = 0.5) -> None:
        object.__setattr__(self, "threshold", threshold)

    def scores(self, candidates: Candidates) -> NDArray[np.float64]:
        """Float64 (n,), the similarities."""
        return candidates.similarity.astype(np.float64)

    def probabilities(self, candidates: Candidates, *_judged: NDArray[np.float64] | None) -> NDArray[np.float64]:
        """Float64 (n,), rising with similarity, whatever was read."""
        return np.clip(candidates.similarity.astype(np.float64), 0.0, 1.0)
