"""Text comes out as a person would have seen it on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalise.text import clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two\n\t spaces\u00a0here ", "two spaces here"),
        ("Bread &amp; butter &quot;now&quot; &#8364;5", 'Bread & butter "now" €5'),
        ("escaped twice &amp;amp; gone", "escaped twice & gone"),
        ("<em>Duck</em> <b>Dy</b>nasty<br/>ends", "Duck Dynasty ends"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("seen<script>unseen()</script><!-- nor this --> too", "seen too"),
        ("5 < 6 and 8 > 7", "5 < 6 and 8 > 7"),
        ("a=1&para=2 AT&T", "a=1&para=2 AT&T"),
        ("It\u00e2\u20ac\u2122s the caf\u00c3\u00a9", "It\u2019s the café"),
        ("the \u00e2\u20ac\u0153flu\u00e2\u20ac\u009d", "the \u201cflu\u201d"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("read\u202edrawkcab\u202c", "readdrawkcab"),
        ("lat\u200din", "latin"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("“curly” ‘quotes’ stay", "“curly” ‘quotes’ stay"),
        ("\ud800lone", "\ufffdlone"),
        ("", ""),
    ],
)
def test_what_a_person_can_not_see_is_gone(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.text(alphabet="&;<>/#abp amplt\u200d\u200b\x00", max_size=40))
def test_cleaning_markup_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
