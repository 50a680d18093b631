"""Processes of the product, started as a person would start them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from index.folder import DataFolder

ROOT = Path(__file__).parents[1]
# Loading both models takes seconds, on a busy machine many.
START_TIMEOUT_S = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON values."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class RunningService:
    """A service that answers. `output` is the file with what it wrote to standard output and standard error."""

    data: DataFolder
    port: int
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_TIMEOUT_S)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def post(self, path: str, value: object) -> Answer:
        """One request with a JSON body."""
        return self.ask("POST", path, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def send(self, raw: bytes) -> bytes:
        """Bytes that need not be HTTP; gives what comes back until the service closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=START_TIMEOUT_S) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65_536), b""))


def environment(data: DataFolder, **changes: str) -> dict[str, str]:
    """The environment of a process of the product that works in `data`."""
    return {**os.environ, "SIDELIGHT_DATA": str(data.path), "PYTHONPATH": str(ROOT), **changes}


def run_module(module: str, *arguments: str, data: DataFolder, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m module` to its end."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(data, **changes),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=START_TIMEOUT_S,
        check=False,
    )


def ready_data(path: Path) -> DataFolder:
    """A folder made ready by the command line, as `make run` does."""
    data = DataFolder(path)
    made = run_module("index", "ready", data=data)
    assert made.returncode == 0, made.stderr
    return data


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started_service(data: DataFolder, folder: Path, command: tuple[str, ...] = ()) -> Iterator[RunningService]:
    """The service on a free port, from when it answers; stopped at the end. `command` replaces `python -m server`."""
    port = free_port()
    output = folder / "output.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            command or (sys.executable, "-m", "server"),
            env=environment(data, SIDELIGHT_PORT=str(port), PYTHONUNBUFFERED="1"),
            cwd=ROOT,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    running = RunningService(data, port, process, output)
    try:
        _wait_until_ready(running)
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=START_TIMEOUT_S)


def _wait_until_ready(service: RunningService) -> None:
    until = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < until:
        if service.process.poll() is not None:
            break
        try:
            if service.ask("GET", "/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    service.process.kill()
    raise AssertionError(f"The service did not start: {service.output.read_text()}")
