"""The straight line of building: catalogue -> embed -> write generation -> verify -> switch.

A crash at any moment leaves the previous generation serving; the next build removes what is left over.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np

from index.catalogue import Catalogue, only_writer, open_catalogue, utc_now
from index.embedding import Encoder, Encoders, Vectors, encode_in_chunks
from index.errors import GenerationError, SidelightError
from index.folder import DataFolder
from index.generation import (
    VectorField,
    check_encoders,
    current_id,
    describe,
    remove_others,
    switch,
    sync_folder,
    sync_tree,
    verify,
    write_generation,
)
from index.manifest import FORMAT, EncoderFacts, FileFacts, Manifest, read_manifest, write_manifest
from index.progress import Progress
from index.records import Document
from index.texts import ENGLISH, lexical_tokens, searchable_texts


class NothingToBuildError(SidelightError):
    """The catalogue holds no document."""


def build(data: DataFolder, encoders: Encoders, progress: Progress) -> Manifest:
    """Make a generation of what the catalogue holds and let it answer; gives the current one if it is up to date.

    Raises BusyError, CatalogueError, EncoderError, GenerationError or NothingToBuildError; the generation that
    answered before goes on answering.
    """
    with only_writer(data), open_catalogue(data) as catalogue:
        previous = current_id(data)
        current = _up_to_date(data, catalogue, encoders, previous)
        remove_others(data, keep=[previous] if previous else [])
        return current or _build(data, catalogue, encoders, progress, previous)


def _build(
    data: DataFolder, catalogue: Catalogue, encoders: Encoders, progress: Progress, previous: str | None
) -> Manifest:
    documents = list(catalogue.documents())
    if not documents:
        raise NothingToBuildError("The catalogue is empty: run python -m index import starter first.")
    generation_id = _new_id(catalogue.changes(), encoders)
    partial = data.partial(generation_id)
    try:
        english = _embed(catalogue, encoders.english, documents, progress, only_language=ENGLISH)
        multilingual = _embed(catalogue, encoders.multilingual, documents, progress, only_language=None)
        tokens = []
        with progress("Reading words", len(documents)) as advance:
            for document, _ in documents:
                tokens.append(lexical_tokens(document))
                advance(1)
        write_generation(partial, documents, tokens, english, multilingual, catalogue.generations())
        manifest = _manifest(generation_id, documents, encoders, english, multilingual, describe(partial))
        write_manifest(manifest, partial)
        sync_tree(partial)
        verify(partial)
        partial.rename(data.generation(generation_id))
        sync_folder(data.generations)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise GenerationError(f"The generation can't be written to {data.generations}: {error}.") from error
    catalogue.keep_generation(generation_id, manifest.built_at, manifest.changed)
    switch(data, generation_id)
    # The generation that answered until now stays: a service may be in the middle of a request.
    remove_others(data, keep=[generation_id, previous] if previous else [generation_id])
    return manifest


def _up_to_date(
    data: DataFolder, catalogue: Catalogue, encoders: Encoders, generation_id: str | None
) -> Manifest | None:
    if generation_id is None:
        return None
    try:
        manifest = read_manifest(data.generation(generation_id))
        check_encoders(manifest, encoders)
    except GenerationError:
        return None
    is_same = (manifest.changed, manifest.documents) == (catalogue.changes(), catalogue.count())
    return manifest if is_same else None


def _embed(
    catalogue: Catalogue,
    encoder: Encoder,
    documents: Sequence[tuple[Document, int]],
    progress: Progress,
    only_language: str | None,
) -> VectorField:
    rows = [
        (number, text.field, text.text)
        for number, (document, _) in enumerate(documents)
        for text in searchable_texts(document)
        if only_language is None or text.language == only_language
    ]
    texts = list(dict.fromkeys(text for _, _, text in rows))
    known = catalogue.vectors(encoder, texts)
    missing = [text for text in texts if text not in known]

    with progress(f"Encoding with {encoder.name}", len(missing)) as advance:

        def keep(chunk: Sequence[str], vectors: Vectors) -> None:
            catalogue.keep_vectors(encoder, chunk, vectors)
            known.update(zip(chunk, vectors, strict=True))
            advance(len(chunk))

        encode_in_chunks(encoder, missing, keep)

    vectors = np.empty((len(rows), encoder.dimensions), np.float32)
    for row, (_, _, text) in enumerate(rows):
        vectors[row] = known[text]
    return VectorField(
        vectors,
        np.array([number for number, _, _ in rows], np.int32),
        np.array([field for _, field, _ in rows], np.uint8),
    )


def _manifest(
    generation_id: str,
    documents: Sequence[tuple[Document, int]],
    encoders: Encoders,
    english: VectorField,
    multilingual: VectorField,
    files: Mapping[str, FileFacts],
) -> Manifest:
    def facts(encoder: Encoder, field: VectorField) -> EncoderFacts:
        return EncoderFacts(encoder.name, encoder.weights_sha256, encoder.dimensions, len(field.vectors))

    return Manifest(
        format=FORMAT,
        id=generation_id,
        built_at=utc_now(),
        changed=max(changed for _, changed in documents),
        documents=len(documents),
        kinds=dict(Counter(str(document.kind) for document, _ in documents).most_common()),
        languages=dict(Counter(document.review.language for document, _ in documents).most_common()),
        english=facts(encoders.english, english),
        multilingual=facts(encoders.multilingual, multilingual),
        files=files,
    )


def _new_id(changes: int, encoders: Encoders) -> str:
    made_of = f"{changes} {encoders.english.weights_sha256} {encoders.multilingual.weights_sha256}"
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return f"{moment}-{hashlib.blake2b(made_of.encode(), digest_size=3).hexdigest()}"
