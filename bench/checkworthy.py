"""How well check-worthy sentences are told from others: python -m bench.checkworthy.

On the 19 debates of the development part, none of which bench/train_checkworthy read. A sentence counts as worth
checking if PolitiFact has checked it. Others may be worth it too and nobody did, so the figures are lower bounds.
"""

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from bench.collections import SHARED, debates, transcript_sentences
from bench.results import made_on, write_section
from index.lookup.checkworthy import FEATURES, packaged_check_worthiness
from index.texts import ENGLISH


def day_and_line(sentence_id: str) -> tuple[str, str]:
    """The day of a debate and the sentence's number in it: the judgements spell many a debate's name another way."""
    return sentence_id[:8], sentence_id.rpartition("_")[2]


def sentences_of(part: str) -> tuple[NDArray[np.str_], list[str], NDArray[np.bool_]]:
    """The day of each sentence of a part's debates, one debate a day, its text, and whether PolitiFact checked it."""
    checked = {day_and_line(key) for key in debates(part).relevant}
    days = {day for day, _ in checked}
    rows = [(day_and_line(key), asked.sentence.text) for key, asked in transcript_sentences().items()]
    held = [(place, text) for place, text in rows if place[0] in days]
    return (
        np.array([place[0] for place, _ in held]),
        [text for _, text in held],
        np.array([place in checked for place, _ in held]),
    )


def first_among(
    worth: NDArray[np.float64], is_checked: NDArray[np.bool_], days: NDArray[np.str_], share: float
) -> float:
    """The part of the checked sentences that stand in the first `share` of their own debate, most worthy first."""
    found = 0
    for day in np.unique(days):
        rows = np.flatnonzero(days == day)
        order = rows[np.argsort(-worth[rows], kind="stable")]
        found += int(is_checked[order[: max(1, round(len(rows) * share))]].sum())
    return found / int(is_checked.sum())


def main() -> None:
    """Print the figures and write them into RESULTS.md."""
    if not SHARED.is_dir():
        raise SystemExit(f"The transcripts are not there: {SHARED} is missing.")
    scorer = packaged_check_worthiness()
    days, texts, is_checked = sentences_of("dev")
    worth = np.array([scorer.of(text, ENGLISH) for text in texts])
    length = np.array([FEATURES["length"](text) for text in texts])
    looked_up = worth >= scorer.threshold
    lines = [
        f"{len(texts):,} sentences of {len(np.unique(days))} debates, {is_checked.sum()} of them checked",
        f"AUROC {roc_auc_score(is_checked, worth):.3f} (by length alone {roc_auc_score(is_checked, length):.3f})",
        *(
            f"checked sentences among the first {share:.0%} of their debate: "
            f"{first_among(worth, is_checked, days, share):.3f} "
            f"(by length {first_among(length, is_checked, days, share):.3f})"
            for share in (0.05, 0.1, 0.2)
        ),
        f"looked up at the threshold: {looked_up[is_checked].mean():.3f} of the checked, {looked_up.mean():.3f} of all",
    ]
    figures = "\n".join(lines)
    print(figures)
    write_section(
        "Which sentences of a page are worth checking",
        f"`python -m bench.checkworthy`, {made_on()}:\n\n```\n{figures}\n```\n\n"
        "Fitted on 51 other debates. A sentence counts as worth checking if PolitiFact checked it; many that could "
        "have been checked were not, so these are lower bounds.",
    )


if __name__ == "__main__":
    main()
