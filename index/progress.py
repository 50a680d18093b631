"""Showing how far long work has come: a bar on a terminal, plain lines otherwise. Always on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tqdm import tqdm

# Called with how much was done since the last call.
Advance = Callable[[int], None]
# A piece of work by its name and size (None where it isn't known), as a context that gives an Advance.
Progress = Callable[[str, int | None], AbstractContextManager[Advance]]

# A line for every tenth of the work, or for every so many items where the size isn't known.
_LINES = 10
_ITEMS_A_LINE = 10_000


@contextmanager
def silent(_label: str, _total: int | None) -> Iterator[Advance]:
    """Show nothing."""
    yield lambda _count: None


@contextmanager
def on_terminal(label: str, total: int | None) -> Iterator[Advance]:
    """A bar with rate and time left."""
    with tqdm(desc=label, total=total, unit="", unit_scale=True, file=sys.stderr) as bar:
        yield lambda count: bar.update(count) and None


@contextmanager
def in_lines(label: str, total: int | None) -> Iterator[Advance]:
    """A line now and then, for logs."""
    done = 0
    step = max(1, total // _LINES) if total else _ITEMS_A_LINE

    def advance(count: int) -> None:
        nonlocal done
        before, done = done, done + count
        if done // step > before // step:
            print(f"{label}: {done:,}{f' of {total:,}' if total else ''}", file=sys.stderr, flush=True)

    yield advance


def suited_to_output() -> Progress:
    """The bar if standard error is a terminal, lines if it isn't."""
    return on_terminal if sys.stderr.isatty() else in_lines
