"""What a feed takes back: a document that it gave before and that is no longer to be shown."""

from dataclasses import dataclass
from enum import StrEnum


class WithdrawalReason(StrEnum):
    """Why a document is taken back."""

    GONE = "gone"  # the page answers 404 or 410
    DELISTED = "delisted"  # the feed no longer lists the page
    CHANGED = "changed"  # the page is there and no longer speaks of this claim
    RETRACTED = "retracted"  # the feed says so


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One document that was taken back, by its id."""

    document_id: str
    reason: WithdrawalReason
