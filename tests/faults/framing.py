"""Where an answer ends: lengths, chunks and connections that disagree with the body. Chunks overrule a length.

No length and an early end is the one cut that HTTP/1.0 has no sign of; TLS has one (its goodbye), a reset another.
"""

from __future__ import annotations

from tests.faults.server import ARRIVES, UNREADABLE, Fault, Wire
from tests.faults.wire import HALF, MEGABYTE, PAGE, chunk, chunks, head, html

SIZE = len(PAGE)
GO_ON = b"HTTP/1.1 100 Go on\r\n\r\n"
UTF_8 = "Content-Type: text/html; charset=utf-8"
ENDED = chunk(PAGE) + b"0\r\n\r\n"
TRAILERS = b"0\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\nLocation: file:///etc/passwd\r\n\r\n"


async def endless_body(wire: Wire) -> None:
    await wire.send(head())
    await wire.flood(b"x" * 65536)


async def endless_chunks(wire: Wire) -> None:
    await wire.send(head("Transfer-Encoding: chunked"))
    await wire.flood(chunk(b"x" * 65536))


async def endless_extension(wire: Wire) -> None:
    await wire.send(head("Transfer-Encoding: chunked") + b"5;")
    await wire.flood(b"x" * 65536)


async def endless_trailers(wire: Wire) -> None:
    await wire.send(chunks(chunk(PAGE), end=b"0\r\n"))
    await wire.flood(b"X-Trailer: 1\r\n" * 4000)


async def cut_below_tls(wire: Wire) -> None:
    await wire.send(head(UTF_8) + HALF)
    wire.vanish()


async def behind_the_answer(wire: Wire) -> None:
    """Send a second answer that nobody asked for: it must never be taken for the next one."""
    await wire.send(html() + html(body=b"<title>poison</title>"))


