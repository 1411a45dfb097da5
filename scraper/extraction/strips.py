"""Tables whose rows are lines: a line of column names, each in an element of its own, and lines of as many elements.

In go blocks, out come raw records. Nothing parts such cells but their elements: read as text, they run together.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from scraper.extraction.fit import fits
from scraper.extraction.labels import MONEY_FIELDS, name_grants
from scraper.extraction.record import Pair, RawRecord
from scraper.model import RawValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.labels import Label, Labels
    from scraper.model import Block

_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 160


def strip_records(blocks: Sequence[Block], labels: Labels) -> list[RawRecord]:
    """Return one raw record for each line below a line of column names that has as many elements."""
    records: list[RawRecord] = []
    for number, block in enumerate(blocks):
        if not block.is_parted or block.run_count < _FEWEST_COLUMNS:
            continue
        if len(block.text) > _LONGEST_HEADER or block.in_table:
            continue
        first = next(block.runs_from(0), None)
        if first is None or labels.exact(block.text[: first.end].rstrip()) is None:
            continue
        if columns := _columns(block, labels):
            below = (_cells(blocks[at]) for at in range(number + 1, len(blocks)))
            rows = takewhile(lambda cells, columns=columns: _is_row(cells, columns), below)  # type: ignore[misc]
            records += [_record(cells, columns) for cells in rows]
    return records


def _columns(block: Block, labels: Labels) -> list[Label]:
    """Return the labels that a line's elements are; none where one is no label or they name no grants."""
    cells = _cells(block)
    found = [labels.exact(cell.text) for cell in cells] if len(cells) >= _FEWEST_COLUMNS else []
    known = [label for label in found if label]
    return known if len(known) == len(found) and name_grants({label.field for label in known}) else []


def _cells(block: Block) -> list[RawValue]:
    return [
        RawValue(text, block, run.start, run.start + len(text), block, "table")
        for run in block.runs
        if (text := block.text[run.start : run.end].rstrip())
    ]


def _is_row(cells: Sequence[RawValue], columns: Sequence[Label]) -> bool:
    """Tell whether a line has an element for each column, and sums where sums belong."""
    return len(cells) == len(columns) and all(
        fits(column.field, cell.text, column.unit or "€")
        for cell, column in zip(cells, columns, strict=True)
        if column.field in MONEY_FIELDS
    )


def _record(cells: Sequence[RawValue], columns: Sequence[Label]) -> RawRecord:
    at = cells[0].block.number
    record = RawRecord("table", at, at)
    for cell, column in zip(cells, columns, strict=True):
        if column.field == "name":
            record.name = cell
            record.blocks.add(at)
        else:
            record.take(Pair(column.field, column.text, cell, at, at, column.unit))
    return record
