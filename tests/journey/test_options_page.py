"""The options page tells whether the service can be reached, and keeps its address."""

import re

import pytest
from playwright.sync_api import expect
from running_service import RunningService

from journey.canned_service import SAME, CannedService, canned_service
from journey.reader import OPTIONS, OUT, Reader
from journey.sentences import SMUGGLING
from journey.starter_documents import shown_documents

pytestmark = pytest.mark.slow


def test_a_connection_that_works_says_how_much_is_there(reader: Reader, service: RunningService) -> None:
    reader.page.goto(OPTIONS)
    expect(reader.page.locator("#address")).to_have_value(service.address)

    reader.page.locator("#test").click()

    expect(reader.page.locator("#outcome")).to_have_text(re.compile(f"It works: {len(shown_documents())} documents"))
    reader.page.screenshot(path=OUT / "options.png")


def test_a_connection_that_fails_says_how_to_start_the_service(reader: Reader, dead_address: str) -> None:
    reader.page.goto(OPTIONS)
    reader.page.locator("#address").fill(dead_address)

    reader.page.locator("#test").click()

    expect(reader.page.locator("#outcome")).to_contain_text("The Sidelight service is not running")
    expect(reader.page.locator("#outcome")).to_contain_text("make run")
    reader.page.screenshot(path=OUT / "options-failing.png")


def test_an_address_outside_this_computer_is_refused(reader: Reader) -> None:
    reader.page.goto(OPTIONS)
    reader.page.locator("#address").fill("http://sidelight.example:8765")

    reader.page.get_by_role("button", name="Save").click()

    expect(reader.page.locator("#outcome")).to_contain_text("on this computer only")
    expect(reader.page.locator("#address")).to_be_focused()


def test_a_saved_address_is_the_one_that_is_asked(reader: Reader, dead_address: str, service: RunningService) -> None:
    reader.use_service(dead_address)
    reader.page.goto(OPTIONS)
    reader.page.locator("#address").fill(f"{service.address}/")
    reader.page.get_by_role("button", name="Save").click()
    expect(reader.page.locator("#outcome")).to_have_text("Saved.")

    reader.open("news.html")

    assert reader.ask_about(SMUGGLING).document_ids()


def test_what_is_chosen_there_is_what_is_asked_for(visitor: Reader, canned: CannedService) -> None:
    visitor.use_service(canned.address)
    visitor.page.goto(OPTIONS)
    visitor.page.get_by_label("Show only what is sure").check()
    visitor.page.get_by_label("Correction").check()
    visitor.page.get_by_label("Portuguese").check()
    expect(visitor.page.locator("#chosen")).to_have_text("Saved.")
    visitor.page.screenshot(path=OUT / "options-chosen.png", full_page=True)

    visitor.open("quotes.html")
    assert visitor.ask_about(SAME, "#same").document_ids()

    [asked] = canned.bodies
    assert {name: asked[name] for name in ("min_probability", "kinds", "languages")} == {
        "min_probability": 0.9,
        "kinds": ["correction"],
        "languages": ["pt"],
    }


def test_a_service_with_a_token_is_answered_once_it_is_entered(visitor: Reader) -> None:
    with canned_service(token="a-secret-of-nine-words") as guarded:
        visitor.use_service(guarded.address)
        visitor.open("quotes.html")
        sidebar = visitor.ask_about(SAME, "#same")
        expect(sidebar.text).to_contain_text("The service wants a token")
        expect(sidebar.host.locator(".connection")).to_have_text("Not connected: The service wants a token")

        visitor.page.goto(OPTIONS)
        visitor.page.get_by_label("Its token").fill("a-secret-of-nine-words")
        visitor.page.get_by_role("button", name="Save").click()
        expect(visitor.page.locator("#connection")).to_have_text("Connected: 572 documents")

        visitor.open("quotes.html")
        assert visitor.ask_about(SAME, "#same").document_ids()
