"""schema.org ClaimReview: how fact-checkers publish a claim, who made it, and their rating of it.

Reads a DataFeed of reviews, a plain list of them, or a single one, in the shapes that really occur: values
as string, object or list, several reviews an element, elements without any. Must not know where the bytes come
from, nor what has been imported before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

from index.feeds.jsonld import Node
from index.feeds.jsonstream import ElementStream
from index.feeds.passages import passage_in
from index.feeds.rejection import Rejection, RejectionReason
from index.normalise.addresses import canonical_url, page_key, site_of
from index.normalise.dates import partial_date
from index.normalise.language import detect_language
from index.normalise.publishers import publisher_name
from index.normalise.ratings import normalise_rating, verdict_on_scale
from index.normalise.stance import stance_of
from index.records import Claim, Document, Kind, Publisher, Rating, Review, Verdict

# A sentence that people repeat is far shorter. Above this it's the article in the wrong field, which would be
# found by everything. Higher: more such articles come in. Lower: quotations of a paragraph fall out.
MAX_CLAIM_CHARS = 2_000
# A description of this length is a summary. Shorter ones are labels ("Fact check"), longer ones whole articles.
SUMMARY_CHARS = range(30, 1_001)

_UNKNOWN_LANGUAGE = "und"
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
# Written where the claimant isn't known; no person reads them as a name.
_NOBODY = frozenset({"unknown", "n/a", "na", "none", "null", "undefined", "-", "?"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What the feed as a whole says of itself. Without an attribution each review's publisher is named."""

    feed: str
    licence: str
    attribution: str | None


def read_claim_reviews(
    stream: BinaryIO, *, feed: str = "claimreview", licence: str | None = None, attribution: str | None = None
) -> Iterator[Document | Rejection]:
    """Yield every review as a document, or why it is not taken, in the feed's order and in constant memory.

    Where `licence` and `attribution` are left out, the feed's own statement counts if it stands before the
    reviews; else "unstated" and the review's publisher. The same review twice is yielded twice, with one id.
    Raises FeedBrokenError where the JSON breaks off, after yielding what came before.
    """
    elements = ElementStream(stream, list_key="dataFeedElement")
    for number, element in enumerate(elements, start=1):
        terms = _terms(Node(elements.header), feed, licence, attribution)
        yield from _documents(element, number, terms)


def _terms(header: Node, feed: str, licence: str | None, attribution: str | None) -> Terms:
    stated = next((names[0] for key in ("creator", "publisher", "provider") if (names := header.names(key))), None)
    return Terms(
        feed=feed,
        licence=licence or _licence(header) or "unstated",
        # A single review outside a feed has a publisher too, but that is the review's own.
        attribution=attribution or (None if header.has("claimReviewed") else stated),
    )


def _licence(header: Node) -> str | None:
    objects = header.nodes("license")
    return header.text("license") or next(
        (text for node in objects for key in ("url", "name") if (text := node.text(key))), None
    )


def _documents(element: object, number: int, terms: Terms) -> Iterator[Document | Rejection]:
    where = f"element {number}"
    if not isinstance(element, dict):
        yield Rejection(RejectionReason.EMPTY if element is None else RejectionReason.WRONG_TYPE, where)
        return
    node = Node(element)
    if _is_review(node):
        yield review_document(node, node.text("url"), where, terms)
        return
    found = node.nodes("item") or node.nodes("@graph")
    if not found:
        yield Rejection(_nothing_found(node), where)
    for position, review in enumerate(found, start=1):
        place = f"{where}, review {position}"
        if _is_review(review):
            yield review_document(review, review.text("url") or node.text("url"), place, terms)
        else:
            yield Rejection(RejectionReason.NOT_A_CLAIM_REVIEW, place)


def _is_review(node: Node) -> bool:
    # Some publishers leave out the type; nothing else has this field.
    return node.is_a("ClaimReview") or (node.has("claimReviewed") and not node.has("@type"))


def _nothing_found(node: Node) -> RejectionReason:
    if node.has("item"):
        return RejectionReason.WRONG_TYPE if node.fields["item"] != [] else RejectionReason.EMPTY
    return RejectionReason.EMPTY if node.is_a("DataFeedItem") or not node.fields else RejectionReason.NOT_A_CLAIM_REVIEW


