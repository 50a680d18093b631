"""The one door to every feed: from a configured feed to documents, what was refused, and what to remember.

Knows which module reads which format; must not know the catalogue.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from index.feeds.claimreview import read_claim_reviews
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.download import Answer, Web
from index.feeds.rejection import Rejection
from index.feeds.starter import starter_documents
from index.feeds.state import FeedState
from index.feeds.withdrawal import Withdrawal
from index.records import Document

Item = Document | Rejection | Withdrawal


@dataclass(slots=True)
class Fetched:
    """One fetch of a feed, read by iterating once.

    `state` is at each moment what may be kept once everything yielded so far is taken. `is_complete`: the feed holds
    all it has, so a document it gave before and does not give in a fetch that was read to its end is withdrawn;
    never so where `is_unchanged`, when nothing is yielded.
    """

    items: Iterator[Item]
    state: FeedState
    is_unchanged: bool = False
    is_complete: bool = False
    _state_at_end: FeedState | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[Item]:
        """Yield documents, rejections and withdrawals in the feed's order; raises FeedError where it breaks off."""
        yield from self.items
        if self._state_at_end is not None:
            self.state = self._state_at_end


@contextmanager
def fetch(feed: ConfiguredFeed, state: FeedState, web: Web) -> Iterator[Fetched]:
    """Open a feed, asking only for what changed since `state` (FeedState() the first time).

    Raises FeedError on entering where it can't be opened, and on iterating where it breaks off.
    """
    if feed.format is Format.STARTER:
        yield Fetched(iter(starter_documents()), state, is_complete=True)
        return
    with web.open(feed.address, state.validators) as answer:
        if answer.is_unchanged:
            yield Fetched(iter(()), state, is_unchanged=True)
        else:
            yield _whole(feed, state, answer)


def _whole(feed: ConfiguredFeed, state: FeedState, answer: Answer) -> Fetched:
    reviews = read_claim_reviews(answer.stream, feed=feed.name, licence=feed.licence, attribution=feed.attribution)
    return Fetched(reviews, state, is_complete=True, _state_at_end=FeedState(answer.validators, state.pages))
