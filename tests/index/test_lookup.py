"""Looking a sentence up: what is nearer comes first, limits hold, and what is unclear is never claimed."""

from dataclasses import replace

import numpy as np
import pytest
from example_documents import BY_ID, DOCUMENTS, example
from hypothesis import given
from hypothesis import strategies as st
from nearness_ranker import NearnessRanker
from word_encoder import WordEncoder, word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders
from index.errors import UnknownGenerationError
from index.folder import DataFolder
from index.generation import Generation, current_id, open_current
from index.lookup import look_up
from index.lookup.answer import Differences, Match, Result, Status, Timing
from index.lookup.question import Page, Question, Sentence
from index.lookup.ranking import packaged_ranker
from index.progress import silent
from index.records import Kind, Side, Stance
from index.texts import Field, searchable_texts

ENCODERS = word_encoders()
ENGLISH = Page(language="en")
BRIDGE = "The harbour bridge cost 40 million crowns to repair."
WORDS = st.lists(
    st.sampled_from(
        [
            *("harbour", "bridge", "cost", "40", "million", "crowns", "repair"),
            *("wolves", "milk", "library", "closed", "puente", "puerto"),
        ]
    ),
    min_size=3,
    max_size=9,
).map(" ".join)


def _ask(generation: Generation, text: str, question: Question | None = None, page: Page = ENGLISH) -> Result:
    asked = replace(question or Question(()), sentences=(Sentence("s", text),), page=page)
    (result,) = look_up(generation, ENCODERS, NearnessRanker(), asked)
    return result


def _ids(result: Result) -> list[str]:
    return [match.document.id for match in _all(result)]


def _all(result: Result) -> list[Match]:
    return [each for match in result.matches for each in (match, *match.also)]


def test_the_claims_own_words_find_it_first_and_fold_the_same_claim_under_it(generation: Generation) -> None:
    result = _ask(generation, BRIDGE)
    assert result.status is Status.MATCHED
    first = result.matches[0]
    assert first.document == BY_ID["bridge-cost"]
    assert first.probability == pytest.approx(1, abs=1e-5)
    assert first.why.similarity == pytest.approx(1, abs=1e-5)
    assert "bridge-cost-again" in [other.document.id for other in first.also]


def test_another_number_is_a_claim_of_its_own(generation: Generation) -> None:
    result = _ask(generation, BRIDGE)
    assert "bridge-cost-other-number" in [match.document.id for match in result.matches]
    (other,) = [match for match in result.matches if match.document.id == "bridge-cost-other-number"]
    assert other.why.differences is not None
    assert other.why.differences.numbers == ("40 million crowns", "90 million crowns")


@given(WORDS)
def test_a_closer_text_never_comes_later(generation: Generation, text: str) -> None:
    matches = _all(_ask(generation, text, Question((), limit=20, min_probability=0)))
    leaders = [match.why.similarity for match in _ask(generation, text, Question((), min_probability=0)).matches]
    assert leaders == sorted(leaders, reverse=True)
    for match in matches:
        assert all(other.why.similarity <= match.why.similarity for other in match.also)


@given(WORDS)
def test_the_similarity_told_is_the_best_cosine_of_any_text_of_the_document(generation: Generation, text: str) -> None:
    for match in _all(_ask(generation, text, Question((), limit=20, min_probability=0))):
        encoder = ENCODERS.english if match.document.text_language == "en" else ENCODERS.multilingual
        texts = [each.text for each in searchable_texts(match.document)]
        best = float((encoder.encode(texts) @ encoder.encode([text])[0]).max())
        assert match.why.similarity == pytest.approx(best if len(texts) == len(Field) else max(best, 0), abs=1e-5)


@given(WORDS)
def test_least_probability_zero_gives_the_whole_ranking_in_order(generation: Generation, text: str) -> None:
    result = _ask(generation, text, Question((), limit=20, min_probability=0))
    # The corpus is smaller than the pool of candidates, so that every document is one.
    assert sorted(_ids(result)) == sorted(BY_ID)
    probabilities = [match.probability for match in result.matches]
    assert probabilities == sorted(probabilities, reverse=True)
    for match in result.matches:
        assert all(other.probability <= match.probability for other in match.also)


