"""Feeds into the catalogue, a batch at a time; what was reported as taken stays taken whatever happens next."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from index.catalogue import Catalogue, ImportSummary, Rejected, Taken, only_writer, open_catalogue
from index.feeds.claimreview import read_claim_reviews
from index.feeds.download import open_source
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.starter import FEED as STARTER
from index.feeds.starter import starter_documents
from index.folder import DataFolder
from index.progress import Advance, Progress
from index.records import Document

# Documents in one transaction: each costs one wait for the disk, and a crash loses at most one that was not reported.
BATCH = 1_000


def import_starter(data: DataFolder, progress: Progress) -> ImportSummary:
    """Take the documents that come with Sidelight."""
    with only_writer(data), open_catalogue(data) as catalogue, progress("Importing starter", None) as advance:
        return _take(catalogue, STARTER, starter_documents(), advance)


def import_claimreview(data: DataFolder, source: str, progress: Progress) -> ImportSummary:
    """Take a DataFeed of ClaimReview from a file or an http address.

    Raises FeedError when it can't be read to its end; the batches before the fault are taken.
    """
    feed = _feed_name(source)
    with (
        only_writer(data),
        open_catalogue(data) as catalogue,
        open_source(source) as stream,
        progress(f"Importing {feed}", None) as advance,
    ):
        return _take(catalogue, feed, read_claim_reviews(stream, feed=feed), advance)


def _take(catalogue: Catalogue, feed: str, found: Iterable[Document | Rejection], advance: Advance) -> ImportSummary:
    refused: dict[RejectionReason, list[str]] = {}

    def accepted() -> Iterator[Document]:
        for each in found:
            if isinstance(each, Rejection):
                refused.setdefault(each.reason, []).append(each.where)
            else:
                yield each

    documents = accepted()
    taken = Taken()
    while batch := list(islice(documents, BATCH)):
        taken += catalogue.take(batch)
        advance(len(batch))
    rejected = tuple(Rejected(reason, len(places), places[0]) for reason, places in refused.items())
    return catalogue.finish_import(feed, taken, rejected)


def _feed_name(source: str) -> str:
    parts = urlsplit(source)
    return f"{parts.hostname}{parts.path}" if parts.scheme in ("http", "https") else Path(source).name
