"""The service's own page: an article, a policy that lets nothing else in, and files that are there."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import server

STATIC = Path(server.__file__).parent / "static"


class Page(HTMLParser):
    """Collects what a page loads and links to, its inline code, and the text of its article and marked sentences."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.article = ""
        self.marked: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        addresses = self.links if tag == "a" else self.loaded
        addresses += [value for name in ("src", "href") if (value := named.get(name))]
        self.inline += [name for name in named if name == "style" or name.startswith("on")]
        if tag in ("script", "style") and "src" not in named:
            self.inline.append(tag)
        if "data-sidelight-sentence" in named:
            self.marked.append("")
            tag = "marked"
        if tag in ("article", "marked", "span"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("article", "span"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "article" in self._open:
            self.article += data
        if "marked" in self._open:
            self.marked[-1] += data


@pytest.fixture
def page(client: FlaskClient) -> Page:
    return Page(client.get("/").text)


def test_the_page_holds_the_article_with_the_claim_and_the_reporter_who_looked_into_it(page: Page) -> None:
    text = " ".join(page.article.split())

    assert text.startswith("The apology under the post 13 July 2011")
    assert "Iran has been actively smuggling weapons and bombs into Iraq." in text
    assert "Gareth Porter" in text


def test_the_sentences_to_press_are_whole_sentences_of_the_article(page: Page) -> None:
    marked = [" ".join(sentence.split()) for sentence in page.marked]

    assert marked[0] == "Iran has been actively smuggling weapons and bombs into Iraq."
    assert [sentence for sentence in marked if not sentence.endswith(".") or not sentence[0].isupper()] == []
    assert len(set(marked)) == 6


def test_the_page_loads_files_of_the_service_and_nothing_else(page: Page) -> None:
    assert page.loaded == ["/static/icon.svg", "/static/reading-page.css", "/static/reading-page.js"]


def test_the_page_leads_to_what_is_indexed(client: FlaskClient, page: Page) -> None:
    assert page.links == ["/status"]
    assert "What is indexed" in client.get("/status").text


def test_every_file_that_the_page_loads_is_there_and_has_its_type(client: FlaskClient, page: Page) -> None:
    types = []
    for path in page.loaded:
        with client.get(path) as response:
            assert response.data == (STATIC / Path(path).name).read_bytes()
            types.append(response.mimetype)

    assert types == ["image/svg+xml", "text/css", "text/javascript"]


def test_the_page_has_no_code_or_style_of_its_own_which_its_policy_would_stop(page: Page) -> None:
    assert page.inline == []


def test_the_policy_of_the_page_names_the_service_and_nobody_else(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]

    assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/static/icon.svg"), ("GET", "/healthz"), ("GET", "/nowhere"), ("POST", "/v1/context")],
)
def test_every_answer_keeps_its_type_sends_no_referrer_and_is_not_stored(
    client: FlaskClient, method: str, path: str
) -> None:
    with client.open(path, method=method) as response:
        headers = response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
