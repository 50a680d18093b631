"""From candidates' signals to the calibrated probability that a careful reader would call each relevant. Pure.

Candidates for one sentence compete: with each other, and with "none of them", whose score is 0. The likeliest are read,
and judged again with what the reading says. `ranker.json` holds the coefficients, bench/train_ranker.py makes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index.lookup.retrieval import Candidates, Pair
from index.lookup.signals import Signal

RANKER_FILE = Path(__file__).with_name("ranker.json")
# Cosine of two claims from which on what speaks for one document speaks for the other too.
SURELY_SAME_CLAIM = 0.9
# Share of the probability of the likeliest on its claim that a document needs to be shown with it. Less brings pages
# that hardly touch the claim; more lets dates decide who is heard, since nearness in time is part of a probability.
_LEAST_SHARE = 0.5
# Documents on one claim in the same words are equal but for an encoder's last digits, which must not order them.
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class OnceRead:
    """What counts for a candidate whose claim was read, by logistic regression.

    Its log odds against the other candidates, the best score of its claim, and the log odds that the sentence is on it.
    """

    odds: float
    score: float
    reading: float
    shift: float

    def probabilities(
        self, log_odds: NDArray[np.float64], scores: NDArray[np.float64], reading: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Float64 (n,) between 0 and 1 for three columns (n,)."""
        return _logistic(self.odds * log_odds + self.score * scores + self.reading * reading + self.shift)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one kind of pair is judged; a signal that `weights` does not name counts nothing.

    `slope` and `shift` turn log odds against the other candidates into log odds of being relevant (Platt 1999), where
    the claim is not read.
    """

    intercept: float
    weights: Mapping[str, float]
    slope: float
    shift: float
    once_read: OnceRead | None = None

    def scores(self, signals: NDArray[np.float32]) -> NDArray[np.float64]:
        """Float64 (n,) for signals (n, len(Signal)): above 0 for what is a better answer than none."""
        weights = np.array([self.weights.get(signal.name.lower(), 0.0) for signal in Signal])
        found: NDArray[np.float64] = signals @ weights + self.intercept
        return found

    def probabilities(self, log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
        """Float64 (n,) between 0 and 1 for log odds against the other candidates (n,)."""
        return _logistic(self.slope * log_odds + self.shift)


@dataclass(frozen=True, slots=True)
class Ranker:
    """How likely each kind of pair is to be relevant, and from where on it is shown.

    Each kind of `Pair` is judged by a weighing of its own. Documents below `threshold` are not shown: a higher one
    shows fewer sentences something wrong and leaves more of them with nothing.
    """

    stated: Weighing
    headline: Weighing
    same_language: Weighing
    across: Weighing
    threshold: float
    made_from: str

    def scores(self, candidates: Candidates) -> NDArray[np.float64]:
        """Float64 (n,), by which candidates of one sentence compete."""
        return self._judged(candidates, lambda weighing: weighing.scores(candidates.signals))

    def probabilities(
        self,
        candidates: Candidates,
        scores: NDArray[np.float64],
        log_odds: NDArray[np.float64],
        reading: NDArray[np.float64] | None = None,
    ) -> NDArray[np.float64]:
        """Float64 (n,), one for each candidate with its score and its log odds against the others (`log_odds_among`).

        `reading` (n,): the log odds that the sentence is on its claim, NaN for what is not read; None before any is.
        """

        def judge(weighing: Weighing) -> NDArray[np.float64]:
            unread = weighing.probabilities(log_odds)
            if reading is None or weighing.once_read is None:
                return unread
            return np.where(np.isnan(reading), unread, weighing.once_read.probabilities(log_odds, scores, reading))

        return self._judged(candidates, judge)

    def _judged(self, candidates: Candidates, judge: Callable[[Weighing], NDArray[np.float64]]) -> NDArray[np.float64]:
        weighings = {
            Pair.STATED: self.stated,
            Pair.HEADLINE: self.headline,
            Pair.SAME_LANGUAGE: self.same_language,
            Pair.ACROSS: self.across,
        }
        found = np.zeros(len(candidates.pairs))
        for pair, weighing in weighings.items():
            rows = candidates.pairs == pair
            if rows.any():
                found[rows] = judge(weighing)[rows]
        return found.round(_DIGITS)


def log_odds_among(scores: NDArray[np.float64], is_same_claim: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Of each candidate for one sentence, float64 (n,): the log odds of its claim against all other claims.

    `scores` (n,) are exponents of a softmax in which "none of them" has the score 0. Documents on the same claim,
    `is_same_claim` (n, n), add up: where one is relevant, so is the other.
    """
    highest = max(scores.max(initial=0.0), 0.0)
    raised = np.exp(scores - highest)
    with np.errstate(divide="ignore"):
        found: NDArray[np.float64] = np.log(is_same_claim @ raised) - np.log(~is_same_claim @ raised + np.exp(-highest))
    return found


def with_the_same_claim(
    probabilities: NDArray[np.float64], is_same_claim: NDArray[np.bool_], least: float
) -> NDArray[np.bool_]:
    """Bool (n,): which of the candidates for one sentence are shown.

    Shown is what is at least so likely, and with it what is on the same claim, `is_same_claim` (n, n), and at least
    half as likely: a line through the documents on one claim could leave one side of it unheard.
    """
    is_likely = probabilities >= least
    beside = is_same_claim & is_likely
    likeliest = np.where(beside, probabilities, 0.0).max(axis=1, initial=0.0)
    found: NDArray[np.bool_] = is_likely | (beside.any(axis=1) & (probabilities >= _LEAST_SHARE * likeliest))
    return found


def best_of_claim(scores: NDArray[np.float64], is_same_claim: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Of each candidate, float64 (n,): the best score of any document on its claim.

    A reading tells whether the sentence is on the claim, which is as true of a document far from its day.
    """
    found: NDArray[np.float64] = np.where(is_same_claim, scores, -np.inf).max(axis=1, initial=-np.inf)
    return found


def _logistic(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1 / (1 + np.exp(-log_odds))
    return found


def packaged_ranker() -> Ranker:
    """The ranker that comes with Sidelight."""
    return TypeAdapter(Ranker).validate_json(RANKER_FILE.read_bytes())
