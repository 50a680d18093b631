"""Fit the ranker's coefficients and write index/lookup/ranker.json: python -m bench.train_ranker.

Three steps. A listwise fit: each sentence chooses among its candidates and "none of them", so that the order and the
readiness to say nothing are learned together (ListNet's top-one likelihood, Cao et al. 2007, with a null candidate).
Then Platt scaling (Platt 1999) of the scores that models of the other folds gave, which makes them probabilities. Then
the likeliest claims by these are read, and a logistic regression weighs odds, score and what the reading said.

Only training parts are read here: of tweets, debates and articles, half of the debates' other sentences, and our own
sentences with and without an answer in the starter corpus (bench/reader_sentences). The development parts and the
reader's sentences that the results are measured on are not.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.collections import ENGLISH_PAGE, SHARED, Asked, Collection, articles, debates, transcript_sentences, tweets
from bench.indexes import bench_encoders, generation_of
from bench.labelled_pairs import found_in_training, is_held_out, judged_relevant, put_together
from bench.side_untold import untold
from index.cross_encoder import PairModel
from index.embedding import Encoders
from index.generation import Generation
from index.lookup import read_query
from index.lookup.cleaning import clean, is_too_short
from index.lookup.question import Sentence
from index.lookup.ranking import RANKER_FILE, SURELY_SAME_CLAIM, OnceRead, best_of_claim, log_odds_among
from index.lookup.reader import Reader, readings
from index.lookup.retrieval import Candidates, claim_similarities, retrieve
from index.lookup.signals import Signal
from index.progress import suited_to_output

HERE = Path(__file__).parent
FOLDS = 5
# A penalty on squared weights of scaled signals: enough to keep signals that say nearly the same from growing against
# each other, too little to be felt otherwise.
RIDGE = 1e-3
# Candidates of a sentence that calibration sees, best first. What stands lower is never near the threshold.
CALIBRATED = 10
# The promises behind the threshold: of the sentences that get any result, so many have a relevant first one; and of all
# that is said in a debate, fewer than so many sentences get a first result that is not.
PROMISED_PRECISION = 0.9
UNANSWERED = 3_000
# What the odds against other candidates count once a claim was read; left free it is .06. This much costs .002 of the
# log loss and lets the claim lead that many documents are on (docs/decisions/0022 and 0025).
ODDS_ONCE_READ = 0.3
MOST_IN_VAIN = 0.01
_UNCHECKED = "other sentences of debates"

_MULTILINGUAL = (Signal.MULTILINGUAL_CLAIM, Signal.MULTILINGUAL_BEST)
_LEXICAL = (Signal.BM25, Signal.COVERED_BY_PASSAGE, Signal.CLAIM_COVERED, Signal.NUMBERS_COVERED)
_BATCH = 64
_LEAST_SPREAD = 1e-4
_BEGINNING = 80
# Beyond this share of known sentences a set was learnt from; below it, some say the same few words by chance.
_LEAST_LEARNT = 0.5


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidates of many sentences in one index, one sentence after the other.

    `signals` (n, len(Signal)), `is_relevant` bool (n,); for each sentence its cleaned text, its candidates, bool (l, l)
    which of them are on one claim, how many they are, int (q,), and what must not be parted into two folds (q,).
    `weight`: what each sentence counts.
    """

    generation: Generation
    signals: NDArray[np.float32]
    is_relevant: NDArray[np.bool_]
    texts: Sequence[str]
    candidates: Sequence[Candidates]
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
            self.generation,
            self.signals[rows],
            self.is_relevant[rows],
            [self.texts[place] for place in sentences],
            [self.candidates[place] for place in sentences],
            [self.same_claim[place] for place in sentences],
            self.lengths[sentences],
            self.groups[sentences],
            self.weight,
        )

    def each(self, values: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        """Values (n,) by sentence."""
        return np.split(values, np.cumsum(self.lengths)[:-1])


@dataclass(frozen=True, slots=True)
class Fitted:
    """A weighing as ranker.json has it, and for each set the calibrated probabilities from the other folds' scores.

    Where claims are read, the sets hold only sentences that the model is new to.
    """

    weighing: Mapping[str, Any]
    sets: Sequence[Lists]
    held_out: Sequence[NDArray[np.float64]]


def main() -> None:
    """Fit, calibrate on folds, print what the folds say, write the coefficients."""
    if not SHARED.is_dir():
        raise SystemExit(f"The training data is not there: {SHARED} is missing.")
    encoders = bench_encoders()
    stated, headline, silent = stated_sets(encoders), headline_sets(encoders), silent_sets(encoders)
    every = tuple(Signal)
    claims = fitted([*stated.values()], [], every, encoders.reading)
    titles = fitted([*headline.values()], [*silent.values()], every)
    checked = dict(zip(stated, zip(claims.sets, claims.held_out, strict=True), strict=True))
    threshold = threshold_of(checked)
    others = dict(zip({**headline, **silent}, zip(titles.sets, titles.held_out, strict=True), strict=True))
    for name, (part, probabilities) in {**checked, **others}.items():
        print(f"{name}: {_shown(part, probabilities, threshold)}")
    ranker = {
        "stated": claims.weighing,
        "headline": titles.weighing,
        # Sentences in other languages are too few to fit by; those in English without the English encoder stand in.
        "same_language": fitted([*stated.values()], [], (*_MULTILINGUAL, *_LEXICAL)).weighing,
        "across": fitted([*stated.values()], [], _MULTILINGUAL).weighing,
        "threshold": threshold,
        "made_from": "bench/train_ranker.py; data card in docs/decisions/0022-pairs-labelled-by-reading.md",
    }
    RANKER_FILE.write_text(json.dumps(ranker, indent=2) + "\n")


def stated_sets(encoders: Encoders) -> dict[str, Lists]:
    """Candidates that state a claim. Every set counts the same, whatever its size."""
    starter, tweet_index, debate_index = (generation_of(name, encoders) for name in ("starter", "tweets", "debates"))
    said = as_we_judged(debates("train"), "debates")
    silent = as_we_judged(unanswered_of_debates(0, skipped=UNANSWERED), "debates-fit")
    posts = as_we_judged(tweets("train"), "tweets")
    judged, ours = our_judged(), our_unanswered()
    return {
        "tweets": lists(tweet_index, encoders, posts, list(posts.asked)),
        "debates": lists(debate_index, encoders, said, _days(said)),
        "debates, sentence alone": lists(debate_index, encoders, said.bare(), _days(said)),
        "judged by us": lists(starter, encoders, judged, list(judged.asked)),
        _UNCHECKED: lists(debate_index, encoders, silent, _days(silent)),
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


def unanswered_of_debates(half: int, skipped: int = 0) -> Collection:
    """Sentences of debates that the collection says nothing answers, from one half (0 or 1) of the debates.

    UNANSWERED of those that could be looked up, in an order by chance, after so many `skipped`. Of the first half the
    first lot taught the model that reads claims. Development sentences are in neither half.
    """
    answered = {*debates("train").asked, *debates("dev").asked}
    said = transcript_sentences()
    chosen = set(sorted({key.rpartition("_")[0] for key in said})[half::2])
    keys = [
        key
        for key, asked in said.items()
        if key.rpartition("_")[0] in chosen and key not in answered and not is_too_short(clean(asked.sentence.text))
    ]
    some = np.random.default_rng(1).permutation(len(keys))[skipped : skipped + UNANSWERED]
    asked = {keys[place]: said[keys[place]] for place in some}
    return Collection(f"debates, half {half}, unanswered", asked, dict.fromkeys(asked, frozenset()))


def lists(generation: Generation, encoders: Encoders, collection: Collection, groups: Sequence[str]) -> Lists:
    """The candidates of every sentence. Where no answer is among them, the best choice is none."""
    ids = generation.ids()
    keys, queries, found = list(collection.asked), [], []
    for start in range(0, len(keys), _BATCH):
        asked = [collection.asked[key] for key in keys[start : start + _BATCH]]
        some = [read_query(each.sentence, each.page) for each in asked]
        queries += some
        found += retrieve(generation, encoders, some, None)
    return Lists(
        generation,
        np.concatenate([each.signals for each in found]),
        np.concatenate(
            [
                [ids[number] in collection.relevant[key] for number in own.documents]
                for key, own in zip(keys, found, strict=True)
            ]
        ),
        [query.text for query in queries],
        found,
        [claim_similarities(generation, each.documents) >= SURELY_SAME_CLAIM for each in found],
        np.array([len(each.documents) for each in found]),
        np.array(groups),
        1 / len(keys),
    )


def our_judged() -> Collection:
    """Our own sentences with the documents of the starter corpus that a careful reader would call answers to each."""
    lines = (HERE / "reader_sentences" / "judged.jsonl").read_text().splitlines()
    relevant = {row["text"]: frozenset(row["relevant"]) for row in map(json.loads, lines)}
    return Collection("judged", {text: Asked(Sentence(text, text), ENGLISH_PAGE) for text in relevant}, relevant)


def as_we_judged(collection: Collection, *names: str) -> Collection:
    """With further documents that we found to answer a sentence, since the collection's labels lack many.

    `names`: the files of labels.
    """
    judged = [judged_relevant(name) for name in names]
    relevant = {
        key: documents.union(*(each.get(key, frozenset()) for each in judged))
        for key, documents in collection.relevant.items()
    }
    return replace(collection, relevant=relevant)


def our_unanswered() -> Collection:
    """Our own sentences that no document of the starter corpus answers."""
    lines = (HERE / "reader_sentences" / "unanswered.txt").read_text().splitlines()
    asked = {line: Asked(Sentence(line, line), ENGLISH_PAGE) for line in lines if not line.startswith("#")}
    return Collection("unanswered", asked, dict.fromkeys(asked, frozenset()))


def fitted(
    sets: Sequence[Lists], silent: Sequence[Lists], signals: Sequence[Signal], model: PairModel | None = None
) -> Fitted:
    """Weights fitted on `sets`, calibrated on these and on `silent` by what the other folds' weights say of each.

    With a `model`, the likeliest claims are read besides.
    """
    every = [*sets, *silent]
    scores = [np.zeros(len(part.is_relevant)) for part in every]
    splits = [list(GroupKFold(FOLDS).split(part.lengths, groups=part.groups)) for part in every]
    for fold in range(FOLDS):
        kept = [part.take(split[fold][0]) for part, split in zip(sets, splits, strict=False)]
        weights = fit_listwise(kept, signals)
        for part, split, own in zip(every, splits, scores, strict=True):
            rows = part.rows(split[fold][1])
            own[rows] = part.signals[rows][:, signals] @ weights[1:] + weights[0]
    log_odds = [_log_odds(part, own) for part, own in zip(every, scores, strict=True)]
    slope, shift = _platt(every, log_odds)
    weights = fit_listwise(sets, signals)
    weighing: dict[str, Any] = {
        "intercept": round(float(weights[0]), 3),
        "weights": {
            signal.name.lower(): round(float(weight), 3) for signal, weight in zip(signals, weights[1:], strict=True)
        },
        "slope": round(slope, 3),
        "shift": round(shift, 3),
    }
    if model:
        unknown = [unknown_to_the_model(part) for part in every]
        read = [part.rows(some) for part, some in zip(every, unknown, strict=True)]
        log_odds = [own[rows] for own, rows in zip(log_odds, read, strict=True)]
        scores = [own[rows] for own, rows in zip(scores, read, strict=True)]
        every = [part.take(some) for part, some in zip(every, unknown, strict=True)]
    held_out = [1 / (1 + np.exp(-(slope * own + shift))) for own in log_odds]
    if model:
        weighing["once_read"], held_out = _once_read(every, log_odds, scores, held_out, model)
    return Fitted(weighing, every, held_out)


def unknown_to_the_model(part: Lists) -> NDArray[np.int64]:
    """The places of sentences (q,) from whose likeliest claims the model did not learn: it would be too sure.

    Of a set that it learnt from these are the ones held out on purpose. What else it did not see is a choice: there was
    hardly a candidate for it.
    """
    known = np.array([_beginning(text) in _learnt() for text in part.texts])
    is_learnt_from = known.mean() > _LEAST_LEARNT
    kept = np.array([is_held_out(text) for text in part.texts]) if is_learnt_from else ~known
    return np.flatnonzero(kept & ~known)


@cache
def _learnt() -> frozenset[str]:
    labelled = (*found_in_training(), *put_together(untold()))
    return frozenset(_beginning(clean(pair.sentence)) for pair in labelled if not pair.is_held_out)


def _beginning(text: str) -> str:
    """What tells whether two cleaned sentences are one: some sources cut long posts."""
    return text[:_BEGINNING].casefold()


def _log_odds(part: Lists, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate(
        [log_odds_among(own, same) for own, same in zip(part.each(scores), part.same_claim, strict=True)]
    )


def _once_read(
    sets: Sequence[Lists],
    log_odds: Sequence[NDArray[np.float64]],
    scores: Sequence[NDArray[np.float64]],
    unread: Sequence[NDArray[np.float64]],
    model: PairModel,
) -> tuple[dict[str, float], list[NDArray[np.float64]]]:
    """The weights of what is known of a claim once it is read, and all probabilities with those of read ones anew."""
    said = [_readings(part, own, before, model) for part, own, before in zip(sets, scores, unread, strict=True)]
    scores = [
        np.concatenate([best_of_claim(each, same) for each, same in zip(part.each(own), part.same_claim, strict=True)])
        for part, own in zip(sets, scores, strict=True)
    ]
    columns = [np.column_stack(each) for each in zip(log_odds, scores, said, strict=True)]
    is_read = [~np.isnan(own) for own in said]
    read = np.concatenate([own[rows] for own, rows in zip(columns, is_read, strict=True)])
    relevant = np.concatenate([part.is_relevant[rows] for part, rows in zip(sets, is_read, strict=True)])
    weight = np.concatenate([np.full(int(rows.sum()), part.weight) for part, rows in zip(sets, is_read, strict=True)])

    def loss(fitted: NDArray[np.float64]) -> float:
        told = ODDS_ONCE_READ * read[:, 0] + read[:, 1:] @ fitted[:2] + fitted[2]
        return float(weight @ (np.logaddexp(0, told) - relevant * told) / weight.sum())

    score, reading, shift = minimize(loss, [0.4, 0.5, -1.0]).x
    once_read = OnceRead(ODDS_ONCE_READ, *(round(float(each), 3) for each in (score, reading, shift)))
    found = [before.copy() for before in unread]
    for own, part, rows in zip(found, columns, is_read, strict=True):
        own[rows] = once_read.probabilities(*part[rows].T)
    return asdict(once_read), found


def _readings(
    part: Lists, scores: NDArray[np.float64], probabilities: NDArray[np.float64], model: PairModel
) -> NDArray[np.float64]:
    found = []
    with suited_to_output()("Reading claims", len(part.texts)) as advance:
        for text, candidates, own, likely in zip(
            part.texts, part.candidates, part.each(scores), part.each(probabilities), strict=True
        ):
            found.append(readings(part.generation, candidates, own, likely, Reader(text, model)))
            advance(1)
    return np.concatenate(found)


def fit_listwise(sets: Sequence[Lists], signals: Sequence[Signal]) -> NDArray[np.float64]:
    """Intercept and weights (1 + len(signals),) under which answered sentences choose an answer, the others none."""
    rows = np.concatenate([part.signals[:, signals] for part in sets])
    relevant = np.concatenate([part.is_relevant for part in sets])
    lengths = np.concatenate([part.lengths for part in sets])
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
    rows = [_best(part, own, CALIBRATED) for part, own in zip(sets, log_odds, strict=True)]
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
    rows = np.flatnonzero(_best(part, probabilities, 1))
    return probabilities[rows], part.is_relevant[rows]


def threshold_of(sets: Mapping[str, tuple[Lists, NDArray[np.float64]]]) -> float:
    """The lowest probability at which both promises hold on the folds, every set counting the same."""
    firsts = {name: _firsts(part, own) for name, (part, own) in sets.items()}
    for threshold in np.arange(0.3, 0.95, 0.01):
        shown = sum(float((p >= threshold).mean()) for p, _ in firsts.values())
        right = sum(float(((p >= threshold) & y).mean()) for p, y in firsts.values())
        probabilities, is_right = firsts[_UNCHECKED]
        in_vain = float(((probabilities >= threshold) & ~is_right).mean())
        if right >= PROMISED_PRECISION * shown and in_vain < MOST_IN_VAIN:
            return round(float(threshold), 2)
    raise SystemExit("No threshold keeps the promises.")


def _shown(part: Lists, probabilities: NDArray[np.float64], threshold: float) -> str:
    first, is_right = _firsts(part, probabilities)
    shown = first >= threshold
    precision = (is_right & shown).sum() / max(shown.sum(), 1)
    return f"{len(first)} sentences, shown {shown.mean():.3f}, first right in {precision:.3f} of those"


if __name__ == "__main__":
    main()
