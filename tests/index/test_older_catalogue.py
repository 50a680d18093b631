"""A catalogue of an earlier version is brought up to date in one step, and nothing in it is lost."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
from example_documents import DOCUMENTS
from word_encoder import WordEncoder, word_encoders

from index.build import build
from index.catalogue import open_catalogue, record_json
from index.changes import ImportSummary, Rejected, Taken
from index.errors import CatalogueError
from index.folder import DataFolder
from index.progress import silent
from index.records import Document
from index.schema import SCHEMA_VERSION
from index.texts import searchable_texts
from index.vectorcache import text_hash

# As the first version made it.
VERSION_1 = """
CREATE TABLE documents (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, changed INTEGER NOT NULL,
                        record TEXT NOT NULL) STRICT;
CREATE INDEX documents_by_feed ON documents (feed);
CREATE TABLE imports (id INTEGER PRIMARY KEY, feed TEXT NOT NULL, finished TEXT NOT NULL, added INTEGER NOT NULL,
                      changed INTEGER NOT NULL, unchanged INTEGER NOT NULL) STRICT;
CREATE TABLE rejections (import_id INTEGER NOT NULL REFERENCES imports (id), reason TEXT NOT NULL,
                         count INTEGER NOT NULL, example TEXT NOT NULL, PRIMARY KEY (import_id, reason)) STRICT;
CREATE TABLE vectors (text_hash BLOB NOT NULL, encoder TEXT NOT NULL, weights_sha256 TEXT NOT NULL,
                      vector BLOB NOT NULL, PRIMARY KEY (text_hash, encoder, weights_sha256)) STRICT, WITHOUT ROWID;
CREATE TABLE generations (id TEXT PRIMARY KEY, built_at TEXT NOT NULL, changed INTEGER NOT NULL) STRICT;
PRAGMA user_version = 1;
"""


def texts_of(encoder: WordEncoder) -> list[str]:
    """What a build encodes with it."""
    every = [text for document in DOCUMENTS for text in searchable_texts(document)]
    return [text.text for text in every if encoder.name == "words-multilingual" or text.language == "en"]


def as_version_1(document: Document) -> str:
    # Written before documents could name what they correct, or a passage.
    record = record_json(document)
    newer = ',"corrects":[],"passage":null}'
    assert record.endswith(newer)
    return record.removesuffix(newer) + "}"


@pytest.fixture
def old_data(empty_data: DataFolder) -> DataFolder:
    """The examples, with the vectors of their texts, in a catalogue of version 1."""
    empty_data.path.mkdir()
    with closing(sqlite3.connect(empty_data.catalogue)) as database, database:
        database.executescript(VERSION_1)
        database.executemany(
            "INSERT INTO documents (id, feed, changed, record) VALUES (?, ?, ?, ?)",
            [(each.id, each.feed, 1 + number % 3, as_version_1(each)) for number, each in enumerate(DOCUMENTS)],
        )
        database.execute("INSERT INTO imports VALUES (4, 'examples', '2020-01-02T03:04:05Z', 12, 3, 1)")
        database.execute("INSERT INTO rejections VALUES (4, 'no_claim', 2, 'element 3')")
        database.execute("INSERT INTO generations VALUES ('first', '2020-01-02T03:04:06Z', 2)")
        for encoder in (word_encoders().english, word_encoders().multilingual):
            assert isinstance(encoder, WordEncoder)
            database.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                [
                    (text_hash(text), encoder.name, encoder.weights_sha256, encoder.encode([text])[0].tobytes())
                    for text in texts_of(encoder)
                ],
            )
    return empty_data


def test_every_document_import_and_generation_is_still_there(old_data: DataFolder) -> None:
    with open_catalogue(old_data) as catalogue:
        found = [(stored.document, stored.added, stored.changed) for stored in catalogue.documents()]
        assert found == [(each, 1 + number % 3, 1 + number % 3) for number, each in enumerate(DOCUMENTS)]
        assert (catalogue.changes(), catalogue.moments()) == (3, {1: None, 2: None, 3: None})
        assert catalogue.imports.last() == [
            ImportSummary("examples", "2020-01-02T03:04:05Z", Taken(12, 3, 1), (Rejected("no_claim", 2, "element 3"),))
        ]
        assert catalogue.generations() == {"first": 2}


def test_no_text_is_encoded_again(old_data: DataFolder) -> None:
    encoders = word_encoders()
    manifest = build(old_data, encoders, silent)
    assert manifest.documents == len(DOCUMENTS)
    assert [encoder.encoded for encoder in (encoders.english, encoders.multilingual) if encoder.encoded] == []  # type: ignore[attr-defined]


def test_the_vectors_are_the_same_bit_by_bit(old_data: DataFolder) -> None:
    encoder = word_encoders().english
    assert isinstance(encoder, WordEncoder)
    texts = texts_of(encoder)
    with open_catalogue(old_data) as catalogue:
        known = catalogue.vectors.known(encoder, texts)
        found = catalogue.vectors.rows(encoder, np.array([known[text] for text in texts], np.int64))
        assert np.array_equal(found[:], encoder.encode(texts))


def test_a_record_that_lacks_a_newer_field_is_not_a_change(old_data: DataFolder) -> None:
    with open_catalogue(old_data) as catalogue:
        assert catalogue.take(DOCUMENTS) == Taken(unchanged=len(DOCUMENTS))


def test_a_document_of_an_old_catalogue_can_be_withdrawn_by_its_feed(old_data: DataFolder) -> None:
    with open_catalogue(old_data) as catalogue:
        catalogue.start_listing()
        catalogue.take(DOCUMENTS[1:])
        assert catalogue.withdraw_absent("examples", "gone") == Taken(withdrawn=1)


def test_an_update_that_breaks_leaves_the_old_catalogue_as_it_was(old_data: DataFolder) -> None:
    old_data.vectors.write_text("in the way")
    with pytest.raises(CatalogueError, match="can't be used"), open_catalogue(old_data):
        pass
    with closing(sqlite3.connect(old_data.catalogue)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(DOCUMENTS),)
        assert database.execute("SELECT count(*) FROM vectors").fetchone()[0] > len(DOCUMENTS)
    old_data.vectors.unlink()
    with open_catalogue(old_data) as catalogue:
        assert catalogue.count() == len(DOCUMENTS)


def test_an_updated_catalogue_has_the_tables_of_a_new_one(
    old_data: DataFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    new_data = DataFolder(tmp_path_factory.mktemp("new") / "data")
    forms = []
    for data in (old_data, new_data):
        with open_catalogue(data):
            pass
        with closing(sqlite3.connect(data.catalogue)) as database:
            tables = [
                name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")
            ]
            columns = {
                name: sorted(column[1:4] for column in database.execute(f"PRAGMA table_info({name})"))
                for name in tables
            }
            forms.append((columns, database.execute("PRAGMA user_version").fetchone()))
    assert forms[0] == forms[1]
    assert forms[0][1] == (SCHEMA_VERSION,)
