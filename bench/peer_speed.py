"""How fast and how small other vector engines are on the same claims and vectors: python -m bench.peer_speed.

Each engine is measured in a process of its own, one after the other. Then Sidelight's whole lookup, which does more:
two encoders, words, ranking, sides.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from bench.collections import SHARED
from bench.indexes import FOLDER
from bench.peer_engines import ENGINES, NEAREST, Claims
from bench.reader_queries import reader_queries
from bench.results import made_on, write_section
from index.embedding import MiniLM, packaged_encoders
from index.folder import DataFolder
from index.generation import DOCUMENTS, open_current
from index.lookup import look_up
from index.lookup.question import Question, Sentence
from index.lookup.ranking import packaged_ranker
from index.texts import Field
from index.vectors import limit_threads

ROUNDS = 5

_Asked = TypeVar("_Asked")


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine took: seconds to build by the clock and of processor, bytes, and milliseconds of searches."""

    engine: str
    built_s: float
    built_cpu_s: float
    disk_bytes: int
    own_bytes: int
    vector_ms: float
    vector_p95_ms: float
    text_ms: float
    recall: float


def main() -> None:
    """Measure each engine, and write the section."""
    if len(sys.argv) > 1:
        print(json.dumps(asdict(_measured(sys.argv[1]))))
        return
    if not SHARED.is_dir():
        raise SystemExit(f"The sentences to measure with are not there: {SHARED} is missing.")
    measured = [_in_a_process(name) for name in ENGINES]
    limit_threads(1)
    write_section("Beside other engines", _section(measured, _whole_lookup_ms()))


def _in_a_process(name: str) -> Measured:
    command = [sys.executable, "-m", "bench.peer_speed", name]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    found = Measured(**json.loads(output.splitlines()[-1]))
    print(_row(found), flush=True)
    return found


def _measured(name: str) -> Measured:
    limit_threads(1)
    claims, sentences, encoder = _claims(), _sentences(), MiniLM(threads=1)
    asked = encoder.encode(sentences)
    true = np.argsort(-(asked @ claims.vectors.T), axis=1, kind="stable")[:, :NEAREST]
    with _folder() as folder:
        own, processor, began = _own_bytes(folder), _processor_s(folder), time.perf_counter()
        search = ENGINES[name](claims, folder)
        built_s, built_cpu_s = time.perf_counter() - began, _processor_s(folder) - processor

        def from_text(text: str) -> object:
            return search(encoder.encode([text])[0])

        vector_ms = [_milliseconds(search, each) for _ in range(ROUNDS) for each in asked]
        text_ms = [_milliseconds(from_text, each) for _ in range(2) for each in sentences]
        hits = [
            len({claims.ids[row] for row in rows} & set(search(each))) for each, rows in zip(asked, true, strict=True)
        ]
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        return Measured(
            name,
            built_s,
            built_cpu_s,
            disk,
            _own_bytes(folder) - own,
            float(np.median(vector_ms)),
            float(np.percentile(vector_ms, 95)),
            float(np.median(text_ms)),
            sum(hits) / NEAREST / len(hits),
        )


def _whole_lookup_ms() -> float:
    generation, encoders = open_current(DataFolder(FOLDER / "feed")), packaged_encoders(threads=1)
    ranker = packaged_ranker()

    def whole(text: str) -> object:
        return look_up(generation, encoders, ranker, Question((Sentence("s", text),)))

    return float(np.median([_milliseconds(whole, each) for _ in range(ROUNDS) for each in _sentences()]))


def _claims() -> Claims:
    """Those in English of the feed, each text once."""
    generation = open_current(DataFolder(FOLDER / "feed"))
    rows = generation.english.rows_of[:, Field.CLAIM]
    numbers = np.flatnonzero(rows >= 0)
    _, first = np.unique(rows[numbers], return_index=True)
    numbers = numbers[np.sort(first)]
    ids = generation.ids()
    texts: list[str] = []
    for start in range(0, len(numbers), 1_000):
        found = generation.documents(numbers[start : start + 1_000].tolist())
        texts.extend(document.claim.text for document in found)
    return Claims([ids[number] for number in numbers], texts, generation.english.index.rows(rows[numbers]))


