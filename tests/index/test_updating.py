"""An update fetches what is due, tells what came of it, and makes a generation only if something changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from word_encoder import word_encoders

from index.catalogue import open_catalogue
from index.changes import Fetch, Taken
from index.errors import GenerationError
from index.feeds.configured import ConfiguredFeed, Format
from index.folder import DataFolder
from index.generation import current_id, open_current, verify
from index.importing import BATCH, import_claimreview
from index.progress import silent
from index.updating import RETRY, UnknownFeedError, Update, due_at, is_due, update

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Write = Callable[..., None]


def review(number: int, **fields: object) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "url": f"https://press.example/{number}",
        "claimReviewed": f"Goose number {number} nests on the town hall.",
        "author": {"@type": "Organization", "name": "Example Press"},
        "inLanguage": "en",
        **fields,
    }


@pytest.fixture
def write(empty_data: DataFolder, tmp_path: Path) -> Write:
    """Writes the reviews of a feed, and the file that configures all feeds so far, each asked once a day."""
    empty_data.path.mkdir()
    feeds: list[str] = []

    def writing(name: str, *reviews: object) -> None:
        (tmp_path / f"{name}.json").write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": list(reviews)}))
        if name not in feeds:
            feeds.append(name)
        tables = [f'[{each}]\nformat = "claimreview"\naddress = "{tmp_path / each}.json"\n' for each in feeds]
        empty_data.feeds.write_text("\n".join(tables))

    return writing


def run(data: DataFolder, now: datetime = NOON, asked: str | None = None) -> Update:
    return update(data, word_encoders(), silent, now, asked)


def told(done: Update) -> dict[str, Taken | str | None]:
    return {each.feed: each.summary.taken if each.summary else each.failure for each in done.outcomes}


def ids(data: DataFolder) -> list[str]:
    """The addresses of the documents that answer, by their last part."""
    generation = open_current(data)
    documents = generation.documents(range(generation.manifest.documents))
    return [document.review.url.rpartition("/")[2] for document in documents]


def test_the_first_update_fetches_every_feed_and_builds(empty_data: DataFolder, write: Write) -> None:
    write("geese", review(1), review(2))
    write("swans", review(3), None)
    done = run(empty_data)
    assert told(done) == {"geese": Taken(added=2), "swans": Taken(added=1)}
    assert (done.is_new, done.manifest and done.manifest.id) == (True, current_id(empty_data))
    assert ids(empty_data) == ["1", "2", "3"]


def test_nothing_is_fetched_before_it_is_due_and_nothing_built(empty_data: DataFolder, write: Write) -> None:
    write("geese", review(1))
    first = run(empty_data)
    write("geese", review(1), review(2))
    early = run(empty_data, NOON + DAY - HOUR)
    assert (early.outcomes, early.is_new, early.manifest) == ((), False, first.manifest)
    assert told(run(empty_data, NOON + DAY)) == {"geese": Taken(added=1, unchanged=1)}
    assert ids(empty_data) == ["1", "2"]


def test_a_feed_without_news_makes_no_generation(empty_data: DataFolder, write: Write) -> None:
    write("geese", review(1), review(2))
    first = run(empty_data)
    again = run(empty_data, NOON + DAY)
    # It says itself that nothing is new; read whole, it brings nothing new either.
    assert told(again) == {"geese": None}
    whole = run(empty_data, NOON + DAY, "geese")
    assert told(whole) == {"geese": Taken(unchanged=2)}
    assert [(each.is_new, each.manifest) for each in (again, whole)] == [(False, first.manifest)] * 2


def test_what_changed_or_went_is_changed_or_gone_in_the_answers(empty_data: DataFolder, write: Write) -> None:
    write("geese", review(1), review(2), review(3))
    run(empty_data)
    write("geese", review(1), review(3, name="Geese, corrected"), review(4))
    assert told(run(empty_data, NOON + DAY)) == {"geese": Taken(added=1, changed=1, unchanged=1, withdrawn=1)}
    assert ids(empty_data) == ["1", "3", "4"]
    generation = open_current(empty_data)
    assert [document.review.title for document in generation.documents([0, 1, 2])] == [None, "Geese, corrected", None]


def test_a_feed_that_fails_is_told_of_and_the_others_come(empty_data: DataFolder, write: Write, tmp_path: Path) -> None:
    write("geese", review(1))
    write("swans", review(2))
    (tmp_path / "geese.json").write_text('{"dataFeedElement": [{"@type"')
    done = run(empty_data)
    failure = told(done)["geese"]
    assert isinstance(failure, str)
    assert "\n" not in failure
    assert told(done)["swans"] == Taken(added=1)
    assert ids(empty_data) == ["2"]
    with open_catalogue(empty_data) as catalogue:
        fetch = catalogue.imports.fetches()["geese"]
    assert (fetch.tried, fetch.succeeded, fetch.failure) == ("2026-11-25T12:00:00Z", None, failure)

    # It is asked again soon, and until then keeps nobody waiting.
    write("geese", review(1))
    assert told(run(empty_data, NOON + RETRY / 2)) == {}
    assert told(run(empty_data, NOON + RETRY)) == {"geese": Taken(added=1)}


def test_a_feed_that_broke_off_withdraws_nothing(empty_data: DataFolder, write: Write, tmp_path: Path) -> None:
    write("geese", *(review(number) for number in range(BATCH + 5)))
    run(empty_data)
    whole = (tmp_path / "geese.json").read_text()
    (tmp_path / "geese.json").write_text(whole[: len(whole) - 20])
    done = run(empty_data, NOON + DAY)
    assert isinstance(told(done)["geese"], str)
    assert not done.is_new
    with open_catalogue(empty_data) as catalogue:
        assert (catalogue.count(), catalogue.withdrawn()) == (BATCH + 5, 0)


def test_a_feed_that_suddenly_lists_little_is_not_believed_until_a_person_says_so(
    empty_data: DataFolder, write: Write
) -> None:
    write("geese", *(review(number) for number in range(50)))
    run(empty_data)
    write("geese", review(1), review(99))
    done = run(empty_data, NOON + DAY)
    assert told(done) == {
        "geese": "lists only 2 of 51 documents, so none was withdrawn; "
        "if that is right: python -m index update --now geese"
    }
    # What it brought is taken all the same.
    with open_catalogue(empty_data) as catalogue:
        assert (catalogue.count(), catalogue.withdrawn()) == (51, 0)

    assert told(run(empty_data, NOON + DAY, "geese")) == {"geese": Taken(unchanged=2, withdrawn=49)}
    assert ids(empty_data) == ["1", "99"]


def test_a_document_of_two_feeds_is_told_by_the_one_that_stands_first_and_does_not_flutter(
    empty_data: DataFolder, write: Write
) -> None:
    write("geese", review(1, name="Geese"))
    write("swans", review(1, name="Swans"), review(2))
    first = run(empty_data)
    again = run(empty_data, NOON + DAY)
    assert (again.is_new, again.manifest) == (False, first.manifest)
    assert open_current(empty_data).documents([0])[0].review.title == "Geese"

    write("geese")
    run(empty_data, NOON + 2 * DAY)
    # Only one of the two takes it back, so it stays; the other's own words come when that feed is read again.
    assert ids(empty_data) == ["1", "2"]
    run(empty_data, NOON + 2 * DAY, "swans")
    assert open_current(empty_data).documents([0])[0].review.title == "Swans"


def test_one_feed_can_be_asked_for_before_it_is_due(empty_data: DataFolder, write: Write) -> None:
    write("geese", review(1))
    write("swans", review(2))
    run(empty_data)
    write("geese", review(1), review(3))
    write("swans", review(2), review(4))
    assert told(run(empty_data, NOON + HOUR, "geese")) == {"geese": Taken(added=1, unchanged=1)}
    with pytest.raises(UnknownFeedError) as refused:
        run(empty_data, NOON, "ducks")
    assert str(refused.value) == f"{empty_data.feeds} has no feed ducks; it has: geese, swans."


def test_without_documents_nothing_is_built(empty_data: DataFolder, write: Write) -> None:
    assert run(empty_data) == Update(NOON, 0, (), None, is_new=False)
    write("geese")
    done = run(empty_data)
    assert (told(done), done.manifest) == ({"geese": Taken()}, None)
    assert current_id(empty_data) is None


def test_what_is_imported_by_hand_is_built_by_the_next_update(
    empty_data: DataFolder, write: Write, tmp_path: Path
) -> None:
    write("geese", review(1))
    first = run(empty_data)
    (tmp_path / "more.json").write_text(json.dumps([review(2)]))
    import_claimreview(empty_data, str(tmp_path / "more.json"), silent)
    done = run(empty_data, NOON + HOUR)
    assert (done.outcomes, done.is_new) == ((), True)
    assert done.manifest != first.manifest
    assert ids(empty_data) == ["1", "2"]


def test_an_update_mends_a_generation_that_was_damaged(empty_data: DataFolder, write: Write) -> None:
    write("geese", review(1))
    run(empty_data)
    path = empty_data.generation(current_id(empty_data) or "") / "documents.sqlite"
    written = bytearray(path.read_bytes())
    written[len(written) // 2] ^= 1
    path.write_bytes(written)
    with pytest.raises(GenerationError, match=r"documents\.sqlite"):
        verify(path.parent)
    done = run(empty_data, NOON + HOUR)
    assert done.is_new
    assert verify(empty_data.generation(current_id(empty_data) or "")) == done.manifest


def test_a_memory_of_a_feed_that_is_damaged_is_replaced_by_reading_it_whole(
    empty_data: DataFolder, write: Write
) -> None:
    write("geese", review(1))
    run(empty_data)
    with open_catalogue(empty_data) as catalogue:
        fetch = catalogue.imports.fetches()["geese"]
        catalogue.imports.keep_fetch(replace(fetch, state='{"pages": 7}'))
    assert told(run(empty_data, NOON + DAY)) == {"geese": Taken(unchanged=1)}
    assert told(run(empty_data, NOON + 2 * DAY)) == {"geese": None}


def test_a_feed_is_due_at_its_own_pace_and_soon_after_a_failure() -> None:
    with_feed = ConfiguredFeed("geese", Format.CLAIMREVIEW, "geese.json", every=timedelta(hours=6))
    hasty = ConfiguredFeed("swans", Format.CLAIMREVIEW, "swans.json", every=timedelta(minutes=5))
    well, badly = (Fetch("x", "2026-11-25T12:00:00Z", None, failure, "{}") for failure in (None, "broken"))
    assert is_due(with_feed, None, NOON)
    assert due_at(with_feed, well) == NOON + timedelta(hours=6)
    assert due_at(with_feed, badly) == NOON + RETRY
    assert due_at(hasty, badly) == NOON + timedelta(minutes=5)
    assert not is_due(with_feed, well, NOON + timedelta(hours=5, minutes=59))
    assert is_due(with_feed, well, NOON + timedelta(hours=6))
