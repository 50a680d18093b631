"""Names in a text, and which of them another text lacks: other spellings, peoples and capitals count as one. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.lookup.side.lexicon import listed
from index.lookup.side.people import ALIASES
from index.lookup.side.words import Word

_JOINED = frozenset({"of", "the", "de", "al", "bin", "von", "van", "and", "del", "la", "for"})
# What stands between the words of one name; nothing in a handle.
_WITHIN_NAMES = frozenset({"", " ", "-", "'", "’", " & "})
# "J. Trump" and "Sen. McConnell", but not the end of one sentence and the head of the next.
_LONGEST_ABBREVIATION = 3
# Capitalised at the head of a sentence whatever they are, and in titles.
_NO_NAMES = listed(
    "the a an in on at of for and but or if it its he she they we i i'm you this that these those there here "
    "when while after before since as by from to with without no not all some many most more one two three four "
    "five his her their our my your what who why how where which both each every only even still now then so "
    "yet also just about over under more mr mrs ms dr sir lord lady president minister prime secretary senator "
    "governor mayor judge general king queen pope monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december officials experts "
    "critics scientists researchers police government people nobody everyone breaking news fact check video "
    "photo image posts claim claims says said false true yes"
)


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words that follow each other, as one name; `keys` are its words in one spelling."""

    text: str
    keys: frozenset[str]
    start: int
    end: int


def names_of(text: str, words: Sequence[Word]) -> tuple[Name, ...]:
    """The names in a text, in order. A lone word at the head of a sentence counts if it stands elsewhere as a name."""
    return tuple(_names(text, words))


def _names(text: str, words: Sequence[Word]) -> Iterator[Name]:
    place = 0
    while place < len(words):
        length = 0
        while place + length < len(words) and _goes_on(text, words, place, length):
            length += 1
        while length and not words[place + length - 1].is_capitalised:
            length -= 1
        found = words[place : place + length]
        while found and (
            found[0].plain.removesuffix("'s") in _NO_NAMES or (_opens(words, found[0]) and not _is_known(found))
        ):
            found = found[1:]
        if found and any(len(word.plain) > 1 for word in found):
            keys = frozenset(key for word in found if (key := _key(word)) and word.plain not in _JOINED)
            if keys:
                yield Name(text[found[0].start : found[-1].end], keys, found[0].start, found[-1].end)
        place += max(length, 1)


def _goes_on(text: str, words: Sequence[Word], place: int, length: int) -> bool:
    word = words[place + length]
    if length == 0:
        return word.is_capitalised
    gap = text[words[place + length - 1].end : word.start]
    before = words[place + length - 1]
    is_abbreviated = gap == ". " and len(before.text) <= _LONGEST_ABBREVIATION
    if not (is_abbreviated or gap in _WITHIN_NAMES) or before.plain.endswith("'s"):
        return False
    after = words[place + length + 1] if place + length + 1 < len(words) else None
    joins = word.plain in _JOINED - {"and", "the", "for"} and after is not None and after.is_capitalised
    return (word.is_capitalised and word.plain not in ("i",)) or joins


def _opens(words: Sequence[Word], word: Word) -> bool:
    place = words.index(word)
    return place == 0 or words[place - 1].clause != word.clause


def _is_known(found: Sequence[Word]) -> bool:
    """Whether the first word of a sentence is surely part of a name: it is one elsewhere, or more of it follows."""
    first = found[0]
    return (
        first.plain.removesuffix("'s") in ALIASES
        or (len(first.text) > 1 and first.text.isupper())
        or first.plain.endswith("'s")
        or (len(found) > 1 and found[1].is_capitalised and found[1].plain not in _JOINED)
    )


def _key(word: Word) -> str:
    plain = word.plain.removesuffix("'s")
    return ALIASES.get(plain, plain)


def missing(names: Sequence[Name], text_words: Sequence[Word]) -> list[Name]:
    """Those of which no word stands in the other text in any spelling."""
    theirs = {_key(word) for word in text_words}
    initials = {
        "".join(word.plain[0] for word in text_words[at : at + size])
        for size in (2, 3, 4)
        for at in range(len(text_words))
    }
    return [
        name
        for name in names
        if not any(_matches(key, theirs) or (1 < len(key) < 5 and key in initials) for key in name.keys)
    ]


def _matches(key: str, theirs: set[str]) -> bool:
    if key in theirs:
        return True
    stem = key[:4]
    return len(key) >= 4 and any(
        (other.startswith(stem) and abs(len(other) - len(key)) <= 4 and _is_derived(key, other))
        or _is_misspelt(key, other)
        for other in theirs
    )


def _is_derived(one: str, other: str) -> bool:
    """Such as "Lithuania" and "Lithuanian", "Iraq" and "Iraqis"."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter[: max(4, len(shorter) - 2)])


def _is_misspelt(one: str, other: str) -> bool:
    """One letter more, fewer or other: "Qods" and "Quds", "Gaddafi" and "Gadaffi"."""
    if len(other) < 4 or abs(len(one) - len(other)) > 1 or one[-1] != other[-1]:
        return False
    if len(one) == len(other):
        return sum(ours != theirs for ours, theirs in zip(one, other, strict=True)) == 1
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def is_other_bearer(one: Name, other: Name, our_words: Sequence[Word], their_words: Sequence[Word]) -> bool:
    """Whether two names share a word and differ in another: "Elisa Marchetti" and "Elena Marchetti".

    Titles don't count, nor words that stand elsewhere in the other text: both name the Clinton Foundation and Clinton.
    """
    ours, theirs = ({_key(word) for word in words} | _NO_NAMES for words in (our_words, their_words))
    shared = (one.keys & other.keys) - _NO_NAMES
    alone, others = one.keys - theirs, other.keys - ours
    return bool(shared and alone and others and not any(_matches(key, set(others)) for key in alone))
