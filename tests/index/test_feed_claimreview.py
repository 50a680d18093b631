"""ClaimReview as it really occurs becomes documents; what is unusable is named."""

import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import pytest

from index.feeds.claimreview import MAX_CLAIM_CHARS, document_id, read_claim_reviews
from index.feeds.errors import FeedBrokenError
from index.feeds.rejection import Rejection, RejectionReason
from index.records import Document

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "feeds" / "claimreview"
REAL_FEED = ROOT.parent / "shared" / "data" / "factchecks" / "feed.json.gz"

REVIEW: dict[str, object] = {
    "@type": "ClaimReview",
    "url": "https://checks.example/a",
    "claimReviewed": "The moon is made of cheese.",
    "author": {"@type": "Organization", "name": "Example Checks"},
}


@pytest.fixture
def real_feed() -> Iterator[BinaryIO]:
    if not REAL_FEED.is_file():
        pytest.skip("The real feed is not here: shared/data/factchecks beside the project is absent.")
    with gzip.open(REAL_FEED) as stream:
        yield io.BufferedReader(stream)


def as_json(found: Document | Rejection) -> object:
    return json.loads(json.dumps(asdict(found)))


def read(text: str | bytes) -> Iterator[Document | Rejection]:
    return read_claim_reviews(io.BytesIO(text.encode() if isinstance(text, str) else text))


def feed_of(*reviews: dict[str, object]) -> str:
    return json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [review]} for review in reviews]})


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_real_world_shape_becomes_the_expected_records(case: str) -> None:
    with (CASES / case / "input.json").open("rb") as stream:
        found = [as_json(one) for one in read_claim_reviews(stream)]
    assert found == json.loads((CASES / case / "expected.json").read_text("utf-8"))


def test_the_caller_can_name_feed_licence_and_attribution() -> None:
    stream = io.BytesIO(feed_of(REVIEW).encode())
    (document,) = read_claim_reviews(stream, feed="registry", licence="CC-BY-4.0", attribution="The Registry")
    assert isinstance(document, Document)
    assert (document.feed, document.review.licence, document.review.attribution) == (
        "registry",
        "CC-BY-4.0",
        "The Registry",
    )


def test_the_id_depends_on_page_and_claim_only() -> None:
    others = {
        "url": "http://www.CHECKS.example/a/amp/?utm_source=x#top",
        "claimReviewed": "the MOON is made of cheese.",
    }
    first, second = read(feed_of(REVIEW, REVIEW | others | {"reviewRating": "False"}))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id == second.id == document_id("https://checks.example/a", "The moon is made of cheese.")
    assert first.id == "cr-69eb0db2b0882453"


def test_a_claim_of_the_greatest_length_is_taken_and_one_longer_is_not() -> None:
    longest, too_long = read(
        feed_of(*(REVIEW | {"claimReviewed": "x" * n} for n in (MAX_CLAIM_CHARS, MAX_CLAIM_CHARS + 1)))
    )
    assert isinstance(longest, Document)
    assert too_long == Rejection(RejectionReason.CLAIM_TOO_LONG, "element 2, review 1")


def test_a_byte_order_mark_is_passed_over() -> None:
    (document,) = read(b"\xef\xbb\xbf" + feed_of(REVIEW).encode())
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("text", "whole", "message"),
    [
        (
            feed_of(REVIEW, REVIEW)[:-40],
            1,
            r"stops being valid JSON after 1 whole elements, within the first \d+ bytes",
        ),
        (feed_of(REVIEW, REVIEW) + "]", 2, "stops being valid JSON after 2 whole elements"),
        ("", 0, "stops being valid JSON after 0 whole elements"),
        ("<html>Not found</html>", 0, "stops being valid JSON after 0 whole elements"),
        ('"only a string"', 0, "should be a JSON object or list; found only the value 'only a string'"),
        ('{"claims": [' + "1," * 30_000 + "1]}", 0, "should hold its reviews in dataFeedElement"),
    ],
)
def test_broken_json_is_named_after_what_came_before_it(text: str, whole: int, message: str) -> None:
    found: list[Document | Rejection] = []
    with pytest.raises(FeedBrokenError, match=message):
        found.extend(read(text))
    assert len(found) == whole


def test_bytes_that_are_no_utf8_are_named() -> None:
    broken = feed_of(REVIEW).encode().replace(b"cheese", b"\xff\xfe")
    with pytest.raises(FeedBrokenError, match="stops being valid JSON after 0 whole elements"):
        list(read(broken))


@pytest.mark.parametrize("half", ["\\ud83d", "\\uDE00", "\\ud83d\\ud83d", "\\ude00\\ud83d"])
def test_half_a_surrogate_pair_spoils_neither_the_feed_nor_its_review(half: str) -> None:
    spoilt = feed_of(REVIEW | {"claimReviewed": "cheese HALF"}, REVIEW).replace("HALF", half)
    first, second = read(spoilt)
    assert isinstance(first, Document)
    assert first.claim.text == "cheese " + "\ufffd" * (len(half) // 6)
    assert isinstance(second, Document)


@pytest.mark.parametrize("shift", range(14))
def test_a_whole_pair_and_an_escaped_backslash_stay_wherever_a_chunk_ends(shift: int) -> None:
    texts = {"claimReviewed": "x" * 1_000, "name": 'goose \U0001f600 and \\ud83d and "\\\\" and \ue000'}
    padding = " " * (65_536 - shift - feed_of(REVIEW | texts).index("\\ud83d"))
    (document,) = read(padding + feed_of(REVIEW | texts))
    assert isinstance(document, Document)
    assert document.review.title == texts["name"]


def test_elements_are_yielded_before_the_rest_is_read() -> None:
    class Endless(io.RawIOBase):
        """A feed that never ends, and refuses to be read whole."""

        def __init__(self) -> None:
            self.sent = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size < 1_000_000
            self.sent += 1
            assert self.sent < 10
            start = b'{"dataFeedElement":[' if self.sent == 1 else b","
            return start + json.dumps({"item": [REVIEW]}).encode()

    first = next(read_claim_reviews(Endless()))  # type: ignore[arg-type]  # only read() is asked for
    assert isinstance(first, Document)


@pytest.mark.slow
def test_the_whole_real_feed_is_read(real_feed: BinaryIO) -> None:
    found = Counter(
        one.reason.value if isinstance(one, Rejection) else "dated" if one.review.published else "undated"
        for one in read_claim_reviews(real_feed)
    )
    assert found == {"dated": 47_030, "undated": 1_240, "claim_too_long": 5, "no_claim": 1}
