"""Connections that end, hang or drip, at each stage from the first packet to the last."""

from __future__ import annotations

import asyncio

from tests.faults.server import ARRIVES, HASTY, PATIENT, Fault, Wire
from tests.faults.wire import HALF, PAGE, chunk, head, html

LENGTH = f"Content-Length: {len(PAGE)}"


def sent_then(ending: str, data: bytes):
    """Return an answer that sends these bytes and then ends that way: `reset`, `silence`."""

    async def answer(wire: Wire) -> None:
        await wire.send(data)
        await asyncio.sleep(0.02)  # so that the client has them before the reset, which would throw them away
        if ending == "reset":
            wire.reset()
        else:
            await wire.silence()

    return answer


def dripping(start: bytes, drop: bytes):
    """Return an answer that goes on by one drop at a time."""

    async def answer(wire: Wire) -> None:
        await wire.send(start)
        await wire.drip(drop)

    return answer


async def slow_page(wire: Wire) -> None:
    """Send a page in pieces, with pauses that are no reason to give up."""
    await wire.send(head(LENGTH, "Content-Type: text/html; charset=utf-8"))
    for at in range(0, len(PAGE), 100):
        await wire.send(PAGE[at : at + 100])
        await asyncio.sleep(0.02)


async def hang_up_when_idle(wire: Wire) -> None:
    """Answer, and close the connection that was said to be kept alive."""
    await wire.send(html("Connection: keep-alive"))


async def hang_up_on_the_second(wire: Wire) -> None:
    """Answer the first request of a connection; hang up at any other without a word."""
    if wire.requests == 1:
        await wire.send(html())
    else:
        wire.reset()


async def parting_words(wire: Wire) -> None:
    """Answer, and say a little later that nothing more was asked: no answer to the next request."""
    await wire.send(html())
    await asyncio.sleep(0.02)
    await wire.send(html(status="408 Request Timeout", body=b"too slow"))


async def close_but_stay(wire: Wire) -> None:
    """Announce the end of the connection, and leave it open."""
    await wire.send(html("Connection: close"))
    await asyncio.sleep(0.3)


async def close_at_once(wire: Wire) -> None:
    """Accept, and close."""


async def reset_at_once(wire: Wire) -> None:
    wire.reset()


async def never_a_word(wire: Wire) -> None:
    await wire.silence()


async def drip_at_once(wire: Wire) -> None:
    await wire.drip(b"x")


async def drip_in_the_handshake(wire: Wire) -> None:
    """Begin a message of TLS that would be long, and go on a byte at a time."""
    await wire.send(b"\x16\x03\x03\x40\x00")
    await wire.drip(b"\x02")


async def say_it_before_we_ask(wire: Wire) -> None:
    await wire.send(html())


async def close_after_the_request(wire: Wire) -> None:
    await wire.reader.read(4096)


FAULTS = [
    Fault("closed at once", close_at_once, "connection", raw=True),
    Fault("reset at once", reset_at_once, "connection", raw=True),
    Fault("accepted and never answered", never_a_word, "timeout", HASTY, raw=True),
    Fault("greeted before we ask", b"220 ready\r\n" * 10, "connection", raw=True, tls="tls"),
    Fault("dripping before we ask", drip_at_once, "timeout", PATIENT, raw=True, tls="tls"),
    Fault("dripping in the handshake", drip_in_the_handshake, "broken", HASTY, raw=True, tls="timeout"),
    Fault("answered before we ask", say_it_before_we_ask, ARRIVES, raw=True, tls="tls"),
    Fault("closed after our first packet", close_after_the_request, "connection", raw=True),
    Fault("closed after the request", b"", "connection"),
    Fault("reset after the request", reset_at_once, "connection"),
    Fault("silent after the request", never_a_word, "timeout", HASTY),
    Fault("reset in the status line", sent_then("reset", b"HTTP/1.1 2"), "connection"),
    Fault("reset in the head", sent_then("reset", b"HTTP/1.1 200 OK\r\nX: "), "connection"),
    Fault("reset after the head", sent_then("reset", head(LENGTH)), "connection"),
    Fault("reset in the body", sent_then("reset", head(LENGTH) + HALF), "connection"),
    Fault("reset in a body without length", sent_then("reset", head() + HALF), "connection"),
    Fault("reset in a chunk", sent_then("reset", head("Transfer-Encoding: chunked") + chunk(PAGE)[:50]), "connection"),
    Fault("silent in the head", sent_then("silence", b"HTTP/1.1 200 OK\r\nX: "), "timeout", HASTY),
    Fault("silent after the head", sent_then("silence", head(LENGTH)), "timeout", HASTY),
    Fault("silent in the body", sent_then("silence", head(LENGTH) + HALF), "timeout", HASTY),
    Fault("silent in a body without length", sent_then("silence", head() + PAGE), "timeout", HASTY),
    Fault(
        "silent before the last chunk",
        sent_then("silence", head("Transfer-Encoding: chunked") + chunk(PAGE)),
        "timeout",
        HASTY,
    ),
    Fault("dripping status line", dripping(b"HTTP/1.1 200 O", b"O"), "timeout", HASTY),
    Fault("dripping header", dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x"), "timeout", HASTY),
    Fault("dripping headers", dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "timeout", HASTY),
    Fault("dripping interim answers", dripping(b"", b"HTTP/1.1 100 Go on\r\n\r\n"), "timeout", HASTY),
    Fault("dripping body", dripping(head("Content-Length: 9999"), b"x"), "timeout", HASTY),
    Fault("dripping body without length", dripping(head(), b"x"), "timeout", HASTY),
    Fault("dripping chunks", dripping(head("Transfer-Encoding: chunked"), b"1\r\nx\r\n"), "timeout", HASTY),
    Fault("dripping chunk size", dripping(head("Transfer-Encoding: chunked"), b"0"), "timeout", HASTY),
    Fault("dripping body of an error", dripping(head(status="HTTP/1.1 404 Not Found"), b"x"), "status", PATIENT),
    Fault("a slow but honest page", slow_page, ARRIVES),
    Fault("kept alive, and closed between requests", hang_up_when_idle, ARRIVES),
    Fault("kept alive, and reset at the next request", hang_up_on_the_second, ARRIVES, keeps=True),
    Fault("parting words on an idle connection", parting_words, ARRIVES),
    Fault("said to close, and left open", close_but_stay, ARRIVES, keeps=True),
]
