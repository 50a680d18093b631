"""Our own pairs to train with, and what can be made of them without another look: crossed, set apart."""

from collections.abc import Iterator

from bench.side_cases import Case, own_pairs, pairs_apart
from bench.side_sources import Pair, nearest
from index.lookup.side.polarity import quoted
from index.records import Side

_MOST_WORDS = 20
_NOT_IN_CLAIMS = frozenset('#@"“!?')


def own() -> list[Pair]:
    """Our own English pairs, but for those held out."""
    return [_pair(case) for case in _trained_on()]


def crossed() -> list[Pair]:
    """Sentences beside another sentence that says plainly what their claim says, instead of beside the claim."""
    return list(_crossed())


def apart() -> list[Pair]:
    """Sentences beside the claim on another matter that shares most of their words: words alone make no answer."""
    cases = pairs_apart()
    claims = list(dict.fromkeys(case.claim for case in cases))
    near = nearest([case.sentence for case in cases], claims, 2)
    others = [
        next(claims[place] for place in places if claims[place] != case.claim)
        for case, places in zip(cases, near, strict=True)
    ]
    return [
        Pair(case.sentence, other, Side.UNCLEAR, "own/other_statement")
        for case, other in zip(cases, others, strict=True)
    ]


def _crossed() -> Iterator[Pair]:
    beside: dict[str, list[Case]] = {}
    for case in _trained_on():
        beside.setdefault(case.claim, []).append(case)
    for cases in beside.values():
        for plain in cases:
            if plain.side is Side.SAME and might_be_a_claim(plain.sentence):
                for case in cases:
                    if case.sentence != plain.sentence:
                        yield Pair(case.sentence, plain.sentence, case.side, f"own/crossed/{case.family}")


def might_be_a_claim(sentence: str) -> bool:
    """Whether it is one statement in prose, quotes nobody, and is no longer than claims are."""
    return (
        len(sentence.split()) <= _MOST_WORDS
        and sentence[0].isupper()
        and sentence.find(".") == len(sentence) - 1
        and quoted(sentence) is None
        and not _NOT_IN_CLAIMS & set(sentence)
    )


def _trained_on() -> list[Case]:
    return [case for case in own_pairs(is_held_out=False) if case.language == "en"]


def _pair(case: Case) -> Pair:
    return Pair(case.sentence, case.claim, case.side, f"own/{case.family}")
