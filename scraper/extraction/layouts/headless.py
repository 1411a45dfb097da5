"""Tables without a header that a vocabulary knows: a column of organisations, one of sums and at most one of names.

What each column is, its cells say; that the sums were granted, the line above the table. Without such a line, with two
columns of a kind, or where the first row names other money than grants, nothing is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.fit import fits
from scraper.extraction.grid import joined
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.above import read_above
from scraper.extraction.layouts.columns import Column, holds_organisations, read_header
from scraper.extraction.layouts.table import adds_up, cell_pair, span
from scraper.extraction.record import RawRecord
from scraper.normalise.money import mentions_euros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.grid import Grid
    from scraper.extraction.labels import Labels
    from scraper.extraction.layouts.above import Above
    from scraper.model import Block

_HIGHEST_HEADING = 25
"""How many blocks above a table its heading may stand."""
_OTHER_MONEY = frozenset({"funder", "partners", "call", "total_cost", "other"})


def headless_records(grid: Grid, blocks: Sequence[Block], labels: Labels) -> list[RawRecord]:
    """Return one raw record for each row of a table whose cells and the line above it say what they are."""
    if not 2 <= grid.width <= len(("number", "applicant", "name", "sum")):
        return []
    rows = [row for row in sorted(grid.rows) if len(grid.own[row]) > 1 and not adds_up(grid.rows[row], labels)]
    rows = _below_names(grid, rows, labels)
    money = [column for column in range(grid.width) if _holds_sums(grid, rows, column)]
    bodies = [column for column in range(grid.width) if holds_organisations(grid, -1, column, labels)]
    if len(rows) < 2 or len(money) != 1 or len(bodies) != 1:
        return []
    names = [column for column in range(grid.width) if column not in {*money, *bodies} and _holds_words(grid, column)]
    above = read_above(grid.first, blocks, labels)
    if (
        len(names) > 1
        or _names_parties(grid.first, blocks, labels)
        or not above.is_funded
        or above.is_none
        or above.breakdown
    ):
        return []
    return [_record(grid, row, bodies[0], names[0] if names else None, money[0], above) for row in rows]


def _names_parties(first: int, blocks: Sequence[Block], labels: Labels) -> bool:
    """Tell whether the heading next above a table is a label (`Toteuttajat`): its sums are shares of a project."""
    above = range(first - 1, max(-1, first - 1 - _HIGHEST_HEADING), -1)
    heading = next((blocks[at] for at in above if blocks[at].kind == "heading"), None)
    return heading is not None and labels.exact(heading.text) is not None


def _below_names(grid: Grid, rows: list[int], labels: Labels) -> list[int]:
    """Return the rows below one of column names; none where it is a header, or names money of another kind."""
    if not rows:
        return []
    if read_header(grid, rows[0], labels):
        return []
    first = [joined(lines) for lines in grid.rows[rows[0]].values()]
    if any(any(map(str.isdigit, text)) for text in first):
        return rows
    known = [label.field for text in first if (label := labels.exact(text))]
    return rows[1:] if _OTHER_MONEY.isdisjoint(known) else []


def _holds_sums(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Tell whether a column's cells are sums, and one of them in euros."""
    texts = [joined(grid.rows[row][column]) for row in rows if column in grid.rows[row]]
    return any(map(mentions_euros, texts)) and all(fits("granted_amount", text) for text in texts)


def _holds_words(grid: Grid, column: int) -> bool:
    """Tell whether a column's cells are more than numbers of rows."""
    return any(any(map(str.isalpha, joined(cells[column]))) for cells in grid.rows.values() if column in cells)


def _record(grid: Grid, row: int, applicant: int, name: int | None, money: int, above: Above) -> RawRecord:
    numbers, cells = grid.numbers[row], grid.rows[row]
    record = RawRecord("table", numbers[0], numbers[-1])
    record.blocks.update(numbers)
    if name is not None and name in cells:
        record.name = span(cells[name])
    for column, field in ((applicant, "applicant"), (money, above.usual_sum)):
        if column in cells:
            unit = "€" if field in MONEY_FIELDS else ""
            record.take(cell_pair(Column(field, "", unit), cells[column], numbers[0]))
    if status := above.status:
        record.values["status"] = status
    return record
