"""Whatever is sent, the service answers it or refuses it; it never fails."""

import copy
import json
from typing import Any

import pytest
from asking import problem, question
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from nearness_ranker import NearnessRanker
from word_encoder import word_encoders

from index.folder import DataFolder
from server import create_app
from server.config import Settings

# Halves of surrogate pairs too, which JSON can write.
any_text = st.text(st.characters(exclude_categories=()), max_size=60)
whole_text = st.text(st.characters(codec="utf-8"), max_size=300)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=12,
)
PLACES: list[tuple[str | int, ...]] = [
    ("sentences",),
    ("sentences", 0),
    *(("sentences", 0, name) for name in ("id", "text", "before", "after", "colour")),
    ("page",),
    *(("page", name) for name in ("url", "title", "published", "language", "colour")),
    *((name,) for name in ("limit", "min_probability", "kinds", "languages", "newer_than", "colour")),
    ("kinds", 0),
    ("languages", 0),
]
# A question where every place of the above is there to be replaced.
WHOLE = question(newer_than="g1", kinds=["fact_check"])


@pytest.fixture(scope="module")
def fuzzed(shared_data: DataFolder) -> FlaskClient:
    return create_app(Settings(shared_data), word_encoders(), NearnessRanker()).test_client()


def replaced(place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    body = copy.deepcopy(WHOLE)
    inner: Any = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return body


def refusal(client: FlaskClient, body: bytes) -> str:
    """The code of the problem that a body ends in, "" when it is answered."""
    response = client.post("/v1/context", data=body, content_type="application/json")
    return "" if response.status_code == 200 else str(problem(response)["code"])


@given(body=any_json)
def test_any_json_that_is_no_question_is_an_invalid_request(fuzzed: FlaskClient, body: Any) -> None:
    assert refusal(fuzzed, json.dumps(body).encode()) == "invalid_request"


@given(body=st.binary(max_size=200))
def test_any_bytes_are_refused_by_name(fuzzed: FlaskClient, body: bytes) -> None:
    assert refusal(fuzzed, body) in {"invalid_json", "invalid_request"}


@given(place=st.sampled_from(PLACES), value=any_json)
def test_a_question_with_anything_at_any_place_is_answered_or_refused(
    fuzzed: FlaskClient, place: tuple[str | int, ...], value: Any
) -> None:
    assert refusal(fuzzed, json.dumps(replaced(place, value)).encode()) in {"", "invalid_request", "unknown_generation"}


@given(body=st.just(json.dumps(WHOLE).encode()), start=st.integers(0, 400), count=st.integers(1, 9), junk=st.binary())
def test_a_question_with_a_piece_torn_out_is_answered_or_refused(
    fuzzed: FlaskClient, body: bytes, start: int, count: int, junk: bytes
) -> None:
    torn = body[:start] + junk + body[start + count :]

    assert refusal(fuzzed, torn) in {"", "invalid_json", "invalid_request", "unknown_generation"}


@given(text=whole_text, before=whole_text, title=whole_text)
def test_a_question_in_any_script_is_answered_unless_it_is_blank_or_has_control_characters(
    fuzzed: FlaskClient, text: str, before: str, title: str
) -> None:
    asked = question(sentences=[{"id": "s1", "text": text, "before": before}], page={"title": title})
    has_controls = any(ord(char) < 32 and char not in "\t\n" for char in text + before + title)
    has_delete = "\x7f" in text + before + title

    code = refusal(fuzzed, json.dumps(asked).encode())

    assert code == ("invalid_request" if not text.strip() or has_controls or has_delete else "")


@given(path=st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_address_is_answered_or_refused(fuzzed: FlaskClient, path: str) -> None:
    with fuzzed.get("/", environ_overrides={"PATH_INFO": f"/{path}".encode().decode("latin-1")}) as response:
        assert response.status_code == 200 or problem(response)["code"] in {"not_found", "method_not_allowed"}


@given(
    name=st.sampled_from(["Host", "Origin", "Content-Type", "Range", "If-Match", "Accept-Encoding"]),
    value=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40),
)
def test_any_header_is_answered_or_refused(fuzzed: FlaskClient, name: str, value: str) -> None:
    with fuzzed.get("/static/icon.svg", environ_overrides={_in_environment(name): value}) as response:
        assert response.status_code < 500


def _in_environment(header: str) -> str:
    name = header.upper().replace("-", "_")
    return name if name == "CONTENT_TYPE" else f"HTTP_{name}"
