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
from index.lookup.ranking import Ranker, Weighing, log_odds_among, packaged_ranker, with_the_same_claim
from index.lookup.retrieval import Candidates, Pair
from index.lookup.signals import Signal

SIGNALS = arrays(np.float32, (4, len(Signal)), elements=st.floats(0, 1, width=32))
EVERY_CLAIM = Question(tuple(Sentence(each.id, each.claim.text) for each in DOCUMENTS), limit=20)


def shown(matches: tuple[Match, ...]) -> list[Match]:
    return [each for match in matches for each in (match, *match.also)]


SCORES = arrays(np.float64, 4, elements=st.floats(-30, 30))


def weighing(weights: dict[str, float]) -> Weighing:
    return Weighing(intercept=0.0, weights=weights, slope=1.0, shift=0.0)


@given(SIGNALS, st.sampled_from(Signal), st.floats(0, 1, width=32))
def test_more_of_a_signal_never_scores_less(signals: NDArray[np.float32], which: Signal, more: float) -> None:
    raised = signals.copy()
    raised[:, which] += more
    for each in (monotone_ranker(), packaged_ranker()):
        for judged in (each.stated, each.headline, each.same_language, each.across):
            assert (judged.scores(raised) >= judged.scores(signals) - 1e-9).all()


@given(SCORES, st.integers(0, 3), st.floats(0, 30))
def test_what_raises_one_document_lowers_its_rivals(scores: NDArray[np.float64], which: int, more: float) -> None:
    apart = np.eye(4, dtype=np.bool_)
    raised = scores.copy()
    raised[which] += more
    before, after = log_odds_among(scores, apart), log_odds_among(raised, apart)
    others = np.arange(4) != which
    assert after[which] >= before[which] - 1e-9
    assert (after[others] <= before[others] + 1e-9).all()


@given(SCORES)
def test_the_odds_of_rivals_and_of_none_add_up_to_one(scores: NDArray[np.float64]) -> None:
    odds = log_odds_among(scores, np.eye(4, dtype=np.bool_))
    none = 1 / (1 + np.exp(scores).sum())
    assert (1 / (1 + np.exp(-odds))).sum() + none == pytest.approx(1)


@given(SCORES)
def test_documents_on_one_claim_share_their_odds(scores: NDArray[np.float64]) -> None:
    together = np.eye(4, dtype=np.bool_)
    together[0, 3] = together[3, 0] = True
    joined = np.append(np.logaddexp(scores[0], scores[3]), scores[1:3])
    shared = log_odds_among(scores, together)
    assert shared[0] == pytest.approx(shared[3])
    assert shared[:3] == pytest.approx(log_odds_among(joined, np.eye(3, dtype=np.bool_)))


def test_a_lone_candidate_competes_with_none_alone() -> None:
    assert log_odds_among(np.array([1.5]), np.ones((1, 1), np.bool_)).tolist() == pytest.approx([1.5])
    assert log_odds_among(np.empty(0), np.empty((0, 0), np.bool_)).tolist() == []


def test_an_encoders_last_digits_tell_no_documents_apart(ranker: Ranker) -> None:
    signals = np.full((3, len(Signal)), 0.25, np.float32)
    signals[1] += 1e-7
    signals[2] += 1e-3
    found = Candidates(np.arange(3), signals, np.full(3, Pair.STATED, np.int8), signals[:, 0])
    scores = ranker.scores(found)
    assert scores[0] == scores[1] < scores[2]
    apart = ranker.probabilities(found, scores, log_odds_among(scores, np.eye(3, dtype=np.bool_)))
    assert apart[0] == apart[1] < apart[2]


@pytest.mark.parametrize(
    ("probabilities", "shown"),
    [
        ([0.8, 0.5, 0.5], [True, True, False]),
        ([0.8, 0.41, 0.7], [True, True, True]),
        ([0.8, 0.39, 0.5], [True, False, False]),
        ([0.59, 0.59, 0.8], [False, False, True]),
        ([0.0, 0.0, 0.0], [False, False, False]),
    ],
)
def test_what_is_shown_brings_what_is_on_the_same_claim_and_half_as_likely(
    probabilities: list[float], shown: list[bool]
) -> None:
    same_claim = np.array([[True, True, False], [True, True, False], [False, False, True]])
    assert with_the_same_claim(np.array(probabilities), same_claim, 0.6).tolist() == shown


def test_a_weight_of_no_known_signal_counts_nothing() -> None:
    signals = np.eye(len(Signal), dtype=np.float32)
    assert weighing({"phase of the moon": 9.0}).scores(signals).tolist() == [0.0] * len(Signal)


def test_each_weight_belongs_to_the_signal_of_its_name() -> None:
    signals = np.eye(len(Signal), dtype=np.float32)
    for signal in Signal:
        found = weighing({signal.name.lower(): 2.0}).scores(signals)
        assert np.flatnonzero(found).tolist() == [signal]
        assert found[signal] == pytest.approx(2.0)


def test_slope_and_shift_turn_odds_into_probabilities() -> None:
    found = Weighing(0.0, {}, slope=0.5, shift=1.0).probabilities(np.array([-2.0, 0.0]))
    assert found.tolist() == pytest.approx([0.5, 1 / (1 + np.exp(-1.0))])


def test_every_claim_finds_itself_first_and_no_match_below_the_threshold(
    generation: Generation, ranker: Ranker
) -> None:
    for result in look_up(generation, word_encoders(), ranker, EVERY_CLAIM):
        assert result.status is Status.MATCHED
        (itself,) = [match for match in shown(result.matches) if match.document.id == result.id]
        assert itself in (result.matches[0], *result.matches[0].also)
        assert min(match.probability for match in result.matches) >= ranker.threshold


def test_matches_come_most_probable_first_and_before_what_is_folded_under_them(
    generation: Generation, ranker: Ranker
) -> None:
    everything = Question(EVERY_CLAIM.sentences, Page(language="en"), limit=20, min_probability=0)
    for result in look_up(generation, word_encoders(), ranker, everything):
        assert sorted(match.document.id for match in shown(result.matches)) == sorted(each.id for each in DOCUMENTS)
        leaders = [match.probability for match in result.matches]
        assert leaders == sorted(leaders, reverse=True)
        for match in result.matches:
            assert all(other.probability <= match.probability for other in match.also)


def test_the_packaged_ranker_has_finite_numbers_and_says_what_it_was_made_from() -> None:
    packaged = packaged_ranker()
    assert 0 < packaged.threshold < 1
    assert packaged.made_from
    for judged in (packaged.stated, packaged.headline, packaged.same_language, packaged.across):
        assert np.isfinite([judged.intercept, judged.slope, judged.shift, *judged.weights.values()]).all()
        assert any(judged.weights.values())
        assert judged.slope > 0


def test_every_weight_of_the_packaged_ranker_names_a_signal() -> None:
    packaged = packaged_ranker()
    names = {signal.name.lower() for signal in Signal}
    weights = (each.weights for each in (packaged.stated, packaged.headline, packaged.same_language, packaged.across))
    assert set().union(*weights) <= names
