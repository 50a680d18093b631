"""Pairs of a sentence and a claim that we labelled by reading; side_labels/README.md says how.

The texts of the public collections stay outside the repository: their labels name sentences and documents by id, or a
pair that bench.side_untold puts together by a hash of its texts.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.collections import (
    Asked,
    article_documents,
    articles,
    debate_documents,
    debates,
    transcript_sentences,
    tweet_documents,
    tweets,
)
from bench.side_sources import Pair
from index.feeds.starter import starter_documents
from index.lookup import read_query
from index.records import Document

FOLDER = Path(__file__).with_name("side_labels")
# One sentence in so many is never trained on.
_HELD_OUT_ONE_IN = 7
_LETTERS = {"s": "same", "o": "opposite", "r": "related", "n": "other"}


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A sentence as it stands and as a lookup reads it, a claim, which of CLASSES they are, and of which set."""

    as_it_stands: str
    sentence: str
    claim: str
    label: str
    source: str

    @property
    def is_held_out(self) -> bool:
        """Whether nothing is trained on it."""
        return is_held_out(self.sentence)


def is_held_out(sentence: str) -> bool:
    """Whether a sentence, as a lookup reads it, is kept from the model that reads claims, with whatever claim."""
    return zlib.crc32(sentence.encode()) % _HELD_OUT_ONE_IN == 0


def judged_relevant(name: str) -> dict[str, frozenset[str]]:
    """By the id of a sentence, the documents that we labelled as on its statement, in one file of labels."""
    found: dict[str, set[str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        query, document, letter = line.split()
        if _LETTERS[letter] != "other":
            found.setdefault(query, set()).add(document)
    return {query: frozenset(documents) for query, documents in found.items()}


def found_in_training() -> Iterator[LabelledPair]:
    """The likeliest claims for sentences of the collections' training parts and for our own judged sentences."""
    yield from _by_id("tweets", tweets("train").asked, _claims(tweet_documents()))
    yield from _by_id("articles", articles("train").asked, _claims(article_documents()))
    yield from _by_id("debates", {**transcript_sentences(), **debates("train").asked}, _claims(debate_documents()))
    starter = _claims(starter_documents())
    for row in map(json.loads, (FOLDER / "starter.jsonl").read_text().splitlines()):
        yield LabelledPair(row["text"], row["text"], starter[row["document"]], _LETTERS[row["label"]], "starter")


def found_in_development() -> Iterator[LabelledPair]:
    """The same for development parts, to measure on and for nothing else."""
    yield from _by_id("tweets-dev", tweets("dev").asked, _claims(tweet_documents()))
    yield from _by_id("articles-dev", articles("dev").asked, _claims(article_documents()))
    yield from _by_id("debates-dev", {**transcript_sentences(), **debates("dev").asked}, _claims(debate_documents()))


def put_together(pairs: Iterable[Pair]) -> Iterator[LabelledPair]:
    """Those of the pairs that we labelled."""
    labels = dict(line.split() for line in (FOLDER / "put_together.txt").read_text().splitlines())
    for pair in pairs:
        if letter := labels.get(hash_of(pair.sentence, pair.claim)):
            yield LabelledPair(pair.sentence, pair.sentence, pair.claim, _LETTERS[letter], pair.source)


def hash_of(sentence: str, claim: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of both texts, a line each."""
    return hashlib.sha256(f"{sentence}\n{claim}".encode()).hexdigest()[:12]


def _claims(documents: Iterable[Document]) -> dict[str, str]:
    return {document.id: document.claim.text for document in documents}


def _by_id(name: str, asked: Mapping[str, Asked], claims: Mapping[str, str]) -> Iterator[LabelledPair]:
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        query, document, letter = line.split()
        each = asked[query]
        read = read_query(each.sentence, each.page).text
        yield LabelledPair(each.sentence.text, read, claims[document], _LETTERS[letter], name)
