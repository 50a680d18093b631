"""Where a page says in its own words what was found on it, so that a reader's browser can open it there. Pure."""

import re

# Fewer words stand in a page more than once, and the browser would stop at the first.
_FEWEST_WORDS = 3
_MOST_CHARS = 1_000


def passage_in(text: str | None, *wanted: str | None) -> str | None:
    """The first wanted text that the page has, exactly as it stands in one line of `text`; None if it has none.

    Upper and lower case and the width of gaps don't matter; every word and sign between does.
    """
    return next((found for each in wanted if text and each and (found := _found(text, each))), None)


def _found(text: str, wanted: str) -> str | None:
    # A sentence that became a claim may have lost or won its full stop.
    words = wanted.rstrip(".!?… ").split()
    if len(words) < _FEWEST_WORDS or len(wanted) > _MOST_CHARS:
        return None
    spaced = r"[^\S\n]+".join(map(re.escape, words))
    match = re.search(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE)
    return match[0] if match else None
