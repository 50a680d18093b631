"""How well the product's own lookup finds what readers ask for: python -m bench.quality.

Calls index.lookup.look_up, the function that the service calls, on the reader's sentences of the starter corpus.
"""

import ir_measures
from ir_measures import AP, Success

from bench.collections import SHARED
from bench.indexes import bench_encoders, generation_of
from bench.reader_queries import ReaderQuery, reader_queries
from index.lookup import look_up
from index.lookup.answer import Result, Status
from index.lookup.question import Question, Sentence
from index.lookup.ranking import packaged_ranker

MEASURES = (Success @ 1, Success @ 5, AP @ 5)


def main() -> None:
    """Print the figures."""
    if not SHARED.is_dir():
        raise SystemExit(f"The sentences to measure with are not there: {SHARED} is missing.")
    encoders, ranker, queries = bench_encoders(), packaged_ranker(), reader_queries()
    generation = generation_of("starter", encoders)

    def answers(min_probability: float | None) -> list[Result]:
        sentences = tuple(Sentence(query.id, query.text) for query in queries)
        return [
            result
            for start in range(0, len(sentences), 64)
            for result in look_up(
                generation,
                encoders,
                ranker,
                Question(sentences[start : start + 64], limit=50, min_probability=min_probability),
            )
        ]

    ranking, shown = answers(0.0), answers(None)
    print(f"{len(queries)} reader's sentences, {generation.manifest.documents} documents")
    for name, languages in (("English", {"en"}), ("other languages", {query.language for query in queries} - {"en"})):
        _print_ranking(name, [(q, r) for q, r in zip(queries, ranking, strict=True) if q.language in languages])
    _print_shown(queries, shown)


def _print_ranking(name: str, answered: list[tuple[ReaderQuery, Result]]) -> None:
    asked = [(query, result) for query, result in answered if query.relevant]
    qrels = {query.id: dict.fromkeys(query.relevant, 1) for query, _ in asked}
    run = {query.id: _run(result) for query, result in asked}
    figures = ir_measures.calc_aggregate(MEASURES, qrels, run)
    print(
        f"{name}: {len(asked)} with an answer, "
        + ", ".join(f"{measure} {figures[measure]:.3f}" for measure in MEASURES)
    )


def _run(result: Result) -> dict[str, float]:
    """The documents as the reader meets them, each match before its `also`, the first with the highest number."""
    order = [document for match in result.matches for document in (match, *match.also)]
    return {match.document.id: float(len(order) - place) for place, match in enumerate(order)}


def _print_shown(queries: list[ReaderQuery], results: list[Result]) -> None:
    def share(flags: list[bool]) -> str:
        return f"{sum(flags)} of {len(flags)} ({sum(flags) / max(len(flags), 1):.0%})"

    answered = list(zip(queries, results, strict=True))
    print("At the service's threshold:")
    for kind in sorted({query.kind for query in queries}):
        print(f"  {kind}: shown {share([r.status is Status.MATCHED for q, r in answered if q.kind == kind])}")
    right = [r.matches[0].document.id in q.relevant for q, r in answered if r.status is Status.MATCHED]
    print(f"  first shown is right: {share(right)}")


if __name__ == "__main__":
    main()
