"""Whether a document came before or after the page is said only where the dates settle it."""

import pytest

from index.lookup.answer import Timing
from index.lookup.timing import timing


@pytest.mark.parametrize(
    ("document", "page", "expected"),
    [
        ("2019-03-05", "2019-03-06", Timing.BEFORE_PAGE),
        ("2019-03-06", "2019-03-05", Timing.AFTER_PAGE),
        ("2019-03-05", "2019-03-05", Timing.UNKNOWN),
        ("2019-12-31", "2020-01-01", Timing.BEFORE_PAGE),
        ("2018", "2019-03-05", Timing.BEFORE_PAGE),
        ("2020", "2019-03-05", Timing.AFTER_PAGE),
        ("2019", "2019-03-05", Timing.UNKNOWN),
        ("2019-03", "2019-03-05", Timing.UNKNOWN),
        ("2019-02", "2019-03-05", Timing.BEFORE_PAGE),
        ("2019-03-05", "2019", Timing.UNKNOWN),
        ("2019-03-05", "2020", Timing.BEFORE_PAGE),
        ("2019-04-01", "2019-03", Timing.AFTER_PAGE),
        (None, "2019-03-05", Timing.UNKNOWN),
        ("2019-03-05", None, Timing.UNKNOWN),
        ("", "2019-03-05", Timing.UNKNOWN),
        (None, None, Timing.UNKNOWN),
    ],
)
def test_timing_follows_from_the_dates_that_are_known(document: str | None, page: str | None, expected: Timing) -> None:
    assert timing(document, page) is expected
