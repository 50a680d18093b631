"""Whether the claims that statements.py finds in a page lead to the claim that a person saw in it.

Measured where both are there: PolitiFact's articles (title and text, without the field of the claim) against the claim
that their authors wrote in that field, among all 19,250 such claims. And on the starter corpus, of which only title and
finding are held: does what they say lead to the claim that was written by hand?

    python -m bench.reported_claims [dev|test]     dev: articles to develop on; test: others, to report
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from bench.collections import SHARED
from bench.results import made_on, write_section
from index.embedding import Vectors, packaged_encoders
from index.feeds.reporting import MAX_CLAIMS
from index.feeds.sentences import sentences
from index.feeds.starter import starter_documents
from index.feeds.statements import Addressed, addressed_claims
from index.normalise.ratings import normalise_rating
from index.normalise.stance import stance_of
from index.records import Stance

ARTICLES = 600
# From here on two sentences say the same to most readers; used for telling which found claim stands for which.
SAME = 0.6
_NO = re.compile(r"^no,", re.IGNORECASE)


def main() -> None:
    """Print the figures, and write the section of the test part."""
    part = sys.argv[1] if len(sys.argv) > 1 else "test"
    path = SHARED / "data" / "debates" / "claims.jsonl.gz"
    if not path.is_file():
        raise SystemExit("The collection is not here: shared/data/debates beside the project is absent.")
    with gzip.open(path, "rt") as file:
        rows = [json.loads(line) for line in file]
    lines = [f"{len(rows):,} checked claims; {ARTICLES} articles, part {part}", *_articles(rows, part), *_starter()]
    print("\n".join(lines))
    if part == "test":
        body = "\n".join(["`python -m bench.reported_claims`, " + made_on() + ":", "", "```", *lines, "```"])
        write_section("Claims found in reporting", body)


def _encode(texts: Sequence[str]) -> dict[str, Vectors]:
    encoder = packaged_encoders(threads=1).english
    unique = list(dict.fromkeys(texts))
    return dict(zip(unique, encoder.encode(unique), strict=True))


def _articles(rows: Sequence[Mapping[str, str]], part: str) -> list[str]:
    numbers = [number for number, row in enumerate(rows) if len(row["text"] or "") > 300 and row["title"]]
    random.Random(2026).shuffle(numbers)
    chosen = numbers[:ARTICLES] if part == "dev" else numbers[ARTICLES : 2 * ARTICLES]
    text = {number: sentences(rows[number]["text"]) for number in chosen}
    found = {number: addressed_claims(rows[number]["title"], None, text[number], MAX_CLAIMS) for number in chosen}
    ways: dict[str, dict[int, list[str]]] = {
        "title alone": {number: [rows[number]["title"]] for number in chosen},
        "title and first sentence": {number: [rows[number]["title"], *text[number][:1]] for number in chosen},
        "found, the first": {number: [each.claim for each in found[number][:1]] for number in chosen},
        f"found, up to {MAX_CLAIMS}": {number: [each.claim for each in found[number]] for number in chosen},
    }
    claims = [row["claim"] for row in rows]
    vectors = _encode([*claims, *(each for way in ways.values() for texts in way.values() for each in texts)])
    matrix = np.stack([vectors[claim] for claim in claims])
    lines = [f"{'way':<28} texts  cosine  >=.7   first  in first 5"]
    for name, texts in ways.items():
        best, ranks = [], []
        for number, each in texts.items():
            scores = (
                (matrix @ np.stack([vectors[one] for one in each]).T).max(axis=1) if each else np.zeros(len(claims))
            )
            best.append(scores[number])
            ranks.append(int((scores > scores[number] + 1e-6).sum()) if each else len(claims))
        count = np.mean([len(each) for each in texts.values()])
        lines.append(
            f"{name:<28} {count:5.2f}  {np.mean(best):.3f}   {np.mean(np.array(best) >= 0.7):.3f}  "
            f"{np.mean(np.array(ranks) < 1):.3f}  {np.mean(np.array(ranks) < 5):.3f}"
        )
    return lines + _stances(rows, found, vectors, matrix)


def _stances(
    rows: Sequence[Mapping[str, str]],
    found: Mapping[int, Sequence[Addressed]],
    vectors: Mapping[str, Vectors],
    matrix: Vectors,
) -> list[str]:
    """How often a stance that was read agrees with the rating, among found claims that are the checked one."""
    table: Counter[tuple[str, Stance]] = Counter()
    for number, each in found.items():
        rated = stance_of(normalise_rating(rows[number]["rating"]))
        for one in each:
            # "No, Graham does not support it" states the checked claim's opposite, which the page supports.
            is_denial = one.stance is Stance.SUPPORTS and _NO.search(rows[number]["title"]) is not None
            if float(matrix[number] @ vectors[one.claim]) >= SAME:
                table["supports its denial" if is_denial else one.stance.value, rated] += 1
    lines = [f"stance read, among found claims within {SAME} of the checked one, and stance of its rating:"]
    for read in dict.fromkeys(read for read, _ in sorted(table)):
        row = {rated: table[read, rated] for rated in Stance}
        lines.append(f"  {read:<19} {sum(row.values()):4}: " + ", ".join(f"{name} {n}" for name, n in row.items() if n))
    return lines


def _starter() -> list[str]:
    documents = [document for document in starter_documents() if document.review.language == "en"]
    claims = list(dict.fromkeys(document.claim.text for document in documents))
    ways = {
        "title": [[document.review.title or ""] for document in documents],
        "finding": [[document.finding or ""] for document in documents],
        "found in title and finding": [
            [
                each.claim
                for each in addressed_claims(document.review.title, None, sentences(document.finding or ""), MAX_CLAIMS)
            ]
            for document in documents
        ],
    }
    vectors = _encode([*claims, *(one for way in ways.values() for each in way for one in each)])
    matrix = np.stack([vectors[claim] for claim in claims])
    lines = [f"starter corpus: {len(documents)} English pages, {len(claims)} claims", f"{'way':<28} first  in first 5"]
    for name, texts in ways.items():
        ranks = []
        for document, each in zip(documents, texts, strict=True):
            kept = [one for one in each if one]
            if not kept:
                ranks.append(len(claims))
                continue
            scores = (matrix @ np.stack([vectors[one] for one in kept]).T).max(axis=1)
            ranks.append(int((scores > scores[claims.index(document.claim.text)] + 1e-6).sum()))
        lines.append(f"{name:<28} {np.mean(np.array(ranks) < 1):.3f}  {np.mean(np.array(ranks) < 5):.3f}")
    return lines


if __name__ == "__main__":
    main()
