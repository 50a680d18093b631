"""Threads of the service share heaps, so that what one gives back serves the others."""

import subprocess
import sys

import pytest

# Eight threads that take and give back small blocks at once: the C library says how many heaps there are then.
_HEAPS_OF_THREADS = """
import ctypes, os, re, sys, tempfile, threading
from server.heaps import share_heaps
if sys.argv[1] == "shared":
    share_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
libc.fopen.restype = ctypes.c_void_p
together = threading.Barrier(8)
def work():
    together.wait()
    libc.free(libc.malloc(2000))
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
path = os.path.join(tempfile.mkdtemp(), "heaps.xml")
stream = ctypes.c_void_p(libc.fopen(path.encode(), b"w"))
libc.malloc_info(0, stream)
libc.fclose(stream)
print(len(re.findall("<heap nr=", open(path).read())))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the C library of other systems has no such heaps")
def test_threads_share_two_heaps() -> None:
    assert _heaps("shared") <= 2 < _heaps("apart")


def _heaps(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _HEAPS_OF_THREADS, how], capture_output=True, text=True, check=True, timeout=60
    )
    return int(done.stdout)
