"""Each publisher's wording takes the form that the table gives it, and no other."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.normalise.ratings import (
    RatingTable,
    is_known_rating,
    normalise_rating,
    parse_rating_table,
    rating_table,
    verdict_on_scale,
)
from index.normalise.stance import stance_of
from index.records import Stance, Verdict

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "ratings.json"
REAL_FEED = ROOT.parent / "shared" / "data" / "factchecks" / "feed.json.gz"
MIN_COVERAGE = 0.97


@pytest.fixture
def real_wordings() -> Iterator[str]:
    if not REAL_FEED.is_file():
        pytest.skip("The real feed is not here: shared/data/factchecks beside the project is absent.")
    with gzip.open(REAL_FEED) as stream:
        elements = json.load(stream)["dataFeedElement"]
    return (review["reviewRating"]["alternateName"] for element in elements for review in element["item"])


@pytest.mark.parametrize(("wording", "verdict"), json.loads(CASES.read_text("utf-8")))
def test_a_wording_takes_its_form_from_the_table(wording: str, verdict: str) -> None:
    assert (normalise_rating(wording), is_known_rating(wording)) == (Verdict(verdict), True)


@pytest.mark.parametrize("wording", ["Masks work", "Not Wuhan", "The government estimated a free trade deal.", ""])
def test_a_wording_outside_the_table_is_unrated_and_counted_as_unknown(wording: str) -> None:
    assert (normalise_rating(wording), is_known_rating(wording)) == (Verdict.UNRATED, False)


def test_the_table_covers_at_least_97_of_100_real_reviews(real_wordings: Iterator[str]) -> None:
    known = [is_known_rating(wording) for wording in real_wordings]
    assert len(known) == 48_276
    assert sum(known) / len(known) >= MIN_COVERAGE


def test_the_table_has_a_version_and_wordings_for_every_verdict() -> None:
    table: RatingTable = rating_table()
    assert table.version == 1
    assert {verdict for _, verdict in table.wordings} == set(Verdict)


def test_every_wording_of_the_table_takes_its_own_form() -> None:
    assert [text for text, verdict in rating_table().wordings if normalise_rating(text) is not verdict] == []


def test_a_wording_under_two_verdicts_is_refused() -> None:
    toml = 'version = 1\nlead_ins = []\npatterns = []\n[wordings]\ntrue = ["right"]\nfalse = ["RIGHT"]'
    with pytest.raises(ValueError, match="'RIGHT' is listed under true and under false"):
        parse_rating_table(toml)


@pytest.mark.parametrize(
    ("value", "worst", "best", "verdict"),
    [
        (1, 1, 5, Verdict.FALSE),
        (2, 1, 5, Verdict.MOSTLY_FALSE),
        (3, 1, 5, Verdict.MIXED),
        (4, 1, 5, Verdict.MOSTLY_TRUE),
        (5, 1, 5, Verdict.TRUE),
        (0, 0, 10, Verdict.FALSE),
        (7, 0, 10, Verdict.MOSTLY_TRUE),
        (-1, 1, 5, Verdict.UNRATED),
        (6, 1, 5, Verdict.UNRATED),
        (1, 1, 1, Verdict.UNRATED),
        (1, 5, 1, Verdict.UNRATED),
    ],
)
def test_a_number_is_mapped_by_where_it_stands_on_its_scale(
    value: float, worst: float, best: float, verdict: Verdict
) -> None:
    assert verdict_on_scale(value, worst, best) is verdict


@pytest.mark.parametrize(
    ("verdict", "stance"),
    [
        (Verdict.FALSE, Stance.DISPUTES),
        (Verdict.MOSTLY_FALSE, Stance.DISPUTES),
        (Verdict.MISLEADING, Stance.DISPUTES),
        (Verdict.SATIRE, Stance.DISPUTES),
        (Verdict.MIXED, Stance.MIXED),
        (Verdict.TRUE, Stance.SUPPORTS),
        (Verdict.MOSTLY_TRUE, Stance.SUPPORTS),
        (Verdict.UNPROVEN, Stance.CONTEXT),
        (Verdict.UNRATED, Stance.CONTEXT),
    ],
)
def test_a_verdict_says_what_the_check_says_of_its_claim(verdict: Verdict, stance: Stance) -> None:
    assert stance_of(verdict) is stance
