"""150 pairs of the debates collection, labelled twice by hand: by ids only, since the texts are not ours to publish."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LABELS = [json.loads(line) for line in (ROOT / "tests" / "cases" / "debates-sides.jsonl").read_text().splitlines()]
DEBATES = ROOT.parent / "shared" / "data" / "debates"


def test_each_pair_is_labelled_once_with_both_passes() -> None:
    assert len({(label["query"], label["claim"]) for label in LABELS}) == len(LABELS) == 150
    assert {tuple(label) for label in LABELS} == {("query", "claim", "label", "first", "second")}
    assert {label["label"] for label in LABELS} == {"same", "opposite", "unclear"}


def test_where_the_two_passes_disagree_the_pair_is_unclear() -> None:
    apart = [label for label in LABELS if label["first"] != label["second"]]

    assert {label["label"] for label in apart} == {"unclear"}
    assert all(label["label"] == label["first"] for label in LABELS if label not in apart)


def test_the_two_passes_agree_far_beyond_chance() -> None:
    agreed = sum(label["first"] == label["second"] for label in LABELS) / len(LABELS)
    first, second = (Counter(label[name] for label in LABELS) for name in ("first", "second"))
    by_chance = sum(first[side] * second[side] for side in first) / len(LABELS) ** 2

    assert (agreed - by_chance) / (1 - by_chance) == pytest.approx(0.929, abs=0.001)


def test_every_pair_is_one_that_the_collection_matched() -> None:
    if not DEBATES.is_dir():
        pytest.skip(f"the collection is not in the folder {DEBATES.parents[1].name} beside the repository")
    matched = set()
    for part in ("train", "dev"):
        for line in (DEBATES / f"qrels_{part}.tsv").read_text().splitlines():
            query, _, claim, _ = line.split()
            matched.add((query, claim))
    with (DEBATES / "queries.tsv").open(newline="") as file:
        queries = {row[0] for row in csv.reader(file, delimiter="\t")}

    assert {(label["query"], label["claim"]) for label in LABELS} <= matched
    assert {label["query"] for label in LABELS} <= queries
