"""What a document says of the reader's sentence, derived from its stance and the sentence's side. Pure."""

from index.records import Side, Stance

_TURNED = {
    Stance.DISPUTES: Stance.SUPPORTS,
    Stance.SUPPORTS: Stance.DISPUTES,
    Stance.MIXED: Stance.MIXED,
    Stance.CONTEXT: Stance.CONTEXT,
}


def relation(stance: Stance, side: Side) -> Stance:
    """The document's stance towards the sentence; context as long as the side is unclear."""
    if side is Side.SAME:
        return stance
    if side is Side.OPPOSITE:
        return _TURNED[stance]
    return Stance.CONTEXT


def rating_applies(side: Side) -> bool:
    """Whether the publisher's rating of the claim is also one of the sentence."""
    return side is Side.SAME
