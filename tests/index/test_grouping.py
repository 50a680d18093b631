"""Documents about one claim stand under one match; different numbers are always different claims."""

from dataclasses import replace

import numpy as np
import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.lookup.grouping import SAME_CLAIM, group_claims, most_varied_first, without_reposts
from index.records import Document, Publisher, Stance


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


def published_by(
    site: str, *, stance: Stance = Stance.DISPUTES, title: str | None = None, author: str | None = None
) -> Document:
    document = example("one", "Bridges fall.", stance=stance, title=title)
    return replace(document, review=replace(document.review, publisher=Publisher(site, site), author=author))


def test_a_stance_not_heard_yet_comes_before_those_that_agree_with_the_first() -> None:
    documents = [
        published_by("a.example"),
        published_by("b.example"),
        published_by("a.example"),
        published_by("a.example", stance=Stance.SUPPORTS),
        published_by("c.example", stance=Stance.SUPPORTS),
    ]
    assert most_varied_first(range(5), documents) == [0, 4, 1, 2, 3]


@given(st.lists(st.tuples(st.sampled_from(Stance), st.sampled_from("abc")), min_size=1, max_size=9))
def test_nobody_is_lost_and_the_first_stays_first(kinds: list[tuple[Stance, str]]) -> None:
    documents = [published_by(site, stance=stance) for stance, site in kinds]
    order = most_varied_first(range(len(documents)), documents)
    assert order[0] == 0
    assert sorted(order) == list(range(len(documents)))
    heard = [documents[place].stance for place in order]
    distinct = list(dict.fromkeys(heard))
    assert heard[: len(distinct)] == distinct


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
