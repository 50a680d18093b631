"""How fast the service answers beside what encoding alone takes: python -m bench.speed [starter|tweets|debates|feed].

Everything is measured in one run and in turns, so that whatever else the machine does slows both sides of each ratio.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bench.collections import SHARED
from bench.indexes import FOLDER, bench_encoders, generation_of
from bench.reader_queries import reader_queries
from bench.results import made_on, write_section
from index.embedding import MiniLM, MultilingualUSE

ROUNDS = 5
CLIENTS = (1, 4, 16, 64)
# Seconds of each closed loop: long enough for some hundred answers.
LOOP_S = 4.0
# As many as the extension sends of a scanned page at a time.
SCAN_SENTENCES = 64
READY_TIMEOUT_S = 120


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, the seconds from its start to its first sign of being ready, and its process."""

    port: int
    ready_s: float
    process: subprocess.Popen[bytes]

    def private_megabytes(self) -> float:
        """What the workers hold for themselves alone, in megabytes; mapped files that others may share don't count."""
        lines = [line for text in self._of_workers("smaps_rollup") for line in text.splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1024

    def processor_s(self) -> float:
        """What the workers have had of the processor until now, in seconds."""
        stats = [text.rpartition(") ")[2].split() for text in self._of_workers("stat")]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")

    def _of_workers(self, file: str) -> list[str]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [Path(f"/proc/{child}/{file}").read_text() for child in children]


@dataclass(frozen=True, slots=True)
class Loop:
    """One closed loop: answers a second, the 99th percentile of their milliseconds, and the workers' processor.

    That is in milliseconds an answer, and the cores that they kept busy.
    """

    per_second: float
    p99_ms: float
    processor_ms: float
    cores: float


class Client:
    """Asks the service over one connection, opened again where the service closed it meanwhile."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = self._connected()

    def _connected(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=READY_TIMEOUT_S)
        connection.connect()
        return connection

    def ask(self, sentences: Sequence[str]) -> float:
        """Look sentences up; gives the milliseconds until the whole answer is there."""
        rows = [{"id": str(row), "text": text} for row, text in enumerate(sentences)]
        body = json.dumps({"sentences": rows}).encode()
        started = time.perf_counter()
        try:
            response = self._answer(body)
        except (ConnectionError, http.client.RemoteDisconnected):
            # It was idle for too long; what that cost is no part of the answer.
            self._connection = self._connected()
            started = time.perf_counter()
            response = self._answer(body)
        if response.status != http.client.OK:
            raise SystemExit(f"The service answered with status {response.status}.")
        return (time.perf_counter() - started) * 1000

    def _answer(self, body: bytes) -> http.client.HTTPResponse:
        self._connection.request("POST", "/v1/context", body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        response.read()
        return response


def main() -> None:
    """Measure, print, and write the section of bench/RESULTS.md."""
    if not SHARED.is_dir():
        raise SystemExit(f"The sentences to measure with are not there: {SHARED} is missing.")
    name = sys.argv[1] if len(sys.argv) > 1 else "starter"
    generation = generation_of(name, bench_encoders())
    sentences = [query.text for query in reader_queries() if query.language == "en"]
    lines = [f"`make bench-speed`, {made_on()}; {generation.manifest.documents:,} documents.", ""]
    with running_service(FOLDER / name) as service:
        cold = Client(service.port).ask(sentences[:1])
        lines += [
            "| what | figure |",
            "| --- | --- |",
            f"| start to ready | {service.ready_s:.1f} s |",
            f"| first lookup after that | {cold:.1f} ms |",
        ]
        lines += _one_sentence(service, sentences)
        lines += _scan(service, sentences)
        place, loops = len(lines), _closed_loops(service, sentences)
        held = f"{service.private_megabytes():.0f} MB"
        lines.insert(place, f"| private memory of the one worker, after all of this | {held} |")
        lines += ["", *loops]
    print("\n".join(lines))
    write_section("Speed", "\n".join(lines))


@contextmanager
def running_service(data: Path) -> Iterator[Service]:
    """The service as it is run, on a folder of data."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "server"],
        env={**os.environ, "SIDELIGHT_DATA": str(data), "SIDELIGHT_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _is_ready(port):
            if process.poll() is not None or time.perf_counter() - started > READY_TIMEOUT_S:
                raise SystemExit("The service did not start.")
            time.sleep(0.01)
        yield Service(port, time.perf_counter() - started, process)
    finally:
        process.terminate()
        process.wait()


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=READY_TIMEOUT_S)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _one_sentence(service: Service, sentences: Sequence[str]) -> list[str]:
    english, multilingual, client = MiniLM(threads=1), MultilingualUSE(), Client(service.port)
    _ = english.encode(sentences[:1]), multilingual.encode(sentences[:1])
    alone, both, asked = [], [], []
    for _ in range(ROUNDS):
        for sentence in sentences:
            first = _milliseconds(english.encode, [sentence])
            second = _milliseconds(multilingual.encode, [sentence])
            alone.append(first)
            both.append(first + second)
            asked.append(client.ask([sentence]))
    return [
        f"| one sentence over HTTP, as a multiple of encoding it in English | {_ratio(asked, alone)} |",
        f"| the same, of encoding it by both encoders | {_ratio(asked, both)} |",
        f"| one sentence over HTTP | {_spread(asked)} |",
        f"| encoding it in English alone | {_spread(alone)} |",
        f"| encoding it by both | {_spread(both)} |",
    ]


def _scan(service: Service, sentences: Sequence[str]) -> list[str]:
    english, multilingual, client = MiniLM(threads=1), MultilingualUSE(), Client(service.port)
    page = list(sentences[:SCAN_SENTENCES])
    both, asked = [], []
    for _ in range(ROUNDS):
        both.append(_milliseconds(english.encode, page) + _milliseconds(multilingual.encode, page))
        asked.append(client.ask(page))
    return [
        f"| {len(page)} sentences at once, as a multiple of encoding them by both | {_ratio(asked, both)} |",
        f"| {len(page)} sentences at once | {_spread(asked)} |",
    ]


def _closed_loops(service: Service, sentences: Sequence[str]) -> list[str]:
    lines = [
        "| clients | answers/s | of what both encoders do on two cores | p99 | processor an answer | cores kept busy |",
        "| --- " * 6 + "|",
    ]
    for clients in CLIENTS:
        alone = _encoder_rate(sentences)
        loop = _closed_loop(service, sentences, clients)
        lines.append(
            f"| {clients} | {loop.per_second:.0f} | {loop.per_second / alone:.2f} | {loop.p99_ms:.0f} ms "
            f"| {loop.processor_ms:.1f} ms | {loop.cores:.2f} |"
        )
    return lines


def _closed_loop(service: Service, sentences: Sequence[str], clients: int) -> Loop:
    processor, until = service.processor_s(), time.perf_counter() + LOOP_S

    def keep_asking(number: int) -> list[float]:
        client = Client(service.port)
        asked: list[float] = []
        while time.perf_counter() < until:
            asked.append(client.ask([sentences[(number * 7 + len(asked)) % len(sentences)]]))
        return asked

    with ThreadPoolExecutor(clients) as pool:
        asked = [each for found in pool.map(keep_asking, range(clients)) for each in found]
    used = service.processor_s() - processor
    return Loop(len(asked) / LOOP_S, float(np.percentile(asked, 99)), used * 1000 / len(asked), used / LOOP_S)


def _encoder_rate(sentences: Sequence[str]) -> float:
    """Sentences a second by both encoders, in two processes of one thread each."""
    with get_context("spawn").Pool(2) as pool:
        return sum(pool.map(_encode_for_a_while, [list(sentences)] * 2, chunksize=1))


def _encode_for_a_while(sentences: list[str]) -> float:
    english, multilingual = MiniLM(threads=1), MultilingualUSE()
    _ = english.encode(sentences[:1]), multilingual.encode(sentences[:1])
    until, done = time.perf_counter() + LOOP_S, 0
    while time.perf_counter() < until:
        text = sentences[done % len(sentences)]
        _ = english.encode([text]), multilingual.encode([text])
        done += 1
    return done / LOOP_S


def _milliseconds(encode: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    started = time.perf_counter()
    encode(texts)
    return (time.perf_counter() - started) * 1000


def _ratio(asked: Sequence[float], alone: Sequence[float]) -> str:
    return f"**{np.median(asked) / np.median(alone):.2f}**"


def _spread(milliseconds: Sequence[float]) -> str:
    return f"median {np.median(milliseconds):.1f} ms, p95 {np.percentile(milliseconds, 95):.1f} ms"


if __name__ == "__main__":
    main()
