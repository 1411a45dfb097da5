"""Tables as grids: the cells of a document's tables, by row and column, and what their rows say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Block

Lines = list["Block"]
"""The lines of one cell."""


@dataclass(slots=True)
class Grid:
    """One table. `rows[r][c]` are the lines of a cell; spans stand in every place they cover."""

    first: int
    """Number of the table's first block in the document."""
    last: int
    rows: dict[int, dict[int, Lines]] = field(default_factory=dict)
    numbers: dict[int, list[int]] = field(default_factory=dict)
    """The numbers of the blocks of each row."""
    headers: set[int] = field(default_factory=set)
    """Rows all of whose cells are header cells."""

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((max(row) + 1 for row in self.rows.values() if row), default=0)


def grids(blocks: Sequence[Block]) -> list[Grid]:
    """Return the tables of a document, in order of appearance."""
    found: dict[int, Grid] = {}
    plain: set[tuple[int, int]] = set()
    for number, block in enumerate(blocks):
        cell = block.cell
        if cell is None:
            continue
        grid = found.setdefault(cell.table, Grid(number, number))
        grid.last = number
        grid.rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(block)
        grid.numbers.setdefault(cell.row, []).append(number)
        if not cell.header:
            plain.add((cell.table, cell.row))
    for table, grid in found.items():
        grid.headers = {row for row in grid.rows if (table, row) not in plain}
    return list(found.values())


def joined(lines: Lines) -> str:
    """Return a cell's text, its lines joined by spaces."""
    return lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines)
