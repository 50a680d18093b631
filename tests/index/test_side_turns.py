"""What turns a statement into its denial, what only looks like it, and whom a sentence quotes."""

import pytest

from index.lookup.side.comparison import compare
from index.lookup.side.parity import Parity
from index.lookup.side.polarity import quoted
from index.lookup.side.reading import read_text

CLAIM = "The army used cluster bombs."


@pytest.mark.parametrize(
    "sentence",
    [
        "The army used cluster bombs.",
        "Officials said the army used cluster bombs.",
        "Do not forget that the army used cluster bombs.",
        "The army not only shelled the town, it used cluster bombs.",
        "The ministry failed to deny that the army used cluster bombs.",
        "Nobody denies that the army used cluster bombs.",
        "It is no secret that the army used cluster bombs.",
        "Without doubt the army used cluster bombs.",
        "The ministry, which does not talk to reporters, confirmed that the army used cluster bombs.",
    ],
)
def test_what_keeps_the_side_is_even(sentence: str) -> None:
    assert compare(read_text(sentence), read_text(CLAIM)).parity is Parity.EVEN


@pytest.mark.parametrize(
    "sentence",
    [
        "The army did not use cluster bombs.",
        "The army didn’t use cluster bombs.",
        "The army never used cluster bombs.",
        "The ministry denied that the army used cluster bombs.",
        "It is false that the army used cluster bombs.",
        "Reporters debunked the claim that the army used cluster bombs.",
        "There is no evidence that the army used cluster bombs.",
        "The army refused to use cluster bombs.",
        "The court rejected reports that the army used cluster bombs.",
    ],
)
def test_what_turns_the_side_is_odd(sentence: str) -> None:
    assert compare(read_text(sentence), read_text(CLAIM)).parity is Parity.ODD


def test_two_denials_agree() -> None:
    found = compare(read_text("The army never used cluster bombs."), read_text("The army did not use cluster bombs."))

    assert found.parity is Parity.EVEN
    assert not found.differences.negation


def test_no_evidence_of_a_negation_leaves_it_open() -> None:
    sentence = "There is no evidence that the army did not use cluster bombs."

    assert compare(read_text(sentence), read_text(CLAIM)).parity is Parity.OPEN


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Officials said Iran's Qods Force is smuggling weapons to militias in Iraq", "Officials"),
        ("The mayor, prosecutors allege, took bribes from a building firm.", "prosecutors"),
        ("The company has repeatedly denied that its apps listen.", "The company"),
        ("The virus is gone, according to the health ministry.", "the health ministry"),
        ("The harbour bridge did not cost 90 million crowns, the mayor said.", "the mayor"),
        ("The defence ministry failed to deny that the army used cluster bombs.", None),
        ("It is said that the bridge is closed.", None),
        ("Iran smuggles weapons into Iraq.", None),
        ("The refugee camp houses 80,000 people.", None),
    ],
)
def test_who_is_quoted_is_named(sentence: str, expected: str | None) -> None:
    found = quoted(sentence)

    assert (found.who if found else None) == expected
