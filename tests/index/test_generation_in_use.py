"""Which generation answers: only one that is whole and made by our encoders, and from one moment to the next."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from example_documents import DOCUMENTS, example
from word_encoder import WordEncoder, word_encoders

import index.vectors
from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders, Vectors, unit_rows
from index.errors import GenerationError
from index.folder import DataFolder
from index.generation import Generation, check_encoders, current_id, open_current, switch, verify
from index.progress import silent
from index.records import Document


def _take(data: DataFolder, *documents: Document) -> None:
    with open_catalogue(data) as catalogue:
        catalogue.take(documents)


def _names(data: DataFolder) -> list[str]:
    return sorted(path.name for path in data.generations.iterdir())


class _HalvingEncoder(WordEncoder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors that are too short."""
        return super().encode(texts) * np.float32(0.5)


def test_vectors_that_do_not_find_themselves_are_refused(empty_data: DataFolder, encoders: Encoders) -> None:
    _take(empty_data, *DOCUMENTS)
    with pytest.raises(GenerationError, match="has vectors that do not find themselves"):
        build(empty_data, Encoders(_HalvingEncoder("halved", 64), encoders.multilingual), silent)
    assert current_id(empty_data) is None


class _HardlyTellingEncoder(WordEncoder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of geese that differ by less than a sketch tells, as those of headlines of one pattern do."""
        rows = []
        for text in texts:
            drawn = unit_rows(np.random.default_rng([*text.encode()]).standard_normal((1, self.dimensions)))[0]
            rows.append(np.eye(self.dimensions)[0] + 0.05 * drawn if "Goose" in text else drawn)
        return unit_rows(np.array(rows))


def test_of_hundreds_that_hardly_differ_one_may_be_found_for_the_other(
    empty_data: DataFolder, encoders: Encoders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.vectors, "EXACT_UP_TO", 500)
    birds = [
        example(f"{bird}-{each}", f"{bird} {each} nests here.") for bird in ("Goose", "Swan") for each in range(900)
    ]
    _take(empty_data, *birds)
    alike = Encoders(encoders.english, _HardlyTellingEncoder("alike", 64))
    assert build(empty_data, alike, silent).documents == len(birds)


@pytest.mark.parametrize(
    "other",
    [
        Encoders(WordEncoder("another", 320), word_encoders().multilingual),
        Encoders(word_encoders().english, WordEncoder("another", 256)),
        Encoders(WordEncoder("words-english", 321), word_encoders().multilingual),
        Encoders(word_encoders().multilingual, word_encoders().english),
    ],
    ids=["english", "multilingual", "other weights", "swapped"],
)
def test_vectors_of_other_encoders_are_refused_with_both_names(generation: Generation, other: Encoders) -> None:
    with pytest.raises(GenerationError, match=r"was made by words-\w+ \(\w{12}\), this is [\w-]+ \(\w{12}\)"):
        check_encoders(generation.manifest, other)


@pytest.mark.parametrize("name", ["a b", "50%20", "q?mode=rw", "#1", "ünï"])
def test_a_data_folder_may_have_any_name(tmp_path: Path, encoders: Encoders, name: str) -> None:
    data = DataFolder(tmp_path / name)
    _take(data, *DOCUMENTS)
    build(data, encoders, silent)
    assert open_current(data).documents([3]) == [DOCUMENTS[3]]


def test_switching_is_one_step_that_every_reader_sees_whole(empty_data: DataFolder) -> None:
    empty_data.path.mkdir()
    names = ["a" * 60, "b" * 10]
    switch(empty_data, names[0])
    seen: set[str | None] = set()
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            seen.add(current_id(empty_data))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        switch(empty_data, names[number % 2])
    is_over.set()
    reader.join()
    assert seen <= set(names)
    assert current_id(empty_data) == names[1]
    assert [path.name for path in empty_data.path.iterdir()] == ["CURRENT"]


def test_no_generation_is_current_before_the_first_switch(empty_data: DataFolder) -> None:
    assert current_id(empty_data) is None
    with pytest.raises(GenerationError, match="No index has been built yet: run python -m index build"):
        open_current(empty_data)


def test_what_is_built_of_known_vectors_equals_what_is_built_afresh(
    data: DataFolder, tmp_path: Path, encoders: Encoders
) -> None:
    added = example("new", "Geese nest on the town hall.")
    _take(data, added)
    build(data, word_encoders(), silent)
    afresh = DataFolder(tmp_path / "afresh")
    _take(afresh, *DOCUMENTS, added)
    build(afresh, encoders, silent)
    for name in ("english.faiss", "multilingual.faiss", "english-rows.npz", "lexical/whole/data.csc.index.npy"):
        files = [each.generation(current_id(each) or "") / name for each in (data, afresh)]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_the_generation_before_is_kept_and_the_one_before_that_is_not(data: DataFolder) -> None:
    first = current_id(data)
    _take(data, example("second", "Geese nest on the town hall."))
    second = build(data, word_encoders(), silent).id
    assert _names(data) == sorted([str(first), second])
    _take(data, example("third", "Swans nest on the town hall."))
    third = build(data, word_encoders(), silent).id
    assert _names(data) == sorted([second, third])


def test_a_damaged_manifest_is_mended_by_building(data: DataFolder) -> None:
    damaged = current_id(data) or ""
    (data.generation(damaged) / "manifest.json").write_text("")
    manifest = build(data, word_encoders(), silent)
    assert manifest.id != damaged
    assert verify(data.generation(manifest.id)) == manifest
