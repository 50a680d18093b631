"""What the extension itself takes: python -m bench.extension (it needs the built extension and chromium).

In Chromium without a window, on the starter index: from a click on the toolbar button to the first document beside the
sentence, less the time that the service says it took; and from "Check this article" to the first mark in an article of
3,000 words.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, Worker, expect, sync_playwright

from bench.results import made_on, write_section

ROOT = Path(__file__).resolve().parents[1]
# The reader, the news site and the service are those of the journeys.
sys.path.append(str(ROOT / "tests"))

from journey.programs import built_extension  # noqa: E402
from journey.reader import PATIENCE_MS, Reader, browser, worker  # noqa: E402
from journey.sentences import SMUGGLING  # noqa: E402
from journey.sites import SITE, news_site  # noqa: E402
from running_service import ready_data, started_service  # noqa: E402

RUNS = 15
ARTICLE_WORDS = 3_000

# In the background: when a click arrived, and what the service said it took.
_NOTE_CLICKS_AND_ANSWERS = """() => {
    chrome.action.onClicked.addListener(() => (globalThis.clicked_at = Date.now()));
    const asked = globalThis.fetch;
    globalThis.fetch = async (...request) => {
        const response = await asked(...request);
        response.clone().json().then(({took_ms}) => globalThis.took.push(took_ms));
        return response;
    };
}"""
_NOTHING_TOOK = "() => { globalThis.took = []; }"
# In the page: looks once a frame, so that what is noted is what could be seen.
_WHEN_SEEN = """(seen) => {
    const is_seen = new Function(`return ${seen}`);
    globalThis.seen_at = null;
    const look = () => (is_seen() ? (globalThis.seen_at = Date.now()) : requestAnimationFrame(look));
    look();
}"""
_INSIDE = "document.querySelector('sidelight-sidebar')?.shadowRoot"
_A_DOCUMENT = f"{_INSIDE}?.querySelector('.match') != null"
_A_MARK = "(CSS.highlights.get('sidelight-context')?.size ?? 0) > 0"


def article(words: int) -> str:
    """A page with an article of so many words, of which one sentence near the beginning has context."""
    taken = [f"At the weekly briefing the reason was put plainly. {SMUGGLING} There were no questions."]
    while len(" ".join(taken).split()) < words:
        number = len(taken)
        taken.append(
            f"On day {number} the ferry left the harbour at nine with {number + 40} people on it, as it always does."
        )
    paragraphs = "".join(f"<p>{' '.join(taken[at : at + 4])}</p>" for at in range(0, len(taken), 4))
    title = "A long story"
    return f"<!doctype html><html lang='en'><title>{title}</title><article><h1>{title}</h1>{paragraphs}</article>"


def main() -> None:
    """Print the figures and write them into RESULTS.md."""
    data = ready_data(ROOT / "var" / "bench" / "extension")
    with (
        tempfile.TemporaryDirectory() as folder,
        started_service(data, Path(folder)) as service,
        sync_playwright() as playwright,
        news_site() as site_port,
        browser(playwright, built_extension(ROOT), Path(folder) / "profile", site_port) as context,
    ):
        reader = Reader(context, context.new_page())
        reader.use_service(service.address)
        reader.page.route(
            f"http://{SITE}/story.html",
            lambda route: route.fulfill(body=article(ARTICLE_WORDS), content_type="text/html"),
        )
        background = worker(context)
        background.evaluate(_NOTE_CLICKS_AND_ANSWERS)
        # The first of each is a warm-up and not counted: nobody installs an extension for one question.
        sentences = [_first_document(reader, background) for _ in range(RUNS + 1)][1:]
        articles = [_first_mark(reader, background) for _ in range(RUNS + 1)][1:]
    lines = (
        f"click to first document, less the service's own time: {_spread(sentences)}",
        f"article of {ARTICLE_WORDS:,} words, click to first mark: {_spread([whole for whole, _ in articles])}",
        f"  of which the service's own time for the first part: {_spread([own for _, own in articles])}",
    )
    figures = "\n".join(lines)
    load, _, _ = os.getloadavg()
    print(figures)
    write_section(
        "The extension's own time",
        f"`python -m bench.extension`, {made_on()}, Chromium without a window, {RUNS} runs of each, with a load of "
        f"{load:.1f} on the machine from other work meanwhile:\n\n```\n{figures}\n```",
    )


def _first_document(reader: Reader, background: Worker) -> float:
    background.evaluate(_NOTHING_TOOK)
    reader.open("news.html")
    reader.select(SMUGGLING)
    reader.page.evaluate(_WHEN_SEEN, _A_DOCUMENT)
    reader.ask()
    seen_at = _seen_at(reader.page)
    clicked_at, took_ms = background.evaluate("() => [globalThis.clicked_at, globalThis.took[0]]")
    return float(seen_at - clicked_at - took_ms)


def _first_mark(reader: Reader, background: Worker) -> tuple[float, float]:
    """Until the first mark; and how much of that was the service's own time for the first part of the article."""
    background.evaluate(_NOTHING_TOOK)
    reader.open("story.html")
    reader.ask()
    expect(reader.sidebar.host.locator(".check-article")).to_be_visible(timeout=PATIENCE_MS)
    reader.page.evaluate(_WHEN_SEEN, _A_MARK)
    clicked_at = reader.page.evaluate(f"{_INSIDE}.querySelector('.check-article').click(), Date.now()")
    seen_at = _seen_at(reader.page)
    return float(seen_at - clicked_at), float(background.evaluate("() => globalThis.took[0]"))


def _seen_at(page: Page) -> float:
    page.wait_for_function("globalThis.seen_at !== null", timeout=PATIENCE_MS)
    return float(page.evaluate("globalThis.seen_at"))


def _spread(times_ms: list[float]) -> str:
    return f"median {statistics.median(times_ms):.0f} ms, slowest {max(times_ms):.0f} ms"


if __name__ == "__main__":
    main()
