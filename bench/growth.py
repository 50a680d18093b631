"""How the search for the nearest vectors grows, by the product's own indexes: python -m bench.growth.

The vectors are recombined from real ones (bench.many_vectors); the queries are real sentences. What one size gave is
kept in var/growth until the folder is removed, so that a run that was stopped goes on.
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from bench.collections import SHARED
from bench.many_vectors import Recombined, asked_vectors
from bench.results import commit, made_on, write_section
from index.embedding import Vectors
from index.vectors import VectorIndex, limit_threads, open_vectors, write_vectors

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
NEIGHBOURS = 10
# The first round brings the pages of the file into memory and isn't counted.
ROUNDS = 4
PICTURE = Path(__file__).with_name("growth.png")
_FOLDER = Path("var/growth")
_ROWS_AT_A_TIME = 65_536
_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Grown:
    """What one number of vectors took, and how well their neighbours are found."""

    vectors: int
    commit: str
    built_cpu_s: float
    built_peak_bytes: int
    file_bytes: int
    median_ms: float
    p95_ms: float
    recall: float
    own_bytes: int


_GROWN = TypeAdapter(Grown)


def main() -> None:
    """Measure each size that is lacking, draw, and write the section."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--search", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    limit_threads(1)
    if options.build:
        write_vectors(Recombined(options.build), _file(options.build))
        usage = resource.getrusage(resource.RUSAGE_SELF)
        print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        return
    if options.search:
        print(*_searched(_file(options.search), np.load(_FOLDER / "asked.npy")))
        return
    if not SHARED.is_dir():
        raise SystemExit(f"The sentences to measure with are not there: {SHARED} is missing.")
    _FOLDER.mkdir(parents=True, exist_ok=True)
    np.save(_FOLDER / "asked.npy", asked_vectors())
    grown = [_grown(int(size)) for size in options.sizes.split(",")]
    _draw(grown)
    write_section("Ten million vectors", _section(grown))


def _grown(vectors: int) -> Grown:
    noted = _FOLDER / f"{vectors}.json"
    if noted.exists():
        return _GROWN.validate_json(noted.read_bytes())
    file = _file(vectors)
    built_cpu_s, built_peak_bytes = _in_a_process("--build", vectors)
    median_ms, p95_ms, recall, own_bytes = _in_a_process("--search", vectors)
    found = Grown(
        vectors, commit(), built_cpu_s, int(built_peak_bytes), file.stat().st_size, median_ms, p95_ms, recall,
        int(own_bytes),
    )  # fmt: skip
    noted.write_bytes(_GROWN.dump_json(found))
    file.unlink()
    print(_row(found), flush=True)
    return found


def _in_a_process(step: str, vectors: int) -> list[float]:
    """What a step prints; in a process of its own, so that its memory is what it alone took."""
    command = [sys.executable, "-m", "bench.growth", step, str(vectors)]
    return [float(number) for number in subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.split()]


def _file(vectors: int) -> Path:
    return _FOLDER / f"{vectors}.faiss"


def _searched(file: Path, asked: Vectors) -> tuple[float, float, float, int]:
    """Median and 95th percentile of a search in ms, recall, and the memory that opening and all searches took."""
    before = _own_bytes()
    index = open_vectors(file)
    took_ms: list[float] = []
    for _ in range(ROUNDS):
        found = []
        for each in asked:
            began = time.perf_counter()
            found.append(index.search(each[np.newaxis], NEIGHBOURS)[1][0])
            took_ms.append((time.perf_counter() - began) * 1000)
    counted = took_ms[len(asked) :]
    own = _own_bytes() - before
    return (
        float(np.median(counted)),
        float(np.percentile(counted, 95)),
        _recall(np.stack(found), _nearest(index, asked)),
        own,
    )


def _nearest(index: VectorIndex, asked: Vectors) -> NDArray[np.int64]:
    """The true neighbours, int64 (n, NEIGHBOURS), by comparing with every vector as the index holds it."""
    similarities = np.full((len(asked), NEIGHBOURS), -np.inf, np.float32)
    rows = np.full((len(asked), NEIGHBOURS), -1, np.int64)
    for start in range(0, index.count, _ROWS_AT_A_TIME):
        some = np.arange(start, min(start + _ROWS_AT_A_TIME, index.count))
        similarities = np.hstack([similarities, asked @ index.rows(some).T])
        rows = np.hstack([rows, np.broadcast_to(some, (len(asked), len(some)))])
        best = np.argpartition(-similarities, NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS]
        similarities, rows = np.take_along_axis(similarities, best, 1), np.take_along_axis(rows, best, 1)
    return rows


def _recall(found: NDArray[np.int64], true: NDArray[np.int64]) -> float:
    return float(np.mean([len(np.intersect1d(*pair)) / NEIGHBOURS for pair in zip(found, true, strict=True)]))


def _own_bytes() -> int:
    """The memory of this process apart from pages of files."""
    found = re.search(r"^RssAnon:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _draw(grown: Sequence[Grown]) -> None:
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, (times, found) = plt.subplots(1, 2, figsize=(8, 3.5), dpi=110)
    sizes = [each.vectors for each in grown]
    times.loglog(sizes, [each.median_ms for each in grown], marker="o", label="median")
    times.loglog(sizes, [each.p95_ms for each in grown], marker="o", label="95th percentile")
    times.axhline(25, color="0.7", linewidth=1)
    times.set(xlabel="vectors", ylabel="ms of one search")
    times.legend(frameon=False, fontsize="small")
    found.semilogx(sizes, [each.recall for each in grown], marker="o", color="C2")
    found.axhline(0.95, color="0.7", linewidth=1)
    found.set(xlabel="vectors", ylabel=f"recall@{NEIGHBOURS}", ylim=(0.9, 1.005))
    figure.tight_layout()
    figure.savefig(PICTURE)
    plt.close(figure)


def _row(each: Grown) -> str:
    return (
        f"| {each.vectors:,} | {each.commit} | {each.median_ms:.2f} ms | {each.p95_ms:.2f} ms | {each.recall:.3f} "
        f"| {each.own_bytes / 2**20:.0f} MB | {each.file_bytes / _GIB:.2f} GiB | {each.built_cpu_s:,.0f} s "
        f"| {each.built_peak_bytes / _GIB:.1f} GiB |"
    )


def _section(grown: Sequence[Grown]) -> str:
    asked = len(np.load(_FOLDER / "asked.npy"))
    return "\n".join(
        [
            f"`python -m bench.growth`, {made_on()}.",
            "",
            "Vectors recombined from real ones in English: a row is one of them, half of another and noise, scaled.",
            f"Asked are {asked} real sentences, one by one, for the {NEIGHBOURS} nearest; one core, files in memory.",
            "Own memory is what opening and searching added, apart from the file's pages. Building is on one core, and",
            "2 GB of its memory are the real vectors.",
            "",
            f"| vectors | of commit | search, median | p95 | recall@{NEIGHBOURS} | own memory | file "
            "| built, processor | memory of building |",
            "| --- " * 9 + "|",
            *map(_row, grown),
            "",
            "![Time of a search and recall by number of vectors](growth.png)",
        ]
    )


if __name__ == "__main__":
    main()
