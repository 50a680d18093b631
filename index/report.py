"""What the command line prints: lines for a person, or JSON for a program. Pure, but for reading the catalogue."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any

from index.catalogue import Catalogue
from index.changes import Fetch, ImportSummary
from index.collection import UNDATED
from index.feeds.configured import ConfiguredFeed
from index.lookup.answer import Match, Result, Status
from index.manifest import Manifest
from index.normalise.ratings import is_known_rating
from index.updating import Outcome, Update, due_at

JSON = Mapping[str, Any]
# How many wordings of ratings that our table lacks are listed.
_TOP_UNKNOWN_RATINGS = 10
_WORDING_CHARS = 60
_NOTHING = {
    Status.NOTHING_FOUND: "Nothing found. That confirms nothing: no document here was close enough.",
    Status.TOO_SHORT: "Too short to be a statement: give a whole sentence.",
}


def to_json(value: JSON) -> str:
    """Indented JSON, in Unicode."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def moment(when: datetime) -> str:
    """A moment in UTC, to the minute, as the lines of an update begin with it."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def import_lines(summary: ImportSummary) -> list[str]:
    """What an import brought, and what it refused and why."""
    taken = summary.taken
    withdrawn = f"{taken.withdrawn:,} withdrawn, " if taken.withdrawn else ""
    lines = [
        f"{summary.feed}: {taken.added:,} new, {taken.changed:,} changed, {taken.unchanged:,} unchanged, {withdrawn}"
        f"{sum(each.count for each in summary.rejected):,} rejected."
    ]
    return lines + [f"  rejected {each.count:,}: {each.reason} (first: {each.example})" for each in summary.rejected]


def update_lines(done: Update) -> list[str]:
    """When it was, what each feed brought, and whether a new generation came of it."""
    lines = [
        f"{moment(done.began)}: {len(done.outcomes):,} of {done.feeds:,} feeds were due.",
        *(line for outcome in done.outcomes for line in _outcome_lines(outcome)),
    ]
    if done.manifest is None:
        hint = "" if done.feeds else "; python -m index feeds add --help tells how to add a feed"
        return [*lines, f"There are no documents yet, so nothing was built{hint}."]
    if not done.is_new:
        return [*lines, f"Nothing changed; generation {done.manifest.id} goes on answering."]
    return [*lines, f"Generation {done.manifest.id} answers from {done.manifest.documents:,} documents."]


def _outcome_lines(outcome: Outcome) -> list[str]:
    if outcome.failure is not None:
        return [f"{outcome.feed}: failed: {outcome.failure}"]
    return import_lines(outcome.summary) if outcome.summary else [f"{outcome.feed}: not modified."]


def status_json(catalogue: Catalogue, feeds: Sequence[ConfiguredFeed], manifest: Manifest | None) -> JSON:
    """The catalogue and the index as JSON values."""
    by: dict[str, Counter[str]] = {name: Counter() for name in ("feeds", "kinds", "languages", "years")}
    ratings: Counter[str] = Counter()
    for facets in catalogue.facets():
        by["feeds"][facets.feed] += 1
        by["kinds"][facets.kind] += 1
        by["languages"][facets.language] += 1
        by["years"][facets.published[:4] if facets.published else UNDATED] += 1
        if facets.rating is not None:
            ratings[facets.rating] += 1
    documents = by["feeds"].total()
    unknown = Counter({wording: count for wording, count in ratings.items() if not is_known_rating(wording)})
    return {
        "documents": documents,
        "withdrawn": catalogue.withdrawn(),
        **{name: dict(counts.most_common()) for name, counts in by.items() if name != "years"},
        "years": dict(sorted(by["years"].items())),
        "unknown_ratings": {
            "documents": unknown.total(),
            "most_common": dict(unknown.most_common(_TOP_UNKNOWN_RATINGS)),
        },
        "imports": [_import_json(summary) for summary in catalogue.imports.last()],
        "fetches": [_fetch_json(feed, catalogue.imports.fetches().get(feed.name)) for feed in feeds],
        "generation": manifest
        and {
            "id": manifest.id,
            "built_at": manifest.built_at,
            "documents": manifest.documents,
            "is_up_to_date": (manifest.changed, manifest.documents) == (catalogue.changes(), documents),
        },
    }


def _import_json(summary: ImportSummary) -> JSON:
    return {
        "feed": summary.feed,
        "finished": summary.finished,
        "added": summary.taken.added,
        "changed": summary.taken.changed,
        "unchanged": summary.taken.unchanged,
        "withdrawn": summary.taken.withdrawn,
        "rejected": {each.reason: {"count": each.count, "first": each.example} for each in summary.rejected},
    }


def _fetch_json(feed: ConfiguredFeed, last: Fetch | None) -> JSON:
    return {
        "feed": feed.name,
        "tried": last and last.tried,
        "succeeded": last and last.succeeded,
        "failure": last and last.failure,
        "due": last and f"{due_at(feed, last):%Y-%m-%dT%H:%M:%SZ}",
    }


def status_lines(facts: JSON) -> list[str]:
    """What `status_json` tells, for a person."""
    withdrawn = f", {facts['withdrawn']:,} withdrawn" if facts["withdrawn"] else ""
    lines = [
        f"Catalogue: {facts['documents']:,} documents{withdrawn}",
        *(f"  {title}: {_counts(facts[title])}" for title in ("feeds", "kinds", "languages", "years")),
    ]
    unknown = facts["unknown_ratings"]
    if unknown["documents"]:
        # Some publishers put the whole conclusion where the rating belongs.
        wordings = _counts({shorten(each, _WORDING_CHARS): count for each, count in unknown["most_common"].items()})
        lines.append(f"  ratings that our table lacks: {unknown['documents']:,} documents; most common: {wordings}")
    lines += [line for summary in facts["imports"] for line in _last_import_lines(summary)]
    lines += [_fetch_line(fetch) for fetch in facts["fetches"]]
    generation = facts["generation"]
    if generation is None:
        return [*lines, "Index: not built yet; run python -m index build."]
    state = "up to date" if generation["is_up_to_date"] else "older than the catalogue; run python -m index build"
    built = f"generation {generation['id']} of {generation['built_at']}, {generation['documents']:,} documents"
    return [*lines, f"Index: {built}, {state}."]


def _last_import_lines(summary: JSON) -> Iterable[str]:
    brought = ", ".join(
        f"{summary[count]:,} {word}"
        for count, word in (("added", "new"), *((each, each) for each in ("changed", "unchanged", "withdrawn")))
    )
    yield f"Last import of {summary['feed']}, {summary['finished']}: {brought}."
    for reason, refused in summary["rejected"].items():
        yield f"  rejected {refused['count']:,}: {reason} (first: {refused['first']})"


def _fetch_line(fetch: JSON) -> str:
    if fetch["tried"] is None:
        return f"Feed {fetch['feed']}: never fetched; run python -m index update."
    told = f"failed: {fetch['failure'].removesuffix('.')}" if fetch["failure"] else "well"
    succeeded = f" (last succeeded {fetch['succeeded']})" if fetch["failure"] and fetch["succeeded"] else ""
    return f"Feed {fetch['feed']}: last fetched {fetch['tried']}, {told}{succeeded}; due {fetch['due']}."


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
