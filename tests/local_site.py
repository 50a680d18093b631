"""A web site on this machine that answers as told, at each path what some real server once did, and notes who asked."""

import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from index.feeds.download import Web


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `length` is what Content-Length says where that is not the truth."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]


Handler = BaseHTTPRequestHandler
# What stands at a path: an answer, several that are given in turn (the last one for ever), or something else to do.
Page = Reply | list[Reply] | Callable[[Handler], None]


@dataclass(slots=True)
class LocalSite:
    """The site while it is up. A page that has an ETag answers 304 to whoever names it."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def paths_asked(self) -> list[str]:
        """The paths of all requests, in order, without those for robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


class Clock:
    """A clock that goes on only when somebody waits for it."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        """The present moment."""
        return self.now

    def pause(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self.waits.append(round(seconds, 3))
        self.now += seconds


def local_web(clock: Clock | None = None, timeout_s: float = 5.0) -> Web:
    """The network as feeds may use it, on this machine alone and without waiting."""
    clock = clock or Clock()
    return Web(may_reach=is_this_machine, now=clock, pause=clock.pause, timeout_s=timeout_s)


def is_this_machine(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is a loopback address."""
    return address.is_loopback


@contextmanager
def local_site(pages: Mapping[str, Page] | None = None, certificate: Path | None = None) -> Iterator[LocalSite]:
    """A site on a free port for as long as the context lasts. What has no page is answered with 404.

    It speaks https where it is given a file of a key and its certificate.
    """
    site = LocalSite("", dict(pages or {}))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme, host = ("https", "localhost") if certificate else ("http", "127.0.0.1")
    site.address = f"{scheme}://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(site: LocalSite) -> type[BaseHTTPRequestHandler]:
    class Handles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = site.pages.get(self.path, Reply(status=404))
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
            if isinstance(page, Reply):
                _send(self, page)
            else:
                page(self)

        def log_message(self, *_: object) -> None:
            """Say nothing on standard error."""

    return Handles


def _send(handler: Handler, reply: Reply) -> None:
    etag = reply.headers.get("ETag")
    is_known = etag is not None and handler.headers.get("If-None-Match") == etag
    body = b"" if is_known else reply.body
    handler.send_response(304 if is_known else reply.status)
    if not is_known:
        handler.send_header("Content-Length", str(len(body) if reply.length is None else reply.length))
    for header in reply.headers.items():
        handler.send_header(*header)
    handler.end_headers()
    handler.wfile.write(body)
