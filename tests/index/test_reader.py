"""The likeliest claims are read beside the sentence, each once, and judged again by what the reading says."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from example_documents import BY_ID
from monotone_ranker import monotone_ranker
from numpy.typing import NDArray
from word_encoder import word_encoders

from index.cross_encoder import Opinions
from index.embedding import Encoders
from index.generation import Generation
from index.lookup import look_up, read_query
from index.lookup.answer import Match, Status
from index.lookup.question import Page, Question, Sentence
from index.lookup.ranking import OnceRead, Ranker, Weighing, packaged_ranker
from index.lookup.reader import LEAST_PROBABILITY, MOST_CLAIMS, Opinion, Reader, readings
from index.lookup.retrieval import Candidates, Pair, retrieve

BRIDGE = "The harbour bridge cost 40 million crowns to repair."
ENGLISH = Page(language="en")


class Model:
    """Implements index.cross_encoder.PairModel: one opinion on everything; remembers what it was asked."""

    def __init__(self, same: float = 0.0, opposite: float = 0.0, related: float = 0.0, other: float = 0.0) -> None:
        self.asked: list[tuple[str, str]] = []
        self._opinion = (same, opposite, related, other)

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> Opinions:
        self.asked += pairs
        return np.tile(np.array(self._opinion, np.float32), (len(pairs), 1))


def candidates_of(generation: Generation, text: str) -> Candidates:
    (found,) = retrieve(generation, word_encoders(), [read_query(Sentence("s", text), ENGLISH)], None)
    return found


def sides(generation: Generation, found: Candidates, probabilities: NDArray[np.float64], model: Model) -> list[float]:
    scores = np.zeros(len(probabilities))
    return [float(each) for each in readings(generation, found, scores, probabilities, Reader(BRIDGE, model))]


def shown(encoders: Encoders, generation: Generation, ranker: Ranker) -> list[Match]:
    question = Question((Sentence("s", BRIDGE),), ENGLISH, limit=20)
    (result,) = look_up(generation, encoders, ranker, question)
    return [each for match in result.matches for each in (match, *match.also)]


def reading_ranker() -> Ranker:
    """A ranker for which what was read decides alone."""
    plain = monotone_ranker()
    stated = Weighing(
        plain.stated.intercept, plain.stated.weights, 1.0, 0.0, OnceRead(odds=0.0, score=0.0, reading=1.0, shift=0.0)
    )
    return Ranker(stated, stated, plain.same_language, plain.across, plain.threshold, "written by hand for the tests")


def test_each_claim_is_read_once() -> None:
    model = Model(same=1.0, other=2.0)
    reader = Reader("A sentence.", model)
    assert reader.opinions(["one", "two", "one"]) == {
        "one": Opinion(1.0, 0.0, 0.0, 2.0),
        "two": Opinion(1.0, 0.0, 0.0, 2.0),
    }
    assert set(reader.opinions(["two", "three"])) == {"two", "three"}
    assert model.asked == [("A sentence.", "one"), ("A sentence.", "two"), ("A sentence.", "three")]


def test_sides_are_the_mean_of_both_orders() -> None:
    class ByOrder(Model):
        def opinions(self, pairs: Sequence[tuple[str, str]]) -> Opinions:
            first = [float(sentence == "A sentence.") for sentence, _ in pairs]
            return super().opinions(pairs) * np.array([[1.0 + 2.0 * each] for each in first], np.float32)

    model = ByOrder(same=1.0, opposite=-1.0)
    reader = Reader("A sentence.", model)
    assert reader.opinions_both_ways(["one"]) == {"one": Opinion(2.0, -2.0, 0.0, 0.0)}
    assert model.asked == [("A sentence.", "one"), ("one", "A sentence.")]
    assert reader.opinions(["one"]) == {"one": Opinion(3.0, -3.0, 0.0, 0.0)}


def test_what_takes_no_side_is_read_in_one_order() -> None:
    model = Model(related=5.0)
    assert Reader("A sentence.", model).opinions_both_ways(["one"]) == {"one": Opinion(0.0, 0.0, 5.0, 0.0)}
    assert model.asked == [("A sentence.", "one")]


def test_without_a_model_nothing_is_read(generation: Generation) -> None:
    assert Reader("A sentence.", None).opinions(["one"]) == {}
    assert Reader("A sentence.", None).opinions_both_ways(["one"]) == {}
    found = candidates_of(generation, BRIDGE)
    likely = np.ones(len(found.documents))
    assert np.isnan(readings(generation, found, likely, likely, Reader(BRIDGE, None))).all()


def test_the_likeliest_english_claims_are_read_and_no_others(generation: Generation) -> None:
    found = candidates_of(generation, BRIDGE)
    ids = [generation.ids()[number] for number in found.documents]
    rng = np.random.default_rng(3)
    for _ in range(20):
        probabilities = rng.uniform(0, 1, len(ids)) * rng.integers(0, 2, len(ids))
        model = Model()
        read = {
            name
            for name, side in zip(ids, sides(generation, found, probabilities, model), strict=True)
            if not np.isnan(side)
        }
        english = [
            (probability, BY_ID[name].claim.text)
            for name, probability, pair in zip(ids, probabilities, found.pairs, strict=True)
            if pair == Pair.STATED and probability >= LEAST_PROBABILITY
        ]
        likeliest = list(dict.fromkeys(claim for _, claim in sorted(english, reverse=True)))[:MOST_CLAIMS]
        assert {claim for _, claim in model.asked} == set(likeliest)
        assert read == {
            name
            for name, probability in zip(ids, probabilities, strict=True)
            if BY_ID[name].claim.text in likeliest and probability >= LEAST_PROBABILITY
        }


def test_being_on_the_claim_counts_whatever_the_side(generation: Generation) -> None:
    found = candidates_of(generation, BRIDGE)
    likely = np.ones(len(found.documents))
    same = np.nanmax(sides(generation, found, likely, Model(same=5.0)))
    opposite = np.nanmax(sides(generation, found, likely, Model(opposite=5.0)))
    related = np.nanmax(sides(generation, found, likely, Model(related=5.0)))
    other = np.nanmax(sides(generation, found, likely, Model(other=5.0)))
    assert same == pytest.approx(opposite) == pytest.approx(related)
    assert same > 0 > other


def test_what_was_read_can_take_a_document_away_and_bring_it_back(generation: Generation) -> None:
    encoders = word_encoders()
    ranker = reading_ranker()
    assert shown(Encoders(encoders.english, encoders.multilingual, Model(other=9.0)), generation, ranker) == []
    kept = shown(Encoders(encoders.english, encoders.multilingual, Model(opposite=9.0)), generation, ranker)
    assert BY_ID["bridge-cost"] in [match.document for match in kept]
    assert all(match.probability > 0.99 for match in kept)


def test_one_sentence_is_read_beside_no_claim_twice(generation: Generation) -> None:
    encoders = word_encoders()
    model = Model(same=9.0)
    assert shown(Encoders(encoders.english, encoders.multilingual, model), generation, reading_ranker())
    assert len(model.asked) == len(set(model.asked))


def test_nothing_is_read_where_nothing_is_likely(generation: Generation) -> None:
    encoders = word_encoders()
    model = Model(same=9.0)
    doubting = replace(reading_ranker(), stated=replace(reading_ranker().stated, intercept=-50.0))
    encoders = Encoders(encoders.english, encoders.multilingual, model)
    (result,) = look_up(generation, encoders, doubting, Question((Sentence("s", BRIDGE),), ENGLISH))
    assert result.status is Status.NOTHING_FOUND
    assert model.asked == []


def test_nothing_that_speaks_for_a_document_counts_against_it_once_it_is_read() -> None:
    once_read = packaged_ranker().stated.once_read
    assert once_read
    assert min(once_read.odds, once_read.score, once_read.reading) >= 0
    assert np.isfinite(once_read.shift)
