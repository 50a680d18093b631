"""Building makes a generation of what the catalogue holds, encodes only what is new, and lets it answer."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from example_documents import BY_ID, DOCUMENTS, example
from word_encoder import WordEncoder, word_encoders

from index.build import NothingToBuildError, build
from index.catalogue import open_catalogue
from index.embedding import Encoders
from index.errors import CatalogueError, GenerationError
from index.folder import DataFolder
from index.generation import check_encoders, current_id, open_current, verify
from index.progress import silent
from index.records import Document
from index.texts import Field, searchable_texts

NEWS = example("ferry", "The ferry sank twice last year.", finding="It never sank.")


def take(data: DataFolder, *documents: Document) -> None:
    with open_catalogue(data) as catalogue:
        catalogue.take(documents)


def encoded(encoders: Encoders) -> tuple[list[str], list[str]]:
    """Every text that each of the two was asked for."""
    return cast(WordEncoder, encoders.english).encoded, cast(WordEncoder, encoders.multilingual).encoded


def generations(data: DataFolder) -> set[str]:
    return {path.name for path in data.generations.iterdir()}


def test_a_generation_holds_every_document_in_the_order_of_arrival(data: DataFolder) -> None:
    generation = open_current(data)
    assert generation.ids() == [document.id for document in DOCUMENTS]
    numbers = [7, 0, 11, 7]
    # The body is there to be found by and is never given back.
    assert generation.documents(numbers) == [replace(DOCUMENTS[number], body=None) for number in numbers]
    assert generation.kinds.tolist() == [document.kind for document in DOCUMENTS]
    assert generation.languages.tolist() == [document.review.language for document in DOCUMENTS]
    assert generation.changed.tolist() == [1] * len(DOCUMENTS)


def test_every_text_has_its_vector_in_its_row(data: DataFolder) -> None:
    generation = open_current(data)
    encoders = word_encoders()
    for field, encoder, only in (
        (generation.multilingual, encoders.multilingual, None),
        (generation.english, encoders.english, "en"),
    ):
        expected = {
            (number, text.field): text.text
            for number, document in enumerate(DOCUMENTS)
            for text in searchable_texts(document)
            if only in (None, text.language)
        }
        assert field.index.count == len(expected)
        for (number, kind), text in expected.items():
            row = field.rows_of[number, kind]
            assert (field.documents[row], field.fields[row]) == (number, kind)
            assert np.array_equal(field.index.rows(np.array([row]))[0], encoder.encode([text])[0])
        assert int((field.rows_of >= 0).sum()) == len(expected)


def test_a_foreign_document_has_no_english_row(data: DataFolder) -> None:
    number = list(BY_ID).index("puente-coste")
    assert open_current(data).english.rows_of[number].tolist() == [-1] * len(Field)


def test_the_manifest_says_what_it_was_made_of(data: DataFolder) -> None:
    manifest = open_current(data).manifest
    encoders = word_encoders()
    assert (manifest.documents, manifest.changed) == (len(DOCUMENTS), 1)
    assert manifest.kinds == {
        "fact_check": 7,
        "counter_report": 2,
        "official_finding": 1,
        "correction": 1,
        "analysis": 1,
    }
    assert manifest.languages == {"en": 7, "es": 1, "fr": 1, "de": 1, "ru": 1, "ja": 1}
    texts = [text for document in DOCUMENTS for text in searchable_texts(document)]
    assert manifest.multilingual.vectors == len(texts)
    assert manifest.english.vectors == sum(text.language == "en" for text in texts)
    assert (manifest.english.name, manifest.english.weights_sha256, manifest.english.dimensions) == (
        encoders.english.name,
        encoders.english.weights_sha256,
        encoders.english.dimensions,
    )


def test_each_distinct_text_is_encoded_once(empty_data: DataFolder, encoders: Encoders) -> None:
    twin = replace(BY_ID["milk-vitamin"], id="twin")
    take(empty_data, *DOCUMENTS, twin)
    build(empty_data, encoders, silent)
    texts = [text for document in DOCUMENTS for text in searchable_texts(document)]
    english, multilingual = encoded(encoders)
    assert sorted(multilingual) == sorted({text.text for text in texts})
    assert sorted(english) == sorted({text.text for text in texts if text.language == "en"})


def test_a_second_build_does_nothing(data: DataFolder) -> None:
    encoders = word_encoders()
    first = open_current(data).manifest
    before = {path: path.stat().st_mtime_ns for path in data.generation(first.id).rglob("*")}
    assert build(data, encoders, silent) == first
    assert {path: path.stat().st_mtime_ns for path in data.generation(first.id).rglob("*")} == before
    assert encoded(encoders) == ([], [])
    assert generations(data) == {first.id}


def test_only_new_texts_are_encoded(data: DataFolder) -> None:
    changed = replace(BY_ID["milk-vitamin"], finding="Hardly any is lost.")
    take(data, NEWS, changed)
    encoders = word_encoders()
    manifest = build(data, encoders, silent)
    new = ["Hardly any is lost.", "It never sank.", NEWS.claim.text]
    assert tuple(map(sorted, encoded(encoders))) == (sorted(new), sorted(new))
    assert (manifest.documents, manifest.changed) == (len(DOCUMENTS) + 1, 2)
    generation = open_current(data)
    assert generation.documents([6, 12]) == [changed, NEWS]
    assert generation.changed.tolist() == [1] * 6 + [2] + [1] * 5 + [2]


def test_a_new_generation_answers_and_the_previous_one_stays(data: DataFolder) -> None:
    first = open_current(data)
    take(data, NEWS)
    second = build(data, word_encoders(), silent)
    assert current_id(data) == second.id
    assert data.current.read_text() == f"{second.id}\n"
    assert generations(data) == {first.manifest.id, second.id}
    # Whoever is still using the first one goes on doing so.
    assert first.documents([0]) == [DOCUMENTS[0]]
    assert verify(data.generation(first.manifest.id)).id == first.manifest.id

    take(data, replace(NEWS, finding=None))
    third = build(data, word_encoders(), silent)
    assert generations(data) == {second.id, third.id}


def test_a_removed_generation_answers_whoever_still_has_it_open(data: DataFolder) -> None:
    oldest = open_current(data)
    for finding in ("one", "two"):
        take(data, replace(NEWS, finding=finding))
        build(data, word_encoders(), silent)
    assert oldest.manifest.id not in generations(data)
    assert oldest.ids() == [document.id for document in DOCUMENTS]
    assert oldest.documents([3]) == [DOCUMENTS[3]]
    vector = oldest.multilingual.index.rows(np.array([0]))
    assert oldest.multilingual.index.search(vector, 1)[1].tolist() == [[0]]


def test_what_a_dead_build_left_is_removed(data: DataFolder, encoders: Encoders) -> None:
    serving = open_current(data).manifest.id
    leftover = data.partial("20200101T000000000000Z-abcdef")
    leftover.mkdir()
    (leftover / "english.faiss").write_bytes(b"half of it")
    data.generation("20200101T000000000000Z-abcdef").mkdir()
    build(data, encoders, silent)
    assert generations(data) == {serving}
    assert verify(data.generation(serving)).id == serving


def test_a_pointer_to_nowhere_is_mended_by_the_next_build(data: DataFolder, encoders: Encoders) -> None:
    data.current.write_text("20200101T000000000000Z-abcdef\n")
    with pytest.raises(GenerationError, match=r"has no readable manifest.*: run python -m index build\.$"):
        open_current(data)
    manifest = build(data, encoders, silent)
    assert open_current(data).manifest == manifest


@pytest.mark.parametrize("which", ["english", "multilingual"])
def test_a_generation_of_another_encoder_is_refused_and_rebuilt(data: DataFolder, which: str) -> None:
    old = open_current(data).manifest
    known = word_encoders()
    name = "words-of-tomorrow"
    other = Encoders(
        WordEncoder(name, 320) if which == "english" else known.english,
        WordEncoder(name, 256) if which == "multilingual" else known.multilingual,
    )
    before, after = getattr(known, which), getattr(other, which)
    with pytest.raises(GenerationError) as refused:
        check_encoders(old, other)
    assert str(refused.value) == (
        f"The generation {old.id} was made by {before.name} ({before.weights_sha256[:12]}), "
        f"this is {name} ({after.weights_sha256[:12]}): run python -m index build."
    )
    new = build(data, other, silent)
    assert new.id != old.id
    check_encoders(new, other)
    assert bool(getattr(other, which).encoded)
    kept = other.multilingual if which == "english" else other.english
    assert cast(WordEncoder, kept).encoded == []


def test_the_same_name_with_other_weights_is_another_encoder(data: DataFolder, encoders: Encoders) -> None:
    cast(WordEncoder, encoders.english).weights_sha256 = "f" * 64
    with pytest.raises(GenerationError, match=r"this is words-english \(ffffffffffff\): run python -m index build\.$"):
        check_encoders(open_current(data).manifest, encoders)


def test_an_empty_catalogue_builds_nothing(empty_data: DataFolder, encoders: Encoders) -> None:
    with pytest.raises(NothingToBuildError) as refused:
        build(empty_data, encoders, silent)
    assert str(refused.value) == "The catalogue is empty: run python -m index import starter first."
    assert current_id(empty_data) is None
    with pytest.raises(GenerationError, match=r"^No index has been built yet: run python -m index build\.$"):
        open_current(empty_data)


@pytest.mark.parametrize(
    "documents",
    [
        [example("only-spanish", "El puente se cerró.", language="es")],
        [example("only-english", "The bridge closed.")],
        [example("bridge", "The bridge closed."), example("stopped", "The of and")],
        [example("letters", "a b c"), example("stopped", "The of and")],
    ],
    ids=["no English text", "one text", "a document without words", "no document with words"],
)
def test_small_catalogues_can_be_built(empty_data: DataFolder, encoders: Encoders, documents: list[Document]) -> None:
    take(empty_data, *documents)
    manifest = build(empty_data, encoders, silent)
    assert verify(empty_data.generation(manifest.id)) == manifest
    assert open_current(empty_data).ids() == [document.id for document in documents]


def test_a_damaged_record_stops_the_build_and_the_old_generation_answers(data: DataFolder, encoders: Encoders) -> None:
    serving = current_id(data)
    database = sqlite3.connect(data.catalogue)
    with database:
        database.execute("UPDATE documents SET record = '{}' WHERE id = 'milk-vitamin'")
    database.close()
    take(data, NEWS)
    with pytest.raises(CatalogueError, match=r"^A stored document is damaged \(\d+ fields\)\.$"):
        build(data, encoders, silent)
    assert current_id(data) == serving
    assert open_current(data).ids() == [document.id for document in DOCUMENTS]


def test_generations_that_can_not_be_written_are_named(empty_data: DataFolder, encoders: Encoders) -> None:
    take(empty_data, NEWS)
    empty_data.generations.write_text("in the way")
    with pytest.raises(GenerationError) as refused:
        build(empty_data, encoders, silent)
    line = str(refused.value)
    assert line.startswith(f"The generation can't be written to {empty_data.generations}: ")
    assert "\n" not in line
    assert Path(empty_data.generations).read_text() == "in the way"


def test_the_counter_of_an_earlier_generation_is_known_to_the_next(data: DataFolder) -> None:
    first = open_current(data).manifest
    take(data, NEWS)
    second = build(data, word_encoders(), silent)
    generation = open_current(data)
    assert (generation.changes_at(first.id), generation.changes_at(second.id)) == (1, 2)


def test_fields_keep_their_numbers() -> None:
    # They are stored in every generation.
    assert [(field.name, field.value) for field in Field] == [
        ("CLAIM", 0),
        ("TITLE", 1),
        ("FINDING", 2),
        ("CORE", 3),
        ("QUOTATION", 4),
        ("SECOND_QUOTATION", 5),
        ("THIRD_QUOTATION", 6),
        ("FOURTH_QUOTATION", 7),
    ]
