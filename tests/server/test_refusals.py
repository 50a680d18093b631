"""Every way in which the service refuses, with its status and code, always as a problem document."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from asking import problem, question
from broken_encoder import broken
from flask import Flask
from flask.testing import FlaskClient

from index.embedding import Encoders
from index.folder import DataFolder
from server import MAX_BODY_BYTES, errors

MakeApp = Callable[[DataFolder, Encoders], Flask]
JSON = {"Content-Type": "application/json"}

REFUSALS: Mapping[str, tuple[str, str, Mapping[str, Any], int]] = {
    "invalid_json": ("POST", "/v1/context", {"data": b"{", "headers": JSON}, 400),
    "host_refused": ("GET", "/healthz", {"headers": {"Host": "evil.example"}}, 403),
    "origin_refused": ("GET", "/healthz", {"headers": {"Origin": "https://evil.example"}}, 403),
    "not_found": ("GET", "/v1/nothing", {}, 404),
    "document_not_found": ("GET", "/v1/documents/never-was", {}, 404),
    "method_not_allowed": ("GET", "/v1/context", {}, 405),
    "request_too_large": ("POST", "/v1/context", {"data": b" " * (MAX_BODY_BYTES + 1), "headers": JSON}, 413),
    "unsupported_media_type": ("POST", "/v1/context", {"data": b"{}"}, 415),
    "bad_request": ("GET", "/static/icon.svg", {"headers": {"Range": "bytes=9999999-"}}, 416),
    "invalid_request": ("POST", "/v1/context", {"json": {}}, 422),
    "unknown_generation": ("POST", "/v1/context", {"json": question(newer_than="never-was")}, 422),
}
# Those that need an app of their own; the token's are in test_who_may_ask.py, the withdrawn in test_collection.py.
BREAKDOWNS = {"internal_error", "index_not_ready", "unauthorized", "document_withdrawn"}


@pytest.fixture
def broken_client(shared_data: DataFolder, encoders: Encoders, make_app: MakeApp) -> FlaskClient:
    return make_app(shared_data, broken(encoders)).test_client()


@pytest.fixture
def empty_client(empty_data: DataFolder, encoders: Encoders, make_app: MakeApp) -> FlaskClient:
    return make_app(empty_data, encoders).test_client()


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_has_its_status_and_code(client: FlaskClient, code: str) -> None:
    method, path, request, status = REFUSALS[code]

    with client.open(path, method=method, **request) as response:
        found = problem(response)

    assert (response.status_code, found["code"]) == (status, code)


def test_no_code_of_the_error_tree_is_left_out_here() -> None:
    tree = {problem_type.code for problem_type in errors.Problem.__subclasses__()}
    refused_by_flask = {code for code, _ in errors._REFUSED_BY_FLASK.values()}

    assert tree | refused_by_flask | {"bad_request", "internal_error"} == set(REFUSALS) | BREAKDOWNS


def test_the_head_of_the_error_module_draws_the_tree_as_it_is() -> None:
    drawn = re.findall(r"── (\w+) +(\d{3}) (\w+)", errors.__doc__ or "")
    tree = [(each.__name__, str(each.status), each.code) for each in errors.Problem.__subclasses__()]

    assert drawn == tree


def test_a_method_that_is_not_allowed_is_told_which_are(client: FlaskClient) -> None:
    response = client.get("/v1/context")

    assert response.headers["Allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/context"), ("GET", "/v1/index"), ("GET", "/readyz")])
def test_without_an_index_the_service_says_that_it_is_not_ready(
    empty_client: FlaskClient, method: str, path: str
) -> None:
    response = empty_client.open(path, method=method, json=question())

    assert problem(response) == {
        "type": "about:blank",
        "title": "No index has been built yet.",
        "status": 503,
        "code": "index_not_ready",
        "detail": "Run: python -m index build",
    }


def test_without_an_index_the_process_is_alive_and_its_page_is_there(empty_client: FlaskClient) -> None:
    assert empty_client.get("/healthz").get_json() == {"status": "ok"}
    assert empty_client.get("/").status_code == 200


def test_a_request_that_does_not_fit_is_refused_as_such_even_without_an_index(empty_client: FlaskClient) -> None:
    assert problem(empty_client.post("/v1/context", json={}))["code"] == "invalid_request"


def test_a_fault_of_the_service_is_an_internal_error_that_tells_nothing_of_the_cause(
    broken_client: FlaskClient,
) -> None:
    response = broken_client.post("/v1/context", json=question())

    assert problem(response) == {
        "type": "about:blank",
        "title": "Something went wrong in the service; its log says where.",
        "status": 500,
        "code": "internal_error",
    }


def test_the_log_of_a_fault_holds_its_type_and_place_and_no_text(
    broken_client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    broken_client.post("/v1/context", json=question())

    (line,) = [record.getMessage() for record in caplog.records if record.name == "sidelight"]
    assert re.fullmatch(r"internal_error RuntimeError at encode:\d+( < \w+:\d+){3}", line)


@pytest.mark.parametrize(
    "path",
    [
        "/v1//index",
        "/v1/index/",
        "/v1/context/",
        "/V1/index",
        "/v1",
        "/static/",
        "/static/../server/routes.py",
        "/static/%2e%2e/routes.py",
        "/static/%00",
        "/static/%ff%fe",
        "/static/" + "a" * 5_000,
        "/templates/reading.html",
        "/" + "a/" * 2_000,
    ],
)
def test_an_address_that_the_service_does_not_have_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, problem(response)["code"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/v1/context", "/v1/index", "/healthz", "/readyz"])
def test_a_method_that_no_address_takes_is_refused(client: FlaskClient, method: str, path: str) -> None:
    response = client.open(path, method=method)

    assert (response.status_code, problem(response)["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/json",
        "application/vnd.api+json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "text/plain; application/json",
    ],
)
def test_a_body_of_another_content_type_is_refused_unread(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/context", data=b"{", headers={"Content-Type": content_type})

    assert (response.status_code, problem(response)["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_the_content_type_of_json_is_taken_however_it_is_written(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/context", data=b"{", headers={"Content-Type": content_type})

    assert problem(response)["code"] == "invalid_json"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"{}{}",
        b"{'sentences': []}",
        b'{"sentences": [}',
        b'{"sentences": "\xff\xfe"}',
        b'{"text": "\x00"}',
        b'{"limit": undefined}',
        b'{"limit": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"sentences=1",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_body_that_is_no_json_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post("/v1/context", data=body, headers=JSON)

    assert (response.status_code, problem(response)["code"]) == (400, "invalid_json")


def test_the_largest_request_that_fits_the_contract_is_let_in(client: FlaskClient) -> None:
    # Four-byte characters, each of which JSON may write as two escapes of six bytes.
    text = "\U00020000" * 2_000
    sentences = [{"id": str(number), "text": text, "before": text, "after": text} for number in range(64)]

    response = client.post("/v1/context", json={"sentences": sentences})

    assert response.request.content_length is not None
    assert 4_000_000 < response.request.content_length <= MAX_BODY_BYTES
    assert [result["id"] for result in response.get_json()["results"]] == [str(number) for number in range(64)]
