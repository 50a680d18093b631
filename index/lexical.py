"""Words to documents by BM25: the only place that imports the BM25 library.

Every token carries its language, so that words are only compared within one language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s import stopwords
from numpy.typing import NDArray

from index.sequences import Coverage, SequenceGatherer, Sequences, open_sequences

# Letters, digits and marks inside numbers ("1.2", "1,200"); one-letter words say nothing, one digit may.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")

# A sentence of stop words alone weighs nothing and is covered by nothing.
_LEAST_WEIGHT = 1e-6

_NO_TOKEN = 0
_HEAD = "head"
_WHOLE = "whole"
_SEQUENCES = "sequences"


@dataclass(frozen=True, slots=True)
class _Morphology:
    """What is known of a language: Snowball's name of its stemmer, and the words too common to search by."""

    stemmer: str
    stop: frozenset[str]


_MORPHOLOGY = {
    "de": _Morphology("german", frozenset(stopwords.STOPWORDS_GERMAN)),
    "en": _Morphology("english", frozenset(stopwords.STOPWORDS_EN)),
    "es": _Morphology("spanish", frozenset(stopwords.STOPWORDS_SPANISH)),
    "fr": _Morphology("french", frozenset(stopwords.STOPWORDS_FRENCH)),
    "it": _Morphology("italian", frozenset(stopwords.STOPWORDS_ITALIAN)),
    "nl": _Morphology("dutch", frozenset(stopwords.STOPWORDS_DUTCH)),
    "no": _Morphology("norwegian", frozenset(stopwords.STOPWORDS_NORWEGIAN)),
    "pt": _Morphology("portuguese", frozenset(stopwords.STOPWORDS_PORTUGUESE)),
    "ru": _Morphology("russian", frozenset(stopwords.STOPWORDS_RUSSIAN)),
    "tr": _Morphology("turkish", frozenset(stopwords.STOPWORDS_TURKISH)),
}


def tokenise(text: str, language: str) -> list[str]:
    """The stems of a text's words, in order, each prefixed with the language; stop words are left out.

    In a language without a stemmer the words stand as they are.
    """
    words = _WORD.findall(text.casefold())
    morphology = _MORPHOLOGY.get(language)
    if morphology:
        # A stemmer must not be shared by threads; making one takes 8 microseconds.
        stemmer = Stemmer.Stemmer(morphology.stemmer, 0)
        words = stemmer.stemWords([word for word in words if word not in morphology.stop])
    return [f"{language}:{word}" for word in words]


def stems(words: Sequence[str], language: str) -> list[str]:
    """The stem of each word, in order, stop words too; the words themselves in a language without a stemmer."""
    morphology = _MORPHOLOGY.get(language)
    return Stemmer.Stemmer(morphology.stemmer, 0).stemWords(list(words)) if morphology else list(words)


@dataclass(frozen=True, slots=True)
class Wording:
    """A document's tokens in reading order: of its claim, of what else is said about it, and of the page's body."""

    claim: Sequence[str]
    rest: Sequence[str] = ()
    body: Sequence[str] = ()


