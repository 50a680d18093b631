"""A partial ISO date as one day, for reckoning how far two dates lie apart. Pure."""

from datetime import date

# The middle of what is left open, which is wrong by the least.
_MIDDLE = ("07", "15")


def day_of(partial: str | None) -> int | None:
    """The proleptic Gregorian ordinal of "2011-07-03", of the middle of "2011-07" or "2011"; None for no date."""
    if not partial:
        return None
    year, *rest = partial.split("-")
    month, day = (*rest, *_MIDDLE[len(rest) :])
    return date(int(year), int(month), int(day)).toordinal()
