"""The labels of real sentences are well formed, and their data card counts them rightly."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "bench" / "side_labels"
LETTERS = set("sorn")
BY_ID = ("tweets", "articles", "debates", "debates-fit", "tweets-dev", "articles-dev", "debates-dev")


@pytest.mark.parametrize("name", BY_ID)
def test_a_line_names_sentence_document_and_class_and_no_pair_twice(name: str) -> None:
    rows = [line.split(" ") for line in (FOLDER / f"{name}.txt").read_text().splitlines()]
    assert {len(row) for row in rows} == {3}
    assert {row[2] for row in rows} <= LETTERS
    assert len({(query, document) for query, document, _ in rows}) == len(rows)


def test_put_together_pairs_are_hashes_that_occur_once() -> None:
    rows = [line.split(" ") for line in (FOLDER / "put_together.txt").read_text().splitlines()]
    assert all(len(digest) == 12 and int(digest, 16) >= 0 and letter in LETTERS for digest, letter in rows)
    assert len({digest for digest, _ in rows}) == len(rows)


def test_our_own_sentences_are_those_that_are_judged() -> None:
    judged = (FOLDER.parent / "reader_sentences" / "judged.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in (FOLDER / "starter.jsonl").read_text().splitlines()]
    assert {row["text"] for row in rows} <= {json.loads(line)["text"] for line in judged}
    assert {row["label"] for row in rows} <= LETTERS


def test_the_data_card_gives_todays_counts() -> None:
    card = (FOLDER / "README.md").read_text()
    for name in (*BY_ID, "put_together"):
        assert f"{len((FOLDER / f'{name}.txt').read_text().splitlines()):,}" in card, name
    assert f"| {len((FOLDER / 'starter.jsonl').read_text().splitlines()):,} |" in card
