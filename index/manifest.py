"""What a generation was made of: the page that every opening is checked against."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.errors import GenerationError

# Raised whenever the files of a generation change their meaning; another number is refused.
FORMAT = 4
FILE_NAME = "manifest.json"
# Holds the manifest's own hash, since the manifest can't.
SEAL_NAME = "manifest.sha256"


@dataclass(frozen=True, slots=True)
class EncoderFacts:
    """The encoder that made one vector index, and how many vectors it made."""

    name: str
    weights_sha256: str
    dimensions: int
    vectors: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file's size in bytes and its hash."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's facts. `changed` is the catalogue's change counter that it holds."""

    format: int
    id: str
    built_at: str
    changed: int
    documents: int
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    english: EncoderFacts
    multilingual: EncoderFacts
    files: Mapping[str, FileFacts]


_MANIFEST = TypeAdapter(Manifest)


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write a generation's manifest, and the hash that seals it, into its folder."""
    written = _MANIFEST.dump_json(manifest, indent=2)
    (folder / FILE_NAME).write_bytes(written)
    (folder / SEAL_NAME).write_text(f"{hashlib.sha256(written).hexdigest()}\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation's folder; raises GenerationError if it is missing, changed or of another format."""
    try:
        written = (folder / FILE_NAME).read_bytes()
        seal = (folder / SEAL_NAME).read_bytes()
        manifest = _MANIFEST.validate_json(written)
    except (OSError, ValidationError) as error:
        raise GenerationError(
            f"The generation in {folder} has no readable {FILE_NAME} and {SEAL_NAME}: run python -m index build."
        ) from error
    if manifest.format != FORMAT:
        raise GenerationError(
            f"The generation in {folder} has format {manifest.format}, this Sidelight reads {FORMAT}: "
            "run python -m index build."
        )
    if seal != f"{hashlib.sha256(written).hexdigest()}\n".encode():
        raise GenerationError(
            f"The files {FILE_NAME} and {SEAL_NAME} in {folder} do not fit each other: run python -m index build."
        )
    return manifest
