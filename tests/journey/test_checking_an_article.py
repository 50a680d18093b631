"""A whole article looked up: marks in its text, entries in the sidebar, and the way from either to the other."""

import pytest
from playwright.sync_api import Locator, Page, expect

from journey.reader import PATIENCE_MS, Reader, Sidebar, worker
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow

_MARKED = "() => [...(CSS.highlights.get('sidelight-context') ?? [])].map(range => range.toString())"
_PLACE_OF_MARK = """() => {
    const [mark] = CSS.highlights.get('sidelight-context');
    const {left, top, width, height} = mark.getClientRects()[0];
    return [left + width / 2, top + height / 2];
}"""


def wait_for_marks(page: Page, *sentences: str) -> None:
    """The marks follow a change of the page a moment later."""
    page.wait_for_function(f"wanted => ({_MARKED})().join() === wanted", arg=",".join(sentences), timeout=PATIENCE_MS)


def check(reader: Reader, page: str) -> Sidebar:
    reader.open(page)
    reader.ask()
    reader.sidebar.host.get_by_role("button", name="Check this article").click()
    wait_for_marks(reader.page, SMUGGLING)
    return reader.sidebar


def entry(sidebar: Sidebar) -> Locator:
    return sidebar.host.locator("[data-sentence-id]").first


def test_a_sentence_with_context_is_marked_and_listed_and_the_document_stays_as_it_is(reader: Reader) -> None:
    reader.open("news.html")
    before = reader.page.evaluate("document.body.outerHTML")

    reader.ask()
    reader.sidebar.host.get_by_role("button", name="Check this article").click()

    wait_for_marks(reader.page, SMUGGLING)
    expect(entry(reader.sidebar)).to_contain_text(SMUGGLING)
    assert reader.page.evaluate("document.body.outerHTML") == before
    reader.sidebar.picture("article-checked")


def test_a_click_on_the_entry_scrolls_to_the_sentence(reader: Reader) -> None:
    sidebar = check(reader, "long.html")
    assert reader.page.evaluate("scrollY") == 0

    entry(sidebar).get_by_role("button", name=SMUGGLING).click()

    reader.page.wait_for_function("scrollY > 1000")
    _, down = reader.page.evaluate(_PLACE_OF_MARK)
    assert 0 < down < reader.page.viewport_size["height"]  # type: ignore[index]


def test_a_click_on_the_mark_leads_to_its_entry(reader: Reader) -> None:
    sidebar = check(reader, "news.html")
    across, down = reader.page.evaluate(_PLACE_OF_MARK)

    reader.page.mouse.click(across, down)

    expect(sidebar.host.locator("[data-sentence-id][aria-current]")).to_contain_text(SMUGGLING)


def test_content_that_comes_late_does_not_lose_the_mark(reader: Reader) -> None:
    check(reader, "long.html")

    reader.page.evaluate(
        "story.insertAdjacentHTML('afterbegin', '<p>An advertisement came late and took its place.</p>')"
    )
    # As pages do that draw themselves again: every node is new, and every word the same.
    reader.page.evaluate("story.innerHTML = story.innerHTML")

    wait_for_marks(reader.page, SMUGGLING)


def test_on_a_page_that_never_comes_to_rest_the_mark_comes_back_too(reader: Reader) -> None:
    check(reader, "long.html")

    reader.page.evaluate(
        "() => {"
        "  const clock = document.body.appendChild(document.createElement('p'));"
        "  setInterval(() => { clock.textContent = performance.now(); }, 50);"
        "  story.innerHTML = story.innerHTML;"
        "}"
    )

    wait_for_marks(reader.page)
    wait_for_marks(reader.page, SMUGGLING)


def test_a_page_that_shows_another_story_and_then_the_first_again_gets_its_mark_back(reader: Reader) -> None:
    sidebar = check(reader, "news.html")
    # As pages do that load no other page: a new address, another text in the old one's place, and the way back.
    reader.page.evaluate(
        "() => {"
        "  const story = document.querySelector('article');"
        "  const first = story.innerHTML;"
        "  addEventListener('popstate', () => { story.innerHTML = first; });"
        "  history.pushState({}, '', '/other.html');"
        "  story.innerHTML = '<h1>Another story</h1><p>Nothing of the first one is said in it.</p>';"
        "}"
    )
    expect(entry(sidebar)).to_contain_text("could not be found again")
    wait_for_marks(reader.page)

    reader.page.go_back()

    wait_for_marks(reader.page, SMUGGLING)
    expect(entry(sidebar)).not_to_contain_text("could not be found again")


def test_a_sentence_that_the_reader_folds_away_and_out_again_keeps_its_mark(reader: Reader) -> None:
    sidebar = check(reader, "news.html")
    reader.page.evaluate(
        "claim.outerHTML = `<details open><summary>What was said</summary>${claim.outerHTML}</details>`"
    )
    wait_for_marks(reader.page, SMUGGLING)

    for _ in range(2):
        reader.page.locator("summary", has_text="What was said").click()

    wait_for_marks(reader.page, SMUGGLING)
    entry(sidebar).get_by_role("button", name=SMUGGLING).click()
    _, down = reader.page.evaluate(_PLACE_OF_MARK)
    assert 0 < down < reader.page.viewport_size["height"]  # type: ignore[index]


def test_a_sentence_that_is_gone_is_said_to_be_and_found_when_it_is_back(reader: Reader) -> None:
    sidebar = check(reader, "news.html")
    changed = SMUGGLING.replace("has been", "has not been")

    reader.page.evaluate("([was, is]) => claim.textContent = claim.textContent.replace(was, is)", [SMUGGLING, changed])

    expect(entry(sidebar)).to_contain_text("could not be found again")
    reader.page.evaluate("([was, is]) => claim.textContent = claim.textContent.replace(was, is)", [changed, SMUGGLING])
    wait_for_marks(reader.page, SMUGGLING)
    expect(entry(sidebar)).not_to_contain_text("could not be found again")


def test_closing_the_sidebar_takes_the_marks_away(reader: Reader) -> None:
    check(reader, "news.html")

    reader.page.keyboard.press("Escape")

    wait_for_marks(reader.page)
    assert reader.page.evaluate("document.adoptedStyleSheets.length") == 0


def test_nothing_of_the_article_is_stored(reader: Reader) -> None:
    check(reader, "news.html")

    stored = worker(reader.context).evaluate("async () => Object.keys(await chrome.storage.local.get(null))")

    assert stored == ["service_address"]
    session = worker(reader.context).evaluate("async () => Object.keys(await chrome.storage.session.get(null))")
    assert session == []
