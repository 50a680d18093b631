"""How many a text speaks of (all, most, some) and how sure it is (may, plans to), against another text. Pure."""

from index.lookup.side.lexicon import ALL, MODALITY, MOST, NOT_ALL, ONLY, PLANNED, POSSIBLE, SOME
from index.lookup.side.reading import Found, Reading
from index.lookup.side.words import Phrases

_QUANTIFIERS = tuple(
    (kind, Phrases(each))
    for kind, each in (("not-all", NOT_ALL), ("most", MOST), ("some", SOME), ("all", ALL), ("only", ONLY))
)
_MODALS = Phrases(MODALITY)


def quantifiers(ours: Reading, theirs: Reading) -> Found:
    """Quantifiers that only one text has; a conflict where both have some, and none in common."""
    mine, others = _quantities(ours), _quantities(theirs)
    unused = [span for kind, span in mine if kind not in {each for each, _ in others}]
    unheld = [span for kind, span in others if kind not in {each for each, _ in mine}]
    kinds = {kind for kind, _ in mine} - _UNCOUNTED, {kind for kind, _ in others} - _UNCOUNTED
    return Found(unused, unheld, bool(kinds[0] and kinds[1]) and not kinds[0] & kinds[1])


# "Only" limits a place or a time as often as a number.
_UNCOUNTED = frozenset({"only"})


def _quantities(text: Reading) -> list[tuple[str, tuple[int, int]]]:
    found, taken = [], set[int]()
    plain = [word.plain for word in text.words]
    for kind, phrases in _QUANTIFIERS:
        for first, last in phrases.places(plain):
            if not taken & set(range(first, last)):
                taken |= set(range(first, last))
                found.append((kind, text.at(first, last)))
    return found


def modality(ours: Reading, theirs: Reading) -> Found:
    """Words of modality, where the two texts are not equally sure: always a conflict.

    In a long sentence those alone count that stand right before a word of the claim; others are of something else.
    """
    mine, others = _modals(ours), _modals(theirs)
    if ours.is_long:
        claimed = {word.stem for word in theirs.words}
        mine = [(degree, span) for degree, span in mine if ours.following(span[1]) & claimed]
    degrees = {degree for degree, _ in mine}, {degree for degree, _ in others}
    if degrees[0] & degrees[1] or not (mine or others):
        return Found([], [], is_conflict=False)
    return Found([span for _, span in mine], [span for _, span in others], is_conflict=True)


def _modals(text: Reading) -> list[tuple[str, tuple[int, int]]]:
    """At most two words of modality, each with its degree."""
    plain = [word.plain for word in text.words]
    found = []
    for first, last in _MODALS.places(plain):
        phrase = " ".join(plain[first:last])
        if not (phrase == "may" and text.words[first].is_capitalised):
            degree = "possible" if phrase in POSSIBLE else "planned" if phrase in PLANNED else phrase
            found.append((degree, text.at(first, last)))
    return found[:2]
