"""Readers: the bytes of a page, HTML or plain text, to a `Document` of blocks that can be traced to the source."""

from __future__ import annotations

import hashlib
import re

from scraper.blocks import Document
from scraper.document.encoding import decode, decode_name
from scraper.document.html import read_html
from scraper.document.refusal import refuse_binary, refuse_unfit
from scraper.document.text import read_text

__all__ = ["read"]

_SNIFFED = 4096
_doctype = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
).match
_tag = re.compile(
    r"<(?:html|head|body|title|meta|main|article|section|header|nav|aside|footer|div|p|table|tr|td|ul|ol|dl|dt|li"
    r"|h[1-6]|span|strong|b|em|i|a|br|hr|form|details|figure|blockquote|pre|font|center|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
).search
_markup = re.compile(r"<[a-z!?/]", re.IGNORECASE).search
_HTML_ENDINGS = (".html", ".htm", ".xhtml", ".asp", ".aspx", ".php", ".jsp", ".shtml")
_TEXT_ENDINGS = (".txt", ".md", ".text")


def read(data: bytes, *, content_type: str | None = None, path_hint: str | None = None) -> Document:
    """Read a page's bytes, as HTML or plain text: whichever the header, the file's name or the bytes say it is.

    `content_type` is the HTTP header the page came with, `path_hint` its file name or address; both may be unknown.
    Raises UnreadablePageError for bytes that are no whole page with text; the message does not name the file.
    """
    refuse_unfit(data)
    encoding = decode_name(data, content_type)
    if not encoding.startswith("utf-16"):
        refuse_binary(data)
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    if _is_html(decode(data[:_SNIFFED], encoding), content_type, path_hint):
        return read_html(data, encoding, digest)
    return read_text(data, encoding, digest)


def _is_html(beginning: str, content_type: str | None, path_hint: str | None) -> bool:
    if _doctype(beginning):
        return True
    media = (content_type or "").partition(";")[0].strip().lower()
    if media in ("text/html", "application/xhtml+xml", "application/xml", "text/xml"):
        return _markup(beginning) is not None  # servers call plain text HTML, too
    if media == "text/plain":
        return False
    path = (path_hint or "").lower().partition("?")[0].partition("#")[0]
    if path.endswith(_HTML_ENDINGS):
        return True
    if path.endswith(_TEXT_ENDINGS):
        return False
    return _tag(beginning) is not None
