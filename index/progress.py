"""Showing how far long work has come: a bar on a terminal, plain lines otherwise. Always on standard error."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from tqdm import tqdm


class Advance(Protocol):
    """Tells that work goes on."""

    def __call__(self, count: int, total: int | None = None, /) -> None:
        """So much was done since the last call, of so much in all, as far as can be told now."""


# A piece of work by its name and size (None where it isn't known), as a context that gives an Advance.
Progress = Callable[[str, int | None], AbstractContextManager[Advance]]

# A line for every tenth of the work, or for every so many items where the size isn't known.
_LINES = 10
_ITEMS_A_LINE = 10_000


@contextmanager
def silent(_label: str, _total: int | None) -> Iterator[Advance]:
    """Show nothing."""
    yield lambda _count, _total=None: None


@contextmanager
def on_terminal(label: str, total: int | None) -> Iterator[Advance]:
    """A bar with rate and time left."""
    with tqdm(desc=label, total=total, unit="", unit_scale=True, file=sys.stderr) as bar:

        def advance(count: int, total: int | None = None) -> None:
            bar.total = total or bar.total
            bar.update(count)

        yield advance


@contextmanager
def in_lines(label: str, total: int | None) -> Iterator[Advance]:
    """A line now and then, for logs."""
    done = 0
    step = max(1, total // _LINES) if total else _ITEMS_A_LINE

    def advance(count: int, _guessed: int | None = None) -> None:
        nonlocal done
        before, done = done, done + count
        if done // step > before // step:
            print(f"{label}: {done:,}{f' of {total:,}' if total else ''}", file=sys.stderr, flush=True)

    yield advance


def suited_to_output() -> Progress:
    """The bar if standard error is a terminal that says how wide it is, lines if it isn't."""
    return on_terminal if sys.stderr.isatty() and _is_wide() else in_lines


def _is_wide() -> bool:
    # What a container or a recorder calls a terminal may have no width, and would show nothing of a bar.
    return all(os.get_terminal_size(sys.stderr.fileno()))
