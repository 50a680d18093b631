"""The sidebar holds what axe can check of the accessibility guidelines, in both colour schemes."""

from typing import Literal

import pytest
from playwright.sync_api import expect
from running_service import RunningService

from journey.accessibility import LEAST_CONTRAST, complaints_of_axe, faintest
from journey.reader import OPTIONS, Reader, Sidebar
from journey.sentences import OFF_TOPIC, SMUGGLING

pytestmark = pytest.mark.slow

Scheme = Literal["light", "dark"]
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@SCHEMES
def test_a_sidebar_with_results_is_accessible(reader: Reader, scheme: Scheme) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    assert sidebar.document_ids()
    sidebar.picture(f"results-{scheme}")

    assert complaints_of_axe(reader.page) == []
    assert faintest(sidebar.text) >= LEAST_CONTRAST


@SCHEMES
def test_a_sidebar_with_nothing_found_is_accessible(reader: Reader, scheme: Scheme) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("letters.html")
    sidebar = reader.ask_about(OFF_TOPIC, "#baker")
    expect(sidebar.text).to_contain_text("confirms nothing")

    assert complaints_of_axe(reader.page) == []
    assert faintest(sidebar.text) >= LEAST_CONTRAST


@SCHEMES
def test_a_failure_is_accessible(reader: Reader, scheme: Scheme, dead_address: str) -> None:
    reader.use_service(dead_address)
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    expect(sidebar.host.locator(".failure")).to_be_visible()

    assert complaints_of_axe(reader.page) == []
    assert faintest(sidebar.text) >= LEAST_CONTRAST


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
    reader.page.goto(OPTIONS)
    expect(reader.page.locator("#address")).not_to_have_value("")

    assert complaints_of_axe(reader.page) == []
