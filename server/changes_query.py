"""The query of GET /v1/changes to a typed value or a named error. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from server.errors import InvalidRequest, Misfit

DEFAULT_LIMIT = 100
MAX_LIMIT = 1_000

_AFTER = re.compile(r"([0-9]{1,18})\.(.{1,1000})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ChangesQuery:
    """Changes since a generation, from behind a place (the very beginning if it is (0, ""))."""

    since: str
    after: tuple[int, str]
    limit: int


def read_changes_query(asked: Mapping[str, str]) -> ChangesQuery:
    """The query's values; raises InvalidRequest with every one that does not fit."""
    after = _AFTER.fullmatch(asked["after"]) if "after" in asked else None
    limit = asked.get("limit", str(DEFAULT_LIMIT))
    is_number = limit.isascii() and limit.isdecimal()
    misfits = []
    if not {"since", "after", "limit"}.issuperset(asked):
        # Its name is the caller's own text.
        misfits.append(Misfit("", "unknown_field", "has a field that the contract does not name"))
    if not asked.get("since"):
        misfits.append(Misfit("/since", "missing", "is required"))
    if "after" in asked and after is None:
        misfits.append(Misfit("/after", "wrong_format", "must be the `next` of an earlier answer"))
    if not is_number:
        misfits.append(Misfit("/limit", "wrong_type", "must be a whole number"))
    elif not 1 <= int(limit) <= MAX_LIMIT:
        misfits.append(Misfit("/limit", "out_of_range", f"must be from 1 to {MAX_LIMIT}"))
    if misfits:
        raise InvalidRequest(errors=misfits)
    return ChangesQuery(asked["since"], (int(after[1]), after[2]) if after else (0, ""), int(limit))


def place_text(place: tuple[int, str]) -> str:
    """A place as a caller gives it back in `after`."""
    return f"{place[0]}.{place[1]}"
