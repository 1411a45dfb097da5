"""Tables that are made of boxes instead of `table`: a row of column names, and below it rows of as many lines.

In go the blocks outside of tables, out come grids as those of tables. A row is a box with one line for each column; a
box with fewer lines is passed over, since nothing says which of its cells is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.grid import Grid
from scraper.extraction.groups import ancestors
from scraper.extraction.labels import name_grants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extraction.labels import Labels
    from scraper.model import Block, Document

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 40
_LONGEST_LABEL = 40
_LEVELS = 2
"""How far above the row of column names the box of the whole table lies at most: rows may stand in groups."""


def box_grids(document: Document, labels: Labels) -> list[Grid]:
    """Return the tables of boxes, in order of appearance; a row of column names begins each."""
    if document.media == "text":
        return []
    found: list[Grid] = []
    blocks = document.blocks.views
    end = 0
    for number in _neighbouring_labels(blocks, labels):
        if number < end:
            continue
        header = _box_around(document, number)
        if _names_columns([blocks[at] for at in header], labels):
            grid = _grid(document, header)
            if len(grid.rows) > 1:
                found.append(grid)
                end = grid.last + 1
    return found


def _neighbouring_labels(blocks: Sequence[Block], labels: Labels) -> Iterator[int]:
    """Yield the numbers of the lines outside of tables that are a label, and so is the next one."""
    above = False
    for number, block in enumerate(blocks):
        text = block.text
        label = labels.exact(text) if len(text) <= _LONGEST_LABEL and text[-1] != ":" and not block.in_table else None
        if above and label:
            yield number - 1
        above = label is not None


def _names_columns(header: Sequence[Block], labels: Labels) -> bool:
    """Tell whether the lines of a box name who receives or what is funded, and a sum, each in a box of its own."""
    fields = {label.field for block in header if (label := labels.exact(block.text))}
    parted = len({block.paragraph for block in header}) == len(header)
    return name_grants(fields) and parted and _FEWEST_COLUMNS <= len(header) <= _MOST_COLUMNS


def _grid(document: Document, header: range) -> Grid:
    """Return the grid of a row of column names and the rows below it, as far as they are boxes like the first one."""
    blocks, parents = document.blocks.views, document.parents
    grid = Grid(header.start, header.stop - 1, blocks)
    names = [blocks[number].text.lower() for number in header]
    table = _table_around(document, header)
    printed: list[str] = []
    at = header.start
    while at < len(blocks) and table in ancestors(blocks[at].container, parents):
        row = header if at == header.start else _box_from(document, at, len(header))
        if row is None:
            break
        cells = [blocks[number] for number in row]
        if len({cell.paragraph for cell in cells}) == len(header):
            number = len(grid.rows)
            shapes = [cell.shape for cell in cells]
            printed = printed or (shapes if number else [])
            repeats = any(cell.text.lower().startswith(name) for cell, name in zip(cells, names, strict=True))
            if number and (shapes != printed or repeats):
                break
            grid.rows[number] = {column: [cell] for column, cell in enumerate(cells)}
            grid.numbers[number], grid.own[number] = list(row), list(range(len(cells)))
            grid.last = row.stop - 1
        at = row.stop
    grid.headers.add(0)
    return grid


def _table_around(document: Document, header: range) -> int:
    """Return the box that a header's rows stand in: the one around its own row, or around its group of rows."""
    first, last = (document.blocks.views[number].container for number in (header.start, header.stop - 1))
    around = set(ancestors(last, document.parents))
    shared = [box for box in ancestors(first, document.parents) if box in around]
    return shared[: _LEVELS + 1][-1]


def _box_around(document: Document, number: int) -> range:
    """Return the lines of the smallest box that holds block `number` and the one after it; not all of one too wide."""
    blocks, parents = document.blocks.views, document.parents
    around = set(ancestors(blocks[number].container, parents))
    box = next(box for box in ancestors(blocks[number + 1].container, parents) if box in around)
    first, end = number, number + 2
    while first > max(0, number - _MOST_COLUMNS) and box in ancestors(blocks[first - 1].container, parents):
        first -= 1
    while end < min(len(blocks), number + 2 + _MOST_COLUMNS) and box in ancestors(blocks[end].container, parents):
        end += 1
    return range(first, end)


def _box_from(document: Document, first: int, most: int) -> range | None:
    """Return the lines of the largest box that begins with block `first` and has at most so many, at least two."""
    blocks, parents = document.blocks.views, document.parents
    above = set(ancestors(blocks[first - 1].container, parents)) if first else set()
    found = None
    for box in ancestors(blocks[first].container, parents):
        end = first + 1
        while end < len(blocks) and end - first <= most and box in ancestors(blocks[end].container, parents):
            end += 1
        if box in above or end - first > most:
            break
        found = range(first, end)
    return found if found and len(found) > 1 else None
