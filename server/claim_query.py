"""From the JSON of POST /v1/context or /v1/scan to a question, or to a list of what does not fit. Pure.

Nothing of what the caller sent is repeated in a complaint.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr, ValidationError

from index.lookup.question import Page, Question, Sentence
from index.records import Kind
from server.errors import InvalidRequest, Misfit

MAX_SENTENCES = 64
MAX_SCANNED = 512
MAX_TEXT_CHARS = 2_000
MAX_LIMIT = 50
_MAX_ID_CHARS = 200
_MAX_ADDRESS_CHARS = 8_000
_MAX_TITLE_CHARS = 1_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Digits are spelt out: \d would let in those of every script, which sort after all dates.
_PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


def _without_controls(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("control_character")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


_NoControls = AfterValidator(_without_controls)
_Around = Annotated[StrictStr, Field(max_length=MAX_TEXT_CHARS), _NoControls]
_Id = Annotated[StrictStr, Field(min_length=1, max_length=_MAX_ID_CHARS), _NoControls]
_Language = Annotated[StrictStr, Field(pattern=_LANGUAGE)]


class _Contract(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ScannedSentenceBody(_Contract):
    id: _Id
    text: Annotated[StrictStr, Field(min_length=1, max_length=MAX_TEXT_CHARS), _NoControls, AfterValidator(_not_blank)]


class _SentenceBody(_ScannedSentenceBody):
    before: _Around = ""
    after: _Around = ""


class _PageBody(_Contract):
    url: Annotated[StrictStr, Field(max_length=_MAX_ADDRESS_CHARS), _NoControls] | None = None
    title: Annotated[StrictStr, Field(max_length=_MAX_TITLE_CHARS), _NoControls] | None = None
    published: Annotated[StrictStr, Field(pattern=_PARTIAL_DATE)] | None = None
    language: _Language | None = None


class _AskedBody(_Contract):
    # Narrowed below, and named here so that misfits come in the order of the contract.
    sentences: Sequence[_ScannedSentenceBody]
    page: _PageBody = _PageBody()
    limit: Annotated[StrictInt, Field(ge=1, le=MAX_LIMIT)] = 5
    min_probability: Annotated[StrictFloat, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    kinds: list[Kind] = []
    languages: list[_Language] = []


class _ContextBody(_AskedBody):
    sentences: Annotated[list[_SentenceBody], Field(min_length=1, max_length=MAX_SENTENCES)]
    newer_than: _Id | None = None


class _ScanBody(_AskedBody):
    sentences: Annotated[list[_ScannedSentenceBody], Field(min_length=1, max_length=MAX_SCANNED)]


_Body = TypeVar("_Body", bound=_AskedBody)

# What pydantic found, as our own stable code and sentence.
_MISFITS = {
    "missing": ("missing", "is required"),
    "extra_forbidden": ("unknown_field", "has a field that the contract does not name"),
    "string_type": ("wrong_type", "must be a string"),
    "string_unicode": ("control_character", "has half of a surrogate pair"),
    "int_type": ("wrong_type", "must be a whole number"),
    "float_type": ("wrong_type", "must be a number"),
    "list_type": ("wrong_type", "must be a list"),
    "model_type": ("wrong_type", "must be an object"),
    "finite_number": ("wrong_type", "must be a finite number"),
    "enum": ("unknown_value", "is not one of the values that the contract names"),
    "string_pattern_mismatch": ("wrong_format", "does not have the form that the contract names"),
    "string_too_short": ("too_short", "must not be empty"),
    "too_short": ("too_short", "must not be empty"),
    "string_too_long": ("too_long", "has too many characters"),
    "too_long": ("too_long", "has too many items"),
    "greater_than_equal": ("out_of_range", "is below the least value"),
    "less_than_equal": ("out_of_range", "is above the greatest value"),
}
_CHECKED = {
    "control_character": ("control_character", "has a control character"),
    "blank": ("too_short", "must not be blank"),
}


def read_question(body: Any) -> Question:
    """The question that a parsed JSON body asks; raises InvalidRequest, which lists every misfit."""
    asked = _read(_ContextBody, body)
    sentences = (Sentence(each.id, each.text, each.before, each.after) for each in asked.sentences)
    return _question(asked, tuple(sentences), asked.newer_than)


def read_scan(body: Any) -> Question:
    """The question about a page's sentences that a parsed JSON body asks; raises as read_question does."""
    asked = _read(_ScanBody, body)
    return _question(asked, tuple(Sentence(each.id, each.text) for each in asked.sentences), None)


def _read(kind: type[_Body], body: Any) -> _Body:
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        raise InvalidRequest(errors=_misfits(error)) from None


def _question(asked: _AskedBody, sentences: tuple[Sentence, ...], newer_than: str | None) -> Question:
    if len({sentence.id for sentence in sentences}) < len(sentences):
        raise InvalidRequest(errors=[Misfit("/sentences", "duplicate_id", "must have a different id in each sentence")])
    page = asked.page
    return Question(
        sentences=sentences,
        page=Page(page.title or "", page.published, _primary(page.language) if page.language else None),
        limit=asked.limit,
        min_probability=asked.min_probability,
        kinds=frozenset(asked.kinds),
        languages=frozenset(map(_primary, asked.languages)),
        newer_than=newer_than,
    )


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _misfits(error: ValidationError) -> list[Misfit]:
    found = []
    for each in error.errors(include_url=False, include_input=False):
        kind, place = each["type"], list(each["loc"])
        if kind == "extra_forbidden":
            # The name of an unknown field is the caller's own text.
            place.pop()
        if kind == "value_error":
            code, detail = _CHECKED[str(each["ctx"]["error"])]
        else:
            code, detail = _MISFITS.get(kind, ("wrong_type", "does not have the type that the contract names"))
        pointer = "".join(f"/{step}" for step in place)
        found.append(Misfit(pointer, code, detail))
    return list(dict.fromkeys(found))
