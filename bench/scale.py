"""How time, memory and disk grow with the number of documents: 10 thousand, 100 thousand, a million.

    python -m bench.scale [--sizes 10000,100000,1000000] [--folder FOLDER] [--minutes 14]

The documents are made from the real feed by recombination: the first half of one claim with the second half of another,
under the title, publisher and date of a third. Their texts are as long and as many as real ones, and mean nothing, so
this measures size and no quality. Vectors are cheap stand-ins of the true dimensions, drawn from the hash of each text,
since the time of encoding is the encoder's own and grows with the number of texts alone. Each step is a process of its
own, whose memory is what the kernel counted at its peak: all of it, and what was not pages of mapped files, which can
be dropped at any moment. After the given minutes it stops between two steps; called again, it goes on.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from bench.collections import SHARED
from bench.results import commit, made_on, write_section
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
_LOOKED_AT_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Step:
    """What one step took: seconds by the clock and of processor, and the most memory that it held at a time, in bytes.

    `own_bytes` is without pages of mapped files.
    """

    seconds: float
    peak_bytes: int
    own_bytes: int
    cpu_s: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The steps done with one number of documents by a commit, and the bytes on the disk after the first build."""

    documents: int
    commit: str
    steps: Mapping[str, Step] = field(default_factory=dict)
    catalogue_bytes: int = 0
    vectors_bytes: int = 0
    generation_bytes: int = 0


_RUN = TypeAdapter(Run)


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
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        _do(options.step, DataFolder(options.folder))
        return
    if not FEED.is_file():
        sys.exit(f"The real feed is not here: {FEED} is absent.")
    ends = time.monotonic() + 60 * options.minutes
    runs = []
    for size in map(int, options.sizes.split(",")):
        runs.append(_run(size, options.folder, ends))
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


def _run(size: int, folder: Path, ends: float) -> Run:
    """Do the steps that are left of one size; ends the process where the time is over between two of them."""
    data, noted = DataFolder(folder / str(size)), folder / f"{size}.json"
    run = _RUN.validate_json(noted.read_bytes()) if noted.exists() else Run(size, commit())
    if not run.steps:
        shutil.rmtree(data.path, ignore_errors=True)
        data.path.mkdir(parents=True)
        _make_feed(data.path / "import.json", 0, size)
        _make_feed(data.path / "import-added.json", size, size + ADDED)
    for step in [step for step in STEPS if step not in run.steps]:
        if time.monotonic() > ends:
            sys.exit(f"The time is over before {size:,} {step}; called again, it goes on.")
        run = replace(run, steps={**run.steps, step: _measured(step, data.path)})
        if step == "build":
            catalogue = sum(path.stat().st_size for path in data.path.glob("catalogue.sqlite*"))
            run = replace(
                run,
                catalogue_bytes=catalogue,
                vectors_bytes=_bytes(data.vectors),
                generation_bytes=_bytes(data.generations),
            )
        noted.write_bytes(_RUN.dump_json(run))
        print(f"{size:,} {step}: {_cell(run.steps[step])}", flush=True)
    shutil.rmtree(data.path, ignore_errors=True)
    return run


def _measured(step: str, folder: Path) -> Step:
    command = [sys.executable, "-m", "bench.scale", "--step", step, "--folder", str(folder)]
    began, own = time.monotonic(), 0
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        own = max(own, _own_bytes(process.pid))
        time.sleep(_LOOKED_AT_EVERY_S)
    if status:
        sys.exit(f"The step {step} failed with status {os.waitstatus_to_exitcode(status)}.")
    return Step(time.monotonic() - began, usage.ru_maxrss * 1024, own, usage.ru_utime + usage.ru_stime)


def _own_bytes(process: int) -> int:
    """The memory of a process apart from pages of files; 0 once it has ended."""
    found = re.search(r"^RssAnon:\s+(\d+) kB$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


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
    cells = " | ".join(_cell(run.steps[step]) for step in STEPS if step != "import-added")
    disk = " / ".join(f"{each / _GIB:.2f}" for each in (run.catalogue_bytes, run.vectors_bytes, run.generation_bytes))
    return f"| {run.documents:,} | {run.commit} | {cells} | {disk} GiB |"


def _cell(step: Step) -> str:
    processor = "" if step.cpu_s is None else f" ({step.cpu_s:,.1f})"
    return f"{step.seconds:,.1f}{processor} s, {step.own_bytes / _GIB:.2f} of {step.peak_bytes / _GIB:.2f} GiB"


def _growth(runs: Sequence[Run]) -> list[str]:
    lines = []
    for before, after in pairwise(runs):
        factor = after.documents / before.documents

        def times(step: str, before: Run = before, after: Run = after) -> str:
            return f"{step} ×{_grown(before.steps[step], after.steps[step]):.1f}"

        disk = [sum((run.catalogue_bytes, run.vectors_bytes, run.generation_bytes)) for run in (before, after)]
        lines.append(
            f"- From {before.documents:,} to {after.documents:,} (×{factor:.0f}): "
            f"{', '.join(map(times, ('import', 'build', 'verify', 'open', 'build-added')))}; "
            f"disk ×{disk[1] / disk[0]:.1f}."
        )
    return lines


def _grown(before: Step, after: Step) -> float:
    """By processor, which other work slows less, where both were measured so."""
    if before.cpu_s is None or after.cpu_s is None:
        return after.seconds / before.seconds
    return after.cpu_s / before.cpu_s


def _section(runs: Sequence[Run]) -> str:
    table = [
        "| documents | of commit | import | build, encoding apart | verify | open | build of 100 more "
        "| disk: catalogue / vector cache / generation |",
        "| --- " * 8 + "|",
        *map(_row, runs),
    ]
    return "\n".join(
        [
            f"`python -m bench.scale`, {made_on()}.",
            "",
            "Made from the real feed of fact-checks by recombination (halves of claims, titles and publishers of",
            "different reviews); vectors are stand-ins of the true dimensions, so encoding is not in these times. One",
            "run, other work beside it: seconds by the clock (in brackets, of processor). Memory is the process's own",
            "at its peak, of the peak with mapped files in it.",
            "",
            *table,
            "",
            "Growth, by the processor's time where both have it:",
            "",
            *_growth(runs),
        ]
    )


if __name__ == "__main__":
    main()
