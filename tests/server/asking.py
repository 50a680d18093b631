"""A question that fits the contract, and what every refusal has in common."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Response

SENTENCE = "Repairs to the harbour bridge cost 40 million crowns."
QUESTION: Mapping[str, Any] = {
    "sentences": [{"id": "s1", "text": SENTENCE, "before": "It was in the paper.", "after": "So they say."}],
    "page": {
        "url": "https://blog.example/bridge",
        "title": "The bridge",
        "published": "2019-05",
        "language": "en",
    },
    "limit": 5,
    "min_probability": 0.5,
    "kinds": ["fact_check"],
    "languages": ["en"],
}


def question(**changes: Any) -> dict[str, Any]:
    """The question with some of its fields replaced."""
    return {**copy.deepcopy(dict(QUESTION)), **changes}


def problem(response: Response) -> dict[str, Any]:
    """The problem document of a refusal, checked for what all of them share."""
    assert response.content_type == "application/problem+json"
    body: dict[str, Any] = json.loads(response.data)
    assert set(body) <= {"type", "title", "status", "code", "detail", "errors"}
    assert body["type"] == "about:blank"
    assert body["status"] == response.status_code
    assert body["title"].endswith(".")
    return body
