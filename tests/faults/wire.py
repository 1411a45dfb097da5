"""Bytes of HTTP/1.1 as servers write them, right and wrong: in come lines and bodies, out goes an answer."""

from __future__ import annotations

import gzip
import zlib

PAGE = """<!doctype html><html lang=fi><head><meta charset=utf-8><title>Hämeen liitto myönsi rahoitusta</title></head>
<body><main><h1>Rahoitetut hankkeet</h1><h2>Kuituhamppu kiertoon</h2><dl><dt>Hakija</dt>
<dd>Hämeen ammattikorkeakoulu</dd><dt>Myönnetty tuki</dt><dd>79 900 €</dd></dl></main></body></html>
""".encode()
"""A page with one project, in UTF-8: it must arrive whole or not at all."""
HALF = PAGE[: len(PAGE) // 2]
PACKED = gzip.compress(PAGE * 20)
MEGABYTE = 1_000_000


def head(*headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """Return a status line and headers, with the empty line that ends them."""
    return "\r\n".join((status, *headers, "", "")).encode("latin-1")


def html(*headers: str, body: bytes = PAGE, status: str = "200 OK") -> bytes:
    """Return an answer of HTML with its length, to which nothing is wrong but what `headers` add."""
    return head(
        f"Content-Length: {len(body)}", "Content-Type: text/html; charset=utf-8", *headers, status=f"HTTP/1.1 {status}"
    ) + body  # fmt: skip


def typed(content_type: str, body: bytes) -> bytes:
    """Return an answer of another type, with its length."""
    return head(f"Content-Length: {len(body)}", f"Content-Type: {content_type}") + body


def packed(body: bytes, coding: str = "gzip") -> bytes:
    """Return an answer whose body is said to be packed."""
    return html(f"Content-Encoding: {coding}", body=body)


def chunks(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """Return an answer in chunks as they are given: each part stands on the wire as it is."""
    return head("Transfer-Encoding: chunked", "Content-Type: text/html; charset=utf-8") + b"".join(parts) + end


def chunk(data: bytes, size: str | None = None) -> bytes:
    """Return one chunk, with another size than its own where one is given."""
    return (
        f"{len(data):x}".encode() + b"\r\n" + data + b"\r\n"
        if size is None
        else f"{size}\r\n".encode() + data + b"\r\n"
    )


def moved(to: str, *headers: str, status: str = "302 Found", body: bytes = b"") -> bytes:
    """Return a redirect."""
    return html(f"Location: {to}", *headers, status=status, body=body)


def bomb(megabytes: int) -> bytes:
    """Return gzip that unpacks to so many megabytes of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(MEGABYTE)
    return b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