@given(WORDS, st.integers(1, 12))
def test_a_smaller_limit_gives_the_first_of_the_same_ranking(generation: Generation, text: str, limit: int) -> None:
    whole = _ask(generation, text, Question((), limit=20, min_probability=0))
    some = _ask(generation, text, Question((), limit=limit, min_probability=0))
    assert some.matches == whole.matches[:limit]


@given(WORDS, st.floats(0, 1))
def test_nothing_above_the_least_probability_is_missing_and_what_is_below_is_folded(
    generation: Generation, text: str, least: float
) -> None:
    whole = _all(_ask(generation, text, Question((), limit=50, min_probability=0)))
    asked = _ask(generation, text, Question((), limit=50, min_probability=least))
    shown = _all(asked)
    assert {match.document.id for match in whole if match.probability >= least} <= set(_ids(asked))
    assert all(match.probability >= least for match in asked.matches)
    # Half as probable as one that is shown.
    assert all(match.probability >= least / 2 for match in shown)


def test_a_claim_is_shown_whole_so_that_no_side_of_it_falls_below_the_line(empty_data: DataFolder) -> None:
    claim = "The harbour bridge fell because nobody had painted it."
    supports = example("supports", claim, stance=Stance.SUPPORTS, title="Harbour bridge fell unpainted")
    disputes = example("disputes", claim, title="Engineers blame a ship")
    elsewhere = example("elsewhere", "Harbour bridges are painted blue.")
    with open_catalogue(empty_data) as catalogue:
        catalogue.take((supports, disputes, elsewhere))
    build(empty_data, ENCODERS, silent)
    generation = open_current(empty_data)
    text = "Harbour bridge fell unpainted"
    everything = {
        match.document.id: match.probability for match in _all(_ask(generation, text, Question((), min_probability=0)))
    }
    assert everything["supports"] > everything["disputes"] > everything["supports"] / 2

    result = _ask(generation, text, Question((), min_probability=everything["supports"]))

    assert _ids(result) == ["supports", "disputes"]
    assert [other.document.id for other in result.matches[0].also] == ["disputes"]


def test_without_a_least_probability_the_rankers_own_threshold_holds(generation: Generation) -> None:
    asked = Question((Sentence("s", BRIDGE),), ENGLISH)
    for threshold in (0.2, 0.5, 0.9):
        (result,) = look_up(generation, ENCODERS, NearnessRanker(threshold), asked)
        (expected,) = look_up(generation, ENCODERS, NearnessRanker(), replace(asked, min_probability=threshold))
        assert result == expected
        assert all(match.probability >= threshold for match in _all(result))


def test_what_no_document_is_about_finds_nothing(generation: Generation) -> None:
    assert _ask(generation, "Thank you all for your kind letters.") == Result("s", Status.NOTHING_FOUND)


@pytest.mark.parametrize("text", ["Iraq.", "the bridge", "“...”", " \u200b "])
def test_what_states_nothing_is_too_short(generation: Generation, text: str) -> None:
    assert _ask(generation, text) == Result("s", Status.TOO_SHORT)


def test_every_sentence_is_answered_in_the_order_asked(generation: Generation) -> None:
    texts = [
        "Wolves have attacked eleven children in the northern valley.",
        "Iraq.",
        BRIDGE,
        "Quite unheard of, all this",
    ]
    question = Question(tuple(Sentence(f"id {number}", text) for number, text in enumerate(texts)), ENGLISH)
    results = look_up(generation, ENCODERS, NearnessRanker(), question)
    assert [(result.id, result.status) for result in results] == [
        ("id 0", Status.MATCHED),
        ("id 1", Status.TOO_SHORT),
        ("id 2", Status.MATCHED),
        ("id 3", Status.NOTHING_FOUND),
    ]
    assert results[0].matches[0].document.id == "wolves-return"
    assert results[2].matches[0].document.id == "bridge-cost"


