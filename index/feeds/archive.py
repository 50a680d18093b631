"""A table of one's own, as CSV or as one JSON object a line: an editor's archive, a log of corrections.

One row is one page about one claim. Columns may go by several names; a row that can't be taken is named by its line and
the rest are taken. A row that is marked as withdrawn takes its document back. Must not know the catalogue.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import BinaryIO, TypeVar

from index.feeds.claimreview import MAX_CLAIM_CHARS, document_id
from index.feeds.configured import ConfiguredFeed
from index.feeds.errors import FeedBrokenError
from index.feeds.jsonld import Node
from index.feeds.passages import passage_in
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.sentences import sentences
from index.feeds.statements import addressed_claims
from index.feeds.withdrawal import Withdrawal, WithdrawalReason
from index.normalise.addresses import canonical_url, site_of
from index.normalise.dates import partial_date
from index.normalise.language import detect_language
from index.normalise.publishers import publisher_name
from index.normalise.ratings import normalise_rating
from index.normalise.stance import stance_of
from index.normalise.text import clean_text
from index.records import Claim, Document, Kind, Publisher, Rating, Review, Stance

# What each column may be called, the first being the name that the documentation uses.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "url": ("url", "address", "link"),
    "claim": ("claim", "claim_text", "statement"),
    "claimants": ("claimants", "claimant", "claimed_by", "speaker"),
    "claim_date": ("claim_date", "claimed_on"),
    "kind": ("kind",),
    "stance": ("stance",),
    "rating": ("rating", "verdict"),
    "finding": ("finding", "correction", "summary", "description"),
    "title": ("title", "headline"),
    "author": ("author", "byline"),
    "publisher": ("publisher", "source"),
    "published": ("published", "date", "publication_date"),
    "modified": ("modified", "updated"),
    "language": ("language", "lang"),
    "topics": ("topics", "tags"),
    "body": ("body", "text"),
    "corrects": ("corrects", "corrected_url"),
    "id": ("id",),
    "withdrawn": ("withdrawn", "retracted"),
}
# What leaves a row as it is. Anything else, be it a word, a date or a reason, withdraws it: to go on showing what an
# editor took back would be the worse mistake.
_NOT_WITHDRAWN = frozenset({"", "no", "n", "not", "false", "f", "0", "-", "null", "none"})
_MAX_ROW_CHARS = 2_000_000
_SAMPLE_BYTES = 65_536
_DELIMITERS = ",;\t|"
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_Choice = TypeVar("_Choice", bound=StrEnum)

Found = Document | Rejection | Withdrawal


def read_csv(stream: BinaryIO, feed: ConfiguredFeed) -> Iterator[Found]:
    """What each row gives, or why nothing. Raises FeedBrokenError where no column holds addresses."""
    return _once_withdrawn(_csv_rows(stream, feed))


def read_jsonl(stream: BinaryIO, feed: ConfiguredFeed) -> Iterator[Found]:
    """What each line gives, or why nothing; a line that is no JSON object is refused alone."""
    return _once_withdrawn(_jsonl_rows(stream, feed))


def _once_withdrawn(rows: Iterable[Found]) -> Iterator[Found]:
    """Without what follows about a document that one row withdrew: a log may have several rows about it."""
    withdrawn: set[str] = set()
    for each in rows:
        if isinstance(each, Withdrawal):
            withdrawn.add(each.document_id)
        if not (isinstance(each, Document) and each.id in withdrawn):
            yield each


def _csv_rows(stream: BinaryIO, feed: ConfiguredFeed) -> Iterator[Found]:
    buffered = io.BufferedReader(stream, _SAMPLE_BYTES) if not isinstance(stream, io.BufferedReader) else stream  # type: ignore[type-var]
    sample = buffered.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES]
    lines = io.TextIOWrapper(buffered, encoding=_encoding(sample), errors="replace", newline="")
    csv.field_size_limit(_MAX_ROW_CHARS)
    rows = csv.reader((line.replace("\x00", "") for line in lines), delimiter=_delimiter(sample))
    try:
        names = _named(next(rows, []), feed)
        for row in rows:
            where = f"line {rows.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(names):
                yield Rejection(RejectionReason.BROKEN_ROW, where)
            else:
                yield _found(Node(dict(zip(names, row, strict=False))), where, feed)
    except csv.Error as error:
        raise FeedBrokenError(f"[{feed.name}] line {rows.line_num} is no CSV: {error}.") from error


def _jsonl_rows(stream: BinaryIO, feed: ConfiguredFeed) -> Iterator[Found]:
    for number, line in enumerate(stream, start=1):
        where = f"line {number}"
        if not line.strip():
            continue
        try:
            fields = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError):
            yield Rejection(RejectionReason.BROKEN_ROW, where)
            continue
        if not isinstance(fields, dict):
            yield Rejection(RejectionReason.WRONG_TYPE, where)
            continue
        named = {_column(str(name)): value for name, value in fields.items()}
        yield _found(Node({name: value for name, value in named.items() if name}), where, feed)


def _named(header: list[str], feed: ConfiguredFeed) -> list[str]:
    names = [_column(name) or "" for name in header]
    if "url" not in names:
        raise FeedBrokenError(
            f"[{feed.name}] the first line should name the columns, one of them url; found {', '.join(header)[:80]!r}."
        )
    # Of two columns that mean the same the first counts, as a person would read it.
    return [name if name not in names[:position] else "" for position, name in enumerate(names)]


def _column(written: str) -> str | None:
    folded = re.sub(r"[\s-]+", "_", written.strip().casefold())
    return next((name for name, others in COLUMNS.items() if folded in others), None)


def _encoding(sample: bytes) -> str:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # The sample may end within a character.
        sample[: max(len(sample) - 4, 0)].decode("utf-8")
    except UnicodeDecodeError as error:
        return "cp1252" if error.start < len(sample) - 8 else "utf-8-sig"
    return "utf-8-sig"


def _delimiter(sample: bytes) -> str:
    """The mark that parts the first line's names; spreadsheets of half of Europe write semicolons."""
    first = sample.decode("utf-8", "replace").lstrip("\ufeff").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


