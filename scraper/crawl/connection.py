"""How a connection is made: to addresses that were checked, and never for longer than the clock allows.

A host and a port come in, an open stream goes out. Every wait on it, for the headers as for the body, ends when the
time of the whole fetch is over; only looking up a name is outside our hands.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import httpcore

from scraper.crawl import address

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

logging.getLogger("httpcore").setLevel(logging.WARNING)  # below that it writes headers down, cookies among them


class Clock:
    """How much time a fetch has left."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds
        """When, on the monotonic clock."""

    def set_as(self, other: Clock) -> None:
        """End when the other ends."""
        self.ends = other.ends

    def end(self, at: float) -> None:
        """Run until the monotonic clock says `at`: the clock of a connection that is used again."""
        self.ends = at

    def within(self, timeout: float | None) -> float:
        """Return the timeout, or what is left if that is less. Raises httpcore.ReadTimeout when all is gone."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


class Stream(httpcore.NetworkStream):
    """A connection on which every wait ends with the clock: one byte now and then does not keep it alive."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, none at the end of the stream."""
        return self._inner.read(max_bytes, self._clock.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of the buffer."""
        self._inner.write(buffer, self._clock.within(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection under TLS."""
        secured = self._inner.start_tls(ssl_context, server_hostname, self._clock.within(timeout))
        return Stream(secured, self._clock)

    def get_extra_info(self, info: str) -> object:
        """Return what httpcore wants to know of the socket."""
        return self._inner.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Makes connections to the very addresses that were checked, so that a name can't change its mind between."""

    def __init__(self, clock: Clock, *, allow_private: bool) -> None:
        self._clock = clock
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers. Raises FetchError for one that is refused."""
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for ip in address.resolve(host, port, allow_private=self._allow_private):
            wait = self._clock.within(timeout)
            try:
                inner = self._sockets.connect_tcp(ip, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return Stream(inner, self._clock)
        raise failed or httpcore.ConnectError("the host has no address")
