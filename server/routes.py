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
from server.changes_query import read_changes_query
from server.claim_query import read_question, read_scan
from server.current_index import CurrentIndex
from server.errors import DocumentNotFound, DocumentWithdrawn, IndexNotReady, InvalidJson, UnknownGeneration
from server.picture import draw
from server.response import (
    changes_answer,
    context_answer,
    document_answer,
    index_answer,
    scan_answer,
    sources_answer,
)

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
        return _page("reading.html")

    _add_collection_routes(routes, index)
    app.register_blueprint(routes)
    app.after_request(_harden)


def _body() -> Any:
    try:
        return request.get_json()
    except (BadRequest, RecursionError):
        raise InvalidJson from None


def _add_collection_routes(routes: Blueprint, index: CurrentIndex) -> None:
    """What the index holds, apart from any sentence."""

    @routes.get("/v1/documents/<document_id>")
    def one_document(document_id: str) -> Response:
        generation = _ready(index)
        known = generation.store.known(document_id)
        if known is None:
            raise DocumentWithdrawn if generation.store.is_withdrawn(document_id) else DocumentNotFound
        return jsonify(document_answer(generation.manifest, known))

    @routes.get("/v1/sources")
    def where_documents_come_from() -> Response:
        generation = _ready(index)
        return jsonify(sources_answer(generation.manifest, generation.collection))

    @routes.get("/v1/changes")
    def what_changed() -> Response:
        query = read_changes_query(request.args)
        generation = _ready(index)
        try:
            since = generation.changes_at(query.since)
        except UnknownGenerationError:
            raise UnknownGeneration from None
        changes = generation.store.changes(since, query.after, query.limit)
        return jsonify(changes_answer(generation.manifest, query.since, changes, query.limit))

    @routes.get("/status")
    def status_page() -> Response:
        generation = _ready(index)
        collection = generation.collection
        return _page("status.html", manifest=generation.manifest, collection=collection, picture=draw(collection.years))


def _page(template: str, **values: object) -> Response:
    response = current_app.make_response(render_template(template, **values))
    response.headers["Content-Security-Policy"] = _PAGE_POLICY
    return response


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
