"""Fit the ranker's coefficients and write index/lookup/ranker.json: python -m bench.train_ranker.

Two logistic regressions over the signals of index.lookup.retrieval. Trained on the training parts only: 999 tweets,
562 debate sentences, 3,000 other sentences of debates (which nothing answers), and the reader's sentences for the
starter corpus; the figures printed for the reader's sentences come from five folds by sentence. The development parts
are not read here.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.collections import SHARED, debates, transcript_sentences, tweets
from bench.indexes import bench_encoders, generation_of
from bench.reader_queries import ReaderQuery, reader_queries
from index.embedding import Encoders
from index.generation import Generation
from index.lookup.cleaning import clean, is_too_short
from index.lookup.ranking import RANKER_FILE
from index.lookup.retrieval import Query, Signal, retrieve

# A row of the reader's sentences counts as this many of the other sets: they are the task itself, but few.
READER_WEIGHT = 20
UNANSWERED_SENTENCES = 3_000
# Of the thresholds tried on the folds (.3 to .6), the lowest with under a fifth of the decoys shown.
THRESHOLD = 0.5
# Set by hand, not fitted: of two claims equally close, the one that more documents address is the likelier. The starter
# corpus is the only set with many documents a claim; fitted on it the weight grew to .28, and success at 1 fell by .03.
REPETITION_WEIGHT = 0.1
_ENGLISH_SIGNALS = tuple(signal for signal in Signal if signal is not Signal.REPETITION)
_OTHER_SIGNALS = (Signal.MULTILINGUAL_CLAIM, Signal.MULTILINGUAL_BEST)
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs. `signals` (n, len(Signal)); `is_relevant` bool (n,); `sentences` int (n,), which each is of."""

    signals: NDArray[np.float32]
    is_relevant: NDArray[np.bool_]
    sentences: NDArray[np.int64]


def pairs(
    generation: Generation,
    encoders: Encoders,
    sentences: Mapping[str, str],
    relevant: Mapping[str, frozenset[str]],
    language: str,
) -> Pairs:
    """The candidates of every sentence, with whether they answer it."""
    ids = generation.ids()
    keys = list(sentences)
    found = []
    for start in range(0, len(keys), _BATCH):
        queries = [Query(clean(sentences[key]), language) for key in keys[start : start + _BATCH]]
        found += retrieve(generation, encoders, queries, None)
    return Pairs(
        np.concatenate([each.signals for each in found]),
        np.array(
            [
                ids[number] in relevant.get(key, ())
                for key, each in zip(keys, found, strict=True)
                for number in each.documents
            ]
        ),
        np.repeat(np.arange(len(keys)), [len(each.documents) for each in found]),
    )


def fit(sets: Sequence[tuple[Pairs, float]], signals: Sequence[Signal]) -> LogisticRegression:
    """A logistic regression of relevance on some signals; each set with the weight of its rows."""
    rows = np.concatenate([each.signals[:, signals] for each, _ in sets])
    is_relevant = np.concatenate([each.is_relevant for each, _ in sets])
    weights = np.concatenate([np.full(len(each.is_relevant), weight) for each, weight in sets])
    return LogisticRegression(C=10, max_iter=5_000).fit(rows, is_relevant, sample_weight=weights)


def main() -> None:
    """Fit, print the figures of the folds, write the coefficients."""
    if not SHARED.is_dir():
        raise SystemExit(f"The training data is not there: {SHARED} is missing.")
    encoders = bench_encoders()
    starter, tweet_index, debate_index = (generation_of(name, encoders) for name in ("starter", "tweets", "debates"))
    readers = reader_queries()
    english = {query.id: query.text for query in readers if query.language == "en"}
    everyone = {query.id: query.text for query in readers}
    answers = {query.id: query.relevant for query in readers}

    reader = pairs(starter, encoders, english, answers, "en")
    others = [
        (pairs(tweet_index, encoders, tweets("train").sentences, tweets("train").relevant, "en"), 1.0),
        (pairs(debate_index, encoders, debates("train").sentences, debates("train").relevant, "en"), 1.0),
        (pairs(debate_index, encoders, unanswered_sentences(), {}, "en"), 1.0),
    ]
    # Any language but English: the same vectors are all there is.
    foreign = pairs(starter, encoders, everyone, answers, "und")

    _print_folds("English", reader, others, _ENGLISH_SIGNALS, [query for query in readers if query.id in english])
    _print_folds("other", foreign, [], _OTHER_SIGNALS, readers)
    fitted = _coefficients(fit([*others, (reader, READER_WEIGHT)], _ENGLISH_SIGNALS), _ENGLISH_SIGNALS)
    ranker = {
        "english": {**fitted, "weights": {**fitted["weights"], "repetition": REPETITION_WEIGHT}},
        "other": _coefficients(fit([(foreign, 1.0)], _OTHER_SIGNALS), _OTHER_SIGNALS),
        "threshold": THRESHOLD,
        "made_from": "bench/train_ranker.py; data card in docs/decisions/0004-first-ranker.md",
    }
    RANKER_FILE.write_text(json.dumps(ranker, indent=2) + "\n")


def unanswered_sentences() -> dict[str, str]:
    """Sentences of the debates that nothing answers, as far as anybody labelled; those of both parts are left out."""
    answered = {*debates("train").sentences, *debates("dev").sentences}
    rest = {key: text for key, text in transcript_sentences() if key not in answered and not is_too_short(clean(text))}
    return {key: rest[key] for key in random.Random(1).sample(sorted(rest), UNANSWERED_SENTENCES)}


def _print_folds(
    name: str,
    reader: Pairs,
    others: Sequence[tuple[Pairs, float]],
    signals: Sequence[Signal],
    queries: Sequence[ReaderQuery],
) -> None:
    probabilities = np.zeros(len(reader.sentences))
    for train, test in GroupKFold(5).split(reader.signals, groups=reader.sentences):
        part = Pairs(reader.signals[train], reader.is_relevant[train], reader.sentences[train])
        model = fit([*others, (part, READER_WEIGHT)], signals)
        probabilities[test] = model.predict_proba(reader.signals[test][:, signals])[:, 1]
    best = [int(np.argmax(np.where(reader.sentences == row, probabilities, -1))) for row in range(len(queries))]
    print(f"{name}: reader's sentences, five folds")
    for threshold in (0.3, 0.4, 0.5, 0.6):
        shown = probabilities[best] >= threshold
        right = reader.is_relevant[best] & shown
        by_kind = {
            kind: round(float(np.mean([s for s, query in zip(shown, queries, strict=True) if query.kind == kind])), 3)
            for kind in sorted({query.kind for query in queries})
        }
        print(
            f"  threshold {threshold}: first right in {right.sum() / max(shown.sum(), 1):.3f} of those shown; {by_kind}"
        )


def _coefficients(model: LogisticRegression, signals: Sequence[Signal]) -> dict[str, Any]:
    weights = {
        signal.name.lower(): round(float(weight), 3) for signal, weight in zip(signals, model.coef_[0], strict=True)
    }
    return {"intercept": round(float(model.intercept_[0]), 3), "weights": weights}


if __name__ == "__main__":
    main()
