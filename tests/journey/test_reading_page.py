"""The service's own page: the same sidebar without installing anything."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, expect
from running_service import RunningService

from journey.reader import Reader, Sidebar
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow


@pytest.fixture
def page(reader: Reader, service: RunningService) -> Iterator[Page]:
    """The reading page; at the end it has reported no error and asked no address but its own."""
    complaints: list[str] = []
    requests: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    reader.page.on("console", note_console)
    reader.page.on("pageerror", lambda error: complaints.append(str(error)))
    reader.page.on("request", lambda request: requests.append(request.url))
    reader.page.goto(f"{service.address}/")
    yield reader.page
    assert complaints == []
    assert [url for url in requests if not url.startswith(f"{service.address}/")] == []
    assert f"{service.address}/v1/context" in requests


@pytest.fixture
def marked(page: Page) -> Locator:
    """The marked sentence that the article is about."""
    return page.get_by_role("button", name=SMUGGLING)


def drag_across(page: Page, sentence: Locator, *, from_before_px: int) -> None:
    """Mark a sentence by mouse, beginning so far before its first letter, to its last."""
    first, last = sentence.evaluate(
        """element => {
            const lines = [...element.getClientRects()];
            const last = lines[lines.length - 1];
            return [
                [lines[0].left, lines[0].top + lines[0].height / 2],
                [last.right - 1, last.top + last.height / 2],
            ];
        }"""
    )
    across, down = first
    page.mouse.move(across - from_before_px, down)
    page.mouse.down()
    page.mouse.move(*last, steps=5)
    page.mouse.up()


def test_pressing_a_marked_sentence_shows_its_context(page: Page, marked: Locator) -> None:
    marked.click()

    sidebar = Sidebar(page)
    expect(sidebar.sentence).to_have_text(SMUGGLING)
    assert sidebar.document_ids()
    sidebar.picture("reading-page-pressed")


@pytest.mark.parametrize("width", [360, 420])
def test_that_publishers_disagree_is_seen_without_scrolling(page: Page, marked: Locator, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})

    marked.click()

    disagreement = Sidebar(page).host.locator(".disagreement")
    expect(disagreement).to_be_in_viewport(ratio=1)
    expect(disagreement).to_contain_text(re.compile(r"\d+ dispute it: .*\d+ support it: "))
    disagreement.get_by_role("button", name="dispute").click()
    expect(Sidebar(page).host.locator(".also .match .relation", has_text="Disputes this").first).to_be_in_viewport()


def test_a_marked_sentence_is_pressed_by_keyboard_too(page: Page, marked: Locator) -> None:
    page.keyboard.press("Tab")
    expect(marked).to_be_focused()

    page.keyboard.press("Enter")

    sidebar = Sidebar(page)
    assert sidebar.document_ids()
    page.keyboard.press("Escape")
    expect(sidebar.host).to_have_count(0)
    expect(marked).to_be_focused()


def test_a_sentence_selected_by_mouse_gets_the_same_answer_as_a_pressed_one(page: Page, marked: Locator) -> None:
    marked.click()
    sidebar = Sidebar(page)
    pressed = sidebar.document_ids()
    page.keyboard.press("Escape")
    expect(sidebar.host).to_have_count(0)

    drag_across(page, marked, from_before_px=3)
    page.locator("sidelight-ask button").click()

    expect(sidebar.sentence).to_contain_text("actively smuggling weapons and bombs")
    assert sidebar.document_ids() == pressed


def test_a_selection_can_begin_inside_a_marked_sentence(page: Page, marked: Locator) -> None:
    drag_across(page, marked, from_before_px=-3)

    expect(page.locator("sidelight-ask button")).to_be_visible()
    expect(Sidebar(page).host).to_have_count(0)
    page.locator("sidelight-ask button").click()
    assert Sidebar(page).document_ids()


def test_a_selection_made_by_keyboard_is_asked_about_by_keyboard(page: Page) -> None:
    # A browser extends a selection by keyboard from one that is there; here a word, marked by a double click.
    page.locator("article p", has_text="Other reporters looked").dblclick(position={"x": 12, "y": 12})
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("sidelight-ask button")).to_be_visible()

    page.keyboard.press("Control+Enter")

    sidebar = Sidebar(page)
    expect(sidebar.sentence.first).to_contain_text("Other reporters looked at the same events")
    expect(sidebar.host.get_by_role("status")).to_have_text(re.compile("found"))


def test_tab_leads_from_the_selection_to_the_button(page: Page) -> None:
    paragraph = page.locator("article p", has_text="Other reporters looked")
    paragraph.click(click_count=3, position={"x": 12, "y": 12})
    button = page.locator("sidelight-ask button")
    expect(button).to_be_visible()

    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")

    expect(Sidebar(page).sentence.first).to_contain_text("Other reporters looked at the same events")
    expect(Sidebar(page).host.get_by_role("status")).to_have_text(re.compile("found"))
