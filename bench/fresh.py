"""The whole of the real feed taken, built, served, and updated with a changed copy while it is served.

    python -m bench.fresh [--folder FOLDER]

The first update takes the feed without its last 100 reviews and encodes everything, with the true models: that takes
long. It can be stopped and started again; what was encoded is kept, and the times of all runs are added up. Then the
service is started, somebody asks it without pause, and the second update brings a copy in which 100 reviews are new, 50
have another title and 30 are gone.
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


def main() -> None:
    """Run the trial and write the section."""
    parser = argparse.ArgumentParser(prog="python -m bench.fresh")
    parser.add_argument("--folder", type=Path, default=Path("var/fresh"))
    folder: Path = parser.parse_args().folder.resolve()
    if not FEED.is_file():
        sys.exit(f"The real feed is not here: {FEED} is absent.")
    data = DataFolder(folder)
    first, second, gone = _copies()
    _configure(data, first)
    first_s, first_said = _first_update(data)
    texts = _known_texts(data)
    before, withdrawn = current_id(data), _ids(data, gone)
    with _served(data), _asking() as asked:
        time.sleep(MORE_S)
        (folder / "feed.json").write_text(json.dumps(second))
        second_s, second_said = _update(data, "--now", "factchecks")
        time.sleep(MORE_S)
        statuses = {_status(f"/v1/documents/{name}") for name in withdrawn}
    if set(asked.statuses) != {200}:
        sys.exit(f"Requests failed: {sorted(set(asked.statuses))}.")
    if list(dict.fromkeys(asked.generations)) != [before, current_id(data)]:
        sys.exit("The service did not go from the first generation to the second.")
    if statuses != {410}:
        sys.exit(f"What is gone is answered with {sorted(statuses)}.")
    encoded = [after - known for known, after in zip(texts, _known_texts(data), strict=True)]
    write_section("An index kept fresh", _section(first_s, first_said, second_s, second_said, encoded, asked))


def _copies() -> tuple[Mapping[str, Any], Mapping[str, Any], list[str]]:
    """The feed without its last reviews, the changed whole, and the addresses of what is gone from that."""
    with gzip.open(FEED, "rt") as file:
        feed = json.load(file)
    elements = feed["dataFeedElement"]
    old = elements[:-NEW]
    gone = range(11, len(old), len(old) // GONE)[:GONE]
    retitled = range(7, len(old), len(old) // RETITLED)[:RETITLED]
    changed = [_retitled(each) if place in retitled else each for place, each in enumerate(elements)]
    kept = [each for place, each in enumerate(changed) if place not in gone]
    addresses = [elements[place]["item"][0]["url"] for place in gone]
    return {**feed, "dataFeedElement": old}, {**feed, "dataFeedElement": kept}, addresses


def _retitled(element: Mapping[str, Any]) -> Mapping[str, Any]:
    reviews = [{**review, "name": f"{review.get('name') or 'Untitled'} (updated)"} for review in element["item"]]
    return {**element, "item": reviews}


def _configure(data: DataFolder, feed: Mapping[str, Any]) -> None:
    data.path.mkdir(parents=True, exist_ok=True)
    source = data.path / "feed.json"
    if current_id(data) is None:
        source.write_text(json.dumps(feed))
    data.feeds.write_text(f'[factchecks]\nformat = "claimreview"\naddress = "{source}"\n')


def _first_update(data: DataFolder) -> tuple[float, str]:
    """Seconds of all runs of the first update together, and what it said at last."""
    times = data.path / "times.json"
    seconds, said = json.loads(times.read_text()) if times.exists() else (0.0, "")
    if current_id(data) is None:
        began = time.monotonic()
        try:
            _, said = _update(data)
        finally:
            seconds += time.monotonic() - began
            times.write_text(json.dumps([seconds, said]))
    return float(seconds), str(said)


def _update(data: DataFolder, *arguments: str) -> tuple[float, str]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "index", "update", *arguments],
        env={**os.environ, "SIDELIGHT_DATA": str(data.path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return time.monotonic() - began, done.stdout.strip()


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


def _section(
    first_s: float, first_said: str, second_s: float, second_said: str, encoded: Sequence[int], asked: Asked
) -> str:
    counts = " and ".join(f"{count:,}" for count in encoded)
    percentiles = statistics.quantiles(asked.took_ms, n=100)
    return "\n".join(
        [
            f"`python -m bench.fresh`, {made_on()}, other work beside it. The whole feed of 48,276 fact-checks but for",
            f"its last {NEW}; then a copy with those {NEW}, {RETITLED} with another title, and {GONE} gone.",
            "",
            "| | |",
            "| --- | --- |",
            f"| first update: import, encoding, build, verification | {first_s:,.0f} s |",
            f"| second update | {second_s:,.0f} s, {second_s / first_s:.1%} of the first |",
            f"| texts encoded by the second, by encoder | {counts} |",
            f"| requests while it ran, one after the other | {len(asked.statuses):,}, all answered with 200 |",
            f"| their time over HTTP, median / 99th percentile / longest | {percentiles[49]:.0f} / "
            f"{percentiles[98]:.0f} / {max(asked.took_ms):.0f} ms |",
            f"| the {GONE} that are gone | 410 |",
            "",
            "```",
            first_said,
            second_said,
            "```",
        ]
    )


if __name__ == "__main__":
    main()
