"""The status page: a picture of the collection and the same numbers as tables, without any script."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from example_documents import example
from flask import Flask
from flask.testing import FlaskClient

from index.build import build
from index.catalogue import open_catalogue
from index.collection import UNDATED
from index.embedding import Encoders
from index.folder import DataFolder
from index.progress import silent
from index.records import Kind
from server.picture import HEIGHT, WIDTH, Bar, draw

FACT, REPORT = Kind.FACT_CHECK, Kind.COUNTER_REPORT


@pytest.fixture
def page(client: FlaskClient) -> str:
    response = client.get("/status")
    assert response.status_code == 200
    return response.text


def heights(bars: tuple[Bar, ...]) -> dict[str, float]:
    return {bar.title: bar.height for bar in bars}


def test_the_page_counts_documents_by_year_and_kind(page: str) -> None:
    titles = re.findall(r"<rect class=\"(\w+)\"[^>]*><title>([^<]+)</title>", page)

    assert ("fact_check", "2019, fact check: 4") in titles
    assert ("counter_report", "2019, counter report: 2") in titles
    assert ("correction", "2015, correction: 1") in titles
    assert "2 documents have no date." in page
    assert "12 documents." in " ".join(page.split())


def test_the_page_tells_moments_as_a_person_reads_them(page: str) -> None:
    (built, shown), *_ = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', page)

    assert shown == f"{built[:10]} {built[11:16]} UTC"


def test_the_page_runs_no_script_and_has_no_style_of_its_own(page: str) -> None:
    assert "<script" not in page
    assert re.findall(r"\s(?:style|on\w+)=", page) == []
    assert re.findall(r"(?:src|href)=\"([^\"]+)\"", page) == ["/static/icon.svg", "/static/status-page.css", "/"]


def test_what_a_feed_says_of_itself_is_shown_as_text(
    data: DataFolder, encoders: Encoders, make_app: Callable[[DataFolder, Encoders], Flask]
) -> None:
    document = example("goose", "Geese nest on the town hall.")
    review = replace(document.review, licence="<script>alert(1)</script>")
    with open_catalogue(data) as catalogue:
        catalogue.take([replace(document, review=review)])
    build(data, encoders, silent)

    page = make_app(data, encoders).test_client().get("/status").text

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_bars_of_one_year_stand_on_each_other_and_are_as_tall_as_their_numbers() -> None:
    picture = draw({"2019": {FACT: 30, REPORT: 10}, "2021": {FACT: 20}})

    assert [year for year, _ in picture.columns] == ["2019", "2020", "2021"]
    first, second, third = picture.bars
    assert (first.title, second.title) == ("2019, fact check: 30", "2019, counter report: 10")
    assert first.height == pytest.approx(3 * second.height)
    assert third.height == pytest.approx(2 * second.height)
    assert second.y + second.height == pytest.approx(first.y)
    assert first.y + first.height == pytest.approx(third.y + third.height)


@pytest.mark.parametrize("most", [1, 4, 7, 40, 41, 99, 12_345, 1_000_000])
def test_every_bar_is_inside_the_picture_and_below_its_highest_line(most: int) -> None:
    picture = draw({"1999": {FACT: most}, "2000": {FACT: 1}})

    for bar in picture.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
    assert min(line.y for line in picture.lines) <= min(bar.y for bar in picture.bars) + 1e-9
    assert int(picture.lines[-1].text.replace(",", "")) >= most
    assert 2 <= len(picture.lines) <= 5


def test_years_long_gone_share_one_bar() -> None:
    picture = draw({"1812": {FACT: 2}, "1950": {FACT: 3, REPORT: 1}, "2026": {FACT: 1}})

    assert picture.columns[0] == ("before 1997", {FACT: 5, REPORT: 1})
    assert len(picture.columns) == 31
    assert picture.years[-1].text == "2026"
    assert picture.years[-1].x + 16 <= WIDTH
    assert len(picture.years) <= 11


def test_documents_without_a_date_are_counted_and_not_drawn() -> None:
    picture = draw({UNDATED: {FACT: 4}})

    assert (picture.bars, picture.columns, picture.undated, picture.kinds) == ((), (), 4, (FACT,))
