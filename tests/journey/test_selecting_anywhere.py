"""A sentence is asked about wherever it can be selected, and as the source of the page writes it."""

import pytest
from playwright.sync_api import Locator, expect

from journey.reader import EXTENSION_ID, Reader, worker
from journey.sentences import SMUGGLING
from journey.sites import SITE

pytestmark = pytest.mark.slow

PANEL = f"chrome-extension://{EXTENSION_ID}/sidepanel.html"


def select_by_mouse(reader: Reader, part: Locator) -> None:
    """Three clicks, which mark a paragraph wherever it is, also where no script could."""
    box = part.bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2, click_count=3)


@pytest.mark.parametrize("page", ["fortress", "sandboxed", "capitals", "markup", "draft"])
def test_a_sentence_is_asked_about_as_the_source_has_it(reader: Reader, page: str) -> None:
    reader.open(f"{page}.html")

    if page == "fortress":
        reader.select(SMUGGLING)
    else:
        select_by_mouse(reader, reader.page.locator("#claim"))
    reader.ask()

    expect(reader.sidebar.sentence.first).to_have_text(SMUGGLING)
    assert reader.sidebar.document_ids()


@pytest.mark.parametrize("host", ["open-part", "closed-part"])
def test_a_sentence_in_a_shadow_tree_is_asked_about(reader: Reader, host: str) -> None:
    reader.open("shadows.html")

    select_by_mouse(reader, reader.page.locator(host))
    reader.ask()

    expect(reader.sidebar.sentence.first).to_have_text(SMUGGLING)
    assert reader.sidebar.document_ids()


def test_a_sentence_in_a_frame_within_a_frame_is_asked_about(reader: Reader) -> None:
    reader.open("framed.html")
    middle = reader.page.frame_locator("iframe")

    select_by_mouse(reader, middle.frame_locator("iframe").locator("#claim"))
    reader.ask()

    expect(reader.sidebar.sentence.first).to_have_text(SMUGGLING)
    assert reader.sidebar.document_ids()


def test_a_sentence_of_a_letter_that_is_being_written_is_asked_about(reader: Reader) -> None:
    reader.open("draft.html")
    reader.page.locator("#letter").evaluate(
        "(letter, text) => {"
        "  const start = letter.value.indexOf(text);"
        "  letter.focus();"
        "  letter.setSelectionRange(start, start + text.length);"
        "}",
        SMUGGLING,
    )

    reader.ask()

    expect(reader.sidebar.sentence.first).to_have_text(SMUGGLING)
    assert reader.sidebar.document_ids()


def test_plain_text_that_is_wrapped_by_hand_is_one_sentence(reader: Reader) -> None:
    reader.open("wrapped.txt")
    reader.page.keyboard.press("Control+a")

    reader.ask()

    expect(reader.sidebar.sentence.first).to_have_text(SMUGGLING)
    assert reader.sidebar.document_ids()


def test_a_sentence_that_runs_from_right_to_left_is_asked_about(reader: Reader) -> None:
    reader.open("rightward.html")
    sentence = reader.page.locator("#claim").inner_text()

    select_by_mouse(reader, reader.page.locator("#claim"))
    reader.ask()

    expect(reader.sidebar.sentence.first).to_have_text(sentence)


@pytest.mark.parametrize("address", [f"http://{SITE}/ruling.pdf", "chrome://version/"])
def test_where_no_extension_may_run_the_browsers_own_panel_opens(reader: Reader, address: str) -> None:
    reader.page.goto(address)
    reader.page.bring_to_front()

    reader.ask()

    opened = worker(reader.context).evaluate(
        """async (panel) => {
            for (let tries = 0; tries < 300; tries += 1) {
                const contexts = await chrome.runtime.getContexts({contextTypes: ['SIDE_PANEL']});
                if (contexts.some(({documentUrl}) => documentUrl === panel)) return true;
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
            return false;
        }""",
        PANEL,
    )
    assert opened


def test_the_panel_answers_what_the_menu_saw(reader: Reader) -> None:
    reader.page.goto(PANEL)
    expect(reader.sidebar.text).to_contain_text("Select a sentence first")

    worker(reader.context).evaluate(
        "([text, url]) => chrome.contextMenus.onClicked.dispatch("
        "  {menuItemId: 'find-context', selectionText: text, frameId: 0}, {id: 1, url})",
        [SMUGGLING, f"http://{SITE}/ruling.pdf"],
    )

    expect(reader.sidebar.sentence.first).to_have_text(SMUGGLING)
    assert reader.sidebar.document_ids()
