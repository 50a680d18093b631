"""What is made once of the files of installed packages, in a form that opens faster or that processes can share.

It is kept with the packages it is made of, so that several data folders share it and removing the packages removes it.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from index.errors import EncoderError


def kept_folder() -> Path:
    """Where it is kept."""
    return Path(sys.prefix) / "share" / "sidelight"


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """The folder `path`, made by `make` if it is not there; other processes that want it meanwhile wait for it.

    It is made under another name and renamed when it is complete and on the disk, so that one who dies or finds the
    disk full leaves nothing that could be taken for it. Raises EncoderError when it can't be made.
    """
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock")):
            if path.exists():
                return path
            for left_over in path.parent.glob(f".{path.name}.*.partial"):
                shutil.rmtree(left_over, ignore_errors=True)
            # Named after this process: the export of one that was killed may still be writing its own.
            partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
            partial.mkdir()
            try:
                make(partial)
                _sync(partial)
                partial.rename(path)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise EncoderError(f"What encoding needs can't be kept in {path.parent}: {error}.") from error
    return path


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
