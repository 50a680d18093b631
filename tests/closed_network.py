"""Closes the network of the test process to everything but this machine."""

import sys
from typing import Any

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", ""})
_CONNECTING = frozenset({"socket.connect", "socket.sendto"})


class NetworkClosedError(Exception):
    """A test tried to reach another machine."""


def close_network() -> None:
    """From now on, and until the process ends, connecting elsewhere raises NetworkClosedError."""
    sys.addaudithook(_refuse_strangers)


def _refuse_strangers(event: str, values: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        address = values[1]
        # The address of a socket in the file system is a path, which stays on this machine.
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise NetworkClosedError(f"Tests stay on this machine; this one asked for {address[0]}.")
