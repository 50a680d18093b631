"""Documents about the same claim under one match, each page once, disagreement first. Pure."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

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


def most_varied_first(members: Sequence[int], documents: Sequence[Document]) -> list[int]:
    """Members of a group in the order in which a reader learns most: the first stays, then stances not yet heard.

    After them come publishers not yet heard, then the rest; within each, the given order. So a page that disagrees
    with the first is never hidden behind many that agree.
    """
    ordered = [members[0]]
    rest = list(members[1:])
    stances = {documents[members[0]].stance}
    sites = {documents[members[0]].review.publisher.site}
    while rest:
        best = min(rest, key=lambda member: _staleness(documents[member], stances, sites))
        rest.remove(best)
        ordered.append(best)
        stances.add(documents[best].stance)
        sites.add(documents[best].review.publisher.site)
    return ordered


def _staleness(document: Document, stances: set[Stance], sites: set[str]) -> tuple[bool, bool]:
    return document.stance in stances, document.review.publisher.site in sites
