"""Which sentences state something that somebody would check."""

import pytest

from index.lookup.checkworthy import FEATURES, NOT_JUDGED, CheckWorthiness, packaged_check_worthiness

WORTHY = packaged_check_worthiness()


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Unemployment rose by 12 percent under this government.", "Thank you very much, good evening to all of you."),
        ("He voted against the bill 26 times.", "What would you do about it?"),
        ("Iran has been actively smuggling weapons and bombs into Iraq.", "Let me tell you what I think."),
        ("Crime in our cities has doubled since 2015.", "I hope we will do better than that."),
    ],
)
def test_a_statement_of_fact_is_worthier_than_what_states_none(claim: str, other: str) -> None:
    assert WORTHY.of(claim, "en") > WORTHY.threshold
    assert WORTHY.of(claim, "en") > WORTHY.of(other, "en")


@pytest.mark.parametrize(
    "sentence", ["What would you do?", "Thank you, and welcome.", "Will you please let him answer?"]
)
def test_questions_and_greetings_are_not_looked_up(sentence: str) -> None:
    assert WORTHY.of(sentence, "en") < WORTHY.threshold


@pytest.mark.parametrize("language", ["es", "und", ""])
def test_a_sentence_that_is_not_english_is_not_judged_and_so_is_looked_up(language: str) -> None:
    assert WORTHY.of("¿Qué harías?", language) == NOT_JUDGED > WORTHY.threshold


def test_more_of_a_number_than_the_first_counts_less() -> None:
    one, two, three = (
        FEATURES["numbers"](text) for text in ("12 boats", "12 boats, 7 cars", "12 boats, 7 cars, 3 men")
    )

    assert 0 < three - two < two - one < one


def test_every_weight_is_that_of_a_feature_and_every_feature_has_one() -> None:
    assert set(WORTHY.weights) == set(FEATURES)


def test_a_weight_moves_the_sentence_by_its_feature_alone() -> None:
    scorer = CheckWorthiness(0.0, {"questions": -1.0}, 0.2, "by hand")

    assert scorer.of("It rained.", "en") == 0.5
    assert scorer.of("Did it rain?", "en") < 0.5


@pytest.mark.parametrize("sentence", ["", " ", "…", "?" * 2_000, "a" * 2_000])
def test_any_text_gets_a_value_between_none_and_one(sentence: str) -> None:
    assert 0 <= WORTHY.of(sentence, "en") <= 1
