"""The reader's sentences that were written for the starter corpus, with the documents that answer each."""

import json
from dataclasses import dataclass

from bench.collections import SHARED


@dataclass(frozen=True, slots=True)
class ReaderQuery:
    """A sentence as a reader meets it. `relevant` is empty for decoys and for sentences off the topic."""

    id: str
    text: str
    language: str
    kind: str
    relevant: frozenset[str]


def reader_queries() -> list[ReaderQuery]:
    """All of them, in the order of their file."""
    lines = (SHARED / "corpus" / "queries.jsonl").read_text().splitlines()
    return [
        ReaderQuery(row["id"], row["text"], row["lang"], row["kind"], frozenset(row["relevant"]))
        for row in map(json.loads, lines)
    ]
