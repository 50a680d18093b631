"""The sidebar goes as it came: one at a time, and the reader is back where they were."""

import pytest
from playwright.sync_api import expect

from journey.reader import Reader
from journey.sentences import OFF_TOPIC, SMUGGLING

pytestmark = pytest.mark.slow


def test_escape_closes_the_sidebar_and_gives_focus_and_selection_back(reader: Reader) -> None:
    reader.open("news.html")
    reader.page.locator("#more").focus()
    sidebar = reader.ask_about(SMUGGLING)
    assert sidebar.document_ids()
    expect(sidebar.text).to_be_focused()

    reader.page.keyboard.press("Escape")

    expect(sidebar.host).to_have_count(0)
    expect(reader.page.locator("#more")).to_be_focused()
    assert reader.page.evaluate("getSelection().toString()") == SMUGGLING


def test_the_close_button_closes_it_too(reader: Reader) -> None:
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    assert sidebar.document_ids()

    sidebar.host.get_by_role("button", name="Close").click()

    expect(sidebar.host).to_have_count(0)


def test_asking_twice_leaves_one_sidebar_with_the_newer_sentence(reader: Reader) -> None:
    reader.open("letters.html")
    assert reader.ask_about(SMUGGLING, "#mixed").document_ids()

    sidebar = reader.ask_about(OFF_TOPIC, "#baker")

    expect(sidebar.sentence).to_have_text(OFF_TOPIC)
    expect(sidebar.host).to_have_count(1)
    expect(sidebar.matches).to_have_count(0)


def test_a_closed_sidebar_opens_again(reader: Reader) -> None:
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    before = sidebar.document_ids()
    reader.page.keyboard.press("Escape")
    expect(sidebar.host).to_have_count(0)

    reader.ask()

    assert sidebar.document_ids() == before
