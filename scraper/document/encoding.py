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


def decode(data: bytes, name: str) -> str:
    """Return the text of `data` without a byte order mark; what cannot be decoded becomes U+FFFD."""
    return data[_mark(data, name) :].decode(name, "replace")


def as_utf8(data: bytes, name: str) -> bytes:
    """Return `data` as UTF-8 without a byte order mark."""
    if name == "utf-8" and not data.startswith(codecs.BOM_UTF8):
        return data  # the parser makes U+FFFD of a stray byte, as `decode` does
    return decode(data, name).encode("utf-8", "replace")


def decode_name(data: bytes, content_type: str | None = None) -> str:
    """Name the codec of `data`: from its mark, the header, its own declaration, or what its bytes allow.

    UTF-8 is what most of its bytes say it is, whatever is claimed: the wrong letters are worse than a few lost ones.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    claims = [_CODECS.get(label.strip().lower(), "") for label in _claims(data, content_type)]
    wide = next((name for name in (*claims, "utf-16-le", "utf-16-be") if _is_wide(data, name)), None)
    if wide:
        return wide
    if _decodes(data, "utf-8") or _is_damaged_utf8(data):
        return "utf-8"
    narrow = [name for name in claims if name and not name.startswith("utf")]
    return next((name for name in narrow if _decodes(data, name)), "windows-1252")


def _claims(data: bytes, content_type: str | None) -> list[str]:
    """List the labels that the header and the page itself give, in order of their authority."""
    head = data[:_HEAD]
    header = _HEADER.search(content_type) if content_type else None
    labels = [header[1]] if header else []
    found = _META.search(head) or _DECLARATION.search(head)
    return [*labels, found[1].decode("ascii", "replace")] if found else labels


def _is_wide(data: bytes, name: str) -> bool:
    """Whether a name is that of UTF-16 and most characters at the start have its empty high byte, as Latin text has."""
    if not name.startswith("utf-16"):
        return False
    sample = data[:_SAMPLE]
    high = sample[1::2] if name == "utf-16-le" else sample[0::2]
    low = sample[0::2] if name == "utf-16-le" else sample[1::2]
    return high.count(0) * 2 > len(high) and low.count(0) * 8 <= len(low)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is well-formed UTF-8: one bad byte must not garble every letter of a page."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return bad < len(text) - bad - len(text.encode("ascii", "ignore"))


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _mark(data: bytes, name: str) -> int:
    """How many bytes the byte order mark takes."""
    return next((len(mark) for mark, codec in _MARKS if codec == name and data.startswith(mark)), 0)
