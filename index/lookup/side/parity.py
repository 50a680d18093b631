"""Whether a sentence is turned against a claim by negations, denials and words of the opposite pole. Pure.

A turn inside something that the other text does not speak of counts nothing; two turns cancel out; a second negation
after "no evidence that" leaves it open.
"""

from collections.abc import Sequence
from enum import StrEnum

from index.lookup.side.lexicon import POLES, listed
from index.lookup.side.polarity import Turn, turns_of
from index.lookup.side.reading import Reading
from index.lookup.side.words import Word

_BREAKS = listed("but while although though who which whereas because")
# A turn counts where its clause has nothing in common with the other text, unless another clause has this much.
_SPOKEN_OF_ELSEWHERE = 2
# From this many turns on, nobody is sure what is said.
_TOO_MANY = 3


class Parity(StrEnum):
    """Whether sentence and claim are turned alike, one more time than the other, or it can't be told."""

    EVEN = "even"
    ODD = "odd"
    OPEN = "open"


def counted_turns(ours: Reading, theirs: Reading) -> list[Turn]:
    """The turns that stand in what the other text speaks of as well."""
    turns = turns_of(ours.words)
    if not turns:
        return []
    segments = _segments(ours)
    common = [sum(f"en:{word.stem}" in theirs.stems for word in segment) for segment in segments]
    counted = []
    for turn in turns:
        own = next(at for at, segment in enumerate(segments) if ours.words[turn.first] in segment)
        elsewhere = max((shared for at, shared in enumerate(common) if at != own), default=0)
        if turn.is_denial or common[own] > 0 or elsewhere < _SPOKEN_OF_ELSEWHERE:
            counted.append(turn)
    return counted


def _segments(text: Reading) -> list[list[Word]]:
    segments: list[list[Word]] = [[]]
    for before, word in zip((None, *text.words), text.words, strict=False):
        gap = text.text[before.end : word.start] if before else ""
        if before and (before.clause != word.clause or "," in gap or word.plain in _BREAKS):
            segments.append([])
        segments[-1].append(word)
    return segments


def parity_of(ours: Sequence[Turn], theirs: Sequence[Turn], poles: int) -> Parity:
    """What the turns of both texts and the words of opposite poles come to."""
    for turns in (ours, theirs):
        if len(turns) > 1 and any(turn.is_evidence for turn in turns):
            return Parity.OPEN
        if len(turns) >= _TOO_MANY:
            return Parity.OPEN
    return Parity.ODD if (len(ours) + len(theirs) + poles) % 2 else Parity.EVEN


def opposite_poles(ours: Reading, theirs: Reading) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of words from opposite poles, where neither text has the other's word too."""
    found = []
    mine = {word.plain: word for word in reversed(ours.words)}
    others = {word.plain: word for word in reversed(theirs.words)}
    for left, right in POLES:
        for here, there in ((left, right), (right, left)):
            our, their = here & mine.keys(), there & others.keys()
            if our and their and not (here & others.keys()) and not (there & mine.keys()):
                a, b = (
                    mine[min(our, key=lambda each: mine[each].start)],
                    others[min(their, key=lambda each: others[each].start)],
                )
                found.append(((a.start, a.end), (b.start, b.end)))
                break
    return list(dict.fromkeys(found))[:1] if found else []
