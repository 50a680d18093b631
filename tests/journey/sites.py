"""The rest of the world, as far as a journey needs it: a news site, and a line on which everything sent is seen."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

PAGES = Path(__file__).parent / "pages"
# A name of its own: the extension may always talk to 127.0.0.1, so a page there would not show that a click is enough.
SITE = "news.example"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
}
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT")
# Where browsers call of their own accord, with no extension in them and in spite of every switch that turns calls off.
_BROWSERS_CALLS = re.compile(
    r"\w+ (http://)?([\w-]+\.)*((google|googleapis|gstatic|gvt1|firefox|mozilla)\.com|mozilla\.(net|org))[:/].*"
)
_PER_CONNECTION = frozenset({"connection", "keep-alive", "proxy-connection", "transfer-encoding", "content-length"})


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news."""

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        """Send a whole answer and end the connection."""
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


class _Pages(Quiet):
    def do_GET(self) -> None:
        path = PAGES / Path(urlsplit(self.path).path).name
        if path.suffix not in _TYPES or not path.is_file():
            self.answer(404, {}, b"")
            return
        headers = path.with_name(f"{path.name}.headers.json")
        extra = json.loads(headers.read_text()) if headers.is_file() else {}
        self.answer(200, {"Content-Type": _TYPES[path.suffix], **extra}, path.read_bytes())


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """A server in a thread; gives its port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield int(server.server_port)
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def news_site() -> Iterator[int]:
    """The pages of tests/journey/pages, each with the headers that stand beside it; gives the port."""
    with serving(_Pages) as port:
        yield port


@contextmanager
def recorded_line(site_port: int) -> Iterator[tuple[int, list[str]]]:
    """A proxy that passes on what is for the site or this machine and writes down whatever a browser sends anywhere.

    Gives its port and the growing list of lines "METHOD address"; what a browser asks its maker is left out.
    """
    lines: list[str] = []

    class Line(Quiet):
        def pass_on(self) -> None:
            line = f"{self.command} {self.path}"
            if _BROWSERS_CALLS.fullmatch(line) is None:
                lines.append(line)
            address = urlsplit(self.path)
            port = site_port if address.hostname == SITE else address.port
            if address.hostname not in (SITE, "127.0.0.1") or port is None:
                self.answer(502, {}, b"")
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            connection = HTTPConnection("127.0.0.1", port)
            try:
                connection.request(self.command, self.path.partition(address.netloc)[2], body, dict(self.headers))
                response = connection.getresponse()
                kept = {name: value for name, value in response.getheaders() if name.lower() not in _PER_CONNECTION}
                self.answer(response.status, kept, response.read())
            except ConnectionRefusedError:
                self.answer(502, {}, b"")
            finally:
                connection.close()

    for method in _METHODS:
        setattr(Line, f"do_{method}", Line.pass_on)
    with serving(Line) as port:
        yield port, lines


@contextmanager
def silent_port() -> Iterator[int]:
    """A port of this machine on which nobody answers, and which nobody else can take meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])
