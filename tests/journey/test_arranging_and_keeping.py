"""The reader arranges what is shown, takes citations away, and says what is not to be shown."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from journey.canned_service import OPPOSITE, SAME, CannedService
from journey.reader import Reader, Sidebar, stored

pytestmark = pytest.mark.slow


@pytest.fixture
def asked(visitor: Reader, canned: CannedService) -> Sidebar:
    """A sidebar with four documents about one sentence."""
    visitor.use_service(canned.address)
    visitor.open("quotes.html")
    sidebar = visitor.ask_about(SAME, "#same")
    assert len(sidebar.document_ids()) == 4
    return sidebar


def test_documents_are_filtered_by_kind_and_language_without_losing_the_place(asked: Sidebar) -> None:
    asked.host.locator("#arranging > summary").click()
    box = asked.host.get_by_label("Counter-report")
    box.focus()

    asked.page.keyboard.press("Space")

    expect(asked.host.get_by_role("status")).to_have_text("3 of 4 shown")
    assert asked.document_ids() == ["check-2012", "daily-2007", "news-2011-07-denial"]
    expect(box).to_be_focused()
    asked.host.get_by_label("Portuguese").uncheck()
    assert asked.document_ids() == ["daily-2007", "news-2011-07-denial"]
    asked.picture("filtered")


def test_documents_are_sorted_by_date(asked: Sidebar) -> None:
    asked.host.locator("#arranging > summary").click()

    asked.host.get_by_label("Sort by").select_option("newest first")

    assert asked.document_ids() == [
        "ips-2007-02-us-briefing-iran-discredits",
        "check-2012",
        "news-2011-07-denial",
        "daily-2007",
    ]


@pytest.mark.parametrize(
    ("form", "place", "read", "expected"),
    [
        (
            "Plain text",
            "#notes",
            lambda page: page.locator("#notes").input_value(),
            "Gareth Porter, “POLITICS: U.S. Briefing on Iran Discredits the Official Line”, Inter Press Service, ",
        ),
        (
            "Markdown",
            "#notes",
            lambda page: page.locator("#notes").input_value(),
            "Gareth Porter, [“POLITICS: U.S. Briefing on Iran Discredits the Official Line”](<http://www.ipsnews.net/",
        ),
        (
            "HTML",
            "#draft",
            lambda page: page.locator("#draft cite").inner_text(),
            "Inter Press Service",
        ),
    ],
)
def test_a_citation_is_copied_and_can_be_pasted(
    asked: Sidebar, form: str, place: str, read: Callable[[object], str], expected: str
) -> None:
    asked.host.locator(".uses > summary").first.click()
    cite = asked.host.get_by_role("button", name=form).first
    cite.focus()

    asked.page.keyboard.press("Enter")

    expect(asked.host.get_by_role("status")).to_have_text("Copied.")
    expect(cite).to_be_focused()
    asked.page.locator(place).click()
    asked.page.keyboard.press("Control+V")
    assert read(asked.page).startswith(expected)


def test_a_wrong_match_is_kept_can_be_saved_and_taken_back(asked: Sidebar, visitor: Reader) -> None:
    asked.host.locator(".uses > summary").first.click()

    asked.host.get_by_role("button", name="Not about this sentence").first.click()

    expect(asked.matches.first).to_have_attribute("data-document-id", "check-2012")
    expect(asked.host.locator(".hidden")).to_contain_text("Marked as not about this sentence: POLITICS")
    [wrong] = stored(visitor.context)["wrong_matches"]
    assert (wrong["sentence"], wrong["document_id"]) == (SAME, "ips-2007-02-us-briefing-iran-discredits")
    asked.picture("wrong-match")
    asked.host.get_by_role("button", name="What was sent").click()
    with asked.page.expect_download() as saving:
        asked.host.get_by_role("button", name="Save them as a file").click()
    assert SAME in saving.value.path().read_text()
    asked.host.get_by_role("button", name="Back to the answers").click()
    asked.host.get_by_role("button", name="Undo").click()
    expect(asked.matches.first).to_have_attribute("data-document-id", "ips-2007-02-us-briefing-iran-discredits")


def test_a_muted_publisher_stays_away_until_shown_again(asked: Sidebar, visitor: Reader) -> None:
    asked.host.locator(".uses > summary").first.click()
    asked.host.get_by_role("button", name="Show nothing from ipsnews.net").first.click()
    expect(asked.host.get_by_role("status")).to_have_text("3 of 4 shown")

    again = visitor.ask_about(SAME, "#same")

    expect(again.matches.first).to_have_attribute("data-document-id", "check-2012")
    again.host.get_by_role("button", name="Show again").click()
    assert len(again.document_ids()) == 4


def test_on_a_muted_site_nothing_is_sent_until_the_reader_insists(
    asked: Sidebar, visitor: Reader, canned: CannedService
) -> None:
    asked.host.get_by_role("button", name="What was sent").click()
    asked.host.get_by_role("button", name="Stay quiet on news.example").click()
    visitor.open("quotes.html")
    sent_before = len(canned.bodies)

    sidebar = visitor.ask_about(OPPOSITE, "#opposite")

    expect(sidebar.text).to_contain_text("Sidelight is quiet on this site")
    assert len(canned.bodies) == sent_before
    sidebar.picture("quiet")
    sidebar.host.get_by_role("button", name="End the quiet").click()
    assert sidebar.document_ids()
    # The cards of the first answer stand there until the second sentence is asked about.
    expect(visitor.ask_about(SAME, "#same").text).to_contain_text(SAME)
    assert sidebar.document_ids()


def test_for_today_nothing_is_sent_either(asked: Sidebar, visitor: Reader, canned: CannedService) -> None:
    asked.host.get_by_role("button", name="What was sent").click()
    asked.host.get_by_role("button", name="Stay quiet today").click()
    visitor.open("quotes.html")
    sent_before = len(canned.bodies)

    sidebar = visitor.ask_about(OPPOSITE, "#opposite")

    expect(sidebar.text).to_contain_text("Sidelight is quiet today")
    assert len(canned.bodies) == sent_before
