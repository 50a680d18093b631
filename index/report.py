"""What the command line prints: lines for a person, or JSON for a program. Pure, but for reading the catalogue."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from index.catalogue import Catalogue, ImportSummary
from index.lookup.answer import Match, Result, Status
from index.manifest import Manifest
from index.normalise.ratings import is_known_rating

JSON = Mapping[str, Any]
# How many wordings of ratings that our table lacks are listed.
_TOP_UNKNOWN_RATINGS = 10
_NOTHING = {
    Status.NOTHING_FOUND: "Nothing found. That confirms nothing: no document here was close enough.",
    Status.TOO_SHORT: "Too short to be a statement: give a whole sentence.",
}


def to_json(value: JSON) -> str:
    """Indented JSON, in Unicode."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def import_lines(summary: ImportSummary) -> list[str]:
    """What an import brought, and what it refused and why."""
    taken = summary.taken
    lines = [
        f"{summary.feed}: {taken.added:,} new, {taken.changed:,} changed, {taken.unchanged:,} unchanged, "
        f"{sum(each.count for each in summary.rejected):,} rejected."
    ]
    return lines + [f"  rejected {each.count:,}: {each.reason} (first: {each.example})" for each in summary.rejected]


def status_json(catalogue: Catalogue, manifest: Manifest | None) -> JSON:
    """The catalogue and the index as JSON values."""
    documents = [document for document, _ in catalogue.documents()]
    unknown = Counter(
        document.rating.text for document in documents if document.rating and not is_known_rating(document.rating.text)
    )
    return {
        "documents": len(documents),
        "feeds": catalogue.feeds(),
        "kinds": dict(Counter(document.kind for document in documents).most_common()),
        "languages": dict(Counter(document.review.language for document in documents).most_common()),
        "unknown_ratings": {
            "documents": unknown.total(),
            "most_common": dict(unknown.most_common(_TOP_UNKNOWN_RATINGS)),
        },
        "imports": [
            {
                "feed": summary.feed,
                "finished": summary.finished,
                "added": summary.taken.added,
                "changed": summary.taken.changed,
                "unchanged": summary.taken.unchanged,
                "rejected": {each.reason: {"count": each.count, "first": each.example} for each in summary.rejected},
            }
            for summary in catalogue.last_imports()
        ],
        "generation": manifest
        and {
            "id": manifest.id,
            "built_at": manifest.built_at,
            "documents": manifest.documents,
            "is_up_to_date": (manifest.changed, manifest.documents) == (catalogue.changes(), len(documents)),
        },
    }


def status_lines(catalogue: Catalogue, manifest: Manifest | None) -> list[str]:
    """The catalogue and the index for a person."""
    facts = status_json(catalogue, manifest)
    lines = [
        f"Catalogue: {facts['documents']:,} documents",
        *(f"  {title}: {_counts(facts[title])}" for title in ("feeds", "kinds", "languages")),
    ]
    unknown = facts["unknown_ratings"]
    if unknown["documents"]:
        wordings = _counts(unknown["most_common"])
        lines.append(f"  ratings that our table lacks: {unknown['documents']:,} documents; most common: {wordings}")
    for summary in catalogue.last_imports():
        first, *more = import_lines(summary)
        lines += [f"Last import, {summary.finished}: {first}", *more]
    generation = facts["generation"]
    if generation is None:
        return [*lines, "Index: not built yet; run python -m index build."]
    state = "up to date" if generation["is_up_to_date"] else "older than the catalogue; run python -m index build"
    built = f"generation {generation['id']} of {generation['built_at']}, {generation['documents']:,} documents"
    return [*lines, f"Index: {built}, {state}."]


def search_json(result: Result) -> JSON:
    """One looked-up sentence as JSON values."""
    return {"status": result.status, "matches": [_match_json(match) for match in result.matches]}


def search_lines(result: Result) -> list[str]:
    """One looked-up sentence for a person."""
    if result.status is not Status.MATCHED:
        return [_NOTHING[result.status]]
    lines = []
    for match in result.matches:
        lines += _match_lines(match, "")
        for other in match.also:
            lines += _match_lines(other, "    also ")
    return lines


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items()) or "none"


def _match_json(match: Match) -> JSON:
    document = match.document
    return {
        "document_id": document.id,
        "probability": match.probability,
        "kind": document.kind,
        "stance": document.stance,
        "claim": document.claim.text,
        "rating_of_the_claim": document.rating.text if document.rating else None,
        "publisher": document.review.publisher.name,
        "published": document.review.published,
        "title": document.review.title,
        "url": document.review.url,
        "also": [_match_json(other) for other in match.also],
    }


def _match_lines(match: Match, prefix: str) -> list[str]:
    document = match.document
    review = document.review
    rating = f", rated “{document.rating.text}”" if document.rating else ""
    indent = " " * len(prefix)
    return [
        f"{prefix}{match.probability:.2f}  {document.kind} that {_STANCE_WORDS[document.stance]} the claim: "
        f"{document.claim.text}{rating}",
        f"{indent}      {review.publisher.name}, {review.published or 'undated'}: {review.title or '(no title)'}",
        f"{indent}      {review.url}",
    ]


_STANCE_WORDS = {
    "disputes": "disputes",
    "mixed": "partly disputes",
    "supports": "supports",
    "context": "gives context to",
}
