"""How often, and what, a program may ask of a stranger's machine. Decides only; asks nothing itself."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

# The name by which robots.txt files may speak of us.
AGENT = "Sidelight"

# Between two requests to one host. Shorter is what people complain of; longer makes a list of pages take hours.
SECONDS_BETWEEN = 1.0
# A longer pause asked for by robots.txt would make a run wait all day; we keep to this one and ask for less.
_MAX_SECONDS_BETWEEN = 60.0


class Pace:
    """Waits before a request until its host may be asked again."""

    def __init__(self, now: Callable[[], float], pause: Callable[[float], None]) -> None:
        self._now = now
        self._pause = pause
        self._free_at: dict[str, float] = {}

    def wait(self, host: str, seconds_between: float = SECONDS_BETWEEN) -> None:
        """Return once `host` may be asked."""
        wait = self._free_at.get(host, 0.0) - self._now()
        if wait > 0:
            self._pause(wait)
        self._free_at[host] = self._now() + seconds_between


class Robots:
    """What one host's robots.txt allows us."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether we may ask for this address."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def seconds_between(self) -> float:
        """How long to wait between two requests to this host."""
        asked = self._rules.crawl_delay(AGENT) or 0.0
        return min(max(SECONDS_BETWEEN, float(asked)), _MAX_SECONDS_BETWEEN)


def retry_after_s(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """How many seconds a busy server asks us to wait, be it as a number or as a date; None if it doesn't say."""
    written = headers.get("retry-after", "").strip()
    if written.isdecimal():
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
