"""The tokens of every document in reading order, and how much of a sentence's weight they hold.

Tokens are numbers of a vocabulary that the lexical index keeps; what they weigh is told by the caller.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# A sentence that a page quotes or paraphrases stands in a stretch of about so many words that are not stop words.
# Shorter passages cut a long quotation in two; longer ones let words meet that have nothing to do with each other.
PASSAGE_TOKENS = 40
_STEP = PASSAGE_TOKENS // 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which share of one side's weight the other side holds, 0 to 1, each float32 (documents,).

    `head`: of the sentence by claim, title and finding. `passage`: by that passage of these and the body which holds
    most. `claim`: of the claim by the sentence.
    """

    head: NDArray[np.float32]
    passage: NDArray[np.float32]
    claim: NDArray[np.float32]


class Sequences:
    """Numbered tokens of documents: int32 `tokens`, and where each document's, its claim and its head end (int64)."""

    def __init__(
        self,
        tokens: NDArray[np.int32],
        claim_ends: NDArray[np.int64],
        head_ends: NDArray[np.int64],
        ends: NDArray[np.int64],
    ) -> None:
        self._tokens = tokens
        self._claim_ends = claim_ends
        self._head_ends = head_ends
        self._ends = ends
        self._starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]]) if len(ends) else ends

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._ends)

    def tokens(self, document: int, with_body: bool) -> NDArray[np.int32]:
        """The tokens of one document, in order."""
        return self._tokens[self._starts[document] : (self._ends if with_body else self._head_ends)[document]]

    def coverage(
        self, documents: NDArray[np.int64], sentence: NDArray[np.int64], total: float, weights: NDArray[np.float32]
    ) -> Coverage:
        """How far a sentence and each of `documents` use the same words.

        `sentence`, int64, are those of its distinct tokens that the vocabulary has, `total` what all of them weigh,
        `weights`, float32, what each token of the vocabulary weighs.
        """
        is_asked = _are_among(sentence, len(weights))
        rows, positions, tokens = self._gathered(documents, self._ends)
        starts = self._starts[documents]
        in_claim = positions < (self._claim_ends[documents] - starts)[rows]
        claim = _weight_of_distinct(len(documents), rows[in_claim], tokens[in_claim], weights)

        shared = np.flatnonzero(is_asked[tokens])
        rows, positions, tokens, in_claim = rows[shared], positions[shared], tokens[shared], in_claim[shared]
        in_head = positions < (self._head_ends[documents] - starts)[rows]
        claim_shared = _weight_of_distinct(len(documents), rows[in_claim], tokens[in_claim], weights)
        return Coverage(
            head=_weight_of_distinct(len(documents), rows[in_head], tokens[in_head], weights) / np.float32(total),
            passage=_weight_of_best_passage(len(documents), rows, positions, tokens, weights) / np.float32(total),
            claim=np.divide(claim_shared, claim, out=np.zeros_like(claim), where=claim > 0),
        )

    def head_coverage(
        self, documents: NDArray[np.int64], sentence: NDArray[np.int64], total: float, weights: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """`coverage(...).head` alone, for which no body is read."""
        rows, _, tokens = self._gathered(documents, self._head_ends)
        shared = _are_among(sentence, len(weights))[tokens]
        return _weight_of_distinct(len(documents), rows[shared], tokens[shared], weights) / np.float32(total)

    def _gathered(
        self, documents: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
        """The tokens of `documents` up to `ends`, with the place of its document and in its document of each."""
        starts = self._starts[documents]
        lengths = ends[documents] - starts
        rows = np.repeat(np.arange(len(documents)), lengths)
        positions = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return rows, positions, self._tokens[starts[rows] + positions]

    def save(self, path: Path) -> None:
        """Write them; raises OSError."""
        np.save(path.with_suffix(".npy"), self._tokens)
        np.savez(path.with_suffix(".npz"), claim_ends=self._claim_ends, head_ends=self._head_ends, ends=self._ends)


def open_sequences(path: Path) -> Sequences:
    """Map what `Sequences.save` wrote; raises OSError, ValueError or KeyError."""
    with np.load(path.with_suffix(".npz"), allow_pickle=False) as ends:
        return Sequences(
            np.load(path.with_suffix(".npy"), mmap_mode="r"), ends["claim_ends"], ends["head_ends"], ends["ends"]
        )


class SequenceGatherer:
    """Gathers documents one after the other, four bytes a token."""

    def __init__(self) -> None:
        self._tokens = array("i")
        self._ends = (array("q"), array("q"), array("q"))

    def add(self, claim: Sequence[int], rest: Sequence[int], body: Sequence[int]) -> None:
        """The tokens of the next document's claim, of the rest of its head, and of its body."""
        for part, ends in zip((claim, rest, body), self._ends, strict=True):
            self._tokens.extend(part)
            ends.append(len(self._tokens))

    def sequences(self) -> Sequences:
        """All that was added."""
        claim_ends, head_ends, ends = (np.frombuffer(each, np.int64) for each in self._ends)
        return Sequences(np.frombuffer(self._tokens, np.int32), claim_ends, head_ends, ends)


def _are_among(tokens: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Bool (count,): which tokens of a vocabulary are among `tokens`."""
    among = np.zeros(count, np.bool_)
    among[tokens] = True
    return among


def _weight_of_distinct(
    count: int, rows: NDArray[np.int64], tokens: NDArray[np.int32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """For each of `count` rows what its tokens weigh, each counted once."""
    pairs = np.unique(rows * len(weights) + tokens)
    return np.bincount(pairs // len(weights), weights[pairs % len(weights)], count).astype(np.float32)


def _weight_of_best_passage(
    count: int,
    rows: NDArray[np.int64],
    positions: NDArray[np.int64],
    tokens: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> NDArray[np.float32]:
    """For each row the most that the distinct tokens of one passage weigh. Passages overlap by half."""
    if not len(rows):
        return np.zeros(count, np.float32)
    passages = int(positions.max()) // _STEP + 2
    # Each position lies in two passages: the one that begins in its step, and the one that began a step earlier.
    begun = rows * passages + positions // _STEP + 1
    found = _weight_of_distinct(
        count * passages, np.concatenate([begun, begun - 1]), np.concatenate([tokens, tokens]), weights
    )
    best: NDArray[np.float32] = found.reshape(count, passages).max(axis=1)
    return best
