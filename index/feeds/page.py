"""A publisher's page as one record: what it is called, who published it when, what it says, and its marked-up reviews.

Uses trafilatura for the text and what the page says of itself where it carries no schema.org markup. Must not know
where the page came from, nor decide what it claims.
"""

import logging
import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError, _Element

from index.feeds.charset import decoded
from index.feeds.jsonld import Node
from index.feeds.structured import structured_nodes
from index.normalise.addresses import canonical_url, site_of
from index.normalise.dates import partial_date
from index.normalise.language import detect_language
from index.normalise.publishers import publisher_name
from index.normalise.text import clean_text
from index.records import Publisher

_ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "Article",
    "BlogPosting",
    "OpinionNewsArticle",
)
_TEXT_TYPES = ("text/html", "application/xhtml", "application/xml", "text/xml")
# Fewer letters than this are a label, a teaser or a notice about cookies, and no article.
_MIN_TEXT_CHARS = 80

# How newsrooms open a notice of correction. What follows is theirs, and is shown as the finding.
_NOTICE = re.compile(
    r"^(?:\W{0,3}(?:correction|corrections|corrected|clarification|correction and clarification|editor.s note|"
    r"corrigendum|erratum|berichtigung|korrektur|rectificatif|correction\s*:|correctif|correcci[oó]n|rectificaci[oó]n|"
    r"fe de errores|correzione|errata corrige|corre[cç][aã]o|rectificatie|correctie)\b[^:]{0,60}[:.–—-])"
    r"|\ban? (?:earlier|previous|original) version of this (?:article|story|report|post|column|headline|page)\b",
    re.IGNORECASE,
)
_IS_CORRECTING = re.compile(
    r"\b(?:correct|incorrect|wrong|erroneous|misstat|misspell|mistak|error|inaccura|earlier version|previous version|"
    r"berichtig|korrig|corrig|rectifi|errone|errat)",
    re.IGNORECASE,
)
_MAX_NOTICE_CHARS = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself and in its text. Dates are partial ISO; `standfirst` is the line under the title.

    `paragraphs` are without title and notice. `correction` is the newsroom's own notice of what it corrected here.
    `shown_notice` is that notice where it stands in the text too. `reviews` are the page's ClaimReview objects.
    """

    url: str
    publisher: Publisher
    title: str | None
    standfirst: str | None
    author: str | None
    published: str | None
    modified: str | None
    language: str | None
    paragraphs: tuple[str, ...]
    correction: str | None
    shown_notice: str | None
    reviews: tuple[Node, ...]

    @property
    def text(self) -> str:
        """The paragraphs as one text."""
        return "\n".join(self.paragraphs)


def is_page(content_type: str) -> bool:
    """Whether what a server calls by this name can be a page; a server that names nothing is believed to send one."""
    return not content_type or content_type.casefold().startswith(_TEXT_TYPES)


def read_page(content: bytes, url: str, content_type: str = "") -> Page | None:
    """The page, or None where the bytes hold no HTML. `url` is where it was found."""
    try:
        tree = html.document_fromstring(decoded(content, content_type).replace("\x00", ""), parser=_parser())
    except (ParserError, ValueError):
        return None
    nodes = structured_nodes(tree, url)
    article = next((node for kind in _ARTICLES for node in nodes if node.is_a(kind)), Node({}))
    # Read before trafilatura, which takes the tree apart.
    meta, language, address = _meta(tree), _language(tree, article), _canonical(tree, url)
    plain = _plain(tree)
    publisher = _publisher(article, meta, address)
    title = _without_site(_first(article.text("headline"), meta.get("og:title"), plain.title), publisher.name)
    published = _date(article.raw_text("datePublished"), meta.get("article:published_time"), plain.date)
    reviews = tuple(node for node in nodes if node.is_a("ClaimReview"))
    correction = _correction(article, plain.paragraphs)
    modified = _date(article.raw_text("dateModified"), meta.get("article:modified_time"), meta.get("og:updated_time"))
    return Page(
        url=address,
        publisher=publisher,
        title=title,
        standfirst=_standfirst(
            _first(article.text("description"), meta.get("og:description"), plain.description), title
        ),
        # In a page with reviews the nearest author in the markup may be who made the claim.
        author=", ".join(article.names("author")) or meta.get("author") or (None if reviews else plain.author),
        published=published,
        modified=modified if modified and (published or "") < modified else None,
        language=language or detect_language(" ".join(plain.paragraphs[:5]) or title or ""),
        paragraphs=tuple(text for text in plain.paragraphs if text not in (title, correction)),
        correction=correction,
        shown_notice=next((text for text in plain.paragraphs if text == correction), None),
        reviews=reviews,
    )


@dataclass(frozen=True, slots=True)
class _Plain:
    """What a page shows, without its markup."""

    title: str | None
    description: str | None
    author: str | None
    date: str | None
    paragraphs: tuple[str, ...]


def _plain(tree: _Element) -> _Plain:
    document = _trafilatura().bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False)
    if document is None:
        heading = next(iter(tree.xpath("//h1 | //title")), None)
        title = clean_text("".join(heading.itertext())) if heading is not None else None
        return _Plain(title or None, None, None, None, ())
    paragraphs = tuple(cleaned for line in (document.text or "").splitlines() if (cleaned := clean_text(line)))
    if sum(map(len, paragraphs)) < _MIN_TEXT_CHARS:
        paragraphs = ()
    author = clean_text((document.author or "").replace("; ", ", ")) or None
    return _Plain(_first(document.title), _first(document.description), author, document.date, paragraphs)


@cache
def _trafilatura() -> ModuleType:
    import trafilatura  # the only heavy library here, and importing ours shall stay quick

    # It tells the addresses of pages that it gives up on; what is given up is a rejection of ours.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=False)


def _meta(tree: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name, content = element.get("property") or element.get("name"), element.get("content")
        if name and content and (cleaned := clean_text(content)):
            found.setdefault(name.casefold(), cleaned)
    return found


def _language(tree: _Element, article: Node) -> str | None:
    stated = article.text("inLanguage") or tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    match = re.match(r"([a-z]{2,3})(?:[-_]|$)", stated or "", re.IGNORECASE)
    return match[1].casefold() if match else None


def _canonical(tree: _Element, url: str) -> str:
    """The address that the page names as its own, as long as it is of the same site."""
    here = canonical_url(url) or url
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split() and link.get("href"):
            try:
                named = canonical_url(urljoin(url, link.get("href").strip()))
            except ValueError:
                continue
            if named and site_of(named) == site_of(here):
                return named
    return here


def _publisher(article: Node, meta: dict[str, str], url: str) -> Publisher:
    site = site_of(url) or url
    return Publisher(publisher_name(next(iter(article.names("publisher")), meta.get("og:site_name")), site), site)


def _without_site(title: str | None, name: str) -> str | None:
    """The title without the publisher's name before or behind it."""
    if title is None:
        return None
    short = re.escape(name)
    bare = re.sub(rf"^{short}\s*[|:–—-]\s+|\s+[|–—-]\s*{short}$", "", title, flags=re.IGNORECASE)
    return bare or title


def _standfirst(text: str | None, title: str | None) -> str | None:
    if text is None or (title and text.casefold().rstrip(".… ") == title.casefold().rstrip(".… ")):
        return None
    return text


def _correction(article: Node, paragraphs: tuple[str, ...]) -> str | None:
    stated = article.text("correction") or next(
        (text for node in article.nodes("correction") for key in ("text", "description") if (text := node.text(key))),
        None,
    )
    notices = (text for text in paragraphs if _NOTICE.search(text[:160]) and _IS_CORRECTING.search(text))
    found = stated or next(notices, None)
    return found if found and len(found) <= _MAX_NOTICE_CHARS else None


def _date(*written: str | None) -> str | None:
    return next((found for text in written if text and (found := partial_date(text))), None)


def _first(*texts: str | None) -> str | None:
    return next((cleaned for text in texts if text and (cleaned := clean_text(text))), None)
