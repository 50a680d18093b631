"""Keeping an index fresh: fetch the feeds that are due, then make a generation if that changed anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from index.build import build
from index.catalogue import Catalogue, only_writer, open_catalogue
from index.changes import Fetch, ImportSummary
from index.embedding import Encoders
from index.errors import SidelightError
from index.feeds.configured import ConfiguredFeed, read_feeds
from index.feeds.download import Web
from index.feeds.fetching import fetch
from index.feeds.state import FeedState, read_state, state_json
from index.folder import DataFolder
from index.generation import current_id
from index.importing import take_fetched, withdraw_missing
from index.manifest import Manifest
from index.progress import Progress

# After a failure a feed is asked again this soon, or as often as it is asked anyway.
RETRY = timedelta(minutes=15)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class UnknownFeedError(SidelightError):
    """A feed was named that is not configured."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one feed: what it brought, or why it failed; neither where it said that nothing is new."""

    feed: str
    summary: ImportSummary | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """One update: of how many feeds which were due, and the generation that answers after it, made by it or before."""

    began: datetime
    feeds: int
    outcomes: tuple[Outcome, ...]
    manifest: Manifest | None
    is_new: bool


def update(data: DataFolder, encoders: Encoders, progress: Progress, now: datetime, asked: str | None = None) -> Update:
    """Fetch what is due at `now`, or the one feed that is `asked` for, and build if the catalogue changed.

    A feed that fails is told of in its outcome and does not keep the others from coming. Raises BusyError,
    CatalogueError, EncoderError, FeedsFileError, GenerationError or UnknownFeedError.
    """
    feeds = read_feeds(data.feeds)
    names = [feed.name for feed in feeds]
    if asked is not None and asked not in names:
        raise UnknownFeedError(f"{data.feeds} has no feed {asked}; it has: {', '.join(names) or 'none'}.")
    with only_writer(data), open_catalogue(data) as catalogue:
        known, web = catalogue.imports.fetches(), Web()
        outcomes = tuple(
            _fetched(catalogue, feed, known.get(feed.name), names[:place], web, progress, now, feed.name == asked)
            for place, feed in enumerate(feeds)
            if (is_due(feed, known.get(feed.name), now) if asked is None else feed.name == asked)
        )
        is_empty = catalogue.count() == 0
    before = current_id(data)
    if is_empty and before is None:
        return Update(now, len(feeds), outcomes, None, is_new=False)
    manifest = build(data, encoders, progress)
    return Update(now, len(feeds), outcomes, manifest, is_new=manifest.id != before)


def is_due(feed: ConfiguredFeed, last: Fetch | None, now: datetime) -> bool:
    """Whether a feed is to be fetched again."""
    return last is None or now >= due_at(feed, last)


def due_at(feed: ConfiguredFeed, last: Fetch) -> datetime:
    """When a feed is to be fetched after its last fetch."""
    wait = feed.every if last.failure is None else min(feed.every, RETRY)
    return datetime.strptime(last.tried, _MOMENT).replace(tzinfo=UTC) + wait


def _remembered(last: Fetch | None) -> FeedState:
    try:
        return read_state(last.state) if last else FeedState()
    except SidelightError:
        # It only saves asking for what is known: the feed is read whole instead.
        return FeedState()


def _fetched(
    catalogue: Catalogue,
    feed: ConfiguredFeed,
    last: Fetch | None,
    before: Sequence[str],
    web: Web,
    progress: Progress,
    now: datetime,
    is_asked: bool,
) -> Outcome:
    """Fetch one feed and remember what came of it. Documents that feeds `before` it bring as well stay theirs."""
    tried = now.strftime(_MOMENT)
    succeeded = last.succeeded if last else None
    state = _remembered(last)
    if is_asked:
        # Without its reader a state says only which documents came from which page, so that all is read anew.
        state = replace(state, reader="")

    def remember(state: FeedState, succeeded: str | None, failure: str | None = None) -> None:
        catalogue.imports.keep_fetch(Fetch(feed.name, tried, succeeded, failure, state_json(state)))

    kept = state

    def keep(state: FeedState) -> None:
        nonlocal kept
        kept = state
        remember(state, succeeded)

    try:
        with fetch(feed, state, web) as fetched, progress(f"Importing {feed.name}", None) as advance:
            if fetched.is_unchanged:
                remember(fetched.state, tried)
                return Outcome(feed.name)
            taken, rejected = take_fetched(
                catalogue, feed.name, fetched, advance, yields_to=frozenset(before), keep=keep
            )
            if fetched.is_complete:
                taken += withdraw_missing(catalogue, feed.name, is_believed=is_asked)
            summary = catalogue.imports.finish(feed.name, taken, rejected)
            remember(fetched.state, tried)
            return Outcome(feed.name, summary)
    except SidelightError as error:
        remember(kept, succeeded, str(error))
        return Outcome(feed.name, failure=str(error))
