"""gunicorn's log without anything that a caller sent: no request lines, no addresses, no exception texts."""

from typing import Any

from gunicorn.glogging import Logger


class QuietLogger(Logger):  # type: ignore[misc]
    """What gunicorn says of itself passes; what it says of a request is reduced to the kind of thing that happened."""

    def debug(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: at this level gunicorn repeats paths and headers."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """A refused request without its text, any other warning as it is."""
        if str(msg).startswith("Invalid request"):
            super().warning("A malformed request was refused.")
        else:
            super().warning(msg, *args, **kwargs)

    def exception(self, *_args: Any, **_kwargs: Any) -> None:
        """That something failed, without the request and without the exception's own text."""
        super().error("A connection ended in an error.")

    def access(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: requests are not logged."""
