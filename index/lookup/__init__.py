"""The straight line of asking: clean -> embed -> search -> rank -> group -> relate.

The service, the command line and the benchmarks all call `look_up`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoders
from index.generation import Generation
from index.lookup.answer import Match, Result, Status, Why
from index.lookup.cleaning import clean, is_too_short
from index.lookup.grouping import group_claims
from index.lookup.question import Question, Sentence
from index.lookup.ranking import Ranker
from index.lookup.relation import rating_applies, relation
from index.lookup.retrieval import Candidates, Query, Signal, claim_similarities, retrieve
from index.lookup.shared_words import shared_words
from index.lookup.side import Asked, Told, sides
from index.lookup.timing import timing
from index.normalise.language import detect_language
from index.texts import ENGLISH

_UNDETERMINED = "und"


def look_up(generation: Generation, encoders: Encoders, ranker: Ranker, question: Question) -> list[Result]:
    """What the index holds about each sentence, in the order asked.

    Matches come most probable first, at most `question.limit` a sentence, none below the asked or the ranker's own
    probability. Raises UnknownGenerationError when `newer_than` names a generation that never was.
    """
    allowed = _allowed(generation, question)
    cleaned = [clean(sentence.text) for sentence in question.sentences]
    queries = {
        text: Query(text, question.page.language or detect_language(text) or _UNDETERMINED)
        for text in cleaned
        if not is_too_short(text)
    }
    candidates = dict(zip(queries, retrieve(generation, encoders, list(queries.values()), allowed), strict=True))
    return [
        _result(generation, encoders, ranker, question, sentence, queries[text], candidates[text])
        if text in queries
        else Result(sentence.id, Status.TOO_SHORT)
        for sentence, text in zip(question.sentences, cleaned, strict=True)
    ]


def _allowed(generation: Generation, question: Question) -> NDArray[np.bool_] | None:
    """Bool (documents,): those that the question's limits let through; None when it sets none."""
    limits = []
    if question.kinds:
        limits.append(np.isin(generation.kinds, sorted(question.kinds)))
    if question.languages:
        limits.append(np.isin(generation.languages, sorted(question.languages)))
    if question.newer_than is not None:
        limits.append(generation.changed > generation.changes_at(question.newer_than))
    return np.logical_and.reduce(limits) if limits else None


def _result(
    generation: Generation,
    encoders: Encoders,
    ranker: Ranker,
    question: Question,
    sentence: Sentence,
    query: Query,
    candidates: Candidates,
) -> Result:
    probabilities = ranker.probabilities(candidates)
    least = ranker.threshold if question.min_probability is None else question.min_probability
    # Most probable first; equal ones by similarity, then by document number, so that every run gives one order.
    order = np.lexsort((candidates.documents, -candidates.similarity, -probabilities))
    shown = order[probabilities[order] >= least]
    if not len(shown):
        return Result(sentence.id, Status.NOTHING_FOUND)
    documents = generation.documents(candidates.documents[shown].tolist())
    corrections = generation.store.corrections(candidates.documents[shown].tolist())
    similarities = claim_similarities(generation, candidates.documents[shown])
    groups = group_claims([document.claim.text for document in documents], similarities)[: question.limit]
    members = [member for group in groups for member in group]
    asked = [
        Asked(documents[member], float(probabilities[row]), float(candidates.signals[row, Signal.ENGLISH_CLAIM]))
        for member, row in ((member, shown[member]) for member in members)
    ]
    told = sides(sentence.text, query.language, asked, encoders.sides)
    matches = {
        member: replace(
            _match(query, question, each, float(candidates.similarity[shown[member]]), side),
            corrections=corrections[member],
        )
        for member, each, side in zip(members, asked, told, strict=True)
    }
    return Result(sentence.id, Status.MATCHED, tuple(_folded(matches, group) for group in groups))


def _match(query: Query, question: Question, asked: Asked, similarity: float, told: Told) -> Match:
    document = asked.document
    searched = " ".join(filter(None, (document.claim.text, document.review.title, document.finding)))
    return Match(
        document=document,
        probability=asked.probability,
        side=told.side,
        relation=relation(document.stance, told.side),
        rating_applies=document.rating is not None and rating_applies(told.side),
        timing=timing(document.review.published, question.page.published),
        why=Why(
            similarity=similarity,
            shared=shared_words(query.text, searched, query.language),
            differences=told.differences,
            reported_by=told.reported_by,
            spans=told.spans,
        ),
    )


def _folded(matches: Mapping[int, Match], members: Sequence[int]) -> Match:
    leader, *others = members
    return replace(matches[leader], also=tuple(matches[other] for other in others))


def warm_up(generation: Generation, encoders: Encoders) -> None:
    """Load what the first lookup would have to load."""
    detect_language("A sentence that nobody has read.")
    retrieve(generation, encoders, [Query("A sentence that nobody has read.", ENGLISH)], None)
    if encoders.sides:
        encoders.sides.opinions([("A sentence that nobody has read.", "Nobody has read it.")])
