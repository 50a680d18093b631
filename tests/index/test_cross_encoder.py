"""The model that reads claims reads each pair on its own."""

import numpy as np
import pytest

from index.cross_encoder import CrossEncoder

PAIRS = [
    ("Iran never sent weapons to militias in Iraq.", "Iran smuggles weapons to Shia militias in Iraq."),
    ("Officials said Iran smuggled weapons.", "Iran smuggles weapons to Shia militias in Iraq."),
    ("The mayor sold the harbour. " * 20, "The mayor sold the old harbour to friends without any vote."),
    ("No.", "Yes!"),
]


@pytest.fixture(scope="module")
def model() -> CrossEncoder:
    return CrossEncoder(threads=1)


def test_an_opinion_is_the_same_whatever_else_is_read(model: CrossEncoder) -> None:
    together = model.opinions(PAIRS)
    alone = np.concatenate([model.opinions([pair]) for pair in PAIRS])

    np.testing.assert_array_equal(together, alone)


def test_opinions_come_in_the_order_of_the_pairs(model: CrossEncoder) -> None:
    np.testing.assert_array_equal(model.opinions(PAIRS[::-1]), model.opinions(PAIRS)[::-1])


def test_nothing_to_read_gives_no_rows(model: CrossEncoder) -> None:
    assert model.opinions([]).shape == (0, model.opinions(PAIRS).shape[1])
