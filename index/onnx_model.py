"""The English encoder's weights in the form that onnxruntime serves, made once from the package's and kept beside it.

Making them needs torch, which neither the service nor a build should hold in memory, so it happens in a process of its
own (index.onnx_export). What is kept is named after the weights that it was made of.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from index.errors import EncoderError

# Raised whenever index.onnx_export makes something else of the same weights.
RECIPE = 1


def kept_folder() -> Path:
    """Where models that were made are kept: with the installed packages that they are made of."""
    return Path(sys.prefix) / "share" / "sidelight"


def model_name(encoder: str, weights_sha256: str) -> str:
    """The name of the file made of some weights by this version of the recipe."""
    return f"{encoder}-{weights_sha256[:16]}-{RECIPE}.onnx"


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """`path`, made by `make` if it is not there; other processes that want it meanwhile wait for it.

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
                left_over.unlink(missing_ok=True)
            # Named after this process: the export of one that was killed may still be writing its own.
            partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
            try:
                make(partial)
                with partial.open("rb") as file:
                    os.fsync(file.fileno())
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
    except OSError as error:
        raise EncoderError(f"The English encoder can't be kept in {path.parent}: {error}.") from error
    return path


def export_apart(path: Path) -> None:
    """Run index.onnx_export in a process of its own; raises EncoderError with the last line that it wrote."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-m", "index.onnx_export", str(path)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise EncoderError(f"The English encoder can't be made for onnxruntime ({last}): run make run again.")
