"""Plain text to a `Document`: every line a block, blank lines between paragraphs, lists and titles by their look."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, cast

from scraper.document.encoding import decode
from scraper.document.lines import PLAIN, build
from scraper.document.marks import Mark, might_be_marked, take_marks, take_off
from scraper.document.trace import TextSource
from scraper.errors import UnreadablePageError
from scraper.model import Block, Cell, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_TITLE = 200
_MAX_WRAPPED = 100
"""How many lines an item may have."""
_line_end = re.compile(r"\r\n|\r|\n")
_hashes = re.compile(r"(#{1,6}) (?=\S)").match
_rule = re.compile(r"\s*([=_*~-])\1{2,}\s*\Z").match
_UNDERLINES = {"=": 1, "-": 2}
"""What a title is underlined with, and the level that shows."""
_TITLE_NEVER_ENDS = (".", ":", ";", ",", "?")
_TAB_WIDTH = 4


def read_text(data: bytes, encoding: str, digest: str) -> Document:
    """Read a plain text page. Raises UnreadablePageError if nothing in it prints."""
    lines = _line_end.split(decode(data, encoding))
    blocks = _lines(lines)
    _read_items(blocks, lines)
    _read_titles(blocks, lines)
    blocks = _join_wrapped(blocks, lines)
    if not blocks:
        message = "no text in it; save the page again"
        raise UnreadablePageError(message)
    return Document(blocks, [-1], {}, None, "text", encoding, digest, TextSource(lines))


def _lines(lines: Sequence[str]) -> list[Block]:
    """Make a block of every line that prints something, of every cell in lines parted by tabs."""
    blocks: list[Block] = []
    paragraph = table = row = 0
    tabbed = [_is_tabbed(line) for line in lines]
    for number, line in enumerate(lines):
        if tabbed[number] and (tabbed[number - 1 : number] == [True] or tabbed[number + 1 : number + 2] == [True]):
            blocks += _cells(line, number, paragraph, table, row)
            row += 1
            continue
        if row:
            table, row = table + 1, 0
        block = _block(line, 0, number, paragraph)
        if block is None:
            paragraph += 1
        elif not _rule(line):
            blocks.append(block)
    return blocks


def _block(raw: str, offset: int, number: int, paragraph: int) -> Block | None:
    text, pieces, _ = build([(raw, number, offset, PLAIN, False)])
    return Block("paragraph", text, pieces, number, 0, paragraph) if text else None


def _is_tabbed(line: str) -> bool:
    return "\t" in line.strip()


def _cells(line: str, number: int, paragraph: int, table: int, row: int) -> list[Block]:
    """Make a block of each cell of a line parted by tabs."""
    blocks = []
    offset = 0
    for column, raw in enumerate(line.split("\t")):
        block = _block(raw, offset, number, paragraph)
        offset += len(raw) + 1
        if block is not None:
            block.kind = "cell"
            block.cell = Cell(table, row, column, header=False, repeated=False)
            blocks.append(block)
    return blocks


def _read_items(blocks: list[Block], lines: Sequence[str]) -> None:
    """Make items of the lines that start with a mark, nested as they are indented."""
    take_marks(blocks, [number for number, block in enumerate(blocks) if might_be_marked(block.text)])
    indents: list[int] = []
    for block in blocks:
        if block.kind != "item":
            continue
        indent = _indent(block, lines)
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        block.level = len(indents)


def _join_wrapped(blocks: Iterable[Block], lines: Sequence[str]) -> list[Block]:
    """Join lines to the item they go on from: in its paragraph, indented deeper than its mark, without a mark."""
    joined: list[Block] = []
    indent = -1
    for block in blocks:
        item = joined[-1] if joined else None
        if block.kind == "item":
            indent = _indent(block, lines)
        elif item is not None and _goes_on(item, block) and _indent(block, lines) > indent:
            shift = len(item.text) + 1
            item.text = f"{item.text} {block.text}"
            item.pieces += tuple(
                piece._replace(start=piece.start + shift, end=piece.end + shift) for piece in block.pieces
            )
            continue
        joined.append(block)
    return joined


def _goes_on(item: Block, block: Block) -> bool:
    """Whether a block is plain text in the paragraph of the item before it, which has not gone on for too long."""
    if item.kind != "item" or len(item.pieces) >= _MAX_WRAPPED:
        return False
    return block.kind == "paragraph" and block.paragraph == item.paragraph


def _indent(block: Block, lines: Sequence[str]) -> int:
    line = lines[cast("int", block.node)].expandtabs(_TAB_WIDTH)
    return len(line) - len(line.lstrip())


def _read_titles(blocks: Sequence[Block], lines: Sequence[str]) -> None:
    """Make headings of lines marked with `#`, underlined, or standing alone without a sentence's end."""
    sizes = Counter(block.paragraph for block in blocks)
    for block in blocks:
        if block.kind != "paragraph":
            continue
        hashes = _hashes(block.text)
        if hashes:
            take_off(block, Mark(hashes.end(), ""))
            block.kind, block.level = "heading", len(hashes[1])
            continue
        number = cast("int", block.node)
        underline = _rule(lines[number + 1]) if number + 1 < len(lines) else None
        if underline and underline[1] in _UNDERLINES:
            block.kind, block.level = "heading", _UNDERLINES[underline[1]]
        elif sizes[block.paragraph] == 1 and _looks_like_title(block.text):
            block.kind = "heading"


def _looks_like_title(text: str) -> bool:
    return len(text) <= _MAX_TITLE and not text.endswith(_TITLE_NEVER_ENDS)
