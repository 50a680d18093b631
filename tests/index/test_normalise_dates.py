"""Dates come out as precise as they were written, and never more precise."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalise.dates import partial_date

CASES = Path(__file__).parents[1] / "cases" / "dates.json"
TODAY = date(2025, 6, 15)


@pytest.mark.parametrize(("written", "address", "expected"), json.loads(CASES.read_text("utf-8")))
def test_a_date_is_read_as_far_as_it_is_certain(written: str, address: str, expected: str | None) -> None:
    assert partial_date(written, address=address, today=TODAY) == expected


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_every_day_survives_in_iso_and_in_words(day: date) -> None:
    in_words = f"{day.day} {day:%B} {day.year}"
    assert [partial_date(text, today=TODAY) for text in (day.isoformat(), in_words)] == [day.isoformat()] * 2


@given(st.text(max_size=80))
def test_no_text_makes_it_fail_and_what_comes_out_is_read_again_as_itself(text: str) -> None:
    found = partial_date(text, today=TODAY)
    assert found is None or partial_date(found, today=TODAY) == found
