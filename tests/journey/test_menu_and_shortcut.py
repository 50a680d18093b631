"""The browser's own menu and keys, pressed on a real screen."""

import pytest
from playwright.sync_api import expect

from journey.canned_service import CannedService
from journey.desktop import Desktop
from journey.reader import PATIENCE_MS, Reader
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow

# The first letter of "Find context for …"; no other item begins with it.
_FIND_CONTEXT = "f"

# Where the viewer shows the one line of the file, in CSS pixels from the corner of its window.
_LINE_OF_THE_RULING = (500, 173)


def test_the_right_click_menu_finds_context_for_the_selection(reader_at_screen: Reader, screen: Desktop) -> None:
    reader_at_screen.open("news.html")
    reader_at_screen.select(SMUGGLING)

    screen.right_click_selection(reader_at_screen.page)
    assert screen.choose(_FIND_CONTEXT)

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

    # The viewer tells nobody that it has drawn the page; clicks before that mark nothing.
    for _ in range(10):
        screen.mark_line(reader_at_screen.page, *_LINE_OF_THE_RULING)
        screen.right_click(reader_at_screen.page, *_LINE_OF_THE_RULING)
        if screen.choose(_FIND_CONTEXT):
            break

    assert canned.asked.wait(PATIENCE_MS / 1_000)
    [asked] = canned.bodies
    assert asked["sentences"][0]["text"].rstrip(".") == SMUGGLING.rstrip(".")
    assert "url" not in asked["page"]
