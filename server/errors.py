"""What the service refuses and why, and the one handler that says so (RFC 9457, application/problem+json).

Problem
├── InvalidJson             400 invalid_json             the body is not JSON
├── Unauthorized            401 unauthorized             the service wants a token, and this is not it
├── HostRefused             403 host_refused             the Host is not this machine's loopback name
├── OriginRefused           403 origin_refused           another page than ours asks
├── DocumentNotFound        404 document_not_found       there is no document with that id
├── DocumentWithdrawn       410 document_withdrawn       there was one, and its feed took it back
├── UnsupportedMediaType    415 unsupported_media_type   the body is not said to be JSON
├── InvalidRequest          422 invalid_request          the JSON does not fit the contract; `errors` says where
├── UnknownGeneration       422 unknown_generation       a generation is named that never was
└── IndexNotReady           503 index_not_ready          there is no index to ask

What Flask itself refuses comes out in the same form: 404 not_found, 405 method_not_allowed, 413 request_too_large,
bad_request for any other 4xx, and 500 internal_error for what nobody foresaw. No answer and no log line repeats what
the caller sent.
"""

import logging
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from flask import Flask, Response, json
from gunicorn.http.errors import NoMoreData, ParseException
from werkzeug.exceptions import HTTPException

_log = logging.getLogger("sidelight")


@dataclass(frozen=True, slots=True)
class Misfit:
    """One place in a request that does not fit: a JSON pointer, a stable code and a sentence's predicate."""

    pointer: str
    code: str
    detail: str


class Problem(Exception):
    """A request that is refused."""

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, detail: str | None = None, errors: Sequence[Misfit] = ()) -> None:
        super().__init__(self.title)
        self.detail = detail
        self.errors = errors


class InvalidJson(Problem):
    """The body is not JSON."""

    status = 400
    code = "invalid_json"
    title = "The body is not valid JSON."


class Unauthorized(Problem):
    """The service was started with a token, which the request does not bring."""

    status = 401
    code = "unauthorized"
    title = "The service answers only those who have its token."


class HostRefused(Problem):
    """The Host header names another machine: a page may be rebinding its name to the loopback address."""

    status = 403
    code = "host_refused"
    title = "The service answers to its loopback address only."


class OriginRefused(Problem):
    """A page that is neither ours nor the extension asks."""

    status = 403
    code = "origin_refused"
    title = "The service answers the Sidelight extension and its own page only."


class DocumentNotFound(Problem):
    """No document has the id."""

    status = 404
    code = "document_not_found"
    title = "There is no document with that id."


class DocumentWithdrawn(Problem):
    """The document was taken back by whoever brought it."""

    status = 410
    code = "document_withdrawn"
    title = "The document was withdrawn."


class UnsupportedMediaType(Problem):
    """The body is not said to be JSON."""

    status = 415
    code = "unsupported_media_type"
    title = "The body must be JSON, sent as application/json."


class InvalidRequest(Problem):
    """The JSON does not fit the contract."""

    status = 422
    code = "invalid_request"
    title = "The request does not fit the contract."


class UnknownGeneration(Problem):
    """A generation is named that never was."""

    status = 422
    code = "unknown_generation"
    title = "This index never had the generation that was named."


class IndexNotReady(Problem):
    """There is no index to ask."""

    status = 503
    code = "index_not_ready"
    title = "No index has been built yet."


# The stable code and sentence of what Flask refuses by itself.
_REFUSED_BY_FLASK = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
    413: ("request_too_large", "The body is larger than the service takes."),
}
_BAD_REQUEST = ("bad_request", "The request can't be understood.")


def register_errors(app: Flask) -> None:
    """Answer every failure of `app` with a problem document."""
    app.register_error_handler(Problem, _answer_problem)
    app.register_error_handler(HTTPException, _answer_refusal)
    # Chunks that are malformed or missing are noticed only when the body is read.
    app.register_error_handler(ParseException, _answer_torn_body)
    app.register_error_handler(NoMoreData, _answer_torn_body)
    app.register_error_handler(Exception, _answer_surprise)


def _answer_problem(problem: Problem) -> Response:
    optional = {"detail": problem.detail, "errors": [asdict(misfit) for misfit in problem.errors]}
    return _respond(
        problem.status, problem.code, problem.title, {name: value for name, value in optional.items() if value}
    )


def _answer_refusal(refusal: HTTPException) -> Response:
    status = refusal.code or 500
    code, title = _REFUSED_BY_FLASK.get(status, _BAD_REQUEST)
    response = _respond(status, code, title)
    allowed = getattr(refusal, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _answer_torn_body(_error: Exception) -> Response:
    return _respond(400, *_BAD_REQUEST)


def _answer_surprise(error: Exception) -> Response:
    # An exception's own text may hold what the reader selected, so only its type and place are logged.
    places = " < ".join(
        f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__)[-4:])
    )
    _log.error("internal_error %s at %s", type(error).__name__, places)
    return _respond(500, "internal_error", "Something went wrong in the service; its log says where.")


def _respond(status: int, code: str, title: str, more: dict[str, Any] | None = None) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "code": code, **(more or {})}
    return Response(json.dumps(body), status, content_type="application/problem+json")
