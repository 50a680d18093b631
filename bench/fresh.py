"""The whole of the real feed taken, built, served, and updated with a changed copy while it is served.

    python -m bench.fresh [--folder FOLDER]

The first update takes the feed without its last 200 reviews and encodes everything, with the true models: that takes
long. It can be stopped and started again; what was encoded is kept, and the times of all runs are added up. Then the
service is started, somebody asks it without pause, and the second update brings a copy in which 100 reviews are new, 50
have another title and 30 are gone. The third brings the last 100 by a small feed of their own.
"""

import argparse
import gzip
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.collections import SHARED
from bench.results import made_on, write_section
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.generation import current_id
from index.normalise.addresses import canonical_url

FEED = SHARED / "data" / "factchecks" / "feed.json.gz"
NEW, RETITLED, GONE = 100, 50, 30
PORT = 8799
QUESTION = {"sentences": [{"id": "s", "text": "Vaccines contain microchips that track people."}], "min_probability": 0}
# Asked before and after the second update, so that both generations are met.
MORE_S = 3.0
# Between two questions of the one who asks all the time.
PAUSE_S = 0.02


@dataclass
class Asked:
    """What somebody was told who asked all the time: statuses, generations in order, and times in ms."""

    statuses: list[int] = field(default_factory=list)
    generations: list[str] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """One update: seconds by the clock, seconds of processor, and what it said."""

    seconds: float = 0.0
    cpu_s: float = 0.0
    said: str = ""

    def __add__(self, other: "Run") -> "Run":
        """Both after each other; what the later one said."""
        return Run(self.seconds + other.seconds, self.cpu_s + other.cpu_s, other.said)


def main() -> None:
    """Run the trial and write the section."""
    parser = argparse.ArgumentParser(prog="python -m bench.fresh")
    parser.add_argument("--folder", type=Path, default=Path("var/fresh"))
    folder: Path = parser.parse_args().folder.resolve()
    if not FEED.is_file():
        sys.exit(f"The real feed is not here: {FEED} is absent.")
    data = DataFolder(folder)
    first, second, more, gone = _copies()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feed.json").write_text(json.dumps(first))
    (folder / "more.json").write_text(json.dumps(more))
    _configure(data, "feed")
    first_run = _first_update(data)
    texts = _known_texts(data)
    before, withdrawn = current_id(data), _ids(data, gone)
    with _served(data), _asking() as asked:
        time.sleep(MORE_S)
        (folder / "feed.json").write_text(json.dumps(second))
        second_run = _update(data, "--now", "feed")
        encoded = [_known_texts(data)]
        _configure(data, "feed", "more")
        third_run = _update(data, "--now", "more")
        encoded.append(_known_texts(data))
        time.sleep(MORE_S)
        statuses = {_status(f"/v1/documents/{name}") for name in withdrawn}
    if set(asked.statuses) != {200}:
        sys.exit(f"Requests failed: {sorted(set(asked.statuses))}.")
    seen = list(dict.fromkeys(asked.generations))
    if (len(seen), seen[0], seen[-1]) != (3, before, current_id(data)):
        sys.exit(f"The service went through the generations {seen}.")
    if statuses != {410}:
        sys.exit(f"What is gone is answered with {sorted(statuses)}.")
    rows = [
        _row(name, run, first_run, [now - earlier for now, earlier in zip(after, known, strict=True)])
        for name, run, after, known in (
            ("second update: the whole feed again, changed", second_run, encoded[0], texts),
            (f"third update: {NEW} more by a feed of their own", third_run, encoded[1], encoded[0]),
        )
    ]
    said = [first_run.said, second_run.said, third_run.said]
    write_section("An index kept fresh", _section(first_run, rows, said, asked))


