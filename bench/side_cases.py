"""The cases and labels that sides are measured on: our minimal pairs, our training pairs, hand-labelled debates.

The final part of the cases is read by `final_cases` alone, which only `python -m bench.side final` calls.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.collections import SHARED, debate_documents, debates
from bench.labelled_pairs import LabelledPair
from index.records import Side

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "side"
PAIRS = Path(__file__).with_name("side_pairs")
DEBATE_LABELS = CASES.with_name("debates-sides.jsonl")
# Files of our own pairs that the cross-encoder is never trained on; of their claims, file 36 has one too.
HELD_OUT = frozenset({"09", "14"})
# From the first to the last of these files no two claims are about one event.
_APART = ("32", "66")
# Files in other languages; all else is English.
_OTHER_LANGUAGES = frozenset({"10"})
_FINAL = ".final.jsonl"
# A change that makes it another statement, or no statement on the claim at all: neither side is right.
_SIDE_OF = {"same": Side.SAME, "opposite": Side.OPPOSITE}
_NEITHER = {"different": Side.UNCLEAR, "unrelated": Side.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Case:
    """A pair with the side that is right, and what `expected` or `label` says in the file."""

    sentence: str
    claim: str
    side: Side
    expected: str
    family: str
    language: str = "en"


def develop_cases() -> list[Case]:
    """The cases to choose and to look at."""
    return _cases(path for path in sorted(CASES.glob("*.jsonl")) if not path.name.endswith(_FINAL))


def final_cases() -> list[Case]:
    """The cases that are scored once, when everything is chosen."""
    return _cases(sorted(CASES.glob(f"*{_FINAL}")))


def _cases(paths: Iterable[Path]) -> list[Case]:
    return [
        Case(
            row["sentence"],
            row["claim"],
            _NEITHER.get(row["expected"]) or Side(row["expected"]),
            row["expected"],
            row["family"],
            row["language"],
        )
        for path in paths
        for row in map(json.loads, path.read_text().splitlines())
    ]


def own_pairs(is_held_out: bool) -> list[Case]:
    """Our own pairs: those to train on, or those held out."""
    return _pairs(lambda file: (file in HELD_OUT) == is_held_out)


def pairs_apart() -> list[Case]:
    """Those of our own pairs whose claim is on another matter than every other claim among them."""
    return _pairs(lambda file: _APART[0] <= file <= _APART[1])


def _pairs(is_wanted: Callable[[str], bool]) -> list[Case]:
    return [
        Case(
            row["sentence"],
            row["claim"],
            Side(row["label"]),
            row["label"],
            row["family"],
            "other" if path.stem in _OTHER_LANGUAGES else "en",
        )
        for path in sorted(PAIRS.glob("*.jsonl"))
        if is_wanted(path.stem)
        for row in map(json.loads, path.read_text().splitlines())
    ]


def labelled_debates() -> list[Case]:
    """150 sentences of debates with a claim that they were matched to; empty where the collection is not there."""
    if not SHARED.is_dir():
        return []
    claims = {document.id: document.claim.text for document in debate_documents()}
    sentences = {query: text for part in ("train", "dev") for query, text in debates(part).sentences.items()}
    return [
        Case(sentences[row["query"]], claims[row["claim"]], Side(row["label"]), row["label"], "debates")
        for row in map(json.loads, DEBATE_LABELS.read_text().splitlines())
    ]


def labelled_cases(pairs: Iterable[LabelledPair]) -> list[Case]:
    """Pairs labelled by reading, with the set each is of for its family; related ones and others are on no side."""
    return [
        Case(pair.as_it_stands, pair.claim, _SIDE_OF.get(pair.label, Side.UNCLEAR), pair.label, pair.source)
        for pair in pairs
    ]
