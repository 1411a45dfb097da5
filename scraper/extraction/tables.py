"""All tables of a page: the projects in their rows, the pairs of label and value in them, and their totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scraper.extraction.boxes import box_grids
from scraper.extraction.cell_lines import line_grids
from scraper.extraction.grid import grids
from scraper.extraction.layouts.headless import headless_records
from scraper.extraction.layouts.table import plain_pairs, side_by_side, table_pairs, table_records, table_totals
from scraper.extraction.strips import strip_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.extraction.grid import Grid
    from scraper.extraction.labels import Labels
    from scraper.extraction.record import Pair, RawRecord, Total
    from scraper.model import Document


_WIDEST: Final = 100
"""Columns: what has more of them is no table that somebody reads."""


@dataclass(slots=True)
class Tables:
    """What the tables of a page hold."""

    records: list[RawRecord] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    opened: set[int] = field(default_factory=set)
    """Blocks of tables that are neither rows of projects nor labels with values: they are read as lines."""


def read_tables(document: Document, labels: Labels) -> Tables:
    """Return what the tables of a page hold."""
    tables = Tables()
    for grid in [*box_grids(document, labels), *line_grids(document, labels)]:
        records = table_records(grid, labels)
        if records:
            records[0].blocks.update(grid.numbers[0])  # names of columns are no labels of the lines below them
        tables.records += records
        tables.totals += table_totals(grid, labels)
    tables.records += strip_records(document.blocks.views, labels)
    read = []
    for grid in grids(document.blocks.views):
        if grid.width > _WIDEST:
            tables.opened.update(_numbers(grid))
        elif pairs := plain_pairs(grid, labels):
            tables.pairs += pairs
        else:
            read.append((grid, table_records(grid, labels) or side_by_side(grid, labels)))
    with_rows = [found for _, found in read if found]
    # Tables of one row each that none of them names: what stands over each table does.
    if len(with_rows) > 1 and all(len(found) == 1 and found[0].name is None for found in with_rows):
        read = [(grid, [] if table_pairs(grid, labels) else found) for grid, found in read]
    for grid, rows in read:
        found = rows or headless_records(grid, document.blocks.views, labels)
        pairs = [] if found else table_pairs(grid, labels)
        tables.records += found
        tables.pairs += pairs
        if found:
            tables.totals += table_totals(grid, labels)
        elif not pairs:
            tables.opened.update(_numbers(grid))
    return tables


def _numbers(grid: Grid) -> Iterator[int]:
    """Yield the numbers of a table's blocks."""
    return (number for numbers in grid.numbers.values() for number in numbers)
