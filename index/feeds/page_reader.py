"""From the entries of a listing to the documents of their pages, asking only for those that are new or may be changed.

Remembers of each page its version and the documents it gave, so that a page that is gone or no longer speaks of a claim
takes its documents back. Must not know the catalogue.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from index.feeds.configured import ConfiguredFeed
from index.feeds.download import PAGE, Web
from index.feeds.errors import (
    FeedAddressError,
    FeedError,
    FeedForbiddenError,
    FeedNotFoundError,
    FeedTooLargeError,
    FeedUnreachableError,
)
from index.feeds.listing import Entry
from index.feeds.page import is_page, read_page
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.reporting import page_documents
from index.feeds.state import PageState, Validators
from index.feeds.withdrawal import Withdrawal, WithdrawalReason
from index.records import Document

# Corrections come days after a page, and few listings tell of them: a page is asked again after this time, as long as
# it is followed. Sooner: more requests for pages that almost never change. Later: corrections are seen late.
ASKED_AGAIN_AFTER = timedelta(days=7)
# How long a page is followed that its listing no longer names. Newsrooms correct in the first weeks if ever.
FOLLOWED_FOR = timedelta(days=60)
# At one request a second this is less than ten minutes; what is left comes with the next fetch.
MAX_PAGES = 500
# So many pages out of reach one after another are a site that is down; asking for the rest would take hours.
_MAX_UNREACHABLE = 3

Found = Document | Rejection | Withdrawal


@dataclass(slots=True)
class PageReader:
    """Reads the pages of one listing. `pages` is at each moment what may be remembered of them.

    `is_behind`: pages are left that should be asked the next time, even if the listing itself is the same then.
    `share_read`: of the pages that are asked for, up to 1.
    """

    feed: ConfiguredFeed
    web: Web
    pages: dict[str, PageState]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    is_behind: bool = False
    share_read: float | None = None

    def read(self, entries: Iterable[Entry], *, is_whole_list: bool) -> Iterator[Found]:
        """Documents, rejections and withdrawals, page by page; raises FeedUnreachableError where the site is down.

        `is_whole_list`: what isn't listed is taken back; otherwise it is followed for a while, and then kept as it is.
        """
        listed = {entry.url: entry for entry in entries}
        yield from self._unlisted(listed.keys(), is_whole_list=is_whole_list)
        followed = (Entry(url) for url in [*self.pages] if url not in listed)
        due = [entry for entry in (*listed.values(), *followed) if self._is_due(entry)]
        unreachable, self.is_behind = 0, len(due) > MAX_PAGES
        for number, entry in enumerate(due[:MAX_PAGES], start=1):
            self.share_read = number / min(len(due), MAX_PAGES)
            try:
                yield from self._page(entry)
                unreachable = 0
            except FeedUnreachableError:
                unreachable, self.is_behind = unreachable + 1, True
                if unreachable >= _MAX_UNREACHABLE:
                    raise
                yield Rejection(RejectionReason.UNREACHABLE, entry.url)

    def _unlisted(self, listed: Iterable[str], *, is_whole_list: bool) -> Iterator[Withdrawal]:
        kept = set(listed)
        for url in [url for url in self.pages if url not in kept]:
            if is_whole_list:
                yield from self._withdrawn(url, self.pages[url].documents, WithdrawalReason.DELISTED)
                del self.pages[url]
            elif self.now - datetime.fromisoformat(self.pages[url].since) > FOLLOWED_FOR:
                del self.pages[url]

    def _is_due(self, entry: Entry) -> bool:
        known = self.pages.get(entry.url)
        if known is None or (entry.version is not None and entry.version != known.listed_as):
            return True
        # An article that came whole in the listing is as new as the listing.
        is_old = self.now - datetime.fromisoformat(known.asked) > ASKED_AGAIN_AFTER
        return entry.markup is None and is_old

    def _page(self, entry: Entry) -> Iterator[Found]:
        known = self.pages.get(entry.url)
        try:
            if entry.markup is not None:
                yield from self._read(entry, entry.markup.encode("utf-8", "replace"), entry.url, "; charset=utf-8")
                return
            with self.web.open(entry.url, known.validators if known else Validators(), PAGE) as answer:
                if answer.is_unchanged:
                    self._remember(entry, answer.validators, known.documents if known else ())
                elif not is_page(answer.content_type):
                    yield from self._refused(entry, RejectionReason.NOT_A_PAGE, known)
                else:
                    yield from self._read(
                        entry, answer.stream.read(), answer.url, answer.content_type, answer.validators
                    )
        except FeedNotFoundError:
            if known and known.documents:
                yield from self._withdrawn(entry.url, known.documents, WithdrawalReason.GONE)
                self._remember(entry, Validators(), ())
            else:
                yield from self._refused(entry, RejectionReason.NOT_FOUND, known)
        except (FeedForbiddenError, FeedAddressError):
            yield from self._refused(entry, RejectionReason.FORBIDDEN, known)
        except FeedTooLargeError:
            yield from self._refused(entry, RejectionReason.TOO_LARGE, known)
        except FeedUnreachableError:
            raise
        except FeedError:
            yield from self._refused(entry, RejectionReason.UNREADABLE, known)

    def _read(
        self, entry: Entry, content: bytes, url: str, content_type: str, validators: Validators | None = None
    ) -> Iterator[Found]:
        known = self.pages.get(entry.url)
        page = read_page(content, url, content_type)
        if page is None:
            yield from self._refused(entry, RejectionReason.NOT_A_PAGE, known)
            return
        given: list[str] = []
        for found in page_documents(page, self.feed):
            yield found
            if isinstance(found, Document):
                given.append(found.id)
        before = known.documents if known else ()
        dropped = [each for each in before if each not in given]
        yield from self._withdrawn(entry.url, dropped, WithdrawalReason.CHANGED)
        self._remember(entry, validators or Validators(), tuple(given))

    def _refused(self, entry: Entry, reason: RejectionReason, known: PageState | None) -> Iterator[Found]:
        """What is refused now may be a slip of the server's: what the page gave before stays."""
        yield Rejection(reason, entry.url)
        self._remember(entry, known.validators if known else Validators(), known.documents if known else ())

    def _withdrawn(self, url: str, documents: Iterable[str], reason: WithdrawalReason) -> Iterator[Withdrawal]:
        """Those that no other page gave too: a site may list one page under two addresses."""
        still_given = {each for other, page in self.pages.items() if other != url for each in page.documents}
        yield from (Withdrawal(each, reason) for each in documents if each not in still_given)

    def _remember(self, entry: Entry, validators: Validators, documents: tuple[str, ...]) -> None:
        moment = self.now.isoformat(timespec="seconds")
        known = self.pages.get(entry.url)
        fresh = PageState(validators, entry.version, known.since if known else moment, moment, documents)
        keeps_version = known is not None and entry.version is None
        self.pages[entry.url] = replace(fresh, listed_as=known.listed_as) if known and keeps_version else fresh
