"""Imports and builds in one data folder, killed again and again, with what must hold looked at after each.

    python killed_runs.py FOLDER TIMES SEED

Each run is a child of this process: it imports a feed of which some documents are new, some changed and some gone, then
builds. Of three children one is killed by this process after a time drawn by chance, one kills itself at a file or
database event drawn by chance, and one at such an event of the switch, the part that begins when the pointer to what
answers is written and ends with the run. Prints how many were killed in which part.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from word_encoder import word_encoders

import index.importing
from index.build import build
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.generation import current_id, open_current, verify
from index.importing import import_claimreview
from index.progress import Advance, silent

# So that the import of a small feed has several transactions.
BATCH = 7
DOCUMENTS = 60
NEW = 12
_TOUCHING = ("open", "os.", "sqlite3.", "shutil.")
# Events of the switch: the pointer is written, put in place, forced to the disk, and left-over builds are looked for.
_SWITCHING = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What a child had reported when it ended: documents taken, and the part that it was in."""

    taken: int
    part: str


def main() -> None:
    """Kill the asked number of runs; fails at the first that leaves something broken."""
    data, times, draw = DataFolder(Path(sys.argv[1])), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    index.importing.BATCH = BATCH
    feed = data.path.with_name("feed.json")
    for number in (0, 1, 2):
        # The last of these finds as much to replace and to remove as those that follow.
        _write_feed(feed, number)
        began = time.monotonic()
        events = _counted(data, feed)
        whole_s = time.monotonic() - began
    killed: Counter[str] = Counter()
    while killed.total() < times:
        number += 1
        _write_feed(feed, number)
        if number % 3 == 0:
            told, status = _run(data, feed, kill_after_s=draw.uniform(0, whole_s))
        elif number % 3 == 1:
            told, status = _run(data, feed, kill_at=draw.randrange(1, events))
        else:
            told, status = _run(data, feed, kill_at=draw.randrange(1, _SWITCHING + 1), is_in_switch=True)
        _check(data, number, told)
        if os.WIFSIGNALED(status):
            killed[told.part] += 1
        else:
            assert status == 0, status
    _write_feed(feed, number + 1)
    _complete(data, feed, number + 1)
    sys.stdout.write(
        json.dumps({"killed": killed.total(), "parts": killed, "documents": len(open_current(data).ids())})
    )


def _names(number: int) -> list[str]:
    """The documents of the feed's `number`-th state, by their addresses, in its order."""
    first = number * NEW
    return [f"https://press.example/{each}" for each in range(first, first + DOCUMENTS)]


def _write_feed(path: Path, number: int) -> None:
    reviews = [
        {
            "@type": "ClaimReview",
            "url": name,
            "claimReviewed": f"Goose number {place} nests on the town hall.",
            "name": f"Geese, edition {number}" if place % 5 == 0 else "Geese",
            "inLanguage": "en",
        }
        for place, name in enumerate(_names(number))
    ]
    path.write_text(json.dumps(reviews))


def _import_and_build(data: DataFolder, feed: Path, told: Callable[[str], None]) -> None:
    @contextmanager
    def telling(_label: str, _total: int | None) -> Iterator[Advance]:
        yield lambda count, _total=None: told(f"taken {count}")

    import_claimreview(data, str(feed), telling, is_all=True)
    told("build")
    build(data, word_encoders(), silent)
    told("done")


def _run(
    data: DataFolder,
    feed: Path,
    kill_after_s: float | None = None,
    kill_at: int | None = None,
    is_in_switch: bool = False,
) -> tuple[Told, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)

        def told(line: str) -> None:
            os.write(writing, f"{line}\n".encode())

        sys.addaudithook(_Watch(data, told, kill_at, is_in_switch).see)
        _import_and_build(data, feed, told)
        os._exit(0)
    os.close(writing)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as file:
        lines = file.read().splitlines()
    _, status = os.waitpid(child, 0)
    taken = sum(int(line.removeprefix("taken ")) for line in lines if line.startswith("taken"))
    part = next((part for part in ("switch", "build") if part in lines), "import")
    return Told(taken, part), status


class _Watch:
    """Tells when the switch begins, and kills this process at the `kill_at`-th event, of the switch or of all."""

    def __init__(
        self,
        data: DataFolder,
        told: Callable[[str], None] = lambda _: None,
        kill_at: int | None = None,
        is_in_switch: bool = False,
    ) -> None:
        self._pointer = str(data.current.with_name(".CURRENT.partial"))
        self._told = told
        self._kill_at = kill_at
        self._is_counting = not is_in_switch
        self.events = 0

    def see(self, event: str, values: tuple[Any, ...]) -> None:
        """Take note of an audit event."""
        if not event.startswith(_TOUCHING):
            return
        if event == "open" and values[0] == self._pointer:
            self._told("switch")
            self._is_counting = True
        self.events += self._is_counting
        if self._is_counting and self.events == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _counted(data: DataFolder, feed: Path) -> int:
    """How many file and database events a whole run has; it runs in a child, as all others do."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        watch = _Watch(data)
        sys.addaudithook(watch.see)
        _import_and_build(data, feed, lambda _: None)
        os.write(writing, str(watch.events).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        counted = int(file.read())
    os.wait()
    return counted


def _check(data: DataFolder, number: int, told: Told) -> None:
    """Nothing that was reported is lost, and what answers is whole and one of the states there were."""
    with open_catalogue(data) as catalogue:
        held = {stored.document.review.url: stored.document for stored in catalogue.documents()}
    for place, name in enumerate(_names(number)[: told.taken]):
        expected = f"Geese, edition {number}" if place % 5 == 0 else "Geese"
        assert held[name].review.title == expected, (number, name, told)
    manifest = verify(data.generation(current_id(data) or ""))
    documents = open_current(data).documents(range(manifest.documents))
    # Each build follows a whole import, so what answers is one edition of the feed and nothing else.
    (edition,) = {document.review.title for document in documents} - {"Geese"}
    assert [document.review.url for document in documents] == _names(int(str(edition).rpartition(" ")[2]))


def _complete(data: DataFolder, feed: Path, number: int) -> None:
    """A run that is left in peace completes everything and leaves nothing over."""
    before = current_id(data)
    _, status = _run(data, feed)
    assert status == 0, status
    assert [each.review.url for each in open_current(data).documents(range(DOCUMENTS))] == _names(number)
    names = {path.name for path in data.generations.iterdir()}
    assert names == {str(before), str(current_id(data))}, names
    assert sorted(path.name for path in data.path.iterdir() if path.name.startswith(".")) == []


if __name__ == "__main__":
    main()
