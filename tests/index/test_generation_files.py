"""A generation whose files are not those that were written is refused, by the name of the file."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from example_documents import DOCUMENTS

import index.generation as generation_module
from index.build import build
from index.embedding import Encoders
from index.errors import GenerationError
from index.folder import DataFolder
from index.generation import Generation, current_id, open_current, verify
from index.manifest import FORMAT
from index.progress import silent

# What one generation consists of; the first test keeps this list true.
CONTENTS = (
    "attributes.npz",
    "collection.json",
    "documents.sqlite",
    "english-rows.npz",
    "english.faiss",
    *(f"lexical/head/{name}" for name in ("data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy")),
    "lexical/head/params.index.json",
    "lexical/head/vocab.index.json",
    "lexical/sequences.npy",
    "lexical/sequences.npz",
    *(f"lexical/whole/{name}" for name in ("data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy")),
    "lexical/whole/params.index.json",
    "lexical/whole/vocab.index.json",
    "multilingual-rows.npz",
    "multilingual.faiss",
)
SEALED = ("manifest.json", "manifest.sha256")


@pytest.fixture
def data(shared_data: DataFolder, tmp_path: Path) -> DataFolder:
    """A copy to damage."""
    shutil.copytree(shared_data.path, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def generation_id(data: DataFolder) -> str:
    found = current_id(data)
    assert found is not None
    return found


def test_a_generation_consists_of_these_files_and_is_whole(data: DataFolder, generation_id: str) -> None:
    folder = data.generation(generation_id)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == sorted((*CONTENTS, *SEALED))
    manifest = verify(folder)
    assert sorted(manifest.files) == sorted(CONTENTS)
    assert {name: facts.size for name, facts in manifest.files.items()} == {
        name: (folder / name).stat().st_size for name in CONTENTS
    }


def with_flipped_byte(path: Path, place: float) -> None:
    """Turn one bit of a file over; `place` from 0, its first byte, to 1, its last."""
    written = bytearray(path.read_bytes())
    written[round(place * (len(written) - 1))] ^= 1
    path.write_bytes(written)


@pytest.mark.parametrize("name", CONTENTS)
def test_a_flipped_byte_is_refused_by_name_wherever_it_stands(data: DataFolder, generation_id: str, name: str) -> None:
    path = data.generation(generation_id) / name
    whole = path.read_bytes()
    expected = f"The file {name} of generation {generation_id} is not the one that was written"
    for place in (0.0, 0.03, 0.2, 0.5, 0.77, 0.98, 1.0):
        with_flipped_byte(path, place)
        for check in (verify, Generation):
            # All files of the tests are small, so that opening notices it too.
            with pytest.raises(GenerationError) as refused:
                check(data.generation(generation_id))
            assert str(refused.value) == f"{expected}: run python -m index build."
        path.write_bytes(whole)
    assert verify(data.generation(generation_id)).id == generation_id


def test_a_large_file_that_lacks_its_end_is_noticed_at_opening(
    data: DataFolder, generation_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation_module, "HASHED_AT_OPENING_BYTES", 0)
    path = data.generation(generation_id) / "documents.sqlite"
    with_flipped_byte(path, 0.99)
    assert Generation(data.generation(generation_id)).manifest.id == generation_id
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(GenerationError, match=r"^The file documents\.sqlite of generation \S+ is not the one"):
        Generation(data.generation(generation_id))


@pytest.mark.parametrize("name", CONTENTS)
def test_a_build_makes_a_damaged_generation_anew(
    data: DataFolder, generation_id: str, encoders: Encoders, name: str
) -> None:
    with_flipped_byte(data.generation(generation_id) / name, 0.5)
    manifest = build(data, encoders, silent)
    assert manifest.id != generation_id
    assert verify(data.generation(manifest.id)) == manifest
    assert open_current(data).ids() == [document.id for document in DOCUMENTS]


@pytest.mark.parametrize("name", SEALED)
def test_a_flipped_byte_of_the_manifest_or_its_seal_is_refused(data: DataFolder, generation_id: str, name: str) -> None:
    folder = data.generation(generation_id)
    whole = (folder / name).read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        (folder / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(GenerationError, match=rf"{name}.*: run python -m index build\.$"):
            verify(folder)
    (folder / name).write_bytes(whole)
    assert verify(folder).id == generation_id


@pytest.mark.parametrize("name", CONTENTS)
def test_a_missing_file_is_refused_by_name(data: DataFolder, generation_id: str, name: str) -> None:
    (data.generation(generation_id) / name).unlink()
    with pytest.raises(GenerationError) as refused:
        verify(data.generation(generation_id))
    assert str(refused.value) == f"The generation {generation_id} lacks its file {name}: run python -m index build."


@pytest.mark.parametrize("name", SEALED)
def test_a_generation_without_manifest_or_seal_is_refused(data: DataFolder, generation_id: str, name: str) -> None:
    folder = data.generation(generation_id)
    (folder / name).unlink()
    with pytest.raises(GenerationError) as refused:
        verify(folder)
    assert str(refused.value).startswith(f"The generation in {folder} has no readable manifest")
    assert str(refused.value).endswith(": run python -m index build.")


@pytest.mark.parametrize("name", ["notes.txt", "lexical/more.npy"])
def test_a_file_that_nobody_named_is_refused_by_name(data: DataFolder, generation_id: str, name: str) -> None:
    (data.generation(generation_id) / name).write_text("who put this here?")
    with pytest.raises(GenerationError) as refused:
        verify(data.generation(generation_id))
    assert str(refused.value) == (
        f"The generation {generation_id} has a file that its manifest does not name, {name}: run python -m index build."
    )


@pytest.mark.parametrize("name", [*CONTENTS, *SEALED])
def test_a_file_that_lacks_its_end_is_refused_by_name(data: DataFolder, generation_id: str, name: str) -> None:
    path = data.generation(generation_id) / name
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(GenerationError, match=name):
        verify(data.generation(generation_id))


@pytest.mark.parametrize("name", CONTENTS)
def test_opening_a_generation_without_one_of_its_files_is_one_clear_line(
    data: DataFolder, generation_id: str, name: str
) -> None:
    folder = data.generation(generation_id)
    (folder / name).unlink()
    with pytest.raises(GenerationError) as refused:
        Generation(folder)
    assert str(refused.value) == f"The generation {generation_id} lacks its file {name}: run python -m index build."


@pytest.mark.parametrize("other", [FORMAT - 1, FORMAT + 1])
def test_another_format_is_refused_with_both_numbers(data: DataFolder, generation_id: str, other: int) -> None:
    folder = data.generation(generation_id)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    written = json.dumps({**manifest, "format": other}).encode()
    (folder / "manifest.json").write_bytes(written)
    (folder / "manifest.sha256").write_text(f"{sha256(written).hexdigest()}\n")
    expected = (
        f"The generation in {folder} has format {other}, this Sidelight reads {FORMAT}: run python -m index build."
    )
    with pytest.raises(GenerationError) as refused:
        verify(folder)
    assert str(refused.value) == expected
    with pytest.raises(GenerationError) as not_opened:
        Generation(folder)
    assert str(not_opened.value) == expected
