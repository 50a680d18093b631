"""A reader at a browser with the extension: opens a page, selects a sentence, asks, looks at the sidebar."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, Worker, expect

from journey.programs import program
from journey.sites import SITE

# Follows from the public key in extension/wxt.config.ts.
EXTENSION_ID = "pmdjeooafagokpdkaolddjhjnimfdjad"
OPTIONS = f"chrome-extension://{EXTENSION_ID}/options.html"
WELCOME = f"chrome-extension://{EXTENSION_ID}/welcome.html"
OUT = Path(__file__).parent / "out"
WINDOW_PX = (1280, 800)
# Long enough for the busiest machine; whatever is waited for ends the wait when it comes.
PATIENCE_MS = 30_000

_SELECT = """([selector, wanted]) => {
    const element = document.querySelector(selector);
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    if (wanted === null) range.selectNodeContents(element);
    else {
        let node = texts.nextNode();
        while (node !== null && !node.data.includes(wanted)) node = texts.nextNode();
        if (node === null) throw new Error(`The page does not say: ${wanted}`);
        const start = node.data.indexOf(wanted);
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


_LISTENING = """async () => {
    while (!chrome.action.onClicked.hasListeners()) await new Promise(resolve => setTimeout(resolve, 20));
}"""


@dataclass(frozen=True, slots=True)
class Sidebar:
    """What the reader sees beside the page."""

    page: Page

    @property
    def host(self) -> Locator:
        """The one element of ours on the page."""
        return self.page.locator("sidelight-sidebar")

    @property
    def sentence(self) -> Locator:
        """The sentence that was asked about."""
        return self.host.locator(".sentence-text")

    @property
    def matches(self) -> Locator:
        """The documents listed, those folded under another included."""
        return self.host.locator(".match")

    @property
    def text(self) -> Locator:
        """All of it."""
        return self.host.locator("aside")

    def document_ids(self) -> list[str]:
        """Which documents are listed, in order, once there are any."""
        expect(self.matches.first).to_be_visible(timeout=PATIENCE_MS)
        ids: list[str] = self.matches.evaluate_all("cards => cards.map(card => card.dataset.documentId)")
        return ids

    def scroll_up(self) -> None:
        """To where what it shows begins."""
        self.host.locator(".body").evaluate("body => { body.scrollTop = 0; }")

    def picture(self, name: str) -> Path:
        """A screenshot of the window under tests/journey/out/."""
        path = OUT / f"{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        return path


@dataclass(frozen=True, slots=True)
class Reader:
    """A browser with the extension in it, and one page open."""

    context: BrowserContext
    page: Page

    @property
    def sidebar(self) -> Sidebar:
        """The sidebar of the open page."""
        return Sidebar(self.page)

    def use_service(self, address: str) -> None:
        """Store the service's address, as the options page does, and nothing else."""
        worker(self.context).evaluate(
            "async address => { await chrome.storage.local.clear();"
            " await chrome.storage.local.set({service_address: address}); }",
            address,
        )

    def choose(self, **stored: object) -> None:
        """Store what the options page or the sidebar would, on top of what is there."""
        worker(self.context).evaluate("stored => chrome.storage.local.set(stored)", stored)

    def open(self, page: str) -> None:
        """Go to a page of the news site."""
        self.page.goto(f"http://{SITE}/{page}")
        # The page that welcomes a new reader opens in front of it.
        self.page.bring_to_front()

    def select(self, sentence: str | None, within: str = "article") -> None:
        """Mark a sentence that stands in one piece of text; None marks the whole of the element."""
        self.page.evaluate(_SELECT, [within, sentence])

    def ask(self) -> None:
        """Press the toolbar button. The manifest's own permissions apply, as they do to a person's click."""
        # Only this way of asking both works without a window and grants the tab that the reader is on.
        # The page's own session is refused it.
        assert self.context.browser is not None
        session = self.context.browser.new_browser_cdp_session()
        targets = session.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        [tab] = [target["targetId"] for target in targets if target["url"] == self.page.url]
        session.send("Extensions.triggerAction", {"id": EXTENSION_ID, "targetId": tab})
        session.detach()

    def ask_about(self, sentence: str | None, within: str = "article") -> Sidebar:
        """Select and ask."""
        self.select(sentence, within)
        self.ask()
        return self.sidebar


def worker(context: BrowserContext) -> Worker:
    """The extension's background worker, once the browser has started it."""
    workers = context.service_workers
    return workers[0] if workers else context.wait_for_event("serviceworker")


def _greetings(context: BrowserContext) -> list[Page]:
    """The page that greets a new reader, once it is there; it would come up over the one that is read."""
    while not (greetings := [page for page in context.pages if page.url == WELCOME]):
        context.pages[0].wait_for_timeout(20)
    return greetings


def stored(context: BrowserContext) -> dict[str, Any]:
    """All that the extension stores."""
    found: dict[str, Any] = worker(context).evaluate("() => chrome.storage.local.get(null)")
    return found


@contextmanager
def browser(
    playwright: Playwright,
    extension: Path,
    profile: Path,
    site_port: int,
    *,
    proxy_port: int | None = None,
    display: Mapping[str, str] | None = None,
    language: str | None = None,
    is_welcomed: bool = False,
) -> Iterator[BrowserContext]:
    """Chromium with the extension and a new profile: without a window, or on `display`, an environment that names one.

    Names are looked up by nobody: the site's is this machine, every other is unknown. With `proxy_port`
    everything that the browser sends goes through that proxy. `language` is the browser's own; with `is_welcomed` the
    page that greets a new reader stays open.
    """
    width, height = WINDOW_PX
    arguments = [
        f"--disable-extensions-except={extension}",
        f"--load-extension={extension}",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--window-size={width},{height}",
        "--window-position=0,0",
    ]
    if language is not None:
        arguments.append(f"--lang={language}")
    if proxy_port is None:
        arguments.append(f"--host-resolver-rules=MAP {SITE} 127.0.0.1:{site_port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    else:
        # Without the second argument a browser goes straight to loopback addresses.
        arguments += [f"--proxy-server=http://127.0.0.1:{proxy_port}", "--proxy-bypass-list=<-loopback>"]
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=program("chromium"),
        headless=display is None,
        args=arguments,
        env=None if display is None else dict(display),
        no_viewport=display is not None,
        viewport=None if display is not None else {"width": width, "height": height},
    )
    try:
        # A click that comes before the extension listens is lost, as it would be for a very quick person.
        worker(context).evaluate(_LISTENING)
        greetings = _greetings(context)
        if not is_welcomed:
            for page in greetings:
                page.close()
        yield context
    finally:
        context.close()
