"""Fit the weights of the judgement and write index/lookup/side/judgement.json: python -m bench.fit_side.

Two multinomial logistic regressions over the signs of index.lookup.side.judgement, on the cases to develop with and
on pairs, written and labelled, that the cross-encoder was not trained on. The thresholds are chosen on folds that leave
out whole families of cases, and keep both promises on each of these three kinds. The final cases, the debates labelled
by hand and the development parts are not read here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bench.indexes import bench_encoders
from bench.labelled_pairs import found_in_training, put_together
from bench.side_cases import Case, develop_cases, labelled_cases, own_pairs
from bench.side_untold import untold
from index.core import core_of
from index.embedding import Encoders
from index.lookup.cleaning import clean
from index.lookup.reader import Opinion, Reader
from index.lookup.side.comparison import Comparison, compare
from index.lookup.side.judgement import JUDGEMENT_FILE, Judgement, Sign, Weights, least_for_same, settled, signs_of
from index.lookup.side.reading import read_text
from index.records import Side

# At most this share of what is not on the claim's side may be called the same, in folds by family. A little under
# the 5% that are promised, since all of them are ours.
MOST_FALSE_SAME = 0.045
# At most this share of what is on the claim's side may be called the opposite.
MOST_FALSE_OPPOSITE = 0.04
_SIDES = (Side.SAME, Side.OPPOSITE, Side.UNCLEAR)
_FOLDS = 10
_OPINIONS = (Sign.SAME_OVER_OPPOSITE, Sign.NEITHER)


def similarities(encoders: Encoders, cases: Sequence[Case]) -> NDArray[np.float32]:
    """Of each sentence with its claim, or with the claim without its asides where that is closer."""
    sentences = encoders.english.encode([clean(case.sentence) for case in cases])
    claims = encoders.english.encode([case.claim for case in cases])
    cores = encoders.english.encode([core_of(case.claim) or case.claim for case in cases])
    found: NDArray[np.float32] = np.maximum((sentences * claims).sum(1), (sentences * cores).sum(1))
    return found


def main() -> None:
    """Fit, choose, write."""
    encoders = bench_encoders()
    pairs = (*found_in_training(), *put_together(untold()))
    parts = (
        [case for case in develop_cases() if case.language == "en"],
        [case for case in own_pairs(is_held_out=True) if case.language == "en"],
        labelled_cases(pair for pair in pairs if pair.is_held_out),
    )
    cases = [case for part in parts for case in part]
    kinds = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    compared = [compare(read_text(case.sentence), read_text(case.claim)) for case in cases]
    near = similarities(encoders, cases)
    read = np.array(
        [
            signs_of(each, float(cosine), _opinion(encoders, case))
            for each, cosine, case in zip(compared, near, cases, strict=True)
        ]
    )
    unread = np.array([signs_of(each, cosine, None) for each, cosine in zip(compared, near, strict=True)])
    judgement = Judgement(
        read=_fitted(cases, kinds, compared, read, list(Sign)),
        unread=_fitted(cases, kinds, compared, unread, [sign for sign in Sign if sign not in _OPINIONS]),
        made_from=f"{len(cases)} pairs not trained on: the cases to develop with, others written, and others labelled",
    )
    JUDGEMENT_FILE.write_text(json.dumps(asdict(judgement), indent=2) + "\n")


def _opinion(encoders: Encoders, case: Case) -> Opinion:
    return Reader(clean(case.sentence), encoders.reading).opinions_both_ways([case.claim])[case.claim]


def _fitted(
    cases: Sequence[Case],
    kinds: NDArray[np.int64],
    compared: Sequence[Comparison],
    signs: NDArray[np.float64],
    used: Sequence[Sign],
) -> Weights:
    labels = np.array([_SIDES.index(case.side) for case in cases])
    families = [case.family for case in cases]
    # Columns of one spread, so that the penalty weighs them alike; undone below.
    spread = signs[:, used].std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=5_000)
    apart = cross_val_predict(
        model, signs[:, used] / spread, labels, groups=families, cv=GroupKFold(_FOLDS), method="predict_proba"
    )
    model.fit(signs[:, used] / spread, labels)
    weights = (model.coef_ - model.coef_[2]) / spread
    intercepts = model.intercept_ - model.intercept_[2]
    is_read = Sign.NEITHER in used
    least_same, least_opposite = _thresholds(apart, labels, kinds, compared, is_read)
    print(f"same from {least_same:.2f}, opposite from {least_opposite:.2f}")
    names = [sign.name.lower() for sign in used]
    return Weights(
        (round(float(intercepts[0]), 4), round(float(intercepts[1]), 4)),
        {name: round(float(weight), 4) for name, weight in zip(names, weights[0], strict=True)},
        {name: round(float(weight), 4) for name, weight in zip(names, weights[1], strict=True)},
        least_same,
        least_opposite,
    )


def _thresholds(
    probabilities: NDArray[np.float64],
    labels: NDArray[np.int64],
    kinds: NDArray[np.int64],
    compared: Sequence[Comparison],
    is_read: bool,
) -> tuple[float, float]:
    """The lowest thresholds that keep both promises on each kind of pairs."""
    steps = np.arange(0.34, 0.96, 0.01)
    is_same = labels == _SIDES.index(Side.SAME)
    is_opposed = probabilities[:, 1] > probabilities[:, 0]

    def lowest(least: Sequence[float], side: int, wrong: NDArray[np.bool_], most: float) -> float:
        """`least`: of each pair, what its side takes at least, whatever the threshold."""
        return next(
            float(step)
            for step in steps
            if all(
                (probabilities[:, side] >= np.maximum(least, step))[wrong & (kinds == kind)].mean() <= most
                for kind in set(kinds)
            )
        )

    for_same = [least_for_same(each, is_read) for each in compared]
    for_opposite = [
        0.0 if opposed and settled(each) is not Side.UNCLEAR else np.inf
        for each, opposed in zip(compared, is_opposed, strict=True)
    ]
    least_same = lowest(for_same, 0, ~is_same, MOST_FALSE_SAME)
    return round(least_same, 2), round(lowest(for_opposite, 1, is_same, MOST_FALSE_OPPOSITE), 2)


if __name__ == "__main__":
    main()