def test_no_sentence_that_can_be_looked_up_is_no_trouble(generation: Generation) -> None:
    question = Question((Sentence("a", "Iraq."), Sentence("b", "?")), ENGLISH)
    results = look_up(generation, ENCODERS, NearnessRanker(), question)
    assert results == [Result("a", Status.TOO_SHORT), Result("b", Status.TOO_SHORT)]


def _without_places(result: Result) -> list[Match]:
    """Its matches as they are but for where the deciding words stand in the sentence."""
    return [replace(match, why=replace(match.why, spans=()), also=()) for match in _all(result)]


def test_the_same_sentence_twice_gets_the_same_answer_and_is_encoded_once(generation: Generation) -> None:
    encoders = word_encoders()
    question = Question((Sentence("a", BRIDGE), Sentence("b", f"“{BRIDGE}”")), ENGLISH)
    one, other = look_up(generation, encoders, NearnessRanker(), question)
    assert _without_places(one) == _without_places(other)
    assert (one.id, other.id) == ("a", "b")
    assert isinstance(encoders.english, WordEncoder)
    assert encoders.english.encoded == [BRIDGE]


def test_a_sentence_gets_the_same_answer_alone_and_among_others(generation: Generation) -> None:
    texts = [document.claim.text for document in DOCUMENTS if document.text_language == "en"]
    question = Question(tuple(Sentence("s", text) for text in texts), ENGLISH)
    together = look_up(generation, ENCODERS, NearnessRanker(), question)
    assert [_ids(result) for result in together] == [_ids(_ask(generation, text)) for text in texts]


@pytest.mark.parametrize("kinds", [{Kind.COUNTER_REPORT}, {Kind.ANALYSIS, Kind.CORRECTION}, set(Kind)])
def test_only_the_kinds_asked_for_are_found_and_all_of_them(generation: Generation, kinds: set[Kind]) -> None:
    found = _ids(_ask(generation, BRIDGE, Question((), limit=20, min_probability=0, kinds=frozenset(kinds))))
    assert sorted(found) == sorted(document.id for document in DOCUMENTS if document.kind in kinds)


@pytest.mark.parametrize("languages", [{"es"}, {"es", "fr"}, {"en"}, {"ja", "ru", "de"}])
def test_only_the_languages_asked_for_are_found_and_all_of_them(generation: Generation, languages: set[str]) -> None:
    found = _ids(_ask(generation, BRIDGE, Question((), limit=20, min_probability=0, languages=frozenset(languages))))
    assert sorted(found) == sorted(document.id for document in DOCUMENTS if document.review.language in languages)


def test_kinds_and_languages_together_let_through_what_is_both(generation: Generation) -> None:
    limits = Question((), min_probability=0, kinds=frozenset({Kind.COUNTER_REPORT}), languages=frozenset({"fr"}))
    assert _ids(_ask(generation, BRIDGE, limits)) == ["pont-prix"]


def test_limits_that_let_nothing_through_find_nothing(generation: Generation) -> None:
    limits = Question((), min_probability=0, languages=frozenset({"sw"}))
    assert _ask(generation, BRIDGE, limits) == Result("s", Status.NOTHING_FOUND)


def test_newer_than_leaves_what_came_or_changed_since(data: DataFolder, encoders: Encoders) -> None:
    before = current_id(data)
    corrected = replace(BY_ID["bridge-cost"], finding="The accounts show 26 million.")
    added = example("bridge-new", "The harbour bridge cost 40 million crowns, says a new report.")
    with open_catalogue(data) as catalogue:
        catalogue.take([corrected, added])
    after = build(data, encoders, silent).id
    renewed = open_current(data)
    newer = Question((), limit=20, min_probability=0, newer_than=before)
    assert sorted(_ids(_ask(renewed, BRIDGE, newer))) == ["bridge-cost", "bridge-new"]
    assert _ask(renewed, BRIDGE, replace(newer, newer_than=after)).status is Status.NOTHING_FOUND


