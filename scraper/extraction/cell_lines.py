"""Tables of plain text with a line for each cell: the names of the columns below each other, then row after row.

In go the blocks of a text, out come grids as those of tables. Nothing but the order tells which cell a line is: rows
are read as long as each sum and each date stands where its column has it, and no further.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scraper.extraction.fit import fits, is_number_field, is_sentence, unit_of
from scraper.extraction.grid import Grid
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.columns import read_header
from scraper.normalise.organisation import is_organisation
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extraction.labels import Labels
    from scraper.extraction.layouts.columns import Column
    from scraper.model import Block, Document

_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 8
_LONGEST_LABEL = 40
_LONGEST_CELL = 200
_euros = re.compile(r"€|\beur", re.IGNORECASE).search
_NOTHING = frozenset({"-", "–", "—", "0"})
"""What a cell prints that has no sum."""


def line_grids(document: Document, labels: Labels) -> list[Grid]:
    """Return the tables with a line for each cell, in order of appearance."""
    if document.media != "text":
        return []
    blocks = document.blocks.views
    found: list[Grid] = []
    end = 0
    for number in _labels_of_sums(blocks, labels):
        if number < end:
            continue
        grids = [
            grid for header in _headers_around(number, end, len(blocks)) if (grid := _grid(blocks, header, labels))
        ]
        best = max(grids, key=lambda grid: (_known(grid, labels), grid.last), default=None)
        if best and not _counts_other_money(blocks, best):
            found.append(best)
            end = best.last + 1
    return found


def _counts_other_money(blocks: Sequence[Block], grid: Grid) -> bool:
    """Tell whether a page that names another currency leaves it out in a table."""
    texts = "\n".join(blocks[number].text for numbers in grid.numbers.values() for number in numbers)
    if _euros(texts):
        return False
    return any(_foreign().search(block.text) for block in blocks)


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(rf"[0-9]\s?(?:{either(words('units', 'currency', 'foreign'))})(?!\w)", re.IGNORECASE)


def _labels_of_sums(blocks: Sequence[Block], labels: Labels) -> Iterator[int]:
    """Yield the numbers of the lines that are the label of a sum and have none below."""
    for number, block in enumerate(blocks[:-1]):
        if not _may_be_label(block):
            continue
        label = labels.exact(block.text)
        money = label is not None and label.field in MONEY_FIELDS
        if (money or unit_of(block.text)) and not fits("granted_amount", blocks[number + 1].text):
            yield number


def _may_be_label(block: Block) -> bool:
    return len(block.text) <= _LONGEST_LABEL and not block.in_table and block.kind in {"paragraph", "heading"}


def _headers_around(number: int, first: int, end: int) -> Iterator[range]:
    """Yield the lines that may name the columns, one of them a sum's label."""
    for width in range(_FEWEST_COLUMNS, _MOST_COLUMNS + 1):
        for start in range(max(first, number - width + 1), number + 1):
            if start + 2 * width <= end:
                yield range(start, start + width)


def _grid(blocks: Sequence[Block], header: range, labels: Labels) -> Grid | None:
    """Return the grid below a header; None if its lines name no columns, or the lines below don't fit them."""
    cells = [blocks[number] for number in header]
    if not all(map(_may_be_label, cells)) or any(cell.text[-1] in ":.!?" for cell in cells):
        return None
    if not _is_label(cells[-1], labels) or (header.start and _is_label(blocks[header.start - 1], labels)):
        return None  # what follows the last label may be the first cell, and no name of a column is left out
    grid = Grid(header.start, header.stop - 1, blocks)
    _add_row(grid, header, cells)
    columns = read_header(grid, 0, labels)
    if not columns or not any(column.field in MONEY_FIELDS for column in columns.values()):
        return None
    at = header.stop
    while at + len(header) <= len(blocks):
        row = blocks[at : at + len(header)]
        if not all(_fits(columns[place], cell, labels) for place, cell in enumerate(row)):
            break
        _add_row(grid, range(at, at + len(header)), row)
        at += len(header)
    rows = len(grid.rows) - 1
    return grid if rows > 1 or (rows and _names_receiver(grid, columns)) else None


def _is_label(block: Block, labels: Labels) -> bool:
    return block.text == "%" or labels.exact(block.text) is not None or unit_of(block.text) is not None


def _known(grid: Grid, labels: Labels) -> int:
    """Return how many names of columns are in no vocabulary, the fewer the more."""
    return -sum(not _is_label(cell, labels) for (cell,) in grid.rows[0].values())


def _add_row(grid: Grid, numbers: range, cells: Sequence[Block]) -> None:
    row = len(grid.rows)
    grid.rows[row] = {column: [cell] for column, cell in enumerate(cells)}
    grid.numbers[row], grid.own[row] = list(numbers), list(range(len(cells)))
    grid.last = numbers.stop - 1


def _fits(column: Column, cell: Block, labels: Labels) -> bool:
    """Tell whether a line can be a cell of a column."""
    text = cell.text
    if cell.in_table or len(text) > _LONGEST_CELL or labels.exact(text) or text[-1] == ":":
        return False
    if is_number_field(column.field):
        return text in _NOTHING or fits(column.field, text, column.unit)
    return not is_sentence(text) and not (text[0].isdigit() and fits("granted_amount", text, "€") and "€" in text)


def _names_receiver(grid: Grid, columns: dict[int, Column]) -> bool:
    """Tell whether the only row of a table has an organisation for its applicant."""
    return any(
        column.field == "applicant" and is_organisation(grid.rows[1][place][0].text)
        for place, column in columns.items()
    )
