"""Which documents a sentence may be about, each with the signals that speak for it.

Candidates come from the vectors and from the words. A document in English is compared with an English sentence by every
signal; any other pair by the multilingual vectors, and by words where the language is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoders, Vectors
from index.generation import Generation, SearchField
from index.lexical import tokenise
from index.texts import ENGLISH, Field

# Documents taken from each signal. More finds a few answers that every signal ranks low, and takes longer.
POOL = 50
# The claim, whole or without its asides: whichever is closer.
_CLAIM = [Field.CLAIM, Field.CORE]


class Signal(IntEnum):
    """The columns of a candidate's signals; higher speaks for the document.

    All lie between 0 and 1 or near it, but for REPETITION: log2 of how many documents state the very same claim.
    """

    ENGLISH_CLAIM = 0
    ENGLISH_BEST = 1
    MULTILINGUAL_CLAIM = 2
    MULTILINGUAL_BEST = 3
    BM25 = 4
    COVERAGE = 5
    REPETITION = 6


@dataclass(frozen=True, slots=True)
class Query:
    """A cleaned sentence with its language; `is_english` decides which signals count."""

    text: str
    language: str

    @property
    def is_english(self) -> bool:
        """Whether the English encoder understands it."""
        return self.language == ENGLISH


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents for one sentence.

    `documents` int64 (n,) are numbers in the generation; `signals` float32 (n, len(Signal)); `is_english` bool (n,)
    tells the pairs in which both sides are English; `similarity` float32 (n,) is the best cosine of any vector of the
    encoder that suits the pair.
    """

    documents: NDArray[np.int64]
    signals: NDArray[np.float32]
    is_english: NDArray[np.bool_]
    similarity: NDArray[np.float32]


def retrieve(
    generation: Generation, encoders: Encoders, queries: Sequence[Query], allowed: NDArray[np.bool_] | None
) -> list[Candidates]:
    """Candidates for each query, in no particular order. `allowed`, bool (documents,), limits them."""
    multilingual = encoders.multilingual.encode([query.text for query in queries])
    english = _encode_english(encoders, queries)
    near = _nearest(generation.multilingual, multilingual, allowed)
    near_english = _nearest(generation.english, english, allowed)
    return [
        _candidates(generation, query, english[row], multilingual[row], [near[row], near_english[row]], allowed)
        for row, query in enumerate(queries)
    ]


def _encode_english(encoders: Encoders, queries: Sequence[Query]) -> Vectors:
    """Float32 (n, dimensions); zeros, which are similar to nothing, for what is not English."""
    rows = [row for row, query in enumerate(queries) if query.is_english]
    vectors = np.zeros((len(queries), encoders.english.dimensions), np.float32)
    vectors[rows] = encoders.english.encode([queries[row].text for row in rows])
    return vectors


def _nearest(field: SearchField, vectors: Vectors, allowed: NDArray[np.bool_] | None) -> list[NDArray[np.int64]]:
    """For each vector, the documents of its nearest rows; none for a vector of zeros."""
    rows_allowed = None if allowed is None else allowed[field.documents]
    _, rows = field.index.search(vectors, POOL, rows_allowed)
    return [
        field.documents[found[found >= 0]].astype(np.int64) if vector.any() else np.empty(0, np.int64)
        for vector, found in zip(vectors, rows, strict=True)
    ]


def _candidates(
    generation: Generation,
    query: Query,
    english: Vectors,
    multilingual: Vectors,
    near: Sequence[NDArray[np.int64]],
    allowed: NDArray[np.bool_] | None,
) -> Candidates:
    tokens = tokenise(query.text, query.language)
    bm25 = generation.lexical.scores(tokens)
    documents = np.unique(np.concatenate([*near, _best(bm25, allowed)]))
    by_english = _similarities(generation.english, english, documents)
    by_multilingual = _similarities(generation.multilingual, multilingual, documents)
    is_english = query.is_english & (generation.english.rows_of[documents, Field.CLAIM] >= 0)

    signals = np.zeros((len(documents), len(Signal)), np.float32)
    signals[:, Signal.ENGLISH_CLAIM] = by_english[:, _CLAIM].max(axis=1)
    signals[:, Signal.ENGLISH_BEST] = by_english.max(axis=1)
    signals[:, Signal.MULTILINGUAL_CLAIM] = by_multilingual[:, _CLAIM].max(axis=1)
    signals[:, Signal.MULTILINGUAL_BEST] = by_multilingual.max(axis=1)
    signals[:, Signal.BM25] = bm25[documents] / max(float(bm25.max()), 1.0)
    signals[:, Signal.REPETITION] = np.log2(generation.on_same_claim[documents])
    signals[:, Signal.COVERAGE] = generation.lexical.coverage(tokens, documents)
    similarity = np.where(is_english, by_english.max(axis=1), by_multilingual.max(axis=1))
    return Candidates(documents, signals, is_english, similarity)


def _best(bm25: NDArray[np.float32], allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """The documents with the highest scores above 0, at most POOL."""
    scores = bm25 if allowed is None else np.where(allowed, bm25, 0)
    found = np.argpartition(-scores, POOL)[:POOL] if len(scores) > POOL else np.arange(len(scores))
    return found[scores[found] > 0]


def _similarities(field: SearchField, vector: Vectors, documents: NDArray[np.int64]) -> NDArray[np.float32]:
    """Float32 (len(documents), len(Field)): cosine with each text of each document, 0 where it has none."""
    rows = field.rows_of[documents]
    found = rows >= 0
    similarities = np.zeros(rows.shape, np.float32)
    similarities[found] = field.index.rows(rows[found]) @ vector
    return similarities


def claim_similarities(generation: Generation, documents: NDArray[np.int64]) -> NDArray[np.float32]:
    """Float32 (n, n): cosines between the claims of documents, by the English encoder where both are English."""
    rows = generation.multilingual.rows_of[documents, Field.CLAIM]
    claims = generation.multilingual.index.rows(rows)
    similarities: NDArray[np.float32] = claims @ claims.T
    rows = generation.english.rows_of[documents, Field.CLAIM]
    in_english = np.flatnonzero(rows >= 0)
    claims = generation.english.index.rows(rows[in_english])
    similarities[np.ix_(in_english, in_english)] = claims @ claims.T
    return similarities
