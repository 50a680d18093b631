"""The present moment as it is written down."""

from datetime import UTC, datetime


def utc_now() -> str:
    """The present moment in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
