"""On which side of a document's claim a sentence is, and the words that decide it.

English sentences and claims are compared word by word and read by the cross-encoder; any other pair by its negations,
numbers and names alone, and is unclear unless the two say nearly the same words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.lookup.answer import Differences, Span
from index.lookup.reader import Opinion, Reader
from index.lookup.side.comparison import Comparison, compare
from index.lookup.side.foreign import compare_foreign, foreign_side
from index.lookup.side.judgement import packaged_judgement, settled
from index.lookup.side.reading import read_text
from index.lookup.side.utf16 import in_code_units
from index.records import Document, Side
from index.texts import ENGLISH

# A document that is probably about something else is not compared: the sentence is on no side of it.
LEAST_PROBABILITY = 0.1


@dataclass(frozen=True, slots=True)
class Asked:
    """A document with the probability that it is about the sentence, and the cosine of sentence and claim."""

    document: Document
    probability: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Told:
    """The side with what it rests on; `differences` is None where nothing was compared."""

    side: Side
    differences: Differences | None = None
    reported_by: str | None = None
    spans: tuple[Span, ...] = ()


def sides(sentence: str, language: str, asked: Sequence[Asked], reader: Reader) -> list[Told]:
    """What can be told of a sentence, as it was asked, and each document's claim, in order.

    Claims in the same words are compared and read once; those that the comparison settles are not read at all.
    """
    ours = read_text(sentence)
    relevant = [each for each in asked if each.probability >= LEAST_PROBABILITY]
    claims = {each.document.claim.text for each in relevant if _is_english(each, language)}
    compared = {claim: compare(ours, read_text(claim)) for claim in claims}
    opinions = reader.opinions_both_ways(claim for claim in compared if settled(compared[claim]) is None)
    return [_told(sentence, language, each, compared, opinions) for each in asked]


def _is_english(asked: Asked, language: str) -> bool:
    return language == asked.document.text_language == ENGLISH


def _told(
    sentence: str,
    language: str,
    asked: Asked,
    compared: Mapping[str, Comparison],
    opinions: Mapping[str, Opinion],
) -> Told:
    if asked.probability < LEAST_PROBABILITY:
        return Told(Side.UNCLEAR)
    claim = asked.document.claim.text
    if not _is_english(asked, language):
        foreign = compare_foreign(sentence, language, claim, asked.document.text_language)
        return Told(foreign_side(foreign), foreign.differences, None, in_code_units(foreign.spans, sentence, claim))
    found = compared[claim]
    return Told(
        packaged_judgement().side(found, asked.similarity, opinions.get(claim)),
        found.differences,
        found.quoted.who if found.quoted else None,
        in_code_units(found.spans, sentence, claim),
    )
