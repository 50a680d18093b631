"""With the true models, on the cases to develop with: few flips pass for the claim, few paraphrases for its denial."""

import pytest

from bench.side import Answered, answers
from bench.side_cases import develop_cases
from index.embedding import packaged_encoders
from index.records import Side

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answered() -> list[Answered]:
    return answers(develop_cases(), packaged_encoders(threads=1))


def test_at_most_one_in_twenty_of_what_is_not_the_same_is_called_the_same(answered: list[Answered]) -> None:
    others = [each for each in answered if each.case.side is not Side.SAME]

    # 30 of 680 when it was measured (bench/RESULTS.md).
    assert sum(each.told is Side.SAME for each in others) <= 0.05 * len(others)


def test_at_most_one_in_twenty_of_what_is_the_same_is_called_the_opposite(answered: list[Answered]) -> None:
    same = [each for each in answered if each.case.side is Side.SAME]

    assert sum(each.told is Side.OPPOSITE for each in same) <= 0.05 * len(same)


def test_a_quarter_of_what_is_the_same_is_called_the_same(answered: list[Answered]) -> None:
    same = [each for each in answered if each.case.side is Side.SAME]

    assert sum(each.told is Side.SAME for each in same) >= 0.25 * len(same)
