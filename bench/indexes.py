"""The generations that measurements run on: the starter corpus, the public collections and a feed, built once and kept.

They lie in var/bench, beside the service's own data and apart from it.
"""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from bench.collections import SHARED, article_documents, debate_documents, tweet_documents
from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders, packaged_encoders
from index.feeds.claimreview import read_claim_reviews
from index.feeds.starter import starter_documents
from index.folder import DataFolder
from index.generation import Generation, open_current
from index.importing import BATCH
from index.progress import suited_to_output
from index.records import Document

FOLDER = Path("var/bench")


def feed_documents() -> Iterator[Document]:
    """The 48,270 documents of the feed of fact-checks."""
    with gzip.open(SHARED / "data" / "factchecks" / "feed.json.gz") as stream:
        found = read_claim_reviews(cast("BinaryIO", stream), feed="feed.json.gz")
        yield from (each for each in found if isinstance(each, Document))


_SOURCES: dict[str, Callable[[], Iterable[Document]]] = {
    "starter": starter_documents,
    "tweets": tweet_documents,
    "debates": debate_documents,
    "articles": article_documents,
    "feed": feed_documents,
}


def bench_encoders() -> Encoders:
    """The product's encoders on all cores."""
    return packaged_encoders(threads=os.cpu_count() or 1)


def generation_of(name: str, encoders: Encoders) -> Generation:
    """The generation of one of the sources by its name, built now if it is missing or out of date."""
    data = DataFolder(FOLDER / name)
    with open_catalogue(data) as catalogue:
        documents = list(_SOURCES[name]())
        for start in range(0, len(documents), BATCH):
            catalogue.take(documents[start : start + BATCH])
    build(data, encoders, suited_to_output())
    return open_current(data)
