"""Tables as grids: the cells of a document's tables, by row and column, and what their rows say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Block

Lines = list["Block"]
"""The lines of one cell."""

_DITTOS = frozenset({'"', "”", "“", "''", "’’", "″", "〃"})
_LONGEST_DITTO = len('- " -')


@dataclass(slots=True)
class Grid:
    """One table. `rows[r][c]` are the lines of a cell; spans stand in every place they cover."""

    first: int
    """Number of the table's first block in the document."""
    last: int
    blocks: Sequence[Block]
    """The document that holds it: what stands above a table may say what its sums are."""
    rows: dict[int, dict[int, Lines]] = field(default_factory=dict)
    numbers: dict[int, list[int]] = field(default_factory=dict)
    """The numbers of the blocks of each row."""
    own: dict[int, list[int]] = field(default_factory=dict)
    """The columns of each row in which a cell begins: copies that a span leaves are passed over."""
    headers: set[int] = field(default_factory=set)
    """Rows all of whose cells are header cells."""

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((max(row) + 1 for row in self.rows.values() if row), default=0)


def grids(blocks: Sequence[Block]) -> list[Grid]:
    """Return the tables of a document, in order of appearance."""
    found: dict[int, Grid] = {}
    for number, block in enumerate(blocks):
        cell = block.cell
        if cell is None:
            continue
        table, row, column, header, repeated = cell
        grid = found.get(table)
        if grid is None:
            grid = found[table] = Grid(number, number, blocks)
        grid.last = number
        cells = grid.rows.get(row)
        if cells is None:
            cells, grid.numbers[row], grid.own[row] = {}, [], []
            grid.rows[row] = cells
            grid.headers.add(row)
        grid.numbers[row].append(number)
        if column in cells:
            cells[column].append(block)
        else:
            cells[column] = [block]
            if len(block.text) <= _LONGEST_DITTO and (above := _repeated(block, grid, row, column)):
                cells[column] = above
            if not repeated:
                grid.own[row].append(column)
        if not header:
            grid.headers.discard(row)
    return list(found.values())


def _repeated(block: Block, grid: Grid, row: int, column: int) -> Lines | None:
    """Return the lines of the cell above where a cell holds the mark that says so: `"`, `- ” -`."""
    return grid.rows.get(row - 1, {}).get(column) if block.text.strip(" -–—") in _DITTOS else None


def joined(lines: Lines) -> str:
    """Return a cell's text, its lines joined by spaces."""
    return lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines)
