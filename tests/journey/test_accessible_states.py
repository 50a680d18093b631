"""Every state of the sidebar and every page of the extension holds what can be measured of WCAG 2.2 AA."""

from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from playwright.sync_api import expect

from journey.accessibility import LEAST_CONTRAST, complaints_of_axe, faintest, smallest_target
from journey.canned_service import OPPOSITE, SAME, CannedService, canned_service
from journey.reader import OPTIONS, OUT, WELCOME, Reader, Sidebar

pytestmark = pytest.mark.slow

Scheme = Literal["light", "dark"]
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
LEAST_TARGET_PX = 24


def _answered(reader: Reader) -> Sidebar:
    sidebar = reader.ask_about(SAME, "#same")
    assert sidebar.document_ids()
    for folded in sidebar.host.locator("details > summary").all():
        if folded.is_visible():
            folded.click()
    return sidebar


def _opposite(reader: Reader) -> Sidebar:
    sidebar = reader.ask_about(OPPOSITE, "#opposite")
    assert sidebar.document_ids()
    return sidebar


def _nothing_found(reader: Reader) -> Sidebar:
    sidebar = reader.ask_about("He gave no other figure.", "article")
    expect(sidebar.text).to_contain_text("confirms nothing")
    return sidebar


def _no_selection(reader: Reader) -> Sidebar:
    reader.ask()
    expect(reader.sidebar.text).to_contain_text("Select a sentence first")
    return reader.sidebar


def _arranged_away(reader: Reader) -> Sidebar:
    sidebar = _answered(reader)
    for kind in ("Counter-report", "Fact-check", "Analysis"):
        sidebar.host.get_by_label(kind).uncheck()
    expect(sidebar.text).to_contain_text("Nothing is left to show")
    return sidebar


def _marked_wrong(reader: Reader) -> Sidebar:
    sidebar = reader.ask_about(SAME, "#same")
    sidebar.host.locator(".uses > summary").first.click()
    sidebar.host.get_by_role("button", name="Not about this sentence").first.click()
    expect(sidebar.host.locator(".hidden")).to_be_visible()
    return sidebar


def _sent_and_kept(reader: Reader) -> Sidebar:
    sidebar = _marked_wrong(reader)
    sidebar.host.locator(".uses > summary").first.click()
    sidebar.host.get_by_role("button", name="Show nothing from checks.example").first.click()
    sidebar.host.get_by_role("button", name="What was sent").click()
    sidebar.host.locator(".request summary").click()
    return sidebar


def _quiet(reader: Reader) -> Sidebar:
    reader.choose(muted_sites=["news.example"])
    sidebar = reader.ask_about(SAME, "#same")
    expect(sidebar.text).to_contain_text("Sidelight is quiet on this site")
    return sidebar


def _without_token(reader: Reader) -> Sidebar:
    with canned_service(token="a-secret-of-nine-words") as guarded:
        reader.use_service(guarded.address)
        sidebar = reader.ask_about(SAME, "#same")
        expect(sidebar.text).to_contain_text("The service wants a token")
    return sidebar


STATES: Mapping[str, Callable[[Reader], Sidebar]] = {
    state.__name__.removeprefix("_"): state
    for state in (
        _answered,
        _opposite,
        _nothing_found,
        _no_selection,
        _arranged_away,
        _marked_wrong,
        _sent_and_kept,
        _quiet,
        _without_token,
    )
}


@SCHEMES
@pytest.mark.parametrize("state", STATES)
def test_the_sidebar_is_accessible_when(visitor: Reader, canned: CannedService, state: str, scheme: Scheme) -> None:
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visitor.use_service(canned.address)
    visitor.open("quotes.html")

    sidebar = STATES[state](visitor)

    sidebar.scroll_up()
    sidebar.picture(f"state-{state}-{scheme}")
    assert complaints_of_axe(visitor.page) == []
    assert faintest(sidebar.text) >= LEAST_CONTRAST
    assert smallest_target(sidebar.text) >= LEAST_TARGET_PX


@SCHEMES
@pytest.mark.parametrize("address", [OPTIONS, WELCOME], ids=["options", "welcome"])
def test_the_pages_of_the_extension_are_accessible(
    visitor: Reader, canned: CannedService, address: str, scheme: Scheme
) -> None:
    visitor.use_service(canned.address)
    visitor.choose(muted_publishers=["checks.example"], quiet_on="2026-11-25")
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.page.goto(address)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        ["Sidelight", "Welcome to Sidelight"][address == WELCOME]
    )
    visitor.page.wait_for_load_state("networkidle")
    name = "welcome" if address == WELCOME else "options"
    visitor.page.screenshot(path=OUT / f"state-{name}-{scheme}.png", full_page=True)

    assert complaints_of_axe(visitor.page) == []
    assert faintest(visitor.page.locator("body")) >= LEAST_CONTRAST
    assert smallest_target(visitor.page.locator("main")) >= LEAST_TARGET_PX


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (640, 2)], ids=["320 px", "200% zoom"])
@pytest.mark.parametrize("address", [OPTIONS, WELCOME], ids=["options", "welcome"])
def test_no_page_of_the_extension_is_cut_off_sideways_at(
    visitor: Reader, canned: CannedService, address: str, width: int, zoom: int
) -> None:
    visitor.page.set_viewport_size({"width": width // zoom, "height": 800 // zoom})
    visitor.use_service(canned.address)

    visitor.page.goto(address)
    visitor.page.wait_for_load_state("networkidle")

    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert complaints_of_axe(visitor.page) == []


def test_with_forced_colours_nothing_is_lost(visitor: Reader, canned: CannedService) -> None:
    visitor.page.emulate_media(forced_colors="active")
    visitor.use_service(canned.address)
    visitor.open("quotes.html")

    sidebar = _answered(visitor)

    sidebar.picture("state-forced-colours")
    assert complaints_of_axe(visitor.page) == []
    expect(sidebar.host.locator(".relation").first).to_have_text("Disputes this")


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (640, 2)], ids=["320 px", "200% zoom"])
@pytest.mark.parametrize("state", ["answered", "sent_and_kept"])
def test_nothing_is_cut_off_sideways_at(
    visitor: Reader, canned: CannedService, state: str, width: int, zoom: int
) -> None:
    # A page that is zoomed to 200% has half as many CSS pixels, twice as dense.
    visitor.page.set_viewport_size({"width": width // zoom, "height": 800 // zoom})
    visitor.use_service(canned.address)
    visitor.open("quotes.html")

    sidebar = STATES[state](visitor)

    assert sidebar.host.locator(".body").evaluate("body => body.scrollWidth - body.clientWidth") == 0
    assert complaints_of_axe(visitor.page) == []
    sidebar.picture(f"state-{state}-{width}-{zoom}")
