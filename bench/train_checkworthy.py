"""Fit the weights of check-worthiness and write index/lookup/checkworthy.json: python -m bench.train_checkworthy.

A logistic regression over index.lookup.checkworthy.FEATURES on the sentences of the 51 debates of the training part;
the figures that it prints come from five folds by debate. The development part is not read here.
"""

import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bench.checkworthy import sentences_of
from bench.collections import SHARED
from index.lookup.checkworthy import CHECKWORTHY_FILE, FEATURES

# The share of checked sentences, in the folds, that may fall under the threshold: the price of asking about fewer.
MAX_LEFT_OUT = 0.02


def model() -> LogisticRegression:
    """Both kinds count the same, though one is a hundredth: what is wanted is the order, and a scale around a half."""
    return LogisticRegression(C=1.0, class_weight="balanced", max_iter=2_000)


def main() -> None:
    """Fit, print the figures of the folds, write the weights."""
    if not SHARED.is_dir():
        raise SystemExit(f"The transcripts are not there: {SHARED} is missing.")
    days, texts, is_checked = sentences_of("train")
    rows = np.array([[of(text) for of in FEATURES.values()] for text in texts])
    worth = np.zeros(len(texts))
    for train, test in GroupKFold(5).split(rows, groups=days):
        worth[test] = model().fit(rows[train], is_checked[train]).predict_proba(rows[test])[:, 1]
    threshold = round(float(np.quantile(worth[is_checked], MAX_LEFT_OUT)), 2)
    print(
        f"{len(texts):,} sentences, {is_checked.sum()} checked; AUROC {roc_auc_score(is_checked, worth):.3f} in folds"
    )
    print(f"threshold {threshold}: {(worth >= threshold).mean():.3f} of all sentences are looked up")
    fitted = model().fit(rows, is_checked)
    weights = {name: round(float(weight), 2) for name, weight in zip(FEATURES, fitted.coef_[0], strict=True)}
    CHECKWORTHY_FILE.write_text(
        json.dumps(
            {
                "intercept": round(float(fitted.intercept_[0]), 2),
                "weights": weights,
                "threshold": threshold,
                "made_from": "bench/train_checkworthy.py; decision note 0014",
            },
            indent=2,
        )
        + "\n"
    )
    print(weights)


if __name__ == "__main__":
    main()
