"""How well the product's own lookup finds what readers ask for, and how honestly it says that there is nothing.

python -m bench.quality, or make bench-quality. Calls index.lookup.look_up, the function that the service calls, on the
public collections and on the reader's sentences of the starter corpus, beside what a reader could use instead.
Prints one table and writes it, with a reliability diagram, into bench/RESULTS.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import AP, Success

from bench.collections import (
    SHARED,
    Asked,
    Collection,
    article_documents,
    articles,
    articles_as_read,
    debate_documents,
    debates,
    strictly_earlier,
    tweets,
)
from bench.indexes import bench_encoders, generation_of
from bench.peers import PEERS, Run
from bench.reader_queries import ReaderQuery, reader_queries
from bench.reliability import Judged, expected_calibration_error, write_diagram
from bench.results import made_on, write_section
from bench.train_ranker import as_we_judged, unanswered_of_debates
from index.embedding import Encoders
from index.generation import Generation
from index.lookup import look_up
from index.lookup.answer import Match, Result
from index.lookup.question import Page, Question, Sentence
from index.lookup.ranking import Ranker, packaged_ranker
from index.progress import suited_to_output
from index.records import Document

PRODUCT = "Sidelight"
_FITTED_ON = """The ranker was fitted on 472 of all 591 debate sentences, which flatters those rows. It was fitted on no
dev part, nor on the reader's sentences, by which two choices were made (decisions 16 and 19). In brackets: 95% of
resamples. Strictly earlier: only documents from before the page's day count."""
# Resamples of the sentences, with replacement, behind each 95% interval.
RESAMPLES = 2_000
# What is asked for in one go, as a page's scan would.
_TOGETHER = 64
_DEPTH = 50
# Pairs of a sentence that calibration is measured on: as many as a sidebar shows.
_JUDGED = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One collection with the ranking that each system gave: for each sentence document ids, best first."""

    collection: Collection
    rankings: Mapping[str, Run]


def main() -> None:
    """Measure, print, write."""
    if not SHARED.is_dir():
        raise SystemExit(f"The sentences to measure with are not there: {SHARED} is missing.")
    encoders, ranker = bench_encoders(), packaged_ranker()
    lines = [f"{made_on()}; encoders {_named(encoders)}.", ""]
    lines += _ranking_table(encoders, ranker)
    lines += ["", _FITTED_ON]
    lines += ["", *_shown_table(encoders, ranker)]
    text = "\n".join(lines)
    print(text)
    write_section("Quality of the lookup", text)


def answers(
    generation: Generation,
    encoders: Encoders,
    ranker: Ranker,
    asked: Mapping[str, Asked],
    limit: int,
) -> dict[str, Result]:
    """The product's ranking for each sentence, to `limit` matches. Sentences of one page are asked together."""
    by_page: dict[Page, list[Sentence]] = {}
    for key, each in asked.items():
        by_page.setdefault(each.page, []).append(
            Sentence(key, each.sentence.text, each.sentence.before, each.sentence.after)
        )
    batches = [
        (page, tuple(sentences[start : start + _TOGETHER]))
        for page, sentences in by_page.items()
        for start in range(0, len(sentences), _TOGETHER)
    ]
    found = {}
    with suited_to_output()("Looking up", len(asked)) as advance:
        for page, sentences in batches:
            question = Question(sentences, page, limit=limit, min_probability=0.0)
            found.update({result.id: result for result in look_up(generation, encoders, ranker, question)})
            advance(len(sentences))
    return found


def ranking(result: Result) -> list[str]:
    """The ids of the documents, most probable first, whatever match they are folded under."""
    return [match.document.id for match in _most_probable_first(result)]


def _most_probable_first(result: Result) -> list[Match]:
    """Equally probable ones in the order in which a reader meets them."""
    matches = [document for match in result.matches for document in (match, *match.also)]
    return sorted(matches, key=lambda match: -match.probability)


