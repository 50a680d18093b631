"""Nothing leaves the browser before the reader asks, and then one request to this computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect
from running_service import RunningService

from journey.reader import Reader, browser, stored, worker
from journey.sentences import SMUGGLING
from journey.sites import SITE, recorded_line

pytestmark = pytest.mark.slow


@pytest.fixture
def line(site_port: int) -> Iterator[tuple[int, list[str]]]:
    with recorded_line(site_port) as recorded:
        yield recorded


@pytest.fixture
def recorded_reader(
    playwright: Playwright,
    extension: Path,
    site_port: int,
    service: RunningService,
    tmp_path: Path,
    line: tuple[int, list[str]],
) -> Iterator[Reader]:
    """A reader whose browser sends nothing, to anywhere, that is not written down."""
    port, _ = line
    with browser(playwright, extension, tmp_path / "profile", site_port, proxy_port=port) as context:
        reader = Reader(context, context.new_page())
        reader.use_service(service.address)
        yield reader


def test_nothing_is_sent_before_the_reader_asks_and_then_one_question(
    recorded_reader: Reader, service: RunningService, line: tuple[int, list[str]]
) -> None:
    _, sent = line
    page_and_its_styles = [f"GET http://{SITE}/news.html", f"GET http://{SITE}/news.css"]
    recorded_reader.open("news.html")
    recorded_reader.select(SMUGGLING)
    recorded_reader.page.wait_for_load_state("networkidle")
    assert sent == page_and_its_styles

    recorded_reader.ask()

    assert recorded_reader.sidebar.document_ids()
    recorded_reader.page.wait_for_load_state("networkidle")
    assert sent == [*page_and_its_styles, f"POST {service.address}/v1/context"]


def test_nothing_of_the_page_is_stored_unless_the_reader_keeps_it(reader: Reader) -> None:
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    assert sidebar.document_ids()
    title = reader.page.title()

    assert set(stored(reader.context)) == {"service_address"}
    assert worker(reader.context).evaluate("() => chrome.storage.session.get(null)") == {}

    sidebar.host.locator(".uses > summary").first.click()
    sidebar.host.get_by_role("button", name="Not about this sentence").first.click()

    expect(sidebar.host.locator(".hidden")).to_be_visible()
    kept = stored(reader.context)
    assert [each["sentence"] for each in kept["wrong_matches"]] == [SMUGGLING]
    assert title not in str(kept)
    assert SITE not in str(kept)


def test_of_a_checked_article_nothing_goes_elsewhere_than_to_the_service(
    recorded_reader: Reader, service: RunningService, line: tuple[int, list[str]]
) -> None:
    _, sent = line
    page_and_its_styles = [f"GET http://{SITE}/long.html", f"GET http://{SITE}/news.css"]
    recorded_reader.open("long.html")
    recorded_reader.ask()
    checking = recorded_reader.sidebar.host.get_by_role("button", name="Check this article")
    expect(checking).to_be_visible()
    assert sent == page_and_its_styles

    checking.click()

    expect(recorded_reader.sidebar.host.locator("[data-sentence-id]")).to_have_count(1)
    recorded_reader.page.wait_for_load_state("networkidle")
    assert set(sent[len(page_and_its_styles) :]) == {f"POST {service.address}/v1/scan"}
