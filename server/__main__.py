"""Start the service: read the settings, look whether the port is free, hand over to gunicorn, say where it answers."""

import argparse
import logging
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker

from index.configured_model import configured_encoders
from index.embedding import Encoders
from index.errors import SidelightError
from index.generation import check_encoders, open_current
from index.lookup import warm_up
from index.lookup.ranking import packaged_ranker
from index.shared_encoder import SharedEncoder
from index.vectors import limit_threads
from server import create_app
from server.config import SettingError, Settings, read_settings
from server.heaps import share_heaps

# One worker; its threads keep slow callers from blocking the others. More of them answer no more readers in a second,
# since two cores are busy with so many, and hold more memory (docs/decisions/0021).
WORKERS = 1
THREADS = 4
# Sentences of several readers are encoded on so many cores at a time.
ENCODING_CORES = 2
# Loading the models takes longer than gunicorn's own limit on a slow disk.
WORKER_TIMEOUT_S = 300
# A worker that is still unloading its models after this is killed; on a busy machine that takes seconds.
STOP_TIMEOUT_S = 15

_READY = """
Sidelight answers at {address} from {documents:,} documents. Ctrl-C stops it.

  Try it without installing anything: open {address} and select a sentence.
  Chrome:  chrome://extensions, "Developer mode", "Load unpacked", folder extension/.output/chrome-mv3
  Firefox: about:debugging, "This Firefox", "Load Temporary Add-on", extension/.output/firefox-mv2/manifest.json
  (make extension builds both)
"""


class Service(BaseApplication):  # type: ignore[misc]
    """gunicorn around the application, which is made in the worker: a loaded model does not survive a fork."""

    def __init__(self, settings: Settings, make_app: Callable[[], Flask]) -> None:
        self._settings = settings
        self._make_app = make_app
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's own settings."""
        host = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        for name, value in {
            "bind": f"{host}:{self._settings.port}",
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": WORKER_TIMEOUT_S,
            "graceful_timeout": STOP_TIMEOUT_S,
            "loglevel": "warning",
            "logger_class": "server.quiet_logger.QuietLogger",
            "worker_int": _stop_once,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in the worker."""
        return self._make_app()


def _stop_once(_worker: Worker) -> None:
    # Ctrl-C reaches a worker twice, from the terminal and from its master; the second would interrupt the clean end.
    for again in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(again, signal.SIG_IGN)


def main() -> int:
    """Run the service until it is stopped; gives the exit status."""
    argparse.ArgumentParser(
        prog="python -m server",
        description="Run the Sidelight service. "
        "Settings: SIDELIGHT_DATA, SIDELIGHT_ENGLISH_MODEL, SIDELIGHT_HOST, SIDELIGHT_PORT, SIDELIGHT_TOKEN, "
        "SIDELIGHT_THRESHOLD.",
    ).parse_args()
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    try:
        settings = read_settings()
        _check_port(settings)
        # Two cores for one sentence wait for each other, spinning, beside other requests and other programs: a sentence
        # over HTTP took 34 to 48 ms instead of 19, and 16 readers got half as many answers (docs/decisions/0005).
        encoders = configured_encoders(threads=1)
        encoders = replace(encoders, english=SharedEncoder(encoders.english, ENCODING_CORES))
        check_encoders(open_current(settings.data).manifest, encoders)
    except (SettingError, SidelightError) as error:
        print(error, file=sys.stderr)
        return 1
    Service(settings, lambda: _app_in_worker(settings, encoders)).run()
    return 0


def _app_in_worker(settings: Settings, encoders: Encoders) -> Flask:
    share_heaps()
    # Cores that wait for each other inside one search stand still on a busy machine; requests go side by side anyway.
    limit_threads(1)
    generation = open_current(settings.data)
    warm_up(generation, encoders)
    app = create_app(settings, encoders, packaged_ranker())
    print(_READY.format(address=settings.address, documents=generation.manifest.documents), flush=True)
    return app


def _check_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As gunicorn does: connections of a service that has just ended don't count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingError(
                f"{settings.address} is taken ({error.strerror}): stop what runs there, or set SIDELIGHT_PORT."
            ) from error


if __name__ == "__main__":
    sys.exit(main())
