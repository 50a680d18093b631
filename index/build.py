"""The straight line of building: catalogue -> embed -> write generation -> verify -> switch.

A crash at any moment leaves the previous generation serving; the next build removes what is left over. Documents pass
through a page at a time, so that a million of them need little more memory than the vectors of one encoder.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from index.catalogue import Catalogue, only_writer, open_catalogue
from index.changes import Stored
from index.clock import utc_now
from index.collection import Collection
from index.embedding import Encoder, Encoders, Vectors, encode_in_chunks
from index.errors import GenerationError, SidelightError
from index.folder import DataFolder
from index.generation import (
    check_encoders,
    current_id,
    describe,
    remove_others,
    switch,
    sync_folder,
    sync_tree,
    verify,
)
from index.manifest import FORMAT, EncoderFacts, FileFacts, Manifest, read_manifest, write_manifest
from index.progress import Progress
from index.texts import ENGLISH, QUOTATIONS, Text, searchable_texts, wording
from index.vectorcache import VectorCache
from index.writing import FINISHING, GenerationWriter, TextRows, writing

# Documents whose texts are encoded together. More makes batches of more even length; fewer, a smoother progress bar.
_PAGE = 512


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
    count, changes = catalogue.count(), catalogue.changes()
    if not count:
        raise NothingToBuildError("The catalogue is empty: run python -m index import starter first.")
    generation_id = _new_id(changes, encoders)
    partial = data.partial(generation_id)
    try:
        with writing(partial) as writer:
            with progress("Building", count) as advance:
                for page in _pages(catalogue.documents()):
                    _write_page(page, catalogue.vectors, encoders, writer)
                    advance(len(page))
            with progress("Writing the index", FINISHING) as advance:
                collection = writer.finish(
                    catalogue,
                    catalogue.vectors.rows(encoders.english, writer.english.cached),
                    catalogue.vectors.rows(encoders.multilingual, writer.multilingual.cached),
                    advance,
                )
        manifest = _manifest(generation_id, changes, collection, encoders, writer, describe(partial))
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
        if (manifest.changed, manifest.documents) != (catalogue.changes(), catalogue.count()):
            return None
        # All of it: a damaged one is made anew.
        return verify(data.generation(generation_id))
    except GenerationError:
        return None


def _pages(documents: Iterator[Stored]) -> Iterator[list[Stored]]:
    while page := list(islice(documents, _PAGE)):
        yield page


def _write_page(page: Sequence[Stored], cache: VectorCache, encoders: Encoders, writer: GenerationWriter) -> None:
    texts = [list(searchable_texts(stored.document)) for stored in page]
    english = _encoded(cache, encoders.english, (text for each in texts for text in _english(each)))
    multilingual = _encoded(cache, encoders.multilingual, (text for each in texts for text in _any_language(each)))
    for stored, own in zip(page, texts, strict=True):
        number = writer.add(stored, wording(stored.document))
        _add_rows(writer.english, number, _english(own), english)
        _add_rows(writer.multilingual, number, _any_language(own), multilingual)


def _english(texts: Iterable[Text]) -> list[Text]:
    return [text for text in texts if text.language == ENGLISH]


def _any_language(texts: Iterable[Text]) -> list[Text]:
    """All but English quotations: across languages the claim and its title lead to a document as surely as they do."""
    return [text for text in texts if text.field not in QUOTATIONS or text.language != ENGLISH]


def _encoded(cache: VectorCache, encoder: Encoder, texts: Iterable[Text]) -> Mapping[str, int]:
    """The cache's row of each text; those that it lacks are encoded and kept."""
    distinct = list(dict.fromkeys(text.text for text in texts))
    rows = cache.known(encoder, distinct)

    def keep(chunk: Sequence[str], vectors: Vectors) -> None:
        rows.update(cache.keep(encoder, chunk, vectors))

    encode_in_chunks(encoder, [text for text in distinct if text not in rows], keep)
    return rows


def _add_rows(rows: TextRows, number: int, texts: Iterable[Text], cached: Mapping[str, int]) -> None:
    for text in texts:
        rows.add(number, text.field, cached[text.text])


def _manifest(
    generation_id: str,
    changes: int,
    collection: Collection,
    encoders: Encoders,
    writer: GenerationWriter,
    files: Mapping[str, FileFacts],
) -> Manifest:
    def facts(encoder: Encoder, rows: TextRows) -> EncoderFacts:
        return EncoderFacts(encoder.name, encoder.weights_sha256, encoder.dimensions, len(rows))

    return Manifest(
        format=FORMAT,
        id=generation_id,
        built_at=utc_now(),
        changed=changes,
        documents=collection.documents,
        kinds={str(kind): count for kind, count in collection.kinds.items()},
        languages=dict(collection.languages),
        english=facts(encoders.english, writer.english),
        multilingual=facts(encoders.multilingual, writer.multilingual),
        files=files,
    )


def _new_id(changes: int, encoders: Encoders) -> str:
    made_of = f"{changes} {encoders.english.weights_sha256} {encoders.multilingual.weights_sha256}"
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return f"{moment}-{hashlib.blake2b(made_of.encode(), digest_size=3).hexdigest()}"
