"""The feeds that a person configured, read from the commented feeds.toml in the data folder.

Knows the file and its words only, not how a feed is fetched. Everything wrong in it is named by feed and field.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from index.errors import SidelightError
from index.records import Kind

# Most feeds change a few times a day, and a day late is early enough for what people read.
EVERY = timedelta(days=1)
# More often than this is impolite to any publisher.
SHORTEST = timedelta(minutes=5)

_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_INTERVAL = re.compile(r"(\d{1,4})\s*(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

_Choice = TypeVar("_Choice", bound=StrEnum)


class FeedsFileError(SidelightError):
    """feeds.toml can't be read, or something in it is not what it should be."""


class Format(StrEnum):
    """What a feed's bytes are."""

    STARTER = "starter"  # the documents that come with Sidelight
    CLAIMREVIEW = "claimreview"  # JSON: a schema.org DataFeed of ClaimReview, a list of them, or one
    CLAIM_SEARCH = "claim-search"  # answers of the Google Fact Check Tools API
    RSS = "rss"  # RSS or Atom, with the full text or the pages behind it
    SITEMAP = "sitemap"  # a site's sitemap, or its index of sitemaps
    ADDRESSES = "addresses"  # one address a line
    CSV = "csv"  # a table of one's own
    JSONL = "jsonl"  # the same as one JSON object a line


@dataclass(frozen=True, slots=True)
class ConfiguredFeed:
    """A place documents come from, and what to say of those documents where it doesn't say it itself.

    `address` is a file or an http(s) address. `licence` and `attribution`, where given, stand on every document;
    `kind`, `publisher` and `language` only where the feed leaves them open. `key` is a secret and never printed.
    """

    name: str
    format: Format
    address: str
    every: timedelta = EVERY
    licence: str | None = None
    attribution: str | None = None
    kind: Kind | None = None
    publisher: str | None = None
    language: str | None = None
    key: str | None = field(default=None, repr=False)


def read_feeds(path: Path, environment: Mapping[str, str] = os.environ) -> tuple[ConfiguredFeed, ...]:
    """The feeds of a file in its order; none where there is no such file. Raises FeedsFileError.

    Files that it names stand where it stands itself, wherever a program is started that reads it. A claim-search feed
    without a key of its own takes the one in SIDELIGHT_FACT_CHECK_KEY.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise FeedsFileError(f"{path} can't be read: {error}.") from error
    shared_key = environment.get("SIDELIGHT_FACT_CHECK_KEY") or None
    return tuple(_completed(feed, path.absolute().parent, shared_key) for feed in parse_feeds(text, str(path)))


def _completed(feed: ConfiguredFeed, folder: Path, shared_key: str | None) -> ConfiguredFeed:
    if feed.format is Format.CLAIM_SEARCH:
        return replace(feed, key=feed.key or shared_key)
    return replace(feed, address=str(folder / feed.address)) if is_file(feed.address) else feed


def is_file(address: str) -> bool:
    """Whether a feed's address is a file's and no http address."""
    return bool(address) and "://" not in address


def parse_feeds(text: str, source: str) -> tuple[ConfiguredFeed, ...]:
    """The feeds that the text of a file names; `source` names the file in errors."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FeedsFileError(f"{source} is no valid TOML: {error}.") from error
    return tuple(_feed(name, table, source) for name, table in tables.items())


def interval(text: str) -> timedelta | None:
    """The time that a text such as "6h" names; None for any other text, and for less than SHORTEST."""
    match = _INTERVAL.fullmatch(text)
    found = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
    return found if found is not None and found >= SHORTEST else None


@dataclass(frozen=True, slots=True)
class _Table:
    """One feed's table, and the strict ways in which its fields are read."""

    name: str
    fields: Mapping[str, object]
    source: str

    def wrong(self, key: str, expected: str) -> FeedsFileError:
        found = json.dumps(self.fields.get(key), default=str, ensure_ascii=False)[:80]
        return FeedsFileError(f"{self.source}: [{self.name}] {key} should be {expected}; found {found}.")

    def text(self, key: str) -> str | None:
        value = self.fields.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "text in quotation marks")
        return value.strip()

    def choice(self, key: str, choices: type[_Choice]) -> _Choice | None:
        value = self.text(key)
        if value is None:
            return None
        found = next((choice for choice in choices if choice.value == value), None)
        if found is None:
            raise self.wrong(key, f"one of {', '.join(choices)}")
        return found

    def language(self, key: str) -> str | None:
        value = self.text(key)
        if value is not None and not _LANGUAGE.fullmatch(value):
            raise self.wrong(key, "a language code such as en")
        return value

    def interval(self, key: str) -> timedelta | None:
        value = self.text(key)
        if value is None:
            return None
        found = interval(value)
        if found is None:
            raise self.wrong(key, "a time such as 30m, 6h, 1d or 2w, and 5m at least")
        return found


_FIELDS = ("format", "address", "every", "licence", "attribution", "kind", "publisher", "language", "key")


def _feed(name: str, fields: object, source: str) -> ConfiguredFeed:
    if not isinstance(fields, Mapping):
        raise FeedsFileError(f"{source}: {name} should stand under a feed's name in square brackets.")
    if not _NAME.fullmatch(name):
        raise FeedsFileError(f"{source}: a feed's name should be lower-case words joined by '-'; found {name[:40]!r}.")
    if unknown := [key for key in fields if key not in _FIELDS]:
        raise FeedsFileError(
            f"{source}: [{name}] {unknown[0]} is not known; what may stand there: {', '.join(_FIELDS)}."
        )
    table = _Table(name, fields, source)
    format_ = table.choice("format", Format)
    if format_ is None:
        raise table.wrong("format", f"one of {', '.join(Format)}")
    address = table.text("address")
    if address is None and format_ is not Format.STARTER:
        raise table.wrong("address", "a file or an http(s) address")
    return ConfiguredFeed(
        name=name,
        format=format_,
        address=address or "",
        every=table.interval("every") or EVERY,
        licence=table.text("licence"),
        attribution=table.text("attribution"),
        kind=table.choice("kind", Kind),
        publisher=table.text("publisher"),
        language=table.language("language"),
        key=table.text("key"),
    )
