"""What leads to pages: an RSS or Atom feed, a site's sitemap, a list of addresses. Bytes to entries; asks nothing.

The one place that imports feedparser.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import feedparser
from lxml import etree

from index.feeds.charset import decoded
from index.feeds.errors import FeedBrokenError
from index.normalise.addresses import canonical_url

# A summary in a feed is a few sentences. From here on it is the article, and its page need not be asked for.
FULL_TEXT_CHARS = 1_500

_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that a listing leads to. `version` changes when the page does, None where the listing doesn't tell.

    `markup` is the whole article as HTML with its title and date, where the listing brings it.
    """

    url: str
    version: str | None = None
    markup: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of a sitemap, newest first, and the sitemaps that it points to."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...]


def read_syndication(content: bytes, url: str, content_type: str) -> tuple[Entry, ...]:
    """The entries of an RSS or Atom feed in its order; raises FeedBrokenError where it is none."""
    # As a stream: a string would be taken for an address and opened.
    parsed: Any = feedparser.parse(
        io.BytesIO(content), response_headers={"content-type": content_type, "content-location": url}
    )
    if not parsed.entries and not parsed.get("version"):
        raise FeedBrokenError(f"{url} should be an RSS or Atom feed, and is none.")
    # As plain dictionaries: the library's own give the date of publishing for a missing date of change, and warn of it.
    return tuple(entry for each in parsed.entries if (entry := _entry(dict(each))))


def _entry(each: Mapping[str, Any]) -> Entry | None:
    # Some feeds lead through a counter of clicks and name the page itself beside it.
    url = canonical_url(each.get("feedburner_origlink") or each.get("link") or "")
    if url is None:
        return None
    changed = each.get("updated") or each.get("published")
    bodies = [str(content.get("value") or "") for content in each.get("content", [])]
    body = max((*bodies, str(each.get("summary") or "")), key=len)
    if len(_MARKUP.sub("", body)) < FULL_TEXT_CHARS:
        return Entry(url, changed)
    digest = blake2b(body.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Entry(url, f"{changed} {digest}", _as_page(each, body))


def _as_page(each: Mapping[str, Any], body: str) -> str:
    """The entry as the page that it would have been, so that one reader reads both."""
    page = etree.Element("html", {"lang": str(each.get("language") or "")} if each.get("language") else {})
    head = etree.SubElement(page, "head")
    for name, value in (
        ("og:title", each.get("title")),
        ("author", each.get("author")),
        ("article:published_time", each.get("published")),
        ("article:modified_time", each.get("updated")),
        ("og:site_name", (each.get("source") or {}).get("title")),
    ):
        if value:
            etree.SubElement(head, "meta", {"property": name, "content": _xml_text(str(value))})
    opened = etree.tostring(page, encoding="unicode", method="html").removesuffix("</html>")
    return f"{opened}<body><article>{body}</article></body></html>"


def _xml_text(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", text)


def read_sitemap(content: bytes, url: str) -> Sitemap:
    """A sitemap or an index of sitemaps; raises FeedBrokenError where it is neither."""
    # Entities stay closed: a sitemap needs none, and expanding them is how a small file fills the memory.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FeedBrokenError(f"{url} should be a sitemap, and is no XML: {error.msg}.") from error
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        raise FeedBrokenError(f"{url} should be a sitemap; its first element is {_name(root) or 'none'}.")
    found = [(_child(each, "loc"), _changed(each)) for each in root if _name(each) in {"url", "sitemap"}]
    found.sort(key=lambda each: each[1] or "", reverse=True)
    addresses = [(address, changed) for written, changed in found if (address := canonical_url(written or ""))]
    if _name(root) == "sitemapindex":
        return Sitemap((), tuple(address for address, _ in addresses))
    return Sitemap(tuple(Entry(address, changed) for address, changed in addresses), ())


def _changed(element: etree._Element) -> str | None:
    """When a page changed last: what the sitemap says, or at least when its news was published."""
    return _child(element, "lastmod") or _child(element, "publication_date")


def _child(element: etree._Element, name: str) -> str | None:
    found = next((each for each in element.iter() if _name(each) == name), None)
    # What stays closed inside an address leaves another address behind.
    return str(found.text or "").strip() or None if found is not None and len(found) == 0 else None


def _name(element: etree._Element | None) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    return str(etree.QName(element).localname)


def read_addresses(content: bytes) -> Iterator[Entry]:
    """One address a line; empty lines, lines that begin with "#", and what is no address are passed over."""
    for line in decoded(content, "").splitlines():
        if not line.lstrip().startswith("#") and (url := canonical_url(line)):
            yield Entry(url)
