"""Pairs whose side nobody has told: our own sentences beside each other, and posts, headlines and claims beside claims.

Some we labelled by reading (bench.labelled_pairs), and the larger model of bench.teach_side tells the sides of others
for the small one to learn. The research data is outside the repository; no text that sides are measured on is among
them.
"""

from collections.abc import Iterable, Iterator

from bench.collections import (
    article_documents,
    articles,
    debate_documents,
    debates,
    tweet_documents,
    tweets,
)
from bench.indexes import feed_documents
from bench.side_cases import labelled_debates, own_pairs
from bench.side_own import might_be_a_claim, own
from bench.side_sources import DENIALS, MOST_CHARS, REPORTS, Pair, bare, inner, nearest, negate, post
from index.feeds.starter import starter_documents
from index.records import Side

# How many claims each post, each sentence of a debate, each headline and each claim is put beside.
_NEAR_POST, _NEAR_DEBATE, _NEAR_HEADLINE, _NEAR_CLAIM = 3, 3, 1, 1


def untold() -> list[Pair]:
    """The side that each gives is no more than a guess."""
    measured = _measured()
    pairs = [
        *_together(),
        *_own_turned(),
        *_found_in_posts(),
        *_near_posts(),
        *_debates(),
        *_headlines(),
        *_claims(),
    ]
    found = []
    for pair in pairs:
        is_fit = pair.sentence and pair.sentence != pair.claim and len(pair.sentence) + len(pair.claim) < MOST_CHARS
        if is_fit and not {_words(pair.sentence), _words(pair.claim)} & measured:
            found.append(pair)
    return list({(pair.sentence, pair.claim): pair for pair in found}.values())


def _measured() -> set[str]:
    """Sentences and claims of our own that are held out, and the labelled sentences of debates."""
    ours = {_words(text) for case in own_pairs(is_held_out=True) for text in (case.sentence, case.claim)}
    return ours | {_words(case.sentence) for case in labelled_debates()}


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _together() -> Iterator[Pair]:
    """Sentences about one claim beside each other, whatever they say of it, and the claims that share a sentence."""
    about: dict[str, set[str]] = {}
    of: dict[str, set[str]] = {}
    for pair in own():
        about.setdefault(pair.claim, set()).add(pair.sentence)
        of.setdefault(pair.sentence, set()).add(pair.claim)
    for source, groups in (("own/together", about), ("own/claims", of)):
        beside = {(one, other) for texts in groups.values() for one in texts for other in texts if one != other}
        yield from (Pair(one, other, Side.UNCLEAR, source) for one, other in sorted(beside))


def _own_turned() -> Iterator[Pair]:
    """Our own sentences negated, reported and denied by a rule, and their claims negated."""
    for pair in own():
        negated = negate(pair.sentence)
        if negated:
            yield Pair(negated, pair.claim, pair.side, "own/sentence-negated")
        if might_be_a_claim(pair.sentence):
            for frame in (*REPORTS, *DENIALS):
                yield Pair(frame.format(inner(pair.sentence)), pair.claim, pair.side, "own/wrapped")
        denied = negate(pair.claim)
        if denied:
            yield Pair(pair.sentence, denied, pair.side, "own/claim-negated")


def _found_in_posts() -> Iterator[Pair]:
    """Posts and sentences of debates beside what a checker found in them; as they are, or one of the two negated."""
    checks = (
        (tweets("train"), tweet_documents()),
        (articles("train"), article_documents()),
        (debates("train"), debate_documents()),
    )
    for collection, documents in checks:
        claims = {document.id: bare(document.claim.text) for document in documents}
        for query, text in collection.sentences.items():
            for each in sorted(collection.relevant[query]):
                yield from _negated(post(text), claims[each], "post/claim")


def _negated(sentence: str, claim: str, source: str) -> Iterator[Pair]:
    yield Pair(sentence, claim, Side.SAME, source)
    for ours, theirs in ((negate(sentence), claim), (sentence, negate(claim))):
        if ours and theirs:
            yield Pair(ours, theirs, Side.OPPOSITE, f"{source}-negated")


def _checked() -> list[str]:
    return [bare(document.claim.text) for document in (*tweet_documents(), *debate_documents())]


def _near_posts() -> Iterator[Pair]:
    posts = [post(text) for find in (tweets, articles) for text in find("train").sentences.values()]
    yield from _beside(posts, _checked(), _NEAR_POST, "post/near")


def _debates() -> Iterator[Pair]:
    said = list(debates("train").sentences.values())
    yield from _beside(said, [bare(each.claim.text) for each in debate_documents()], _NEAR_DEBATE, "debate/near")


def _headlines() -> Iterator[Pair]:
    """Headlines of checks beside the claim that is checked, and beside another that shares most of its words."""
    checks = [
        (each.review.title, bare(each.claim.text))
        for each in (*feed_documents(), *starter_documents())
        if each.review.title and each.text_language == "en"
    ]
    for title, claim in checks:
        yield from _negated(title, claim, "headline/claim")
    titles, claims = [title for title, _ in checks], [claim for _, claim in checks]
    # The nearest is mostly the claim that is checked.
    yield from _beside(titles, claims, _NEAR_HEADLINE + 1, "headline/near")


def _claims() -> Iterator[Pair]:
    ours = [bare(each.claim.text) for each in starter_documents()]
    # The nearest is the claim itself.
    for claims in (_checked(), ours):
        yield from _beside(claims, claims, _NEAR_CLAIM + 1, "claim/near")


def _beside(texts: list[str], claims: Iterable[str], count: int, source: str) -> Iterator[Pair]:
    claims = list(dict.fromkeys(claims))
    for text, places in zip(texts, nearest(texts, claims, count), strict=True):
        yield from (Pair(text, claims[place], Side.UNCLEAR, source) for place in places)
