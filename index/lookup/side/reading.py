"""An English text as it is read for a comparison, and what a comparison finds of one kind. Pure."""

import re
from dataclasses import dataclass

from index.lexical import tokenise
from index.lookup.cleaning import blanked
from index.lookup.side.words import Word, words_of
from index.texts import ENGLISH

_SPACE = re.compile(r"\s")
# More than nearly all claims have.
_MOST_WORDS_OF_ONE_STATEMENT = 20
_NEAR = 4

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

    @property
    def is_long(self) -> bool:
        """Whether it has room for names and asides beside one statement."""
        return len(self.words) > _MOST_WORDS_OF_ONE_STATEMENT

    def near(self, start: int, end: int) -> set[str]:
        """The stems of the words that mean something right before and after a place in the text."""
        before = [word.stem for word in self.words if word.end <= start][-_NEAR:]
        return self.following(end) | {stem for stem in before if f"en:{stem}" in self.stems}

    def following(self, end: int) -> set[str]:
        """The stems of the words that mean something right after a place in the text."""
        after = [word.stem for word in self.words if word.start >= end][:_NEAR]
        return {stem for stem in after if f"en:{stem}" in self.stems}

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
    """Read an English text; links and signatures are spaces, so that offsets stay those of the text as it is given."""
    spaced = blanked(_SPACE.sub(" ", text))
    return Reading(spaced, words_of(spaced, ENGLISH), frozenset(tokenise(spaced, ENGLISH)))
