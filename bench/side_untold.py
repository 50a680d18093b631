"""Pairs whose side nobody has told: our own sentences beside each other, and posts, debates and claims beside claims.

They are given to the larger model of bench.teach_side, whose opinion the small one learns. The research data is outside
the repository; no pair that sides are measured on is among them.
"""

import json
import random
from collections.abc import Iterator

from bench.collections import articles, debate_documents, debates, tweet_documents, tweets
from bench.side_cases import DEBATE_LABELS
from bench.side_own import own
from bench.side_sources import MOST_CHARS, Pair, bare, nearest, negate, post, turned
from index.records import Side

# How many claims each post, each sentence of a debate and each claim is put beside.
_PER_POST, _PER_DEBATE, _PER_CLAIM = 1, 2, 1
_CLAIMS = 700
_TURNED = 300
_TOGETHER = 20_000


def untold(chosen: random.Random) -> list[Pair]:
    """In random order; the side that each gives is no more than a guess."""
    pairs = [*_together(chosen), *_posts(), *_debates(), *_claims(chosen), *_turned(chosen)]
    fit = [pair for pair in dict.fromkeys(pairs) if pair.sentence and len(pair.sentence) + len(pair.claim) < MOST_CHARS]
    return chosen.sample(fit, len(fit))


def _together(chosen: random.Random) -> list[Pair]:
    """Sentences about one claim beside each other, whatever they say of it."""
    about: dict[str, list[str]] = {}
    for pair in own():
        about.setdefault(pair.claim, []).append(pair.sentence)
    found = [
        Pair(one, other, Side.UNCLEAR, "own/together")
        for sentences in about.values()
        for one in sentences
        for other in sentences
        if one != other
    ]
    return chosen.sample(list(dict.fromkeys(found)), _TOGETHER)


def _checked() -> list[str]:
    return [bare(document.claim.text) for document in tweet_documents()]


def _posts() -> Iterator[Pair]:
    posts = [post(text) for find in (tweets, articles) for text in find("train").sentences.values()]
    yield from _beside(posts, [*_checked(), *_debated()], _PER_POST, "post/near")


def _debated() -> list[str]:
    return [bare(document.claim.text) for document in debate_documents()]


def _debates() -> Iterator[Pair]:
    labelled = {json.loads(line)["query"] for line in DEBATE_LABELS.read_text().splitlines()}
    said = [text for query, text in debates("train").sentences.items() if query not in labelled]
    yield from _beside(said, _debated(), _PER_DEBATE, "debate/near")


def _claims(chosen: random.Random) -> Iterator[Pair]:
    claims = [*_checked(), *_debated()]
    # The nearest is the claim itself.
    for pair in _beside(chosen.sample(claims, _CLAIMS), claims, _PER_CLAIM + 1, "claim/near"):
        if pair.sentence != pair.claim:
            yield pair


def _beside(texts: list[str], claims: list[str], count: int, source: str) -> Iterator[Pair]:
    for text, places in zip(texts, nearest(texts, claims, count), strict=True):
        yield from (Pair(text, claims[place], Side.UNCLEAR, source) for place in places)


def _turned(chosen: random.Random) -> Iterator[Pair]:
    ours = own()
    for pair in ours:
        negated = negate(pair.sentence)
        if negated:
            yield Pair(negated, pair.claim, pair.side, "own/sentence-negated")
    sided = [pair for pair in ours if pair.side is not Side.UNCLEAR]
    yield from chosen.sample([each for pair in sided for each in turned(pair, chosen)], _TURNED)
