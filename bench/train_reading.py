"""Train the model that reads claims: python -m bench.train_reading MINUTES, called until it says that it is done.

all-MiniLM-L6-v2 reads sentence and claim together; its word vectors stay as they are, all six layers and a layer of
four classes learn. Four stages: the public and derived pairs; then those that we wrote, with what can be made of
them, those that we labelled, and a rest of the first; then those that we wrote and labelled alone, at half the rate;
then all of ours once more. It keeps a checkpoint in var/bench/reading and goes on from there. At the end it writes
index/reading.onnx in 8-bit integers and prints the hash that index/cross_encoder.py must hold. The file that comes with
Sidelight is a mean of weights: docs/decisions/0025 says of which.
"""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.collections import SHARED
from bench.labelled_pairs import LabelledPair, found_in_training, put_together
from bench.pair_training import Example, Stage, certain
from bench.side_own import apart, crossed, mirrored, own
from bench.side_sources import Pair
from bench.side_untold import untold
from bench.small_pair_model import example, public_examples, train_small_model
from index.cross_encoder import READING

_FOLDER = Path("var/bench/reading")
_RATES = (1e-4, 1.2e-4, 6e-5, 1.2e-4)


def stages() -> list[Stage]:
    """The same plan in every call."""
    chosen = random.Random(11)
    others, rest = public_examples(chosen)
    ours, made = [_own(pair) for pair in own()], [_own(pair) for pair in (*crossed(), *mirrored(), *apart())]
    found, together = _labelled(found_in_training()), _labelled(put_together(untold()))
    every = (
        others,
        [*ours, *made, *found, *together, *rest],
        # Sentences as they are looked up, beside what is found for them, are what the model is for.
        [*ours * 2, *found * 2, *together],
        [*ours, *made, *found, *together],
    )
    return [Stage(chosen.sample(each, len(each)), rate) for each, rate in zip(every, _RATES, strict=True)]


def _own(pair: Pair) -> Example:
    # Which of the two classes "unclear" is, only this family says.
    return example(pair, "other" if pair.source.endswith("/other_statement") else pair.side.value)


def _labelled(pairs: Iterable[LabelledPair]) -> list[Example]:
    return [Example(pair.sentence, pair.claim, certain(pair.label), 1.0) for pair in pairs if not pair.is_held_out]


def main() -> None:
    """Train for so many minutes, or to the end."""
    if not SHARED.is_dir():
        raise SystemExit(f"The pairs to train with are not there: {SHARED} is missing.")
    train_small_model(READING, stages(), _FOLDER, float(sys.argv[1]))


if __name__ == "__main__":
    main()
