"""Feeds into the catalogue, a batch at a time; what was reported as taken stays taken whatever happens next."""

import time
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from urllib.parse import urlsplit

from index.catalogue import Catalogue, only_writer, open_catalogue
from index.changes import ImportSummary, Rejected, Taken
from index.errors import SidelightError
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.download import Web
from index.feeds.fetching import Fetched, Item, fetch
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.starter import FEED as STARTER
from index.feeds.state import FeedState
from index.feeds.withdrawal import Withdrawal, WithdrawalReason
from index.folder import DataFolder
from index.progress import Advance, Progress
from index.records import Document

# Items in one transaction: each costs one wait for the disk, and a crash loses at most one that was not reported.
BATCH = 1_000
# A feed that asks one page a second fills no batch for long; what it brought is kept this often at least.
_BATCH_S = 10.0
# A feed that suddenly lacks more than this share of its documents is rather broken than right. Higher believes worse
# accidents; lower stops at a feed that only keeps its latest entries.
_BELIEVED_SHARE = 0.5
# So few missing documents are believed whatever their share.
_BELIEVED_COUNT = 20


class TooManyWithdrawnError(SidelightError):
    """A feed lists so few of its documents that the rest was not withdrawn."""


def import_starter(data: DataFolder, progress: Progress) -> ImportSummary:
    """Take the documents that come with Sidelight."""
    return import_by_hand(data, ConfiguredFeed(STARTER, Format.STARTER, ""), progress)


def import_claimreview(data: DataFolder, source: str, progress: Progress, *, is_all: bool = False) -> ImportSummary:
    """Take a DataFeed of ClaimReview from a file or an http address, as `import_by_hand` does."""
    feed = ConfiguredFeed(_feed_name(source), Format.CLAIMREVIEW, source)
    return import_by_hand(data, feed, progress, is_all=is_all)


def import_by_hand(
    data: DataFolder, feed: ConfiguredFeed, progress: Progress, *, is_all: bool = False
) -> ImportSummary:
    """Take a feed now, whole, whatever is known of it already.

    What the same feed brought before and lacks now stays, unless `is_all` says that it is all there is. Raises
    FeedError when it can't be read to its end; the batches before the fault are taken.
    """
    with (
        only_writer(data),
        open_catalogue(data) as catalogue,
        fetch(feed, FeedState(), Web()) as fetched,
        progress(f"Importing {feed.name}", None) as advance,
    ):
        taken, rejected = take_fetched(catalogue, feed.name, fetched, advance)
        if is_all:
            taken += catalogue.withdraw_absent(feed.name, WithdrawalReason.DELISTED)
        return catalogue.imports.finish(feed.name, taken, rejected)


def take_fetched(
    catalogue: Catalogue,
    feed: str,
    fetched: Fetched,
    advance: Advance,
    *,
    yields_to: Set[str] = frozenset(),
    keep: Callable[[FeedState], None] = lambda _: None,
) -> tuple[Taken, tuple[Rejected, ...]]:
    """Take what a feed yields; after each batch but the last, `keep` is told what may be remembered of the feed.

    After the last one, what a complete feed lacks is still to be withdrawn.
    """
    refused: dict[RejectionReason, list[str]] = {}
    taken, done = Taken(), 0
    catalogue.start_listing()
    for batch, is_last in _batches(iter(fetched)):
        documents, withdrawn = _brought_and_withdrawn(batch)
        taken += catalogue.take(documents, yields_to)
        taken += catalogue.withdraw(feed, withdrawn)
        for each in batch:
            if isinstance(each, Rejection):
                refused.setdefault(each.reason, []).append(each.where)
        if not is_last:
            keep(fetched.state)
        done += len(batch)
        share = fetched.share_read()
        advance(len(batch), round(done / share) if share else None)
    return taken, tuple(Rejected(reason, len(places), places[0]) for reason, places in refused.items())


def withdraw_missing(catalogue: Catalogue, feed: str, *, is_believed: bool) -> Taken:
    """Withdraw what a complete feed did not list; raises TooManyWithdrawnError when that is not to be believed."""
    listed, absent = catalogue.listed(feed), catalogue.absent(feed)
    if not is_believed and absent > _BELIEVED_COUNT and absent > _BELIEVED_SHARE * listed:
        raise TooManyWithdrawnError(
            f"lists only {listed - absent:,} of {listed:,} documents, so none was withdrawn; "
            f"if that is right: python -m index update --now {feed}"
        )
    return catalogue.withdraw_absent(feed, WithdrawalReason.DELISTED)


def _batches(items: Iterator[Item]) -> Iterator[tuple[list[Item], bool]]:
    """The items in batches, and whether that was the last of them."""
    batch, began = list[Item](), time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) == BATCH or time.monotonic() - began > _BATCH_S:
            yield batch, False
            batch, began = [], time.monotonic()
    if batch:
        yield batch, True


def _brought_and_withdrawn(batch: Iterable[Item]) -> tuple[list[Document], dict[str, str]]:
    """What a batch brings, and what it takes back with the reason. Of each document its last word counts.

    A page that moves is taken back where it was and then brought from where it is.
    """
    brought: list[Document] = []
    withdrawn: dict[str, str] = {}
    for item in batch:
        if isinstance(item, Document):
            brought.append(item)
            withdrawn.pop(item.id, None)
        elif isinstance(item, Withdrawal):
            withdrawn[item.document_id] = item.reason
    return [document for document in brought if document.id not in withdrawn], withdrawn


def _feed_name(source: str) -> str:
    parts = urlsplit(source)
    return f"{parts.hostname}{parts.path}" if parts.scheme in ("http", "https") else Path(source).name