def test_newer_than_a_generation_that_never_was_is_refused(generation: Generation) -> None:
    with pytest.raises(UnknownGenerationError, match="never had the generation that was named"):
        _ask(generation, BRIDGE, Question((), newer_than="yesterday"))


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("El puente del puerto costó cuarenta millones de coronas.", "es", "puente-coste"),
        ("Le pont du port a coûté quarante millions de couronnes.", "fr", "pont-prix"),
        ("Ремонт портового моста стоил сорок миллионов крон.", "ru", "most-tsena"),
        ("港の橋の修理には四千万クローネかかった。", "ja", "bridge-in-japanese"),
    ],
)
@pytest.mark.parametrize("is_told", [True, False])
def test_a_sentence_in_another_language_asks_the_multilingual_encoder_only(
    generation: Generation, text: str, language: str, first: str, is_told: bool
) -> None:
    encoders = word_encoders()
    page = Page(language=language if is_told else None)
    (result,) = look_up(generation, encoders, NearnessRanker(), Question((Sentence("s", text),), page))
    assert result.matches[0].document.id == first
    assert result.matches[0].why.differences == Differences()
    assert isinstance(encoders.english, WordEncoder)
    assert isinstance(encoders.multilingual, WordEncoder)
    assert encoders.english.encoded == []
    assert len(encoders.multilingual.encoded) == 1


def test_an_english_document_is_compared_with_a_foreign_sentence_by_the_multilingual_vectors(
    generation: Generation,
) -> None:
    text = "Harbour bridge cost coronas"
    matches = _all(_ask(generation, text, Question((), limit=20, min_probability=0), Page(language="es")))
    (match,) = [match for match in matches if match.document.id == "bridge-cost"]
    claim, title, finding, query = ENCODERS.multilingual.encode(
        [
            BRIDGE,
            BY_ID["bridge-cost"].review.title or "",
            BY_ID["bridge-cost"].finding or "",
            text,
        ]
    )
    assert match.why.similarity == pytest.approx(float(max(claim @ query, title @ query, finding @ query)), abs=1e-5)


def test_timing_compares_each_document_with_the_page(generation: Generation) -> None:
    page = Page(published="2019-04-15", language="en")
    found = {
        match.document.id: match.timing
        for match in _all(_ask(generation, BRIDGE, Question((), limit=20, min_probability=0), page))
    }
    assert found["bridge-cost"] is Timing.BEFORE_PAGE
    assert found["bridge-cost-again"] is Timing.UNKNOWN
    assert found["bridge-cost-other-number"] is Timing.AFTER_PAGE
    assert found["bruecke-kosten"] is Timing.UNKNOWN


@given(WORDS)
def test_no_rating_and_no_relation_is_claimed_while_the_side_is_unclear(generation: Generation, text: str) -> None:
    for match in _all(_ask(generation, text, Question((), limit=20, min_probability=0))):
        if match.side is Side.UNCLEAR:
            assert match.relation is Stance.CONTEXT
        assert not (match.rating_applies and (match.side is not Side.SAME or match.document.rating is None))


def test_a_body_is_found_by_its_words_and_never_returned(generation: Generation) -> None:
    result = _ask(generation, "A quarrelsome heron beside the millpond", Question((), limit=20, min_probability=0))
    (wolves,) = [match for match in _all(result) if match.document.id == "wolves-return"]
    assert wolves.document == replace(BY_ID["wolves-return"], body=None)


def test_the_packaged_ranker_gives_probabilities_and_puts_the_claims_own_words_first(generation: Generation) -> None:
    question = Question((Sentence("s", BRIDGE),), ENGLISH, limit=20, min_probability=0)
    (result,) = look_up(generation, ENCODERS, packaged_ranker(), question)
    probabilities = [match.probability for match in _all(result)]
    assert len(probabilities) == len(DOCUMENTS)
    assert all(0 <= probability <= 1 for probability in probabilities)
    assert result.matches[0].document.claim.text == BRIDGE


def test_the_packaged_rankers_threshold_is_a_probability() -> None:
    assert 0 < packaged_ranker().threshold < 1


def test_the_same_question_gets_the_same_answer_again(generation: Generation) -> None:
    question = Question((), limit=20, min_probability=0)
    text = "harbour bridge milk wolves"
    assert _ask(generation, text, question) == _ask(generation, text, question)
    assert np.isfinite([match.probability for match in _all(_ask(generation, text, question))]).all()
