"""Every address of the service, on one screen. docs/api.md describes them."""

import time
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import BadRequest

from index.embedding import Encoders
from index.errors import GenerationError, UnknownGenerationError
from index.generation import Generation
from index.lookup import look_up
from index.lookup.checkworthy import packaged_check_worthiness
from index.lookup.ranking import Ranker
from index.lookup.scan import scan
from server.claim_query import read_question, read_scan
from server.current_index import CurrentIndex
from server.errors import IndexNotReady, InvalidJson, UnknownGeneration
from server.response import context_answer, index_answer, scan_answer

# Our own page needs its script, its styles and this service; nothing else may be loaded or asked.
_PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def register_routes(app: Flask, index: CurrentIndex, encoders: Encoders, ranker: Ranker) -> None:
    """Add the service's addresses to `app`."""
    routes = Blueprint("sidelight", __name__)
    worthiness = packaged_check_worthiness()

    @routes.post("/v1/context")
    def context() -> Response:
        started = time.perf_counter()
        question = read_question(_body())
        generation = _ready(index)
        try:
            results = look_up(generation, encoders, ranker, question)
        except UnknownGenerationError:
            raise UnknownGeneration from None
        return jsonify(context_answer(generation.manifest, results, (time.perf_counter() - started) * 1000))

    @routes.post("/v1/scan")
    def scan_page() -> Response:
        started = time.perf_counter()
        question = read_scan(_body())
        generation = _ready(index)
        scanned = scan(generation, encoders, ranker, worthiness, question)
        return jsonify(scan_answer(generation.manifest, scanned, (time.perf_counter() - started) * 1000))

    @routes.get("/v1/index")
    def what_is_indexed() -> Response:
        return jsonify(index_answer(_ready(index).manifest))

    @routes.get("/healthz")
    def is_alive() -> Response:
        return jsonify({"status": "ok"})

    @routes.get("/readyz")
    def is_ready() -> Response:
        return jsonify({"status": "ready", "generation": _ready(index).manifest.id})

    @routes.get("/")
    def reading_page() -> Response:
        response = current_app.make_response(render_template("reading.html"))
        response.headers["Content-Security-Policy"] = _PAGE_POLICY
        return response

    app.register_blueprint(routes)
    app.after_request(_harden)


def _body() -> Any:
    try:
        return request.get_json()
    except (BadRequest, RecursionError):
        raise InvalidJson from None


def _ready(index: CurrentIndex) -> Generation:
    try:
        return index.generation()
    except GenerationError as error:
        raise IndexNotReady("Run: python -m index build") from error


def _harden(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
