"""When nothing answers the sidebar says what to do about it, and the reader need not ask again from the start."""

import pytest
from playwright.sync_api import expect
from running_service import RunningService

from journey.reader import Reader
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow


def test_a_service_that_is_not_running_is_named_with_how_to_start_it(reader: Reader, dead_address: str) -> None:
    reader.use_service(dead_address)
    reader.open("news.html")

    sidebar = reader.ask_about(SMUGGLING)

    failure = sidebar.host.locator(".failure")
    expect(failure).to_contain_text("The Sidelight service is not running")
    expect(failure).to_contain_text(dead_address)
    expect(failure.locator("pre")).to_have_text("make run")
    expect(failure.locator("p.code")).to_have_text("Code: not_running")
    expect(sidebar.sentence).to_have_text(SMUGGLING)
    sidebar.picture("not-running")


def test_try_again_brings_the_answer_once_the_service_is_there(
    reader: Reader, dead_address: str, service: RunningService
) -> None:
    reader.use_service(dead_address)
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    try_again = sidebar.host.get_by_role("button", name="Try again")
    expect(try_again).to_be_visible()

    reader.use_service(service.address)
    try_again.click()

    assert sidebar.document_ids()
    expect(sidebar.sentence).to_have_text(SMUGGLING)
    expect(sidebar.host.locator(".failure")).to_have_count(0)
