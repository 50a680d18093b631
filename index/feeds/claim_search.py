"""Answers of the Google Fact Check Tools API (claims:search), page by page, with a key of the reader's own.

The key travels in a header, so that no address, log or error can carry it. Must not know the catalogue.
"""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

from index.feeds.claimreview import Terms, review_document
from index.feeds.configured import ConfiguredFeed
from index.feeds.download import Limits, Web
from index.feeds.errors import FeedAddressError, FeedBrokenError, FeedForbiddenError
from index.feeds.jsonld import Node
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.state import Validators
from index.records import Document

# A page of a hundred claims has some 100 kB.
_LIMITS = Limits(20 * 1024**2, 120.0)
_CLAIMS_A_PAGE = 100
# The service ends its answers itself; this ends a service that doesn't.
MAX_PAGES = 200


def search_claims(feed: ConfiguredFeed, web: Web) -> Iterator[Document | Rejection]:
    """Every review that the search of the feed's address finds. Raises FeedError where the service refuses.

    The address is the service's, with `query`, `reviewPublisherSiteFilter`, `languageCode`, `maxAgeDays` as one likes.
    """
    if "key" in parse_qs(urlsplit(feed.address).query):
        raise FeedAddressError(f"[{feed.name}] the key should stand under key, not in the address.")
    if feed.key is None:
        raise FeedForbiddenError(
            f"[{feed.name}] needs a key of the Google Fact Check Tools API: set key, or SIDELIGHT_FACT_CHECK_KEY."
        )
    token: str | None = None
    for number in range(1, MAX_PAGES + 1):
        answer = _page(feed, feed.key, token, web)
        yield from _documents(answer, f"page {number}", feed)
        following = answer.raw_text("nextPageToken")
        if not following or following == token:
            return
        token = following


def _page(feed: ConfiguredFeed, key: str, token: str | None, web: Web) -> Node:
    asked = {"pageSize": str(_CLAIMS_A_PAGE), **({"pageToken": token} if token else {})}
    address = f"{feed.address}{'&' if urlsplit(feed.address).query else '?'}{urlencode(asked)}"
    with web.open(address, Validators(), _LIMITS, {"X-Goog-Api-Key": key}, asks_robots=False) as answer:
        content = answer.stream.read()
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FeedBrokenError(f"[{feed.name}] the service should answer in JSON, and did not.") from error
    if not isinstance(fields, dict):
        raise FeedBrokenError(f"[{feed.name}] the service should answer with an object, and did not.")
    return Node(fields)


def _documents(answer: Node, page: str, feed: ConfiguredFeed) -> Iterator[Document | Rejection]:
    terms = Terms(feed.name, feed.licence or "unstated", feed.attribution)
    for position, claim in enumerate(answer.nodes("claims"), start=1):
        reviews = claim.nodes("claimReview")
        if not reviews:
            yield Rejection(RejectionReason.EMPTY, f"{page}, claim {position}")
        for review in reviews:
            node = _as_claim_review(claim, review)
            yield review_document(node, node.text("url"), f"{page}, claim {position}", terms)


def _as_claim_review(claim: Node, review: Node) -> Node:
    """The same in schema.org's words, which one reader reads."""
    publisher = next(iter(review.nodes("publisher")), Node({}))
    return Node(
        {
            "@type": "ClaimReview",
            "url": review.raw_text("url"),
            "name": review.raw_text("title"),
            "claimReviewed": claim.raw_text("text"),
            "datePublished": review.raw_text("reviewDate"),
            "inLanguage": review.raw_text("languageCode"),
            "author": {"@type": "Organization", "name": publisher.raw_text("name") or publisher.raw_text("site")},
            "itemReviewed": {
                "author": {"name": claim.raw_text("claimant")},
                "datePublished": claim.raw_text("claimDate"),
            },
            "reviewRating": {"alternateName": review.raw_text("textualRating")},
        }
    )
