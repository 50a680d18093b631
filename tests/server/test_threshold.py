"""What the service shows unasked: what is at least as probable as its setting says."""

import json

import pytest
from example_documents import BY_ID
from monotone_ranker import THRESHOLD, monotone_ranker
from word_encoder import word_encoders

from index.folder import DataFolder
from server import create_app
from server.config import Settings

ASKED = {"sentences": [{"id": "s", "text": BY_ID["bridge-cost"].claim.text}]}


def probabilities(data: DataFolder, threshold: float | None, **limits: float) -> list[float]:
    client = create_app(Settings(data, threshold=threshold), word_encoders(), monotone_ranker()).test_client()
    answered = json.loads(client.post("/v1/context", json={**ASKED, **limits}).data)
    (result,) = answered["results"]
    return [each["probability"] for match in result["matches"] for each in (match, *match["also"])]


@pytest.mark.parametrize(("setting", "least"), [(None, THRESHOLD), (0.2, 0.2), (0.9, 0.9)])
def test_nothing_below_the_setting_is_shown(shared_data: DataFolder, setting: float | None, least: float) -> None:
    everything = probabilities(shared_data, None, min_probability=0)
    shown = probabilities(shared_data, setting)
    assert sorted(shown) == sorted(each for each in everything if each >= least)


def test_a_setting_of_1_shows_nothing_and_a_request_that_asks_for_more_gets_it(shared_data: DataFolder) -> None:
    assert probabilities(shared_data, 1.0) == []
    assert probabilities(shared_data, 1.0, min_probability=0) == probabilities(shared_data, None, min_probability=0)
