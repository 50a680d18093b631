"""One door to every feed: what comes out, what is refused, and what is remembered for the next time."""

import json
from pathlib import Path

import pytest

from index.errors import SidelightError
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.download import Web
from index.feeds.fetching import fetch
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.state import FeedState, PageState, Validators, read_state, state_json
from index.records import Document

REVIEW = {"@type": "ClaimReview", "url": "https://press.example/1", "claimReviewed": "Geese nest on the town hall."}


def test_the_starter_documents_come_whole() -> None:
    with fetch(ConfiguredFeed("starter", Format.STARTER, ""), FeedState(), Web()) as fetched:
        assert len(list(fetched)) == 572
        assert fetched.is_complete


def test_a_file_of_reviews_gives_documents_under_the_feed_s_name(tmp_path: Path) -> None:
    source = tmp_path / "feed.json"
    source.write_text(json.dumps([REVIEW, None]))
    feed = ConfiguredFeed("geese", Format.CLAIMREVIEW, str(source), licence="CC0-1.0", attribution="Geese")
    with fetch(feed, FeedState(), Web()) as fetched:
        document, refused = fetched
    assert isinstance(document, Document)
    assert (document.feed, document.review.licence, document.review.attribution) == ("geese", "CC0-1.0", "Geese")
    assert refused == Rejection(RejectionReason.EMPTY, "element 2")
    assert (fetched.is_complete, fetched.is_unchanged) == (True, False)


def test_what_is_remembered_survives_being_written_down() -> None:
    state = FeedState(
        Validators('"v1"', "Wed, 25 Nov 2026 08:00:00 GMT"),
        {"https://press.example/1": PageState(Validators('"p"'), "2026-11-25", "2026-11-01", "2026-11-25", ("cr-1",))},
        reader="1.1",
    )
    assert read_state(state_json(state)) == state


def test_a_damaged_memory_is_named() -> None:
    with pytest.raises(SidelightError, match="What was remembered of a feed is damaged"):
        read_state('{"pages": 7}')
