"""What is remembered of a feed between two fetches, so that the next one asks only for what is new."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from index.errors import SidelightError


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version that we hold, given back to it when we ask again."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PageState:
    """One page that a feed led to: its version, the one that the feed named, and the documents it gave.

    `since` and `asked` are the moments of the first and of the last look at it, in ISO 8601.
    """

    validators: Validators
    listed_as: str | None
    since: str
    asked: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """The version of the feed itself, and of each page that it led to by the page's address.

    `reader` is the version of what read it: once that changes, everything is read anew.
    """

    reader: str = field(default="", kw_only=True)
    validators: Validators = Validators()
    pages: Mapping[str, PageState] = field(default_factory=dict)


_STATE = TypeAdapter(FeedState)


def state_json(state: FeedState) -> str:
    """The state as one line of JSON."""
    return _STATE.dump_json(state).decode()


def read_state(line: str) -> FeedState:
    """The state that `state_json` wrote; raises SidelightError when it is damaged."""
    try:
        return _STATE.validate_json(line)
    except ValidationError as error:
        raise SidelightError(f"What was remembered of a feed is damaged ({error.error_count()} fields).") from error
