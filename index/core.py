"""What an English claim says when its asides are left out. Pure.

"Iran's government, through the Quds Force, smuggles weapons into Iraq for militias that attack US troops" is found by a
sentence that says only "Iran smuggles weapons into Iraq" once the aside and the relative clause no longer pull its
vector away. The shortened text is searched beside the whole claim and never shown.
"""

import re

# Between two commas, dashes or brackets: at most this many words are an aside and not half of the statement.
_ASIDE_WORDS = 8
# A shorter rest would fit too many sentences.
_MIN_CORE_WORDS = 5

_ASIDE = re.compile(r"\s*(?:,\s([^,;:]+),(?=\s)|[–—]\s([^–—]+)\s[–—]|\(([^()]*)\))")
# A relative clause that ends the claim. "Says that", "shows that" and the like open the statement itself.
_RELATIVE = re.compile(r"(?<=\w),?\s(?:who|which|whose)\s.+$|(?<=[a-z]s)\sthat\s(?=\w+\s).+$")
# What or whom it was for, at the end: detail as long as a whole statement stands before it.
_PURPOSE = re.compile(r"\sfor\s[^,]+$")
_MIN_WORDS_BEFORE_PURPOSE = 7

_REPORTING = re.compile(
    r"\b(?:say|claim|show|prove|find|mean|report|suggest|state|believe|think|hold|argue)s?$", re.IGNORECASE
)


def core_of(claim: str) -> str | None:
    """The claim without asides, last relative clause and last purpose; None where nothing goes or too little stays."""
    shortened = _ASIDE.sub(_without_short_aside, claim)
    relative = _RELATIVE.search(shortened)
    if relative and not _REPORTING.search(shortened[: relative.start()]):
        shortened = shortened[: relative.start()]
    purpose = _PURPOSE.search(shortened)
    if purpose and len(shortened[: purpose.start()].split()) >= _MIN_WORDS_BEFORE_PURPOSE:
        shortened = shortened[: purpose.start()]
    shortened = shortened.rstrip(" .,;")
    if shortened == claim.rstrip(" .") or len(shortened.split()) < _MIN_CORE_WORDS:
        return None
    return shortened


def _without_short_aside(found: re.Match[str]) -> str:
    aside = next(group for group in found.groups() if group is not None)
    return "" if len(aside.split()) <= _ASIDE_WORDS else found.group()
