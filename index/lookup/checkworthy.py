"""How likely a sentence is to be one that somebody would check: it states a fact of public interest. Pure.

A logistic regression over what stands on a sentence's surface, so that anybody can see why it scored as it did;
`checkworthy.json` holds the weights, bench/train_checkworthy.py makes it. English only: a sentence of another language
is not judged.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log1p
from pathlib import Path

from pydantic import TypeAdapter

from index.texts import ENGLISH

CHECKWORTHY_FILE = Path(__file__).with_name("checkworthy.json")
# What a sentence that is not judged counts as: neither first nor left out.
NOT_JUDGED = 0.5

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def _count(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Callable[[str], float]:
    found = re.compile(pattern, flags)
    # The second number or name of a sentence tells less than the first.
    return lambda sentence: log1p(len(found.findall(sentence)))


# What is looked at, by name. A number, a comparison and a past event can be checked; a wish, a question, a greeting and
# a promise can't.
FEATURES: Mapping[str, Callable[[str], float]] = {
    "length": lambda sentence: log1p(len(_WORD.findall(sentence))),
    "numbers": _count(
        r"\d[\d,.]*|\b(?:hundred|thousand|million|billion|trillion|half|double|doubled|tripled|twice)s?\b"
    ),
    "shares": _count(r"%|\bper ?cent\b|\$|€|£|\bdollars?\b"),
    "years": _count(r"\b(?:1[89]|20)\d\d\b|\b(?:years?|decades?|months?|century|centuries)\b"),
    # Capitals inside a sentence; its first word has one whatever it is.
    "names": _count(r"(?<=[a-z,;:’'] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", re.NOFLAG),
    "comparisons": _count(
        r"\b(?:more|less|fewer|most|least|than|highest|lowest|largest|biggest|smallest|worst|best|record|ever|only|first|"
        r"every|never|nobody|none|majority|average|rate)\b"
    ),
    "changes": _count(
        r"\b(?:rose|risen|fell|fallen|increas\w+|decreas\w+|declin\w+|grew|grown|cut|cuts|lost|gained|dropp\w+|creat\w+|"
        r"rais\w+|lower\w+|went|gone)\b"
    ),
    "acts": _count(
        r"\b(?:voted|said|signed|passed|gave|spent|paid|sent|sold|bought|killed|supported|opposed|called|promised|caused|"
        r"allowed|banned|opened|closed|admitted|claimed|took|got|made|wants?|supports?|opposes?|plans?)\b"
    ),
    "public": _count(
        r"\b(?:jobs?|tax\w*|debts?|deficit|budget|econom\w+|wages?|income|unemployment|trade|immigra\w+|border|crimes?|"
        r"police|guns?|wars?|troops|weapons?|nuclear|oil|gas|energy|climate|health\w*|insurance|medicare|medicaid|"
        r"social security|schools?|vaccin\w+|virus|elections?|vot\w+|government|congress|senate|president|bill|law)\b"
    ),
    "questions": _count(r"\?"),
    "asks": _count(
        r"^\W*(?:what|why|how|who|when|where|do|does|did|is|are|was|were|will|would|can|could|should|let|let's)\b"
    ),
    "thanks": _count(
        r"\b(?:thank|thanks|please|welcome|hello|congratulations|good (?:morning|evening|night)|god bless)\b"
    ),
    "wishes": _count(
        r"\b(?:will|would|should|must|could|may|might|going to|gonna|want to|hope|need to|let's|let me|ought)\b"
    ),
    "views": _count(r"\b(?:I think|I believe|I feel|I know|I mean|I guess|in my view|frankly|look|folks|you know)\b"),
    "self": _count(r"\b(?:I|me|my|I'm|I’m|I'll|I’ll|I've|I’ve)\b", re.NOFLAG),
    "address": _count(r"\b(?:you|your|you're|you’re)\b"),
    "vague": _count(r"\b(?:it|this|that|these|those|they|them|he|she|him|her)\b"),
}


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """Weights of the features, each named in FEATURES. Sentences below `threshold` are not looked up.

    A higher threshold saves more lookups and leaves more sentences out that had something to show.
    """

    intercept: float
    weights: Mapping[str, float]
    threshold: float
    made_from: str

    def of(self, sentence: str, language: str) -> float:
        """Between 0 and 1; higher is likelier to be worth checking."""
        if language != ENGLISH:
            return NOT_JUDGED
        total = self.intercept + sum(weight * FEATURES[name](sentence) for name, weight in self.weights.items())
        return 1 / (1 + exp(-total))


def packaged_check_worthiness() -> CheckWorthiness:
    """The one that comes with the product."""
    return TypeAdapter(CheckWorthiness).validate_json(CHECKWORTHY_FILE.read_bytes())
