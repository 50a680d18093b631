"""The documents of the starter corpus as a reader should find them in the sidebar."""

import json
from dataclasses import dataclass
from functools import cache

from running_service import ROOT

_KINDS = {
    "fact_check": "Fact-check",
    "counter_report": "Counter-report",
    "correction": "Correction",
    "official_finding": "Official finding",
    "analysis": "Analysis",
}
_STANCES = {
    "disputes": "disputes the claim",
    "mixed": "finds the claim partly right",
    "supports": "supports the claim",
    "context": "gives background on the claim",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card says of its document."""

    claim: str
    publisher: str
    address: str
    stance: str


@cache
def shown_documents() -> dict[str, Shown]:
    """Every document of the starter corpus by its id."""
    lines = (ROOT / "index" / "starter" / "documents.jsonl").read_text().splitlines()
    return {
        entry["id"]: Shown(
            entry["claim"],
            entry["publisher"],
            entry["url"],
            f"{_KINDS[entry['kind']]}: {_STANCES[entry['stance']]}",
        )
        for entry in map(json.loads, lines)
    }
