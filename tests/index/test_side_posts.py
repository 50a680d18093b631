"""What a post drags along, and what a long sentence says beside the statement, is no other name, number or date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lookup.answer import SpanKind
from index.lookup.cleaning import blanked
from index.lookup.side.comparison import Comparison, compare
from index.lookup.side.reading import read_text


def compared(sentence: str, claim: str) -> Comparison:
    return compare(read_text(sentence), read_text(claim))


CLAIM = "In January 2018 Barack Obama visited the harbour of Oslo."


@pytest.mark.parametrize(
    "sentence",
    [
        "Obama visited the harbour of Oslo https://t.co/9Ee3tqKL8Z",
        "Obama visited the harbour of Oslo pic.twitter.com/33VjC7bl2o",
        "Obama visited the harbour of Oslo — Ada Berg (@adaberg7) May 10, 2019",
        "@AdaBerg @PeterStrand1999 Obama visited the harbour of Oslo",
        "RT @AdaBerg: Obama visited the harbour of Oslo",
        "@BarackObama visited the harbour of Oslo",
        "It’s true: #BarackObama visited the harbour of Oslo. That’s all.",
    ],
)
def test_links_signatures_and_handles_contradict_nothing(sentence: str) -> None:
    assert compared(sentence, CLAIM).conflicts == frozenset()


def test_a_handle_that_stands_for_somebody_else_is_another_name() -> None:
    found = compared("Then @AngelaMerkel visited the harbour of Oslo", CLAIM)

    assert found.conflicts == {SpanKind.NAME}
    assert found.differences.names == ("AngelaMerkel",)


def test_a_name_ends_with_its_sentence() -> None:
    found = compared("They fled Aleppo. Today they live in Bonn with Gen. Haddad.", "They fled Aleppo for Izmir.")

    assert found.differences.names == ("Bonn", "Gen. Haddad")


LONG = (
    "Whatever they write in the Tribune or tell you on Channel Nine about the other candidates and their friends, it "
    "was {} that bought the shipyard from the town for next to nothing."
)


def test_a_long_sentence_may_name_others_beside_the_statement() -> None:
    found = compared(LONG.format("Nordvik"), "Nordvik bought the shipyard, which stands in Bergen.")

    assert found.conflicts == frozenset()
    assert SpanKind.NAME not in found.lacking


def test_a_name_in_place_of_the_claims_is_another_however_long_the_sentence() -> None:
    assert SpanKind.NAME in compared(LONG.format("Halvorsen"), "Nordvik bought the shipyard in Bergen.").conflicts


def test_two_bodies_that_share_a_word_are_two_unless_both_stand_in_both_texts() -> None:
    assert compared("The Clinton Library paid.", "The Clinton Foundation paid.").conflicts == {SpanKind.NAME}
    both = compared(
        "Hillary Clinton paid the Clinton Foundation.", "The Clinton Foundation was paid by Hillary Clinton."
    )
    assert both.conflicts == frozenset()


def test_in_a_long_sentence_only_what_is_said_of_the_claims_words_makes_it_less_sure() -> None:
    claim = "The council sells the old school."
    years = "after all these many years of talk and of promises to the parents in town"

    aside = compared(f"Perhaps I should not be surprised {years}, but the council sold the old school.", claim)
    unsure = compared(f"Here, {years}, the council may sell the old school.", claim)

    assert SpanKind.MODALITY not in aside.conflicts
    assert SpanKind.MODALITY in unsure.conflicts


@given(st.text(alphabet="@#aB 1.—()/:htps\n", max_size=60))
def test_blanking_moves_nothing(text: str) -> None:
    left = blanked(text)

    assert len(left) == len(text)
    assert all(now in (" ", before) for now, before in zip(left, text, strict=True))
