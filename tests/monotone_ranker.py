"""A ranker of known coefficients: every signal counts the same, so that more of any of them never makes less likely."""

from index.lookup.ranking import Ranker, Weighing
from index.lookup.signals import Signal

THRESHOLD = 0.5
# So much that a document in a sentence's own words leaves those on neighbouring claims behind.
_STEEPNESS = 20.0


def monotone_ranker() -> Ranker:
    """An even chance for a lone candidate whose signals are .3 on average, and higher with each of them."""
    weight = _STEEPNESS / len(Signal)
    weights = {signal.name.lower(): weight for signal in Signal}
    even = Weighing(intercept=-0.3 * _STEEPNESS, weights=weights, slope=1.0, shift=0.0)
    return Ranker(even, even, even, even, THRESHOLD, made_from="written by hand for the tests")