def review_document(node: Node, address: str | None, where: str, terms: Terms) -> Document | Rejection:
    """One ClaimReview object as a document, or why it is not taken; `address` is the page's, `where` finds it again."""
    claim_text = node.text("claimReviewed")
    if claim_text is None:
        is_other_type = node.has("claimReviewed") and node.raw_text("claimReviewed") is None
        return Rejection(RejectionReason.WRONG_TYPE if is_other_type else RejectionReason.NO_CLAIM, where)
    if len(claim_text) > MAX_CLAIM_CHARS:
        return Rejection(RejectionReason.CLAIM_TOO_LONG, where)
    url = canonical_url(address or "")
    site = site_of(url or "")
    if url is None or site is None:
        return Rejection(RejectionReason.NO_ADDRESS, where)
    publisher, author = _publisher_and_author(node, site)
    language = _language(node) or detect_language(claim_text) or _UNKNOWN_LANGUAGE
    rating = _rating(node)
    finding = _finding(node, claim_text)
    body = next((found for key in ("reviewBody", "articleBody", "text") if (found := node.text(key))), None)
    return Document(
        id=document_id(url, claim_text),
        feed=terms.feed,
        kind=Kind.FACT_CHECK,
        claim=_claim(node, claim_text, url),
        stance=stance_of(rating.normalised if rating else Verdict.UNRATED),
        review=Review(
            url=url,
            title=node.text("name") or node.text("headline"),
            publisher=publisher,
            author=author,
            published=_date(node, "datePublished", url),
            modified=_date(node, "dateModified", url),
            language=language,
            licence=terms.licence,
            attribution=terms.attribution or publisher.name,
        ),
        text_language=language,
        finding=finding,
        rating=rating,
        body=body,
        passage=passage_in(body, claim_text, finding),
    )


def document_id(url: str, claim_text: str) -> str:
    """Return the same id for the same page and claim, whatever else changes, also how the page is addressed."""
    key = f"{page_key(url)}\0{claim_text.casefold()}".encode()
    return f"cr-{blake2b(key, digest_size=8).hexdigest()}"


def _claim(node: Node, text: str, url: str) -> Claim:
    claimants: list[str] = []
    dates: list[str] = []
    for reviewed in node.nodes("itemReviewed"):
        claimants += [
            name
            for name in reviewed.names("author")
            if name.casefold() not in _NOBODY | {*map(str.casefold, claimants)}
        ]
        dates += [found for key in ("datePublished", "dateCreated") if (found := _date(reviewed, key, url))]
    return Claim(text=text, claimants=tuple(claimants), date=dates[0] if dates else None)


def _publisher_and_author(node: Node, site: str) -> tuple[Publisher, str | None]:
    """Who publishes and who signs: a person under `author` signs, anybody else there publishes."""
    authors = node.nodes("author")
    people = [name for person in authors if person.is_a("Person") and (name := person.text("name"))]
    organisations = (*(author for author in authors if not author.is_a("Person")), *node.nodes("publisher"))
    names = [name for name in (*node.names("author"), *node.names("publisher")) if name not in people]
    stated_site = next((found for one in organisations if (found := site_of(one.raw_text("url") or ""))), None)
    place = stated_site or site
    return Publisher(publisher_name(names[0] if names else None, place), place), ", ".join(people) or None


def _rating(node: Node) -> Rating | None:
    """The publisher's verdict: in words where there are any, else as a number on its scale."""
    ratings = node.nodes("reviewRating")
    words = [word for rating in ratings if (word := rating.text("alternateName") or rating.text("name"))]
    # Some publishers write plain strings instead of Rating objects, or a word where the number belongs.
    words += node.names("reviewRating")
    words += [
        word for rating in ratings if rating.number("ratingValue") is None and (word := rating.text("ratingValue"))
    ]
    if words:
        return Rating(text=words[0], normalised=normalise_rating(words[0]))
    return next((found for rating in ratings if (found := _numeric_rating(rating))), None)


def _numeric_rating(rating: Node) -> Rating | None:
    value, worst, best = (rating.number(key) for key in ("ratingValue", "worstRating", "bestRating"))
    if value is None:
        return None
    if worst is None or best is None:
        return Rating(text=f"{value:g}", normalised=Verdict.UNRATED)
    if not worst <= value <= best:
        # Off its own scale, mostly -1: the publisher's way of saying that there is no number.
        return None
    return Rating(
        text=f"{value:g} on a scale from {worst:g} to {best:g}", normalised=verdict_on_scale(value, worst, best)
    )


def _finding(node: Node, claim_text: str) -> str | None:
    """The description where it is clearly a summary: of such a length, and neither the claim nor the title again."""
    description = node.text("description")
    if description is None or len(description) not in SUMMARY_CHARS:
        return None
    repeated = {
        text.casefold().rstrip(".!?… ") for text in (claim_text, node.text("name"), node.text("headline")) if text
    }
    return None if description.casefold().rstrip(".!?… ") in repeated else description


def _date(node: Node, key: str, url: str) -> str | None:
    return partial_date(node.raw_text(key) or "", address=url)


def _language(node: Node) -> str | None:
    stated = [
        node.text("inLanguage"),
        *(found for one in node.nodes("inLanguage") for key in ("alternateName", "name") if (found := one.text(key))),
    ]
    tags = (_LANGUAGE_TAG.fullmatch(tag) for tag in stated if tag)
    return next((tag.group(1).casefold() for tag in tags if tag), None)
