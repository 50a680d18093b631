"""Documents about one claim stand under one match; different numbers are always different claims."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.lookup.answer import Match, Timing, Why
from index.lookup.grouping import SAME_CLAIM, group_claims, most_varied_first, without_reposts
from index.records import Document, Publisher, Side, Stance


def alike(count: int, similarity: float) -> NDArray[np.float32]:
    """Cosines between claims that are all equally near each other."""
    return np.full((count, count), similarity, np.float32)


@pytest.mark.parametrize(
    ("claims", "similarity", "expected"),
    [
        ([], 1.0, []),
        (["Bridges fall."], 1.0, [[0]]),
        (["Bridges fall.", "Bridges collapse."], 0.9, [[0, 1]]),
        (["Bridges fall.", "Bridges collapse."], SAME_CLAIM + 0.001, [[0, 1]]),
        (["Bridges fall.", "Milk is healthy."], SAME_CLAIM - 0.001, [[0], [1]]),
        (["40 bridges fell.", "40 bridges collapsed."], 0.9, [[0, 1]]),
        (["40 bridges fell.", "90 bridges fell."], 1.0, [[0], [1]]),
        (["40 bridges fell.", "Bridges fell."], 1.0, [[0], [1]]),
        (["40 of 90 fell.", "90 of 40 fell."], 1.0, [[0, 1]]),
        (["It cost 1.5 million.", "It cost 15 million."], 1.0, [[0], [1]]),
        (["40 fell.", "90 fell.", "40 collapsed.", "90 collapsed."], 0.95, [[0, 2], [1, 3]]),
    ],
)
def test_near_claims_with_the_same_numbers_are_one(
    claims: list[str], similarity: float, expected: list[list[int]]
) -> None:
    assert group_claims(claims, alike(len(claims), similarity)) == expected


def test_a_claim_joins_the_first_group_whose_leader_is_near() -> None:
    similarities = np.array(
        [
            [1.0, 0.5, 0.9, 0.2],
            [0.5, 1.0, 0.9, 0.9],
            [0.9, 0.9, 1.0, 0.9],
            [0.2, 0.9, 0.9, 1.0],
        ],
        np.float32,
    )
    # The last is near the third, but what counts is how near it is to the one that leads.
    assert group_claims(["a", "b", "c", "d"], similarities) == [[0, 2], [1, 3]]


@given(
    st.lists(st.sampled_from(["It cost 40.", "It cost 90.", "It cost nothing.", "40 of 90 came."]), max_size=12),
    st.integers(0, 2**32 - 1),
)
def test_groups_hold_every_claim_once_in_order_and_never_two_numbers(claims: list[str], seed: int) -> None:
    similarities = np.random.default_rng(seed).uniform(0, 1, (len(claims), len(claims))).astype(np.float32)
    groups = group_claims(claims, similarities)
    assert sorted(position for members in groups for position in members) == list(range(len(claims)))
    assert [members[0] for members in groups] == sorted(members[0] for members in groups)
    for members in groups:
        assert members == sorted(members)
        assert len({claims[position] for position in members}) == 1


def published_by(site: str, *, title: str | None = None, author: str | None = None) -> Document:
    document = example("one", "Bridges fall.", title=title)
    return replace(document, review=replace(document.review, publisher=Publisher(site, site), author=author))


def found(
    name: str,
    relation: Stance,
    *,
    site: str | None = None,
    published: str | None = None,
    stance: Stance | None = None,
    is_rated: bool = False,
) -> Match:
    """A match that says this of the sentence; each on a site of its own, if no other is named."""
    document = example(name, "Bridges fall.", stance=stance or relation, published=published)
    publisher = Publisher(site or name, site or f"{name}.example")
    return Match(
        document=replace(document, review=replace(document.review, publisher=publisher)),
        probability=0.9,
        side=Side.UNCLEAR if relation is Stance.CONTEXT else Side.SAME,
        relation=relation,
        rating_applies=is_rated,
        timing=Timing.UNKNOWN,
        why=Why(0.8, (), None),
    )


def in_order(*matches: Match) -> list[str]:
    return [match.document.id for match in most_varied_first(matches)]


def test_both_sides_are_heard_before_any_is_heard_twice() -> None:
    assert in_order(
        found("for-1", Stance.SUPPORTS),
        found("for-2", Stance.SUPPORTS),
        found("for-3", Stance.SUPPORTS),
        found("partly", Stance.MIXED),
        found("against-1", Stance.DISPUTES),
        found("against-2", Stance.DISPUTES),
    ) == ["for-1", "against-1", "partly", "for-2", "against-2", "for-3"]


def test_a_side_with_more_pages_is_heard_more_often() -> None:
    assert in_order(
        found("against-1", Stance.DISPUTES),
        found("for-1", Stance.SUPPORTS),
        found("for-2", Stance.SUPPORTS),
        *(found(f"against-{place}", Stance.DISPUTES) for place in range(2, 6)),
    ) == ["against-1", "for-1", "against-2", "against-3", "for-2", "against-4", "against-5"]


def test_what_takes_a_stance_comes_before_what_only_adds_background() -> None:
    assert in_order(
        found("for-1", Stance.SUPPORTS),
        found("background", Stance.CONTEXT),
        found("for-2", Stance.SUPPORTS),
        found("against", Stance.DISPUTES),
    ) == ["for-1", "against", "for-2", "background"]


def test_what_counts_is_said_of_the_sentence_and_not_of_the_claim() -> None:
    # A page that disputes the opposite claim supports the sentence, as the first does.
    denial = replace(found("denial", Stance.SUPPORTS, stance=Stance.DISPUTES), side=Side.OPPOSITE)
    against = found("against", Stance.DISPUTES)
    assert in_order(found("for", Stance.SUPPORTS), denial, against) == ["for", "against", "denial"]


def test_where_no_side_can_be_told_stances_on_the_claim_take_turns() -> None:
    assert in_order(
        found("for-1", Stance.CONTEXT, stance=Stance.SUPPORTS),
        found("for-2", Stance.CONTEXT, stance=Stance.SUPPORTS),
        found("against", Stance.CONTEXT, stance=Stance.DISPUTES),
    ) == ["for-1", "against", "for-2"]


def test_of_one_stance_another_publisher_is_heard_first_then_a_rating_then_another_month() -> None:
    assert in_order(
        found("first", Stance.DISPUTES, site="a.example", published="2011-07"),
        found("same-site", Stance.DISPUTES, site="a.example", published="2009"),
        found("same-month", Stance.DISPUTES, published="2011-07-17"),
        found("other-month", Stance.DISPUTES, published="2007-02-13"),
        found("rated", Stance.DISPUTES, published="2011-07-20", is_rated=True),
    ) == ["first", "rated", "other-month", "same-month", "same-site"]


@given(st.lists(st.tuples(st.sampled_from(Stance), st.sampled_from("abc"), st.booleans()), min_size=1, max_size=9))
def test_nobody_is_lost_the_first_stays_first_and_no_side_runs_ahead(kinds: list[tuple[Stance, str, bool]]) -> None:
    matches = [
        found(str(place), stance, site=site, is_rated=is_rated) for place, (stance, site, is_rated) in enumerate(kinds)
    ]
    every = Counter(match.relation for match in matches)
    ordered = most_varied_first(matches)
    assert ordered[0] is matches[0]
    assert sorted(match.document.id for match in ordered) == sorted(match.document.id for match in matches)
    for place, match in enumerate(ordered[1:], start=1):
        waiting = {later.relation for later in ordered[place:]} - {Stance.CONTEXT}
        heard = Counter(earlier.relation for earlier in ordered[:place])
        assert not waiting or match.relation in waiting
        assert all(heard[match.relation] / every[match.relation] <= heard[other] / every[other] for other in waiting)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            ("a.example", "The bridge that nobody wanted", None),
            ("b.example", "The Bridge That Nobody Wanted!", "Li"),
            [0],
        ),
        (
            ("a.example", "The bridge that nobody wanted", None),
            ("a.example", "The bridge that nobody wanted", None),
            [0, 1],
        ),
        (("a.example", "Bridgegate", "Ida Ruud"), ("b.example", "Bridgegate", "Ida Ruud"), [0]),
        (("a.example", "Bridgegate", "Ida Ruud"), ("b.example", "Bridgegate", "Li Wei"), [0, 1]),
        (("a.example", "Bridgegate", None), ("b.example", "Bridgegate", None), [0, 1]),
        (("a.example", None, "Ida Ruud"), ("b.example", None, "Ida Ruud"), [0, 1]),
    ],
)
def test_a_page_that_stands_on_two_sites_is_shown_once(
    first: tuple[str, str | None, str | None], second: tuple[str, str | None, str | None], expected: list[int]
) -> None:
    documents = [published_by(site, title=title, author=author) for site, title, author in (first, second)]
    assert without_reposts(documents) == expected