@dataclass(frozen=True, slots=True)
class _Said:
    """The claim of a row and what the row says of it."""

    claim: str
    stance: Stance | None


def _found(row: Node, where: str, feed: ConfiguredFeed) -> Found:
    document = _document(row, where, feed)
    if not _is_withdrawn(row):
        return document
    # With an id of its own a row is known by that, whatever became of its text.
    withdrawn = _own_id(row, feed) or (document.id if isinstance(document, Document) else None)
    return Withdrawal(withdrawn, WithdrawalReason.RETRACTED) if withdrawn else document


def _is_withdrawn(row: Node) -> bool:
    marked = row.fields.get("withdrawn")
    if isinstance(marked, str):
        return clean_text(marked).casefold() not in _NOT_WITHDRAWN
    return bool(marked)


def _document(row: Node, where: str, feed: ConfiguredFeed) -> Document | Rejection:
    url = canonical_url(row.raw_text("url") or "")
    site = site_of(url or "")
    if url is None or site is None:
        return Rejection(RejectionReason.NO_ADDRESS, where)
    kind = _choice(row, "kind", Kind) or feed.kind or Kind.ANALYSIS
    said = _said(row)
    if said is None:
        return Rejection(RejectionReason.NO_CLAIM, where)
    if len(said.claim) > MAX_CLAIM_CHARS:
        return Rejection(RejectionReason.CLAIM_TOO_LONG, where)
    rating = Rating(words, normalise_rating(words)) if (words := row.text("rating")) else None
    language = _language(row) or feed.language or detect_language(said.claim) or "und"
    publisher = Publisher(publisher_name(row.text("publisher") or feed.publisher, site), site)
    return Document(
        id=_own_id(row, feed) or document_id(url, said.claim),
        feed=feed.name,
        kind=kind,
        claim=Claim(said.claim, _several(row, "claimants", ";"), _date(row, "claim_date", url)),
        stance=_choice(row, "stance", Stance) or (stance_of(rating.normalised) if rating else said.stance or _of(kind)),
        review=Review(
            url=url,
            title=row.text("title"),
            publisher=publisher,
            author=row.text("author"),
            published=_date(row, "published", url),
            modified=_date(row, "modified", url),
            language=language,
            licence=feed.licence or "unstated",
            attribution=feed.attribution or publisher.name,
        ),
        text_language=language,
        finding=row.text("finding"),
        rating=rating,
        topics=tuple(topic for topic in _several(row, "topics", ";") if _SLUG.fullmatch(topic)),
        body=row.text("body"),
        corrects=tuple(found for each in _several(row, "corrects", " ") if (found := canonical_url(each))),
        passage=passage_in(row.text("body"), said.claim, row.text("finding")),
    )


def _said(row: Node) -> _Said | None:
    """The row's own claim, or the first one that its title, finding and text address."""
    if claim := row.text("claim"):
        return _Said(claim, None)
    body = row.raw_text("body") or ""
    text = [clean_text(sentence) for sentence in sentences(body)]
    found = addressed_claims(row.text("title"), row.text("finding"), text, most=1)
    return _Said(found[0].claim, found[0].stance) if found else None


def _of(kind: Kind) -> Stance:
    """A log of corrections states what was wrong; any other row without a stance only adds to the matter."""
    return Stance.DISPUTES if kind is Kind.CORRECTION else Stance.CONTEXT


def _own_id(row: Node, feed: ConfiguredFeed) -> str | None:
    """From the row's own id where it has one, so that a row may change in every other way."""
    own = row.text("id") or (str(number) if (number := row.number("id")) is not None else None)
    return f"row-{blake2b(f'{feed.name} {own}'.encode(), digest_size=8).hexdigest()}" if own else None


def _choice(row: Node, name: str, choices: type[_Choice]) -> _Choice | None:
    written = re.sub(r"[\s-]+", "_", (row.text(name) or "").casefold())
    return next((choice for choice in choices if choice.value == written), None)


def _several(row: Node, name: str, separator: str) -> tuple[str, ...]:
    values = row.names(name)
    parts = [part for value in values for part in value.split(separator)]
    return tuple(dict.fromkeys(cleaned for part in parts if (cleaned := clean_text(part))))


def _date(row: Node, name: str, url: str) -> str | None:
    return partial_date(row.raw_text(name) or "", address=url)


def _language(row: Node) -> str | None:
    match = _LANGUAGE.fullmatch(row.text("language") or "")
    return match[1].casefold() if match else None
