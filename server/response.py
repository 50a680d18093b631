"""From what the lookup found to the JSON values of the contract. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from index.collection import Collection
from index.documentstore import DocumentChange, KnownDocument
from index.lookup.answer import Differences, Match, Result, Span, Why
from index.lookup.scan import Scanned
from index.manifest import EncoderFacts, Manifest
from index.records import Claim, Document, Review
from server.changes_query import place_text

JSON = Mapping[str, Any]
# Probabilities and similarities are told to this many decimals; more would claim a precision nobody measured.
_DECIMALS = 4


def context_answer(manifest: Manifest, results: Sequence[Result], took_ms: float) -> JSON:
    """The body of POST /v1/context."""
    return {"index": _built(manifest), "results": [_result(result) for result in results], "took_ms": round(took_ms, 1)}


def scan_answer(manifest: Manifest, scanned: Sequence[Scanned], took_ms: float) -> JSON:
    """The body of POST /v1/scan."""
    return {
        "index": _built(manifest),
        "results": [_scanned(each) for each in scanned],
        "took_ms": round(took_ms, 1),
    }


def index_answer(manifest: Manifest) -> JSON:
    """The body of GET /v1/index."""
    return {
        **_built(manifest),
        "kinds": dict(manifest.kinds),
        "languages": dict(manifest.languages),
        "encoders": [_encoder(manifest.english), _encoder(manifest.multilingual)],
    }


def document_answer(manifest: Manifest, known: KnownDocument) -> JSON:
    """The body of GET /v1/documents/{id}."""
    return {
        "index": _built(manifest),
        "document": _document(known.document),
        "added": known.added,
        "changed": known.changed,
        "history": [
            {"event": change.event, "at": change.at, "before": change.before and _document(change.before)}
            for change in known.history
        ],
        "corrects": [
            {"url": address, "document_id": corrected and corrected.id} for address, corrected in known.corrects
        ],
        "corrections": [_correction(correction) for correction in known.corrected_by],
    }


def sources_answer(manifest: Manifest, collection: Collection) -> JSON:
    """The body of GET /v1/sources."""
    return {
        "index": _built(manifest),
        "sources": [
            {
                "feed": source.feed,
                "documents": source.documents,
                "imported": source.imported,
                "licences": list(source.licences),
                "attributions": list(source.attributions),
            }
            for source in collection.sources
        ],
        "publishers": [
            {"name": publisher.name, "site": publisher.site, "documents": publisher.documents}
            for publisher in collection.publishers
        ],
    }


def changes_answer(manifest: Manifest, since: str, changes: Sequence[DocumentChange], limit: int) -> JSON:
    """The body of GET /v1/changes. `next` is where to go on, null at the end."""
    is_full = len(changes) == limit
    return {
        "index": _built(manifest),
        "since": since,
        "changes": [{"document_id": change.id, "event": change.event, "at": change.at} for change in changes],
        "next": place_text(changes[-1].place) if is_full else None,
    }


def _built(manifest: Manifest) -> JSON:
    return {"generation": manifest.id, "documents": manifest.documents, "built_at": manifest.built_at}


def _encoder(facts: EncoderFacts) -> JSON:
    return {"name": facts.name, "weights_sha256": facts.weights_sha256, "dimensions": facts.dimensions}


def _result(result: Result) -> JSON:
    matches = [{**_match(match), "also": [_match(other) for other in match.also]} for match in result.matches]
    return {"id": result.id, "status": result.status, "matches": matches}


def _scanned(scanned: Scanned) -> JSON:
    told = (
        {"id": scanned.id, "status": "not_a_claim", "matches": []}
        if scanned.result is None
        else _result(scanned.result)
    )
    return {**told, "check_worthiness": round(scanned.check_worthiness, _DECIMALS)}


def _document(document: Document) -> JSON:
    return {
        "document_id": document.id,
        "kind": document.kind,
        "stance": document.stance,
        "claim": _claim(document.claim),
        "review": _review(document.review),
        "rating": _rating(document),
        "finding": document.finding,
        "passage": document.passage,
    }


def _correction(correction: Document) -> JSON:
    return {
        "document_id": correction.id,
        "url": correction.review.url,
        "title": correction.review.title,
        "published": correction.review.published,
        "finding": correction.finding,
        "passage": correction.passage,
    }


def _match(match: Match) -> JSON:
    document = match.document
    return {
        "document_id": document.id,
        "kind": document.kind,
        "stance": document.stance,
        "relation": match.relation,
        "side": match.side,
        "probability": round(match.probability, _DECIMALS),
        "claim": _claim(document.claim),
        "review": _review(document.review),
        "rating": _rating(document),
        "rating_applies": match.rating_applies,
        "finding": document.finding,
        "passage": document.passage,
        "text_language": document.text_language,
        "timing": match.timing,
        "corrections": [_correction(correction) for correction in match.corrections],
        "why": _why(match.why),
    }


def _claim(claim: Claim) -> JSON:
    return {"text": claim.text, "claimants": list(claim.claimants), "date": claim.date}


def _review(review: Review) -> JSON:
    return {
        "url": review.url,
        "title": review.title,
        "publisher": {"name": review.publisher.name, "site": review.publisher.site},
        "author": review.author,
        "published": review.published,
        "modified": review.modified,
        "language": review.language,
        "licence": review.licence,
        "attribution": review.attribution,
    }


def _rating(document: Document) -> JSON | None:
    return {"text": document.rating.text, "normalised": document.rating.normalised} if document.rating else None


def _why(why: Why) -> JSON:
    return {
        "similarity": round(why.similarity, _DECIMALS),
        "shared": list(why.shared),
        "differs": why.differences and _differs(why.differences),
        "reported_by": why.reported_by,
        "spans": [_span(span) for span in why.spans],
    }


def _differs(differences: Differences) -> JSON:
    return {
        "negation": differences.negation,
        "numbers": list(differences.numbers),
        "names": list(differences.names),
        "roles": list(differences.roles),
        "dates": list(differences.dates),
        "quantifiers": list(differences.quantifiers),
        "direction": list(differences.direction),
        "modality": list(differences.modality),
    }


def _span(span: Span) -> JSON:
    return {
        "kind": span.kind,
        "sentence": span.sentence and list(span.sentence),
        "claim": span.claim and list(span.claim),
    }
