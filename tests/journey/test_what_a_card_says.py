"""A card says first how its document relates to the sentence, and never more than it knows."""

import re

import pytest
from playwright.sync_api import Locator, expect

from journey.canned_service import OPPOSITE, SAME, CannedService
from journey.reader import Reader, Sidebar

pytestmark = pytest.mark.slow


@pytest.fixture
def asked_same(visitor: Reader, canned: CannedService) -> Sidebar:
    """A sidebar about a sentence that says what was checked."""
    visitor.use_service(canned.address)
    visitor.open("quotes.html")
    sidebar = visitor.ask_about(SAME, "#same")
    assert sidebar.document_ids()
    return sidebar


@pytest.fixture
def asked_opposite(visitor: Reader, canned: CannedService) -> Sidebar:
    """A sidebar about a sentence that denies what was checked."""
    visitor.use_service(canned.address)
    visitor.open("quotes.html")
    sidebar = visitor.ask_about(OPPOSITE, "#opposite")
    assert sidebar.document_ids()
    return sidebar


def card(sidebar: Sidebar, document_id: str) -> Locator:
    return sidebar.host.locator(f".match[data-document-id='{document_id}']")


def lines(place: Locator) -> list[str]:
    texts: list[str] = place.all_text_contents()
    return texts


def test_the_relation_comes_first_in_words(asked_opposite: Sidebar) -> None:
    first = asked_opposite.matches.first.locator("> *").first
    expect(first).to_have_text("Supports this")
    expect(first).to_have_role("heading")
    assert lines(asked_opposite.host.locator(".relation")) == ["Supports this", "Same topic, other claim"]
    asked_opposite.picture("card-opposite")


def test_the_difference_is_named_and_its_words_are_marked(asked_opposite: Sidebar) -> None:
    opposite, other = card(asked_opposite, "bridge-cost-90"), card(asked_opposite, "bridge-cost-40")
    expect(opposite.locator("> .limit").first).to_have_text("They checked the opposite statement.")
    assert lines(asked_opposite.sentence.locator("mark.negation")) == ["not"]
    assert "They checked 40 million, this says 90 million." in lines(other.locator("> .limit"))
    assert lines(other.locator(".compared mark.number")) == ["90 million"]
    assert lines(other.locator(".claim-text mark.number")) == ["40 million"]


def test_a_rating_of_another_claim_stands_with_that_claim_only(asked_opposite: Sidebar) -> None:
    expect(asked_opposite.host.locator(".sentence-rating")).to_have_count(0)
    expect(card(asked_opposite, "bridge-cost-90").locator(".claim .rating")).to_have_text(
        "Their rating of that claim: “False”"
    )
    expect(asked_opposite.host.locator(".sentence")).not_to_contain_text("False")


def test_a_rating_of_what_the_sentence_says_stands_beside_it_too(asked_same: Sidebar) -> None:
    expect(asked_same.host.locator(".sentence .sentence-rating")).to_have_text("Rated by Checks Example: “Half true”")


def test_it_is_said_who_is_quoted(asked_same: Sidebar) -> None:
    expect(asked_same.host.locator(".sentence .limit")).to_have_text("Reported as said by Officials.")
    assert lines(asked_same.sentence.locator("mark.attribution")) == ["Officials said"]


def test_disagreement_is_seen_before_anything_is_scrolled_or_unfolded(asked_same: Sidebar) -> None:
    disagreement = asked_same.host.locator(".disagreement")
    expect(disagreement).to_be_in_viewport(ratio=1)
    assert lines(disagreement.locator("li")) == [
        "3 dispute it: Inter Press Service, Checks Example, News Example",
        "1 supports it: Daily Example",
    ]
    expect(card(asked_same, "daily-2007")).to_be_hidden()
    asked_same.picture("card-same")


def test_a_press_on_what_others_say_unfolds_them_and_leads_there(asked_same: Sidebar) -> None:
    asked_same.host.get_by_role("button", name="1 supports it: Daily Example").press("Enter")

    expect(card(asked_same, "daily-2007")).to_be_focused()
    expect(card(asked_same, "daily-2007").locator(".relation")).to_be_in_viewport()


def test_what_was_corrected_is_said_before_what_the_document_says(asked_same: Sidebar) -> None:
    corrected = asked_same.matches.first.locator("> .corrections")
    expect(corrected).to_contain_text("Corrected since")
    expect(corrected).to_contain_text("2 March 2007")
    expect(corrected).to_contain_text("There were two.")
    notice, claim = corrected.bounding_box(), asked_same.matches.first.locator("> .claim").bounding_box()
    assert notice is not None
    assert claim is not None
    assert notice["y"] < claim["y"]


def test_a_page_opens_at_its_own_words_where_they_are_known(asked_same: Sidebar) -> None:
    asked_same.host.locator(".also > summary").click()

    with asked_same.page.context.expect_page() as opened:
        card(asked_same, "daily-2007").locator(".source a").click()

    page = opened.value
    # The sentence stands far below the first screen.
    page.wait_for_function("scrollY > 1000")
    assert page.title().startswith("A long story")
    page.close()


def test_the_timeline_draws_the_documents_against_the_article(asked_same: Sidebar) -> None:
    timeline = asked_same.host.get_by_role("img", name=re.compile("^Timeline. This article: 13 July 2011."))
    expect(timeline).to_have_accessible_name(re.compile("Inter Press Service: 13 February 2007"))
    article = timeline.locator("line.article").bounding_box()
    first = timeline.locator("circle.own").bounding_box()
    assert article is not None
    assert first is not None
    assert first["x"] < article["x"]


def test_a_foreign_title_says_its_language(asked_same: Sidebar) -> None:
    asked_same.host.locator(".also > summary").click()
    rated = card(asked_same, "check-2012")
    expect(rated.locator(".title [lang=pt]")).to_have_text("Há provas de que o Irã armou as milícias?")
    expect(rated.locator(".facts")).to_contain_text("Portuguese")
    expect(rated.locator(".licence")).to_have_text("Described by Sidelight · Apache-2.0")
