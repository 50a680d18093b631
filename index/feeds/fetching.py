"""The one door to every feed: from a configured feed to documents, what was refused, and what to remember.

Knows which module reads which format; must not know the catalogue.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO

from index.feeds.archive import read_csv, read_jsonl
from index.feeds.claim_search import search_claims
from index.feeds.claimreview import read_claim_reviews
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.download import FEED, Answer, Limits, Web
from index.feeds.errors import FeedBrokenError
from index.feeds.listing import Entry, read_addresses, read_sitemap, read_syndication
from index.feeds.page_reader import PageReader
from index.feeds.rejection import Rejection
from index.feeds.starter import starter_documents
from index.feeds.state import FeedState, Validators
from index.feeds.withdrawal import Withdrawal
from index.normalise.ratings import rating_table
from index.records import Document

Item = Document | Rejection | Withdrawal

# Raised whenever a feed would be read otherwise than before, so that also unchanged feeds are read anew.
READER = 2
# The longest listing that the sitemap protocol allows, unpacked.
_LISTING = Limits(50 * 1024**2, 300.0)
# A site's index names one sitemap for each month or section. The first ones, by what changed last, hold what is new.
_MAX_SITEMAPS = 50

_LONG_AGO = "1970-01-01T00:00:00+00:00"

_WHOLE = (Format.STARTER, Format.CLAIMREVIEW, Format.CSV, Format.JSONL)
_LISTS = (Format.RSS, Format.SITEMAP, Format.ADDRESSES)


@dataclass(slots=True)
class Fetched:
    """One fetch of a feed, read by iterating once.

    `state` is at each moment what may be kept once everything yielded so far is taken. `is_complete`: the feed holds
    all it has, so a document it gave before and does not give in a fetch that was read to its end is withdrawn;
    never so where `is_unchanged`, when nothing is yielded. `share_read` tells how much of it is read, as in Answer.
    """

    items: Iterator[Item | FeedState]
    state: FeedState
    is_unchanged: bool = False
    is_complete: bool = False
    share_read: Callable[[], float | None] = lambda: None

    def __iter__(self) -> Iterator[Item]:
        """Yield documents, rejections and withdrawals in the feed's order; raises FeedError where it breaks off."""
        for item in self.items:
            if isinstance(item, FeedState):
                self.state = item
            else:
                yield item


@contextmanager
def fetch(feed: ConfiguredFeed, state: FeedState, web: Web, now: datetime | None = None) -> Iterator[Fetched]:
    """Open a feed, asking only for what changed since `state` (FeedState() the first time).

    Raises FeedError on entering where it can't be opened, and on iterating where it breaks off. `now` is for tests.
    """
    reader = f"{READER}.{rating_table().version}"
    if state.reader != reader:
        # Versions and times are forgotten and the documents are not, so that pages can still take theirs back.
        pages = {
            url: replace(page, validators=Validators(), listed_as=None, asked=_LONG_AGO)
            for url, page in state.pages.items()
        }
        state = FeedState(pages=pages, reader=reader)
    is_complete = feed.format in _WHOLE
    if feed.format is Format.STARTER:
        yield Fetched(_then(starter_documents(), state), state, is_complete=is_complete)
    elif feed.format is Format.CLAIM_SEARCH:
        yield Fetched(_then(search_claims(feed, web), state), state)
    else:
        with web.open(feed.address, state.validators, _LISTING if feed.format in _LISTS else FEED) as answer:
            if feed.format in _LISTS:
                yield _listed(feed, state, web, answer, now or datetime.now(UTC))
            elif answer.is_unchanged:
                yield Fetched(iter(()), state, is_unchanged=True)
            else:
                items = _READERS[feed.format](answer.stream, feed)
                read = _then(items, replace(state, validators=answer.validators))
                yield Fetched(read, state, is_complete=is_complete, share_read=answer.share_read)


def _then(items: Iterator[Item], state: FeedState) -> Iterator[Item | FeedState]:
    yield from items
    yield state


def _claim_reviews(stream: BinaryIO, feed: ConfiguredFeed) -> Iterator[Document | Rejection]:
    return read_claim_reviews(stream, feed=feed.name, licence=feed.licence, attribution=feed.attribution)


_READERS: dict[Format, Callable[[BinaryIO, ConfiguredFeed], Iterator[Item]]] = {
    Format.CLAIMREVIEW: _claim_reviews,
    Format.CSV: read_csv,
    Format.JSONL: read_jsonl,
}


def _listed(feed: ConfiguredFeed, state: FeedState, web: Web, answer: Answer, now: datetime) -> Fetched:
    """A listing, with the pages behind it; where the listing is unchanged only the pages that are followed."""
    reader = PageReader(feed, web, dict(state.pages), now)
    if answer.is_unchanged:
        listing = _Listing(tuple(Entry(url, page.listed_as) for url, page in state.pages.items()))
    else:
        listing = _read_listing(feed, web, answer)

    def items() -> Iterator[Item | FeedState]:
        for found in reader.read(listing.entries, is_whole_list=feed.format is Format.ADDRESSES):
            yield found
            yield replace(state, pages=dict(reader.pages))
        # Only a listing of which every page was read may be passed over while it stays the same.
        is_done = listing.is_one_file and not reader.is_behind
        yield replace(state, validators=answer.validators if is_done else Validators(), pages=dict(reader.pages))

    return Fetched(items(), state, share_read=lambda: reader.share_read)


@dataclass(frozen=True, slots=True)
class _Listing:
    """The entries of a listing. An index of sitemaps may stay the same while those that it names change."""

    entries: tuple[Entry, ...]
    is_one_file: bool = True


def _read_listing(feed: ConfiguredFeed, web: Web, answer: Answer) -> _Listing:
    content = answer.stream.read()
    if feed.format is Format.RSS:
        return _Listing(read_syndication(content, answer.url, answer.content_type))
    if feed.format is Format.ADDRESSES:
        return _Listing(tuple(read_addresses(content)))
    sitemap = read_sitemap(content, answer.url)
    entries = list(sitemap.entries)
    for address in sitemap.sitemaps[:_MAX_SITEMAPS]:
        with web.open(address, Validators(), _LISTING) as inner:
            found = read_sitemap(inner.stream.read(), inner.url)
            if found.sitemaps:
                raise FeedBrokenError(f"{address} should list pages, and is one more index of sitemaps.")
            entries += found.entries
    entries.sort(key=lambda entry: entry.version or "", reverse=True)
    return _Listing(tuple(entries), is_one_file=not sitemap.sitemaps)
