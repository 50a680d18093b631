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

from bench.collections import SHARED
from bench.pair_training import Example, Stage
from bench.side_own import crossed, mirrored, own
from bench.small_pair_model import example, public_examples, train_small_model
from bench.teach_side import FOLDER, TAUGHT
from index.cross_encoder import SIDE

_OWN_TIMES = 2
_RATES = (1e-4, 1.2e-4)


def stages() -> list[Stage]:
    """The same plan in every call."""
    chosen = random.Random(11)
    others, rest = public_examples(chosen)
    first = chosen.sample([*others, *others], 2 * len(others))
    ours = [example(pair, pair.side.value) for pair in own()]
    made = [example(pair, pair.side.value) for pair in (*crossed(), *mirrored())]
    second = [*ours * _OWN_TIMES, *made, *_taught(), *rest]
    return [Stage(first, _RATES[0]), Stage(chosen.sample(second, len(second)), _RATES[1])]


def _taught() -> list[Example]:
    rows = [json.loads(line) for line in TAUGHT.read_text().splitlines()]
    return [Example(row["sentence"], row["claim"], row["targets"], 1.0) for row in rows]


def main() -> None:
    """Train for so many minutes, or to the end."""
    if not SHARED.is_dir() or not TAUGHT.exists():
        raise SystemExit(f"What this needs is not there: {SHARED} or {TAUGHT} is missing.")
    train_small_model(SIDE, stages(), FOLDER, float(sys.argv[1]))


if __name__ == "__main__":
    main()
