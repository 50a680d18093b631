"""Two texts of nearly the same words: one with something put in another's place, or one the other way round. Pure."""

from index.lookup.side.reading import Reading

# Two texts with at least this share of their words in common are one text with something put in another's place.
_NEARLY_ALIKE = 0.5


def is_restated(ours: Reading, theirs: Reading) -> bool:
    """Whether the very same words that mean something stand in both."""
    return bool(ours.stems) and ours.stems == theirs.stems


def is_substituted(ours: Reading, theirs: Reading) -> bool:
    """Whether nearly the same words stand in both, and a few in each that the other lacks."""
    common = len(ours.stems & theirs.stems)
    alone, others = len(ours.stems) - common, len(theirs.stems) - common
    return (
        bool(alone and others)
        and max(alone, others) <= 2
        and common >= _NEARLY_ALIKE * max(len(ours.stems), len(theirs.stems))
    )


def is_swapped(ours: Reading, theirs: Reading) -> bool:
    """Whether the same words stand in another order, as when doer and done-to change places."""
    if len(ours.stems & theirs.stems) < max(3, 0.75 * max(len(ours.stems), len(theirs.stems))):
        return False
    mine = [word.stem for word in ours.words if f"en:{word.stem}" in theirs.stems]
    others = [word.stem for word in theirs.words if f"en:{word.stem}" in ours.stems]
    is_passive = [any(word.plain == "by" for word in text.words) for text in (ours, theirs)]
    is_turned = mine[0] != others[0] and mine[0] in others[1:] and others[0] in mine[1:]
    return is_turned and is_passive[0] == is_passive[1]
