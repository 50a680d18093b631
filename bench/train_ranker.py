"""Fit the ranker's coefficients and write index/lookup/ranker.json: python -m bench.train_ranker.

Two steps. A listwise fit: each sentence chooses among its candidates and "none of them", so that the order and the
readiness to say nothing are learned together (ListNet's top-one likelihood, Cao et al. 2007, with a null candidate).
Then Platt scaling (Platt 1999) of the scores that models of the other folds gave, which makes them probabilities.

Only training parts are read here: of tweets, debates and articles, half of the debates' other sentences, our own
sentences about claims of the starter corpus (bench/side_pairs) and our own sentences that nothing answers
(bench/reader_sentences). The development parts and the reader's sentences that the results are measured on are not.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.collections import SHARED, Asked, Collection, articles, debates, transcript_sentences, tweets
from bench.indexes import bench_encoders, generation_of
from index.embedding import Encoders
from index.feeds.starter import starter_documents
from index.generation import Generation
from index.lookup import read_query
from index.lookup.cleaning import clean, is_too_short
from index.lookup.question import Page, Sentence
from index.lookup.ranking import RANKER_FILE, SURELY_SAME_CLAIM, log_odds_among
from index.lookup.retrieval import claim_similarities, retrieve
from index.lookup.signals import Signal

HERE = Path(__file__).parent
FOLDS = 5
# A penalty on squared weights of scaled signals: enough to keep signals that say nearly the same from growing against
# each other, too little to be felt otherwise.
RIDGE = 1e-3
# Candidates of a sentence that calibration sees, best first. What stands lower is never near the threshold.
CALIBRATED = 10
# The promise behind the threshold: of the sentences that get any result, so many have a relevant first one.
PROMISED_PRECISION = 0.9

_MULTILINGUAL = (Signal.MULTILINGUAL_CLAIM, Signal.MULTILINGUAL_BEST)
_LEXICAL = (Signal.BM25, Signal.COVERED_BY_PASSAGE, Signal.CLAIM_COVERED, Signal.NUMBERS_COVERED)
# Claims that share so much of their words (Jaccard) are taken for one in other words.
_ALIKE = 0.3
_BATCH = 64
_LEAST_SPREAD = 1e-4


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidates of many sentences, one sentence after the other.

    `signals` (n, len(Signal)); `is_relevant` and `is_counted` bool (n,): pairs that nobody judged are not counted;
    `same_claim`: of each sentence, bool (l, l), which of its candidates are on one claim. `lengths` int (q,):
    candidates of each sentence; `groups` (q,): sentences that must not be parted into two folds; `weight`: what each
    sentence counts.
    """

    signals: NDArray[np.float32]
    is_relevant: NDArray[np.bool_]
    is_counted: NDArray[np.bool_]
    same_claim: Sequence[NDArray[np.bool_]]
    lengths: NDArray[np.int64]
    groups: NDArray[np.str_]
    weight: float

    def rows(self, sentences: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Bool (n,): the candidates of some of the sentences."""
        return np.isin(np.repeat(np.arange(len(self.lengths)), self.lengths), sentences)

    def take(self, sentences: NDArray[np.int64]) -> "Lists":
        """Some of the sentences, in their order, with their candidates."""
        rows = self.rows(sentences)
        return Lists(
            self.signals[rows],
            self.is_relevant[rows],
            self.is_counted[rows],
            [self.same_claim[place] for place in sentences],
            self.lengths[sentences],
            self.groups[sentences],
            self.weight,
        )


@dataclass(frozen=True, slots=True)
class Fitted:
    """A weighing as ranker.json has it, and for each set the calibrated probabilities from the other folds."""

    weighing: Mapping[str, Any]
    held_out: Sequence[NDArray[np.float64]]


def main() -> None:
    """Fit, calibrate on folds, print what the folds say, write the coefficients."""
    if not SHARED.is_dir():
        raise SystemExit(f"The training data is not there: {SHARED} is missing.")
    encoders = bench_encoders()
    stated, headline, silent = stated_sets(encoders), headline_sets(encoders), silent_sets(encoders)
    every = tuple(Signal)
    claims = fitted([*stated.values()], [], every)
    titles = fitted([*headline.values()], [*silent.values()], every)
    sets = {**stated, **headline, **silent}
    held_out = [*claims.held_out, *titles.held_out]
    threshold = threshold_of(list(sets.values()), held_out)
    for (name, part), probabilities in zip(sets.items(), held_out, strict=True):
        print(f"{name}: {_shown(part, probabilities, threshold)}")
    ranker = {
        "stated": claims.weighing,
        "headline": titles.weighing,
        # Sentences in other languages are too few to fit by; those in English without the English encoder stand in.
        "same_language": fitted([*stated.values()], [], (*_MULTILINGUAL, *_LEXICAL)).weighing,
        "across": fitted([*stated.values()], [], _MULTILINGUAL).weighing,
        "threshold": threshold,
        "made_from": "bench/train_ranker.py; data card in docs/decisions/0016-ranker.md",
    }
    RANKER_FILE.write_text(json.dumps(ranker, indent=2) + "\n")


def stated_sets(encoders: Encoders) -> dict[str, Lists]:
    """Candidates that state a claim. Every set counts the same, whatever its size."""
    starter, tweet_index, debate_index = (generation_of(name, encoders) for name in ("starter", "tweets", "debates"))
    said, silent, ours = debates("train"), unanswered_of_debates(0), our_unanswered()
    return {
        "tweets": lists(tweet_index, encoders, tweets("train"), list(tweets("train").asked)),
        "debates": lists(debate_index, encoders, said, _days(said)),
        "debates, sentence alone": lists(debate_index, encoders, said.bare(), _days(said)),
        "starter": lists(starter, encoders, *starter_sentences()),
        "other sentences of debates": lists(debate_index, encoders, silent, _days(silent)),
        "unanswered by the starter corpus": lists(starter, encoders, ours, list(ours.asked)),
    }


def headline_sets(encoders: Encoders) -> dict[str, Lists]:
    """Candidates whose claim is only the title of their page. A sixth of the sentences have no answer among them."""
    generation, posts = generation_of("articles", encoders), articles("train")
    return {
        "articles": lists(generation, encoders, posts, list(posts.asked)),
        "articles, sentence alone": lists(generation, encoders, posts.bare(), list(posts.asked)),
    }


def silent_sets(encoders: Encoders) -> dict[str, Lists]:
    """The same kind of candidates for sentences that none of them answers.

    These calibrate only. In the fit they would count as much as all the posts and take .03 of the articles' MAP.
    """
    generation, ours = generation_of("articles", encoders), our_unanswered()
    return {"unanswered by the articles": lists(generation, encoders, ours, list(ours.asked))}


def _days(collection: Collection) -> list[str]:
    return [key[:8] for key in collection.asked]


def unanswered_of_debates(half: int, size: int = 3_000) -> Collection:
    """Sentences of debates that nothing answers, as far as anybody labelled, from one half (0 or 1) of the debates.

    Only sentences that could be looked up. Development sentences are in neither half.
    """
    answered = {*debates("train").asked, *debates("dev").asked}
    said = transcript_sentences()
    chosen = set(sorted({key.rpartition("_")[0] for key in said})[half::2])
    keys = [
        key
        for key, asked in said.items()
        if key.rpartition("_")[0] in chosen and key not in answered and not is_too_short(clean(asked.sentence.text))
    ]
    some = np.random.default_rng(1).permutation(len(keys))[:size]
    asked = {keys[place]: said[keys[place]] for place in some}
    return Collection(f"debates, half {half}, unanswered", asked, dict.fromkeys(asked, frozenset()))


def lists(
    generation: Generation,
    encoders: Encoders,
    collection: Collection,
    groups: Sequence[str],
    unjudged: Mapping[str, frozenset[str]] | None = None,
) -> Lists:
    """The candidates of every sentence. Where no answer is among them, the best choice is none."""
    ids = generation.ids()
    keys, found = list(collection.asked), []
    for start in range(0, len(keys), _BATCH):
        asked = [collection.asked[key] for key in keys[start : start + _BATCH]]
        found += retrieve(generation, encoders, [read_query(each.sentence, each.page) for each in asked], None)
    names = [[ids[number] for number in each.documents] for each in found]
    return Lists(
        np.concatenate([each.signals for each in found]),
        np.concatenate(
            [[name in collection.relevant[key] for name in own] for key, own in zip(keys, names, strict=True)]
        ),
        np.concatenate(
            [[name not in (unjudged or {}).get(key, ()) for name in own] for key, own in zip(keys, names, strict=True)]
        ),
        [claim_similarities(generation, each.documents) >= SURELY_SAME_CLAIM for each in found],
        np.array([len(own) for own in names]),
        np.array(groups),
        1 / len(keys),
    )


def starter_sentences() -> tuple[Collection, list[str], dict[str, frozenset[str]]]:
    """Our own sentences about claims of the starter corpus, with the claim of each and the documents nobody judged.

    A sentence that says the same as a claim, or the opposite, is answered by the documents on that claim. Documents on
    a claim in much the same words may answer it too, as may those that only share its subject.
    """
    documents_on: dict[str, set[str]] = defaultdict(set)
    words_of: dict[str, frozenset[str]] = {}
    for document in starter_documents():
        documents_on[document.claim.text].add(document.id)
        words_of[document.claim.text] = frozenset(document.claim.text.casefold().split())
    relevant: dict[str, set[str]] = defaultdict(set)
    unjudged: dict[str, set[str]] = defaultdict(set)
    claim_of: dict[str, str] = {}
    for path in sorted((HERE / "side_pairs").glob("*.jsonl")):
        for row in map(json.loads, path.read_text().splitlines()):
            claim, text = row["claim"], row["sentence"]
            if claim not in documents_on:
                continue
            claim_of.setdefault(text, claim)
            (unjudged if row["label"] == "unclear" else relevant)[text] |= documents_on[claim]
            for other, words in words_of.items():
                if len(words & words_of[claim]) >= _ALIKE * len(words | words_of[claim]):
                    unjudged[text] |= documents_on[other]
    keys = sorted(relevant)
    collection = Collection(
        "starter",
        {key: Asked(Sentence(key, key), Page(language="en")) for key in keys},
        {key: frozenset(relevant[key]) for key in keys},
    )
    return collection, [claim_of[key] for key in keys], {key: frozenset(unjudged[key] - relevant[key]) for key in keys}


def our_unanswered() -> Collection:
    """Our own sentences that no document of the starter corpus answers."""
    lines = (HERE / "reader_sentences" / "unanswered.txt").read_text().splitlines()
    asked = {line: Asked(Sentence(line, line), Page(language="en")) for line in lines if not line.startswith("#")}
    return Collection("unanswered", asked, dict.fromkeys(asked, frozenset()))


def fitted(sets: Sequence[Lists], silent: Sequence[Lists], signals: Sequence[Signal]) -> Fitted:
    """Weights fitted on `sets`, calibrated on these and on `silent` by what the other folds' weights say of each."""
    every = [*sets, *silent]
    log_odds = [np.zeros(len(part.is_relevant)) for part in every]
    splits = [list(GroupKFold(FOLDS).split(part.lengths, groups=part.groups)) for part in every]
    for fold in range(FOLDS):
        kept = [part.take(split[fold][0]) for part, split in zip(sets, splits, strict=False)]
        weights = fit_listwise(kept, signals)
        for part, split, own in zip(every, splits, log_odds, strict=True):
            held_out = part.take(split[fold][1])
            scores = held_out.signals[:, signals] @ weights[1:] + weights[0]
            own[part.rows(split[fold][1])] = _log_odds(held_out, scores)
    slope, shift = _platt(every, log_odds)
    weights = fit_listwise(sets, signals)
    return Fitted(
        {
            "intercept": round(float(weights[0]), 3),
            "weights": {
                signal.name.lower(): round(float(weight), 3)
                for signal, weight in zip(signals, weights[1:], strict=True)
            },
            "slope": round(slope, 3),
            "shift": round(shift, 3),
        },
        [1 / (1 + np.exp(-(slope * own + shift))) for own in log_odds],
    )


def _log_odds(part: Lists, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    each = np.split(scores, np.cumsum(part.lengths)[:-1])
    return np.concatenate([log_odds_among(own, same) for own, same in zip(each, part.same_claim, strict=True)])


def fit_listwise(sets: Sequence[Lists], signals: Sequence[Signal]) -> NDArray[np.float64]:
    """Intercept and weights (1 + len(signals),) under which answered sentences choose an answer, the others none."""
    counted = [part.is_counted for part in sets]
    rows = np.concatenate([part.signals[:, signals][keep] for part, keep in zip(sets, counted, strict=True)])
    relevant = np.concatenate([part.is_relevant[keep] for part, keep in zip(sets, counted, strict=True)])
    lengths = np.concatenate(
        [
            np.bincount(np.repeat(np.arange(len(part.lengths)), part.lengths)[keep], minlength=len(part.lengths))
            for part, keep in zip(sets, counted, strict=True)
        ]
    )
    each = np.concatenate([np.full(len(part.lengths), part.weight) for part in sets])
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    starts = np.cumsum(lengths) - lengths
    answers = np.bincount(sentence, relevant, len(lengths))
    target = relevant / np.maximum(answers, 1)[sentence]
    # A signal that is the same everywhere keeps its scale.
    scale = np.where((spread := rows.std(axis=0)) > _LEAST_SPREAD, spread, 1.0)
    scaled = np.column_stack([np.ones(len(rows)), rows / scale]).astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = scaled @ weights
        # The null candidate's score is 0.
        highest = np.maximum(np.maximum.reduceat(scores, starts), 0)
        raised = np.exp(scores - highest[sentence])
        total = np.add.reduceat(raised, starts) + np.exp(-highest)
        chosen = np.bincount(sentence, target * scores, len(lengths))
        value = float(each @ (np.log(total) + highest - chosen) + RIDGE * weights[1:] @ weights[1:])
        gradient = scaled.T @ ((raised / total[sentence] - target) * each[sentence])
        gradient[1:] += 2 * RIDGE * weights[1:]
        return value, gradient

    bounds = [(None, None), *[(0, None)] * len(signals)]
    found = minimize(
        loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}
    )
    return np.concatenate([found.x[:1], found.x[1:] / scale])


def _platt(sets: Sequence[Lists], log_odds: Sequence[NDArray[np.float64]]) -> tuple[float, float]:
    """Slope and shift that turn held-out log odds among candidates into log odds of being relevant."""
    rows = [_best(part, own, CALIBRATED) & part.is_counted for part, own in zip(sets, log_odds, strict=True)]
    model = LogisticRegression(C=1e6).fit(
        np.concatenate([own[keep] for own, keep in zip(log_odds, rows, strict=True)])[:, None],
        np.concatenate([part.is_relevant[keep] for part, keep in zip(sets, rows, strict=True)]),
        sample_weight=np.concatenate(
            [np.full(int(keep.sum()), part.weight) for part, keep in zip(sets, rows, strict=True)]
        ),
    )
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _best(part: Lists, scores: NDArray[np.float64], count: int) -> NDArray[np.bool_]:
    """Bool (n,): the candidates among the best `count` of their sentence."""
    sentence = np.repeat(np.arange(len(part.lengths)), part.lengths)
    order = np.lexsort((-scores, sentence))
    place = np.arange(len(order)) - np.repeat(np.cumsum(part.lengths) - part.lengths, part.lengths)
    chosen = np.zeros(len(order), np.bool_)
    chosen[order] = place < count
    return chosen


def _firsts(part: Lists, probabilities: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The first result's probability and whether it is relevant, of each sentence."""
    rows = np.flatnonzero(_best(part, np.where(part.is_counted, probabilities, -1), 1))
    return probabilities[rows], part.is_relevant[rows]


def threshold_of(sets: Sequence[Lists], held_out: Sequence[NDArray[np.float64]]) -> float:
    """The lowest probability at which the promise holds on the folds, every set counting the same."""
    firsts = [_firsts(part, own) for part, own in zip(sets, held_out, strict=True)]
    for threshold in np.arange(0.3, 0.95, 0.01):
        shown = sum(float((p >= threshold).mean()) for p, _ in firsts)
        right = sum(float(((p >= threshold) & y).mean()) for p, y in firsts)
        if right >= PROMISED_PRECISION * shown:
            return round(float(threshold), 2)
    raise SystemExit("No threshold keeps the promise.")


def _shown(part: Lists, probabilities: NDArray[np.float64], threshold: float) -> str:
    first, is_right = _firsts(part, probabilities)
    shown = first >= threshold
    precision = (is_right & shown).sum() / max(shown.sum(), 1)
    return f"{len(first)} sentences, shown {shown.mean():.3f}, first right in {precision:.3f} of those"


if __name__ == "__main__":
    main()
