"""Status lines and headers that are no HTTP/1.1, or more than anyone needs."""

from __future__ import annotations

from tests.faults.framing import GO_ON
from tests.faults.server import ARRIVES, HASTY, Fault, Wire
from tests.faults.wire import PAGE, head, html

SETTINGS = b"\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64"
"""A frame of HTTP/2 with one setting."""


def first(line: bytes) -> bytes:
    """Return a page under another status line."""
    return line + b"\r\n" + html().partition(b"\r\n")[2]


def with_line(line: bytes) -> bytes:
    """Return a page with one more line among its headers."""
    start, _, rest = html().partition(b"\r\n")
    return start + b"\r\n" + line + b"\r\n" + rest


async def interim_flood(wire: Wire) -> None:
    await wire.flood(GO_ON * 1000)


async def endless_header(wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    await wire.flood(b"x" * 65536)


async def endless_headers(wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    await wire.flood(b"X-More: 1\r\n" * 1000)


async def endless_line(wire: Wire) -> None:
    await wire.flood(b"HTTP/1.1 200 O" + b"O" * 65536)


async def no_more_than_garbage(wire: Wire) -> None:
    await wire.flood(bytes(range(256)) * 100)


FAULTS = [
    Fault("HTTP/0.9: a page without a head", PAGE, "connection"),
    Fault("HTTP/1.0 with a length", first(b"HTTP/1.0 200 OK"), ARRIVES),
    Fault("HTTP/2.0 in words", first(b"HTTP/2.0 200 OK"), ARRIVES),
    Fault("HTTP/2 preface for an answer", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "broken"),
    Fault("HTTP/2 frames for an answer", SETTINGS * 4, "broken"),
    Fault("HTTP/9.9", first(b"HTTP/9.9 200 OK"), ARRIVES),
    Fault("another protocol's greeting: SSH", b"SSH-2.0-OpenSSH_9.2\r\n", "connection"),
    Fault("another protocol's greeting: SMTP", b"220 mail.example.org ESMTP\r\n", "connection"),
    Fault("another protocol's status: ICY", first(b"ICY 200 OK"), "broken"),
    Fault("RTSP", first(b"RTSP/1.0 200 OK"), "broken"),
    Fault("garbage", bytes(range(256)) * 8, "broken"),
    Fault("endless garbage", no_more_than_garbage, "broken"),
    Fault("zeros", bytes(4096), "broken"),
    Fault("status in small letters", first(b"http/1.1 200 ok"), "broken"),
    Fault("status of two digits", first(b"HTTP/1.1 20 OK"), "broken"),
    Fault("status of four digits", first(b"HTTP/1.1 2000 OK"), "broken"),
    Fault("status below zero", first(b"HTTP/1.1 -200 OK"), "broken"),
    Fault("status of 000", first(b"HTTP/1.1 000 OK"), "broken"),
    Fault("status behind two spaces", first(b"HTTP/1.1  200 OK"), "broken"),
    Fault("status behind a tab", first(b"HTTP/1.1 200\tOK"), "broken"),
    Fault("status without a space before it", first(b"HTTP/1.1200 OK"), "broken"),
    Fault("line ends before the status line", b"\r\n" + html(), "broken"),
    Fault("a space before the status line", b" " + html(), "broken"),
    Fault("status line that ends with a carriage return alone", html().replace(b"\r\n", b"\r"), "connection"),
    Fault("status in words", first(b"HTTP/1.1 OK OK"), "broken"),
    Fault("status that is missing", first(b"HTTP/1.1"), "broken"),
    Fault("status without words", first(b"HTTP/1.1 200"), ARRIVES),
    Fault("status with words in Latin-1", first(b"HTTP/1.1 200 Hyv\xe4"), ARRIVES),
    Fault("status with a zero byte", first(b"HTTP/1.1 200 O\0K"), "broken"),
    Fault("status line without an end", b"HTTP/1.1 200 OK", "connection"),
    Fault("status line without an end, for ever", endless_line, "broken"),
    Fault("lines that end with a newline alone", html().replace(b"\r\n", b"\n", 3), ARRIVES),
    Fault("head cut off", b"HTTP/1.1 200 OK\r\nContent-Le", "connection"),
    Fault("head without headers", head() + PAGE, ARRIVES),
    Fault("header of 200 kB", html(f"X-Long: {'x' * 200_000}"), "broken"),
    Fault("header of 90 kB", html(f"X-Long: {'x' * 90_000}"), ARRIVES),
    Fault("5,000 headers of other names", html(*[f"X{n}: y" for n in range(5000)]), ARRIVES),
    Fault("a cookie of 50 kB", html(f"Set-Cookie: a={'b' * 50_000}"), ARRIVES),
    Fault("header for ever", endless_header, "broken"),
    Fault("headers for ever", endless_headers, "broken"),
    Fault("50,000 headers", html(*["X: y"] * 50_000), "broken"),
    Fault("2,000 cookies", html(*[f"Set-Cookie: c{n}=1" for n in range(2000)]), ARRIVES),
    Fault("header without a colon", with_line(b"no colon here"), "broken"),
    Fault("header without a colon, of 60 kB", with_line(b"x" * 60_000), "broken"),
    Fault("header without a name", with_line(b": value"), "broken"),
    Fault("header without a value", with_line(b"X-Empty:"), ARRIVES),
    Fault("header with a space in its name", with_line(b"X Y: z"), "broken"),
    Fault("header with a space before the colon", with_line(b"X-Space : y"), "broken"),
    Fault("header with a zero byte", with_line(b"X-Zero: a\0b"), "broken"),
    Fault("header name with a zero byte", with_line(b"X-\0: ab"), "broken"),
    Fault("header with a bare carriage return", with_line(b"X-Return: a\rSet-Cookie: b"), "broken"),
    Fault("header with an escape", with_line(b"X-Escape: \x1b[31m"), ARRIVES),
    Fault("header in UTF-8", with_line("X-Council: Hämeen liitto".encode()), ARRIVES),
    Fault("header in Latin-1", with_line(b"X-Council: H\xe4meen liitto"), ARRIVES),
    Fault("header folded over two lines", with_line(b"X-Fold: one\r\n two"), ARRIVES),
    Fault("header folded ten thousand times", with_line(b"X-Fold: one" + b"\r\n two" * 10_000), ARRIVES),
    Fault("header folded before the first", first(b"HTTP/1.1 200 OK\r\n folded"), "broken"),
    Fault("content type of 60 kB", html(f"Content-Type: text/html; x={'y' * 60_000}"), ARRIVES),
    Fault("content type twice", html("Content-Type: image/png"), ARRIVES),
    Fault("100 before the answer", GO_ON + html(), ARRIVES),
    Fault("103 before the answer", head("Link: </a.css>", status="HTTP/1.1 103 Early Hints") + html(), ARRIVES),
    Fault("a hundred times 100 before the answer", GO_ON * 100 + html(), ARRIVES),
    Fault("100 with a body", head("Content-Length: 5", status="HTTP/1.1 100 Go on") + b"hello" + html(), "broken"),
    Fault("103 with a target", head("Location: file:///x", status="HTTP/1.1 103 Early Hints") + html(), ARRIVES),
    Fault("five thousand times 103 before the answer", head(status="HTTP/1.1 103 x") * 5000 + html(), ARRIVES),
    Fault("100 for ever", interim_flood, "timeout", HASTY),
    Fault("100 and no more", GO_ON, "connection"),
    Fault(
        "101 that nobody asked for",
        head("Upgrade: h2c", status="HTTP/1.1 101 Switching Protocols") + SETTINGS,
        "broken",
    ),
    Fault("199 that nobody knows", head(status="HTTP/1.1 199 x") + html(), ARRIVES),
    Fault("100 with chunks", head("Transfer-Encoding: chunked", status="HTTP/1.1 100 Go on") + html(), ARRIVES),
    Fault("an upgrade beside the page", html("Upgrade: h2c", "Connection: Upgrade"), ARRIVES),
    Fault("kept alive for no time", html("Keep-Alive: timeout=0, max=0", "Connection: keep-alive, close"), ARRIVES),
    Fault("kept alive in HTTP/1.0", first(b"HTTP/1.0 200 OK\r\nConnection: keep-alive"), ARRIVES, keeps=True),
    Fault(
        "another service, wanted by a header",
        html('Alt-Svc: h3=":443"', "Content-Location: file:///etc/passwd"),
        ARRIVES,
    ),
    Fault("HTTP/1 without a minor version", first(b"HTTP/1 200 OK"), "broken"),
    Fault("HTTP/01.1", first(b"HTTP/01.1 200 OK"), "broken"),
    Fault("a byte order mark before the status line", b"\xef\xbb\xbf" + html(), "broken"),
    Fault("two status lines", b"HTTP/1.1 200 OK\r\n" + html(), "broken"),
    Fault("header name in UTF-8", with_line("Häme: x".encode()), "broken"),
    Fault("110 that nobody knows", head(status="HTTP/1.1 110 Response is Stale") + html(), ARRIVES),
]
