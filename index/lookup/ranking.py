"""From a candidate's signals to the calibrated probability that a careful reader would call it relevant. Pure.

A logistic regression for each kind of pair; `ranker.json` holds the coefficients, bench/train_ranker.py makes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index.lookup.retrieval import Candidates, Signal

RANKER_FILE = Path(__file__).with_name("ranker.json")


@dataclass(frozen=True, slots=True)
class Logistic:
    """Coefficients of one logistic regression; a signal that `weights` does not name counts nothing."""

    intercept: float
    weights: Mapping[str, float]

    def probabilities(self, signals: NDArray[np.float32]) -> NDArray[np.float64]:
        """Float64 (n,) between 0 and 1 for signals (n, len(Signal))."""
        weights = np.array([self.weights.get(signal.name.lower(), 0.0) for signal in Signal])
        found: NDArray[np.float64] = 1 / (1 + np.exp(-(signals @ weights + self.intercept)))
        return found


@dataclass(frozen=True, slots=True)
class Ranker:
    """`english` judges pairs in which both sides are English, `other` any other pair.

    Documents below `threshold` are not shown: a higher one shows fewer sentences something wrong and leaves more of
    them with nothing.
    """

    english: Logistic
    other: Logistic
    threshold: float
    made_from: str

    def probabilities(self, candidates: Candidates) -> NDArray[np.float64]:
        """Float64 (n,), one for each candidate."""
        return np.where(
            candidates.is_english,
            self.english.probabilities(candidates.signals),
            self.other.probabilities(candidates.signals),
        )


def packaged_ranker() -> Ranker:
    """The ranker that comes with Sidelight."""
    return TypeAdapter(Ranker).validate_json(RANKER_FILE.read_bytes())
