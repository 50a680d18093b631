"""The collection of sentences and the side they take is well formed, and its starter claims are starter claims."""

import json
from collections import Counter
from pathlib import Path

from index.feeds.starter import starter_documents

COLLECTION = Path(__file__).parents[2] / "bench" / "side_pairs"
FIELDS = {"id", "sentence", "claim", "label", "family", "claim_source", "reported_by"}

Pair = dict[str, str | None]


def pairs() -> list[Pair]:
    return [
        json.loads(line)
        for file in sorted(COLLECTION.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def test_every_pair_has_the_same_fields_and_says_something_in_each() -> None:
    for pair in pairs():
        assert set(pair) == FIELDS
        assert pair["reported_by"] is None or pair["reported_by"].strip()
        assert all(value and value == value.strip() for name, value in pair.items() if name != "reported_by"), pair


def test_at_least_3000_pairs_are_there() -> None:
    assert len(pairs()) >= 3000


def test_no_id_and_no_pair_is_there_twice() -> None:
    assert Counter(pair["id"] for pair in pairs()).most_common(1)[0][1] == 1
    assert Counter((pair["sentence"], pair["claim"]) for pair in pairs()).most_common(1)[0][1] == 1


def test_each_label_is_known_and_none_is_rare() -> None:
    labels = Counter(pair["label"] for pair in pairs())
    assert set(labels) == {"same", "opposite", "unclear"}
    assert min(labels.values()) >= 0.25 * labels.total()


def test_claims_said_to_be_the_starter_corpus_are_in_it() -> None:
    claims = {document.claim.text for document in starter_documents()}
    assert {pair["claim"] for pair in pairs() if pair["claim_source"] == "starter"} <= claims


def test_claims_said_to_be_our_own_are_not_the_starter_corpus() -> None:
    claims = {document.claim.text for document in starter_documents()}
    assert not {pair["claim"] for pair in pairs() if pair["claim_source"] == "own"} & claims
    assert {pair["claim_source"] for pair in pairs()} == {"starter", "own"}


def test_the_data_card_gives_todays_counts() -> None:
    card = (COLLECTION / "README.md").read_text(encoding="utf-8")
    assert f"{len(pairs()):,} pairs of a sentence" in card
    for label, count in Counter(pair["label"] for pair in pairs()).items():
        assert f"| {label} | {count} |" in card
    families = Counter((pair["family"], pair["label"]) for pair in pairs())
    for family in {family for family, _ in families}:
        same, opposite, unclear = (families[family, label] for label in ("same", "opposite", "unclear"))
        assert f"| {family} | {same} | {opposite} | {unclear} |" in card
