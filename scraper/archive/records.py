"""WARC records that are read: what a member of a file unpacks to comes in, captures and bodies go out.

Parsed by warcio, whoever wrote them. What is no record, or lacks what a record has, is refused with an ArchiveError.
"""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from scraper import response
from scraper.archive.capture import OK, Capture
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from warcio.recordloader import ArcWarcRecord

    from scraper.archive.capture import Revisit

GZIP: Final = 31
"""zlib's way to say: the largest window, with a gzip header and checksum."""
LARGEST_BODY: Final = 100_000_000
"""Bytes that a body may unpack to; what we fetched is far below, what others put here may not be."""
ASKED: Final = "X-Asked-URI"
"""A header of our own (WARC lets there be such): which address redirected to this one."""


class Digests(NamedTuple):
    """By what an answer is known: the payload as it was sent, and the body that it unpacks to."""

    payload: str
    body: str


def parse(member: bytes) -> ArcWarcRecord:
    """Return the record that an unpacked member holds. Raises ArchiveError."""
    try:
        return ArcWarcRecordLoader(verify_http=False).parse_record_stream(io.BytesIO(member), known_format="warc")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError) as error:
        raise ArchiveError(f"no WARC record ({' '.join(str(error).split()) or type(error).__name__})") from None


def is_alone(record: ArcWarcRecord, member: bytes) -> bool:
    """Tell whether a record is all that its member holds, as it should be."""
    start = member.find(b"\r\n\r\n") + 4
    length = record.rec_headers.get_header("Content-Length") or ""
    return not (length.isdecimal() and member[start + int(length) :].strip())


def capture_of(record: ArcWarcRecord) -> Capture | None:
    """Return what a record captured, None for a request and the like; where it stands is still to be said.

    Raises ArchiveError for a record that lacks what WARC asks for.
    """
    warc, http = record.rec_headers, record.http_headers
    if record.rec_type not in {"response", "revisit"} or http is None:
        return None
    url, date = warc.get_header("WARC-Target-URI"), warc.get_header("WARC-Date")
    if not url or not date:
        raise ArchiveError("a record without WARC-Target-URI or WARC-Date")
    revisit: Revisit | None = None
    if record.rec_type == "revisit":
        profile = warc.get_header("WARC-Profile") or ""
        revisit = "not-modified" if profile.endswith("server-not-modified") else "identical"
    status = OK if revisit else int(http.get_statuscode()) if http.get_statuscode().isdecimal() else 0
    printed = warc.get_header("WARC-Payload-Digest") or ""
    digests = Digests(printed, printed) if revisit else _digests(record, status)
    return Capture(
        url=url,
        asked_url=warc.get_header(ASKED) or url,
        time=_time(date),
        status=status,
        digest=digests.body,
        content_type=http.get_header("Content-Type"),
        etag=http.get_header("ETag"),
        last_modified=http.get_header("Last-Modified"),
        payload=digests.payload,
        revisit=revisit,
    )


def _digests(record: ArcWarcRecord, status: int) -> Digests:
    sent = payload_of(record)
    payload = digest_of(sent)
    body = unpacked(sent, http_headers(record)) if status == OK else sent
    return Digests(payload, payload if body is sent else digest_of(body))


def refers_to(record: ArcWarcRecord) -> tuple[str, datetime] | None:
    """Return address and time of the capture that a revisit refers to, None where it does not say."""
    url = record.rec_headers.get_header("WARC-Refers-To-Target-URI")
    date = record.rec_headers.get_header("WARC-Refers-To-Date")
    return (url, _time(date)) if url and date else None


def payload_of(record: ArcWarcRecord) -> bytes:
    """Return an answer's payload as it was sent, but not in chunks. Can be asked once."""
    if (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked":  # written by another program
        record.http_headers.remove_header("Content-Encoding")
        return bytes(record.content_stream().read())
    return bytes(record.raw_stream.read())


def http_headers(record: ArcWarcRecord) -> dict[str, str]:
    """Return an answer's headers as `Response` has them: names in lower case, repeated ones joined."""
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def unpacked(payload: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a payload without its `Content-Encoding`. Raises ArchiveError where that is not gzip, or damaged."""
    packing = response.packing_of(headers)
    if packing in response.PLAIN:
        return payload
    if packing not in response.GZIP:
        raise ArchiveError(f"a body packed as {packing!r}, which is not read")
    unpacker = zlib.decompressobj(GZIP)
    try:
        body = unpacker.decompress(payload, LARGEST_BODY)
    except zlib.error:
        raise ArchiveError("a body of broken gzip") from None
    if not unpacker.eof:
        raise ArchiveError("a body that is cut off or far too long")
    return body


def digest_of(*parts: bytes) -> str:
    """Return by what bytes are known: `sha256:…`, of the parts as one."""
    whole = sha256()
    for part in parts:
        whole.update(part)
    return f"sha256:{whole.hexdigest()}"


def _time(date: str) -> datetime:
    """Return a WARC-Date as a time in UTC. Raises ArchiveError."""
    try:
        time = datetime.fromisoformat(date)
    except ValueError:
        raise ArchiveError(f"a WARC-Date that is none: {date!r}") from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
