"""Looking up the sentences of a whole page: those that are worth checking, most deserving first.

The same line as for a single sentence, `look_up`, behind the question whether a sentence states anything to check.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.embedding import Encoders
from index.generation import Generation
from index.lookup import look_up
from index.lookup.answer import Result, Status
from index.lookup.checkworthy import CheckWorthiness
from index.lookup.cleaning import clean, is_too_short
from index.lookup.question import Question
from index.lookup.ranking import Ranker
from index.normalise.language import detect_language

_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer for one sentence of a page. `result` is None for one that states nothing to check."""

    id: str
    check_worthiness: float
    result: Result | None


def scan(
    generation: Generation, encoders: Encoders, ranker: Ranker, worthiness: CheckWorthiness, question: Question
) -> list[Scanned]:
    """What the index holds about a page's sentences: those with matches first, then by check-worthiness, then as asked.

    Raises UnknownGenerationError as `look_up` does.
    """
    worth = {sentence.id: _worth(worthiness, sentence.text, question.page.language) for sentence in question.sentences}
    asked = tuple(
        sentence
        for sentence in question.sentences
        if worth[sentence.id] >= worthiness.threshold or is_too_short(clean(sentence.text))
    )
    results = {
        result.id: result for result in look_up(generation, encoders, ranker, replace(question, sentences=asked))
    }
    return _in_order(
        [Scanned(sentence.id, worth[sentence.id], results.get(sentence.id)) for sentence in question.sentences]
    )


def _worth(worthiness: CheckWorthiness, text: str, language: str | None) -> float:
    cleaned = clean(text)
    return worthiness.of(cleaned, language or detect_language(cleaned) or _UNDETERMINED)


def _in_order(scanned: Sequence[Scanned]) -> list[Scanned]:
    def is_matched(each: Scanned) -> bool:
        return each.result is not None and each.result.status is Status.MATCHED

    return sorted(scanned, key=lambda each: (not is_matched(each), -each.check_worthiness))