FAULTS = [
    Fault("length longer than the body", head(f"Content-Length: {SIZE + 1}", UTF_8) + PAGE, "cut-off"),
    Fault("length of a body that is cut in half", head(f"Content-Length: {SIZE}", UTF_8) + HALF, "cut-off"),
    Fault("length, and no body", head(f"Content-Length: {SIZE}"), "cut-off"),
    Fault("length of a gigabyte, cut", head("Content-Length: 1073741824") + PAGE, "too-long"),
    Fault("length of forty digits", head(f"Content-Length: {'9' * 40}") + PAGE, "broken"),
    Fault("length below zero", head("Content-Length: -1") + PAGE, "broken"),
    Fault("length with a sign", head(f"Content-Length: +{SIZE}") + PAGE, "broken"),
    Fault("length in hexadecimal", head(f"Content-Length: {SIZE:#x}") + PAGE, "broken"),
    Fault("length with an underscore", head("Content-Length: 1_0") + PAGE, "broken"),
    Fault("length in other digits", head("Content-Length: ²") + PAGE, "broken"),
    Fault("length that is empty", head("Content-Length:") + PAGE, "broken"),
    Fault("length with a comma and another", head(f"Content-Length: {SIZE}, {SIZE + 1}") + PAGE, "broken"),
    Fault("length with a space inside", head("Content-Length: 1 0") + PAGE, "broken"),
    Fault("length with decimals", head(f"Content-Length: {SIZE}.0") + PAGE, "broken"),
    Fault("length in quotes", head(f'Content-Length: "{SIZE}"') + PAGE, "broken"),
    Fault("length over two lines", head(f"Content-Length:\r\n {SIZE}", UTF_8) + PAGE, ARRIVES),
    Fault("length with zeros before it", head(f"Content-Length: 000{SIZE}", UTF_8) + PAGE, ARRIVES),
    Fault("length of twenty digits", head(f"Content-Length: {2**64}") + PAGE, "too-long"),
    Fault("length of nothing, and a page", head("Content-Length: 0") + PAGE, UNREADABLE),
    Fault("two lengths that differ", head(f"Content-Length: {SIZE}", "Content-Length: 5") + PAGE, "broken"),
    Fault("two lengths that agree", head(f"Content-Length: {SIZE}", f"content-length: {SIZE}", UTF_8) + PAGE, ARRIVES),
    Fault("length shorter than the body", head(f"Content-Length: {SIZE}", UTF_8) + PAGE + b"<p>more</p>", ARRIVES),
    Fault("an answer behind the answer", behind_the_answer, ARRIVES, keeps=True),
    Fault("length and chunks", html("Transfer-Encoding: chunked", body=chunk(PAGE) + b"0\r\n\r\n"), ARRIVES),
    Fault("chunks in HTTP/1.0", head("Transfer-Encoding: chunked", status="HTTP/1.0 200 OK") + chunk(PAGE), "cut-off"),
    Fault("no length, ended by the connection", head(UTF_8) + PAGE, ARRIVES),
    Fault("no length, cut below TLS", cut_below_tls, "connection", https_only=True),
    Fault("over the limit, with its length", html(body=b"x" * 3 * MEGABYTE), "too-long"),
    Fault("over the limit, no length", head() + b"x" * 3 * MEGABYTE, "too-long"),
    Fault("over the limit, in chunks", chunks(*[chunk(b"x" * 65536)] * 40), "too-long"),
    Fault("endless body", endless_body, "too-long"),
    Fault("endless chunks", endless_chunks, "too-long"),
    Fault("chunks of one byte", chunks(*[chunk(PAGE[at : at + 1]) for at in range(SIZE)]), ARRIVES),
    Fault("chunks cut inside one", chunks(chunk(HALF, f"{SIZE:x}"), end=b""), "cut-off"),
    Fault("chunks cut between two", chunks(chunk(HALF), end=b""), "cut-off"),
    Fault("chunks cut inside a size", chunks(chunk(HALF), end=b"1"), "cut-off"),
    Fault("chunks without the last empty line", chunks(chunk(PAGE), end=b"0\r\n"), "cut-off"),
    Fault("chunk size that is no number", chunks(chunk(PAGE, "zz")), "broken"),
    Fault("chunk size below zero", chunks(chunk(PAGE, "-5")), "broken"),
    Fault("chunk size with 0x", chunks(chunk(PAGE, f"{SIZE:#x}")), "broken"),
    Fault("chunk size of forty digits", chunks(chunk(PAGE, "F" * 40)), "broken"),
    Fault("chunk size of an exabyte", chunks(chunk(PAGE, "FFFFFFFFFFFFFFF"), end=b""), "cut-off"),
    Fault("chunk size of 2^64 and the page's", chunks(chunk(PAGE, f"1{SIZE:016x}")), "cut-off"),
    Fault("chunk size with zeros before it", chunks(chunk(PAGE, f"0000{SIZE:X}")), ARRIVES),
    Fault("chunk size with a space before it", chunks(chunk(PAGE, f" {SIZE:x}")), "broken"),
    Fault("chunk without its line end", chunks(f"{SIZE:x}\r\n".encode() + PAGE), "broken"),
    Fault(
        "chunks that end with a newline alone", chunks(f"{SIZE:x}\n".encode() + PAGE + b"\n", end=b"0\n\n"), "cut-off"
    ),
    Fault("chunks after the last one", chunks(b"0\r\n\r\n" + chunk(PAGE)), UNREADABLE),
    Fault("chunk size that is empty", chunks(chunk(PAGE, "")), "broken"),
    Fault("chunk longer than its size", chunks(chunk(PAGE, "5")), "broken"),
    Fault("chunk with an extension", chunks(chunk(PAGE, f'{SIZE:x};name="value"')), ARRIVES),
    Fault("chunk with an endless extension", endless_extension, "broken"),
    Fault("chunk with a tab behind its size", chunks(chunk(PAGE, f"{SIZE:x}\t")), ARRIVES),
    Fault("chunk with a line end in its extension", chunks(chunk(PAGE, f'{SIZE:x};a="b\r\nc"')), "broken"),
    Fault(
        "chunk with a newline alone behind its extension", chunks(f"{SIZE:x};a\n".encode() + PAGE + b"\r\n"), "broken"
    ),
    Fault("chunk with a carriage return alone behind it", chunks(f"{SIZE:x}\r\n".encode() + PAGE + b"\r"), "broken"),
    Fault("last chunk of many zeros", chunks(chunk(PAGE), end=b"0000000\r\n\r\n"), ARRIVES),
    Fault("last chunk below zero", chunks(chunk(PAGE), end=b"-0\r\n\r\n"), "broken"),
    Fault("last chunk with an extension", chunks(chunk(PAGE), end=b"0;x=y\r\n\r\n"), ARRIVES),
    Fault("trailer over two lines", chunks(chunk(PAGE), end=b"0\r\nX: a\r\n b\r\n\r\n"), ARRIVES),
    Fault("chunks and more behind them", chunks(chunk(PAGE)) + b"<script>", ARRIVES, keeps=True),
    Fault("100 in the middle of the body", head(f"Content-Length: {SIZE}") + HALF + GO_ON + PAGE, UNREADABLE),
    Fault("100 behind the answer", html() + GO_ON, ARRIVES, keeps=True),
    Fault("chunks with trailers", chunks(chunk(PAGE), end=b"0\r\nX-Checked: yes\r\n\r\n"), ARRIVES),
    Fault("chunks with trailers that say otherwise", chunks(chunk(PAGE), end=TRAILERS), ARRIVES),
    Fault(
        "chunks with a trailer of a megabyte",
        chunks(chunk(PAGE), end=b"0\r\nX: " + b"x" * MEGABYTE + b"\r\n\r\n"),
        "broken",
    ),
    Fault("chunks with endless trailers", endless_trailers, "broken"),
    Fault("chunks with a broken trailer", chunks(chunk(PAGE), end=b"0\r\nno colon\r\n\r\n"), "broken"),
    Fault("transfer coding gzip", head("Transfer-Encoding: gzip, chunked") + chunk(PAGE) + b"0\r\n\r\n", "broken"),
    Fault("transfer coding identity", head("Transfer-Encoding: identity") + PAGE, "broken"),
    Fault("transfer coding xchunked", head("Transfer-Encoding: xchunked") + PAGE, "broken"),
    Fault("transfer coding in capitals", head("Transfer-Encoding: CHUNKED", UTF_8) + ENDED, ARRIVES),
    Fault("transfer coding twice in a line", head("Transfer-Encoding: chunked, chunked") + ENDED, "broken"),
    Fault("transfer coding after chunks", head("Transfer-Encoding: chunked, gzip") + ENDED, "broken"),
    Fault("transfer coding behind a vertical tab", head("Transfer-Encoding: \x0bchunked") + ENDED, "broken"),
    Fault(
        "transfer coding and a length in words",
        head("Transfer-Encoding: chunked", "Content-Length: x") + ENDED,
        "broken",
    ),
    Fault("two transfer codings", head(*["Transfer-Encoding: chunked"] * 2) + chunk(PAGE) + b"0\r\n\r\n", "broken"),
]
