"""A ranker of known coefficients: every signal counts the same, so that more of any of them never makes less likely."""

from index.lookup.ranking import Logistic, Ranker
from index.lookup.retrieval import Signal

THRESHOLD = 0.5


def monotone_ranker() -> Ranker:
    """An even chance where the signals are .4 on average, and higher with each of them."""
    weight = 12.0 / len(Signal)
    even = Logistic(intercept=-0.4 * 12.0, weights={signal.name.lower(): weight for signal in Signal})
    return Ranker(english=even, other=even, threshold=THRESHOLD, made_from="written by hand for the tests")
