"""The likeliest claims read together with the sentence, by the model that also tells sides.

Vectors and words tell what a document is about; whether it is about this very statement, only reading both tells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from index.cross_encoder import PairModel
from index.generation import Generation
from index.lookup.retrieval import Candidates, Pair

# More claims, or less likely ones, take time and are hardly ever shown after all (docs/decisions/0019).
MOST_CLAIMS = 2
LEAST_PROBABILITY = 0.2
# Claims on which the first reading gives a side with less than 20% are not read the other way round.
_MOST_SIDELESS = float(np.log(0.8 / 0.2))
# Documents among which the likeliest claims are looked for: dozens may be on one claim.
_MOST_DOCUMENTS = 40


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says of a sentence beside a claim, as unnormalised log-odds of its classes."""

    same: float
    opposite: float
    related: float
    other: float

    @property
    def on_no_side(self) -> float:
        """The log odds that the sentence is on neither side of the claim."""
        return float(np.logaddexp(self.related, self.other) - np.logaddexp(self.same, self.opposite))

    @property
    def on_the_claim(self) -> float:
        """The log odds that the sentence is about what the claim is about, whatever it says of that."""
        return float(np.logaddexp(np.logaddexp(self.same, self.opposite), self.related)) - self.other


class Reader:
    """Reads claims beside one sentence, each once in each order; without a model it has no opinion on any."""

    def __init__(self, sentence: str, model: PairModel | None) -> None:
        """`sentence`: cleaned."""
        self._sentence = sentence
        self._model = model
        self._known: dict[str, Opinion] = {}

    def opinions(self, claims: Iterable[str]) -> dict[str, Opinion]:
        """What the model says of each claim, read after the sentence."""
        if self._model is None:
            return {}
        wanted = list(dict.fromkeys(claims))
        if unread := [claim for claim in wanted if claim not in self._known]:
            read = _read(self._model, [(self._sentence, claim) for claim in unread])
            self._known |= dict(zip(unread, read, strict=True))
        return {claim: self._known[claim] for claim in wanted}

    def opinions_both_ways(self, claims: Iterable[str]) -> dict[str, Opinion]:
        """What the model says of each claim, read after the sentence and before it: the mean of both.

        Where one order misleads it the other seldom does. What hardly takes a side is read in one order only.
        """
        if self._model is None:
            return {}
        found = self.opinions(claims)
        again = [claim for claim, opinion in found.items() if opinion.on_no_side <= _MOST_SIDELESS]
        read = _read(self._model, [(claim, self._sentence) for claim in again])
        return found | {claim: _mean(found[claim], other) for claim, other in zip(again, read, strict=True)}


def _read(model: PairModel, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
    return [Opinion(*map(float, row)) for row in model.opinions(pairs)]


def _mean(one: Opinion, other: Opinion) -> Opinion:
    return Opinion(*(float(each) for each in np.mean([astuple(one), astuple(other)], axis=0)))


def readings(
    generation: Generation,
    candidates: Candidates,
    scores: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    reader: Reader,
) -> NDArray[np.float64]:
    """For each candidate, float64 (n,), the log odds that the sentence is on its claim; NaN where not read.

    Read are the likeliest claims by `probabilities` (n,), where sentence and document are English and the document
    states its claim: what the model says of a mere title tells nothing.
    """
    order = np.lexsort((candidates.documents, -scores, -probabilities))
    rows = order[(candidates.pairs[order] == Pair.STATED) & (probabilities[order] >= LEAST_PROBABILITY)][
        :_MOST_DOCUMENTS
    ]
    claims = [document.claim.text for document in generation.documents(candidates.documents[rows].tolist())]
    opinions = reader.opinions(list(dict.fromkeys(claims))[:MOST_CLAIMS])
    found = np.full(len(scores), np.nan)
    for row, claim in zip(rows, claims, strict=True):
        if claim in opinions:
            found[row] = opinions[claim].on_the_claim
    return found
