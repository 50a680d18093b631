"""The first lookups after a start and after a switch of generations, and what a build takes: python -m bench.cold."""

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.collections import SHARED
from bench.indexes import FOLDER, bench_encoders
from bench.reader_queries import reader_queries
from bench.results import made_on, write_section
from bench.speed import Client, running_service
from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoder, Encoders, encode_in_chunks
from index.feeds.starter import starter_documents
from index.folder import DataFolder
from index.generation import current_id, switch
from index.progress import silent
from index.texts import ENGLISH, QUOTATIONS, searchable_texts

STARTS = 3
# Lookups until the time of one is taken for what it is when nothing is new.
_SETTLED = 40


def main() -> None:
    """Measure, and write the section."""
    if not SHARED.is_dir():
        raise SystemExit(f"The sentences to measure with are not there: {SHARED} is missing.")
    sentences = [query.text for query in reader_queries() if query.language == "en"]
    lines = [
        f"`python -m bench.cold`, {made_on()}.",
        "",
        f"Milliseconds over HTTP, median of {STARTS} services; 48,270 documents. From the disk: the system was told to",
        "forget the index's files before.",
        "",
        "| what | files in memory | from the disk |",
        "| --- | --- | --- |",
        *_first_lookups(sentences),
        "",
        *_builds(),
    ]
    print("\n".join(lines))
    write_section("First lookups, and builds", "\n".join(lines))


def _first_lookups(sentences: Sequence[str]) -> list[str]:
    with TemporaryDirectory(dir=FOLDER) as name:
        data = DataFolder(Path(name))
        starter, feed = _two_generations(data)
        started = [
            [_started(data, starter, feed, sentences, is_cold=is_cold) for _ in range(STARTS)]
            for is_cold in (False, True)
        ]
    names = ("start to ready, s", "first lookup", "first after a switch to them", "second after it", "one later on")
    return [
        f"| {what} | {warm:.1f} | {cold:.1f} |"
        for what, warm, cold in zip(names, *np.median(started, axis=1), strict=True)
    ]


def _two_generations(data: DataFolder) -> tuple[str, str]:
    """Put the starter's generation and the feed's into one folder; gives their ids."""
    found = []
    data.generations.mkdir()
    for name in ("starter", "feed"):
        own = DataFolder(FOLDER / name)
        generation_id = current_id(own) or ""
        shutil.copytree(own.generation(generation_id), data.generation(generation_id), copy_function=os.link)
        found.append(generation_id)
    return found[0], found[1]


def _started(data: DataFolder, starter: str, feed: str, sentences: Sequence[str], *, is_cold: bool) -> list[float]:
    """Seconds to ready; then ms of the first lookup, of two after a switch, and of a later one."""
    _forget(data.generation(feed), is_cold=is_cold)
    switch(data, feed)
    with running_service(data.path) as service:
        ready_s, first = service.ready_s, Client(service.port).ask(sentences[:1])
    switch(data, starter)
    _forget(data.generation(feed), is_cold=is_cold)
    with running_service(data.path) as service:
        client = Client(service.port)
        for sentence in sentences[:_SETTLED]:
            client.ask([sentence])
        switch(data, feed)
        after = [client.ask([sentence]) for sentence in sentences[: _SETTLED + 2]]
    return [ready_s, first, after[0], after[1], float(np.median(after[2:]))]


def _forget(folder: Path, *, is_cold: bool) -> None:
    for path in folder.rglob("*") if is_cold else ():
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _builds() -> list[str]:
    encoders = bench_encoders()
    with TemporaryDirectory(dir=FOLDER) as name:
        data = DataFolder(Path(name))
        shutil.copy(FOLDER / "feed" / "catalogue.sqlite", data.catalogue)
        shutil.copytree(FOLDER / "feed" / "vectors", data.vectors)
        wall_s, cpu_s = _timed_build(data, encoders)
    share = _encoding_share(encoders)
    return [
        f"A build of the 48,270 documents, all texts encoded before: {wall_s:.1f} s, {cpu_s:.1f} s of processor",
        f"(goal 20 s). In a build of the starter's documents, encoding goes at {share:.2f} of its own rate (goal .9).",
    ]


def _timed_build(data: DataFolder, encoders: Encoders) -> tuple[float, float]:
    """Seconds by the clock and of processor."""
    began, processor = time.perf_counter(), time.process_time()
    build(data, encoders, silent)
    return time.perf_counter() - began, time.process_time() - processor


def _encoding_share(encoders: Encoders) -> float:
    """The rate of encoding in a build, a build with nothing to encode taken off, as a share of the encoders' own."""
    documents = list(starter_documents())
    texts = [list(searchable_texts(document)) for document in documents]
    alone = [
        (encoders.english, [each.text for own in texts for each in own if each.language == ENGLISH]),
        (
            encoders.multilingual,
            [each.text for own in texts for each in own if each.field not in QUOTATIONS or each.language != ENGLISH],
        ),
    ]
    shares = []
    for _ in range(STARTS):
        alone_s = sum(_encoding_s(encoder, each) for encoder, each in alone)
        with TemporaryDirectory(dir=FOLDER) as name:
            data = DataFolder(Path(name))
            with open_catalogue(data) as catalogue:
                catalogue.take(documents)
            whole_s, _ = _timed_build(data, encoders)
            shutil.rmtree(data.generations)
            data.current.unlink()
            rest_s, _ = _timed_build(data, encoders)
        shares.append(alone_s / (whole_s - rest_s))
    return float(np.median(shares))


def _encoding_s(encoder: Encoder, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    encode_in_chunks(encoder, list(dict.fromkeys(texts)), lambda _texts, _vectors: None)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
