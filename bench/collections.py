"""The public test collections as our own records: documents, sentences, and which documents answer which sentence.

The collections are research data and lie outside the repository; see bench/README.md.
"""

import csv
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from index.normalise.addresses import site_of
from index.records import Claim, Document, Kind, Publisher, Review, Stance

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class Collection:
    """Sentences by id, the ids of the documents that answer each, and the day on which each sentence was said."""

    name: str
    sentences: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]
    said: Mapping[str, str]


def debates(part: str) -> Collection:
    """Sentences of debates with the PolitiFact checks of what they claim. `part`: train or dev."""
    folder = SHARED / "data" / "debates"
    relevant = _qrels(folder / f"qrels_{part}.tsv")
    sentences = _tsv(folder / "queries.tsv")
    said = {query: datetime.strptime(query[:8], "%Y%m%d").date().isoformat() for query in relevant}
    return Collection(f"debates/{part}", {query: sentences[query] for query in relevant}, relevant, said)


def tweets(part: str) -> Collection:
    """Tweets with the Snopes checks of what they claim. `part`: train or dev."""
    folder = SHARED / "data" / "tweets"
    relevant = _qrels(folder / f"qrels_{part}.tsv")
    sentences = _tsv(folder / "queries.tsv")
    return Collection(f"tweets/{part}", {query: sentences[query] for query in relevant}, relevant, {})


def articles(part: str) -> Collection:
    """Tweets with the articles of 74 publishers that check them. `part`: train or dev."""
    folder = SHARED / "data" / "articles"
    return Collection(
        f"articles/{part}", _tsv(folder / f"queries_{part}.tsv", header=True), _qrels(folder / f"qrels_{part}.tsv"), {}
    )


def debate_documents() -> Iterator[Document]:
    """The 19,250 PolitiFact checks of the debates collection."""
    for row in _rows(SHARED / "data" / "debates" / "claims.jsonl.gz"):
        yield _document(
            row, claim=row["claim"], title=row["title"], finding=None, body=row["text"], date=row["review_date"]
        )


def tweet_documents() -> Iterator[Document]:
    """The 14,231 Snopes checks of the tweets collection."""
    for row in _rows(SHARED / "data" / "tweets" / "claims.jsonl.gz"):
        claim = row["claim"] or row["subtitle"] or row["title"]
        yield _document(row, claim=claim, title=row["title"], finding=row["subtitle"], body=None, date=None)


def article_documents() -> Iterator[Document]:
    """The 59,951 articles; their title stands for the claim, since they state none apart."""
    for row in _rows(SHARED / "data" / "articles" / "articles.jsonl.gz"):
        yield _document(
            row,
            claim=row["title"] or row["subtitle"],
            title=None,
            finding=row["subtitle"],
            body=row["text"],
            date=(row["date"] or "")[:10] or None,
        )


def transcript_sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the debates' transcripts with its id; few of them have an answer."""
    for row in _rows(SHARED / "data" / "debates" / "transcripts.jsonl.gz"):
        yield f"{row['debate']}_{row['line']}", row["sentence"]


def _document(
    row: Mapping[str, Any], claim: str, title: str | None, finding: str | None, body: str | None, date: str | None
) -> Document:
    publisher = Publisher(row["publisher"], site_of(row["url"]) or row["publisher"])
    claimants = (row["claimant"],) if row.get("claimant") else ()
    review = Review(row["url"], title or None, publisher, None, date, None, "en", "research", row["publisher"])
    return Document(
        id=row["id"],
        feed="collection",
        kind=Kind.FACT_CHECK,
        claim=Claim(claim, claimants),
        stance=Stance.CONTEXT,
        review=review,
        text_language="en",
        finding=finding or None,
        body=body or None,
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") as file:
        yield from map(json.loads, file)


def _tsv(path: Path, header: bool = False) -> dict[str, str]:
    with path.open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    return {row[0]: row[1] for row in rows[1 if header else 0 :]}


def _qrels(path: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text().splitlines():
        query, _, document, _ = re.split(r"\s+", line.strip())
        found.setdefault(query, set()).add(document)
    return {query: frozenset(documents) for query, documents in found.items()}
