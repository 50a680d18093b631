"""Words find documents as Lucene's BM25 does, within one language only."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex, LexicalWriter, open_lexical, tokenise
from index.texts import lexical_tokens

K1 = 1.5
B = 0.75
CORPUS = (
    "the harbour bridge is closed and the harbour is quiet",
    "a wolf crossed the harbour bridge",
    "wolves and wolves and wolves",
    "milk",
    "nobody saw a wolf drink milk beside the old bridge on the western road last winter",
)


def write_lexical(documents: list[list[str]], folder: Path) -> None:
    writer = LexicalWriter()
    for tokens in documents:
        writer.add(tokens)
    writer.write(folder)


def bags(texts: tuple[str, ...]) -> list[list[str]]:
    return [tokenise(text, "en") for text in texts]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    folder = tmp_path_factory.mktemp("words") / "lexical"
    write_lexical(bags(CORPUS), folder)
    return open_lexical(folder)


def inverse_document_frequency(token: str, documents: list[list[str]]) -> float:
    holding = sum(token in document for document in documents)
    return math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))


def lucene_bm25(query: list[str], documents: list[list[str]]) -> list[float]:
    """The formula as it is written down, with no index."""
    mean = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        counts = Counter(document)
        scores.append(
            sum(
                inverse_document_frequency(token, documents)
                * counts[token]
                / (counts[token] + K1 * (1 - B + B * len(document) / mean))
                for token in set(query)
            )
        )
    return scores


@pytest.mark.parametrize("query", ["harbour", "wolf", "wolf wolf", "milk on the harbour bridge", "wolf and unicorn"])
def test_scores_are_those_of_lucenes_formula(words: LexicalIndex, query: str) -> None:
    tokens = tokenise(query, "en")
    expected = lucene_bm25(tokens, bags(CORPUS))
    found = words.scores(tokens)
    assert np.allclose(found, expected, atol=1e-5)
    assert np.argsort(-found, kind="stable").tolist() == sorted(range(len(CORPUS)), key=lambda each: -expected[each])


@pytest.mark.parametrize("query", ["", "unicorn", "the and of"])
def test_a_query_without_a_known_word_scores_nothing(words: LexicalIndex, query: str) -> None:
    found = words.scores(tokenise(query, "en"))
    assert found.tolist() == [0.0] * len(CORPUS)
    assert found.dtype == np.float32


@given(query=st.lists(st.sampled_from(["wolf", "milk", "bridge", "harbour", "unicorn", "road", "the"]), max_size=6))
def test_coverage_is_the_weight_of_the_words_a_document_holds(words: LexicalIndex, query: list[str]) -> None:
    documents = bags(CORPUS)
    tokens = tokenise(" ".join(query), "en")
    weights = {token: inverse_document_frequency(token, documents) for token in tokens}
    total = sum(weights.values())
    expected = [
        sum(weight for token, weight in weights.items() if token in document) / total if total else 0.0
        for document in documents
    ]
    found = words.coverage(tokens, np.arange(len(CORPUS)))
    assert np.allclose(found, expected, atol=1e-5)
    assert ((found >= 0) & (found <= 1 + 1e-6)).all()


def test_coverage_is_given_for_the_documents_asked_in_their_order(words: LexicalIndex) -> None:
    tokens = tokenise("milk", "en")
    assert words.coverage(tokens, np.array([4, 0, 3], np.int64)).tolist() == [1.0, 0.0, 1.0]
    assert words.coverage(tokens, np.empty(0, np.int64)).tolist() == []


def test_a_sentence_of_unknown_words_is_covered_by_nothing(words: LexicalIndex) -> None:
    assert words.coverage(tokenise("purple unicorns", "en"), np.arange(5)).tolist() == [0.0] * 5
    partly = words.coverage(tokenise("milk for purple unicorns", "en"), np.arange(5))
    assert (0 < partly[3] < 0.5, partly[2]) == (True, 0.0)


def test_the_same_word_of_two_languages_is_two_words(tmp_path: Path) -> None:
    write_lexical([tokenise("gift", "en"), tokenise("gift", "de"), tokenise("gift", "fi")], tmp_path / "lexical")
    words = open_lexical(tmp_path / "lexical")
    for number, language in enumerate(("en", "de", "fi")):
        found = words.scores(tokenise("gift", language))
        assert np.flatnonzero(found).tolist() == [number]


def test_documents_without_a_word_can_be_indexed_among_others(tmp_path: Path) -> None:
    write_lexical([[], ["en:milk"], []], tmp_path / "lexical")
    assert np.flatnonzero(open_lexical(tmp_path / "lexical").scores(["en:milk"])).tolist() == [1]


def test_where_no_document_has_a_word_nothing_is_found(tmp_path: Path) -> None:
    write_lexical([[], []], tmp_path / "lexical")
    words = open_lexical(tmp_path / "lexical")
    for query in ([], ["en:milk"]):
        assert words.scores(query).tolist() == [0.0, 0.0]
        assert words.coverage(query, np.array([1, 0], np.int64)).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The bridges closed.", "en", ["en:bridg", "en:close"]),
        ("It cost 1,200.50 or 3%", "en", ["en:cost", "en:1,200.50", "en:3"]),
        ("a x I 7", "en", ["en:7"]),
        ("STRASSE Straße", "fi", ["fi:strasse", "fi:strasse"]),
        ("Los puentes", "es", ["es:puent"]),
        ("snake_case", "fi", ["fi:snake", "fi:case"]),
        ("", "en", []),
    ],
)
def test_words_become_stems_with_their_language(text: str, language: str, expected: list[str]) -> None:
    assert tokenise(text, language) == expected


def test_a_document_is_found_by_its_body_claimants_and_topics() -> None:
    document = example("one", "Bridges.", claimants=("Mayor Olsen",), body="A quarrelsome heron.", title="Rivers")
    assert lexical_tokens(document) == ["en:bridg", "en:river", "en:mayor", "en:olsen", "en:quarrelsom", "en:heron"]
