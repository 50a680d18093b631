"""The same page has the same address, and what is no page has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalise.addresses import canonical_url, page_key, site_of


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        (" HTTP://WWW.Example.ORG ", "http://www.example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=y&gclid=z", "https://example.org/a?id=7"),
        ("https://example.org/a?utm_hp_ref=x", "https://example.org/a"),
        ("https://example.org/a?q=utm_source", "https://example.org/a?q=utm_source"),
        ("https://example.org/é?q=ü", "https://example.org/%C3%A9?q=%C3%BC"),
        ("https://example.org/a%20b c", "https://example.org/a%20b%20c"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://example.org./", "https://example.org/"),
        ("https://[2001:db8::1]:443/a", "https://[2001:db8::1]/a"),
        ("ftp://example.org/a", None),
        ("javascript:alert(1)", None),
        ("//example.org/a", None),
        ("/a/b", None),
        ("https:///a", None),
        ("https://snopes.com@example.net/", None),
        ("https://exa mple.org/", None),
        ("https://example.org:99999/", None),
        ("https://[broken/", None),
        ("", None),
    ],
)
def test_an_address_has_one_spelling(raw: str, canonical: str | None) -> None:
    assert canonical_url(raw) == canonical


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.Example.org/a", "example.org"),
        ("https://newsmobile.in:80/", "newsmobile.in"),
        ("https://hoax-alert.leadstories.com/x", "hoax-alert.leadstories.com"),
        ("https://web.archive.org/web/20190312000000/https://www.example.org/a", "example.org"),
        ("http://pandora.nla.gov.au/pan/139848/20130906-1547/www.abc.net.au/news/a.html", "abc.net.au"),
        ("https://archive.today/20190312/http://example.org/a", "example.org"),
        ("https://archive.ph/AbCdE", "archive.ph"),
        ("no address", None),
    ],
)
def test_a_page_belongs_to_the_site_of_its_host(url: str, site: str | None) -> None:
    assert site_of(url) == site


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_canonical_address_is_its_own_canonical_form(path: str, query: str) -> None:
    once = canonical_url(f"https://example.org/{path}?{query}")
    assert once is None or canonical_url(once) == once


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/news/a?id=7",
        "http://example.org/news/a?id=7",
        "https://www.example.org/news/a/?id=7",
        "https://m.example.org/news/a?id=7",
        "https://amp.example.org/news/a?id=7",
        "https://example.org/news/a/amp/?id=7",
        "https://example.org/amp/news/a?id=7",
        "https://example.org/news/a?id=7&amp=1",
        "https://example.org/news/a?outputType=amp&id=7&utm_source=x&fbclid=y",
        "https://example.org/news/a?id=7#comments",
        "https://web.archive.org/web/20190312000000/https://example.org/news/a?id=7",
        "https://web.archive.org/web/20190312000000id_/http:/www.example.org/news/a?id=7",
        "https://archive.is/20190312/https://example.org/news/a?id=7",
        "https://www.google.com/amp/s/example.org/news/a/amp/?id=7",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/a?id=7",
        "https://web.archive.org/web/2019/https://archive.is/20190312/https://example.org/news/a?id=7",
    ],
)
def test_every_address_of_a_page_has_its_key(address: str) -> None:
    assert page_key(address) == "example.org/news/a?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://news.example.org/a", "https://example.org/a"),
        ("https://m.org/a", "https://org.example/a"),
        ("https://example.org/camp", "https://example.org/c"),
        ("https://example.org/amplifier/a", "https://example.org/lifier/a"),
        ("https://web.archive.org/about", "https://about/"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


def test_what_is_no_address_has_no_key() -> None:
    assert page_key("no address") is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_spelling_changes_no_key(path: str, query: str) -> None:
    address = f"https://www.example.org/{path}?{query}"
    assert page_key(address) == page_key(canonical_url(address) or "")
