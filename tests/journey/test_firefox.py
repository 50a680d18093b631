"""The core of the product in Firefox: a sentence asked about from the menu, and a whole article checked."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from running_service import ROOT, RunningService

from journey.firefox import FirefoxReader, firefox
from journey.programs import built_extension
from journey.sentences import SMUGGLING
from journey.sites import SITE, recorded_line

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

_SCRIPTS_ON_SITES = """
    const [done] = arguments;
    window.wrappedJSObject.browser.scripting.getRegisteredContentScripts().then(({ length }) => done(length));
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


@pytest.mark.parametrize("page", ["sandboxed", "capitals", "markup", "draft"])
def test_a_sentence_is_asked_about_as_the_source_has_it(browser: FirefoxReader, page: str) -> None:
    browser.open(f"{page}.html")
    browser.select_by_mouse("#claim")

    browser.choose("Find context", "#claim")

    browser.wait(lambda: browser.texts(".match"))
    assert browser.texts(".sentence-text")[0] == SMUGGLING


def test_a_sentence_in_a_frame_within_a_frame_is_asked_about(browser: FirefoxReader) -> None:
    browser.open("framed.html")
    for _ in range(2):
        browser.driver.switch_to_frame(browser.driver.find_element("css selector", "iframe"))
    browser.select_by_mouse("#claim")

    browser.choose("Find context", "#claim")

    browser.driver.switch_to_frame()
    browser.wait(lambda: browser.texts(".match"))
    assert browser.texts(".sentence-text")[0] == SMUGGLING


def test_in_the_pdf_viewer_the_answer_comes_in_the_browsers_own_panel(browser: FirefoxReader) -> None:
    text = ".textLayer span"
    browser.open("ruling.pdf")
    browser.wait(lambda: browser.driver.find_elements("css selector", text))
    browser.select_by_mouse(text)

    browser.choose("Find context", text)

    with browser.panel() as texts:
        browser.wait(lambda: texts(".match"))
        assert texts(".sentence-text")[0] == SMUGGLING


def test_articles_of_a_chosen_site_are_checked_until_it_is_taken_back(browser: FirefoxReader) -> None:
    browser.open("news.html")
    browser.choose_on_button("Check every article on this site")
    browser.wait(lambda: browser.texts("[data-sentence-id]"))

    browser.open("long.html")
    browser.wait(lambda: browser.driver.execute_script(_MARKED) == [SMUGGLING])

    browser.open_options()
    browser.wait(lambda: browser.driver.find_elements("css selector", "#sites button"))
    take_back = browser.driver.find_element("css selector", "#sites button")
    assert take_back.text == f"No longer check {SITE}"
    take_back.click()
    browser.wait(lambda: "None." in browser.driver.find_element("id", "sites").text)
    browser.wait(lambda: browser.driver.execute_async_script(_SCRIPTS_ON_SITES) == 0)
    browser.open("long.html")
    assert browser.texts("aside") == []


@pytest.fixture
def line(site_port: int) -> Iterator[tuple[int, list[str]]]:
    with recorded_line(site_port) as recorded:
        yield recorded


def test_nothing_is_sent_before_the_reader_asks_and_then_one_question(
    site_port: int, service: RunningService, line: tuple[int, list[str]]
) -> None:
    port, sent = line
    site = f"http://{SITE}:{site_port}"
    with firefox(built_extension(ROOT, "firefox-mv2"), site_port, proxy_port=port) as reader:
        reader.use_service(service.address)
        # On the options page the reader asked how the service is, first where it runs by default.
        assert {urlsplit(each.split()[1]).hostname for each in sent} == {"127.0.0.1"}
        sent.clear()
        reader.open("news.html")
        reader.select(SMUGGLING)
        assert sorted(sent) == [f"GET {site}/news.css", f"GET {site}/news.html"]

        reader.choose("Find context", "#claim")

        reader.wait(lambda: reader.texts(".match"))
        assert sent[2:] == [f"POST {service.address}/v1/context"]


def test_a_sentence_in_a_closed_shadow_tree_is_asked_about(browser: FirefoxReader) -> None:
    browser.open("shadows.html")
    browser.select_by_mouse("closed-part")

    browser.choose("Find context", "closed-part")

    browser.wait(lambda: browser.texts(".match"))
    assert browser.texts(".sentence-text")[0] == SMUGGLING
