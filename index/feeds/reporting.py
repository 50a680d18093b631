"""A page as documents: its own marked-up reviews, or else the claims that its reporting addresses; and its correction.

Knows pages and feeds, not the network. How claims are found is statements.py's business.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from index.feeds.claimreview import MAX_CLAIM_CHARS, SUMMARY_CHARS, Terms, review_document
from index.feeds.configured import ConfiguredFeed
from index.feeds.page import Page
from index.feeds.passages import passage_in
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.sentences import sentences
from index.feeds.statements import Addressed, addressed_claims
from index.normalise.addresses import page_key, site_of
from index.records import Claim, Document, Kind, Publisher, Review, Stance

# More would bring side remarks of the page before readers as if it were about them.
MAX_CLAIMS = 3

_UNKNOWN_LANGUAGE = "und"
_FACT_CHECK = re.compile(r"fact[\s-]?check|faktencheck|v[ée]rification|verificaci[oó]n|checamos", re.IGNORECASE)
_WRONG_BEFORE = re.compile(
    r"\b(?:earlier|previous|original) version of this \w+,?(?: [^.]{0,40}?)?\s(?:incorrectly |wrongly |mistakenly |"
    r"erroneously |inaccurately )?(?:said|stated|reported|claimed|suggested|wrote|indicated|asserted)\s+(?:that\s+)?"
    r"(?P<wrong>[^.;]+)",
    re.IGNORECASE,
)
_NOTICE_LABEL = re.compile(r"^\W*[\w’' ]{5,40}?[:–—]\s+")


def page_documents(page: Page, feed: ConfiguredFeed) -> Iterator[Document | Rejection]:
    """Every document that a page gives, in a fixed order so that each keeps its id as the page changes."""
    if page.reviews:
        yield from _reviews(page, feed)
    else:
        yield from _reporting(page, feed)
    if page.correction:
        yield _correction(page, page.correction, feed)


def _reviews(page: Page, feed: ConfiguredFeed) -> Iterator[Document | Rejection]:
    terms = Terms(feed.name, feed.licence or "unstated", feed.attribution)
    for position, node in enumerate(page.reviews, start=1):
        stated = node.text("url")
        is_own = stated is None or site_of(stated) == site_of(page.url)
        address = stated if stated and is_own else page.url
        found = review_document(node, address, f"{page.url}, review {position}", terms)
        yield _completed(found, page, is_own=is_own) if isinstance(found, Document) else found


def _completed(document: Document, page: Page, *, is_own: bool) -> Document:
    """The review with what its page knows. One taken from another site doesn't speak in that site's name."""
    review = document.review
    is_named = is_own and review.publisher.name != review.publisher.site
    name = review.publisher.name if is_named else page.publisher.name
    is_attributed = review.attribution != review.publisher.name
    is_of_this_page = page_key(review.url) == page_key(page.url)
    return replace(
        document,
        review=replace(
            review,
            title=review.title or page.title,
            author=review.author or page.author,
            published=review.published or page.published,
            modified=review.modified or page.modified,
            publisher=Publisher(name, page.publisher.site),
            attribution=review.attribution if is_attributed else name,
        ),
        body=document.body or page.text or None,
        passage=passage_in(page.text, document.claim.text, document.finding) if is_of_this_page else document.passage,
    )


def _reporting(page: Page, feed: ConfiguredFeed) -> Iterator[Document | Rejection]:
    if not page.paragraphs and page.standfirst is None:
        yield Rejection(RejectionReason.NO_TEXT, page.url)
        return
    addressed = addressed_claims(page.title, page.standfirst, sentences(page.text), MAX_CLAIMS)
    if not addressed:
        yield Rejection(RejectionReason.NO_CLAIM, page.url)
    for position, each in enumerate(addressed):
        yield Document(
            id=_page_id(page.url, str(position)),
            feed=feed.name,
            kind=feed.kind or _kind(page, each),
            claim=Claim(each.claim, (each.claimant,) if each.claimant else ()),
            stance=each.stance,
            review=_review(page, feed),
            text_language=_language(page, feed),
            finding=_finding(page, each),
            # Searched once for the page: under every claim it would make the page's side remarks as easy to find.
            body=page.text if position == 0 and page.paragraphs else None,
            passage=passage_in(page.text, each.claim),
        )


def _correction(page: Page, notice: str, feed: ConfiguredFeed) -> Document:
    wrong = _WRONG_BEFORE.search(notice)
    claim = wrong["wrong"].strip() if wrong else _NOTICE_LABEL.sub("", notice)
    return Document(
        id=_page_id(page.url, "correction"),
        feed=feed.name,
        kind=Kind.CORRECTION,
        claim=Claim(claim[0].upper() + claim[1:MAX_CLAIM_CHARS]),
        stance=Stance.DISPUTES if wrong else Stance.CONTEXT,
        review=_review(page, feed),
        text_language=_language(page, feed),
        finding=notice if len(notice) in SUMMARY_CHARS else None,
        corrects=(page.url,),
        passage=passage_in(page.shown_notice, notice),
    )


def _review(page: Page, feed: ConfiguredFeed) -> Review:
    name = page.publisher.name
    publisher = Publisher(feed.publisher or name if name == page.publisher.site else name, page.publisher.site)
    return Review(
        url=page.url,
        title=page.title,
        publisher=publisher,
        author=page.author,
        published=page.published,
        modified=page.modified,
        language=_language(page, feed),
        licence=feed.licence or "unstated",
        attribution=feed.attribution or publisher.name,
    )


def _language(page: Page, feed: ConfiguredFeed) -> str:
    return page.language or feed.language or _UNKNOWN_LANGUAGE


def _kind(page: Page, addressed: Addressed) -> Kind:
    if _FACT_CHECK.search(f"{page.url} {page.title or ''}"):
        return Kind.FACT_CHECK
    return Kind.COUNTER_REPORT if addressed.stance is Stance.DISPUTES else Kind.ANALYSIS


def _finding(page: Page, addressed: Addressed) -> str | None:
    """The standfirst where it is a summary and not the claim again."""
    text = page.standfirst
    return text if text and len(text) in SUMMARY_CHARS and addressed.claim not in text else None


def _page_id(url: str, which: str) -> str:
    key = f"{page_key(url)}\0{which}".encode()
    return f"pg-{blake2b(key, digest_size=8).hexdigest()}"
