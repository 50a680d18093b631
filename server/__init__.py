"""The Flask service: HTTP in, HTTP out, around index.lookup."""

from dataclasses import replace

from flask import Flask

from index.embedding import Encoders
from index.lookup.ranking import Ranker
from server.claim_query import MAX_SCANNED, MAX_SENTENCES, MAX_TEXT_CHARS
from server.config import Settings
from server.current_index import CurrentIndex
from server.errors import register_errors
from server.guard import register_guard
from server.routes import register_routes

# A full request of four-byte characters, each escaped as JSON may (12 bytes), and some room: either of sentences with
# before and after, or of a page's sentences.
MAX_BODY_BYTES = max(MAX_SENTENCES * 3, MAX_SCANNED) * MAX_TEXT_CHARS * 12 + 100_000


def create_app(settings: Settings, encoders: Encoders, ranker: Ranker) -> Flask:
    """The service as a WSGI application. Loads nothing: the first request opens the index."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    # An address with two slashes is unknown, not one to be sent elsewhere from: the answer would repeat it.
    app.url_map.merge_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    register_errors(app)
    register_guard(app, settings.token)
    if settings.threshold is not None:
        ranker = replace(ranker, threshold=settings.threshold)
    register_routes(app, CurrentIndex(settings.data, encoders), encoders, ranker)
    return app
