"""Documents about the same claim under one match: the most probable leads, the others follow it. Pure."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Cosine of two claims from which on they are one claim in other words. Lower folds more away and begins to put
# different claims together: in the starter corpus pairs at .84 are the same story told with another point.
SAME_CLAIM = 0.86

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


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
