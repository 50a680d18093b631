"""A publisher has one name, however a feed writes it."""

import pytest

from index.normalise.addresses import site_of
from index.normalise.publishers import publisher_name, publisher_names


@pytest.mark.parametrize(
    ("stated", "site", "name"),
    [
        ("politifact.com", "politifact.com", "PolitiFact"),
        ("Politifact", "politifact.com", "PolitiFact"),
        ("PolitiFact - The Poynter Institute", "politifact.com", "PolitiFact"),
        ("https://www.snopes.com/", "snopes.com", "Snopes"),
        (None, "snopes.com", "Snopes"),
        ("", "nobody.example", "nobody.example"),
        ("newsmobile.in:80", "newsmobile.in", "NewsMobile"),
        ("Washington Post", "washingtonpost.com", "The Washington Post"),
        ("Example Press", "press.example", "Example Press"),
        ("Example &amp; Sons", "press.example", "Example & Sons"),
        # A site may carry another newsroom's work.
        ("KHN", "politifact.com", "KHN"),
        ("press.example", "press.example", "press.example"),
    ],
)
def test_a_publisher_is_called_by_one_name(stated: str | None, site: str, name: str) -> None:
    assert publisher_name(stated, site) == name


def test_the_table_is_by_site() -> None:
    assert [site for site in publisher_names() if site_of(f"https://{site}/") != site] == []
