"""How time, memory and disk grow with the number of documents: 10 thousand, 100 thousand, a million.

    python -m bench.scale [--sizes 10000,100000,1000000] [--folder FOLDER]

The documents are made from the real feed by recombination: the first half of one claim with the second half of another,
under the title, publisher and date of a third. Their texts are as long and as many as real ones, and mean nothing, so
this measures size and no quality. Vectors are cheap stand-ins of the true dimensions, drawn from the hash of each text,
since the time of encoding is the encoder's own and grows with the number of texts alone. Each step is a process of its
own, whose peak memory is what the kernel counted (pages of mapped files that could be dropped are in it).
"""

import argparse
import gzip
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bench.collections import SHARED
from bench.results import made_on, write_section
from index.build import build
from index.embedding import Encoders, Vectors, unit_rows
from index.folder import DataFolder
from index.generation import current_id, open_current, verify
from index.importing import import_claimreview
from index.progress import in_lines
from index.vectorcache import text_hash

FEED = SHARED / "data" / "factchecks" / "feed.json.gz"
SIZES = (10_000, 100_000, 1_000_000)
# New documents in the last step, in which everything else is known.
ADDED = 100
STEPS = ("import", "build", "verify", "open", "import-added", "build-added")
_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Step:
    """What one step took: seconds, and the most memory that it held at a time, in bytes."""

    seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Run:
    """All steps with one number of documents, and what lay on the disk after the first build, in bytes."""

    documents: int
    steps: dict[str, Step]
    catalogue_bytes: int
    vectors_bytes: int
    generation_bytes: int


class StandInEncoder:
    """Implements index.embedding.Encoder: a random unit vector for each text, always the same one for the same text."""

    def __init__(self, name: str, dimensions: int) -> None:
        self.name = name
        self.dimensions = dimensions
        self.weights_sha256 = "0" * 64
        # The sum of two of these is a vector of its own for each pair: four million of them.
        self._pool = unit_rows(np.random.default_rng(1).standard_normal((2_048, dimensions)))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), dimensions), unit rows."""
        numbers = np.array([int.from_bytes(text_hash(text)[:4], "big") for text in texts], np.int64)
        return unit_rows(self._pool[numbers % 2_048] + 0.5 * self._pool[numbers // 2_048 % 2_048])


def stand_ins() -> Encoders:
    """Encoders with the dimensions of the true ones."""
    return Encoders(StandInEncoder("stand-in-english", 384), StandInEncoder("stand-in-multilingual", 512))


def main() -> None:
    """Measure and write the section."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--folder", type=Path, default=Path("var/scale"))
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        _do(options.step, DataFolder(options.folder))
        return
    if not FEED.is_file():
        sys.exit(f"The real feed is not here: {FEED} is absent.")
    runs = []
    for size in map(int, options.sizes.split(",")):
        runs.append(_run(size, options.folder))
        print(_row(runs[-1]), flush=True)
    write_section("A million documents", _section(runs))


def _do(step: str, data: DataFolder) -> None:
    if step.startswith("import"):
        import_claimreview(data, str(data.path / f"{step}.json"), in_lines)
    elif step.startswith("build"):
        build(data, stand_ins(), in_lines)
    elif step == "verify":
        verify(data.generation(current_id(data) or ""))
    else:
        open_current(data).documents([0])


def _run(size: int, folder: Path) -> Run:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = DataFolder(folder)
    try:
        _make_feed(folder / "import.json", 0, size)
        _make_feed(folder / "import-added.json", size, size + ADDED)
        steps = {}
        for step in STEPS:
            steps[step] = _measured(step, folder)
            (folder / f"{step}.json").unlink(missing_ok=True)
            if step == "build":
                generation = _bytes(data.generations)
                catalogue = sum(path.stat().st_size for path in folder.glob("catalogue.sqlite*"))
                vectors = _bytes(data.vectors)
            print(f"{size:,} {step}: {steps[step].seconds:.1f} s, {steps[step].peak_bytes / _GIB:.2f} GiB", flush=True)
            if step == "open" and _bytes(folder) * 1.5 > shutil.disk_usage(folder).free:
                print("Too little room for a second generation; the last steps are left out.")
                break
        return Run(size, steps, catalogue, vectors, generation)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(step: str, folder: Path) -> Step:
    command = [sys.executable, "-m", "bench.scale", "--step", step, "--folder", str(folder)]
    began = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"The step {step} failed with status {os.waitstatus_to_exitcode(status)}.")
    return Step(time.monotonic() - began, usage.ru_maxrss * 1024)