def _sentences() -> list[str]:
    return [query.text for query in reader_queries() if query.language == "en"]


@contextmanager
def _folder() -> Iterator[Path]:
    # PostgreSQL lets nobody run it as root, and its own user must get at the files.
    with TemporaryDirectory(prefix="peers-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _processes(folder: Path) -> list[int]:
    """The numbers of this process, and of a server that an engine started on `folder`, with those below it."""
    commands = {int(path.parent.name): path for path in Path("/proc").glob("[0-9]*/cmdline")}
    found = [os.getpid(), *(number for number, path in commands.items() if str(folder).encode() in _read(path))]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            found.extend(int(child) for child in _read(children).split())
    return list(dict.fromkeys(found))


def _own_bytes(folder: Path) -> int:
    """Their memory apart from pages of files; what several share counts once."""
    rollups = b"\n".join(_read(Path(f"/proc/{process}/smaps_rollup")) for process in _processes(folder))
    return sum(int(size) for size in re.findall(rb"^Pss_(?:Anon|Shmem):\s+(\d+) kB$", rollups, re.MULTILINE)) * 1024


def _processor_s(folder: Path) -> float:
    """What they have had of the processor, with those of theirs that have ended."""
    stats = [_read(Path(f"/proc/{process}/stat")).rpartition(b") ")[2].split() for process in _processes(folder)]
    return sum(sum(map(int, stat[11:15])) for stat in stats) / os.sysconf("SC_CLK_TCK")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # It has ended meanwhile.
        return b""


def _milliseconds(run: Callable[[_Asked], object], asked: _Asked) -> float:
    began = time.perf_counter()
    run(asked)
    return (time.perf_counter() - began) * 1000


def _row(each: Measured) -> str:
    return (
        f"| {each.engine} | {each.vector_ms:.2f} ms | {each.vector_p95_ms:.2f} ms | {each.text_ms:.1f} ms "
        f"| {each.recall:.3f} | {each.own_bytes / 2**20:.0f} MB | {each.disk_bytes / 2**20:.0f} MB "
        f"| {each.built_s:.1f} s ({each.built_cpu_s:.1f} s) |"
    )


def _section(measured: Sequence[Measured], whole_ms: float) -> str:
    generation, asked = open_current(DataFolder(FOLDER / "feed")), len(_sentences())
    numbers = np.random.default_rng(1).integers(0, generation.manifest.documents, (200, NEAREST)).tolist()
    reading_ms = np.median([_milliseconds(generation.documents, each) for each in numbers])
    file = DataFolder(FOLDER / "feed").generation(generation.manifest.id) / DOCUMENTS
    return "\n".join(
        [
            f"`python -m bench.peer_speed`, {made_on()}.",
            "",
            f"The {len(_claims().ids):,} English claims of the feed's {generation.manifest.documents:,} documents,",
            f"with ready vectors; asked are {asked} reader's sentences, one by one, for the {NEAREST} nearest.",
            "Each engine by its own defaults, with its usual index (LanceDB's for vectors, pgvector's HNSW), in a",
            "process of its own. From text is with encoding. Memory is what building and searching added, apart from",
            "pages of files; build is by the clock (of processor).",
            "",
            "| engine | from a vector, median | p95 | from text, median | recall | own memory | disk | build |",
            "| --- " * 8 + "|",
            *map(_row, measured),
            "",
            "The others keep the claims' texts with the vectors. Sidelight's whole records are beside its index:",
            f"{file.stat().st_size / 2**20:.0f} MB, and {reading_ms:.2f} ms more to read {NEAREST} of them. Its whole",
            f"lookup (two encoders, words, ranking, reading, sides) takes {whole_ms:.1f} ms, median, in one process.",
        ]
    )


if __name__ == "__main__":
    main()
