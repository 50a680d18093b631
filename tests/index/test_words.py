"""Words find documents as Lucene's BM25 does, within one language only."""

import math
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex, LexicalWriter, Wording, open_lexical, tokenise
from index.sequences import PASSAGE_TOKENS
from index.texts import wording

K1 = 1.5
B = 0.75
CORPUS = (
    "the harbour bridge is closed and the harbour is quiet",
    "a wolf crossed the harbour bridge",
    "wolves and wolves and wolves",
    "milk",
    "nobody saw a wolf drink milk beside the old bridge on the western road last winter",
)


def written(folder: Path, wordings: list[Wording]) -> LexicalIndex:
    writer = LexicalWriter()
    for each in wordings:
        writer.add(each)
    writer.write(folder)
    return open_lexical(folder)


def bags(texts: tuple[str, ...]) -> list[list[str]]:
    return [tokenise(text, "en") for text in texts]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return written(tmp_path_factory.mktemp("words") / "lexical", [Wording(bag) for bag in bags(CORPUS)])


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
    found = words.head_scores(tokens)
    assert np.allclose(found, expected, atol=1e-5)
    assert np.argsort(-found, kind="stable").tolist() == sorted(range(len(CORPUS)), key=lambda each: -expected[each])


@pytest.mark.parametrize("query", ["", "unicorn", "the and of"])
def test_a_query_without_a_known_word_scores_nothing(words: LexicalIndex, query: str) -> None:
    found = words.head_scores(tokenise(query, "en"))
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
    found = words.coverage(tokens, np.arange(len(CORPUS))).head
    assert np.allclose(found, expected, atol=1e-5)
    assert ((found >= 0) & (found <= 1 + 1e-6)).all()


def test_coverage_is_given_for_the_documents_asked_in_their_order(words: LexicalIndex) -> None:
    tokens = tokenise("milk", "en")
    assert words.coverage(tokens, np.array([4, 0, 3], np.int64)).head.tolist() == [1.0, 0.0, 1.0]
    assert words.coverage(tokens, np.empty(0, np.int64)).head.tolist() == []


def test_a_sentence_of_unknown_words_is_covered_by_nothing(words: LexicalIndex) -> None:
    assert words.coverage(tokenise("purple unicorns", "en"), np.arange(5)).head.tolist() == [0.0] * 5
    partly = words.coverage(tokenise("milk for purple unicorns", "en"), np.arange(5)).head
    assert (0 < partly[3] < 0.5, partly[2]) == (True, 0.0)


def test_the_same_word_of_two_languages_is_two_words(tmp_path: Path) -> None:
    languages = ("en", "de", "fi")
    words = written(tmp_path / "lexical", [Wording(tokenise("gift", language)) for language in languages])
    for number, language in enumerate(languages):
        found = words.head_scores(tokenise("gift", language))
        assert np.flatnonzero(found).tolist() == [number]


def test_documents_without_a_word_can_be_indexed_among_others(tmp_path: Path) -> None:
    words = written(tmp_path / "lexical", [Wording([]), Wording(["en:milk"]), Wording([])])
    assert np.flatnonzero(words.head_scores(["en:milk"])).tolist() == [1]


def test_where_no_document_has_a_word_nothing_is_found(tmp_path: Path) -> None:
    words = written(tmp_path / "lexical", [Wording([]), Wording([])])
    for query in ([], ["en:milk"]):
        assert words.head_scores(query).tolist() == [0.0, 0.0]
        assert words.whole_scores(query).tolist() == [0.0, 0.0]
        covered = words.coverage(query, np.array([1, 0], np.int64))
        for share in (covered.head, covered.passage, covered.claim):
            assert share.tolist() == [0.0, 0.0]


def test_a_body_counts_for_the_whole_and_not_for_the_head(tmp_path: Path) -> None:
    words = written(tmp_path / "lexical", [Wording(["en:wolf"], ["en:road"], ["en:milk"]), Wording(["en:milk"])])
    assert np.flatnonzero(words.head_scores(["en:milk"])).tolist() == [1]
    assert np.flatnonzero(words.whole_scores(["en:milk"])).tolist() == [0, 1]
    covered = words.coverage(["en:milk"], np.arange(2))
    assert covered.head.tolist() == [0.0, 1.0]
    assert words.head_coverage(["en:milk"], np.arange(2)).tolist() == [0.0, 1.0]
    assert covered.passage.tolist() == [1.0, 1.0]


def test_bm25_never_exceeds_what_the_sentence_weighs(words: LexicalIndex) -> None:
    for query in ("harbour bridge", "wolves wolves wolves", "milk beside the old bridge on the western road"):
        tokens = tokenise(query, "en")
        assert words.head_scores(tokens).max() <= words.weight(tokens)


def test_a_claim_is_covered_as_far_as_the_sentence_has_its_words(tmp_path: Path) -> None:
    words = written(tmp_path / "lexical", [Wording(["en:wolf", "en:milk"], ["en:road"]), Wording(["en:wolf"])])
    whole, half = words.coverage(["en:wolf", "en:milk"], np.arange(2)).claim, words.coverage(["en:milk"], np.arange(2))
    assert whole.tolist() == [1.0, 1.0]
    assert 0.5 < half.claim[0] < 1
    assert half.claim[1] == 0


def test_words_of_one_passage_count_more_than_words_far_apart(tmp_path: Path) -> None:
    filler = [f"en:word{number}" for number in range(3 * PASSAGE_TOKENS)]
    together = Wording(["en:claim"], [], [*filler, "en:wolf", "en:drank", "en:milk", *filler])
    apart = Wording(["en:claim"], [], ["en:wolf", *filler, "en:drank", *filler, "en:milk"])
    covered = written(tmp_path / "lexical", [together, apart]).coverage(
        ["en:wolf", "en:drank", "en:milk"], np.arange(2)
    )
    assert covered.passage.tolist() == pytest.approx([1.0, 1 / 3])


@given(
    st.lists(st.lists(st.sampled_from("abcdefg"), max_size=3 * PASSAGE_TOKENS), min_size=1, max_size=4),
    st.lists(st.sampled_from("abcdefgxyz"), max_size=6),
)
def test_the_passage_that_holds_most_is_found(bodies: list[list[str]], query: list[str]) -> None:
    with TemporaryDirectory() as folder:
        words = written(Path(folder) / "lexical", [Wording(["h"], [], body) for body in bodies])
        covered = words.coverage(query, np.arange(len(bodies)))
        np.testing.assert_array_equal(words.head_coverage(query, np.arange(len(bodies))), covered.head)
        step = PASSAGE_TOKENS // 2
        for number, body in enumerate(bodies):
            sequence = ["h", *body]
            passages = [set(sequence[start : start + PASSAGE_TOKENS]) for start in range(0, len(sequence), step)]
            best = max(sum(words.weight([token]) for token in set(query) & passage) for passage in passages)
            assert covered.passage[number] == pytest.approx(best / words.weight(query), abs=1e-4)


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
    assert wording(document) == Wording(
        ["en:bridg"], ["en:river", "en:mayor", "en:olsen"], ["en:quarrelsom", "en:heron"]
    )
