"""From what the lookup found to the JSON values of the contract. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from index.lookup.answer import Differences, Match, Result, Span, Why
from index.lookup.scan import Scanned
from index.manifest import EncoderFacts, Manifest
from index.records import Claim, Document, Review

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
        "timing": match.timing,
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
