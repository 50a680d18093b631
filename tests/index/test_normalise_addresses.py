"""The same page has the same address, and what is no page has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalise.addresses import canonical_url, site_of


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
        ("no address", None),
    ],
)
def test_a_page_belongs_to_the_site_of_its_host(url: str, site: str | None) -> None:
    assert site_of(url) == site


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_canonical_address_is_its_own_canonical_form(path: str, query: str) -> None:
    once = canonical_url(f"https://example.org/{path}?{query}")
    assert once is None or canonical_url(once) == once
