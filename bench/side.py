"""How well the product tells on which side of a claim a sentence is: python -m bench.side, or with `final` at the end.

Calls index.lookup.side.sides, as a lookup does, on the cases to develop with, on our own pairs that nothing was
trained on, on debates labelled by hand, and on what lookups find for sentences of the collections' development parts.
`final` also scores the cases that nobody looks at before.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.collections import SHARED
from bench.fit_side import similarities
from bench.indexes import bench_encoders, generation_of
from bench.labelled_pairs import found_in_development
from bench.reader_queries import reader_queries
from bench.results import made_on, write_section
from bench.side_cases import Case, develop_cases, final_cases, labelled_cases, labelled_debates, own_pairs
from index.embedding import Encoders
from index.lookup import look_up
from index.lookup.cleaning import clean
from index.lookup.question import Page, Question, Sentence
from index.lookup.ranking import packaged_ranker
from index.lookup.reader import MOST_CLAIMS, Reader
from index.lookup.side import Asked, sides
from index.records import Claim, Document, Kind, Publisher, Review, Side, Stance
from index.texts import ENGLISH


@dataclass(frozen=True, slots=True)
class Answered:
    """A case with the side that was told."""

    case: Case
    told: Side


def answers(cases: Sequence[Case], encoders: Encoders) -> list[Answered]:
    """The product's answer to each."""
    near = similarities(encoders, cases)
    return [
        Answered(
            case,
            sides(
                case.sentence,
                case.language,
                [_asked(case, float(cosine))],
                Reader(clean(case.sentence), encoders.reading),
            )[0].side,
        )
        for case, cosine in zip(cases, near, strict=True)
    ]


def _asked(case: Case, similarity: float) -> Asked:
    review = Review("https://e.example", None, Publisher("E", "e.example"), None, None, None, "en", "own", "own")
    document = Document("case", "cases", Kind.FACT_CHECK, Claim(case.claim), Stance.DISPUTES, review, case.language)
    return Asked(document, 1.0, similarity)


def main() -> None:
    """Measure, print and write the sections of RESULTS.md."""
    encoders = bench_encoders()
    develop, held_out = develop_cases(), own_pairs(is_held_out=True)
    sets = {
        "cases to develop with": develop,
        "own pairs held out": held_out,
        "debates, labelled by hand": labelled_debates(),
        **_found(),
    }
    answered = {name: answers(cases, encoders) for name, cases in sets.items() if cases}
    answered["the posts among the cases"] = _posts(answered["cases to develop with"])
    body = [
        made_on(),
        "",
        *_summary(answered),
        "",
        *_families(answered["cases to develop with"]),
        "",
        _speed(encoders),
    ]
    _write("Sides", body)
    if sys.argv[1:] == ["final"]:
        last = answers(final_cases(), encoders)
        _write(
            "Sides, on the cases kept for the end",
            [
                made_on(),
                "",
                *_summary({"final cases": last, "the posts among them": _posts(last)}),
                "",
                *_families(last),
            ],
        )


def _found() -> dict[str, list[Case]]:
    """Real sentences of development parts beside the likeliest claims that a lookup finds for them."""
    cases = labelled_cases(found_in_development()) if SHARED.is_dir() else []
    return {
        f"found for {name}": [case for case in cases if case.family == name]
        for name in sorted({case.family for case in cases})
    }


def _posts(answered: Sequence[Answered]) -> list[Answered]:
    return [each for each in answered if each.case.family == "post"]


def _write(title: str, lines: Sequence[str]) -> None:
    print("\n".join((f"## {title}", *lines)))
    write_section(title, "\n".join(lines))


def _summary(answered: dict[str, list[Answered]]) -> Iterable[str]:
    yield (
        "| set | pairs | not the same, called same | the same, called opposite | the same, called same | "
        "opposite, called opposite | called unclear |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, each in answered.items():
        flips = [a for a in each if a.case.side is not Side.SAME]
        same = [a for a in each if a.case.side is Side.SAME]
        opposite = [a for a in each if a.case.side is Side.OPPOSITE]
        yield (
            f"| {name} | {len(each)} | {_share(flips, Side.SAME)} | {_share(same, Side.OPPOSITE)} | "
            f"{_share(same, Side.SAME)} | {_share(opposite, Side.OPPOSITE)} | {_share(each, Side.UNCLEAR)} |"
        )


def _families(answered: Sequence[Answered]) -> Iterable[str]:
    yield "| family | right answer | pairs | called same | called opposite | called unclear |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for family, expected in sorted({(a.case.family, a.case.expected) for a in answered}):
        each = [a for a in answered if (a.case.family, a.case.expected) == (family, expected)]
        counts = " | ".join(str(sum(a.told is side for a in each)) for side in (Side.SAME, Side.OPPOSITE, Side.UNCLEAR))
        yield f"| {family} | {expected} | {len(each)} | {counts} |"


def _share(answered: Sequence[Answered], side: Side) -> str:
    count = sum(a.told is side for a in answered)
    return f"{count} of {len(answered)} ({count / max(len(answered), 1):.0%})"


def _speed(encoders: Encoders) -> str:
    """Milliseconds of one encoding, and of telling the sides of all that a lookup shows for the same sentence."""
    if not SHARED.is_dir():
        return f"No time was taken: the reader's sentences are not there, {SHARED} is missing."
    generation, ranker = generation_of("starter", encoders), packaged_ranker()
    encodings, tellings, counts = [], [], []
    for query in reader_queries():
        question = Question((Sentence(query.id, query.text),), Page(language=query.language))
        (result,) = look_up(generation, encoders, ranker, question)
        shown = [each for match in result.matches for each in (match, *match.also)]
        if query.language != ENGLISH or not shown:
            continue
        asked = [Asked(each.document, each.probability, each.why.similarity) for each in shown]
        claims = list(dict.fromkeys(each.document.claim.text for each in asked))
        reader = Reader(clean(query.text), encoders.reading)
        # As in a lookup, which has read the likeliest before it shows them.
        reader.opinions(claims[:MOST_CLAIMS])
        start = time.perf_counter()
        encoders.english.encode([clean(query.text)])
        between = time.perf_counter()
        sides(query.text, query.language, asked, reader)
        encodings.append(between - start)
        tellings.append(time.perf_counter() - between)
        counts.append(len(claims))
    return (
        f"One English encoding {1000 * float(np.median(encodings)):.1f} ms, the sides of what a lookup of the same "
        f"sentence shows {1000 * float(np.median(tellings)):.1f} ms (medians of {len(counts)} reader's sentences that "
        f"get a result, in one run; {np.mean(counts):.1f} claims each, the likeliest {MOST_CLAIMS} read before)."
    )


if __name__ == "__main__":
    main()
