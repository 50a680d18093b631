"""A ranker turns signals into probabilities; more of what speaks for a document never makes it less likely."""

import numpy as np
import pytest
from example_documents import DOCUMENTS
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from monotone_ranker import monotone_ranker
from numpy.typing import NDArray
from word_encoder import word_encoders

from index.generation import Generation
from index.lookup import look_up
from index.lookup.answer import Match, Status
from index.lookup.question import Page, Question, Sentence
from index.lookup.ranking import Logistic, Ranker, packaged_ranker
from index.lookup.retrieval import Signal

SIGNALS = arrays(np.float32, (4, len(Signal)), elements=st.floats(0, 1, width=32))
EVERY_CLAIM = Question(tuple(Sentence(each.id, each.claim.text) for each in DOCUMENTS), limit=20)


def shown(matches: tuple[Match, ...]) -> list[Match]:
    return [each for match in matches for each in (match, *match.also)]


@given(SIGNALS, st.sampled_from(Signal), st.floats(0, 1, width=32))
def test_more_of_a_signal_never_makes_less_likely(signals: NDArray[np.float32], which: Signal, more: float) -> None:
    raised = signals.copy()
    raised[:, which] += more
    ranker = monotone_ranker()
    for logistic in (ranker.english, ranker.other):
        before, after = logistic.probabilities(signals), logistic.probabilities(raised)
        assert (after >= before - 1e-9).all()
        assert ((before > 0) & (before < 1)).all()


def test_a_weight_of_no_known_signal_counts_nothing() -> None:
    signals = np.eye(len(Signal), dtype=np.float32)
    found = Logistic(intercept=0.0, weights={"phase of the moon": 9.0}).probabilities(signals)
    assert found.tolist() == [0.5] * len(Signal)


def test_each_weight_belongs_to_the_signal_of_its_name() -> None:
    signals = np.eye(len(Signal), dtype=np.float32)
    for signal in Signal:
        found = Logistic(intercept=0.0, weights={signal.name.lower(): 2.0}).probabilities(signals)
        assert np.flatnonzero(found > 0.5).tolist() == [signal]
        assert found[signal] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_every_claim_finds_itself_first_and_nothing_below_the_threshold(generation: Generation, ranker: Ranker) -> None:
    for result in look_up(generation, word_encoders(), ranker, EVERY_CLAIM):
        assert result.status is Status.MATCHED
        (itself,) = [match for match in shown(result.matches) if match.document.id == result.id]
        assert itself in (result.matches[0], *result.matches[0].also)
        assert min(match.probability for match in shown(result.matches)) >= ranker.threshold


def test_matches_come_most_probable_first_and_before_what_is_folded_under_them(
    generation: Generation, ranker: Ranker
) -> None:
    everything = Question(EVERY_CLAIM.sentences, Page(language="en"), limit=20, min_probability=0)
    for result in look_up(generation, word_encoders(), ranker, everything):
        assert sorted(match.document.id for match in shown(result.matches)) == sorted(each.id for each in DOCUMENTS)
        leaders = [match.probability for match in result.matches]
        assert leaders == sorted(leaders, reverse=True)
        for match in result.matches:
            group = [match.probability, *(other.probability for other in match.also)]
            assert group == sorted(group, reverse=True)


def test_the_packaged_ranker_has_finite_numbers_and_says_what_it_was_made_from() -> None:
    packaged = packaged_ranker()
    assert 0 < packaged.threshold < 1
    assert packaged.made_from
    for logistic in (packaged.english, packaged.other):
        assert np.isfinite([logistic.intercept, *logistic.weights.values()]).all()
        assert any(logistic.weights.values())


def test_every_weight_of_the_packaged_ranker_names_a_signal() -> None:
    packaged = packaged_ranker()
    names = {signal.name.lower() for signal in Signal}
    assert {*packaged.english.weights, *packaged.other.weights} <= names
