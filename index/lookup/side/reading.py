"""An English text as it is read for a comparison, and what a comparison finds of one kind. Pure."""

import re
from dataclasses import dataclass

from index.lexical import tokenise
from index.lookup.side.words import Word, words_of
from index.texts import ENGLISH

_SPACE = re.compile(r"\s")

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words and the stems of those that mean something."""

    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]

    def at(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` up to `last` stand."""
        return self.words[first].start, self.words[last - 1].end

    def shown(self, span: tuple[int, int]) -> str:
        """What stands there."""
        return self.text[span[0] : span[1]]


@dataclass(frozen=True, slots=True)
class Found:
    """Where words of one kind stand that the other text lacks, and whether the two contradict each other."""

    ours: Ranges
    theirs: Ranges
    is_conflict: bool


def read_text(text: str) -> Reading:
    """Read an English text; every kind of space is a space, so that offsets stay those of the text as it is given."""
    spaced = _SPACE.sub(" ", text)
    return Reading(spaced, words_of(spaced, ENGLISH), frozenset(tokenise(spaced, ENGLISH)))
