"""One immutable, complete, verified build of the index: check it, switch to it, open it.

manifest.json, .sha256         what it was made of, and the hash of that
english.faiss, -rows.npz       vectors of English texts; document number and field of each row
multilingual.faiss, -rows.npz  the same for texts of every language
lexical/                       BM25
documents.sqlite               what answers need, in the order of document numbers; history and corrections
attributes.npz                 of each document: kind, language, change counter, day, whether it states its claim
collection.json                counts of documents by year, kind, language, feed and publisher
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.collection import read_collection
from index.documentstore import DocumentStore
from index.embedding import Encoders
from index.errors import GenerationError
from index.folder import DataFolder
from index.lexical import LexicalIndex, open_lexical
from index.manifest import FILE_NAME, SEAL_NAME, FileFacts, Manifest, read_manifest
from index.records import Document
from index.texts import Field
from index.vectors import VectorIndex, open_vectors

ENGLISH = "english"
MULTILINGUAL = "multilingual"
DOCUMENTS = "documents.sqlite"
ATTRIBUTES = "attributes.npz"
LEXICAL = "lexical"
# How many rows a verification searches for themselves: enough to meet every part of the file.
_SELF_SEARCH_ROWS = 64
# Files up to this size are hashed whenever a generation is opened: milliseconds each.
HASHED_AT_OPENING_BYTES = 4 * 1024 * 1024
_REBUILD = "run python -m index build."
# Inner products of unit vectors that are kept in 16 bits a number differ from 1 by less than this.
_UNIT_TOLERANCE = 5e-4
# Texts that hardly differ have one sketch, so that of hundreds of them a search may miss the very one: looking for more
# compares more of them again, and what is found is at least as near as this. Another text's vector is nowhere near it.
_SELF_SEARCH_LIMIT = 1_000
_AS_NEAR_AS_ITSELF = 0.95


@dataclass(frozen=True, slots=True)
class SearchField:
    """An open vector index with what each of its rows stands for."""

    index: VectorIndex
    documents: NDArray[np.int32]
    fields: NDArray[np.uint8]
    rows_of: NDArray[np.int64]
    """int64 (documents, len(Field)): the row of each text of each document, -1 where it has none."""


class Generation:
    """An open generation. It is read-only and may be shared by threads."""

    def __init__(self, folder: Path) -> None:
        """Map the generation in `folder`; raises GenerationError when it can't be read."""
        self.manifest: Manifest = read_manifest(folder)
        _look_over(folder, self.manifest)
        try:
            self.english = _open_field(folder, ENGLISH, self.manifest.documents)
            self.multilingual = _open_field(folder, MULTILINGUAL, self.manifest.documents)
            self.lexical: LexicalIndex = open_lexical(folder / LEXICAL)
            with np.load(folder / ATTRIBUTES, allow_pickle=False) as attributes:
                self.kinds: NDArray[np.str_] = attributes["kinds"]
                self.languages: NDArray[np.str_] = attributes["languages"]
                self.changed: NDArray[np.int64] = attributes["changed"]
                self.states_claim: NDArray[np.bool_] = attributes["states_claim"]
                self.published: NDArray[np.int32] = attributes["published"]
            self.collection = read_collection(folder)
            self.store = DocumentStore(folder / DOCUMENTS)
        except (OSError, ValueError, KeyError, RuntimeError, sqlite3.Error) as error:
            raise GenerationError(f"The generation in {folder} can't be opened: run python -m index build.") from error

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """Some documents by their numbers, in the order asked for."""
        return self.store.documents(numbers)

    def ids(self) -> list[str]:
        """The id of every document, by its number."""
        return self.store.ids()

    def changes_at(self, generation_id: str) -> int:
        """The change counter that this or an earlier generation holds; raises UnknownGenerationError."""
        return self.manifest.changed if generation_id == self.manifest.id else self.store.changes_at(generation_id)


def check_large_files(folder: Path, manifest: Manifest) -> None:
    """Hash the files of which opening only looks at the size; raises GenerationError. Reads all of them."""
    for name, facts in manifest.files.items():
        if facts.size > HASHED_AT_OPENING_BYTES:
            _check_file(folder, name, manifest, is_hashed=True)


def _look_over(folder: Path, manifest: Manifest) -> None:
    """Check what can be checked in no time: that every file has its size, and small ones their hash."""
    for name, facts in manifest.files.items():
        _check_file(folder, name, manifest, is_hashed=facts.size <= HASHED_AT_OPENING_BYTES)


