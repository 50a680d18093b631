"""Why a feed can't be read, as a short tree.

FeedError
├── FeedNotFoundError      no such file, or the server has no such page
├── FeedForbiddenError     the file or the page may not be read
├── FeedAddressError       the address, or one it redirects to, isn't one that is opened
├── FeedTooLargeError      more bytes than allowed
├── FeedUnreachableError   the server can't be reached: trying again later may work
│   └── FeedBusyError      the server says that it is busy
└── FeedBrokenError        it can be opened, but isn't what it should be

What is wrong with one review of a feed is no error but a Rejection (rejection.py): the rest is still taken.
"""

from index.errors import SidelightError


class FeedError(SidelightError):
    """A feed can't be read; the text is one line for a person."""


class FeedNotFoundError(FeedError):
    """There is no such file or page."""


class FeedForbiddenError(FeedError):
    """The file or page is there, but may not be read."""


class FeedAddressError(FeedError):
    """The address is not one that is opened."""


class FeedTooLargeError(FeedError):
    """The feed holds more bytes than allowed."""


class FeedUnreachableError(FeedError):
    """The server can't be reached; trying again later may work."""


class FeedBusyError(FeedUnreachableError):
    """The server is busy, and may have said for how long."""

    def __init__(self, message: str, retry_after_s: float | None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class FeedBrokenError(FeedError):
    """The feed is not what it should be, from the named place on."""
