"""Work on two cores: one half of it beside the other."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def in_halves(beside: Executor, work: Callable[[Sequence[Item]], Sequence[Made]], items: Sequence[Item]) -> list[Made]:
    """What `work` makes of each item, in order; raises what it raises. It must give one for one."""
    middle = (len(items) + 1) // 2
    later = beside.submit(work, items[middle:]) if items[middle:] else None
    return [*work(items[:middle]), *(later.result() if later else ())]
