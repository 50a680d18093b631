"""Whatever bytes a server sends, a reader of feeds ends with records, rejections or a FeedError."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.feeds.archive import Found, read_csv, read_jsonl
from index.feeds.charset import decoded
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.errors import FeedError
from index.feeds.listing import read_addresses, read_sitemap, read_syndication
from index.feeds.page import read_page
from index.feeds.rejection import Rejection
from index.feeds.reporting import page_documents
from index.feeds.withdrawal import Withdrawal
from index.records import Document

Reader = Callable[[BinaryIO, ConfiguredFeed], Iterator[Found]]
FEED = ConfiguredFeed("nonsense", Format.RSS, "")
# Pieces of which pages, feeds and tables are made, put together without sense.
PIECES = st.sampled_from(
    [
        *(
            "<html>",
            "<body>",
            "<p>",
            "</p>",
            "<article>",
            "</article>",
            "<title>",
            "</title>",
            "<",
            ">",
            "&amp;",
            "&#0;",
        ),
        *(
            "<script type='application/ld+json'>",
            "</script>",
            '{"@type": "ClaimReview"',
            '"claimReviewed": ',
            "]",
            "[{",
            "}",
        ),
        *(
            "<div itemscope itemtype=ClaimReview>",
            "<b itemprop='url claimReviewed' itemref=x>",
            "<link rel=canonical href='//['>",
        ),
        *(
            "<rss version='2.0'><channel>",
            "<item>",
            "</item>",
            "<link>",
            "https://a.example/",
            "<urlset>",
            "<url><loc>",
            "<!DOCTYPE",
        ),
        *(
            "url,claim\n",
            "url,claim,id,withdrawn\n",
            ";",
            '"',
            "\n",
            "\t",
            "\\ud800",
            "\x00",
            "\ud800",
            "\ufffe",
            "No, geese do not run the town hall. ",
            "é",
        ),
        *(
            "Correction: An earlier version of this article said ",
            "that geese run the town hall",
            ".",
            "2026-11-25",
            "  ",
        ),
    ]
)
CONTENT = st.one_of(
    st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
)
CONTENT_TYPES = st.sampled_from(
    ["", "text/html", "text/html; charset=utf-8", "text/html; charset=utf-7", "; charset=\x00", "x" * 99]
)


@given(CONTENT, CONTENT_TYPES)
def test_any_page_becomes_records_or_is_none(content: bytes, content_type: str) -> None:
    page = read_page(content, "https://checks.example/a", content_type)
    found = [] if page is None else list(page_documents(page, FEED))
    assert all(isinstance(each, Document | Rejection) for each in found)
    assert all(each.claim.text.strip() for each in found if isinstance(each, Document))


def complaint(read: Callable[[], object]) -> str:
    """What a reader says is wrong, empty if nothing is; any other error than a FeedError goes through."""
    try:
        read()
    except FeedError as error:
        return str(error)
    return ""


@given(CONTENT)
def test_any_listing_becomes_addresses_or_is_named_in_one_line(content: bytes) -> None:
    def addresses() -> None:
        entries = (*read_addresses(content), *read_sitemap(content, "https://a.example/").entries)
        assert all(entry.url.startswith("http") for entry in entries)

    assert "\n" not in complaint(addresses)
    assert "\n" not in complaint(lambda: read_syndication(content, "https://a.example/", ""))


@given(CONTENT, st.sampled_from([read_csv, read_jsonl]))
def test_any_table_becomes_records_or_is_named_in_one_line(content: bytes, read: Reader) -> None:
    def records() -> None:
        found = read(io.BufferedReader(io.BytesIO(content)), FEED)
        assert all(isinstance(each, Document | Rejection | Withdrawal) for each in found)

    assert "\n" not in complaint(records)


@given(st.binary(max_size=100), st.text(max_size=40))
def test_any_bytes_are_text_in_some_way(content: bytes, content_type: str) -> None:
    assert isinstance(decoded(content, content_type), str)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"<", b"\x00" * 10])
def test_next_to_nothing_is_no_page(content: bytes) -> None:
    page = read_page(content, "https://checks.example/a")
    assert page is None or page.paragraphs == ()
