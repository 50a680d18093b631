"""Who may ask: this machine, the extension, and the service's own page. Everybody else is refused before any work."""

import hmac
import re

from flask import Flask, Request, request

from server.config import LOOPBACK
from server.errors import HostRefused, OriginRefused, Unauthorized, UnsupportedMediaType

# Follows from the public key in extension/wxt.config.ts, which gives the extension the same id in every Chromium.
CHROME_EXTENSION_ID = "pmdjeooafagokpdkaolddjhjnimfdjad"

# Firefox draws a random id at each installation, so any extension there is let in; a web page can never send this.
_FIREFOX_EXTENSION = re.compile(r"moz-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:]+\]|[^:\[\]]+)(?::\d{1,5})?")


def register_guard(app: Flask, token: str | None) -> None:
    """Check every request before its route is called.

    With a `token`, what answers questions (every address under /v1) wants it as a bearer token. The reading page and
    what says whether the service runs are open as before: a browser's address bar can send no token.
    """
    app.before_request(_refuse_strangers)
    if token is not None:
        wanted = f"Bearer {token}".encode()
        app.before_request(lambda: _refuse_without(wanted))


def _refuse_without(wanted: bytes) -> None:
    if not request.path.startswith("/v1"):
        return
    # Latin-1 is what WSGI decoded the header with, so that any bytes can be compared.
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode("latin-1", "replace"), wanted):
        raise Unauthorized


def _refuse_strangers() -> None:
    if not _is_loopback(request.headers.get("Host", "")):
        raise HostRefused
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin, request):
        raise OriginRefused
    if request.method == "POST" and request.mimetype != "application/json":
        raise UnsupportedMediaType


def _is_loopback(host: str) -> bool:
    found = _HOST.fullmatch(host)
    return found is not None and found["name"].strip("[]").lower() in LOOPBACK


def _is_ours(origin: str, asked: Request) -> bool:
    own = f"http://{asked.headers['Host']}"
    extension = f"chrome-extension://{CHROME_EXTENSION_ID}"
    return origin in (own, extension) or _FIREFOX_EXTENSION.fullmatch(origin) is not None
