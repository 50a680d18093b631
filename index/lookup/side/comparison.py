"""What stands in only one of an English sentence and an English claim, with the places of the deciding words. Pure.

It compares words and draws no conclusion; `judgement` does. Every finding is one of a closed set of conflicts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from index.lookup.answer import Differences, Span, SpanKind
from index.lookup.side import alike, degrees
from index.lookup.side.amounts import Amount, amounts_of
from index.lookup.side.dates import Date, dates_of
from index.lookup.side.names import Name, is_other_bearer, missing, names_of
from index.lookup.side.parity import Parity, counted_turns, opposite_poles, parity_of
from index.lookup.side.people import ROLES
from index.lookup.side.polarity import Quoted, Turn, quoted
from index.lookup.side.reading import Found, Ranges, Reading


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found. `conflicts` are kinds in which both texts say something, and not the same.

    `lacking` are kinds of which the claim says something and the sentence nothing. `overlap` is the share of the
    claim's content words that the sentence has, 0 to 1; `overlap_of_shorter` that of the shorter text's words that the
    longer has (the overlap coefficient of Szymkiewicz and Simpson). `turns` counts what turns the sentence.
    """

    parity: Parity
    conflicts: frozenset[SpanKind]
    lacking: frozenset[SpanKind]
    differences: Differences
    quoted: Quoted | None
    spans: tuple[Span, ...]
    overlap: float
    overlap_of_shorter: float
    is_question: bool
    is_restated: bool
    is_substituted: bool
    is_swapped: bool
    turns: int


def compare(ours: Reading, theirs: Reading) -> Comparison:
    """Compare an English sentence with an English claim."""
    who = quoted(ours.text)
    poles = opposite_poles(ours, theirs)
    our_turns, their_turns = counted_turns(ours, theirs), counted_turns(theirs, ours)
    amounts = _amounts(ours, theirs)
    dates = _dates(ours, theirs)
    names = _names(ours, theirs, who)
    roles = _listed(ours, theirs, ROLES)
    quantifiers = degrees.quantifiers(ours, theirs)
    modality = degrees.modality(ours, theirs)
    parity = parity_of(our_turns, their_turns, len(poles))
    found = {
        SpanKind.NUMBER: amounts, SpanKind.DATE: dates, SpanKind.NAME: names, SpanKind.ROLE: roles,
        SpanKind.QUANTIFIER: quantifiers, SpanKind.MODALITY: modality,
    }  # fmt: skip
    conflicts = frozenset(kind for kind, each in found.items() if each.is_conflict)
    lacking = frozenset(kind for kind, each in found.items() if each.theirs and not each.ours)
    spans = list(_turn_spans(ours, theirs, our_turns, their_turns, parity))
    spans += [Span(SpanKind.DIRECTION, our, their) for our, their in poles]
    for kind, each in found.items():
        if each.is_conflict or kind in (SpanKind.NUMBER, SpanKind.MODALITY, SpanKind.QUANTIFIER, SpanKind.DATE):
            spans += _paired(kind, each.ours, each.theirs)
    if who:
        spans.append(Span(SpanKind.ATTRIBUTION, (who.start, who.end), None))

    shared = len(ours.stems & theirs.stems)

    def told(each: Found) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys([ours.shown(span) for span in each.ours] + [theirs.shown(span) for span in each.theirs])
        )

    return Comparison(
        parity=parity,
        conflicts=conflicts,
        lacking=lacking,
        differences=Differences(
            negation=(len(our_turns) - len(their_turns)) % 2 == 1,
            numbers=told(amounts),
            names=tuple(dict.fromkeys(ours.shown(span) for span in names.ours)),
            roles=told(roles) if roles.is_conflict else (),
            dates=told(dates),
            quantifiers=told(quantifiers) if quantifiers.is_conflict else (),
            direction=tuple(chain.from_iterable((ours.shown(our), theirs.shown(their)) for our, their in poles)),
            modality=told(modality),
        ),
        quoted=who,
        spans=tuple(spans),
        overlap=shared / max(len(theirs.stems), 1),
        overlap_of_shorter=shared / max(min(len(ours.stems), len(theirs.stems)), 1),
        is_restated=alike.is_restated(ours, theirs),
        is_substituted=alike.is_substituted(ours, theirs),
        is_swapped=alike.is_swapped(ours, theirs),
        is_question=ours.text.rstrip(" \"”’'").endswith("?"),
        turns=len(our_turns),
    )


