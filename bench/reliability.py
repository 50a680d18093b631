"""Whether a probability means what it says: expected calibration error, and the diagram that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray

DIAGRAM = Path(__file__).with_name("reliability.png")
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """The probability that a document was given, and whether it is relevant."""

    probability: float
    is_relevant: bool


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """The mean gap between probability and share of relevant ones over ten bins of equal width.

    Each bin counts by what it holds (Naeini, Cooper and Hauskrecht 2015).
    """
    told, found, counts = _bins(judged)
    return float(np.abs(told - found) @ counts / counts.sum())


def write_diagram(series: Mapping[str, Sequence[Judged]]) -> None:
    """Draw for each series how often what was given a probability is relevant, into bench/reliability.png."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 5), dpi=110)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, judged in series.items():
        told, found, counts = _bins(judged)
        kept = counts > 0
        axes.plot(told[kept], found[kept], marker="o", label=f"{name} ({len(judged)} pairs)")
    axes.set(xlabel="probability told", ylabel="share relevant", xlim=(0, 1), ylim=(0, 1))
    axes.legend(loc="lower right", frameon=False, fontsize="small")
    figure.tight_layout()
    figure.savefig(DIAGRAM)
    plt.close(figure)


def _bins(judged: Sequence[Judged]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Of each bin the mean probability, the share of relevant ones and the count, each (BINS,); 0 where it is empty."""
    probabilities = np.array([each.probability for each in judged])
    relevant = np.array([each.is_relevant for each in judged], np.float64)
    places = np.minimum((probabilities * BINS).astype(np.int64), BINS - 1)
    counts = np.bincount(places, minlength=BINS).astype(np.float64)
    held = np.maximum(counts, 1)
    return np.bincount(places, probabilities, BINS) / held, np.bincount(places, relevant, BINS) / held, counts
