"""Bytes that are no whole page, told before they are parsed: empty, binary, too large, cut off, or made to stall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.errors import UnreadablePageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 50_000_000
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF image or sound file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
_SAMPLE = 4096
_CONTROL_SHARE = 0.05
_MAX_ATTRIBUTES = 5_000
_HARMLESS = 120_000
"""No tag in so many bytes stalls the parser for a second, and most pages have less."""
_WINDOW = 32_768
_GROUPING = rb"(?:div|section|main|article|ul|ol|table|dl)\b"
_opened = re.compile(rb"<" + _GROUPING, re.IGNORECASE).findall
_closed = re.compile(rb"</" + _GROUPING, re.IGNORECASE).findall
_ending = re.compile(rb"</(?:body|html)\b", re.IGNORECASE).search
_beginning = re.compile(rb"<html\b", re.IGNORECASE).search
_script_tag = re.compile(rb"<(/?)script\b", re.IGNORECASE).findall
_VALUE = rb"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+)"
_tag = re.compile(rb"<[A-Za-z](?:[^>=]++|" + _VALUE + rb")*+").finditer
_without_values = re.compile(_VALUE).sub
_value_with_end_tag = re.compile(rb"=\s*+(?:\"[^\"]*?</|'[^']*?</)").search


def refuse_unfit(data: bytes) -> None:
    """Raise UnreadablePageError for what is no page at all: nothing, another kind of file, or over 50 MB."""
    if not data.strip(b" \t\r\n\0"):
        message = "the file is empty; save or fetch the page again"
        raise UnreadablePageError(message)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            message = f"it is {name}, not HTML or text; give the page it came from"
            raise UnreadablePageError(message)
    if len(data) > MAX_BYTES:
        message = f"it has {len(data):,} bytes, more than {MAX_BYTES:,}; split the page"
        raise UnreadablePageError(message)


def refuse_binary(data: bytes) -> None:
    """Raise UnreadablePageError for bytes full of control characters, unless they are UTF-16."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(sample):
        message = f"it is binary ({controls} control characters in the first {len(sample)}), not HTML or text"
        raise UnreadablePageError(message)


def refuse_cut_off(page: bytes) -> None:
    """Raise UnreadablePageError for a page that opens `html` and ends before it is closed.

    A page may omit its last end tags; it is cut off if it ends within a tag, comment or script, or with groups open.
    """
    if _ending(page, max(len(page) - 4096, 0)) or not _beginning(page, 0, 65_536) or _ending(page):
        return
    place = ""
    scripts = _script_tag(page)
    if page.rfind(b"<!--") > page.rfind(b"-->"):
        place = "within a comment"
    elif scripts and not scripts[-1]:
        place = "within a script"
    elif page.rfind(b"<") > page.rfind(b">"):
        place = "within a tag"
    elif len(_opened(page)) > len(_closed(page)):
        place = "with elements still open"
    if place:
        message = f"the page is cut off: it ends {place} and without </html>; save or fetch it again"
        raise UnreadablePageError(message)


def refuse_many_attributes(page: bytes) -> None:
    """Raise UnreadablePageError for a tag with thousands of attributes: the parser's time for them is quadratic."""
    if len(page) < _HARMLESS:
        return
    for part in (page,) if _value_with_end_tag(page) else _without_end_tags(page):
        for tag in _tag(part):
            if len(tag[0]) > 2 * _MAX_ATTRIBUTES and len(set(_without_values(b" ", tag[0]).split())) > _MAX_ATTRIBUTES:
                message = (
                    f"a tag has more than {_MAX_ATTRIBUTES:,} attributes: no page meant for a browser; leave it out"
                )
                raise UnreadablePageError(message)


def _without_end_tags(page: bytes) -> Iterator[bytes]:
    """Return the long stretches of a page that no end tag interrupts: only there can a tag be that long."""
    begin = 0
    while begin + _WINDOW < len(page):
        last = page.rfind(b"</", begin, begin + _WINDOW)
        if last >= 0:
            begin = last + 2
            continue
        end = page.find(b"</", begin + _WINDOW)
        stretch = page[begin : end if end >= 0 else len(page)]
        yield stretch
        begin += len(stretch)
