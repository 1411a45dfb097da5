"""The marks of Markdown: they are taken off what stands in a text's blocks, and show what is emphasised or a link.

Only a text that has marks which nothing else has is read so: two stars around words, a link with its address, a
heading's hashes, the line under a table's header.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.columns import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.document.ledger import Ledger

_is_markdown = re.compile(
    r"^ {0,3}#{1,6} +\S|\*\*[^\s*][^*\n]*\*\*|\]\([^()\s]*\)|^ ?\|? ?:?-{3,}:? ?\|", re.MULTILINE
).search
_mark = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])"
    r"|(?P<image>!)?\[(?P<linked>[^\[\]]*)\]\((?P<link>[^()\s]*(?:\([^()]*\))?)[^()]*\)"
    r"|<(?P<address>https?://[^<>\s]+)>"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])(?P<starred>.{1,300}?)(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<!\w)_{1,3}(?=[^\s_])(?P<underlined>.{1,300}?)(?<=[^\s_])_{1,3}(?!\w)"
)
_MARKS = "\\*_[<"
_space_before_colon = re.compile(r" (?=:(?:\s|\Z))").match

Stretch = tuple[int, int, Look]
"""A part of a block's text that stays, and how it looks."""


def is_markdown(text: str) -> bool:
    """Tell whether a text has marks of Markdown."""
    return _is_markdown(text) is not None


def take_emphasis(ledger: Ledger) -> None:
    """Take the marks off all blocks."""
    for at, text in enumerate(ledger.columns.texts):
        if not any(mark in text for mark in _MARKS):
            continue
        stretches = list(_stretches(text, 0, len(text), Look(strong=False, link=None)))
        if stretches and [stretch[:2] for stretch in stretches] != [(0, len(text))]:
            ledger.keep(at, stretches)


def _stretches(text: str, start: int, end: int, look: Look) -> Iterator[Stretch]:
    """Yield what of a stretch stays when its marks are gone."""
    for found in _mark.finditer(text, start, end):
        if start < found.start():
            yield start, found.start(), look
        start = found.end()
        if found["escaped"]:
            yield *found.span("escaped"), look
        elif found["address"]:
            yield *found.span("address"), look._replace(link=found["address"])
        elif found["linked"] is not None:
            if not found["image"]:
                yield from _stretches(text, *found.span("linked"), look._replace(link=found["link"]))
        else:
            inner = "starred" if found["starred"] else "underlined"
            yield from _stretches(text, *found.span(inner), look._replace(strong=True))
            if _space_before_colon(text, start):
                start += 1
    if start < end:
        yield start, end, look
