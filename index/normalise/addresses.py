"""Addresses of pages: one spelling for each, so that the same page is one document.

`canonical_url` is what a reader is sent to, and changes nothing that could lead elsewhere. `page_key` goes further and
is for comparing only: the same page through http, as its mobile or AMP edition, or from an archive, has one key.
Must not open anything: whether a page is there or redirects can't be told from its address.
"""

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit

# Added by mail and social-media tools to count visitors; the page is the same without them.
_TRACKING = re.compile(
    r"(?i)(?:utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|"
    r"_ga|_gl|_hsenc|_hsmi|mkt_tok|ocid|ncid|smid|smtyp|cmpid|cmp|at_medium|at_campaign|at_custom\d|xtor|sr_share|"
    r"__twitter_impression|ftag|vero_id|wt_mc|s_cid|dm_i|trk|ref_src|ref_url)(?:=|$)"
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
# What may stand unescaped in a path or query by RFC 3986, and "%" because it is escaped already.
_SAFE = "/:@!$&'()*+,;=-._~%?"

# Places that show another site's page; the group is that page's address, without its scheme in some.
_CARRIERS = (
    re.compile(r"^https?://web\.archive\.org/(?:web/)?\d{4,14}[a-z_*]*/(?P<page>.+)$", re.IGNORECASE),
    re.compile(
        r"^https?://(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md)/(?:o/\w+/|\d{4,14}/)(?P<page>.+)$", re.IGNORECASE
    ),
    re.compile(
        r"^https?://(?:pandora|webarchive)\.nla\.gov\.au/(?:pan/\d+|awa|gov)/[\d-]+/(?P<page>.+)$", re.IGNORECASE
    ),
    re.compile(r"^https?://webcache\.googleusercontent\.com/search\?q=cache:(?:\w+:)?(?P<page>[^+&]+)", re.IGNORECASE),
    re.compile(r"^https?://(?:www\.)?google\.[a-z.]+/amp/(?:s/)?(?P<page>.+)$", re.IGNORECASE),
    re.compile(r"^https?://[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?(?P<page>.+)$", re.IGNORECASE),
)
# Editions of one page for other devices.
_EDITION = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"^/amp(?=/.)|/amp/?$|(?<=[\w-])[./-]amp(?=\.html?$)|\.amp$", re.IGNORECASE)
_AMP_QUERY = re.compile(r"(?i)(?:amp|outputtype|output_type|isamp)(?:=(?:amp|1|true)?)?$")
# An archive of an archive of a page is the longest chain that was ever seen.
_MAX_CARRIERS = 3


def canonical_url(raw: str) -> str | None:
    """Return the address in its canonical spelling, or None if it isn't an absolute http or https address.

    Gone are white space, fragment, tracking parameters and default port; the host is in lower case.
    http stays http. An address with a user name is refused: "https://snopes.com@example.net/" is a
    trick on the reader.
    """
    try:
        parts = urlsplit(raw.strip())
        port = parts.port
    except ValueError:
        return None
    host = _host(parts)
    if parts.scheme not in _DEFAULT_PORT or host is None or "@" in parts.netloc:
        return None
    place = host if port in (None, _DEFAULT_PORT[parts.scheme]) else f"{host}:{port}"
    return f"{parts.scheme}://{place}{_escaped(parts.path) or '/'}{_query(parts.query)}"


def site_of(url: str) -> str | None:
    """Return the host name without "www.", or None where `canonical_url` would return None.

    Of a page in an archive it is the site that published it.
    """
    canonical = canonical_url(url)
    if canonical is None:
        return None
    return (urlsplit(_carried(canonical)).hostname or "").removeprefix("www.")


def page_key(url: str) -> str | None:
    """Return what all addresses of one page share, or None where `canonical_url` would return None.

    It is no address: it lacks the scheme, and may name a host or a path that doesn't answer.
    """
    canonical = canonical_url(url)
    if canonical is None:
        return None
    parts = urlsplit(_carried(canonical))
    place = _EDITION.sub("", parts.netloc)
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    kept = sorted(pair for pair in parts.query.split("&") if pair and not _AMP_QUERY.match(pair))
    return f"{place}{path}{'?' if kept else ''}{'&'.join(kept)}"


def _carried(canonical: str) -> str:
    """The address of the page that an archive or a viewer shows; any other address as it is."""
    for _ in range(_MAX_CARRIERS):
        match = next((found for carrier in _CARRIERS if (found := carrier.match(canonical))), None)
        if match is None:
            break
        page = match["page"] if re.match(r"https?:/", match["page"]) else unquote(match["page"])
        # Some servers fold the two slashes of the inner scheme into one.
        page = re.sub(r"^(https?):/{1,2}", r"\1://", page)
        inner = canonical_url(page if "://" in page else f"https://{page}")
        if inner is None or "." not in (urlsplit(inner).hostname or ""):
            break
        canonical = inner
    return canonical


def _host(parts: SplitResult) -> str | None:
    name = (parts.hostname or "").rstrip(".")
    if ":" in name:
        return f"[{name}]"
    try:
        # The same host may be written in its own script or in the ASCII form that browsers send.
        name = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return name if _HOST.fullmatch(name) and ".." not in name else None


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _TRACKING.match(pair)]
    return "?" + _escaped("&".join(kept)) if kept else ""


def _escaped(part: str) -> str:
    # A lone surrogate can't be escaped as UTF-8; it never stood in a real address.
    return quote(part, safe=_SAFE, errors="replace")
