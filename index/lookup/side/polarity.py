"""What turns an English statement into its denial, and whom it quotes. Pure.

Two turns cancel out ("failed to deny"); what a turn does not reach, and what leaves it open ("no evidence that … not"),
is for the comparison to find.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.lookup.side.lexicon import (
    DENIALS,
    DENIALS_OF_STATEMENTS,
    NEGATING,
    NEGATIONS,
    NO_EVIDENCE,
    NO_NEGATIONS,
    REPORTING,
    STATEMENTS,
    listed,
)
from index.lookup.side.words import Phrases, Word

_SAID = "|".join(sorted(REPORTING, key=len, reverse=True))
_WHO = r"(?:[^\s,;:]+\s+){0,6}?[^\s,;:]*[^\s,;:.]"
_SINCE = r"(?:has |have |had |also |again |later |repeatedly |once |now |still |then |flatly |publicly )*"
_QUOTED = (
    re.compile(rf"^[\"“‘']?(?P<who>{_WHO}) {_SINCE}(?P<said>{_SAID})\b(?!\s+(?:of|for|to|by|in|at)\b)"),
    re.compile(rf"^(?P<who>{_WHO}), [^,;:]+, {_SINCE}(?P<said>{_SAID})\b"),
    re.compile(rf"[,”\"] (?P<who>{_WHO}) {_SINCE}(?P<said>{_SAID})\b"
               r"(?=[,.;:]|\s*$|\s+(?:on|in|at|after|as|last|during|to|this|his|her|that)\b)"),
    re.compile(rf"[,”\"] (?P<said>{_SAID}) (?P<who>{_WHO})\s*(?=[.,;]|$)"),
    re.compile(r"\b(?P<said>[Aa]ccording to) (?P<who>(?:[^\s,;:]+\s+){0,6}?[^\s,;:.]+)(?=[,.;:]|$)"),
    re.compile(r"^(?P<who>(?:[^\s,;:]+ ){0,4}(?:study|tests?|trial|recount|records|filings|poll|survey|data|figures|"
               r"investigation|documents|report|review|statistics)) "
               r"(?P<said>shows?|showed|finds?|found|suggests?|proves?|put)\b", re.IGNORECASE),
)  # fmt: skip
# A phrase with one of these is no name of a speaker.
_NO_SPEAKER = listed(
    "to that was were is are has have had can cannot could would not hardly it this which there what who and "
    "but don't you nobody they been being one if when because"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that turn what they stand before, from word `first` up to word `last`; `is_denial`: the whole statement."""

    first: int
    last: int
    is_denial: bool
    is_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whom a sentence quotes, and where "who said" stands."""

    who: str
    start: int
    end: int


_NO_TURNS = Phrases(NO_NEGATIONS)
_KINDS = (
    (Phrases(NO_EVIDENCE), False, True),
    (Phrases(NEGATING), False, False),
    (Phrases(DENIALS), True, False),
)


def turns_of(words: Sequence[Word]) -> tuple[Turn, ...]:
    """The turns of a text, in order."""
    plain = [word.plain for word in words]
    taken = {at for first, last in _NO_TURNS.places(plain) for at in range(first, last)}
    turns: list[Turn] = []
    for phrases, is_denial, is_evidence in _KINDS:
        for first, last in phrases.places(plain):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                turns.append(Turn(first, last, is_denial, is_evidence))
    for at, word in enumerate(plain):
        if at in taken:
            continue
        if word in DENIALS_OF_STATEMENTS and STATEMENTS & set(plain[at + 1 : at + 5]):
            turns.append(Turn(at, at + 1, is_denial=True))
        elif word in NEGATIONS or word.endswith("n't"):
            turns.append(Turn(at, at + 1, is_denial=False))
    return tuple(sorted(turns, key=lambda turn: turn.first))


def quoted(text: str) -> Quoted | None:
    """Whom the sentence quotes as saying it; None where it speaks for itself."""
    for pattern in _QUOTED:
        found = pattern.search(text)
        if found:
            who = found["who"].strip(" \"“”‘’'")
            if who and not _NO_SPEAKER & set(who.casefold().split()) and len(who) <= 80:
                start = min(found.start("who"), found.start("said"))
                return Quoted(who, start, max(found.end("who"), found.end("said")))
    return None
