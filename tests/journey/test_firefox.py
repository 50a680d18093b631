"""The core of the product in Firefox: a sentence asked about from the menu, and a whole article checked."""

from collections.abc import Iterator

import pytest
from running_service import ROOT, RunningService

from journey.firefox import FirefoxReader, firefox
from journey.programs import built_extension
from journey.sentences import SMUGGLING

pytestmark = [
    pytest.mark.slow,
    # The driver leaves sockets to the garbage collector while it waits for Firefox.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]

# A driver's script sees the page's objects through wrappers that have no iterators.
_MARKED = """
    const texts = [];
    CSS.highlights.get("sidelight-context")?.forEach((range) => texts.push(range.toString()));
    return texts;
"""


@pytest.fixture(scope="module")
def browser(site_port: int, service: RunningService) -> Iterator[FirefoxReader]:
    with firefox(built_extension(ROOT, "firefox-mv2"), site_port) as started:
        started.use_service(service.address)
        yield started


def test_the_menu_finds_context_for_the_selected_sentence(browser: FirefoxReader) -> None:
    browser.open("news.html")
    browser.select(SMUGGLING)

    browser.choose("Find context", "#claim")

    browser.wait(lambda: browser.texts(".match"))
    assert browser.texts(".sentence-text")[0] == SMUGGLING


def test_the_sidebar_makes_room_beside_the_page(browser: FirefoxReader) -> None:
    browser.open("letters.html")
    browser.select(SMUGGLING, "#mixed")
    browser.choose("Find context", "#mixed")
    browser.wait(lambda: browser.texts(".match"))

    edge, right = browser.driver.execute_script(
        "return [document.querySelector('sidelight-sidebar').getBoundingClientRect().left,"
        " document.querySelector('body article').getBoundingClientRect().right]"
    )

    assert right <= edge


def test_a_page_that_trusts_nobody_shows_it_all_the_same(browser: FirefoxReader) -> None:
    browser.open("fortress.html")
    browser.select(SMUGGLING)

    browser.choose("Find context", "article p")

    browser.wait(lambda: browser.texts(".match"))


def test_a_whole_article_is_checked_and_its_sentence_marked(browser: FirefoxReader) -> None:
    browser.open("news.html")
    browser.choose("Check this article", "#scene")

    browser.wait(lambda: browser.driver.execute_script(_MARKED) == [SMUGGLING])
    browser.wait(lambda: any(SMUGGLING in text for text in browser.texts("[data-sentence-id]")))


def test_a_sentence_in_a_closed_shadow_tree_is_asked_about(browser: FirefoxReader) -> None:
    browser.open("shadows.html")
    browser.select_by_mouse("closed-part")

    browser.choose("Find context", "closed-part")

    browser.wait(lambda: browser.texts(".match"))
    assert browser.texts(".sentence-text")[0] == SMUGGLING