def _check_file(folder: Path, name: str, manifest: Manifest, *, is_hashed: bool) -> None:
    facts = manifest.files[name]
    try:
        is_whole = (folder / name).stat().st_size == facts.size and (
            not is_hashed or _sha256(folder / name) == facts.sha256
        )
    except OSError as error:
        raise GenerationError(f"The generation {manifest.id} lacks its file {name}: {_REBUILD}") from error
    if not is_whole:
        raise _changed(name, manifest)


def describe(folder: Path) -> dict[str, FileFacts]:
    """Size and hash of every file of a generation except its manifest, by its path inside the folder."""
    return {
        path.relative_to(folder).as_posix(): FileFacts(path.stat().st_size, _sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (FILE_NAME, SEAL_NAME)
    }


def verify(folder: Path) -> Manifest:
    """Check every file against the manifest, then that vectors find themselves; raises GenerationError."""
    manifest = read_manifest(folder)
    try:
        found = describe(folder)
    except OSError as error:
        raise GenerationError(f"A file of the generation {manifest.id} can't be read: {error}.") from error
    for name in sorted({*manifest.files, *found}):
        if name not in found:
            raise GenerationError(f"The generation {manifest.id} lacks its file {name}: {_REBUILD}")
        if name not in manifest.files:
            raise GenerationError(
                f"The generation {manifest.id} has a file that its manifest does not name, {name}: {_REBUILD}"
            )
        if manifest.files[name] != found[name]:
            raise _changed(name, manifest)
    Generation(folder)
    # One after the other, so that the pages of both are never in memory together.
    for name in (ENGLISH, MULTILINGUAL):
        _self_search(_open_field(folder, name, manifest.documents), manifest.id)
    return manifest


def check_encoders(manifest: Manifest, encoders: Encoders) -> None:
    """Refuse a generation whose vectors other encoders made; raises GenerationError."""
    for made_by, encoder in ((manifest.english, encoders.english), (manifest.multilingual, encoders.multilingual)):
        if (made_by.name, made_by.weights_sha256) != (encoder.name, encoder.weights_sha256):
            raise GenerationError(
                f"The generation {manifest.id} was made by {made_by.name} ({made_by.weights_sha256[:12]}), "
                f"this is {encoder.name} ({encoder.weights_sha256[:12]}): run python -m index build."
            )


def switch(data: DataFolder, generation_id: str) -> None:
    """Let `generation_id` answer from now on, in one atomic step."""
    pointer = data.current.with_name(".CURRENT.partial")
    with pointer.open("w") as file:
        file.write(f"{generation_id}\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(data.current)
    sync_folder(data.path)


def current_id(data: DataFolder) -> str | None:
    """The id of the generation that answers, None if there is none yet; raises GenerationError if unreadable."""
    try:
        return data.current.read_text().strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationError(f"The file {data.current} can't be read: {error}.") from error


def open_current(data: DataFolder) -> Generation:
    """Open the generation that answers; raises GenerationError when none was built."""
    generation_id = current_id(data)
    if generation_id is None:
        raise GenerationError("No index has been built yet: run python -m index build.")
    return Generation(data.generation(generation_id))


def remove_others(data: DataFolder, keep: Iterable[str]) -> None:
    """Remove what builds that died left behind, and generations that nobody needs any more."""
    kept = set(keep)
    for path in data.generations.glob("*"):
        if path.name not in kept:
            shutil.rmtree(path)


def sync_tree(folder: Path) -> None:
    """Force every file of a folder, and the folder itself, to the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_field(folder: Path, name: str, documents: int) -> SearchField:
    with np.load(folder / f"{name}-rows.npz", allow_pickle=False) as rows:
        numbers, fields = rows["documents"], rows["fields"]
    rows_of = np.full((documents, len(Field)), -1, np.int64)
    rows_of[numbers, fields] = np.arange(len(numbers))
    return SearchField(open_vectors(folder / f"{name}.faiss"), numbers, fields, rows_of)


def _self_search(field: SearchField, generation_id: str) -> None:
    count = field.index.count
    if count != len(field.documents):
        raise GenerationError(f"The generation {generation_id} has {count} vectors for {len(field.documents)} rows.")
    rows = np.unique(np.linspace(0, count - 1, min(count, _SELF_SEARCH_ROWS)).astype(np.int64))
    vectors = field.index.rows(rows)
    similarities, _ = field.index.search(vectors, _SELF_SEARCH_LIMIT)
    are_unit = np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=_UNIT_TOLERANCE)
    if not are_unit or (similarities[:, :1] < _AS_NEAR_AS_ITSELF).any():
        raise GenerationError(f"The generation {generation_id} has vectors that do not find themselves.")


def _changed(name: str, manifest: Manifest) -> GenerationError:
    return GenerationError(f"The file {name} of generation {manifest.id} is not the one that was written: {_REBUILD}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
