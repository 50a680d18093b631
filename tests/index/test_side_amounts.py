"""Amounts in words and digits, with units, magnitudes and bounds: which of them say the same."""

import pytest

from index.lookup.side.amounts import Amount, amounts_of
from index.lookup.side.words import words_of


def amounts(text: str) -> tuple[Amount, ...]:
    return amounts_of(text, words_of(text, "en"))


def one(text: str) -> Amount:
    (found,) = (each for each in amounts(text) if not each.is_weak)
    return found


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("$1.2 trillion", "1,200 billion dollars"),
        ("a third of them", "33% of them"),
        ("a third of them", "one in three people"),
        ("half a million dollars", "$500,000"),
        ("three thousand four hundred people", "3,400 people"),
        ("twenty-five people", "25 people"),
        ("two hundred and five people", "205 people"),
        ("more than a million people", "1.3 million people"),
        ("100 kilometres", "about 62 miles"),
        ("600 metres", "0.6 kilometres"),
        ("90 minutes", "an hour and a half"),
        ("two weeks", "fourteen days"),
        ("10 square miles", "26 square kilometres"),
        ("€50 million", "50 million euros"),
        ("£350 million a week", "£50 million a day"),
        ("nine out of ten", "90 percent"),
        ("390 million", "393 million"),
    ],
)
def test_the_same_amount_is_recognised_in_another_form(claim: str, sentence: str) -> None:
    assert any(theirs.holds(ours) for theirs in amounts(claim) for ours in amounts(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("12%", "15%"),
        ("18,000 people", "80,000 people"),
        ("$300 million", "300 million yen"),
        ("100 kilometres", "100 miles"),
        ("more than a million people", "900,000 people"),
        ("less than $100,000", "$182,000"),
        ("$15 an hour", "$15 a day"),
        ("a million people", "more than two million people"),
        ("half of them", "a tenth of the money"),
    ],
)
def test_another_amount_of_the_same_sort_is_not_held(claim: str, sentence: str) -> None:
    assert one(claim).is_comparable(one(sentence))
    assert not one(claim).holds(one(sentence))


@pytest.mark.parametrize("text", ["In 1998 it rained.", "It begins at 9:30.", "He came second.", "A man is there."])
def test_a_year_a_time_of_day_and_an_ordinal_are_no_amounts(text: str) -> None:
    assert [found for found in amounts(text) if not found.is_weak] == []


def test_an_amount_stands_where_its_words_stand() -> None:
    text = "They lost $1.2 billion, a third of it in May."

    assert [text[found.start : found.end] for found in amounts(text)] == ["$1.2 billion", "a third"]
