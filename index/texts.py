"""Which texts of a document are searched, and in which language each one is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from index.core import core_of
from index.lexical import tokenise
from index.records import Document

ENGLISH = "en"


class Field(IntEnum):
    """The field of a document that a vector stands for. The numbers are stored in every generation."""

    CLAIM = 0
    TITLE = 1
    FINDING = 2
    CORE = 3


@dataclass(frozen=True, slots=True)
class Text:
    """One searchable text of a document."""

    field: Field
    text: str
    language: str


def searchable_texts(document: Document) -> Iterator[Text]:
    """The texts that get a vector each: the claim, always first, its core, title and finding where there are any."""
    yield Text(Field.CLAIM, document.claim.text, document.text_language)
    if document.text_language == ENGLISH and (core := core_of(document.claim.text)):
        yield Text(Field.CORE, core, ENGLISH)
    if document.review.title:
        yield Text(Field.TITLE, document.review.title, document.review.language)
    if document.finding:
        yield Text(Field.FINDING, document.finding, document.text_language)


def lexical_tokens(document: Document) -> list[str]:
    """The bag of words of a document: its searchable texts, claimants and topics, and the body it never shows."""
    texts = [text for text in searchable_texts(document) if text.field is not Field.CORE]
    tokens = [token for text in texts for token in tokenise(text.text, text.language)]
    tokens += tokenise(" ".join((*document.claim.claimants, *document.topics)), document.text_language)
    if document.body:
        tokens += tokenise(document.body, document.review.language)
    return tokens
