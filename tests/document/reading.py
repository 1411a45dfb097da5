"""What the tests of this room share: short forms of what was read, and the outside check of a trace."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from scraper.document import read
from scraper.model import Block, Document

INVISIBLE = re.compile("zz|[\\s\xad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
"""Also `zz`: what the tests write into scripts within a line."""


def html(body: str) -> Document:
    return read(f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>".encode())


def lines(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def pieces(block: Block) -> list[str]:
    return [block.text[piece.start : piece.end] for piece in block.pieces]


def assert_traced(data: bytes, document: Document, block: Block, start: int, end: int, last: Block) -> None:
    """Check with plain lxml (or the lines of a text) that a stretch is where its trace says it is."""
    found = document.locate(block.number, start, end, last.number)
    whole = string(data.decode(document.encoding), found.path)
    assert whole[found.start : found.end] == found.raw
    if block == last:
        printed = unicodedata.normalize("NFC", INVISIBLE.sub("", found.raw))
        assert printed == INVISIBLE.sub("", block.text[start:end])


def string(page: str, path: str) -> str:
    """Return the string value of what stands at a path of a page."""
    if path.startswith("line:"):
        return re.split("\r\n|\r|\n", page)[int(path.removeprefix("line:")) - 1]
    root = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
    found = root.xpath(path)
    assert len(found) == 1, f"{path} leads to {len(found)} places"
    return str(root.xpath(f"string({path})"))
