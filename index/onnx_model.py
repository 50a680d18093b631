"""Models as onnxruntime serves them: the one door to it.

A kept model is an optimised graph, with its weights in a file of their own and arranged as the processor wants them.
Processes map that file and share its pages; from a graph that holds its weights each would make two copies.

Making them needs onnx, and torch to check them. Neither the service nor a build should hold these in memory, so it
happens in a process of its own (index.onnx_export).
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.kept import kept_folder, made_once

if TYPE_CHECKING:
    from onnxruntime import SessionOptions

# Raised whenever index.onnx_export makes something else of the same weights.
RECIPE = 4
_GRAPH = "model.onnx"
_WEIGHTS = "weights.bin"
# Smaller tensors stay in the graph; some of them are shapes, which optimisers want to see.
_LEAST_MAPPED_BYTES = 4096
# Joins an addition to the normalisation after it, in code that takes five times as long as both (decisions/0028).
_SLOWER_JOINED = "SkipLayerNormFusion"


def kept_model(name: str, weights_sha256: str) -> Path:
    """The folder of a model, made if it is not there; raises EncoderError when it can't be."""
    return made_once(kept_folder() / model_name(name, weights_sha256), lambda folder: export_apart(name, folder))


def model_name(name: str, weights_sha256: str) -> str:
    """What the folder made of some weights is called, by this version of the recipe and of onnxruntime."""
    return f"{name}-{weights_sha256[:16]}-{RECIPE}-{version('onnxruntime')}"


class ServedModel:
    """A model that `keep_model` wrote, open. Threads may share it."""

    def __init__(self, folder: Path, threads: int) -> None:
        """`threads`: how many cores one call may use. Raises EncoderError when it can't be read."""
        from onnxruntime import GraphOptimizationLevel, InferenceSession

        options = _options(threads)
        options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
        try:
            self._session = InferenceSession(str(folder / _GRAPH), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise EncoderError(f"The model kept in {folder} can't be read: remove it and start again.") from error

    def run(self, inputs: Mapping[str, NDArray[np.generic]]) -> NDArray[np.float32]:
        """What the model makes of its inputs, which are named as in its graph."""
        found: NDArray[np.float32] = self._session.run(None, dict(inputs))[0]
        return found


def keep_model(graph: Path, folder: Path) -> None:
    """Write a graph that holds its weights into `folder`, which is there, optimised and with its weights apart."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession

    options = _options(threads=1)
    # The level above this one would suit this very processor.
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(folder / _GRAPH)
    for key, value in (
        ("session.optimized_model_external_initializers_file_name", _WEIGHTS),
        ("session.optimized_model_external_initializers_min_size_in_bytes", str(_LEAST_MAPPED_BYTES)),
        ("session.save_external_prepacked_constant_initializers", "1"),
    ):
        options.add_session_config_entry(key, value)
    InferenceSession(str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER_JOINED])


def _options(threads: int) -> "SessionOptions":
    from onnxruntime import SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # It would keep what the largest batch took, for good.
    options.enable_cpu_mem_arena = False
    return options


def export_apart(name: str, folder: Path) -> None:
    """Run index.onnx_export in a process of its own; raises EncoderError with the last line that it wrote."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-m", "index.onnx_export", name, str(folder)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise EncoderError(f"The model {name} can't be made for onnxruntime ({last}): run make run again.")
