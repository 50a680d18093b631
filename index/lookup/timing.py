"""Whether a document came before or after the page that is being read. Pure."""

from index.lookup.answer import Timing


def timing(document_published: str | None, page_published: str | None) -> Timing:
    """Compare two ISO dates, possibly partial: unknown when one is missing, or when the shorter one leaves it open.

    A document of the same day counts as unknown, since neither tells its hour.
    """
    if not document_published or not page_published:
        return Timing.UNKNOWN
    known = min(len(document_published), len(page_published))
    document, page = document_published[:known], page_published[:known]
    if document == page:
        return Timing.UNKNOWN
    return Timing.BEFORE_PAGE if document < page else Timing.AFTER_PAGE
