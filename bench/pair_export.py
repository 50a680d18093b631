"""A trained transformer as an ONNX file in 8-bit integers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
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
