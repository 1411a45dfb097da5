"""WARC records: exchanges come in and become gzip members of a file, members come in and become captures and bodies.

ISO 28500:2017 (WARC 1.1), written and parsed by warcio. No secret is written: neither a password in an address nor a
header that carries one. A member that holds no record is refused with an ArchiveError.
"""

from __future__ import annotations

import io
import re
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from scraper import __version__
from scraper.archive.capture import OK, Capture
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from warcio.recordloader import ArcWarcRecord

    from scraper.archive.capture import Revisit
    from scraper.crawl.response import Exchange

VERSION: Final = "1.1"
FAST: Final = 1
"""How hard gzip tries: level 9 takes eight times as long for a file that is a sixth smaller."""
STORED: Final = 0
"""For what came packed: it does not get smaller."""
GZIP: Final = 31
"""zlib's way to say: the largest window, with a gzip header and checksum."""
LARGEST_BODY: Final = 100_000_000
"""Bytes that a body may unpack to; what we fetched is far below, what others put here may not be."""
ASKED: Final = "X-Asked-URI"
"""A header of our own (WARC lets there be such): which address redirected to this one."""

PROFILES: Final[dict[Revisit, str]] = {
    "not-modified": "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
    "identical": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
}
_USERINFO: Final = re.compile(rb"(?<=://)[^/?#\s\"'<>]*@")
_SECRET: Final = frozenset(
    {b"authorization", b"proxy-authorization", b"cookie", b"cookie2", b"set-cookie", b"set-cookie2"}
)


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """The head of a request or answer as it travelled; warcio would spell it anew."""

    def __init__(self, head: bytes) -> None:
        super().__init__("", [])
        self.headers_buff = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Leave the head as it is."""

    def __bool__(self) -> bool:
        return True


class Digests(NamedTuple):
    """By what an answer is known: the payload as it was sent, and the body that it unpacks to."""

    payload: str
    body: str


class Made(NamedTuple):
    """One exchange as gzip members, and what the answer's captured; where it will stand is still to be said."""

    request: bytes
    answer: bytes
    capture: Capture


def warcinfo(file: str) -> bytes:
    """Return the member that opens a file and says who wrote it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=VERSION)
    about = {
        "software": f"council-scraper/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
    }
    writer.write_record(writer.create_warcinfo_record(file, about))
    return _packed(out.getvalue(), FAST)


def made(
    exchange: Exchange,
    digests: Digests,
    *,
    asked_url: str,
    revisit: Revisit | None = None,
    original: Capture | None = None,
) -> Made:
    """Return a request and its answer as members; a `revisit` refers to the `original` and keeps no body again."""
    url = without_userinfo(exchange.url)
    shared = {"WARC-Date": _date(exchange.started_at)}
    if exchange.ip is not None:
        shared["WARC-IP-Address"] = exchange.ip
    body = b"" if revisit else exchange.payload
    head = _answer_head(exchange.response_head, None if revisit else len(body))
    about = {**shared, "WARC-Payload-Digest": original.payload if original else digests.payload}
    if asked_url != exchange.url:
        about[ASKED] = without_userinfo(asked_url)
    if revisit and original:
        about |= {
            "WARC-Profile": PROFILES[revisit],
            "WARC-Refers-To-Target-URI": original.url,
            "WARC-Refers-To-Date": _date(original.time),
        }
    identity, answer = _record("revisit" if revisit else "response", url, head, body, about)
    asking = _clean(exchange.request_head)
    concerned = {"WARC-Concurrent-To": identity, "WARC-Payload-Digest": digest_of()}
    _, request = _record("request", url, asking, b"", shared | concerned)
    capture = capture_of(parse(answer), digests)
    assert capture is not None  # noqa: S101  (an answer is one)
    packed = header(head, b"content-encoding") is not None
    return Made(_packed(request, FAST), _packed(answer, STORED if packed else FAST), capture)


def parse(member: bytes) -> ArcWarcRecord:
    """Return the record that an unpacked member holds. Raises ArchiveError."""
    try:
        return ArcWarcRecordLoader(verify_http=False).parse_record_stream(io.BytesIO(member), known_format="warc")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError) as error:
        raise ArchiveError(f"no WARC record ({' '.join(str(error).split()) or type(error).__name__})") from None


def capture_of(record: ArcWarcRecord, digests: Digests | None = None) -> Capture | None:
    """Return what a record captured, None for a request and the like; where it stands is still to be said.

    The digests are taken of the record unless they are known. Raises ArchiveError for a record that lacks what WARC
    asks for.
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
    known = Digests(printed, printed) if revisit else digests or _digests(record, status)
    return Capture(
        url=url,
        asked_url=warc.get_header(ASKED) or url,
        time=_time(date),
        status=status,
        digest=known.body,
        content_type=http.get_header("Content-Type"),
        etag=http.get_header("ETag"),
        last_modified=http.get_header("Last-Modified"),
        file="",
        offset=0,
        payload=known.payload,
        revisit=revisit,
        body_file=None,
        body_offset=None,
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
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in {"", "identity"}:
        return payload
    if packing not in {"gzip", "x-gzip"}:
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


def header(head: bytes, name: bytes) -> str | None:
    """Return the first value of a header in a head as it travelled."""
    for line in head.split(b"\r\n")[1:]:
        key, colon, value = line.partition(b":")
        if colon and key.strip().lower() == name:
            return value.strip().decode("latin-1")
    return None


def without_userinfo(url: str) -> str:
    """Return an address without the name and password that it may hold."""
    return _USERINFO.sub(b"", url.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")


def _answer_head(head: bytes, length: int | None) -> bytes:
    """Return an answer's head without secrets, and true of the body that follows it: in one piece, of that length.

    A head whose body is not kept (`length` is None) keeps its own.
    """
    lines = []
    for line in _clean(head).rstrip(b"\r\n").split(b"\r\n"):
        name = line.partition(b":")[0].strip().lower()
        if name == b"transfer-encoding":
            lines.append(b"X-Archive-Orig-" + line)
        elif name != b"content-length" or length is None:
            lines.append(line)
    if length is not None:
        lines.append(b"Content-Length: %d" % length)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _clean(head: bytes) -> bytes:
    """Return a head without the headers that carry secrets, and without passwords in addresses."""
    first, *lines = _USERINFO.sub(b"", head).rstrip(b"\r\n").split(b"\r\n")
    kept = [first]
    secret = False
    for line in lines:
        if not line.startswith((b" ", b"\t")):  # else it goes on with the header before
            secret = line.partition(b":")[0].strip().lower() in _SECRET
        if not secret:
            kept.append(line)
    return b"\r\n".join(kept) + b"\r\n\r\n"


def _record(kind: str, url: str, head: bytes, body: bytes, about: dict[str, str]) -> tuple[str, bytes]:
    """Return a record's id, and the record."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=VERSION)
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=_Head(head),
        warc_headers_dict={**about, "WARC-Block-Digest": digest_of(head, body)},
    )
    writer.write_record(record)
    return record.rec_headers.get_header("WARC-Record-ID"), out.getvalue()


def _packed(record: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
    return packer.compress(record) + packer.flush()


def _date(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _time(date: str) -> datetime:
    """Return a WARC-Date as a time in UTC. Raises ArchiveError."""
    try:
        time = datetime.fromisoformat(date)
    except ValueError:
        raise ArchiveError(f"a WARC-Date that is none: {date!r}") from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
