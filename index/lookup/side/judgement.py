"""From what a comparison found and what the cross-encoder thinks to a side; unclear wherever it can't be told. Pure.

Two logistic regressions weigh the signs, one for pairs that the cross-encoder has read and one for others;
`judgement.json` holds them, bench/fit_side.py makes it. What a conflict forbids, no weight allows, but for what single
words seem to turn or to leave open in a sentence that says it in other words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index.lookup.answer import SpanKind
from index.lookup.reader import Opinion
from index.lookup.side.comparison import Comparison
from index.lookup.side.parity import Parity
from index.records import Side

JUDGEMENT_FILE = Path(__file__).with_name("judgement.json")
# Another number, day or person: neither the rating nor its contrary is one of the sentence.
_OTHER_MATTER = frozenset({SpanKind.NUMBER, SpanKind.DATE, SpanKind.NAME})
# Where so much of the shorter text is in the longer one, what turns one of them turns the claim, whatever the
# cross-encoder thinks. In other words, a turn may be turned back by a word that no list has ("did not convict" for
# "acquitted").
_SAME_WORDS = 2 / 3
# The probability of being the same from which on reading overrules such turns.
_OVERRULING = 0.8


class Sign(IntEnum):
    """What is weighed, each 0 to 1 or near it, but for the two log-odds of the cross-encoder (0 if it read nothing)."""

    SAME_OVER_OPPOSITE = 0
    NEITHER = 1
    ODD = 2
    OPEN = 3
    OVERLAP = 4
    ODD_OVERLAP = 5
    SIMILARITY = 6
    ODD_SIMILARITY = 7
    CONFLICT = 8
    MODALITY = 9
    SUBSTITUTED = 10
    SWAPPED = 11
    QUESTION = 12
    LACKS_NUMBER = 13
    LACKS_NAME = 14


Signs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Of each sign for "same" and for "opposite", against "neither"; a sign that is not named counts nothing."""

    intercepts: tuple[float, float]
    same: Mapping[str, float]
    opposite: Mapping[str, float]
    least_same: float
    least_opposite: float

    def probabilities(self, signs: Signs) -> tuple[float, float]:
        """Of same and of opposite."""
        names = [sign.name.lower() for sign in Sign]
        odds = [
            float(np.exp(intercept + signs @ np.array([weights.get(name, 0.0) for name in names])))
            for intercept, weights in zip(self.intercepts, (self.same, self.opposite), strict=True)
        ]
        total = 1 + sum(odds)
        return odds[0] / total, odds[1] / total


@dataclass(frozen=True, slots=True)
class Judgement:
    """The weights with and without a cross-encoder's opinion, and what they were made from.

    `least_same` and `least_opposite` are the probabilities from which on a side is told: higher ones leave more
    unclear, lower ones put more ratings beside sentences that they do not rate.
    """

    read: Weights
    unread: Weights
    made_from: str

    def side(self, comparison: Comparison, similarity: float, opinion: Opinion | None) -> Side:
        """The side that the sentence is on; `similarity` is the cosine of sentence and claim."""
        by_words = settled(comparison)
        if by_words is not None:
            return by_words
        weights = self.unread if opinion is None else self.read
        same, opposite = weights.probabilities(signs_of(comparison, similarity, opinion))
        if same >= max(weights.least_same, least_for_same(comparison, opinion is not None)):
            return Side.SAME
        return Side.OPPOSITE if opposite >= weights.least_opposite and opposite > same else Side.UNCLEAR


def signs_of(comparison: Comparison, similarity: float, opinion: Opinion | None) -> Signs:
    """Float64 (len(Sign),)."""
    is_odd = float(comparison.parity is Parity.ODD)
    signs = np.zeros(len(Sign))
    if opinion is not None:
        signs[Sign.SAME_OVER_OPPOSITE] = opinion.same - opinion.opposite
        signs[Sign.NEITHER] = opinion.on_no_side
    signs[Sign.ODD] = is_odd
    signs[Sign.OPEN] = comparison.parity is Parity.OPEN
    signs[Sign.OVERLAP] = comparison.overlap
    signs[Sign.ODD_OVERLAP] = is_odd * comparison.overlap
    signs[Sign.SIMILARITY] = similarity
    signs[Sign.ODD_SIMILARITY] = is_odd * similarity
    signs[Sign.CONFLICT] = bool(comparison.conflicts - {SpanKind.MODALITY})
    signs[Sign.MODALITY] = SpanKind.MODALITY in comparison.conflicts
    signs[Sign.SUBSTITUTED] = comparison.is_substituted
    signs[Sign.SWAPPED] = comparison.is_swapped
    signs[Sign.QUESTION] = comparison.is_question
    signs[Sign.LACKS_NUMBER] = SpanKind.NUMBER in comparison.lacking
    signs[Sign.LACKS_NAME] = SpanKind.NAME in comparison.lacking
    return signs


def may_be_same(comparison: Comparison) -> bool:
    """Whether nothing forbids it: a rating beside a sentence that it does not rate is the worst fault."""
    return (
        comparison.parity is Parity.EVEN
        and not comparison.conflicts
        and not comparison.is_swapped
        and not comparison.is_question
    )


def least_for_same(comparison: Comparison, is_read: bool) -> float:
    """The probability that "same" takes at least, whatever the threshold; infinite where nothing allows it."""
    if may_be_same(comparison):
        return 0.0
    return _OVERRULING if is_read and _may_be_overruled(comparison) else np.inf


def _may_be_overruled(comparison: Comparison) -> bool:
    """Whether all that forbids it are turns and modality, and the texts are in other words."""
    return (
        comparison.overlap_of_shorter < _SAME_WORDS
        and comparison.conflicts <= {SpanKind.MODALITY}
        and not comparison.is_swapped
        and not comparison.is_question
    )


def settled(comparison: Comparison) -> Side | None:
    """The side that the words alone decide, whatever the cross-encoder's opinion is; None where it may count."""
    if comparison.conflicts & _OTHER_MATTER:
        return Side.UNCLEAR
    return Side.SAME if comparison.is_restated and may_be_same(comparison) else None


@cache
def packaged_judgement() -> Judgement:
    """The one that comes with Sidelight."""
    return TypeAdapter(Judgement).validate_json(JUDGEMENT_FILE.read_bytes())
