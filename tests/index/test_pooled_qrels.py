"""The grades of pooled documents are well formed, and their data card counts them rightly."""

from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "bench" / "pooled_qrels"
ROWS = [line.split(" ") for line in (FOLDER / "articles-dev.qrels").read_text().splitlines()]


def test_a_line_is_a_judgement_of_trec_and_no_pair_is_judged_twice() -> None:
    assert {(len(row), row[1], row[3]) for row in ROWS} == {(4, "0", "1"), (4, "0", "0"), (4, "0", "-1")}
    assert len({(row[0], row[2]) for row in ROWS}) == len(ROWS)


def test_the_data_card_gives_todays_counts() -> None:
    card = (FOLDER / "README.md").read_text()
    for count in (len(ROWS), *Counter(row[3] for row in ROWS).values()):
        assert f"{count:,}" in card
