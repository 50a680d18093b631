"""The straight line of asking: clean -> embed -> search -> rank -> read -> group -> relate.

The service, the command line and the benchmarks all call `look_up`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.days import day_of
from index.embedding import Encoders
from index.generation import Generation
from index.halves import in_halves
from index.lookup.answer import Match, Result, Status, Why
from index.lookup.cleaning import clean, is_too_short
from index.lookup.context import in_context
from index.lookup.grouping import group_claims, most_varied_first, without_reposts
from index.lookup.question import Page, Question, Sentence
from index.lookup.ranking import SURELY_SAME_CLAIM, Ranker, best_of_claim, log_odds_among, with_the_same_claim
from index.lookup.reader import Reader, readings
from index.lookup.relation import rating_applies, relation
from index.lookup.retrieval import Candidates, Query, claim_similarities, retrieve
from index.lookup.shared_words import shared_words
from index.lookup.side import Asked, Told, sides
from index.lookup.signals import Signal
from index.lookup.timing import timing
from index.normalise.language import detect_language
from index.texts import ENGLISH

_UNDETERMINED = "und"


def look_up(generation: Generation, encoders: Encoders, ranker: Ranker, question: Question) -> list[Result]:
    """What the index holds about each sentence, in the order asked.

    Matches come most probable first, at most `question.limit` a sentence, none below the asked or the ranker's own
    probability; documents folded under them may be, as `with_the_same_claim` says. Raises UnknownGenerationError when
    `newer_than` names a generation that never was.
    """
    allowed = _allowed(generation, question)
    queries = [read_query(sentence, question.page) for sentence in question.sentences]
    # Sentences that a page repeats are looked up once.
    distinct = list({query: None for query in queries if not is_too_short(query.text)})
    retrieved = in_halves(encoders.beside, partial(retrieve, generation, encoders, allowed=allowed), distinct)
    candidates = dict(zip(distinct, retrieved, strict=True))

    def results(asked: Sequence[tuple[Sentence, Query]]) -> list[Result]:
        return [
            _result(generation, encoders, ranker, question, sentence, query, candidates[query])
            if query in candidates
            else Result(sentence.id, Status.TOO_SHORT)
            for sentence, query in asked
        ]

    return in_halves(encoders.beside, results, list(zip(question.sentences, queries, strict=True)))


def read_query(sentence: Sentence, page: Page) -> Query:
    """A sentence of a page as it is searched for."""
    text = clean(sentence.text)
    return Query(
        text, page.language or detect_language(text) or _UNDETERMINED, in_context(sentence), day_of(page.published)
    )


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
    similarities = claim_similarities(generation, candidates.documents)
    is_same_claim = similarities >= SURELY_SAME_CLAIM
    scores = ranker.scores(candidates)
    log_odds = log_odds_among(scores, is_same_claim)
    probabilities = ranker.probabilities(candidates, scores, log_odds)
    reader = Reader(query.text, encoders.reading)
    reading = readings(generation, candidates, scores, probabilities, reader)
    probabilities = ranker.probabilities(candidates, best_of_claim(scores, is_same_claim), log_odds, reading)
    least = ranker.threshold if question.min_probability is None else question.min_probability
    # Most probable first; equal ones by score, then by document number, so that every run gives one order.
    order = np.lexsort((candidates.documents, -scores, -probabilities))
    shown = order[with_the_same_claim(probabilities, is_same_claim, least)[order]]
    if not len(shown):
        return Result(sentence.id, Status.NOTHING_FOUND)
    documents = generation.documents(candidates.documents[shown].tolist())
    once = without_reposts(documents)
    shown, documents = shown[once], [documents[place] for place in once]
    corrections = generation.store.corrections(candidates.documents[shown].tolist())
    claims = [document.claim.text for document in documents]
    groups = group_claims(claims, similarities[np.ix_(shown, shown)])
    groups = [group for group in groups if probabilities[shown[group[0]]] >= least][: question.limit]
    members = [member for group in groups for member in group]
    asked = [
        Asked(documents[member], float(probabilities[row]), float(candidates.signals[row, Signal.ENGLISH_CLAIM]))
        for member, row in ((member, shown[member]) for member in members)
    ]
    told = sides(sentence.text, query.language, asked, reader)
    matches = {
        member: replace(
            _match(query, question, each, float(candidates.similarity[shown[member]]), side),
            corrections=corrections[member],
        )
        for member, each, side in zip(members, asked, told, strict=True)
    }
    told_together = [[matches[member] for member in group] for group in groups]
    return Result(sentence.id, Status.MATCHED, tuple(_folded(claim) for claim in told_together))


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


def _folded(matches: Sequence[Match]) -> Match:
    leader, *others = most_varied_first(matches)
    return replace(leader, also=tuple(others))


def warm_up(generation: Generation, encoders: Encoders) -> None:
    """Load what the first lookup would have to load."""
    detect_language("A sentence that nobody has read.")
    retrieve(generation, encoders, [Query("A sentence that nobody has read.", ENGLISH)], None)
    if encoders.reading:
        encoders.reading.opinions([("A sentence that nobody has read.", "Nobody has read it.")])
