"""Packed bodies: what a site sent comes in, the body goes out. Refused is gzip that is broken, cut off or too large."""

from __future__ import annotations

import zlib

from scraper.errors import FetchError
from scraper.response import PLAIN

GZIP_WINDOW = 31
"""zlib's way to say: the largest window, with a gzip header and checksum."""


def unpacked(payload: bytes, packing: str, most: int) -> bytes:
    """Return the body that was packed as its `Content-Encoding` says, at most `most` bytes. Raises FetchError."""
    return payload if packing in PLAIN else _unzipped(payload, most)


def _unzipped(packed: bytes, most: int) -> bytes:
    """Undo gzip, never holding more than `most` bytes. Raises FetchError unless it is one whole gzip member."""
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    try:
        body = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise FetchError("the body is damaged (broken gzip); try again later", kind="encoding") from None
    if len(body) > most:
        raise FetchError(f"unpacks to over {most:,} bytes; name a smaller page", kind="too-long")
    if not unpacker.eof:
        raise FetchError("the body is cut off in the middle (gzip without its end); try again later", kind="cut-off")
    if unpacker.unused_data:
        raise FetchError("the body is damaged (bytes after the end of gzip); try again later", kind="encoding")
    return body
