"""What a document says of the sentence follows from its stance and the side that the sentence is on."""

import pytest

from index.lookup.relation import rating_applies, relation
from index.records import Side, Stance


@pytest.mark.parametrize(
    ("stance", "side", "expected"),
    [
        (Stance.DISPUTES, Side.SAME, Stance.DISPUTES),
        (Stance.MIXED, Side.SAME, Stance.MIXED),
        (Stance.SUPPORTS, Side.SAME, Stance.SUPPORTS),
        (Stance.CONTEXT, Side.SAME, Stance.CONTEXT),
        (Stance.DISPUTES, Side.OPPOSITE, Stance.SUPPORTS),
        (Stance.MIXED, Side.OPPOSITE, Stance.MIXED),
        (Stance.SUPPORTS, Side.OPPOSITE, Stance.DISPUTES),
        (Stance.CONTEXT, Side.OPPOSITE, Stance.CONTEXT),
        (Stance.DISPUTES, Side.UNCLEAR, Stance.CONTEXT),
        (Stance.MIXED, Side.UNCLEAR, Stance.CONTEXT),
        (Stance.SUPPORTS, Side.UNCLEAR, Stance.CONTEXT),
        (Stance.CONTEXT, Side.UNCLEAR, Stance.CONTEXT),
    ],
)
def test_a_stance_is_kept_turned_or_withheld(stance: Stance, side: Side, expected: Stance) -> None:
    assert relation(stance, side) is expected


@pytest.mark.parametrize(("side", "expected"), [(Side.SAME, True), (Side.OPPOSITE, False), (Side.UNCLEAR, False)])
def test_a_rating_is_shown_only_beside_the_claim_that_was_rated(side: Side, expected: bool) -> None:
    assert rating_applies(side) is expected