class LexicalIndex:
    """BM25 over documents, and their tokens in order; a document's number is its place among those written."""

    def __init__(
        self, head: bm25s.BM25, whole: bm25s.BM25, vocabulary: Mapping[str, int], sequences: Sequences
    ) -> None:
        self._head = head
        self._whole = whole
        self._vocabulary = vocabulary
        self._sequences = sequences
        # The inverse document frequency of BM25 in Lucene's form, which is never negative.
        held_by = np.diff(whole.scores["indptr"])
        self._weights = np.log1p((sequences.documents - held_by + 0.5) / (held_by + 0.5)).astype(np.float32)
        self._unknown_weight = float(np.log1p((sequences.documents + 0.5) / 0.5))

    def head_scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document's claim, title and finding, float32 (documents,); 0 where no token occurs."""
        return self._scores(self._head, tokens)

    def whole_scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document with its body, float32 (documents,); 0 where no token occurs."""
        return self._scores(self._whole, tokens)

    def coverage(self, tokens: Sequence[str], documents: NDArray[np.int64]) -> Coverage:
        """How far a sentence of `tokens` and each of `documents` use the same words, by what the words weigh.

        Tokens that no document holds weigh most, so that a sentence about something unknown is covered by nothing.
        """
        return self._sequences.coverage(
            documents, np.array(self._numbers(tokens), np.int64), self.weight(tokens), self._weights
        )

    def head_coverage(self, tokens: Sequence[str], documents: NDArray[np.int64]) -> NDArray[np.float32]:
        """`coverage(...).head` alone, in less time."""
        return self._sequences.head_coverage(
            documents, np.array(self._numbers(tokens), np.int64), self.weight(tokens), self._weights
        )

    def weight(self, tokens: Sequence[str]) -> float:
        """What a sentence's distinct tokens weigh together: above 0, and more than BM25 gives to any document."""
        known = self._numbers(tokens)
        missing = len(set(tokens)) - len(known)
        return max(float(self._weights[known].sum()) + missing * self._unknown_weight, _LEAST_WEIGHT)

    def _scores(self, retriever: bm25s.BM25, tokens: Sequence[str]) -> NDArray[np.float32]:
        known = self._numbers(tokens)
        if not known:
            return np.zeros(self._sequences.documents, np.float32)
        scores: NDArray[np.float32] = retriever.get_scores_from_ids(known)
        return scores

    def _numbers(self, tokens: Sequence[str]) -> list[int]:
        """The numbers of the distinct tokens that some document holds."""
        return [self._vocabulary[token] for token in dict.fromkeys(tokens) if token in self._vocabulary]


class _Bags:
    """The tokens of each document as numbers, read from the sequences one document at a time."""

    def __init__(self, sequences: Sequences, with_bodies: bool) -> None:
        self._sequences = sequences
        self._with_bodies = with_bodies

    def __len__(self) -> int:
        return self._sequences.documents

    def __iter__(self) -> Iterator[list[int]]:
        for number in range(len(self)):
            yield self._sequences.tokens(number, self._with_bodies).tolist() or [_NO_TOKEN]


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What the library takes in place of lists of words; the names of the fields are its own."""

    ids: _Bags
    vocab: dict[str, int]


class LexicalWriter:
    """Gathers documents for BM25 indexes (k1 1.5, b 0.75, Lucene's form) of their words, four bytes a token."""

    def __init__(self) -> None:
        # The library can't index a document without words; this one has no language, so no query has it.
        self._vocabulary: dict[str, int] = {":": _NO_TOKEN}
        self._sequences = SequenceGatherer()

    def add(self, wording: Wording) -> None:
        """The next document."""
        self._sequences.add(
            *(
                [self._vocabulary.setdefault(token, len(self._vocabulary)) for token in part]
                for part in (wording.claim, wording.rest, wording.body)
            )
        )

    def write(self, folder: Path) -> None:
        """Write the indexes and the sequences of all documents into a new folder."""
        folder.mkdir()
        sequences = self._sequences.sequences()
        sequences.save(folder / _SEQUENCES)
        for name, with_bodies in ((_HEAD, False), (_WHOLE, True)):
            retriever = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
            corpus = _Corpus(_Bags(sequences, with_bodies), dict(self._vocabulary))
            retriever.index(corpus, create_empty_token=False, show_progress=False)
            retriever.save(folder / name)


def open_lexical(folder: Path) -> LexicalIndex:
    """Map what a `LexicalWriter` wrote."""
    head = bm25s.BM25.load(folder / _HEAD, mmap=True)
    whole = bm25s.BM25.load(folder / _WHOLE, mmap=True, load_vocab=False)
    return LexicalIndex(head, whole, head.vocab_dict, open_sequences(folder / _SEQUENCES))
