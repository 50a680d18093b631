"""Documents about one claim stand under one match; different numbers are always different claims."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.lookup.grouping import SAME_CLAIM, group_claims


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
