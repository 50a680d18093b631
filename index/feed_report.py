"""What the command line prints of the feeds that are configured. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from index.feeds.configured import ConfiguredFeed


def feed_lines(feeds: Sequence[ConfiguredFeed], path: Path) -> list[str]:
    """The configured feeds for a person; nothing secret is among it."""
    if not feeds:
        return [f"No feed stands in {path}. python -m index feeds add --help tells how to add one."]
    lines = []
    for feed in feeds:
        terms = ", ".join(term for term in (feed.licence, feed.attribution) if term) or "licence not stated"
        lines += [f"{feed.name}: {feed.format}, every {_interval(feed.every)}; {terms}"]
        lines += [f"  {feed.address}"] if feed.address else []
    return lines


def _interval(every: timedelta) -> str:
    minutes = int(every.total_seconds()) // 60
    size, unit = next((size, unit) for size, unit in ((1440, "d"), (60, "h"), (1, "m")) if minutes % size == 0)
    return f"{minutes // size}{unit}"
