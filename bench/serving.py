"""The service on some data folder as a process of its own, and somebody who asks it without pause."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection

from index.folder import DataFolder

PORT = 8799
_QUESTION = {"sentences": [{"id": "s", "text": "Vaccines contain microchips that track people."}], "min_probability": 0}
# Between two questions of the one who asks all the time.
_PAUSE_S = 0.02


@dataclass
class Asked:
    """What somebody was told who asked all the time: statuses, generations in order, and times in ms."""

    statuses: list[int] = field(default_factory=list)
    generations: list[str] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)


@contextmanager
def served(data: DataFolder) -> Iterator[None]:
    """Run the service, from when it is ready until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "server"],
        env={**os.environ, "SIDELIGHT_DATA": str(data.path), "SIDELIGHT_PORT": str(PORT)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None and status("/readyz") != 200:
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def status(path: str) -> int:
    """With which status a path is answered; 0 where nobody answers."""
    try:
        with closing(HTTPConnection("127.0.0.1", PORT, timeout=60)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status
    except OSError:
        return 0


@contextmanager
def asking() -> Iterator[Asked]:
    """Ask the same again and again, one question after the other, until the end of the block."""
    asked, is_over = Asked(), threading.Event()

    def ask() -> None:
        while not is_over.wait(_PAUSE_S):
            began = time.monotonic()
            try:
                with closing(HTTPConnection("127.0.0.1", PORT, timeout=60)) as connection:
                    connection.request(
                        "POST", "/v1/context", json.dumps(_QUESTION), {"Content-Type": "application/json"}
                    )
                    response = connection.getresponse()
                    answer = json.loads(response.read())
            except OSError:
                asked.statuses.append(0)
                continue
            asked.statuses.append(response.status)
            if response.status == 200:
                asked.generations.append(answer["index"]["generation"])
                asked.took_ms.append((time.monotonic() - began) * 1000)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield asked
    finally:
        is_over.set()
        thread.join()
