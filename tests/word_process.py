"""The command line and the service with the word encoders, as a process that can be made to fail at a chosen moment.

    python word_process.py index build             what `python -m index build` does
    python word_process.py server                  what `python -m server` does

WORDS_KILLED_AT=n      the process kills itself at the n-th time it touches a file or a database after its start
WORDS_COUNTED_IN=path  writes there how often it does so before the index is switched, and in all
WORDS_FILE_BYTES=n     no file may grow beyond n bytes, as on a full disk
WORDS_WAIT=path        waits in the first encoding, once a file at that path was made to say so
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nearness_ranker import NearnessRanker
from word_encoder import WordEncoder, word_encoders

import index.__main__ as command_line
import server.__main__ as service
from index.embedding import Encoders, Vectors

_TOUCHING = ("open", "os.", "sqlite3.", "shutil.")


class _WaitingEncoder(WordEncoder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        """Say that it has come here, and stay."""
        Path(os.environ["WORDS_WAIT"]).touch()
        time.sleep(600)
        return super().encode(texts)


def _encoders(threads: int) -> Encoders:
    assert threads > 0
    found = word_encoders()
    if "WORDS_WAIT" not in os.environ:
        return found
    return Encoders(_WaitingEncoder(found.english.name, found.english.dimensions), found.multilingual)


def _count_and_die(killed_at: int | None, counted_in: str | None) -> None:
    touched = 0
    switched_at = 0

    def touch(event: str, values: tuple[Any, ...]) -> None:
        nonlocal touched, switched_at
        if not event.startswith(_TOUCHING):
            return
        touched += 1
        if touched == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if event == "os.rename" and str(values[1]).endswith("CURRENT"):
            switched_at = touched

    sys.addaudithook(touch)
    if counted_in:
        import atexit

        atexit.register(lambda: Path(counted_in).write_text(f"{switched_at} {touched}"))


def _main() -> int:
    for module, name, stand_in in (
        (command_line, "configured_encoders", _encoders),
        (service, "configured_encoders", _encoders),
        (service, "packaged_ranker", NearnessRanker),
    ):
        setattr(module, name, stand_in)
    if limit := os.environ.get("WORDS_FILE_BYTES"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    killed_at = os.environ.get("WORDS_KILLED_AT")
    counted_in = os.environ.get("WORDS_COUNTED_IN")
    if killed_at or counted_in:
        _count_and_die(int(killed_at) if killed_at else None, counted_in)
    if sys.argv[1] == "server":
        sys.argv[1:] = []
        return service.main()
    return command_line.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(_main())
