"""Signals that come from dates rather than from texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.days import day_of
from index.lookup.signals import nearness_in_time


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        (None, None),
        ("", None),
        ("0001-01-01", 1),
        ("2011-07-03", 734321),
        ("2011-07", 734333),
        ("2011", 734333),
    ],
)
def test_a_partial_date_counts_as_the_middle_of_what_it_leaves_open(partial: str | None, expected: int | None) -> None:
    assert day_of(partial) == expected


def test_a_document_of_the_same_day_is_nearest_and_one_without_a_date_lies_between() -> None:
    page = 734_321
    published = np.array([page, page - 365, page + 30, 0], np.int32)
    before, after = nearness_in_time(published, page)
    assert before.tolist() == pytest.approx([1.0, 0.5, 0.0, 0.5])
    assert after.tolist() == pytest.approx([0.0, 0.0, 0.5, 0.0])


@given(st.integers(1, 800_000), st.integers(1, 800_000), st.integers(1, 800_000))
def test_of_two_documents_on_one_side_of_the_page_the_closer_is_nearer(first: int, second: int, page: int) -> None:
    before, after = nearness_in_time(np.array([first, second], np.int32), page)
    if max(first, second) <= page:
        assert (before[0] >= before[1]) == (first >= second)
    if min(first, second) > page:
        assert (after[0] >= after[1]) == (first <= second)
    assert ((before == 0) | (after == 0)).all()


def test_all_documents_are_equally_near_a_page_without_a_date() -> None:
    before, after = nearness_in_time(np.array([734_321, 1, 0], np.int32), None)
    assert (before.tolist(), after.tolist()) == ([1.0, 1.0, 1.0], [0.0, 0.0, 0.0])
