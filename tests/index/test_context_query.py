"""What stands around a sentence is searched with it, cut to what is nearest."""

import pytest

from index.lookup.context import in_context
from index.lookup.question import Sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (Sentence("1", "He closed it."), ""),
        (Sentence("1", "He closed it.", before="  "), ""),
        (
            Sentence("1", "He closed it.", before="Olsen spoke of the bridge."),
            "Olsen spoke of the bridge. He closed it.",
        ),
        (Sentence("1", "“He closed it,” she said.", after="It was May."), "He closed it It was May."),
    ],
)
def test_a_sentence_stands_between_its_neighbours(sentence: Sentence, expected: str) -> None:
    assert in_context(sentence) == expected


def test_long_surroundings_are_cut_at_a_word_to_what_is_nearest() -> None:
    far, near = "faraway " * 200, "nearby " * 20
    found = in_context(Sentence("1", "He closed it.", before=f"{far}{near}", after=f"{near}{far}"))
    assert found.count("nearby") == 40
    before, _, after = found.partition(" He closed it. ")
    assert len(before) <= 250
    assert len(after) <= 150
    assert set(before.split()) | set(after.split()) == {"faraway", "nearby"}
