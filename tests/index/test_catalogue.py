"""The catalogue keeps every document that it reported as taken, and says in one line when it can't."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st

from index.catalogue import Catalogue, open_catalogue, read_record, record_json
from index.changes import Event, Facets, Fetch, ImportSummary, Rejected, Taken
from index.errors import CatalogueError
from index.folder import DataFolder
from index.records import Document
from index.schema import SCHEMA_VERSION
from index.vectorcache import text_hash

MILK = example("milk", "Fresh milk is white.")
WOLF = example("wolf", "A wolf was seen.")


def held(catalogue: Catalogue) -> list[tuple[Document, int]]:
    """Every document with the counter of its last change."""
    return [(stored.document, stored.changed) for stored in catalogue.documents()]


def test_every_document_comes_back_as_it_was_taken(empty_data: DataFolder, documents: tuple[Document, ...]) -> None:
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.take(documents) == Taken(added=len(documents))
    with open_catalogue(empty_data) as catalogue:
        assert held(catalogue) == [(document, 1) for document in documents]
        assert catalogue.count() == len(documents)
        assert catalogue.feeds() == {"examples": len(documents)}


def test_a_batch_tells_new_from_changed_from_unchanged(empty_data: DataFolder) -> None:
    warmer = replace(MILK, finding="It is yellowish.")
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK])
        assert catalogue.take([MILK, warmer, WOLF]) == Taken(added=1, changed=1, unchanged=1)
        assert catalogue.take([warmer, WOLF]) == Taken(unchanged=2)
        assert held(catalogue) == [(warmer, 2), (WOLF, 2)]


def test_the_change_counter_grows_only_with_what_is_new(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.changes() == 0
        catalogue.take([MILK])
        assert catalogue.changes() == 1
        catalogue.take([MILK])
        assert catalogue.changes() == 1
        catalogue.take([replace(MILK, feed="another")])
        assert catalogue.changes() == 2
        assert catalogue.feeds() == {"another": 1}


def test_a_batch_that_breaks_leaves_nothing_behind(empty_data: DataFolder) -> None:
    def broken() -> Iterator[Document]:
        yield MILK
        raise CatalogueError("the feed broke off")

    with open_catalogue(empty_data) as catalogue:
        catalogue.take([WOLF])
        with pytest.raises(CatalogueError, match=r"^the feed broke off$"):
            catalogue.take(broken())
        assert [stored.document for stored in catalogue.documents()] == [WOLF]


def test_a_document_that_stands_twice_in_a_batch_is_kept_as_it_came_last(empty_data: DataFolder) -> None:
    first, last = replace(MILK, finding="one"), replace(MILK, finding="two")
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.take([first, WOLF, last]) == Taken(added=2, changed=1)
        assert held(catalogue) == [(last, 1), (WOLF, 1)]


def test_a_reader_sees_the_last_commit_while_a_writer_is_in_the_middle(empty_data: DataFolder) -> None:
    seen: list[Document] = []

    def slowly() -> Iterator[Document]:
        yield MILK
        with open_catalogue(empty_data) as reader:
            seen.extend(stored.document for stored in reader.documents())
        yield replace(MILK, finding="changed")

    with open_catalogue(empty_data) as catalogue:
        catalogue.take([WOLF])
        catalogue.take(slowly())
        assert seen == [WOLF]
        assert [stored.document.id for stored in catalogue.documents()] == ["wolf", "milk"]


def test_an_empty_catalogue_counts_zero_of_everything(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.take([]) == Taken()
        assert (catalogue.count(), catalogue.changes(), catalogue.feeds()) == (0, 0, {})
        assert (held(catalogue), catalogue.imports.last()) == ([], [])


def test_the_latest_import_of_each_feed_is_remembered(empty_data: DataFolder) -> None:
    refused = (Rejected("no_claim", 2, "element 3"), Rejected("empty", 9, "element 1"))
    with open_catalogue(empty_data) as catalogue:
        catalogue.imports.finish("b.json", Taken(added=5), ())
        catalogue.imports.finish("a.json", Taken(added=1), ())
        last = catalogue.imports.finish("b.json", Taken(unchanged=5), refused)
        assert last.rejected == refused
        by_a, by_b = catalogue.imports.last()
    assert (by_a.feed, by_a.taken, by_a.rejected) == ("a.json", Taken(added=1), ())
    # The commonest reason comes first.
    assert by_b == ImportSummary("b.json", last.finished, Taken(unchanged=5), refused[::-1])


def test_a_catalogue_of_a_newer_sidelight_is_refused(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data):
        pass
    with sqlite3.connect(empty_data.catalogue) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    database.close()
    expected = (
        f"The catalogue was made by a newer Sidelight (version {SCHEMA_VERSION + 1}; this one reads {SCHEMA_VERSION})."
    )
    with pytest.raises(CatalogueError) as refused, open_catalogue(empty_data):
        pass
    assert str(refused.value) == expected


def test_generations_are_remembered_with_their_counters(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.generations() == {}
        catalogue.keep_generation("first", "2020-01-01T00:00:00Z", 1)
        catalogue.keep_generation("second", "2020-01-02T00:00:00Z", 4)
        assert catalogue.generations() == {"first": 1, "second": 4}


def test_a_record_is_one_line_and_reads_back_the_same(documents: tuple[Document, ...]) -> None:
    spread = replace(MILK, finding="One line.\nAnd another\u2028with “marks” and 港.")
    records = [record_json(document) for document in (*documents, spread)]
    assert [len(record.split("\n")) for record in records] == [1] * len(records)
    assert [read_record(record) for record in records] == [*documents, spread]


@given(st.text(), st.text())
def test_a_texts_key_has_sixteen_bytes_and_depends_on_every_letter(text: str, other: str) -> None:
    assert len(text_hash(text)) == 16
    assert (text_hash(text) == text_hash(other)) is (text == other)
    assert text_hash(text) != text_hash(text + " ")


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ("{", 1),
        ("[]", 1),
        (record_json(MILK).replace('"disputes"', '"doubts"'), 1),
        (record_json(MILK).replace('"milk"', "7").replace('"fact_check"', '"rumour"'), 2),
    ],
)
def test_a_damaged_record_is_refused(record: str, fields: int) -> None:
    with pytest.raises(CatalogueError) as refused:
        read_record(record)
    assert str(refused.value) == f"A stored document is damaged ({fields} fields)."


@pytest.mark.parametrize("path", ["a-file", "a-file/below"])
def test_a_folder_that_can_not_be_made_is_named_in_one_line(tmp_path: Path, path: str) -> None:
    (tmp_path / "a-file").write_text("in the way")
    data = DataFolder(tmp_path / path)
    with pytest.raises(CatalogueError) as refused, open_catalogue(data):
        pass
    line = str(refused.value)
    assert line.startswith(f"The catalogue {data.catalogue} can't be used: ")
    assert line.endswith(".")
    assert "\n" not in line


def test_a_file_that_is_no_database_is_named_in_one_line(empty_data: DataFolder) -> None:
    empty_data.path.mkdir()
    empty_data.catalogue.write_text("A shopping list: milk, bread, and a longer line to fill what SQLite reads first.")
    with pytest.raises(CatalogueError) as refused, open_catalogue(empty_data):
        pass
    assert str(refused.value) == f"The catalogue {empty_data.catalogue} can't be used: file is not a database."


def test_what_a_document_said_before_is_kept(empty_data: DataFolder) -> None:
    warmer, cold = replace(MILK, finding="It is yellowish."), replace(MILK, finding="It is blue.")
    with open_catalogue(empty_data) as catalogue:
        for each in (MILK, WOLF, warmer, cold, cold):
            catalogue.take([each])
        told = [(name, change.event, change.before) for name, change in catalogue.histories()]
        assert told == [("milk", Event.CHANGED, MILK), ("milk", Event.CHANGED, warmer)]
        assert [(stored.document, stored.added, stored.changed) for stored in catalogue.documents()] == [
            (cold, 1, 4),
            (WOLF, 2, 2),
        ]


def test_a_withdrawn_document_is_held_back_and_comes_back_with_its_feed(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK, WOLF])
        assert catalogue.withdraw("examples", {"milk": "gone", "never-was": "gone"}) == Taken(withdrawn=1)
        assert (held(catalogue), catalogue.count(), catalogue.withdrawn()) == ([(WOLF, 1)], 1, 1)
        assert list(catalogue.withdrawn_ids()) == [("milk", 1, 2)]
        assert catalogue.withdraw("examples", {"milk": "gone"}) == Taken()
        assert catalogue.changes() == 2
        assert catalogue.take([MILK]) == Taken(changed=1)
        assert (held(catalogue), catalogue.withdrawn()) == ([(MILK, 3), (WOLF, 1)], 0)
        assert [change.event for _, change in catalogue.histories()] == [Event.WITHDRAWN, Event.RETURNED]


def test_a_feed_takes_back_only_what_it_brought(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK])
        assert catalogue.withdraw("another", {"milk": "gone"}) == Taken()
        assert catalogue.count() == 1


def test_a_document_that_two_feeds_bring_stays_until_both_have_taken_it_back(empty_data: DataFolder) -> None:
    theirs = replace(MILK, feed="theirs")
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK])
        catalogue.take([theirs])
        assert catalogue.withdraw("theirs", {"milk": "gone"}) == Taken()
        assert catalogue.feeds() == {"examples": 1}
        assert catalogue.withdraw("examples", {"milk": "gone"}) == Taken(withdrawn=1)
        assert (catalogue.feeds(), catalogue.count()) == ({}, 0)


def test_a_document_stays_as_the_feed_that_goes_before_tells_it(empty_data: DataFolder) -> None:
    theirs = replace(MILK, feed="theirs", finding="It is grey.")
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK])
        assert catalogue.take([theirs], yields_to={"examples"}) == Taken(unchanged=1)
        assert held(catalogue) == [(MILK, 1)]
        # Whoever went before no longer brings it, so the other's word counts.
        assert catalogue.withdraw("examples", {"milk": "gone"}) == Taken()
        assert catalogue.take([theirs], yields_to={"examples"}) == Taken(changed=1)
        assert [document for document, _ in held(catalogue)] == [theirs]


def test_what_a_listing_lacks_is_known_and_can_be_withdrawn(empty_data: DataFolder) -> None:
    others = [example(f"goose-{number}", f"Goose {number} nests here.") for number in range(3)]
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK, *others, replace(WOLF, feed="theirs")])
        catalogue.start_listing()
        catalogue.take([others[1], MILK])
        assert (catalogue.listed("examples"), catalogue.absent("examples")) == (4, 2)
        assert catalogue.withdraw_absent("examples", "delisted") == Taken(withdrawn=2)
        assert [document.id for document, _ in held(catalogue)] == ["milk", "goose-1", "wolf"]
        assert (catalogue.listed("examples"), catalogue.absent("examples")) == (2, 0)


def test_the_first_of_several_with_one_id_counts_in_a_listing(empty_data: DataFolder) -> None:
    first, second = replace(MILK, finding="one"), replace(MILK, finding="two")
    with open_catalogue(empty_data) as catalogue:
        for _ in range(2):
            catalogue.start_listing()
            catalogue.take([first])
            catalogue.take([second, WOLF])
        # Each fetch of the same feed changes nothing, so no new generation comes of it.
        assert (held(catalogue), catalogue.changes()) == ([(first, 1), (WOLF, 2)], 2)


def test_fetches_are_remembered_by_feed(empty_data: DataFolder) -> None:
    first = Fetch("b", "2026-01-01T00:00:00Z", None, "It did not answer.", "{}")
    then = replace(first, tried="2026-01-02T00:00:00Z", succeeded="2026-01-02T00:00:00Z", failure=None)
    with open_catalogue(empty_data) as catalogue:
        catalogue.imports.keep_fetch(first)
        catalogue.imports.keep_fetch(replace(first, feed="a"))
        catalogue.imports.keep_fetch(then)
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.imports.fetches() == {"a": replace(first, feed="a"), "b": then}


def test_documents_are_counted_without_being_read_whole(
    empty_data: DataFolder, documents: tuple[Document, ...]
) -> None:
    with open_catalogue(empty_data) as catalogue:
        catalogue.take(documents)
        catalogue.withdraw("examples", {documents[0].id: "gone"})
        assert list(catalogue.facets()) == [
            Facets(
                each.feed,
                each.kind,
                each.review.language,
                each.review.published,
                each.rating.text if each.rating else None,
            )
            for each in documents[1:]
        ]
