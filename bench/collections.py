"""The public test collections as our own records: documents, sentences, and which documents answer which sentence.

The collections are research data and lie outside the repository; see bench/README.md.
"""

import csv
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from index.lookup.question import Page, Sentence
from index.normalise.addresses import site_of
from index.normalise.dates import partial_date
from index.records import Claim, Document, Kind, Publisher, Review, Stance

SHARED = Path(__file__).resolve().parents[2] / "shared"
ENGLISH_PAGE = Page(language="en")
# A tweet's number holds the milliseconds since then, before bits that tell machines and tweets of one moment apart.
_TIMED_SINCE = datetime(2010, 11, 4, 1, 42, 54, 657000)
_SEQUENCE_BITS = 22
_NEVER = "9999"
# The grade of a relevant document in a file of labels.
_RELEVANT = "1"
_FIRST_TIMED_NUMBER = 29_700_859_247


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence as the product is asked about it, with the page it stands on."""

    sentence: Sentence
    page: Page = ENGLISH_PAGE


@dataclass(frozen=True, slots=True)
class Collection:
    """Sentences by id, and the ids of the documents that answer each."""

    name: str
    asked: Mapping[str, Asked]
    relevant: Mapping[str, frozenset[str]]

    @property
    def sentences(self) -> dict[str, str]:
        """The text of each sentence, as it stands on its page."""
        return {key: asked.sentence.text for key, asked in self.asked.items()}

    def bare(self) -> "Collection":
        """The sentences alone: without what stands around them, and without the day of their page."""
        return replace(
            self,
            asked={
                key: Asked(Sentence(key, asked.sentence.text), Page(language=asked.page.language))
                for key, asked in self.asked.items()
            },
        )


def debates(part: str) -> Collection:
    """Sentences of debates, as their transcripts have them, with the PolitiFact checks of what they claim.

    `part`: train or dev. Not every debate has a transcript; a sentence without one stands alone.
    """
    folder = SHARED / "data" / "debates"
    relevant = _qrels(folder / f"qrels_{part}.tsv")
    texts = _tsv(folder / "queries.tsv")
    around = _surroundings()
    asked = {
        key: Asked(
            Sentence(key, texts[key], *around.get(key, ("", ""))), replace(ENGLISH_PAGE, published=day_said(key))
        )
        for key in relevant
    }
    return Collection(f"debates/{part}", asked, relevant)


def day_said(key: str) -> str:
    """The ISO date with which a debate sentence's id begins."""
    return datetime.strptime(key[:8], "%Y%m%d").date().isoformat()


def strictly_earlier(collection: Collection, published: Mapping[str, str | None]) -> Collection:
    """The sentences that a document published before the day of their page answers, with those documents alone."""
    relevant = {
        key: frozenset(
            document
            for document in documents
            if (published[document] or _NEVER) < (collection.asked[key].page.published or "")
        )
        for key, documents in collection.relevant.items()
    }
    kept = {key: documents for key, documents in relevant.items() if documents}
    return Collection(f"{collection.name}, strictly earlier", {key: collection.asked[key] for key in kept}, kept)


def tweets(part: str) -> Collection:
    """Tweets with the Snopes checks of what they claim. `part`: train or dev."""
    folder = SHARED / "data" / "tweets"
    relevant = _qrels(folder / f"qrels_{part}.tsv")
    sentences = _tsv(folder / "queries.tsv")
    return Collection(f"tweets/{part}", _alone({query: sentences[query] for query in relevant}), relevant)


def articles(part: str) -> Collection:
    """Tweets with their days and the articles of 74 publishers that check them. `part`: train or dev."""
    folder = SHARED / "data" / "articles"
    asked = {
        key: Asked(Sentence(key, text), replace(ENGLISH_PAGE, published=day_posted(key)))
        for key, text in _tsv(folder / f"queries_{part}.tsv", header=True).items()
    }
    return Collection(f"articles/{part}", asked, _qrels(folder / f"qrels_{part}.tsv"))


def articles_as_read() -> Collection:
    """The posts of articles/dev that some article of a pool answers, as readers judged (pooled_qrels/README.md)."""
    posts = articles("dev")
    relevant = _qrels(Path(__file__).parent / "pooled_qrels" / "articles-dev.qrels")
    return Collection("articles/dev, as we read them", {key: posts.asked[key] for key in relevant}, relevant)


def day_posted(key: str) -> str | None:
    """The ISO date of a tweet by its number; None for one of before November 2010, when numbers began to tell it."""
    number = int(float(key))
    if number < _FIRST_TIMED_NUMBER:
        return None
    return (_TIMED_SINCE + timedelta(milliseconds=number >> _SEQUENCE_BITS)).date().isoformat()


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
        title = row["title"] or row["subtitle"] or row["url"]
        yield _document(
            row,
            claim=title,
            title=title,
            finding=row["subtitle"],
            body=row["text"],
            date=partial_date(row["date"] or ""),
        )


def transcript_sentences() -> dict[str, Asked]:
    """Every sentence of the debates' transcripts by its id, as its page has it; few of them have an answer."""
    around = _surroundings()
    return {
        key: Asked(Sentence(key, text, *around[key]), replace(ENGLISH_PAGE, published=day_said(key)))
        for key, text in _transcripts()
    }


def _transcripts() -> Iterator[tuple[str, str]]:
    for row in _rows(SHARED / "data" / "debates" / "transcripts.jsonl.gz"):
        yield f"{row['debate']}_{row['line']}", row["sentence"]


@cache
def _surroundings() -> dict[str, tuple[str, str]]:
    """By its id, what is said before and after each sentence: two sentences before, one after, of the same debate."""
    rows = list(_transcripts())
    around = {}
    for place, (key, _) in enumerate(rows):
        debate = key.rpartition("_")[0]
        before = [text for other, text in rows[max(0, place - 2) : place] if other.startswith(debate)]
        after = [text for other, text in rows[place + 1 : place + 2] if other.startswith(debate)]
        around[key] = (" ".join(before), " ".join(after))
    return around


def _alone(sentences: Mapping[str, str]) -> dict[str, Asked]:
    return {key: Asked(Sentence(key, text)) for key, text in sentences.items()}


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
    """By the id of a sentence, the documents that a file in TREC's format grades 1."""
    found: dict[str, set[str]] = {}
    for line in path.read_text().splitlines():
        query, _, document, grade = re.split(r"\s+", line.strip())
        if grade == _RELEVANT:
            found.setdefault(query, set()).add(document)
    return {query: frozenset(documents) for query, documents in found.items()}
