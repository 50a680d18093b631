"""An editor marks a row of a table as withdrawn: its document leaves the answers, and what it said is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from word_encoder import word_encoders

from index.catalogue import open_catalogue
from index.changes import Event, Taken
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.fetching import Fetched, Item
from index.feeds.state import FeedState
from index.feeds.withdrawal import Withdrawal, WithdrawalReason
from index.folder import DataFolder
from index.generation import open_current
from index.importing import import_by_hand, take_fetched
from index.progress import silent
from index.updating import Update, update

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HEADER = "url,claim,withdrawn"
GEESE = "https://desk.example/1,Geese run the town hall.,"
SWANS = "https://desk.example/2,Swans run the town hall.,"


@pytest.fixture
def desk(empty_data: DataFolder) -> Path:
    """The table of the one feed that is configured."""
    empty_data.path.mkdir()
    table = empty_data.path / "desk.csv"
    empty_data.feeds.write_text(f'[desk]\nformat = "csv"\naddress = "{table}"\n')
    return table


def written(table: Path, *rows: str) -> None:
    table.write_text("\n".join([HEADER, *rows, ""]))


def updated(data: DataFolder, days: int) -> Taken:
    done: Update = update(data, word_encoders(), silent, NOON + days * DAY)
    (outcome,) = done.outcomes
    assert outcome.summary, outcome.failure
    return outcome.summary.taken


def claims(data: DataFolder) -> list[str]:
    generation = open_current(data)
    return [document.claim.text for document in generation.documents(range(generation.manifest.documents))]


def events(data: DataFolder) -> list[Event]:
    with open_catalogue(data) as catalogue:
        return [change.event for _, change in catalogue.histories()]


def test_a_marked_row_leaves_the_answers_and_comes_back_when_the_mark_is_taken_off(
    empty_data: DataFolder, desk: Path
) -> None:
    written(desk, GEESE, SWANS)
    assert updated(empty_data, 0) == Taken(added=2)
    (swans,) = (document.id for document in open_current(empty_data).documents([1]))

    written(desk, GEESE, f"{SWANS}yes")
    assert updated(empty_data, 1) == Taken(unchanged=1, withdrawn=1)
    assert claims(empty_data) == ["Geese run the town hall."]
    assert open_current(empty_data).store.is_withdrawn(swans)
    assert events(empty_data) == [Event.WITHDRAWN]

    written(desk, f"{GEESE}no", SWANS)
    assert updated(empty_data, 2) == Taken(changed=1, unchanged=1)
    assert claims(empty_data) == ["Geese run the town hall.", "Swans run the town hall."]
    assert events(empty_data) == [Event.WITHDRAWN, Event.RETURNED]


def test_a_row_that_stays_marked_changes_nothing_again(empty_data: DataFolder, desk: Path) -> None:
    written(desk, GEESE, f"{SWANS}yes")
    assert updated(empty_data, 0) == Taken(added=1)
    written(desk, GEESE, SWANS, f"{SWANS}yes")
    assert updated(empty_data, 1) == Taken(unchanged=1)
    assert (claims(empty_data), events(empty_data)) == (["Geese run the town hall."], [])


def test_a_table_of_which_most_is_marked_is_believed(empty_data: DataFolder, desk: Path) -> None:
    rows = [f"https://desk.example/{number},Goose number {number} runs the town hall.," for number in range(50)]
    written(desk, *rows)
    updated(empty_data, 0)
    written(desk, rows[0], *(f"{row}yes" for row in rows[1:]))
    assert updated(empty_data, 1) == Taken(unchanged=1, withdrawn=49)
    assert claims(empty_data) == ["Goose number 0 runs the town hall."]


def test_a_marked_document_that_another_feed_brings_stays_as_that_feed_has_it(
    empty_data: DataFolder, desk: Path
) -> None:
    other = empty_data.path / "other.csv"
    written(other, SWANS)
    import_by_hand(empty_data, ConfiguredFeed("other", Format.CSV, str(other)), silent)
    written(desk, GEESE, f"{SWANS}yes")
    assert updated(empty_data, 0) == Taken(added=1)
    assert claims(empty_data) == ["Swans run the town hall.", "Geese run the town hall."]


def test_a_document_that_is_taken_back_and_then_brought_from_elsewhere_stays(
    empty_data: DataFolder, desk: Path
) -> None:
    written(desk, GEESE)
    updated(empty_data, 0)
    (document,) = open_current(empty_data).documents([0])
    back = Withdrawal(document.id, WithdrawalReason.DELISTED)

    def taken(*items: Item) -> Taken:
        with open_catalogue(empty_data) as catalogue:
            return take_fetched(catalogue, "desk", Fetched(iter(items), FeedState()), lambda _count, _total=None: None)[
                0
            ]

    assert taken(back, document) == Taken(unchanged=1)
    assert taken(document, back) == Taken(withdrawn=1)
