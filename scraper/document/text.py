"""Plain text to a `Document`: every line a block, blank lines between paragraphs, lists and titles by their look."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scraper.blocks import Blocks, Document
from scraper.columns import Cell, Columns, Run
from scraper.document.encoding import decode
from scraper.document.fold import fold
from scraper.document.ledger import ALONE, Ledger
from scraper.document.lines import PLAIN, indent_if_alike
from scraper.document.marks import take_marks
from scraper.document.places import Lines
from scraper.document.trace import Tracer
from scraper.errors import UnreadablePageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.columns import Kind

Line = tuple[int, str]
"""Where a line begins in the text, and what it says."""

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
_FEWEST_ROWS = 2


def read_text(data: bytes, encoding: str, digest: str) -> Document:
    """Read a plain text page. Raises UnreadablePageError if nothing in it prints."""
    text = decode(data, encoding)
    lines = _lines(text)
    ledger = Ledger(Lines([start for start, _ in lines]))
    ledger.columns.raw = text
    _write_lines(ledger, lines)
    ledger.pack()
    take_marks(ledger)
    _nest_items(ledger, lines)
    _read_titles(ledger, lines)
    _join_wrapped(ledger, lines)
    columns = ledger.columns
    if not columns.texts:
        message = "no text in it; save the page again"
        raise UnreadablePageError(message)
    nothing = Columns(columns.source, first=len(columns.texts))
    return Document(Blocks(columns), [-1], {}, None, "text", encoding, digest, Tracer(columns, nothing))


def _lines(text: str) -> list[Line]:
    """Return where each line begins in a text, and what it says."""
    starts = [0, *(match.end() for match in _line_end.finditer(text))]
    return list(zip(starts, _line_end.split(text), strict=True))


def _write_lines(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Write a block for every line that prints something, for every cell in lines parted by tabs."""
    paragraph = table = row = 0
    rows = _rows([line for _, line in lines])
    for number, (start, line) in enumerate(lines):
        if number in rows:
            _write_cells(ledger, start, line, number, paragraph, table, row)
            row += 1
            continue
        if not fold(line):
            paragraph += 1
            continue
        if row:
            table, row = table + 1, 0
        if not _rule(line):
            _write(ledger, "paragraph", start, line, number, paragraph)


def _write(ledger: Ledger, kind: Kind, start: int, raw: str, number: int, paragraph: int, cell: int = -1) -> None:
    """Write the block of a line, or of what stands in it from `start` on."""
    text = fold(raw)
    indent = indent_if_alike(raw, text)
    runs = ALONE
    if indent < 0:
        runs = ledger.list_runs([*Run(0, len(text), start, start + len(raw), number, ledger.look(PLAIN))], 1)
    style = ledger.style(kind, 0, "", "", hidden=False, strong=False)
    ledger.write(text, style, 0, paragraph, number, start + max(indent, 0), runs, cell)


def _rows(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are rows of tables: parted by tabs, and next to another such line.

    A line between two rows of three or more cells is a row of one cell: the heading of a part of the table.
    """
    filled = [number for number, line in enumerate(lines) if line and not line.isspace()]
    tabs = {number: count for number in filled if (count := lines[number].strip().count("\t"))}
    if len(tabs) < _FEWEST_ROWS:
        return set()
    around = list(zip([-1, *filled], filled, [*filled[1:], -1], strict=False))
    headings = {
        number
        for before, number, after in around
        if number not in tabs and min(tabs.get(before, 0), tabs.get(after, 0)) > 1 and number - before == after - number
    }
    rows = {*tabs, *headings}
    return headings | {number for before, number, after in around if number in tabs and {before, after} & rows}


def _write_cells(ledger: Ledger, start: int, line: str, number: int, paragraph: int, table: int, row: int) -> None:
    """Write a block for each cell of a line parted by tabs."""
    for column, raw in enumerate(line.split("\t")):
        if fold(raw):
            cell = ledger.add_cells([*Cell(table, row, column, header=False, repeated=False)])
            _write(ledger, "cell", start, raw, number, paragraph, cell)
        start += len(raw) + 1


def _nest_items(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Nest items as they are indented."""
    columns = ledger.columns
    indents: list[int] = []
    for at in range(len(columns.texts)):
        style = columns.kinds[columns.styles[at]]
        if style.kind != "item":
            continue
        indent = _indent(lines[columns.nodes[at]])
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        ledger.restyle(at, kind="item", level=len(indents), marker=style.marker)


def _join_wrapped(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Join lines to the item they go on from: in its paragraph, indented deeper than its mark, without a mark."""
    columns = ledger.columns
    joined: dict[int, list[int]] = {}
    item = indent = -1
    for at in range(len(columns.texts)):
        kind = columns.kinds[columns.styles[at]].kind
        goes_on = kind == "paragraph" and item >= 0 and columns.paragraphs[at] == columns.paragraphs[item]
        if goes_on and len(joined[item]) < _MAX_WRAPPED - 1 and _indent(lines[columns.nodes[at]]) > indent:
            joined[item].append(at)
            continue
        joined[at] = []
        item, indent = (at, _indent(lines[columns.nodes[at]])) if kind == "item" else (-1, -1)
    if len(joined) == len(columns.texts):
        return
    for at, others in joined.items():
        if others:
            ledger.join(at, others)
    ledger.pick(list(joined))


def _indent(line: Line) -> int:
    expanded = line[1].expandtabs(_TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip())


def _read_titles(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Make headings of lines marked with `#`, underlined, or standing alone without a sentence's end."""
    columns = ledger.columns
    sizes = Counter(columns.paragraphs)
    for at, text in enumerate(columns.texts):
        if columns.kinds[columns.styles[at]].kind != "paragraph":
            continue
        hashes = _hashes(text)
        number = columns.nodes[at]
        underline = _rule(lines[number + 1][1]) if number + 1 < len(lines) else None
        if hashes:
            ledger.take_off(at, hashes.end())
            ledger.restyle(at, kind="heading", level=len(hashes[1]))
        elif underline and underline[1] in _UNDERLINES:
            ledger.restyle(at, kind="heading", level=_UNDERLINES[underline[1]])
        elif sizes[columns.paragraphs[at]] == 1 and _looks_like_title(text):
            ledger.restyle(at, kind="heading", level=0)


def _looks_like_title(text: str) -> bool:
    return len(text) <= _MAX_TITLE and not text.endswith(_TITLE_NEVER_ENDS)
