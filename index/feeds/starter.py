"""The corpus that comes with Sidelight: pages described in our own words, one JSON object a line.

It is ours, so nothing in it is forgiven: a field that is missing, unknown or of the wrong form stops the
import with its line. Must not know the catalogue.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import TypeVar

from index.feeds.errors import FeedBrokenError
from index.normalise.addresses import canonical_url, site_of
from index.normalise.dates import partial_date
from index.normalise.language import detect_language
from index.normalise.ratings import normalise_rating
from index.normalise.text import clean_text
from index.records import Claim, Document, Kind, Publisher, Rating, Review, Stance

FEED = "starter"
LICENCE = "Apache-2.0"
ATTRIBUTION = "Described by Sidelight"
# Claim and finding are in English, or else in the language of the page.
DESCRIBED_IN = "en"

_FIELDS = frozenset(
    {"id", "url", "publisher", "title", "author", "published", "lang"}
    | {"kind", "claim", "claimants", "finding", "stance", "rating", "topics"}
)
_MAX_TEXT_CHARS = 2_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")

_Choice = TypeVar("_Choice", bound=StrEnum)


def starter_documents() -> Iterator[Document]:
    """Yield the documents of the corpus that comes with the package, in its order."""
    with resources.files("index").joinpath("starter/documents.jsonl").open(encoding="utf-8") as lines:
        yield from read_starter(lines)


def read_starter(lines: Iterable[str]) -> Iterator[Document]:
    """Yield one document a line. Raises FeedBrokenError, naming line and field, at the first that is wrong."""
    ids: set[str] = set()
    for number, line in enumerate(lines, start=1):
        document = _document(_entry(line, number))
        if document.id in ids:
            raise FeedBrokenError(
                f"Starter corpus, line {number}: field 'id' should be given once; found {document.id!r} again."
            )
        ids.add(document.id)
        yield document


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the corpus, and the strict ways in which its fields are read."""

    fields: Mapping[str, object]
    line: int

    def wrong(self, key: str, expected: str) -> FeedBrokenError:
        found = json.dumps(self.fields.get(key), ensure_ascii=False)[:80]
        return FeedBrokenError(f"Starter corpus, line {self.line}: field '{key}' should be {expected}; found {found}.")

    def text(self, key: str) -> str:
        value = self.fields[key]
        if not isinstance(value, str) or not value or len(value) > _MAX_TEXT_CHARS or clean_text(value) != value:
            raise self.wrong(key, f"clean text of 1 to {_MAX_TEXT_CHARS:,} characters")
        return value

    def optional_text(self, key: str) -> str | None:
        return None if self.fields[key] is None else self.text(key)

    def matching(self, key: str, form: re.Pattern[str], expected: str) -> str:
        value = self.fields[key]
        if not isinstance(value, str) or not form.fullmatch(value):
            raise self.wrong(key, expected)
        return value

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        value = self.fields[key]
        found = next((choice for choice in choices if choice.value == value), None)
        if found is None:
            raise self.wrong(key, f"one of {', '.join(choices)}")
        return found

    def texts(self, key: str, form: re.Pattern[str] | None = None) -> tuple[str, ...]:
        value = self.fields[key]
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            raise self.wrong(key, "a list in which nothing stands twice")
        for one in value:
            if not isinstance(one, str) or not one or clean_text(one) != one or (form and not form.fullmatch(one)):
                raise self.wrong(key, "a list of slugs" if form else "a list of clean texts")
        return tuple(value)

    def address(self, key: str) -> tuple[str, str]:
        url = canonical_url(value) if isinstance(value := self.fields[key], str) else None
        site = site_of(url or "")
        if url is None or site is None:
            raise self.wrong(key, "an absolute http or https address")
        return url, site

    def date(self, key: str) -> str | None:
        value = self.fields[key]
        if value is not None and (not isinstance(value, str) or partial_date(value) != value):
            raise self.wrong(key, "null or a date such as 2007-02-13, 2007-02 or 2007")
        return value


def _entry(line: str, number: int) -> _Entry:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise FeedBrokenError(f"Starter corpus, line {number}: should be one JSON object; {error.msg}.") from error
    if not isinstance(fields, dict):
        raise FeedBrokenError(f"Starter corpus, line {number}: should be one JSON object; found {line[:40].strip()!r}.")
    if differing := _FIELDS ^ fields.keys():
        name = min(differing)
        problem = "is missing" if name in _FIELDS else "is not one of ours"
        raise FeedBrokenError(f"Starter corpus, line {number}: field '{name}' {problem}.")
    return _Entry(fields, number)


def _document(entry: _Entry) -> Document:
    url, site = entry.address("url")
    rating = entry.optional_text("rating")
    claim = entry.text("claim")
    language = entry.matching("lang", _LANGUAGE, "a language code of two letters")
    return Document(
        id=entry.matching("id", _SLUG, "lower-case words joined by '-'"),
        feed=FEED,
        kind=entry.choice("kind", Kind),
        claim=Claim(text=claim, claimants=entry.texts("claimants")),
        stance=entry.choice("stance", Stance),
        review=Review(
            url=url,
            title=entry.optional_text("title"),
            publisher=Publisher(name=entry.text("publisher"), site=site),
            author=entry.optional_text("author"),
            published=entry.date("published"),
            modified=None,
            language=language,
            licence=LICENCE,
            attribution=ATTRIBUTION,
        ),
        text_language=language if detect_language(claim) == language else DESCRIBED_IN,
        finding=entry.text("finding"),
        rating=Rating(text=rating, normalised=normalise_rating(rating)) if rating else None,
        topics=entry.texts("topics", _SLUG),
    )