def _ranking_table(encoders: Encoders, ranker: Ranker) -> list[str]:
    lines = ["| set | sentences | " + " | ".join(("system", "MAP@5", "P@1", "success@5", "success@10")) + " |"]
    lines.append("| --- | --- | --- | --- | --- | --- | --- |")
    for measured in _measured(encoders, ranker):
        for system, run in measured.rankings.items():
            lines.append(
                f"| {measured.collection.name} | {len(measured.collection.asked)} | {system} | "
                + " | ".join(_figures(measured.collection, run))
                + " |"
            )
    return lines


def _measured(encoders: Encoders, ranker: Ranker) -> list[Measured]:
    found = []
    for name, collections in _collections().items():
        # Collections of one index share sentences.
        asked = {key: each for collection in collections for key, each in collection.asked.items()}
        rankings = _rankings(generation_of(name, encoders), encoders, ranker, Collection(name, asked, {}))
        for collection in collections:
            measured = Measured(collection, rankings)
            found.append(measured)
            if name in _DATED:
                found.append(_earlier(measured, _DATED[name]()))
    return found


def _rankings(generation: Generation, encoders: Encoders, ranker: Ranker, collection: Collection) -> dict[str, Run]:
    """What each system gives for each sentence; the product also without the page, where the sentences have one."""

    def product(asked: Mapping[str, Asked]) -> Run:
        results = answers(generation, encoders, ranker, asked, _DEPTH)
        return {key: ranking(result) for key, result in results.items()}

    alone = collection.bare()
    if alone.asked == collection.asked:
        rankings = {PRODUCT: product(collection.asked)}
    else:
        rankings = {
            f"{PRODUCT}, page known": product(collection.asked),
            f"{PRODUCT}, sentence alone": product(alone.asked),
        }
    return rankings | {peer: make(generation, encoders)(collection.sentences) for peer, make in PEERS.items()}


_DATED: Mapping[str, Callable[[], Iterable[Document]]] = {"debates": debate_documents, "articles": article_documents}


def _collections() -> dict[str, list[Collection]]:
    readers = [query for query in reader_queries() if query.relevant]
    every = [debates("train"), debates("dev")]
    both = Collection(
        "debates, all",
        {key: asked for part in every for key, asked in part.asked.items()},
        {key: documents for part in every for key, documents in part.relevant.items()},
    )
    return {
        "starter": [
            _of_readers("reader's sentences, English", [each for each in readers if each.language == "en"]),
            _of_readers("reader's sentences, other languages", [each for each in readers if each.language != "en"]),
        ],
        "tweets": [tweets("dev")],
        "debates": [debates("dev"), both],
        "articles": [articles("dev"), articles_as_read()],
    }


def _of_readers(name: str, queries: Sequence[ReaderQuery]) -> Collection:
    return Collection(
        name,
        {query.id: Asked(Sentence(query.id, query.text), Page()) for query in queries},
        {query.id: query.relevant for query in queries},
    )


def _earlier(measured: Measured, documents: Iterable[Document]) -> Measured:
    """The same rankings without the documents that are not older than the sentence."""
    published = {document.id: document.review.published for document in documents}
    collection = strictly_earlier(measured.collection, published)
    older = strictly_earlier(
        Collection("", measured.collection.asked, {key: frozenset(published) for key in collection.asked}), published
    )
    rankings = {
        system: {key: [each for each in run[key] if each in older.relevant[key]] for key in collection.asked}
        for system, run in measured.rankings.items()
    }
    return Measured(collection, rankings)


