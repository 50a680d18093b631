"""Vectors are float32 of unit length, in the order of their texts, whatever made them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from word_encoder import WordEncoder

from index.embedding import CHUNK_TEXTS, Vectors, encode_in_chunks, unit_rows

# What models give: neither so small nor so large that the square of a number leaves float32.
NUMBERS = st.floats(-1e6, 1e6, width=32).map(lambda number: number if abs(number) > 1e-6 else 0.0)


@given(arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=9), elements=NUMBERS))
def test_a_row_keeps_its_direction_and_gets_length_one(vectors: NDArray[np.float32]) -> None:
    found = unit_rows(vectors)
    assert found.dtype == np.float32
    assert found.shape == vectors.shape
    assert found.flags.c_contiguous
    has_direction = vectors.any(axis=1)
    assert np.allclose(np.linalg.norm(found, axis=1), has_direction, atol=1e-5)
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    assert np.allclose(found * lengths, vectors, rtol=1e-4, atol=1e-5)


@given(arrays(np.float32, (5, 4), elements=NUMBERS))
def test_rows_of_unit_length_stay_as_they_are(vectors: NDArray[np.float32]) -> None:
    once = unit_rows(vectors)
    assert np.allclose(unit_rows(once), once, atol=1e-6)


def test_doubles_and_no_rows_at_all_become_float32() -> None:
    assert np.array_equal(unit_rows(np.array([[3.0, 4.0]])), np.array([[0.6, 0.8]], np.float32))
    empty = unit_rows(np.empty((0, 7)))
    assert (empty.shape, empty.dtype) == ((0, 7), np.dtype(np.float32))


@given(st.lists(st.text(max_size=12), max_size=2 * CHUNK_TEXTS // 100), st.integers(0, 3))
def test_every_text_is_handed_over_once_with_its_own_vector(texts: list[str], repetitions: int) -> None:
    encoder = WordEncoder("words", 16)
    handed: list[tuple[str, Vectors]] = []

    def done(chunk: Sequence[str], vectors: Vectors) -> None:
        handed.extend(zip(chunk, vectors, strict=True))

    given_texts = texts * repetitions
    encode_in_chunks(encoder, given_texts, done)
    assert [text for text, _ in handed] == sorted(given_texts, key=len)
    expected = WordEncoder("words", 16).encode([text for text, _ in handed])
    assert all(np.array_equal(vector, row) for (_, vector), row in zip(handed, expected, strict=True))


def test_chunks_are_full_but_for_the_last_and_go_shortest_first() -> None:
    texts = ["x" * (1 + number % 40) for number in range(2 * CHUNK_TEXTS + 3)]
    chunks: list[list[str]] = []
    encode_in_chunks(WordEncoder("words", 16), texts, lambda chunk, _: chunks.append(list(chunk)))
    assert [len(chunk) for chunk in chunks] == [CHUNK_TEXTS, CHUNK_TEXTS, 3]
    assert [text for chunk in chunks for text in chunk] == sorted(texts, key=len)


def test_no_texts_ask_nothing_of_the_encoder() -> None:
    encoder = WordEncoder("words", 16)
    chunks: list[Sequence[str]] = []
    encode_in_chunks(encoder, [], lambda chunk, _: chunks.append(chunk))
    assert (chunks, encoder.encoded) == ([], [])
