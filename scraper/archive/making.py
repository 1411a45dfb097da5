"""WARC records that are written: exchanges come in, gzip members to append to a file go out.

ISO 28500:2017 (WARC 1.1). No secret is written: neither a password in an address nor a header that carries one. Apart
from that, and from being in one piece, heads and payloads stay as they travelled.
"""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from scraper import __version__
from scraper.archive.capture import OK, Capture
from scraper.archive.records import ASKED, GZIP, Digests, digest_of

if TYPE_CHECKING:
    from scraper.archive.capture import Revisit
    from scraper.response import Exchange

VERSION: Final = "WARC/1.1"
FAST: Final = 1
"""How hard gzip tries: level 9 takes eight times as long for a file that is a fifth smaller."""
STORED: Final = 0
"""For what came packed: it does not get smaller."""
PROFILES: Final[dict[Revisit, str]] = {
    "not-modified": "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
    "identical": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
}
_ABOUT: Final = f"""\
software: council-scraper/{__version__}
format: WARC File Format 1.1
conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
robots: obey
"""
_CONTENT_TYPES: Final = {
    "warcinfo": "application/warc-fields",
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
}
_USERINFO: Final = re.compile(rb"(?<=://)[^/?#\s\"'<>]*@")
_SECRET: Final = frozenset(
    {b"authorization", b"proxy-authorization", b"cookie", b"cookie2", b"set-cookie", b"set-cookie2"}
)


class Made(NamedTuple):
    """One exchange as gzip members, and what its answer captured; where it will stand is still to be said."""

    request: bytes
    answer: bytes
    capture: Capture


def warcinfo(file: str) -> bytes:
    """Return the member that opens a file and says who wrote it."""
    about = {"WARC-Date": _date(datetime.now(UTC)), "WARC-Filename": file}
    return _member("warcinfo", _identity(), about, b"", _ABOUT.replace("\n", "\r\n").encode())


def made(
    exchange: Exchange,
    digests: Digests,
    *,
    asked_url: str,
    revisit: Revisit | None = None,
    original: Capture | None = None,
) -> Made:
    """Return a request and its answer as members; a `revisit` refers to the `original` and keeps no body again."""
    body = b"" if revisit else exchange.payload
    head = _whole(_clean(exchange.response_head), None if revisit else len(body))
    capture = _capture(exchange, head, digests, without_userinfo(asked_url), revisit)
    shared = {"WARC-Target-URI": capture.url, "WARC-Date": _date(capture.time)}
    if exchange.ip is not None:
        shared["WARC-IP-Address"] = exchange.ip
    about = shared | {"WARC-Payload-Digest": original.payload if original else digests.payload}
    if capture.asked_url != capture.url:
        about[ASKED] = capture.asked_url
    if revisit and original:
        about |= {
            "WARC-Profile": PROFILES[revisit],
            "WARC-Refers-To-Target-URI": original.url,
            "WARC-Refers-To-Date": _date(original.time),
        }
    answer = _identity()
    level = FAST if _header(head, b"content-encoding") is None else STORED
    return Made(
        _member("request", _identity(), shared | {"WARC-Concurrent-To": answer}, _clean(exchange.request_head), b""),
        _member("revisit" if revisit else "response", answer, about, head, body, level),
        capture if original is None else capture.of_page(original),
    )


def without_userinfo(url: str) -> str:
    """Return an address without the name and password that it may hold."""
    return _USERINFO.sub(b"", url.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")


def _capture(exchange: Exchange, head: bytes, digests: Digests, asked_url: str, revisit: Revisit | None) -> Capture:
    """Return what `records.capture_of` will find in the record."""
    return Capture(
        url=without_userinfo(exchange.url),
        asked_url=asked_url,
        time=exchange.started_at.astimezone(UTC),
        status=OK if revisit else exchange.status,
        digest=digests.body,
        content_type=_header(head, b"content-type"),
        etag=_header(head, b"etag"),
        last_modified=_header(head, b"last-modified"),
        payload=digests.payload,
        revisit=revisit,
    )


def _header(head: bytes, name: bytes) -> str | None:
    """Return the first value of a header, in the encoding that warcio reads it in."""
    for line in head.split(b"\r\n")[1:]:
        key, colon, value = line.partition(b":")
        if colon and key.strip().lower() == name:
            try:
                return value.strip().decode()
            except UnicodeDecodeError:
                return value.strip().decode("latin-1")
    return None


def _clean(head: bytes) -> bytes:
    """Return a head without the headers that carry secrets, and without passwords in addresses; a header is a line."""
    lines: list[bytes] = []
    for line in _USERINFO.sub(b"", head).rstrip(b"\r\n").split(b"\r\n"):
        if line.startswith((b" ", b"\t")) and lines:  # it goes on with the header before (RFC 9112, section 5.2)
            lines[-1] += b" " + line.strip()
        else:
            lines.append(line)
    kept = [line for line in lines if line.partition(b":")[0].strip().lower() not in _SECRET]
    return b"\r\n".join(kept) + b"\r\n\r\n"


def _whole(head: bytes, length: int | None) -> bytes:
    """Return an answer's head that is true of the body as it is kept: in one piece, of that length.

    A head whose body is not kept (`length` is None) keeps its own.
    """
    lines = []
    for line in head.rstrip(b"\r\n").split(b"\r\n"):
        name = line.partition(b":")[0].strip().lower()
        if name == b"transfer-encoding":
            lines.append(b"X-Archive-Orig-" + line)
        elif name != b"content-length" or length is None:
            lines.append(line)
    if length is not None:
        lines.append(b"Content-Length: %d" % length)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _member(kind: str, identity: str, about: dict[str, str], head: bytes, body: bytes, level: int = FAST) -> bytes:
    """Return a record as a gzip member; `head` and `body` are its block."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": identity,
        **about,
        "WARC-Block-Digest": digest_of(head, body),
        "Content-Type": _CONTENT_TYPES[kind],
        "Content-Length": str(len(head) + len(body)),
    }
    parts = (StatusAndHeaders("", list(headers.items()), VERSION).to_bytes(), head, body, b"\r\n\r\n")
    packer = _packer(sum(map(len, parts)), level)
    return b"".join([*map(packer.compress, parts), packer.flush()])


def _packer(length: int, level: int) -> zlib._Compress:
    """Return gzip with no more memory than so many bytes need: to clear it takes longer than to pack a short record."""
    bits = min(max(length.bit_length(), 9), zlib.MAX_WBITS)
    return zlib.compressobj(level, zlib.DEFLATED, GZIP - zlib.MAX_WBITS + bits, min(bits - 5, zlib.DEF_MEM_LEVEL))


def _identity() -> str:
    return str(StatusAndHeadersParser.make_warc_id())


def _date(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
