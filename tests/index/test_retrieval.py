"""Candidates for a sentence, what each has in common with it, and the signals that speak for it."""

import numpy as np
import pytest
from example_documents import BY_ID, example
from word_encoder import word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.generation import Generation, open_current
from index.lookup.retrieval import Candidates, Pair, Query, retrieve
from index.lookup.signals import Signal
from index.progress import silent

BRIDGE = BY_ID["bridge-cost"].claim.text


def found(generation: Generation, query: Query) -> dict[str, int]:
    """The row of each candidate by its document's id."""
    ids = generation.ids()
    return {ids[number]: row for row, number in enumerate(candidates(generation, query).documents)}


def candidates(generation: Generation, query: Query) -> Candidates:
    (one,) = retrieve(generation, word_encoders(), [query], None)
    return one


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {"bridge-cost": Pair.STATED, "puente-coste": Pair.ACROSS}),
        ("es", {"bridge-cost": Pair.ACROSS, "puente-coste": Pair.SAME_LANGUAGE}),
        ("und", {"bridge-cost": Pair.ACROSS, "puente-coste": Pair.ACROSS}),
    ],
)
def test_pairs_are_told_apart_by_language(generation: Generation, language: str, expected: dict[str, Pair]) -> None:
    query = Query(BRIDGE, language)
    rows, pairs = found(generation, query), candidates(generation, query).pairs
    assert {name: pairs[rows[name]] for name in expected} == expected


def test_a_claim_that_is_only_the_title_of_its_page_is_a_headline(empty_data: DataFolder) -> None:
    headline = example("headline", "Wolves seen in the northern valley", title="Wolves seen in the northern valley")
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([headline, BY_ID["wolves-return"]])
    build(empty_data, word_encoders(), silent)
    generation, query = open_current(empty_data), Query("Wolves were seen in the northern valley.", "en")
    rows, pairs = found(generation, query), candidates(generation, query).pairs
    assert {name: pairs[row] for name, row in rows.items()} == {
        "headline": Pair.HEADLINE,
        "wolves-return": Pair.STATED,
    }


def test_no_signal_exceeds_1_and_only_cosines_fall_below_0(generation: Generation) -> None:
    for query in (Query(BRIDGE, "en", page_day=737_000), Query(BRIDGE, "en", "Olsen spoke."), Query(BRIDGE, "es")):
        signals = candidates(generation, query).signals
        assert signals.shape[1] == len(Signal)
        assert (signals[:, Signal.BM25 :] >= 0).all()
        assert (signals >= -1 - 1e-6).all()
        assert (signals <= 1 + 1e-6).all()


def test_a_sentence_that_stands_alone_is_its_own_context(generation: Generation) -> None:
    alone = candidates(generation, Query(BRIDGE, "en"))
    itself = candidates(generation, Query(BRIDGE, "en", BRIDGE))
    np.testing.assert_array_equal(alone.signals, itself.signals)


def test_what_stands_around_a_sentence_speaks_for_documents_about_it(generation: Generation) -> None:
    bare, told = Query("It cost 40 million crowns.", "en"), Query("It cost 40 million crowns.", "en", BRIDGE)
    row = found(generation, bare)["bridge-cost"]
    before, after = candidates(generation, bare).signals[row], candidates(generation, told).signals[row]
    assert after[Signal.ENGLISH_IN_CONTEXT] > before[Signal.ENGLISH_IN_CONTEXT]
    assert after[Signal.ENGLISH_CLAIM] == before[Signal.ENGLISH_CLAIM]


def test_limits_hold_for_every_way_to_a_candidate(generation: Generation) -> None:
    allowed = np.zeros(len(generation.ids()), np.bool_)
    allowed[3] = True
    (limited,) = retrieve(generation, word_encoders(), [Query(BRIDGE, "en")], allowed)
    assert limited.documents.tolist() == [3]
