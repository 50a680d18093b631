"""Every state of an article that is looked up holds what can be measured of WCAG 2.2 AA, however narrow the window."""

from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from playwright.sync_api import expect

from journey.accessibility import LEAST_CONTRAST, complaints_of_axe, faintest, looks_moving, smallest_target
from journey.canned_service import OPPOSITE, SAME, CannedService
from journey.reader import Reader

pytestmark = pytest.mark.slow

Scheme = Literal["light", "dark"]
LEAST_TARGET_PX = 24


def _check(reader: Reader, page: str) -> None:
    reader.open(page)
    reader.ask()
    reader.sidebar.host.get_by_role("button", name="Check this article").click()


def _checked(reader: Reader, _: CannedService) -> None:
    _check(reader, "report.html")
    expect(reader.sidebar.text).to_contain_text("2 sentences have context")
    for folded in reader.sidebar.host.locator(".documents > summary").all():
        folded.click()


def _under_way(reader: Reader, canned: CannedService) -> None:
    canned.most = 1
    _check(reader, "report.html")
    expect(reader.sidebar.host.locator("progress")).to_have_attribute("value", "8")
    expect(reader.sidebar.host.locator("[data-sentence-id]")).to_have_count(2)


def _broken_off(reader: Reader, canned: CannedService) -> None:
    canned.most, canned.breaks = 1, True
    _check(reader, "report.html")
    expect(reader.sidebar.host.locator(".failure")).to_be_visible()
    expect(reader.sidebar.host.locator("[data-sentence-id]")).to_have_count(2)


def _sentence_lost(reader: Reader, _: CannedService) -> None:
    _check(reader, "report.html")
    expect(reader.sidebar.host.locator("[data-sentence-id]")).to_have_count(2)
    reader.page.evaluate("same.remove()")
    expect(reader.sidebar.text).to_contain_text("could not be found again")


def _sentence_chosen(reader: Reader, _: CannedService) -> None:
    _check(reader, "report.html")
    expect(reader.sidebar.host.locator("[data-sentence-id]")).to_have_count(2)
    reader.page.locator("#opposite").click(position={"x": 60, "y": 10})
    expect(reader.sidebar.host.locator("[aria-current]")).to_contain_text(OPPOSITE)


def _nothing_found(reader: Reader, _: CannedService) -> None:
    _check(reader, "long.html")
    expect(reader.sidebar.host.locator(".empty")).to_be_visible()


def _no_article(reader: Reader, _: CannedService) -> None:
    _check(reader, "entrance.html")
    expect(reader.sidebar.text).to_contain_text("No article found here")


STATES: Mapping[str, Callable[[Reader, CannedService], None]] = {
    state.__name__.removeprefix("_"): state
    for state in (
        _checked,
        _under_way,
        _broken_off,
        _sentence_lost,
        _sentence_chosen,
        _nothing_found,
        _no_article,
    )
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_an_article_is_accessible_when(visitor: Reader, canned: CannedService, state: str, scheme: Scheme) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.use_service(canned.address)

    STATES[state](visitor, canned)

    visitor.sidebar.scroll_up()
    visitor.sidebar.picture(f"article-{state}-{scheme}")
    assert complaints_of_axe(visitor.page) == []
    assert faintest(visitor.sidebar.text) >= LEAST_CONTRAST
    assert smallest_target(visitor.sidebar.text) >= LEAST_TARGET_PX


@pytest.mark.parametrize("state", ["checked", "under_way"])
def test_with_forced_colours_nothing_of_an_article_is_lost(visitor: Reader, canned: CannedService, state: str) -> None:
    visitor.page.emulate_media(forced_colors="active")
    visitor.use_service(canned.address)

    STATES[state](visitor, canned)

    visitor.sidebar.picture(f"article-{state}-forced-colours")
    assert complaints_of_axe(visitor.page) == []
    expect(visitor.sidebar.host.get_by_role("button", name=SAME)).to_be_visible()


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (640, 2)], ids=["320 px", "200% zoom"])
def test_nothing_of_an_article_is_cut_off_sideways_at(
    visitor: Reader, canned: CannedService, width: int, zoom: int
) -> None:
    # A page that is zoomed to 200% has half as many CSS pixels, twice as dense.
    visitor.page.set_viewport_size({"width": width // zoom, "height": 800 // zoom})
    visitor.use_service(canned.address)

    _checked(visitor, canned)

    assert visitor.sidebar.host.locator(".body").evaluate("body => body.scrollWidth - body.clientWidth") == 0
    assert complaints_of_axe(visitor.page) == []
    visitor.sidebar.picture(f"article-checked-{width}-{zoom}")


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_nothing_moves_for_those_who_want_no_motion(
    visitor: Reader, canned: CannedService, motion: Literal["no-preference", "reduce"], moves: bool
) -> None:
    visitor.page.emulate_media(reduced_motion=motion)
    canned.most = 0
    visitor.use_service(canned.address)
    visitor.open("report.html")

    sidebar = visitor.ask_about(SAME, "#same")

    expect(sidebar.host.locator(".busy")).to_be_visible()
    assert looks_moving(sidebar.text) is moves
