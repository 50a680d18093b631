"""Teach a transformer to tell sides from examples, in parts: it keeps a checkpoint and goes on from there.

What is known of a pair is not always which of a model's classes it is in: "unclear" may be related or not, and a public
collection says no more than that a document answers a sentence. So examples weigh statements about the class, and the
loss is the negative log-likelihood of each statement, summed over the classes that make it true.
"""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import log_softmax

BATCH = 32
# Batches are made of pairs of about one length, out of this many at a time: less padding, and still a mixture.
_WINDOW = 40 * BATCH
MOST_PIECES = 80
_WARM_UP = 0.06
# What a label is thought to be worth: the rest is spread over all three sides.
_SURE = 0.95

# Where the processor multiplies such numbers itself; elsewhere they take four times as long as 32 bits.
_HAS_BFLOAT16 = bool(torch.cpu.get_capabilities().get("amx_bf16"))

# What may be said of a pair, by the classes that make it true.
STATEMENTS = {
    "same": {"same"},
    "opposite": {"opposite"},
    "related": {"related", "neither"},
    "other": {"other", "neither"},
    "unclear": {"neither", "related", "other"},
}


@dataclass(frozen=True, slots=True)
class Example:
    """A pair, how likely each of some STATEMENTS about it is, and how much the pair counts."""

    sentence: str
    claim: str
    targets: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Stage:
    """Examples seen once each in this order, but for those of one batch; and the highest learning rate."""

    examples: Sequence[Example]
    rate: float


def certain(statement: str) -> dict[str, float]:
    """The targets of a label: "same", "opposite" or "unclear", or one of the classes that "unclear" is made of."""
    others = [each for each in ("same", "opposite", "related", "other", "unclear") if each != statement]
    # "unclear" stands for its two classes, unless the label is one of them.
    left_out = {"related", "other"} if statement in {"same", "opposite", "unclear"} else {"unclear"}
    kept = [each for each in others if each not in left_out]
    return {statement: _SURE} | dict.fromkeys(kept, (1 - _SURE) / len(kept))


def train(
    model: Any, classes: Sequence[str], tokenizer: Any, stages: Sequence[Stage], checkpoint: Path, minutes: float
) -> None:
    """Train to the end; raises SystemExit when time is up, to be called again with the same stages."""
    true_in = torch.tensor([[each in true for each in classes] for true in STATEMENTS.values()])
    until = time.monotonic() + 60 * minutes
    done: dict[str, Any] = torch.load(checkpoint) if checkpoint.exists() else {"stage": 0, "batch": 0}
    if "model" in done:
        model.load_state_dict(done["model"])
    for number in range(done["stage"], len(stages)):
        stage = stages[number]
        batches = in_batches([len(each.sentence) + len(each.claim) for each in stage.examples])
        optimizer = torch.optim.AdamW([each for each in model.parameters() if each.requires_grad], weight_decay=0.01)
        first = done["batch"] if number == done["stage"] else 0
        if first:
            optimizer.load_state_dict(done["optimizer"])
        for at in range(first, len(batches)):
            rate = stage.rate * min(1.0, (at + 1) / (_WARM_UP * len(batches))) * max(0.02, 1 - at / len(batches))
            loss = _step(model, true_in, tokenizer, optimizer, [stage.examples[place] for place in batches[at]], rate)
            if at % 50 == 0:
                print(f"stage {number + 1}, batch {at} of {len(batches)}, loss {loss:.3f}", flush=True)
            if time.monotonic() > until:
                _keep(checkpoint, number, at + 1, model, optimizer)
                raise SystemExit("Not done yet: call it again.")
        _keep(checkpoint, number + 1, 0, model, None)


def _keep(checkpoint: Path, stage: int, batch: int, model: Any, optimizer: torch.optim.Optimizer | None) -> None:
    kept = {"stage": stage, "batch": batch, "model": model.state_dict()}
    torch.save(kept | ({"optimizer": optimizer.state_dict()} if optimizer else {}), checkpoint)


def in_batches(lengths: Sequence[int]) -> list[list[int]]:
    """The places of all, in batches of about one length that come in random order."""
    chosen = random.Random(0)
    found = []
    for start in range(0, len(lengths), _WINDOW):
        window = range(start, min(start + _WINDOW, len(lengths)))
        near = sorted(window, key=lengths.__getitem__)
        batches = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        found += chosen.sample(batches, len(batches))
    return found


def _step(
    model: Any,
    true_in: torch.Tensor,
    tokenizer: Any,
    optimizer: torch.optim.Optimizer,
    examples: list[Example],
    rate: float,
) -> float:
    for group in optimizer.param_groups:
        group["lr"] = rate
    targets = torch.tensor([[each.targets.get(name, 0.0) for name in STATEMENTS] for each in examples])
    weights = torch.tensor([each.weight for each in examples])
    odds = log_odds(model, tokenizer, [(each.sentence, each.claim) for each in examples])
    likely = log_softmax(odds, dim=1)[:, None, :].masked_fill(~true_in, -torch.inf).logsumexp(dim=2)
    loss = (-(targets * likely).sum(1) * weights).mean()
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def log_odds(model: Any, tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
    """Float32 (len(pairs), classes), worked out in bfloat16 where that is faster."""
    read = tokenizer(
        [sentence for sentence, _ in pairs],
        [claim for _, claim in pairs],
        padding="longest",
        truncation=True,
        max_length=MOST_PIECES,
        return_tensors="pt",
    )
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HAS_BFLOAT16):
        found: torch.Tensor = model(**read).logits
    return found.float()
