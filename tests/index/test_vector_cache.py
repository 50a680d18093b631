"""What was encoded once is not encoded again, unless its bytes are no longer those that were kept."""

from pathlib import Path

import numpy as np
import pytest
from word_encoder import WordEncoder

from index.catalogue import open_catalogue
from index.embedding import unit_rows
from index.folder import DataFolder
from index.vectorcache import VectorCache, encoder_key

# More than one query asks for at a time.
MANY = 2_345
ENCODER = WordEncoder("words", 24)
FILE = encoder_key(ENCODER.name, ENCODER.weights_sha256)
TEXTS = ["a wolf", "milk", "the bridge"]


def keep(cache: VectorCache, *texts: str) -> dict[str, int]:
    return cache.keep(ENCODER, texts, ENCODER.encode(texts))


def stored(cache: VectorCache, known: dict[str, int]) -> dict[str, list[float]]:
    """The vector of each known text as it lies in the file."""
    vectors = cache.rows(ENCODER, np.array(list(known.values()), np.int64))[:]
    return dict(zip(known, vectors.tolist(), strict=True))


def encoded(*texts: str) -> dict[str, list[float]]:
    return dict(zip(texts, ENCODER.encode(texts).tolist(), strict=True))


def file_of(data: DataFolder) -> Path:
    return data.vectors / FILE


def test_vectors_come_back_bit_by_bit_and_only_for_their_encoder(empty_data: DataFolder) -> None:
    other = WordEncoder("others", 24)
    texts = [f"text {number}" for number in range(MANY)]
    vectors = unit_rows(np.random.default_rng(7).normal(size=(MANY, 24)))
    with open_catalogue(empty_data) as catalogue:
        kept = catalogue.vectors.keep(ENCODER, texts, vectors)
    with open_catalogue(empty_data) as catalogue:
        known = catalogue.vectors.known(ENCODER, [*texts, "never seen"])
        assert known == kept
        assert catalogue.vectors.known(other, texts) == {}
        assert catalogue.vectors.known(ENCODER, []) == {}
        found = catalogue.vectors.rows(ENCODER, np.array([known[text] for text in texts], np.int64))
        assert found.shape == (MANY, 24)
        assert np.array_equal(found[:], vectors)
        assert np.array_equal(found[1_000:1_007], vectors[1_000:1_007])
        assert found[:].dtype == np.float32


def test_vectors_of_other_weights_under_the_same_name_are_not_used(empty_data: DataFolder) -> None:
    retrained = WordEncoder("words", 24)
    retrained.weights_sha256 = "0" * 64
    with open_catalogue(empty_data) as catalogue:
        keep(catalogue.vectors, "one")
        assert catalogue.vectors.known(retrained, ["one"]) == {}
        assert list(catalogue.vectors.known(ENCODER, ["one"])) == ["one"]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_flipped_byte_makes_one_text_unknown_and_no_other(empty_data: DataFolder, which: int) -> None:
    with open_catalogue(empty_data) as catalogue:
        keep(catalogue.vectors, *TEXTS)
        written = bytearray(file_of(empty_data).read_bytes())
        written[which * 24 * 4 + 37] ^= 1
        file_of(empty_data).write_bytes(written)
        known = catalogue.vectors.known(ENCODER, TEXTS)
        assert set(known) == {*TEXTS} - {TEXTS[which]}
        known |= keep(catalogue.vectors, TEXTS[which])
        assert catalogue.vectors.known(ENCODER, TEXTS) == known
        assert stored(catalogue.vectors, known) == encoded(*known)


def test_a_file_that_was_cut_short_lacks_only_what_was_cut(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        keep(catalogue.vectors, *TEXTS)
        file_of(empty_data).write_bytes(file_of(empty_data).read_bytes()[:-1])
        assert set(catalogue.vectors.known(ENCODER, TEXTS)) == set(TEXTS[:2])
        file_of(empty_data).unlink()
        assert catalogue.vectors.known(ENCODER, TEXTS) == {}
        known = keep(catalogue.vectors, *TEXTS)
        assert stored(catalogue.vectors, known) == encoded(*TEXTS)


def test_what_a_dying_process_wrote_without_noting_it_is_written_over(empty_data: DataFolder) -> None:
    with open_catalogue(empty_data) as catalogue:
        keep(catalogue.vectors, TEXTS[0])
        with file_of(empty_data).open("ab") as file:
            file.write(b"half a vector")
        keep(catalogue.vectors, TEXTS[1])
        known = catalogue.vectors.known(ENCODER, TEXTS)
        assert stored(catalogue.vectors, known) == encoded(*TEXTS[:2])


def test_a_name_of_an_encoder_makes_a_name_of_a_file() -> None:
    assert encoder_key("../all mini/LM_é", "53aa51172d142c89" + "0" * 48) == ".._all_mini_LM_-53aa51172d142c89.f32"
