"""A trained transformer as an ONNX file in 8-bit integers, and back from there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


def export(model: Any, inputs: Sequence[str], path: Path) -> None:
    """Write the model, from the named inputs (int64, pairs by pieces) to `opinions` (float32, pairs by classes)."""
    whole = path.with_suffix(".whole.onnx")
    pieces = torch.randint(1000, 20_000, (3, 48))
    examples = {
        "input_ids": pieces,
        "attention_mask": torch.ones_like(pieces),
        "token_type_ids": torch.zeros_like(pieces),
    }
    torch.onnx.export(
        _Opinions(model, inputs),
        tuple(examples[name] for name in inputs),
        str(whole),
        input_names=list(inputs),
        output_names=["opinions"],
        dynamic_axes={name: {0: "pairs", 1: "pieces"} for name in inputs},
        dynamo=False,
    )
    quantize_dynamic(
        whole, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    whole.unlink()


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """What `export` wrote, by the names that the model has for it; embeddings, which are not trained, are left out."""
    graph = onnx.load(path).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {
        name.removeprefix("_model."): torch.tensor(values)
        for name, values in stored.items()
        if name.startswith("_model.") and name.endswith((".weight", ".bias"))
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            weights = node.input[1].removesuffix("_quantized")
            values = (stored[node.input[1]].astype(np.float32) - stored[node.input[3]]) * stored[f"{weights}_scale"]
            layer = node.name.removeprefix("/_model/").rpartition("/")[0].replace("/", ".")
            found[f"{layer}.weight"] = torch.tensor(values.T)
    return found


class _Opinions(torch.nn.Module):
    """The model from its inputs in this order to log-odds."""

    def __init__(self, model: Any, inputs: Sequence[str]) -> None:
        super().__init__()
        self._model = model
        self._inputs = inputs

    def forward(self, *read: torch.Tensor) -> torch.Tensor:
        """Float32 (pairs, classes)."""
        opinions: torch.Tensor = self._model(**dict(zip(self._inputs, read, strict=True))).logits
        return opinions
