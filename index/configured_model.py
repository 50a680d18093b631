"""Which encoders a lookup or a build uses: the packaged ones, unless a setting names another model for English.

Such a model runs through sentence-transformers, slower and much larger in memory than the packaged one through
onnxruntime. What is calibrated was calibrated with the packaged one (docs/operations.md).
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding import Encoders, Vectors, packaged_encoders, unit_rows
from index.errors import EncoderError
from index.weights import sha256

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformersModel:
    """A folder that sentence-transformers can open, as that library computes it. Implements index.embedding.Encoder."""

    def __init__(self, folder: Path, threads: int) -> None:
        """`threads`: how many cores PyTorch may use. Raises EncoderError where no such folder is."""
        if not (folder / "modules.json").is_file():
            raise EncoderError(f"{folder} is no model of sentence-transformers: it has no modules.json.")
        self._folder = folder.resolve()
        self._threads = threads

    @property
    def name(self) -> str:
        """That of the folder."""
        return self._folder.name

    @cached_property
    def weights_sha256(self) -> str:
        """Of the names and hashes of all files: how vectors are pooled stands in some of them."""
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        lines = [f"{path.relative_to(self._folder)} {sha256(path)}\n" for path in files]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @cached_property
    def _model(self) -> "SentenceTransformer":
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        # Its bar of loaded weights would stand in the middle of ours.
        disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(self._threads)
        try:
            return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
        except Exception as error:
            # Each library below it raises its own for a broken file.
            raise EncoderError(f"sentence-transformers can't open {self._folder} ({type(error).__name__}).") from error

    @cached_property
    def dimensions(self) -> int:
        """The length of each vector."""
        return int(self.encode(["A sentence."]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), dimensions), unit rows; long text is cut off where the model says."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return unit_rows(np.asarray(self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)))


def configured_encoders(threads: int, environment: Mapping[str, str] = os.environ) -> Encoders:
    """The encoders to use; cheap, each model is loaded by its first use. `threads`: for one call of each.

    Raises EncoderError when SIDELIGHT_ENGLISH_MODEL names no model.
    """
    encoders = packaged_encoders(threads)
    folder = environment.get("SIDELIGHT_ENGLISH_MODEL")
    return replace(encoders, english=SentenceTransformersModel(Path(folder), threads)) if folder else encoders
