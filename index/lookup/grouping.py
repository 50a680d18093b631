"""Documents about the same claim under one match, each page once, so that disagreement is met first. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.lookup.answer import Match
from index.records import Document, Stance

# Cosine of two claims from which on they are one claim in other words. Lower folds more away and begins to put
# different claims together: in the starter corpus pairs at .84 are the same story told with another point.
SAME_CLAIM = 0.86
# Pages with one title of so many words are one page in two places. Shorter titles ("Kuwaitgate") are taken for the same
# page only if the author is the same too.
_TELLING_TITLE_WORDS = 5

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")


def group_claims(claims: Sequence[str], similarities: NDArray[np.float32]) -> list[list[int]]:
    """Positions of claims that say the same, each group under its first.

    `similarities` (n, n) are cosines between the claims, which come most probable document first. Groups come in the
    order of their first members, members in their own order. Two claims with different numbers are never the same.
    """
    numbers = [frozenset(_NUMBER.findall(claim)) for claim in claims]
    groups: list[list[int]] = []
    for position in range(len(claims)):
        for members in groups:
            first = members[0]
            if numbers[position] == numbers[first] and similarities[position, first] >= SAME_CLAIM:
                members.append(position)
                break
        else:
            groups.append([position])
    return groups


def without_reposts(documents: Sequence[Document]) -> list[int]:
    """Positions of documents, in order, but for those that repeat the page of an earlier one on another site."""
    first_site: dict[tuple[tuple[str, ...], str | None], str] = {}
    kept = []
    for position, document in enumerate(documents):
        page, site = _page(document), document.review.publisher.site
        # One site may give many pages one title ("This week's fact-checks").
        if page is None or first_site.setdefault(page, site) == site:
            kept.append(position)
    return kept


def _page(document: Document) -> tuple[tuple[str, ...], str | None] | None:
    """What tells a page wherever it stands; None where nothing does."""
    words = tuple(_WORD.findall((document.review.title or "").casefold()))
    if len(words) >= _TELLING_TITLE_WORDS:
        return words, None
    return (words, document.review.author.casefold()) if words and document.review.author else None


def most_varied_first(matches: Sequence[Match]) -> list[Match]:
    """Matches on one claim, given most probable first, in the order in which a reader learns most.

    The first stays: an answer's matches come by it. Of the others, those that take a stance towards the sentence come
    before mere background. Stances take turns, each once and then as often as there are pages for it, so that no side
    stands behind a row of pages that agree, nor looks larger than it is. Within a stance come publishers not yet heard,
    then ratings of this very sentence, then months not yet heard, since pages of one month report one event, and only
    then the given order. Chosen one after the other, as by maximal marginal relevance (Carbonell and Goldstein 1998),
    which adds novelty and probability up; here novelty decides first, so that no probability hides a side.
    """
    first, *rest = matches
    ordered, heard = [first], _Heard(matches)
    heard.add(first)
    while rest:
        best = min(rest, key=heard.staleness)
        rest.remove(best)
        ordered.append(best)
        heard.add(best)
    return ordered


class _Heard:
    """How often a reader has come across each stance, site and month."""

    def __init__(self, matches: Sequence[Match]) -> None:
        """`matches`: all that there are to hear."""
        self._all_of_stance = Counter(_says(match) for match in matches)
        self._stances: Counter[Stance] = Counter()
        self._sites: Counter[str] = Counter()
        self._months: Counter[str | None] = Counter()

    def add(self, match: Match) -> None:
        self._stances[_says(match)] += 1
        self._sites[match.document.review.publisher.site] += 1
        self._months[_month(match)] += 1

    def staleness(self, match: Match) -> tuple[bool, float, bool, int, bool, int]:
        """The lower, the more a reader learns from this match next."""
        says = _says(match)
        return (
            match.relation is Stance.CONTEXT,
            self._stances[says] / self._all_of_stance[says],
            says is Stance.MIXED,
            self._sites[match.document.review.publisher.site],
            not match.rating_applies,
            self._months[_month(match)],
        )


def _says(match: Match) -> Stance:
    """What a match says of the sentence; where that is only background, what its document says of the claim."""
    return match.document.stance if match.relation is Stance.CONTEXT else match.relation


def _month(match: Match) -> str | None:
    """The month of publication, as exactly as it is known."""
    published = match.document.review.published
    return None if published is None else published[: len("2011-07")]
