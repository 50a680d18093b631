"""An ONNX graph, written one node after the other. Used only where models are made."""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

_IR_VERSION, _OPSET = 10, 20
# Operators of onnxruntime's own.
RUNTIME = "com.microsoft"

# Name, element type and shape, in which a word is a length that differs from call to call.
Port = tuple[str, int, list[int | str]]


class GraphWriter:
    """Gathers nodes and constants. A value is known by its name, which the method that makes it gives."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def constant(self, value: NDArray[np.generic]) -> str:
        """A value that is always the same."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *values: str, named: str = "", domain: str = "", **attributes: float | list[int]) -> str:
        """What an operator makes of some values, if that is one value."""
        return self._add(kind, values, [named or f"value_{len(self._nodes)}"], domain, attributes)[0]

    def split(self, values: str, count: int) -> list[str]:
        """The parts of a value that is cut along its last axis, all of one size."""
        names = [f"value_{len(self._nodes)}_{part}" for part in range(count)]
        return self._add("Split", (values,), names, "", {"axis": -1, "num_outputs": count})

    def _add(
        self, kind: str, values: tuple[str, ...], made: list[str], domain: str, attributes: dict[str, float | list[int]]
    ) -> list[str]:
        node = helper.make_node(kind, list(values), made, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self._nodes.append(node)
        return made

    def save(self, path: Path, inputs: list[Port], outputs: list[Port]) -> None:
        """Write the graph."""
        taken, given = ([helper.make_tensor_value_info(*port) for port in each] for each in (inputs, outputs))
        graph = helper.make_graph(self._nodes, "encoder", taken, given, self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(RUNTIME, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION), str(path))
