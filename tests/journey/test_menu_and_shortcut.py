"""The browser's own menu and keys, pressed on a real screen."""

import pytest
from playwright.sync_api import expect

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
