"""Addresses of pages: one spelling for each, so that the same page is one document.

Must not open anything: whether a page is there, redirects or is archived can't be told from its address.
"""

import re
from urllib.parse import SplitResult, quote, urlsplit

# Added by mail and social-media tools to count visitors; the page is the same without them.
_TRACKING = re.compile(
    r"(?i)(?:utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid)(?:=|$)"
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
# What may stand unescaped in a path or query by RFC 3986, and "%" because it is escaped already.
_SAFE = "/:@!$&'()*+,;=-._~%?"


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
    """Return the host name without "www.", or None where `canonical_url` would return None."""
    canonical = canonical_url(url)
    if canonical is None:
        return None
    return (urlsplit(canonical).hostname or "").removeprefix("www.")


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
