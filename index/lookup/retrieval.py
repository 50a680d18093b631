"""Which documents a sentence may be about, each with the signals that speak for it.

Candidates come from the vectors and from the words. A document in English is compared with an English sentence by every
signal; any other pair by the multilingual vectors, and by words where the language is the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoders, Vectors
from index.generation import Generation, SearchField
from index.lexical import tokenise
from index.lookup.signals import Signal, nearness_in_time
from index.texts import ENGLISH, Field

# Documents taken from each signal. More finds a few answers that every signal ranks low, and takes longer.
POOL = 50
# The claim, whole or without its asides: whichever is closer.
_CLAIM = [Field.CLAIM, Field.CORE]
# What NUMBERS_COVERED says of a sentence that has none.
_NOTHING_TO_COVER = 0.5

_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Query:
    """A cleaned sentence with its language, what stands around it, and the day of its page (a proleptic ordinal)."""

    text: str
    language: str
    in_context: str = ""
    page_day: int | None = None

    @property
    def is_english(self) -> bool:
        """Whether the English encoder understands it."""
        return self.language == ENGLISH


class Pair(IntEnum):
    """What a sentence and a document have in common, which decides how their signals are weighed."""

    STATED = 0
    """Both are English, and the document states the claim that it is about."""
    HEADLINE = 1
    """Both are English; the document's claim is only the title of its page."""
    SAME_LANGUAGE = 2
    """Both are in one other language."""
    ACROSS = 3
    """They are in different languages."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents for one sentence.

    `documents` int64 (n,) are numbers in the generation; `signals` float32 (n, len(Signal)); `pairs` int8 (n,) holds a
    Pair for each; `similarity` float32 (n,) is the best cosine of any vector of the encoder that suits the pair.
    """

    documents: NDArray[np.int64]
    signals: NDArray[np.float32]
    pairs: NDArray[np.int8]
    similarity: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One query with its multilingual vector, its words, and the numbers among them.

    `by_whole`: what BM25 gives to each document by its words, `weight`: what it could give at most.
    """

    query: Query
    vector: Vectors
    tokens: Sequence[str]
    numbers: Sequence[str]
    by_whole: NDArray[np.float32]
    weight: float


@dataclass(frozen=True, slots=True)
class _Found:
    """Documents with their signals, all but those that need the English encoder."""

    documents: NDArray[np.int64]
    signals: NDArray[np.float32]


def retrieve(
    generation: Generation, encoders: Encoders, queries: Sequence[Query], allowed: NDArray[np.bool_] | None
) -> list[Candidates]:
    """Candidates for each query, in no particular order. `allowed`, bool (documents,), limits them."""
    # Encoding in English takes longest and leaves the interpreter free, so that the rest goes beside it.
    besides = encoders.beside.submit(_without_english, generation, encoders, queries, allowed)
    english, contexts = _encode_english(encoders, queries)
    near = _nearest(generation.english, english, allowed)
    return [
        _with_english(generation, asked, found, near[row], np.stack([english[row], contexts[row]], axis=1))
        for row, (asked, found) in enumerate(besides.result())
    ]


def _without_english(
    generation: Generation, encoders: Encoders, queries: Sequence[Query], allowed: NDArray[np.bool_] | None
) -> list[tuple[_Asked, _Found]]:
    """For each query the documents that the multilingual vectors and the words find."""
    vectors = encoders.multilingual.encode([query.text for query in queries])
    near = _nearest(generation.multilingual, vectors, allowed)
    lexical = generation.lexical
    every = []
    for row, query in enumerate(queries):
        tokens = tokenise(query.text, query.language)
        numbers = tokenise(" ".join(_NUMBER.findall(query.text)), query.language)
        by_whole, by_head = lexical.whole_scores(tokens), lexical.head_scores(tokens)
        asked = _Asked(query, vectors[row], tokens, numbers, by_whole, lexical.weight(tokens))
        documents = np.unique(np.concatenate([near[row], _best(by_head, allowed), _best(by_whole, allowed)]))
        every.append((asked, _described(generation, asked, documents)))
    return every


def _encode_english(encoders: Encoders, queries: Sequence[Query]) -> tuple[Vectors, Vectors]:
    """The vectors of English queries, alone and in context, float32 (n, dimensions); rows of zeros for the others."""
    texts = [query.text if query.is_english else "" for query in queries]
    contexts = [query.in_context if query.is_english else "" for query in queries]
    vectors = np.zeros((2 * len(queries), encoders.english.dimensions), np.float32)
    rows = [row for row, text in enumerate(texts + contexts) if text]
    vectors[rows] = encoders.english.encode([text for text in texts + contexts if text])
    alone, in_context = vectors[: len(queries)], vectors[len(queries) :]
    # A sentence that stands alone is its own context.
    return alone, np.where(in_context.any(axis=1, keepdims=True), in_context, alone)


def _nearest(field: SearchField, vectors: Vectors, allowed: NDArray[np.bool_] | None) -> list[NDArray[np.int64]]:
    """For each vector, the documents of its nearest rows; none for a vector of zeros."""
    rows_allowed = None if allowed is None else allowed[field.documents]
    _, rows = field.index.search(vectors, POOL, rows_allowed)
    return [
        field.documents[found[found >= 0]].astype(np.int64) if vector.any() else np.empty(0, np.int64)
        for vector, found in zip(vectors, rows, strict=True)
    ]


def _described(generation: Generation, asked: _Asked, documents: NDArray[np.int64]) -> _Found:
    (multilingual,) = _similarities(generation.multilingual, asked.vector[:, None], documents)
    lexical = generation.lexical
    covered = lexical.coverage(asked.tokens, documents)
    before, after = nearness_in_time(generation.published[documents], asked.query.page_day)
    signals = np.zeros((len(documents), len(Signal)), np.float32)
    signals[:, Signal.MULTILINGUAL_CLAIM] = multilingual[:, _CLAIM].max(axis=1)
    signals[:, Signal.MULTILINGUAL_BEST] = multilingual.max(axis=1)
    signals[:, Signal.BM25] = asked.by_whole[documents] / asked.weight
    signals[:, Signal.COVERED_BY_PASSAGE] = covered.passage
    signals[:, Signal.CLAIM_COVERED] = covered.claim
    signals[:, Signal.NUMBERS_COVERED] = _numbers_covered(generation, asked.numbers, documents)
    signals[:, Signal.NEAR_BEFORE] = before
    signals[:, Signal.NEAR_AFTER] = after
    return _Found(documents, signals)


def _with_english(
    generation: Generation, asked: _Asked, found: _Found, near: NDArray[np.int64], vectors: Vectors
) -> Candidates:
    """All candidates of one query. `vectors` float32 (dimensions, 2): those of the sentence alone and in context."""
    more = _described(generation, asked, np.setdiff1d(near, found.documents))
    documents = np.concatenate([found.documents, more.documents])
    signals = np.concatenate([found.signals, more.signals])
    alone, in_context = _similarities(generation.english, vectors, documents)
    signals[:, Signal.ENGLISH_CLAIM] = alone[:, _CLAIM].max(axis=1)
    signals[:, Signal.ENGLISH_TITLE] = alone[:, Field.TITLE]
    signals[:, Signal.ENGLISH_FINDING] = alone[:, Field.FINDING]
    signals[:, Signal.ENGLISH_IN_CONTEXT] = in_context.max(axis=1)
    is_english = asked.query.is_english & (generation.english.rows_of[documents, Field.CLAIM] >= 0)
    return Candidates(
        documents,
        signals,
        _pairs(generation, asked.query, documents, is_english),
        np.where(is_english, alone.max(axis=1), signals[:, Signal.MULTILINGUAL_BEST]),
    )


def _pairs(
    generation: Generation, query: Query, documents: NDArray[np.int64], is_english: NDArray[np.bool_]
) -> NDArray[np.int8]:
    in_english = np.where(generation.states_claim[documents], Pair.STATED, Pair.HEADLINE)
    in_others = np.where(generation.languages[documents] == query.language, Pair.SAME_LANGUAGE, Pair.ACROSS)
    return np.where(is_english, in_english, in_others).astype(np.int8)


def _numbers_covered(
    generation: Generation, numbers: Sequence[str], documents: NDArray[np.int64]
) -> NDArray[np.float32] | float:
    """How much of the weight of the sentence's numbers the documents' claim, title and finding hold."""
    return generation.lexical.head_coverage(numbers, documents) if numbers else _NOTHING_TO_COVER


def _best(bm25: NDArray[np.float32], allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """The documents with the highest scores above 0, at most POOL."""
    scores = bm25 if allowed is None else np.where(allowed, bm25, 0)
    found = np.argpartition(-scores, POOL)[:POOL] if len(scores) > POOL else np.arange(len(scores))
    return found[scores[found] > 0]


def _similarities(field: SearchField, vectors: Vectors, documents: NDArray[np.int64]) -> list[NDArray[np.float32]]:
    """For each column of `vectors` float32 (len(documents), len(Field)): cosine with each text, 0 where none."""
    rows = field.rows_of[documents]
    found = rows >= 0
    cosines = field.index.rows(rows[found]) @ vectors
    similarities = []
    for column in cosines.T:
        each = np.zeros(rows.shape, np.float32)
        each[found] = column
        similarities.append(each)
    return similarities


def claim_similarities(generation: Generation, documents: NDArray[np.int64]) -> NDArray[np.float32]:
    """Float32 (n, n): cosines between the claims of documents, by the English encoder where both are English."""
    rows = generation.english.rows_of[documents, Field.CLAIM]
    in_english, others = np.flatnonzero(rows >= 0), np.flatnonzero(rows < 0)
    similarities = np.empty((len(documents), len(documents)), np.float32)
    claims = generation.english.index.rows(rows[in_english])
    similarities[np.ix_(in_english, in_english)] = claims @ claims.T
    if len(others):
        claims = generation.multilingual.index.rows(generation.multilingual.rows_of[documents, Field.CLAIM])
        similarities[others] = claims[others] @ claims.T
        similarities[:, others] = similarities[others].T
    return similarities
