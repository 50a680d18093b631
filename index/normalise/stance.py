"""What a fact-check's verdict says of the claim it rates.

Must not look at wording: ratings.py has turned that into one of nine verdicts.
"""

from types import MappingProxyType

from index.records import Stance, Verdict

# A misleading claim and one taken from satire are disputed: the check tells the reader not to take it as it
# stands. Unproven is no dispute, because the check found evidence for neither side; unrated says nothing.
_STANCE = MappingProxyType(
    {
        Verdict.FALSE: Stance.DISPUTES,
        Verdict.MOSTLY_FALSE: Stance.DISPUTES,
        Verdict.MISLEADING: Stance.DISPUTES,
        Verdict.SATIRE: Stance.DISPUTES,
        Verdict.MIXED: Stance.MIXED,
        Verdict.MOSTLY_TRUE: Stance.SUPPORTS,
        Verdict.TRUE: Stance.SUPPORTS,
        Verdict.UNPROVEN: Stance.CONTEXT,
        Verdict.UNRATED: Stance.CONTEXT,
    }
)


def stance_of(verdict: Verdict) -> Stance:
    """Return what a fact-check with this verdict says of its claim."""
    return _STANCE[verdict]
