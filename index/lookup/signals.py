"""What speaks for a document as the answer to a sentence: the signals that the ranker weighs. Pure."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

# After so many days a check is half as near to the page as one of the same day. Politicians repeat a claim for years,
# and the check that a reader needs is mostly of the same year.
_HALF_BEFORE_DAYS = 365
# A check that follows the page because of what was said there follows within weeks.
_HALF_AFTER_DAYS = 30
_UNDATED = 0.5


class Signal(IntEnum):
    """The columns of a candidate's signals. Each is at most 1 and speaks for the document when it is higher.

    Cosines of the sentence with texts of the document, by the English and by the multilingual encoder (the claim whole
    or without its asides, whichever is closer; 0 where the document has no such text); of the sentence together with
    what stands around it, the best cosine with any text. BM25 as a share of what a perfect document could reach.
    Coverage: the share of word weight that one side finds in the other. Nearness in time of a document from before and
    from after the page.
    """

    ENGLISH_CLAIM = 0
    ENGLISH_TITLE = 1
    ENGLISH_FINDING = 2
    ENGLISH_IN_CONTEXT = 3
    MULTILINGUAL_CLAIM = 4
    MULTILINGUAL_BEST = 5
    BM25 = 6
    COVERED_BY_PASSAGE = 7
    CLAIM_COVERED = 8
    NUMBERS_COVERED = 9
    NEAR_BEFORE = 10
    NEAR_AFTER = 11


def nearness_in_time(published: NDArray[np.int32], page: int | None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How near documents from before and from after the page are to it, each float32 (n,), 1 on the same day.

    Days are proleptic ordinals, 0 for a document without a date. An unknown day speaks against no document: without
    the page's, all are as near as can be; a document without one counts as half as near.
    """
    if page is None:
        return np.ones(len(published), np.float32), np.zeros(len(published), np.float32)
    days = published.astype(np.float32) - page
    apart = np.abs(days)
    is_dated = published > 0
    before = np.where(days <= 0, _HALF_BEFORE_DAYS / (_HALF_BEFORE_DAYS + apart), 0)
    after = np.where(days > 0, _HALF_AFTER_DAYS / (_HALF_AFTER_DAYS + apart), 0)
    return np.where(is_dated, before, _UNDATED).astype(np.float32), np.where(is_dated, after, 0).astype(np.float32)
