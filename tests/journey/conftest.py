"""What journeys stand on: one browser with the extension for all, a page of its own for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect, sync_playwright
from running_service import ROOT, RunningService

from journey.canned_service import CannedService, canned_service
from journey.desktop import Desktop, desktop
from journey.programs import built_extension
from journey.reader import PATIENCE_MS, Reader, browser
from journey.sites import news_site, silent_port

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def extension() -> Path:
    return built_extension(ROOT)


@pytest.fixture(scope="session")
def site_port() -> Iterator[int]:
    with news_site() as port:
        yield port


@pytest.fixture(scope="session")
def shared_browser(
    playwright: Playwright, extension: Path, site_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    with browser(playwright, extension, tmp_path_factory.mktemp("profile"), site_port) as context:
        yield context


@pytest.fixture
def visitor(shared_browser: BrowserContext) -> Iterator[Reader]:
    """A reader whose extension knows of no service yet."""
    page = shared_browser.new_page()
    yield Reader(shared_browser, page)
    page.close()


@pytest.fixture
def reader(visitor: Reader, service: RunningService) -> Reader:
    """A reader whose extension knows where the service is."""
    visitor.use_service(service.address)
    return visitor


@pytest.fixture
def canned() -> Iterator[CannedService]:
    """A service whose answers are written down."""
    with canned_service() as service:
        yield service


@pytest.fixture
def dead_address() -> Iterator[str]:
    """An address of this machine where nothing answers."""
    with silent_port() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def screen() -> Iterator[Desktop]:
    with desktop() as started:
        yield started


@pytest.fixture
def reader_at_screen(
    playwright: Playwright, extension: Path, site_port: int, service: RunningService, tmp_path: Path, screen: Desktop
) -> Iterator[Reader]:
    """A reader before a real window."""
    with browser(playwright, extension, tmp_path / "profile", site_port, display=screen.environment) as context:
        reader = Reader(context, context.pages[0])
        reader.use_service(service.address)
        yield reader
