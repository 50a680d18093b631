"""The browser's own menu and keys, pressed on a real screen."""

import pytest
from playwright.sync_api import expect

from journey.canned_service import CannedService
from journey.desktop import Desktop
from journey.reader import Reader
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow


def test_the_right_click_menu_finds_context_for_the_selection(reader_at_screen: Reader, screen: Desktop) -> None:
    reader_at_screen.open("news.html")
    reader_at_screen.select(SMUGGLING)

    screen.right_click_selection(reader_at_screen.page)
    # "Find context for …" is the last but one, above "Inspect".
    screen.press("Up", "Up", "Return")

    sidebar = reader_at_screen.sidebar
    expect(sidebar.sentence).to_have_text(SMUGGLING)
    assert sidebar.document_ids()
    sidebar.picture("menu")


def test_the_keyboard_shortcut_finds_context_for_the_selection(reader_at_screen: Reader, screen: Desktop) -> None:
    reader_at_screen.open("news.html")
    reader_at_screen.select(SMUGGLING)

    screen.press("ctrl+shift+y")

    sidebar = reader_at_screen.sidebar
    expect(sidebar.sentence).to_have_text(SMUGGLING)
    assert sidebar.document_ids()
    sidebar.picture("shortcut")


def test_the_menu_of_the_pdf_viewer_opens_the_panel_with_what_was_marked(
    reader_at_screen: Reader, screen: Desktop, canned: CannedService
) -> None:
    reader_at_screen.use_service(canned.address)
    reader_at_screen.open("ruling.pdf")

    # When the one line stands there is the viewer's business, and where depends on its bars.
    for down in (200, 200, 195, 205, 190, 210, 200):
        screen.mark_line(reader_at_screen.page, 420, down)
        screen.right_click(reader_at_screen.page, 420, down)
        screen.press("Up", "Up", "Return")
        reader_at_screen.page.wait_for_timeout(1_000)
        if canned.bodies:
            break
        screen.press("Escape")

    [asked] = canned.bodies
    assert asked["sentences"][0]["text"].rstrip(".") == SMUGGLING.rstrip(".")
    assert "url" not in asked["page"]
