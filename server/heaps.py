"""How much memory the C library sets aside for threads. Must know nothing of what the service does."""

import ctypes
import sys

# mallopt's name for it, in malloc.h of glibc.
_MOST_HEAPS = -8
# With one for each thread a worker kept 90 MB more of what threads had given back; with one alone, threads wait for
# each other (docs/decisions/0021).
_HEAPS = 2


def share_heaps() -> None:
    """Let the threads of this process share heaps, which is for those to come; where there is no glibc, nothing."""
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MOST_HEAPS, _HEAPS)
