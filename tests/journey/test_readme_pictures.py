"""The two pictures of README.md, made anew with every run: out/sidebar.png and out/reading-page.png."""

import pytest
from running_service import RunningService

from journey.reader import Reader, Sidebar
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow


def test_the_readme_shows_the_sidebar_on_a_news_page(reader: Reader) -> None:
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    assert sidebar.document_ids()

    assert sidebar.picture("sidebar").is_file()


def test_the_readme_shows_the_reading_page(reader: Reader, service: RunningService) -> None:
    reader.page.goto(f"{service.address}/")
    reader.page.get_by_role("button", name=SMUGGLING).click()
    sidebar = Sidebar(reader.page)
    assert sidebar.document_ids()

    assert sidebar.picture("reading-page").is_file()
