"""Write a model as onnxruntime serves it: python -m index.onnx_export NAME FOLDER.

Runs once on each machine for each model, in a process of its own (index.onnx_model), which checks what it wrote before
it ends.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np

from index.cross_encoder import WEIGHTS, CrossEncoder
from index.embedding import Encoder, MiniLM, MultilingualUSE
from index.english_graph import write_english_graph
from index.multilingual_graph import write_multilingual_graph
from index.onnx_model import keep_model
from index.reference import MultilingualReference, Reference

# Tolerance of the check: float32 sums in another order differ by about 1e-6.
_LEAST_COSINE = 0.9999
# The longest is cut off by both English ones; their lengths differ.
_PROBES = (
    "Iran smuggles weapons into Iraq.",
    "No.",
    "El puente se ha derrumbado; мост рухнул, 橋が崩れた。",
    "The mayor sold the old harbour to friends without any vote, the council's own report of 12 March says. " * 20,
)


_GRAPHS: Mapping[str, Callable[[Path], object]] = {
    MiniLM.name: write_english_graph,
    MultilingualUSE.name: write_multilingual_graph,
    CrossEncoder.name: partial(shutil.copyfile, WEIGHTS),
}


def check(served: Encoder, reference: Encoder) -> None:
    """Exit with one line unless the graph gives the vectors that the reference gives."""
    least = float(np.sum(reference.encode(_PROBES) * served.encode(_PROBES), axis=1).min())
    if not least >= _LEAST_COSINE:
        raise SystemExit(f"cosine {least:.6f} to the reference, expected at least {_LEAST_COSINE}")


def main() -> None:
    """Write and check the model in the folder that the command line names."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    graph = folder / "graph.onnx"
    _GRAPHS[name](graph)
    keep_model(graph, folder)
    graph.unlink()
    if name == MiniLM.name:
        check(MiniLM(threads=1, model=folder), Reference())
    elif name == MultilingualUSE.name:
        check(MultilingualUSE(threads=1, model=folder), MultilingualReference())


if __name__ == "__main__":
    main()
