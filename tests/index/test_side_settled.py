"""Where the words alone decide the side, the cross-encoder is not asked, and could not have changed it."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from example_documents import example

from index.cross_encoder import Opinions
from index.lookup.reader import Opinion, Reader
from index.lookup.side import Asked, sides
from index.lookup.side.comparison import compare
from index.lookup.side.judgement import may_be_same, packaged_judgement, settled
from index.lookup.side.reading import read_text
from index.records import Side

SENTENCE = "The mayor sold the old harbour to 12 friends."
RESTATED = "Mayor sold old harbours to 12 friends"
OTHER_NUMBER = "The mayor sold the old harbour to 15 friends."
OPEN = "The mayor sold the town's harbour to friends."
OPINIONS = [Opinion(*odds) for odds in product((-50.0, 0.0, 50.0), repeat=4)]


class Attentive:
    """Implements index.cross_encoder.PairModel: undecided, and keeps what it was asked to read."""

    def __init__(self) -> None:
        self.read: list[tuple[str, str]] = []

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> Opinions:
        self.read += pairs
        return np.zeros((len(pairs), 4), np.float32)


@pytest.mark.parametrize(("claim", "expected"), [(RESTATED, Side.SAME), (OTHER_NUMBER, Side.UNCLEAR)])
def test_no_opinion_changes_what_the_words_settle(claim: str, expected: Side) -> None:
    found = compare(read_text(SENTENCE), read_text(claim))

    assert settled(found) is expected
    assert {packaged_judgement().side(found, near, each) for near in (0.1, 0.6, 1.0) for each in OPINIONS} == {expected}


def test_what_the_words_leave_open_an_opinion_decides() -> None:
    found = compare(read_text(SENTENCE), read_text(OPEN))

    assert settled(found) is None
    assert len({packaged_judgement().side(found, 0.8, each) for each in OPINIONS}) > 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The judges did not send him to prison.", Side.SAME),
        ("He may go home, the judges in Lundby ruled.", Side.SAME),
        ("The mayor of Lundby does not walk free.", Side.UNCLEAR),
        ("Did the judges not send him to prison?", Side.UNCLEAR),
    ],
)
def test_a_sure_opinion_overrules_turns_and_modality_only_in_other_words(sentence: str, expected: Side) -> None:
    found = compare(read_text(sentence), read_text("The mayor of Lundby walks free."))

    assert not may_be_same(found)
    assert packaged_judgement().side(found, 0.8, Opinion(50.0, -50.0, -50.0, -50.0)) is expected


def test_only_what_is_open_is_read_and_once_in_each_order() -> None:
    documents = [Asked(example(f"d{n}", claim), 1.0, 0.8) for n, claim in enumerate([RESTATED, OTHER_NUMBER, OPEN])]
    model = Attentive()

    told = sides(SENTENCE, "en", [*documents, *documents], Reader(SENTENCE, model))

    assert model.read == [(SENTENCE, OPEN), (OPEN, SENTENCE)]
    assert [each.side for each in told[:2]] == [Side.SAME, Side.UNCLEAR]
