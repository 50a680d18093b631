"""One immutable, complete, verified build of the index: write it, check it, switch to it, open it.

manifest.json, .sha256         what it was made of, and the hash of that
english.faiss, -rows.npz       vectors of English texts; document number and field of each row
multilingual.faiss, -rows.npz  the same for texts of every language
lexical/                       BM25
documents.sqlite               what answers need, in the order of document numbers
attributes.npz                 of each document: kind, language, change counter, how many state its claim
"""

import hashlib
import os
import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from index.catalogue import read_record, record_json
from index.embedding import Encoders, Vectors
from index.errors import GenerationError, UnknownGenerationError
from index.folder import DataFolder
from index.lexical import LexicalIndex, open_lexical, write_lexical
from index.manifest import FILE_NAME, SEAL_NAME, FileFacts, Manifest, read_manifest
from index.records import Document, Kind
from index.texts import Field
from index.vectors import VectorIndex, open_vectors, write_vectors

ENGLISH = "english"
MULTILINGUAL = "multilingual"
_DOCUMENTS = "documents.sqlite"
_ATTRIBUTES = "attributes.npz"
_LEXICAL = "lexical"
# How many rows a verification searches for themselves: enough to meet every part of the file.
_SELF_SEARCH_ROWS = 64
# float32 inner products of unit vectors differ from 1 by less than this.
_UNIT_TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class VectorField:
    """Vectors of one encoder with what each stands for.

    `vectors` is float32 (n, dimensions); `documents` int32 (n,), the document's number; `fields` uint8 (n,), a Field.
    """

    vectors: Vectors
    documents: NDArray[np.int32]
    fields: NDArray[np.uint8]


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
        self._reading = threading.Lock()
        try:
            self.english = _open_field(folder, ENGLISH, self.manifest.documents)
            self.multilingual = _open_field(folder, MULTILINGUAL, self.manifest.documents)
            self.lexical: LexicalIndex = open_lexical(folder / _LEXICAL)
            with np.load(folder / _ATTRIBUTES, allow_pickle=False) as attributes:
                self.kinds: NDArray[np.str_] = attributes["kinds"]
                self.languages: NDArray[np.str_] = attributes["languages"]
                self.changed: NDArray[np.int64] = attributes["changed"]
                self.on_same_claim: NDArray[np.int64] = attributes["on_same_claim"]
            # One connection, opened with everything else: the folder may be removed while requests still read from it.
            self._database = _open_documents(folder / _DOCUMENTS)
        except (OSError, ValueError, KeyError, RuntimeError, sqlite3.Error) as error:
            raise GenerationError(f"The generation in {folder} can't be opened: run python -m index verify.") from error

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """Some documents by their numbers, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._select(
            f"SELECT number, record FROM documents WHERE number IN ({marks})", [int(number) for number in numbers]
        )
        found = {number: read_record(record) for number, record in rows}
        return [found[int(number)] for number in numbers]

    def ids(self) -> list[str]:
        """The id of every document, by its number."""
        return [row[0] for row in self._select("SELECT id FROM documents ORDER BY number")]

    def changes_at(self, generation_id: str) -> int:
        """The change counter that this or an earlier generation holds; raises UnknownGenerationError."""
        if generation_id == self.manifest.id:
            return self.manifest.changed
        rows = self._select("SELECT changed FROM generations WHERE id = ?", [generation_id])
        if not rows:
            raise UnknownGenerationError("This index never had the generation that newer_than names.")
        return int(rows[0][0])

    def _select(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._reading:
            return self._database.execute(query, parameters).fetchall()


def write_generation(
    folder: Path,
    documents: Iterable[tuple[Document, int]],
    tokens: Sequence[Sequence[str]],
    english: VectorField,
    multilingual: VectorField,
    earlier: Mapping[str, int],
) -> None:
    """Write every file but the manifest into a new folder. `earlier`: older generations and their change counters."""
    folder.mkdir(parents=True)
    _write_field(folder, ENGLISH, english)
    _write_field(folder, MULTILINGUAL, multilingual)
    write_lexical(tokens, folder / _LEXICAL)
    _write_documents(folder, documents, earlier)


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
            raise GenerationError(f"The generation {manifest.id} lacks its file {name}.")
        if name not in manifest.files:
            raise GenerationError(f"The generation {manifest.id} has a file that its manifest does not name: {name}.")
        if manifest.files[name] != found[name]:
            raise GenerationError(f"The file {name} of generation {manifest.id} is not the one that was written.")
    generation = Generation(folder)
    for field in (generation.english, generation.multilingual):
        _self_search(field, manifest.id)
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


def _write_field(folder: Path, name: str, field: VectorField) -> None:
    write_vectors(field.vectors, folder / f"{name}.faiss")
    np.savez(folder / f"{name}-rows.npz", documents=field.documents, fields=field.fields)


def _open_field(folder: Path, name: str, documents: int) -> SearchField:
    with np.load(folder / f"{name}-rows.npz", allow_pickle=False) as rows:
        numbers, fields = rows["documents"], rows["fields"]
    rows_of = np.full((documents, len(Field)), -1, np.int64)
    rows_of[numbers, fields] = np.arange(len(numbers))
    return SearchField(open_vectors(folder / f"{name}.faiss"), numbers, fields, rows_of)


def _open_documents(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _write_documents(folder: Path, documents: Iterable[tuple[Document, int]], earlier: Mapping[str, int]) -> None:
    kinds: list[Kind] = []
    languages: list[str] = []
    changes: list[int] = []
    claims: list[str] = []
    database = sqlite3.connect(folder / _DOCUMENTS)
    try:
        database.execute(
            "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL)"
        )
        database.execute("CREATE TABLE generations (id TEXT PRIMARY KEY, changed INTEGER NOT NULL)")
        database.executemany("INSERT INTO generations VALUES (?, ?)", earlier.items())
        for number, (document, changed) in enumerate(documents):
            database.execute(
                "INSERT INTO documents VALUES (?, ?, ?)",
                (number, document.id, record_json(replace(document, body=None))),
            )
            kinds.append(document.kind)
            languages.append(document.review.language)
            changes.append(changed)
            claims.append(document.claim.text.casefold())
        database.commit()
    finally:
        database.close()
    counts = Counter(claims)
    np.savez(
        folder / _ATTRIBUTES,
        kinds=np.array(kinds, "U"),
        languages=np.array(languages, "U"),
        changed=np.array(changes, np.int64),
        on_same_claim=np.array([counts[claim] for claim in claims], np.int64),
    )


def _self_search(field: SearchField, generation_id: str) -> None:
    count = field.index.count
    if count != len(field.documents):
        raise GenerationError(f"The generation {generation_id} has {count} vectors for {len(field.documents)} rows.")
    rows = np.unique(np.linspace(0, count - 1, min(count, _SELF_SEARCH_ROWS)).astype(np.int64))
    vectors = field.index.rows(rows)
    similarities, _ = field.index.search(vectors, 1)
    # The best match of a vector is itself or an equal one, so the similarity is 1 either way.
    if not np.allclose(similarities[:, :1], 1.0, atol=_UNIT_TOLERANCE):
        raise GenerationError(f"The generation {generation_id} has vectors that do not find themselves.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
