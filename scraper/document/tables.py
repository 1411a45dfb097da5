"""A `table` element to the places its cells take, with spans written out; nothing for a table that only lays out.

Spans are bounded: no cell reaches over 1000 columns or below its group of rows, and a table whose copies would be
out of proportion to its blocks is read without them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from scraper.model import Block

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MAX_SPAN = 1000
_MAX_COLUMNS = 1000
"""What spans reach at most: cells of their own may stand further right."""
_MAX_COPIES = 10_000
_COPIES_PER_BLOCK = 4


class Spot(NamedTuple):
    """The places that a cell takes; `rows` and `columns` count them."""

    row: int
    column: int
    rows: int
    columns: int
    header: bool


def grid(table: etree._Element) -> dict[etree._Element, Spot] | None:
    """Return the spot of every cell and row of a table that holds data, or nothing if it only lays out the page."""
    groups = _groups(table)
    if _only_lays_out(table, [row for group in groups for row in group]):
        return None
    spots: dict[etree._Element, Spot] = {}
    number = 0
    for group in groups:
        number += _place(group, number, spots)
    return spots


def in_order(blocks: list[Block], spots: Mapping[etree._Element, Spot], containers: Mapping[int, int]) -> list[Block]:
    """Sort a table's blocks by row and column, a cell that spans several places repeated in each of them.

    Blocks in no cell (the caption) come first. `containers` has the number of each row's element.
    """
    spans = {(spot.row, spot.column): spot for spot in spots.values() if spot.rows > 1 or spot.columns > 1}
    most = _MAX_COPIES + _COPIES_PER_BLOCK * len(blocks)
    copies = list(islice((copy for block in blocks for copy in _copies(block, spans, containers)), most + 1))
    if len(copies) > most:
        copies = []
    return sorted(blocks + copies, key=lambda block: block.cell[1:3] if block.cell else (-1, -1))


def _copies(block: Block, spans: Mapping[tuple[int, int], Spot], containers: Mapping[int, int]) -> Iterator[Block]:
    """Repeat a block in every further place that its cell covers."""
    cell = block.cell
    spot = spans.get((cell.row, cell.column)) if cell else None
    if cell is None or spot is None:
        return
    for row in range(spot.row, spot.row + spot.rows):
        for column in range(spot.column, spot.column + spot.columns):
            if (row, column) != (spot.row, spot.column):
                copy = cell._replace(row=row, column=column, repeated=True)
                yield replace(block, cell=copy, container=containers.get(row, block.container))


def _groups(table: etree._Element) -> list[list[etree._Element]]:
    """Return the rows of each row group, head first and foot last."""
    heads: list[list[etree._Element]] = []
    bodies: list[list[etree._Element]] = []
    feet: list[list[etree._Element]] = []
    loose: list[etree._Element] = []
    for child in table:
        if child.tag == "tr":
            if not loose:
                bodies.append(loose)
            loose.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            loose = []
            kind = heads if child.tag == "thead" else feet if child.tag == "tfoot" else bodies
            kind.append([row for row in child if row.tag == "tr"])
    return heads + bodies + feet


def _only_lays_out(table: etree._Element, rows: list[etree._Element]) -> bool:
    """Whether a table says so, holds a table, titles, whole lists of pairs or paragraphs, or has one column."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if sum(1 for _ in table.iter("table")) > 1:
        return True
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if not any(_has_several_texts(row) for row in cells):
        return True
    if next(table.iter("th"), None) is not None:
        return False
    if next(table.iter(*_HEADINGS, "dl", "article", "section"), None) is not None:
        return True
    return len(rows) == 1 and any(sum(1 for _ in cell.iter("p")) >= 3 for cell in cells[0])


def _has_several_texts(cells: list[etree._Element]) -> bool:
    """Whether more than one cell of a row has text."""
    if len(cells) < 2:
        return False
    return sum(1 for cell in cells if any(not text.isspace() for text in cell.itertext())) > 1


def _place(group: list[etree._Element], first: int, spots: dict[etree._Element, Spot]) -> int:
    """Place the cells of one group of rows, its first row being number `first`; return how many rows it has."""
    reaching: dict[int, int] = {}  # column -> the first row below the cell that reaches down into it
    for number, row in enumerate(group, first):
        spots[row] = Spot(number, 0, 1, 1, header=False)
        in_head = _parent_tag(row) == "thead"
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        column = 0
        for cell in cells:
            while column < _MAX_COLUMNS and reaching.get(column, 0) > number:
                column += 1
            rows = columns = 1
            if cell.items():
                rows = min(_span(cell, "rowspan") or _MAX_SPAN, first + len(group) - number)
                columns = 1 if len(cells) == 1 and rows == 1 else _span(cell, "colspan") or 1
                columns = max(min(columns, _MAX_COLUMNS - column), 1)
            spots[cell] = Spot(number, column, rows, columns, in_head or cell.tag == "th")
            if rows > 1:
                reaching.update(dict.fromkeys(range(column, column + columns), number + rows))
            column += columns
    return len(group)


def _parent_tag(row: etree._Element) -> str:
    parent = row.getparent()
    return "" if parent is None else parent.tag


def _span(cell: etree._Element, name: str) -> int:
    """Read a span: at least 1, 0 only if it is written so, at most 1000."""
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return min(int(value[:5]), _MAX_SPAN)
