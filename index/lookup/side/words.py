"""A text as words that know where they stand, so that whatever decides can be shown in the text itself. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.lexical import stems

# Numbers of footnotes, invisible characters and soft hyphens: blanked to keep every offset where it is.
_BLANKED = re.compile("\\[\\d{1,3}\\]|[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*")
# Where a word of a handle or hashtag ends: "@RealDonaldTrump".
_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Where one clause ends and another may begin. Commas are not among them: they also set off asides and lists.
_CLAUSE_END = re.compile(r"[;:.!?…—–]+(?=\s|$)|\s-\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text, from `start` up to `end`; `plain` is in lower case with straight apostrophes."""

    text: str
    plain: str
    stem: str
    start: int
    end: int
    clause: int

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


def words_of(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order, offsets counting in the text as it is given."""
    visible = _BLANKED.sub(lambda found: " " * len(found.group()), text)
    ends = [found.start() for found in _CLAUSE_END.finditer(visible)]
    found = [part for each in _WORD.finditer(visible) for part in _parts(visible, each.start(), each.end())]
    plain = [word.casefold().replace("’", "'") for word, _, _ in found]
    return tuple(
        Word(word, low, stem, start, end, sum(place < start for place in ends))
        for (word, start, end), low, stem in zip(found, plain, stems(plain, language), strict=True)
    )


def _parts(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """A word with its place, or the words that a handle or hashtag is made of."""
    is_tag = text[max(start - 1, 0)] in "@#"
    cuts = [start, *(start + each.start() for each in _JOINED.finditer(text[start:end]) if is_tag), end]
    yield from ((text[first:last], first, last) for first, last in pairwise(cuts))


def between(words: Sequence[Word]) -> tuple[int, int]:
    """From where the first of some words begins to where the last one ends."""
    return words[0].start, words[-1].end


class Phrases:
    """A closed list of phrases that is found in one pass over a text's words; of two at one place the longer counts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            parts = tuple(phrase.split())
            self._by_first.setdefault(parts[0], []).append(parts)

    def places(self, plain: Sequence[str]) -> list[tuple[int, int]]:
        """From which word up to which, for each phrase found."""
        return [
            (at, at + len(parts))
            for at, word in enumerate(plain)
            for parts in self._by_first.get(word, ())
            if tuple(plain[at : at + len(parts)]) == parts
        ]