def _amounts(ours: Reading, theirs: Reading) -> Found:
    mine, others = list(amounts_of(ours.text, ours.words)), list(amounts_of(theirs.text, theirs.words))
    unheld = [each for each in others if not any(each.holds(my) for my in mine)]
    unused = [my for my in mine if not any(each.holds(my) for each in others)]
    hard = [each for each in unheld if not each.is_weak]
    is_conflict = any(each.is_comparable(my) for each in hard for my in unused if not my.is_weak)
    return Found(_ranges([my for my in unused if not my.is_weak]), _ranges(hard), is_conflict)


def _ranges(found: Sequence[Amount | Date | Name]) -> Ranges:
    return [(each.start, each.end) for each in found]


def _dates(ours: Reading, theirs: Reading) -> Found:
    mine, others = dates_of(ours.text, ours.words), dates_of(theirs.text, theirs.words)
    unheld = [each for each in others if not any(not each.contradicts(my) and _tells(my, each) for my in mine)]
    unused = [my for my in mine if not any(not each.contradicts(my) and _tells(my, each) for each in others)]
    return Found(_ranges(unused), _ranges(unheld), any(each.contradicts(my) for each in unheld for my in unused))


def _tells(one: Date, other: Date) -> bool:
    return any(
        ours is not None and ours == theirs
        for ours, theirs in ((one.year, other.year), (one.month, other.month), (one.weekday, other.weekday))
    )


def _names(ours: Reading, theirs: Reading, who: Quoted | None) -> Found:
    mine = [
        name
        for name in names_of(ours.text, ours.words)
        if who is None or not (who.start <= name.start and name.end <= who.end)
    ]
    unused = missing(mine, theirs.words)
    others = names_of(theirs.text, theirs.words)
    unheld = missing(others, ours.words)
    halves = [(my, each) for my in mine for each in others if is_other_bearer(my, each, ours.words, theirs.words)]
    unused += [my for my, _ in halves if my not in unused]
    unheld += [each for _, each in halves if each not in unheld]
    is_conflict = any(_in_place_of(ours, my, theirs, each) for my in unused for each in unheld)
    return Found(_ranges(unused), _ranges(unheld), is_conflict)


def _in_place_of(ours: Reading, my: Name, theirs: Reading, other: Name) -> bool:
    """Whether a name may stand for another: that takes a like word beside both."""
    return bool(ours.near(my.start, my.end) & theirs.near(other.start, other.end))


def _listed(ours: Reading, theirs: Reading, groups: Sequence[frozenset[str]]) -> Found:
    """Words of closed groups: those whose group the other text has no word of."""
    mine, others = {word.plain for word in ours.words}, {word.plain for word in theirs.words}
    unused, unheld = [], []
    for group in groups:
        if group & mine and not group & others:
            unused += [word for word in ours.words if word.plain in group]
        if group & others and not group & mine:
            unheld += [word for word in theirs.words if word.plain in group]
    return Found([(w.start, w.end) for w in unused], [(w.start, w.end) for w in unheld], bool(unused and unheld))


def _turn_spans(
    ours: Reading, theirs: Reading, our_turns: Sequence[Turn], their_turns: Sequence[Turn], parity: Parity
) -> Iterator[Span]:
    if parity is Parity.EVEN and not our_turns and not their_turns:
        return
    yield from _paired(
        SpanKind.NEGATION,
        [ours.at(turn.first, turn.last) for turn in our_turns],
        [theirs.at(turn.first, turn.last) for turn in their_turns],
    )


def _paired(kind: SpanKind, ours: Ranges, theirs: Ranges) -> Iterator[Span]:
    for at in range(max(len(ours), len(theirs))):
        yield Span(kind, ours[at] if at < len(ours) else None, theirs[at] if at < len(theirs) else None)
