"""The reader can see exactly what left the page and to where, and wipe what is kept with one button."""

import json

import pytest
from playwright.sync_api import expect

from journey.canned_service import SAME, CannedService
from journey.reader import Reader, stored

pytestmark = pytest.mark.slow


def test_what_was_sent_is_shown_word_for_word(visitor: Reader, canned: CannedService) -> None:
    visitor.use_service(canned.address)
    visitor.choose(certainty="sure", languages=["en", "pt"])
    visitor.open("quotes.html")
    sidebar = visitor.ask_about(SAME, "#same")
    assert sidebar.document_ids()

    sidebar.host.get_by_role("button", name="What was sent").click()

    [request] = sidebar.host.locator(".request").all()
    expect(request.locator("h4")).to_contain_text(f"to {canned.address.removeprefix('http://')}/v1/context")
    expect(request.locator("dd").first).to_have_text(SAME)
    sidebar.picture("what-was-sent")
    request.locator("summary").click()
    shown = json.loads(request.locator("pre").inner_text())
    assert [shown] == canned.bodies
    assert (shown["min_probability"], shown["languages"]) == (0.9, ["en", "pt"])
    assert shown["page"]["url"] == "http://news.example/quotes.html"


def test_one_button_wipes_all_that_is_stored(visitor: Reader, canned: CannedService) -> None:
    visitor.use_service(canned.address)
    visitor.choose(certainty="more", muted_publishers=["ipsnews.net"], service_token="a-secret-of-nine-words")
    visitor.open("quotes.html")
    sidebar = visitor.ask_about(SAME, "#same")
    assert sidebar.document_ids()
    sidebar.host.get_by_role("button", name="What was sent").click()
    expect(sidebar.host.locator(".muted")).to_contain_text("ipsnews.net")
    sidebar.picture("what-is-kept")

    sidebar.host.get_by_role("button", name="Wipe everything that is kept").click()

    expect(sidebar.host.get_by_role("status")).to_have_text("Wiped. Nothing is kept any more.")
    assert stored(visitor.context) == {}
    expect(sidebar.host.locator(".request")).to_have_count(0)
