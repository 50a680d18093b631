"""A selected sentence loses what the selecting dragged along, and keeps its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lookup.cleaning import clean, is_too_short


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("The bridge was closed.", "The bridge was closed."),
        ("  The bridge\n\twas   closed. ", "The bridge was closed."),
        ("“The bridge was closed.”", "The bridge was closed."),
        ("«Le pont est fermé.»", "Le pont est fermé."),
        ("„Die Brücke ist zu.“", "Die Brücke ist zu."),
        ("「橋は閉鎖された」", "橋は閉鎖された"),
        ("(The bridge was closed", "The bridge was closed"),
        ("— The bridge was closed.", "The bridge was closed."),
        ("• The bridge was closed.", "The bridge was closed."),
        ("...and the bridge was closed.", "and the bridge was closed."),
        ("The bridge[1] was closed.[23]", "The bridge was closed."),
        ("The bridge was closed in [1998].", "The bridge was closed in [1998]."),
        ("The brid\u00adge was\u200b closed\ufeff.", "The bridge was closed."),
        ("The well-known bridge isn't “open”, they say.", "The well-known bridge isn't “open”, they say."),
        ("The bridge was closed (for now)", "The bridge was closed (for now)"),
        ("1,200 people crossed.", "1,200 people crossed."),
        ("", ""),
        ("“”", ""),
        ("Bridge closed https://t.co/x1 pic.twitter.com/y2", "Bridge closed"),
        ("Bridge closed www.press.example/a?b=c", "Bridge closed"),
        ("Bridge closed. — Ida Ruud 🌉 (@ida) May 3, 2019", "Bridge closed."),
        ("Bridge closed. — Ida Ruud (@ida) 3 May 2019", "Bridge closed."),
        ("RT @ida: The bridge was closed", "The bridge was closed"),
        ("The bridge was closed via @ida", "The bridge was closed"),
        (".@ida @olsen_k The bridge was closed", "The bridge was closed"),
        ("The bridge was closed @ida @olsen @press", "The bridge was closed"),
        ("Ask @MayorOlsen's office", "Ask Mayor Olsen's office"),
        ("Closed: #HarbourBridge #Bridge2019", "Closed: Harbour Bridge Bridge 2019"),
        ("mail ida@press.example now", "mail ida@press.example now"),
        ("The bridge was closed 😡😡", "The bridge was closed"),
        ("The bridge [...] was closed", "The bridge was closed"),
        ("The bridge… was closed", "The bridge was closed"),
        ("Bridges &amp; tunnels were closed", "Bridges & tunnels were closed"),
        ("BERGEN, May 3 (Reuters) - The bridge was closed", "The bridge was closed"),
        ("BERGEN — The bridge was closed", "The bridge was closed"),
        ("(AP) — The bridge was closed", "The bridge was closed"),
        ("The bridge was closed (Reuters)", "The bridge was closed"),
        ("BREAKING: The bridge was closed", "The bridge was closed"),
        ("“The bridge was closed,” he said.", "The bridge was closed"),
        ("“The bridge was closed,” she told reporters on Monday.", "The bridge was closed"),
        ("“The bridge was closed,” Mayor Olsen said.", "The bridge was closed,” Mayor Olsen said."),
        ("The bridge was closed. Read more »", "The bridge was closed."),
        ("The report (opens in new tab)", "The report"),
        ("COVID-19 closed the bridge", "COVID-19 closed the bridge"),
        ("NATO - an alliance - closed the bridge", "NATO - an alliance - closed the bridge"),
    ],
)
def test_what_surrounds_a_sentence_is_taken_off(selected: str, expected: str) -> None:
    assert clean(selected) == expected


@given(st.text())
def test_a_cleaned_text_is_one_line_without_spaces_at_its_ends(selected: str) -> None:
    cleaned = clean(selected)
    assert cleaned == cleaned.strip()
    assert len(cleaned.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("Bridge.", True),
        ("Harbour bridge", True),
        ("Bridges fall down", False),
        ("12 bridges fell", False),
        ("… — …", True),
        ("橋落", True),
        ("港の橋", True),
        ("港の橋が落", True),
        ("港の橋が落ちた", False),
        ("สะพาน", True),
        ("สะพานปิด", False),
        ("Tokyo の橋", True),
        ("Tokyo の橋が落", False),
        ("Мост закрыт", True),
        ("Мост снова закрыт", False),
    ],
)
def test_fewer_than_three_words_are_too_short(text: str, expected: bool) -> None:
    assert is_too_short(text) is expected
