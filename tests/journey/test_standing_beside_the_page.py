"""The sidebar makes room on a wide page, lies above a narrow one, and stands where the reader wants it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FloatRect, Page, expect

from journey.reader import WINDOW_PX, Reader, worker
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow

_WIDTH_PX = 384


@pytest.fixture
def standing(reader: Reader) -> Iterator[Reader]:
    """A reader who has not moved the sidebar, and leaves no trace of having done so to the next."""
    yield reader
    worker(reader.context).evaluate("() => chrome.storage.local.remove(['sidebar_side', 'sidebar_width_px'])")


def sidebar_box(reader: Reader) -> FloatRect:
    box = reader.sidebar.text.bounding_box()
    assert box is not None
    return box


def article(page: Page) -> FloatRect:
    box = page.locator("body article").bounding_box()
    assert box is not None
    return box


def test_on_a_wide_page_nothing_is_covered(standing: Reader) -> None:
    standing.open("news.html")
    standing.ask_about(SMUGGLING).document_ids()

    box = sidebar_box(standing)
    assert (box["x"], box["width"]) == (WINDOW_PX[0] - _WIDTH_PX, _WIDTH_PX)
    right: int = standing.page.evaluate(
        "Math.max(...[...document.body.querySelectorAll('*')].map(part => part.getBoundingClientRect().right))"
    )
    assert right <= box["x"]


def test_the_page_gets_its_room_back_when_the_sidebar_closes(standing: Reader) -> None:
    standing.open("news.html")
    before = standing.page.evaluate("document.documentElement.getBoundingClientRect().width")
    standing.ask_about(SMUGGLING).document_ids()

    standing.page.keyboard.press("Escape")

    expect(standing.sidebar.host).to_have_count(0)
    assert standing.page.evaluate("document.documentElement.getBoundingClientRect().width") == before


def test_on_a_narrow_page_it_lies_above_and_moves_nothing(standing: Reader) -> None:
    standing.page.set_viewport_size({"width": 700, "height": 800})
    standing.open("news.html")
    before = article(standing.page)

    standing.ask_about(SMUGGLING).document_ids()

    assert article(standing.page) == before


def test_it_can_be_drawn_wider_and_the_next_page_remembers(standing: Reader) -> None:
    standing.open("news.html")
    standing.ask_about(SMUGGLING).document_ids()
    edge = sidebar_box(standing)["x"]

    standing.page.mouse.move(edge + 2, 400)
    standing.page.mouse.down()
    standing.page.mouse.move(edge - 98, 400, steps=4)
    standing.page.mouse.up()

    assert sidebar_box(standing)["width"] == pytest.approx(_WIDTH_PX + 98, abs=3)
    wider = sidebar_box(standing)["width"]
    standing.open("letters.html")
    standing.ask_about(SMUGGLING, "#mixed").document_ids()
    assert sidebar_box(standing)["width"] == wider


def test_it_is_made_narrower_by_keyboard(standing: Reader) -> None:
    standing.open("news.html")
    standing.ask_about(SMUGGLING).document_ids()
    edge = standing.sidebar.host.get_by_role("separator")

    edge.focus()
    standing.page.keyboard.press("ArrowRight")

    assert sidebar_box(standing)["width"] == _WIDTH_PX - 24
    expect(edge).to_have_attribute("aria-valuenow", str(_WIDTH_PX - 24))


def test_on_the_other_side_it_makes_room_there_and_stays_there(standing: Reader) -> None:
    standing.open("news.html")
    standing.ask_about(SMUGGLING).document_ids()

    standing.sidebar.host.get_by_role("button", name="Other side").click()

    assert sidebar_box(standing)["x"] == 0
    assert article(standing.page)["x"] >= _WIDTH_PX
    standing.sidebar.picture("left")
    standing.open("letters.html")
    standing.ask_about(SMUGGLING, "#mixed").document_ids()
    assert sidebar_box(standing)["x"] == 0


def test_it_survives_clicks_other_tabs_and_the_sleep_of_the_extension(standing: Reader) -> None:
    standing.open("letters.html")
    before = standing.ask_about(SMUGGLING, "#mixed").document_ids()
    standing.page.locator("#baker").click()
    other = standing.context.new_page()
    other.bring_to_front()
    other.close()
    standing.page.bring_to_front()
    assert standing.context.browser is not None
    session = standing.context.browser.new_browser_cdp_session()
    for target in session.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "service_worker":
            session.send("Target.closeTarget", {"targetId": target["targetId"]})

    assert standing.sidebar.document_ids() == before
    assert standing.ask_about(None, "#baker").sentence.first.inner_text()
    expect(standing.sidebar.text).to_contain_text("confirms nothing")
