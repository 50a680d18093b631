"""Which texts of a document are searched, and in which language each one is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from index.core import core_of
from index.lexical import Wording, tokenise
from index.quotations import MAX_QUOTATIONS, quotations
from index.records import Document

ENGLISH = "en"


class Field(IntEnum):
    """The field of a document that a vector stands for. The numbers are stored in every generation."""

    CLAIM = 0
    TITLE = 1
    FINDING = 2
    CORE = 3
    QUOTATION = 4
    """The first quotation of the body; the others follow it, MAX_QUOTATIONS in all."""
    SECOND_QUOTATION = 5
    THIRD_QUOTATION = 6
    FOURTH_QUOTATION = 7


QUOTATIONS = tuple(Field(Field.QUOTATION + place) for place in range(MAX_QUOTATIONS))


@dataclass(frozen=True, slots=True)
class Text:
    """One searchable text of a document."""

    field: Field
    text: str
    language: str


def states_claim(document: Document) -> bool:
    """Whether the claim is more than the title of the page."""
    return document.claim.text != document.review.title


def searchable_texts(document: Document) -> Iterator[Text]:
    """The texts that get a vector each: claim, always first, its core, title, finding, and what the body quotes."""
    yield Text(Field.CLAIM, document.claim.text, document.text_language)
    if document.text_language == ENGLISH and (core := core_of(document.claim.text)):
        yield Text(Field.CORE, core, ENGLISH)
    if document.review.title and states_claim(document):
        yield Text(Field.TITLE, document.review.title, document.review.language)
    if document.finding:
        yield Text(Field.FINDING, document.finding, document.text_language)
    for field, quoted in zip(QUOTATIONS, quotations(document.body or ""), strict=False):
        yield Text(field, quoted, document.review.language)


def wording(document: Document) -> Wording:
    """The words by which a document is found: of its texts, claimants and topics, and of the body it never shows."""
    title = tokenise(document.review.title or "", document.review.language) if states_claim(document) else []
    described = " ".join((document.finding or "", *document.claim.claimants, *document.topics))
    return Wording(
        claim=tokenise(document.claim.text, document.text_language),
        rest=[*title, *tokenise(described, document.text_language)],
        body=tokenise(document.body or "", document.review.language),
    )
