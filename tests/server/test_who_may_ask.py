"""The service answers this machine, the extension and its own page; everybody else is refused before any work."""

from collections.abc import Mapping

import pytest
from asking import problem, question
from flask.testing import FlaskClient
from nearness_ranker import NearnessRanker
from word_encoder import word_encoders

from index.folder import DataFolder
from server import create_app
from server.config import Settings
from server.guard import CHROME_EXTENSION_ID

OURS = [
    {"Host": "127.0.0.1"},
    {"Host": "127.0.0.1:8765"},
    {"Host": "localhost:8765"},
    {"Host": "LocalHost:8765"},
    {"Host": "[::1]:8765"},
    {"Host": "[::1]"},
    {"Host": "127.0.0.1:8765", "Origin": "http://127.0.0.1:8765"},
    {"Host": "localhost:9999", "Origin": "http://localhost:9999"},
    {"Host": "[::1]:8765", "Origin": "http://[::1]:8765"},
    {"Host": "127.0.0.1:8765", "Origin": f"chrome-extension://{CHROME_EXTENSION_ID}"},
    {"Host": "127.0.0.1:8765", "Origin": "moz-extension://0a1b2c3d-4e5f-6789-abcd-ef0123456789"},
]
FOREIGN_HOSTS = [
    "",
    "evil.example",
    "evil.example:8765",
    # What a page does that rebinds its own name to the loopback address.
    "127.0.0.1.evil.example:8765",
    "localhost.evil.example",
    "evil.example#127.0.0.1",
    "localhost@evil.example",
    "evil.example@127.0.0.1",
    "7f000001.c0a80001.rebind.example:8765",
    # Other names of this machine, or of all its addresses, which no browser of ours would send.
    "0.0.0.0:8765",
    "127.1",
    "127.0.0.2",
    "2130706433",
    "localhost.",
    "[::]",
    "[::ffff:127.0.0.1]:8765",
    "::1",
    "[::1",
    "[::1].evil.example",
    "192.168.0.10:8765",
    "sidelight.local",
    # Ports that are none.
    "localhost:",
    "localhost:http",
    "localhost:876500",
    "localhost:-1",
    "127.0.0.1:8765:8765",
    # More than one name.
    "localhost, evil.example",
    "localhost evil.example",
    "localhost/evil",
]
FOREIGN_ORIGINS = [
    "",
    "null",
    "https://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:3000",
    "https://127.0.0.1:8765",
    "http://localhost:8765",
    "http://127.0.0.1:8765.evil.example",
    "http://127.0.0.1:8765/",
    "HTTP://127.0.0.1:8765",
    "file://",
    "chrome-extension://",
    "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh",
    f"chrome-extension://{CHROME_EXTENSION_ID}.evil.example",
    f"https://{CHROME_EXTENSION_ID}",
    f"moz-extension://{CHROME_EXTENSION_ID}",
    "moz-extension://0a1b2c3d-4e5f-6789-abcd-ef0123456789.evil.example",
    "moz-extension://0a1b2c3d4e5f6789abcdef0123456789",
    "http://127.0.0.1:8765 https://evil.example",
]


@pytest.mark.parametrize("headers", OURS, ids=lambda headers: " from ".join(headers.values()))
def test_this_machine_the_extension_and_the_own_page_are_answered(
    client: FlaskClient, headers: Mapping[str, str]
) -> None:
    response = client.post("/v1/context", json=question(), headers=headers)

    assert [result["id"] for result in response.get_json()["results"]] == ["s1"]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/static/icon.svg"])
def test_a_host_that_is_not_this_machine_is_refused_at_every_address(client: FlaskClient, path: str, host: str) -> None:
    response = client.get(path, headers={"Host": host})

    assert (response.status_code, problem(response)["code"]) == (403, "host_refused")


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_another_origin_is_refused_before_its_question_is_read(client: FlaskClient, origin: str) -> None:
    response = client.post(
        "/v1/context", data=b"{", headers={"Host": "127.0.0.1:8765", "Origin": origin, "Content-Type": "text/plain"}
    )

    assert (response.status_code, problem(response)["code"]) == (403, "origin_refused")


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_preflight_of_another_origin_is_refused(client: FlaskClient, origin: str) -> None:
    response = client.options(
        "/v1/context",
        headers={"Host": "127.0.0.1:8765", "Origin": origin, "Access-Control-Request-Method": "POST"},
    )

    assert problem(response)["code"] == "origin_refused"


def test_the_own_origin_with_a_foreign_host_is_refused_for_the_host(client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"Host": "evil.example", "Origin": "http://evil.example"})

    assert problem(response)["code"] == "host_refused"


@pytest.mark.parametrize("headers", [*OURS, {"Origin": "https://evil.example"}, {"Host": "evil.example"}])
def test_no_answer_lets_other_pages_read_it(client: FlaskClient, headers: Mapping[str, str]) -> None:
    response = client.post("/v1/context", json=question(), headers=headers)

    assert [name for name in response.headers if name[0].lower().startswith("access-control-")] == []


TOKEN = "a-secret-of-nine-words"


@pytest.fixture
def guarded(shared_data: DataFolder) -> FlaskClient:
    """A service that wants a token."""
    return create_app(Settings(shared_data, token=TOKEN), word_encoders(), NearnessRanker()).test_client()


def test_a_service_with_a_token_answers_whoever_brings_it(guarded: FlaskClient) -> None:
    response = guarded.post("/v1/context", json=question(), headers={"Authorization": f"Bearer {TOKEN}"})

    assert [result["id"] for result in response.get_json()["results"]] == ["s1"]


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer ", f"bearer {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer é€"]
)
@pytest.mark.parametrize("path", ["/v1/context", "/v1/index", "/v1/nowhere"])
def test_a_service_with_a_token_refuses_whoever_does_not(
    guarded: FlaskClient, path: str, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode().decode("latin-1")}

    response = guarded.get(path, headers=headers)

    assert (response.status_code, problem(response)["code"]) == (401, "unauthorized")
    assert TOKEN not in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/static/icon.svg"])
def test_what_answers_no_question_needs_no_token(guarded: FlaskClient, path: str) -> None:
    response = guarded.get(path)

    assert response.status_code == 200
    response.close()


def test_a_page_of_another_origin_is_refused_with_the_token_too(guarded: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Origin": "https://evil.example"}

    assert problem(guarded.get("/v1/index", headers=headers))["code"] == "origin_refused"
