"""A server on this machine that answers with faults, over HTTP and HTTPS: each fault has an address of its own.

In comes a table of faults; every request is remembered. An answer is bytes, or a function that talks on the wire.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from scraper.response import Limits
from tests.faults.wire import html

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Iterable

ROOMY = Limits(connect=10, read=10, total=20, body=2_000_000)
"""For faults that need no waiting: a slow machine must not turn them into another one."""
HASTY = Limits(connect=10, read=0.12, total=0.25, body=2_000_000)
"""For faults that are over only when our patience is."""
PATIENT = Limits(connect=10, read=1, total=1, body=2_000_000)
"""For what is told at once and then goes on for ever."""
ARRIVES = "arrives"
"""What is named a fault, and by the standard is none: the page comes whole."""
UNREADABLE = "unreadable"
"""The answer is whole, and no page: it is refused when it is read."""


class Wire:
    """One connection as the server sees it, at one request."""

    def __init__(self, server: FaultServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server = server
        self.reader = reader
        self.writer = writer
        self.requests = 0
        """How many requests came on this connection, with this one."""
        self.path = ""
        self.scheme = "http"

    @property
    def host(self) -> str:
        """Return the server's own host and port, for addresses in an answer."""
        return self.server.host(self.scheme)

    async def send(self, data: bytes) -> None:
        """Write, and wait until the client takes it."""
        if self.writer.transport.is_closing():
            raise ConnectionError  # asyncio would go on writing into nothing
        self.writer.write(data)
        await self.writer.drain()
        await asyncio.sleep(0)

    async def drip(self, data: bytes, seconds: float = 0.05, times: int = 100) -> None:
        """Send the same bytes again and again, with a pause."""
        for _ in range(times):
            await self.send(data)
            await asyncio.sleep(seconds)

    async def flood(self, data: bytes, times: int = 1_000_000) -> None:
        """Send the same bytes again and again, as fast as they are taken."""
        for _ in range(times):
            await self.send(data)

    async def silence(self) -> None:
        """Say nothing for longer than anyone waits."""
        await asyncio.sleep(30)

    def reset(self) -> None:
        """Break the connection off: the client sees a reset, not an end."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def vanish(self) -> None:
        """End the connection below TLS, without its goodbye."""
        self.writer.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self.writer.transport.abort()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the web does wrong, and what must come of it."""

    name: str
    answer: bytes | Callable[[Wire], Awaitable[None]]
    outcome: str
    """The kind of the error, ARRIVES or UNREADABLE."""
    limits: Limits = ROOMY
    keeps: bool = False
    """Whether the connection stays open for the next request."""
    raw: bool = False
    """Whether the fault comes before any request or TLS: it has a port of its own."""
    tls: str | None = None
    """What comes of it over TLS, where that is something else."""
    https_only: bool = False
    more: dict[str, bytes] = field(default_factory=dict)
    """What is answered below the fault's address."""

    def outcome_over(self, scheme: str) -> str:
        """Return what must come of it over HTTP or HTTPS."""
        return self.tls or self.outcome if scheme == "https" else self.outcome

    def __str__(self) -> str:
        """Return the name, the id of its tests."""
        return self.name


class FaultServer:
    """Two ports, plain and TLS, and one for each raw fault; a context manager. Its loop runs in a thread."""

    def __init__(self, tls: ssl.SSLContext, faults: Iterable[Fault]) -> None:
        self._tls = tls
        self._faults = list(faults)
        self._numbers = {fault.name: number for number, fault in enumerate(self._faults)}
        self._ports: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._open: set[asyncio.Task[None]] = set()
        self.requests: list[str] = []
        """The heads of all requests."""

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def host(self, scheme: str) -> str:
        """Return the server's host and port."""
        return f"localhost:{self._ports[scheme]}"

    def good(self, scheme: str) -> str:
        """Return the address of a page to which nothing is wrong."""
        return f"{scheme}://{self.host(scheme)}/good"

    def url(self, fault: Fault, scheme: str) -> str:
        """Return the address at which a fault happens."""
        if fault.raw:
            return f"{scheme}://localhost:{self._ports[fault.name]}/"
        return f"{scheme}://{self.host(scheme)}/{self._numbers[fault.name]}/"

    def fault_at(self, path: str) -> tuple[Fault, str] | None:
        """Return the fault that happens at a path, and what the path has below its own; None for a good page."""
        number, _, below = path.removeprefix("/").partition("/")
        return (self._faults[int(number)], below) if number.isdigit() else None

    async def _start(self) -> None:
        self._servers = [
            await self._listen("http", lambda *pair: self._talk(Wire(self, *pair), "http")),
            await self._listen("https", lambda *pair: self._talk(Wire(self, *pair), "https"), self._tls),
        ]
        for fault in self._faults:
            if fault.raw:
                self._servers.append(
                    await self._listen(fault.name, lambda *pair, fault=fault: self._once(fault, *pair))
                )

    async def _listen(
        self, name: str, talk: Callable[..., Awaitable[None]], tls: ssl.SSLContext | None = None
    ) -> asyncio.Server:
        async def tracked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._open.add(task)
            try:
                with contextlib.suppress(OSError, EOFError, asyncio.CancelledError):
                    await talk(reader, writer)
            finally:
                self._open.discard(task)
                writer.transport.abort() if task.cancelling() else writer.close()

        server = await asyncio.start_server(tracked, "127.0.0.1", 0, ssl=tls, limit=2**20)
        self._ports[name] = server.sockets[0].getsockname()[1]
        return server

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._open:
            task.cancel()
        if self._open:
            await asyncio.wait(self._open)

    async def _once(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._answer(fault.answer, Wire(self, reader, writer))

    async def _talk(self, wire: Wire, scheme: str) -> None:
        """Answer the requests of one connection."""
        wire.scheme = scheme
        while True:
            request = await wire.reader.readuntil(b"\r\n\r\n")
            self.requests.append(request.decode("latin-1"))
            wire.requests += 1
            wire.path = request.split(b" ")[1].decode("latin-1")
            found = self.fault_at(wire.path)
            if found is None:
                await wire.send(html())
                continue
            fault, below = found
            await self._answer(fault.more.get(below, fault.answer), wire)
            if not fault.keeps:
                return

    async def _answer(self, answer: bytes | Callable[[Wire], Awaitable[None]], wire: Wire) -> None:
        if isinstance(answer, bytes):
            await wire.send(answer)
        else:
            await answer(wire)
