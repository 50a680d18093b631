"""A new reader sees one page: it explains, tries a sentence, and asks for nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect
from running_service import RunningService

from journey.reader import OUT, WELCOME, Reader, Sidebar, browser
from journey.sentences import SMUGGLING
from journey.sites import recorded_line

pytestmark = pytest.mark.slow


def test_it_opens_once_and_sends_nothing_by_itself(
    playwright: Playwright, extension: Path, site_port: int, tmp_path: Path
) -> None:
    with (
        recorded_line(site_port) as (port, sent),
        browser(playwright, extension, tmp_path, site_port, proxy_port=port, is_welcomed=True) as context,
    ):
        [welcome] = [page for page in context.pages if page.url == WELCOME]
        expect(welcome.get_by_role("heading", level=1)).to_have_text("Welcome to Sidelight")
        expect(welcome.locator("input, select, textarea")).to_have_count(0)
        welcome.wait_for_load_state("networkidle")
        assert sent == []


def test_a_sample_sentence_is_tried_on_it(reader: Reader, service: RunningService) -> None:
    reader.use_service(service.address)
    reader.page.goto(WELCOME)
    reader.page.screenshot(path=OUT / "welcome.png", full_page=True)

    reader.page.get_by_role("button", name=SMUGGLING).click()

    sidebar = Sidebar(reader.page)
    expect(sidebar.sentence).to_have_text(SMUGGLING)
    assert sidebar.document_ids()


def test_without_a_service_it_says_how_to_start_one(visitor: Reader, dead_address: str) -> None:
    visitor.use_service(dead_address)
    visitor.page.goto(WELCOME)

    visitor.page.get_by_role("button", name=SMUGGLING).click()

    expect(Sidebar(visitor.page).text).to_contain_text("make run")