def _make_feed(path: Path, first: int, last: int) -> None:
    # In a process of its own: what this one holds would count as the memory of the processes that it starts.
    making = multiprocessing.get_context("spawn").Process(target=_write_feed, args=(path, first, last))
    making.start()
    making.join()
    if making.exitcode:
        sys.exit("The documents could not be made.")


def _write_feed(path: Path, first: int, last: int) -> None:
    with path.open("w") as file:
        file.write('{"@type": "DataFeed", "dataFeedElement": [\n')
        for number, review in enumerate(_recombined(first, last)):
            file.write(("," if number else "") + json.dumps(review) + "\n")
        file.write("]}")


def _recombined(first: int, last: int) -> Iterator[dict[str, Any]]:
    """Reviews by their numbers, each the same in every run."""
    with gzip.open(FEED, "rt") as file:
        elements = json.load(file)["dataFeedElement"]
    reviews = [review for element in elements for review in element["item"] or [] if review.get("claimReviewed")]
    for number in range(first, last):
        draw = random.Random(number)
        choose = partial(draw.choice, reviews)
        begun, ended = choose()["claimReviewed"].split(), choose()["claimReviewed"].split()
        title = choose().get("name", "").split()
        claim = " ".join([*begun[: len(begun) // 2 + 1], *ended[len(ended) // 2 :]])
        address = f"https://checks.example/{number}"
        yield {**choose(), "url": address, "claimReviewed": claim, "name": " ".join([*title, str(number)])}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _row(run: Run) -> str:
    def cell(step: str) -> str:
        taken = run.steps.get(step)
        return f"{taken.seconds:,.1f} s, {taken.peak_bytes / _GIB:.2f} GiB" if taken else "not run"

    disk = " / ".join(f"{each / _GIB:.2f}" for each in (run.catalogue_bytes, run.vectors_bytes, run.generation_bytes))
    return f"| {run.documents:,} | {' | '.join(cell(step) for step in STEPS if step != 'import-added')} | {disk} GiB |"


def _growth(runs: Sequence[Run]) -> list[str]:
    lines = []
    for before, after in pairwise(runs):
        factor = after.documents / before.documents

        def times(step: str, before: Run = before, after: Run = after) -> str:
            early, late = before.steps.get(step), after.steps.get(step)
            return f"{step} ×{late.seconds / early.seconds:.1f}" if early and late else f"{step} not run"

        disk = [sum((run.catalogue_bytes, run.vectors_bytes, run.generation_bytes)) for run in (before, after)]
        lines.append(
            f"- From {before.documents:,} to {after.documents:,} (×{factor:.0f}): "
            f"{', '.join(map(times, ('import', 'build', 'verify', 'open', 'build-added')))}; "
            f"disk ×{disk[1] / disk[0]:.1f}."
        )
    return lines


def _section(runs: Sequence[Run]) -> str:
    table = [
        "| documents | import | build, encoding apart | verify | open | build of 100 more "
        "| disk: catalogue / vector cache / generation |",
        "| --- " * 7 + "|",
        *map(_row, runs),
    ]
    return "\n".join(
        [
            f"`python -m bench.scale`, {made_on()}.",
            "",
            "Made from the real feed of fact-checks by recombination (halves of claims, titles and publishers of",
            "different reviews); vectors are stand-ins of the true dimensions, so encoding is not in these times. One",
            "run, other work beside it. Memory is the peak of the process, mapped files included.",
            "",
            *table,
            "",
            *_growth(runs),
        ]
    )


if __name__ == "__main__":
    main()
