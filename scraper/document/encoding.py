"""Bytes of a page to the name of their encoding: byte order mark, HTTP header, meta tag, then what the bytes allow.

Only labels of the WHATWG encoding standard that Finnish pages use are known; any other is as good as none. A label is
a claim: it is believed only if the bytes decode under it, and well-formed UTF-8 overrules every single-byte claim.
"""

from __future__ import annotations

import codecs
import re

_LABELS = {
    "utf-8": ("utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"),
    "utf-16-le": ("utf-16", "utf-16le", "unicode", "ucs-2", "csunicode", "iso-10646-ucs-2", "unicodefeff"),
    "utf-16-be": ("utf-16be", "unicodefffe"),
    "windows-1252": (
        *("windows-1252", "cp1252", "x-cp1252", "ansi_x3.4-1968", "ascii", "us-ascii", "csisolatin1", "cp819"),
        *("ibm819", "iso-8859-1", "iso-ir-100", "iso8859-1", "iso88591", "iso_8859-1", "iso_8859-1:1987", "l1"),
        *("latin1",),
    ),
    "iso-8859-15": ("iso-8859-15", "csisolatin9", "iso8859-15", "iso885915", "iso_8859-15", "l9"),
    "iso-8859-10": ("iso-8859-10", "csisolatin6", "iso-ir-157", "iso8859-10", "iso885910", "l6", "latin6"),
    "iso-8859-4": ("iso-8859-4", "csisolatin4", "iso-ir-110", "iso8859-4", "iso88594", "iso_8859-4", "l4", "latin4"),
    "windows-1257": ("windows-1257", "cp1257", "x-cp1257"),
    "macintosh": ("macintosh", "csmacintosh", "mac", "x-mac-roman"),
}
"""Labels of the WHATWG encoding standard, section 4.2: Latin-1 and ASCII mean windows-1252 on the web."""
_CODECS = {label: name for name, labels in _LABELS.items() for label in labels}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)""", re.IGNORECASE)
_DECLARATION = re.compile(rb"""\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"'>]+)""")
_HEAD = 4096
"""How many bytes are searched for a declaration."""
_SAMPLE = 512


def decode(data: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding; what cannot be decoded becomes U+FFFD."""
    name = decode_name(data, content_type)
    return data[_mark(data, name) :].decode(name, "replace"), name


def as_utf8(data: bytes, content_type: str | None = None) -> tuple[bytes, str]:
    """Return `data` as well-formed UTF-8 without a mark, and the name of the encoding it came in."""
    name = decode_name(data, content_type)
    mark = _mark(data, name)
    if name == "utf-8" and _decodes(data, name):
        return data[mark:], name
    return data[mark:].decode(name, "replace").encode("utf-8", "replace"), name


def decode_name(data: bytes, content_type: str | None = None) -> str:
    """Name the codec of `data`: from its mark, the header, its own declaration, or what its bytes allow."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    for label in _claims(data, content_type):
        name = _CODECS.get(label.strip().lower(), "")
        if name == "utf-8" or (name.startswith("utf-16") and not _is_utf16(data, name)):
            continue  # strict UTF-8 is tried below whatever is claimed
        if name and _decodes(data, name) and not (_decodes(data, "utf-8") and not name.startswith("utf-16")):
            return name
    if _decodes(data, "utf-8"):
        return "utf-8"
    return next((name for name in ("utf-16-le", "utf-16-be") if _is_utf16(data, name)), "windows-1252")


def _claims(data: bytes, content_type: str | None) -> list[str]:
    """List the labels that the header and the page itself give, in order of their authority."""
    head = data[:_HEAD]
    header = _HEADER.search(content_type) if content_type else None
    labels = [header[1]] if header else []
    found = _META.search(head) or _DECLARATION.search(head)
    return [*labels, found[1].decode("ascii", "replace")] if found else labels


def _is_utf16(data: bytes, name: str) -> bool:
    """Whether most characters at the start have an empty high byte, as Latin text in UTF-16 has."""
    sample = data[:_SAMPLE]
    high = sample[1::2] if name == "utf-16-le" else sample[0::2]
    low = sample[0::2] if name == "utf-16-le" else sample[1::2]
    return high.count(0) * 2 > len(high) and low.count(0) * 8 <= len(low)


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _mark(data: bytes, name: str) -> int:
    """How many bytes the byte order mark takes."""
    return next((len(mark) for mark, codec in _MARKS if codec == name and data.startswith(mark)), 0)
