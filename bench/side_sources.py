"""Pairs of a sentence and a claim with the side that the sentence is on, to train the model that reads claims.

Our own pairs lie in side_pairs/. The others come from research data outside the repository: inference pairs, headlines
of fact-checks beside the claim they check, and posts beside the claim that a checker found in them. Their labels are
read off (a rating of false under a headline that denies; a post and its own claim), so some are wrong.
"""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, cast

import bm25s

from bench.collections import SHARED, article_documents, articles, tweet_documents, tweets
from index.feeds.claimreview import read_claim_reviews
from index.lexical import tokenise
from index.records import Document, Side, Stance, Verdict

_LABELS = {"entailment": Side.SAME, "contradiction": Side.OPPOSITE, "neutral": Side.UNCLEAR}
_NEGATED = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_DENIES = re.compile(
    r"^(?:no|false|fake|hoax|myth)\b[:, ]|\b(?:not|never|false|fake|hoax|doctored|fabricated|debunked|bogus|"
    r"no (?:evidence|proof|truth))\b|n['’]t\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^(?:no|yes)[,:] (\w)", re.IGNORECASE)
_SAYS = re.compile(r"^(?:says?|said|claims?)(?: that)? ", re.IGNORECASE)
_LINKS = re.compile(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+|—\s.{2,60}\(@\w+\).*$|\(@\w+\))", re.DOTALL)
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)\b", re.IGNORECASE)
DENIALS = (
    "It is false that {}",
    "It is not true that {}",
    "There is no evidence that {}",
    "Officials denied that {}",
    "Fact-checkers debunked the claim that {}",
    "{} That is false.",
)
REPORTS = ("Officials said {}", "According to a report, {}", "It is true that {}", "Reports confirmed that {}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, a claim, the side of the sentence, and which source (and family within it) the pair is of."""

    sentence: str
    claim: str
    side: Side
    source: str


def inference_pairs() -> Iterator[Pair]:
    """The public inference sets: about situations and pictures, seldom about claims."""
    with gzip.open(SHARED / "data" / "inference" / "pairs.jsonl.gz", "rt") as file:
        for row in map(json.loads, file):
            yield Pair(row["premise"], row["hypothesis"], _LABELS[row["label"]], f"inference/{row['source']}")


def headline_pairs() -> Iterator[Pair]:
    """Headlines that deny a claim rated false, and headlines that repeat one rated true."""
    with gzip.open(SHARED / "data" / "factchecks" / "feed.json.gz") as file:
        for document in read_claim_reviews(cast(BinaryIO, file)):
            if isinstance(document, Document) and document.review.title and document.text_language == "en":
                yield from _headline(document, document.review.title)


def _headline(document: Document, title: str) -> Iterator[Pair]:
    claim, headline = bare(document.claim.text), _ANSWER.sub(lambda found: found.group(1).upper(), title)
    if document.rating is None or _NEGATED.search(claim) or headline.casefold() == claim.casefold():
        return
    if document.stance is Stance.DISPUTES and _DENIES.search(title) and _overlap(headline, claim) >= 0.3:
        yield Pair(headline, claim, Side.OPPOSITE, "headline/denies")
    elif document.rating.normalised is Verdict.TRUE and not _DENIES.search(title) and _overlap(headline, claim) >= 0.4:
        yield Pair(headline, claim, Side.SAME, "headline/repeats")


def post_pairs() -> Iterator[Pair]:
    """Posts with the claim found in them, and with claims whose words are near but which nobody found in them."""
    claims = {document.id: document.claim.text for document in tweet_documents()}
    collection = tweets("train")
    posts = [(post(text), collection.relevant[query]) for query, text in collection.sentences.items()]
    near = nearest([text for text, _ in posts], list(claims.values()), 6)
    ids = list(claims)
    for (text, relevant), places in zip(posts, near, strict=True):
        if not _DENIES.search(text):
            yield from (Pair(text, claims[each], Side.SAME, "post/claim") for each in sorted(relevant))
        others = [ids[place] for place in places if ids[place] not in relevant and claims[ids[place]] != text]
        yield from (Pair(text, claims[each], Side.UNCLEAR, "post/near") for each in others[1:4])


def article_pairs() -> Iterator[Pair]:
    """The headline of an article that denies, as the sentence, beside a post that says what it denies."""
    titles = {document.id: document.claim.text for document in article_documents()}
    collection = articles("train")
    for query, text in collection.sentences.items():
        said = post(text)
        for each in sorted(collection.relevant[query]):
            if not _DENIES.search(said) and _DENIES.search(titles[each]) and _overlap(titles[each], said) >= 0.25:
                yield Pair(titles[each], said[:300], Side.OPPOSITE, "article/denies")


def near_claims(claims: Sequence[str], chosen: random.Random, count: int) -> Iterator[Pair]:
    """Claims beside others on the same topic."""
    asked = chosen.sample(range(len(claims)), count)
    for place, near in zip(asked, nearest([claims[each] for each in asked], claims, 8), strict=True):
        other = chosen.choice([each for each in near[3:] if each != place])
        if _overlap(claims[place], claims[other]) < 0.6:
            yield Pair(claims[place], claims[other], Side.UNCLEAR, "claim/near")


def turned(pair: Pair, chosen: random.Random) -> Iterator[Pair]:
    """A pair on the same side made into one on the opposite side by a rule, and into one that reports."""
    negated = negate(pair.claim)
    if negated:
        yield Pair(pair.sentence, negated, Side.OPPOSITE, f"{pair.source}/claim-negated")
        yield Pair(chosen.choice(REPORTS).format(inner(negated)), negated, Side.SAME, f"{pair.source}/both-negated")
    yield Pair(chosen.choice(DENIALS).format(inner(pair.claim)), pair.claim, Side.OPPOSITE, f"{pair.source}/denied")
    yield Pair(chosen.choice(REPORTS).format(inner(pair.claim)), pair.claim, Side.SAME, f"{pair.source}/reported")


def bare(claim: str) -> str:
    """A checked claim without "Says" before it and quotation marks around it."""
    text = _SAYS.sub("", claim).strip(" \"“”'")
    return text[:1].upper() + text[1:]


def post(text: str) -> str:
    """A post without addresses and signature."""
    return " ".join(_LINKS.sub("", text).split())[:400]


def negate(claim: str) -> str | None:
    """The claim with its first auxiliary verb negated; None where it has none or is negated already."""
    found = _AUXILIARY.search(claim)
    if found is None or _NEGATED.search(claim):
        return None
    return f"{claim[: found.end()]} not{claim[found.end() :]}"


def nearest(texts: Sequence[str], among: Sequence[str], count: int) -> list[list[int]]:
    """For each text the places of those that share most of its words, best first (BM25)."""
    retriever = bm25s.BM25()
    retriever.index([tokenise(each, "en") or ["-"] for each in among], show_progress=False)
    found, _ = retriever.retrieve([tokenise(each, "en") or ["-"] for each in texts], k=count, show_progress=False)
    return [[int(place) for place in row] for row in found]


def _overlap(text: str, claim: str) -> float:
    ours, theirs = set(tokenise(text, "en")), set(tokenise(claim, "en"))
    return len(ours & theirs) / max(min(len(ours), len(theirs)), 1)


def inner(claim: str) -> str:
    """The claim as it stands after "that": an ordinary first word without its capital."""
    first = claim.split(" ", 1)[0]
    return claim[:1].lower() + claim[1:] if first in {"The", "A", "An", "In", "There", "People", "It"} else claim


# How many pairs of a source are taken; all where it isn't named.
_CAPS = {
"inference/conjnli": 8000, "inference/breaking_nli": 2500, "inference/med": 3000,
    "post/near": 1500,
    "claim/near": 1200, "headline/repeats/reported": 500, "headline/repeats/denied": 500,
    "headline/repeats/both-negated": 400, "headline/repeats/claim-negated": 700, "post/claim/reported": 350,
    "post/claim/denied": 350, "post/claim/both-negated": 300, "post/claim/claim-negated": 500,
}  # fmt: skip
# Toy sentences of a dozen words: they teach nothing that carries over.
_LEFT_OUT = "inference/fragments"
# Longer pairs are left out: the model reads no more than so many word pieces.
MOST_CHARS = 330


def collected(chosen: random.Random) -> list[Pair]:
    """Pairs of every source but our own, each source up to its cap, in random order."""
    stated = [*headline_pairs(), *post_pairs()]
    pairs = [
        *inference_pairs(),
        *stated,
        *article_pairs(),
        *chain.from_iterable(turned(pair, chosen) for pair in stated if pair.side is Side.SAME),
        *near_claims([bare(document.claim.text) for document in tweet_documents()], chosen, 3000),
    ]
    chosen.shuffle(pairs)
    taken: Counter[str] = Counter()
    found = []
    for pair in pairs:
        is_fit = not pair.source.startswith(_LEFT_OUT) and len(pair.sentence) + len(pair.claim) < MOST_CHARS
        if is_fit and taken[pair.source] < _CAPS.get(pair.source, len(pairs)):
            taken[pair.source] += 1
            found.append(pair)
    return found
