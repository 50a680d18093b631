"""From a sentence on a page to what has been reported about it, with the permissions that the extension ships with."""

import re

import pytest
from playwright.sync_api import Locator, expect

from journey.reader import WINDOW_PX, Reader, Sidebar
from journey.sentences import OFF_TOPIC, SMUGGLING, TOO_SHORT
from journey.starter_documents import shown_documents

pytestmark = pytest.mark.slow


def card_of(sidebar: Sidebar, document_id: str) -> Locator:
    return sidebar.host.locator(f".match[data-document-id='{document_id}']")


@pytest.mark.parametrize("page", ["news", "fortress"])
def test_a_sentence_on_a_page_gets_its_context_beside_it(reader: Reader, page: str) -> None:
    reader.open(f"{page}.html")

    sidebar = reader.ask_about(SMUGGLING)

    expect(sidebar.sentence).to_have_text(SMUGGLING)
    assert sidebar.document_ids()
    box = sidebar.text.bounding_box()
    assert box is not None
    assert (box["x"] + box["width"], box["y"], box["height"]) == (WINDOW_PX[0], 0, WINDOW_PX[1])
    sidebar.picture(f"{page}-light")


def test_every_card_says_what_its_document_says_and_links_to_nothing_else(reader: Reader) -> None:
    reader.open("news.html")

    sidebar = reader.ask_about(SMUGGLING)

    shown = shown_documents()
    for document_id in sidebar.document_ids():
        card, document = card_of(sidebar, document_id), shown[document_id]
        expect(card.locator("> .claim .claim-text")).to_have_text(document.claim)
        expect(card.locator("> .claim .stance")).to_have_text(document.stance)
        expect(card.locator("> .source .facts li").first).to_contain_text(document.publisher)
        expect(card.locator("> .source a.title")).to_have_attribute("href", document.address)
    links: list[str] = sidebar.host.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == [shown[document_id].address for document_id in sidebar.document_ids()]


def test_no_rating_stands_beside_the_readers_sentence(reader: Reader) -> None:
    reader.open("news.html")

    sidebar = reader.ask_about(SMUGGLING)

    assert sidebar.document_ids()
    expect(sidebar.host.locator(".sentence .rating")).to_have_count(0)
    ratings, of_claims = sidebar.host.locator(".rating"), sidebar.host.locator(".claim .rating")
    assert ratings.count() == of_claims.count()
    words: list[str] = ratings.all_inner_texts()
    assert [text for text in words if not text.startswith("Their rating of that claim")] == []


def test_documents_on_the_same_claim_unfold_by_keyboard(reader: Reader) -> None:
    reader.open("news.html")
    sidebar = reader.ask_about(SMUGGLING)
    folded = sidebar.host.locator("details.also").first
    expect(folded.locator(".match").first).to_be_hidden()

    folded.locator("> summary").focus()
    reader.page.keyboard.press("Enter")

    expect(folded.locator(".match").first).to_be_visible()
    folded.scroll_into_view_if_needed()
    sidebar.picture("unfolded")


def test_a_sentence_that_nothing_is_known_about_is_not_confirmed_by_that(reader: Reader) -> None:
    reader.open("letters.html")

    sidebar = reader.ask_about(OFF_TOPIC, "#baker")

    expect(sidebar.text).to_contain_text("confirms nothing")
    expect(sidebar.sentence).to_have_text(OFF_TOPIC)
    expect(sidebar.matches).to_have_count(0)
    sidebar.picture("nothing-found")


def test_two_words_are_called_too_short(reader: Reader) -> None:
    reader.open("letters.html")

    sidebar = reader.ask_about(TOO_SHORT, "#brief")

    expect(sidebar.text).to_contain_text("Too short to look up")
    expect(sidebar.matches).to_have_count(0)
    sidebar.picture("too-short")


def test_asking_without_a_selection_says_what_to_do(reader: Reader) -> None:
    reader.open("news.html")

    reader.ask()

    expect(reader.sidebar.text).to_contain_text("Select a sentence first")
    expect(reader.sidebar.text).to_contain_text("Ctrl+Shift+Y")
    expect(reader.sidebar.sentence).to_have_count(0)
    reader.sidebar.picture("no-selection")


def test_of_several_sentences_each_gets_its_own_answer(reader: Reader) -> None:
    reader.open("letters.html")

    sidebar = reader.ask_about(None, "#mixed")

    results = sidebar.host.locator(".result")
    expect(results).to_have_count(1)
    expect(results.locator(".sentence-text")).to_have_text(SMUGGLING)
    assert sidebar.document_ids()
    rest = sidebar.host.locator(".rest")
    expect(rest).to_have_text(re.compile("For 1 other sentence .* confirms nothing. 1 was too short to look up."))
    rest.scroll_into_view_if_needed()
    sidebar.picture("several-sentences")


def test_a_page_that_styles_everything_leaves_the_sidebar_as_it_is(reader: Reader) -> None:
    looks = []
    for page in ("news.html", "fortress.html"):
        reader.open(page)
        sidebar = reader.ask_about(SMUGGLING)
        assert sidebar.document_ids()
        looks.append(
            [_look_of(sidebar, part) for part in ("aside", ".sentence-text", ".claim-text", "a.title", ".close")]
        )

    usual, besieged = looks
    assert besieged == usual


def _look_of(sidebar: Sidebar, part: str) -> dict[str, str]:
    look: dict[str, str] = sidebar.host.locator(part).first.evaluate(
        """element => {
            const style = getComputedStyle(element);
            const names = ['color', 'backgroundColor', 'font', 'letterSpacing', 'lineHeight', 'textTransform', 'width',
                'boxSizing', 'opacity', 'visibility', 'pointerEvents'];
            return Object.fromEntries(names.map(name => [name, style[name]]));
        }"""
    )
    return look
