"""The catalogue keeps every document that it reported as taken, and says in one line when it can't."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st
from word_encoder import WordEncoder

from index.catalogue import (
    SCHEMA_VERSION,
    ImportSummary,
    Rejected,
    Taken,
    open_catalogue,
    read_record,
    record_json,
    text_hash,
)
from index.embedding import unit_rows
from index.errors import CatalogueError
from index.folder import DataFolder
from index.records import Document

MILK = example("milk", "Fresh milk is white.")
WOLF = example("wolf", "A wolf was seen.")
# More than one query asks for at a time.
MANY = 2_345


def test_every_document_comes_back_as_it_was_taken(empty_data: DataFolder, documents: tuple[Document, ...]) -> None:
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.take(documents) == Taken(added=len(documents))
    with open_catalogue(empty_data) as catalogue:
        assert list(catalogue.documents()) == [(document, 1) for document in documents]
        assert catalogue.count() == len(documents)
        assert catalogue.feeds() == {"examples": len(documents)}


def test_a_batch_tells_new_from_changed_from_unchanged(empty_data: DataFolder) -> None:
    warmer = replace(MILK, finding="It is yellowish.")
    with open_catalogue(empty_data) as catalogue:
        catalogue.take([MILK])
        assert catalogue.take([MILK, warmer, WOLF]) == Taken(added=1, changed=1, unchanged=1)
        assert catalogue.take([warmer, WOLF]) == Taken(unchanged=2)
        assert list(catalogue.documents()) == [(warmer, 2), (WOLF, 2)]


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
        assert [document for document, _ in catalogue.documents()] == [WOLF]


def test_a_document_that_stands_twice_in_a_batch_is_kept_as_it_came_last(empty_data: DataFolder) -> None:
    first, last = replace(MILK, finding="one"), replace(MILK, finding="two")
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.take([first, WOLF, last]) == Taken(added=2, changed=1)
        assert list(catalogue.documents()) == [(last, 1), (WOLF, 1)]


def test_a_reader_sees_the_last_commit_while_a_writer_is_in_the_middle(empty_data: DataFolder) -> None:
    seen: list[Document] = []

    def slowly() -> Iterator[Document]:
        yield MILK
        with open_catalogue(empty_data) as reader:
            seen.extend(document for document, _ in reader.documents())
        yield replace(MILK, finding="changed")

    with open_catalogue(empty_data) as catalogue:
        catalogue.take([WOLF])
        catalogue.take(slowly())
        assert seen == [WOLF]
        assert [document.id for document, _ in catalogue.documents()] == ["wolf", "milk"]


def test_an_empty_catalogue_counts_zero_of_everything(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.take([]) == Taken()
        assert (catalogue.count(), catalogue.changes(), catalogue.feeds()) == (0, 0, {})
        assert (list(catalogue.documents()), catalogue.last_imports()) == ([], [])


def test_the_latest_import_of_each_feed_is_remembered(empty_data: DataFolder) -> None:
    refused = (Rejected("no_claim", 2, "element 3"), Rejected("empty", 9, "element 1"))
    with open_catalogue(empty_data) as catalogue:
        catalogue.finish_import("b.json", Taken(added=5), ())
        catalogue.finish_import("a.json", Taken(added=1), ())
        last = catalogue.finish_import("b.json", Taken(unchanged=5), refused)
        assert last.rejected == refused
        by_a, by_b = catalogue.last_imports()
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


def test_vectors_come_back_bit_by_bit_and_only_for_their_encoder(empty_data: DataFolder) -> None:
    encoder, other = WordEncoder("words", 24), WordEncoder("others", 24)
    texts = [f"text {number}" for number in range(MANY)]
    vectors = unit_rows(np.random.default_rng(7).normal(size=(MANY, 24)))
    with open_catalogue(empty_data) as catalogue:
        catalogue.keep_vectors(encoder, texts, vectors)
    with open_catalogue(empty_data) as catalogue:
        known = catalogue.vectors(encoder, [*texts, "never seen"])
        assert catalogue.vectors(other, texts) == {}
        assert catalogue.vectors(encoder, []) == {}
    assert set(known) == set(texts)
    assert np.array_equal(np.stack([known[text] for text in texts]), vectors)
    assert {vector.dtype for vector in known.values()} == {np.dtype(np.float32)}


def test_vectors_of_other_weights_under_the_same_name_are_not_used(empty_data: DataFolder) -> None:
    encoder, retrained = WordEncoder("words", 24), WordEncoder("words", 24)
    retrained.weights_sha256 = "0" * 64
    with open_catalogue(empty_data) as catalogue:
        catalogue.keep_vectors(encoder, ["one"], encoder.encode(["one"]))
        assert catalogue.vectors(retrained, ["one"]) == {}
        assert list(catalogue.vectors(encoder, ["one"])) == ["one"]


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