def _copies() -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any], list[str]]:
    """The feed without its last reviews, a changed copy with some of them, the rest, and addresses that are gone."""
    with gzip.open(FEED, "rt") as file:
        feed = json.load(file)
    elements = feed["dataFeedElement"]
    old, new, last = elements[: -2 * NEW], elements[-2 * NEW : -NEW], elements[-NEW:]
    gone = range(11, len(old), len(old) // GONE)[:GONE]
    retitled = range(7, len(old), len(old) // RETITLED)[:RETITLED]
    changed = [_retitled(each) if place in retitled else each for place, each in enumerate(old)]
    kept = [each for place, each in enumerate(changed) if place not in gone]
    addresses = [old[place]["item"][0]["url"] for place in gone]
    first, second, more = ({**feed, "dataFeedElement": each} for each in (old, kept + new, last))
    return first, second, more, addresses


def _retitled(element: Mapping[str, Any]) -> Mapping[str, Any]:
    reviews = [{**review, "name": f"{review.get('name') or 'Untitled'} (updated)"} for review in element["item"]]
    return {**element, "item": reviews}


def _configure(data: DataFolder, *names: str) -> None:
    tables = [f'[{name}]\nformat = "claimreview"\naddress = "{data.path / name}.json"\n' for name in names]
    data.feeds.write_text("\n".join(tables))


def _first_update(data: DataFolder) -> Run:
    """All runs of the first update together."""
    times = data.path / "times.json"
    run = Run(*json.loads(times.read_text())) if times.exists() else Run()
    while current_id(data) is None:
        run += _update(data)
        times.write_text(json.dumps([run.seconds, run.cpu_s, run.said]))
    return run


def _update(data: DataFolder, *arguments: str) -> Run:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "update", *arguments],
        env={**os.environ, "SIDELIGHT_DATA": str(data.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"The update failed with status {os.waitstatus_to_exitcode(status)}.")
    return Run(time.monotonic() - began, usage.ru_utime + usage.ru_stime, said.strip())


def _known_texts(data: DataFolder) -> list[int]:
    """How many texts each encoder has encoded, by the encoders' names."""
    with closing(sqlite3.connect(data.catalogue)) as database:
        return [rows for (rows,) in database.execute("SELECT rows FROM encoders ORDER BY encoder")]


@contextmanager
def _served(data: DataFolder) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "server"],
        env={**os.environ, "SIDELIGHT_DATA": str(data.path), "SIDELIGHT_PORT": str(PORT)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None and _status("/readyz") != 200:
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def _status(path: str) -> int:
    try:
        with closing(HTTPConnection("127.0.0.1", PORT, timeout=60)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status
    except OSError:
        return 0


@contextmanager
def _asking() -> Iterator[Asked]:
    asked, is_over = Asked(), threading.Event()

    def ask() -> None:
        while not is_over.wait(PAUSE_S):
            began = time.monotonic()
            try:
                with closing(HTTPConnection("127.0.0.1", PORT, timeout=60)) as connection:
                    connection.request(
                        "POST", "/v1/context", json.dumps(QUESTION), {"Content-Type": "application/json"}
                    )
                    response = connection.getresponse()
                    answer = json.loads(response.read())
            except OSError:
                asked.statuses.append(0)
                continue
            asked.statuses.append(response.status)
            asked.generations.append(answer["index"]["generation"])
            asked.took_ms.append((time.monotonic() - began) * 1000)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield asked
    finally:
        is_over.set()
        thread.join()


def _ids(data: DataFolder, addresses: Sequence[str]) -> list[str]:
    """The documents of some pages."""
    pages = {canonical_url(address) for address in addresses}
    with open_catalogue(data) as catalogue:
        return [each.document.id for each in catalogue.documents() if each.document.review.url in pages]


def _row(name: str, run: Run, first: Run, encoded: Sequence[int]) -> str:
    share = f"{run.cpu_s:,.0f} s, {run.cpu_s / first.cpu_s:.1%} of the first"
    return f"| {name} | {run.seconds:,.0f} s | {share} | {' and '.join(map(str, encoded))} |"


def _section(first: Run, rows: Sequence[str], said: Sequence[str], asked: Asked) -> str:
    percentiles = statistics.quantiles(asked.took_ms, n=100)
    return "\n".join(
        [
            f"`python -m bench.fresh`, {made_on()}, much other work beside it: compare",
            "the processor's time.",
            f"The feed of 48,276 fact-checks without its last {2 * NEW}; then a copy with {NEW} of them, {RETITLED}",
            f"with another title, and {GONE} gone; then the last {NEW} by a feed of their own.",
            "",
            "| | by the clock | processor | texts encoded, English and multilingual |",
            "| --- | --- | --- | --- |",
            f"| first update: import, encoding, build, verification | {first.seconds:,.0f} s | {first.cpu_s:,.0f} s "
            "| all |",
            *rows,
            "",
            f"- The service ran from the second update on and was asked {len(asked.statuses):,} times, one question",
            "  after the other: each was answered with 200, from the first, the second and then the third generation.",
            f"- Over HTTP that took {percentiles[49]:.0f} ms (median), {percentiles[98]:.0f} ms (99th percentile) and "
            f"{max(asked.took_ms):.0f} ms at most.",
            f"- The {GONE} that are gone were answered with 410 afterwards.",
            "",
            "```",
            *said,
            "```",
        ]
    )


if __name__ == "__main__":
    main()