def _figures(collection: Collection, run: Run) -> list[str]:
    """MAP@5 with its 95% interval, P@1, success at 5 and at 10."""
    qrels = {key: dict.fromkeys(documents, 1) for key, documents in collection.relevant.items()}
    scored = {key: {each: -float(place) for place, each in enumerate(run[key])} for key in collection.asked}
    values: dict[str, list[float]] = {}
    for metric in ir_measures.iter_calc([AP @ 5, Success @ 1, Success @ 5, Success @ 10], qrels, scored):
        values.setdefault(str(metric.measure), []).append(metric.value)
    missing = {name: len(collection.asked) - len(found) for name, found in values.items()}
    means = {name: sum(found) / (len(found) + missing[name]) for name, found in values.items()}
    low, high = _interval([*values["AP@5"], *[0.0] * missing["AP@5"]])
    return [
        f"{means['AP@5']:.3f} ({low:.3f} to {high:.3f})",
        *(f"{means[name]:.3f}" for name in ("Success@1", "Success@5", "Success@10")),
    ]


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the mean over resamples."""
    drawn = np.random.default_rng(1).choice(np.array(values), (RESAMPLES, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _shown_table(encoders: Encoders, ranker: Ranker) -> list[str]:
    judged = _judged_sets(encoders, ranker)
    write_diagram(
        {
            title: [pair for name in names for sentence in judged[name] for pair in sentence]
            for title, names in _DRAWN.items()
        }
    )
    lines = [
        f"At the service's threshold, {ranker.threshold}. The calibration error is of the best five pairs a sentence.",
        "",
        "| sentences | | get a result | of these, first is right | shown and right | expected calibration error |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, sentences in judged.items():
        shown = [best[0] for best in sentences if best and best[0].probability >= ranker.threshold]
        right = sum(first.is_relevant for first in shown)
        error = expected_calibration_error([pair for best in sentences for pair in best])
        lines.append(
            f"| {name} | {len(sentences)} | {_share(len(shown), len(sentences))} | {_share(right, len(shown))} | "
            f"{_share(right, len(sentences))} | {error:.3f} |"
        )
    return [*lines, "", "![probability told and share relevant](reliability.png)"]


def _judged_sets(encoders: Encoders, ranker: Ranker) -> dict[str, list[list[Judged]]]:
    """For each set of sentences the best pairs of each sentence, the likeliest first, whatever the threshold."""
    readers = reader_queries()
    starter, debate_index, tweet_index = (generation_of(name, encoders) for name in ("starter", "debates", "tweets"))

    def judged(generation: Generation, collection: Collection) -> list[list[Judged]]:
        results = answers(generation, encoders, ranker, collection.asked, _JUDGED)
        return [_judged(result, collection.relevant) for result in results.values()]

    unchecked = unanswered_of_debates(1)
    said = answers(debate_index, encoders, ranker, unchecked.asked, _JUDGED)
    return {
        "reader's sentences, all": judged(starter, _of_readers("", readers)),
        **{
            f"reader's sentences, {name}": judged(starter, _of_readers("", [each for each in readers if fits(each)]))
            for name, fits in _READERS.items()
        },
        "tweets/dev": judged(tweet_index, tweets("dev")),
        "debates/dev": judged(debate_index, debates("dev")),
        "transcripts, without an answer": [_judged(each, unchecked.relevant) for each in said.values()],
        "the same, as we judged what is shown": [
            _judged(each, as_we_judged(unchecked, "debates-dev").relevant) for each in said.values()
        ],
    }


# Sentences with an answer together with those without one, as a page has both.
_DRAWN = {
    "reader's sentences": ("reader's sentences, all",),
    "tweets/dev": ("tweets/dev",),
    "debates/dev and other transcript sentences": ("debates/dev", "transcripts, without an answer"),
}
_READERS: Mapping[str, Callable[[ReaderQuery], bool]] = {
    "with an answer": lambda query: bool(query.relevant),
    "decoys": lambda query: query.kind == "entity-swap-decoy",
    "off the topic": lambda query: query.kind == "off-topic",
}


def _judged(result: Result, relevant: Mapping[str, frozenset[str]]) -> list[Judged]:
    """The best candidates of a sentence, as many as a sidebar shows, with whether they are relevant."""
    best = _most_probable_first(result)[:_JUDGED]
    return [Judged(match.probability, match.document.id in relevant[result.id]) for match in best]


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.1%})" if of else "–"


def _named(encoders: Encoders) -> str:
    both = (encoders.english, encoders.multilingual)
    return " and ".join(f"{encoder.name} (weights {encoder.weights_sha256[:12]})" for encoder in both)


if __name__ == "__main__":
    main()
