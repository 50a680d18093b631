"""A service whose answers are written down: for what a reader sees of matches that the starter corpus has none of."""

import copy
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any, ClassVar

from running_service import ROOT

from journey.sentences import SMUGGLING
from journey.sites import SITE, Quiet, serving

_EXAMPLES = ROOT / "tests" / "contract"
_SIDES = json.loads((_EXAMPLES / "context-sides.json").read_text())
_INDEX = json.loads((_EXAMPLES / "index.json").read_text())["response"]

# The sentences of the example, as they stand on pages/quotes.html.
SAME, OPPOSITE = (sentence["text"] for sentence in _SIDES["request"]["sentences"])


@dataclass(slots=True)
class CannedService:
    """What it was asked, word for word, and what it wants to hear.

    After `most` answers it gives no more: it lets those who ask wait, or, if it `breaks`, says that it is broken.
    """

    address: str = ""
    token: str = ""
    bodies: list[Any] = field(default_factory=list)
    asked: Event = field(default_factory=Event)
    most: int | None = None
    breaks: bool = False
    ending: Event = field(default_factory=Event)


def _matches() -> Mapping[str, list[Any]]:
    """The example's matches by their sentence, with a verdict on the first sentence and who disagrees with it."""
    same, opposite = (copy.deepcopy(result["matches"]) for result in _SIDES["response"]["results"])
    first = same[0]
    rated = {
        **copy.deepcopy({name: value for name, value in first.items() if name != "also"}),
        "document_id": "check-2012",
        "kind": "fact_check",
        "rating": {"text": "Half true", "normalised": "mixed"},
        "rating_applies": True,
        "timing": "after_page",
    }
    rated["review"] |= {
        "url": "https://checks.example/qods",
        "title": "Há provas de que o Irã armou as milícias?",
        "publisher": {"name": "Checks Example", "site": "checks.example"},
        "author": None,
        "published": "2012-03",
        "language": "pt",
    }
    supporting = {**copy.deepcopy(rated), "document_id": "daily-2007", "kind": "analysis", "rating": None}
    supporting |= {"stance": "supports", "relation": "supports", "rating_applies": False, "timing": "before_page"}
    supporting["review"] |= {
        "url": f"http://{SITE}/long.html",
        "title": "What the captured rockets show",
        "publisher": {"name": "Daily Example", "site": "daily.example"},
        "published": "2007",
        "language": "en",
    }
    # Far down on that page.
    supporting["passage"] = SMUGGLING
    notice = "Correction: An earlier version of this article said that three officials spoke. There were two."
    first["corrections"] = [
        {
            "document_id": "ips-2007-correction",
            "url": first["review"]["url"],
            "title": "What the briefing said",
            "published": "2007-03-02",
            "finding": notice,
            "passage": notice,
        }
    ]
    first["also"] = [rated, supporting, *first["also"]]
    return {SAME: same, OPPOSITE: opposite}


_MATCHES = _matches()


def _result(sentence: Mapping[str, str]) -> dict[str, Any]:
    matches = _MATCHES.get(sentence["text"], [])
    return {"id": sentence["id"], "status": "matched" if matches else "nothing_found", "matches": matches}


class _Answers(Quiet):
    canned: ClassVar[CannedService]

    def send_json(self, status: int, body: object) -> None:
        self.answer(status, {"Content-Type": "application/json"}, json.dumps(body).encode())

    def send_problem(self, status: int, code: str) -> None:
        self.send_json(status, {"type": "about:blank", "title": "No answer.", "status": status, "code": code})

    def is_refused(self) -> bool:
        token = self.canned.token
        if not token or self.headers.get("Authorization") == f"Bearer {token}":
            return False
        self.send_problem(401, "unauthorized")
        return True

    def is_over(self) -> bool:
        canned = self.canned
        if canned.most is None or len(canned.bodies) < canned.most:
            return False
        if not canned.breaks:
            canned.ending.wait()
        self.send_problem(500, "internal_error")
        return True

    def do_GET(self) -> None:  # noqa: N802
        if self.path == "/readyz":
            self.send_json(200, {"status": "ready"})
        elif not self.is_refused():
            self.send_json(200, _INDEX)

    def do_POST(self) -> None:  # noqa: N802
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.is_refused() or self.is_over():
            return
        self.canned.bodies.append(body)
        self.canned.asked.set()
        results = [_result(sentence) for sentence in body["sentences"]]
        if self.path == "/v1/scan":
            results = [{**result, "check_worthiness": 0.5} for result in results]
        built = {name: _INDEX[name] for name in ("generation", "documents", "built_at")}
        self.send_json(200, {"index": built, "results": results, "took_ms": 1.0})


@contextmanager
def canned_service(token: str = "") -> Iterator[CannedService]:
    """It answers on a port of its own; with a `token` only those who bring it."""
    canned = CannedService(token=token)
    with serving(type("_AnswersOfOne", (_Answers,), {"canned": canned})) as port:
        canned.address = f"http://127.0.0.1:{port}"
        yield canned
        canned.ending.set()
