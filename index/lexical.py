"""Words to documents by BM25: the only place that imports the BM25 library.

Every token carries its language, so that words are only compared within one language.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s import stopwords
from numpy.typing import NDArray

# Letters, digits and marks inside numbers ("1.2", "1,200"); one-letter words say nothing, one digit may.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")


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


class LexicalIndex:
    """BM25 over documents, each a bag of tokens; a document's number is its place in the list that was written."""

    def __init__(self, retriever: bm25s.BM25) -> None:
        self._retriever = retriever
        self._indptr: NDArray[np.int64] = retriever.scores["indptr"]
        self._indices: NDArray[np.int32] = retriever.scores["indices"]
        self._count = int(retriever.scores["num_docs"])

    def scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document, float32 (documents,); 0 where no token occurs."""
        known = self._retriever.get_tokens_ids(list(dict.fromkeys(tokens)))
        if not known:
            return np.zeros(self._count, np.float32)
        scores: NDArray[np.float32] = self._retriever.get_scores_from_ids(known)
        return scores

    def coverage(self, tokens: Sequence[str], documents: NDArray[np.int64]) -> NDArray[np.float32]:
        """How much of the tokens' weight (inverse document frequency) each document holds, from 0 to 1.

        Tokens that no document holds weigh most, so that a sentence about something unknown is covered by nothing.
        """
        distinct = list(dict.fromkeys(tokens))
        covered = np.zeros(len(documents), np.float32)
        total = 0.0
        for token in distinct:
            found = self._postings(token)
            # The inverse document frequency of BM25 in Lucene's form, which is never negative.
            weight = float(np.log1p((self._count - len(found) + 0.5) / (len(found) + 0.5)))
            total += weight
            if len(found):
                places = np.minimum(np.searchsorted(found, documents), len(found) - 1)
                covered += weight * (found[places] == documents)
        return covered / np.float32(total) if total else covered

    def _postings(self, token: str) -> NDArray[np.int32]:
        number = self._retriever.vocab_dict.get(token)
        if number is None:
            return self._indices[:0]
        return self._indices[self._indptr[number] : self._indptr[number + 1]]


class _TokenNumbers:
    """The tokens of each document as numbers, one flat array behind them all: the library asks for one at a time."""

    def __init__(self, numbers: NDArray[np.int32], ends: NDArray[np.int64]) -> None:
        self._numbers = numbers
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[list[int]]:
        for start, end in pairwise(self._ends):
            yield self._numbers[start:end].tolist()


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What the library takes in place of lists of words; the names of the fields are its own."""

    ids: _TokenNumbers
    vocab: dict[str, int]


class LexicalWriter:
    """Gathers tokenised documents for a BM25 index (k1 1.5, b 0.75, Lucene's form), four bytes a token."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._numbers = array("i")
        self._ends = array("q", [0])

    def add(self, tokens: Iterable[str]) -> None:
        """The next document."""
        vocabulary = self._vocabulary
        self._numbers.extend(vocabulary.setdefault(token, len(vocabulary)) for token in tokens)
        self._ends.append(len(self._numbers))

    def write(self, folder: Path) -> None:
        """Write the index of all documents into a new folder."""
        if not self._vocabulary:
            # The library can't index nothing at all; a token without a language is one that no query has.
            documents = len(self._ends) - 1
            self._numbers, self._ends = array("i", [0] * documents), array("q", range(documents + 1))
            self._vocabulary = {":": 0}
        numbers = _TokenNumbers(np.frombuffer(self._numbers, np.int32), np.frombuffer(self._ends, np.int64))
        retriever = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
        retriever.index(_Corpus(numbers, self._vocabulary), show_progress=False)
        retriever.save(folder)


def open_lexical(folder: Path) -> LexicalIndex:
    """Map an index that a `LexicalWriter` wrote."""
    return LexicalIndex(bm25s.BM25.load(folder, mmap=True))
