"""A passage is the page's own wording, or nothing."""

import pytest

from index.feeds.passages import passage_in

PAGE = """The council met on Tuesday.
Records contradict  the claim that GEESE smuggled bread, twice. It was locked.
An end."""


@pytest.mark.parametrize(
    ("wanted", "passage"),
    [
        ("Geese smuggled bread, twice.", "GEESE smuggled bread, twice"),
        ("contradict the claim", "contradict  the claim"),
        ("Geese smuggled bread twice", None),
        ("geese smuggled brea", None),
        ("Geese smuggled rice", None),
        ("the claim", None),
        ("It was locked. An end.", None),
        ("on Tuesday. Records contradict", None),
        ("twice. It was locked", "twice. It was locked"),
    ],
)
def test_a_passage_is_what_stands_in_one_line_word_for_word(wanted: str, passage: str | None) -> None:
    assert passage_in(PAGE, wanted) == passage


def test_the_first_text_that_the_page_has_is_taken() -> None:
    assert passage_in(PAGE, "It never stood here.", None, "It was locked.", "The council met") == "It was locked"


def test_where_there_is_no_text_there_is_no_passage() -> None:
    assert passage_in(None, "It was locked.") is None
    assert passage_in("", "It was locked.") is None
    assert passage_in(PAGE, "") is None
    assert passage_in(PAGE, " ") is None
