"""The sidebar holds what axe can check of the accessibility guidelines, in both colour schemes."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from running_service import RunningService

from journey.reader import EXTENSION_ID, Reader, Sidebar
from journey.sentences import OFF_TOPIC, SMUGGLING

pytestmark = pytest.mark.slow

Scheme = Literal["light", "dark"]
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


# Text that axe can't judge because the sidebar lies above the page: its colours are measured below instead.
UNDECIDED = "color-contrast"
# What the guidelines (WCAG 2.2, 1.4.3) ask of text of any size.
LEAST_CONTRAST = 4.5

_FAINTEST = """aside => {
    const levels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [red, green, blue] = levels(colour).map(level => level / 255)
            .map(level => level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const papers = new Set([...aside.querySelectorAll('*')].map(part => getComputedStyle(part).backgroundColor));
    papers.delete('rgba(0, 0, 0, 0)');
    papers.add(getComputedStyle(aside).backgroundColor);
    const texts = document.createTreeWalker(aside, NodeFilter.SHOW_TEXT);
    const contrasts = [];
    while (texts.nextNode() !== null) {
        const ink = light(getComputedStyle(texts.currentNode.parentElement).color);
        for (const paper of papers) {
            const [darker, lighter] = [ink, light(paper)].sort((one, other) => one - other);
            contrasts.push((lighter + 0.05) / (darker + 0.05));
        }
    }
    return Math.min(...contrasts);
}"""


def complaints_of_axe(page: Page) -> list[str]:
    """What axe finds wrong on the page and in the sidebar, and what it could not decide: rule and place."""
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    rules = found["violations"] + [rule for rule in found["incomplete"] if rule["id"] != UNDECIDED]
    return [f"{rule['id']} at {node['target']}: {node['failureSummary']}" for rule in rules for node in rule["nodes"]]


@SCHEMES
def test_a_sidebar_with_results_is_accessible(reader: Reader, scheme: Scheme) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    assert sidebar.document_ids()
    sidebar.picture(f"results-{scheme}")

    assert complaints_of_axe(reader.page) == []
    assert sidebar.text.evaluate(_FAINTEST) >= LEAST_CONTRAST


@SCHEMES
def test_a_sidebar_with_nothing_found_is_accessible(reader: Reader, scheme: Scheme) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("letters.html")
    sidebar = reader.ask_about(OFF_TOPIC, "#baker")
    expect(sidebar.text).to_contain_text("confirms nothing")

    assert complaints_of_axe(reader.page) == []
    assert sidebar.text.evaluate(_FAINTEST) >= LEAST_CONTRAST


@SCHEMES
def test_a_failure_is_accessible(reader: Reader, scheme: Scheme, dead_address: str) -> None:
    reader.use_service(dead_address)
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    expect(sidebar.host.locator(".failure")).to_be_visible()

    assert complaints_of_axe(reader.page) == []
    assert sidebar.text.evaluate(_FAINTEST) >= LEAST_CONTRAST


@SCHEMES
def test_the_reading_page_is_accessible(reader: Reader, service: RunningService, scheme: Scheme) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.goto(f"{service.address}/")
    reader.page.get_by_role("button", name=SMUGGLING).click()
    assert Sidebar(reader.page).document_ids()

    assert complaints_of_axe(reader.page) == []


@SCHEMES
def test_the_options_page_is_accessible(reader: Reader, scheme: Scheme) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.goto(f"chrome-extension://{EXTENSION_ID}/options.html")
    expect(reader.page.locator("#address")).not_to_have_value("")

    assert complaints_of_axe(reader.page) == []
