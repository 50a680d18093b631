"""Connections to public addresses only, and none that lasts for ever.

The check stands where the connection is made, so that neither a redirect nor a name that changes its address between
the check and the connection leads into the reader's own network. Together with download.py the only place that opens
the network; must not know what is asked for.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2
import httpx2

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Whether an address may be connected to. Tests hand in one that allows their own machine.
MayReach = Callable[[IPAddress], bool]

# IPv4 addresses written as IPv6 by a gateway (RFC 6052); the last four bytes are where it leads.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """A name leads to an address that is not public."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the internet, not to this machine, its network or a group of machines."""
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def _embedded(address: IPAddress) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour


class GuardedTransport(httpx2.HTTPTransport):
    """http and https over guarded connections, each of which ends `total_s` after it was opened."""

    def __init__(self, may_reach: MayReach, context: ssl.SSLContext, total_s: float) -> None:
        super().__init__(verify=context, trust_env=False)
        # The library takes no backend of ours through its own arguments; a test would tell if it ceased to use this.
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=_GuardedBackend(may_reach, total_s))


class _GuardedBackend(httpcore2.SyncBackend):
    def __init__(self, may_reach: MayReach, total_s: float) -> None:
        self._may_reach = may_reach
        self._total_s = total_s

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = _resolved(host)
        if not addresses or not all(map(self._may_reach, addresses)):
            raise PrivateAddressError(host)
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connected(addresses[-1], port, timeout, local_address, socket_options)

    def _connected(
        self,
        address: IPAddress,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore2.NetworkStream:
        deadline = time.monotonic() + self._total_s
        left = _left(deadline, timeout, httpcore2.ConnectTimeout)
        stream = super().connect_tcp(str(address), port, left, local_address, socket_options)
        return _StreamUntil(stream, deadline)


class _StreamUntil(httpcore2.NetworkStream):
    """A connection on which nothing is waited for beyond its deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, timeout, httpcore2.ConnectTimeout)
        return _StreamUntil(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str) -> list[IPAddress]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"the host {host!r} is not known here") from error
    return [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]


def _left(deadline: float, timeout: float | None, expired: type[httpcore2.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise expired("the time allowed is over")
    return left if timeout is None else min(left, timeout)
