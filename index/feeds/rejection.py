"""What a feed holds and we don't take, with the reason, so that an import can count it and name it."""

from dataclasses import dataclass
from enum import StrEnum


class RejectionReason(StrEnum):
    """Why an entry of a feed is not taken."""

    EMPTY = "empty"
    NOT_A_CLAIM_REVIEW = "not_a_claim_review"
    NO_CLAIM = "no_claim"
    CLAIM_TOO_LONG = "claim_too_long"
    NO_ADDRESS = "no_address"
    WRONG_TYPE = "wrong_type"
    BROKEN_ROW = "broken_row"
    NOT_A_PAGE = "not_a_page"
    NO_TEXT = "no_text"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    TOO_LARGE = "too_large"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One entry that was not taken. `where` finds it again: "element 12, review 2", counted from 1, or an address."""

    reason: RejectionReason
    where: str
