"""A `table` element to the places its cells take, row by row; nothing for a table that only lays out.

Spans are written out once the table is read. They are bounded: no cell reaches over 1000 columns or below its group
of rows, and a table whose copies would be out of proportion to its blocks is read without them.
"""

from __future__ import annotations

from array import array
from itertools import chain, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from scraper.columns import Cell, Columns
    from scraper.document.ledger import Ledger

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ("td", "th")
_NONE = -1
_HEAD, _BODY, _FOOT = range(3)
_GROUPS = {"thead": _HEAD, "tbody": _BODY, "tfoot": _FOOT}
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


class Group(NamedTuple):
    """Rows that belong together: those of a `thead`, `tbody` or `tfoot`, or loose ones. Elements are not kept."""

    kind: int
    first: etree._Element
    size: int

    def rows(self) -> Iterator[etree._Element]:
        """Return the rows, one after the other."""
        return islice(chain((self.first,), self.first.itersiblings("tr")), self.size)


class _Row(NamedTuple):
    """A row, its number, its cells, and the fields of the `Cell` of each, one after the other."""

    element: etree._Element
    number: int
    cells: list[etree._Element]
    places: list[int]


class _Line(NamedTuple):
    """A block where it goes in its table: which one it is (or repeats), and the cell of a repeated one."""

    rank: int
    of: int
    cell: Cell | None = None


CellNumbers = dict["etree._Element", int]
"""The numbers of a row's cells in the ledger."""


def read_grid(table: etree._Element, number: int) -> Grid | None:
    """Return the grid of a table that holds data, the page's `number`th; nothing if it only lays out the page."""
    groups = _groups(table)
    return None if _only_lays_out(table, groups) else Grid(table, number, groups)


class Grid:
    """The places of one table of data. Rows are placed one after the other, as they are asked for."""

    def __init__(self, table: etree._Element, number: int, groups: Sequence[Group]) -> None:
        self._table = table
        self._in_order = all(above.kind <= below.kind for above, below in pairwise(groups))
        self._spans: dict[tuple[int, int], Spot] = {}
        self._containers = array("i", [_NONE]) * sum(group.size for group in groups)
        self._rows = _place(groups, number, self._spans)
        self._upcoming = next(self._rows, None)

    def place(self, row: etree._Element, container: int, ledger: Ledger) -> CellNumbers:
        """Note the cells of a row; none for a row that is not the table's. Rows come in the page's order."""
        upcoming = self._upcoming
        if upcoming is None or (upcoming.element is not row and not self._holds(row)):
            return {}
        while upcoming is not None and upcoming.element is not row:  # rows that are left out take their places, too
            upcoming = next(self._rows, None)
        self._upcoming = next(self._rows, None)
        if upcoming is None:
            return {}
        self._containers[upcoming.number] = container
        first = ledger.add_cells(upcoming.places)
        return dict(zip(upcoming.cells, range(first, first + len(upcoming.cells)), strict=True))

    def _holds(self, row: etree._Element) -> bool:
        parent = row.getparent()
        if parent is not None and parent.tag in _GROUPS:
            parent = parent.getparent()
        return parent is self._table

    def settle(self, ledger: Ledger, first: int) -> None:
        """Sort the table's blocks, those from `first` on, by row and column; repeat those of cells that span.

        Blocks in no cell (the caption) come first; copies stand in the container of their row.
        """
        cells = ledger.cells_from(first)
        if self._in_order and not self._spans and sorted(cells) == cells:  # cells are numbered as they are met
            return
        ledger.pack()
        columns = ledger.columns
        ranks = [_rank(columns.cell_of(at)) for at in range(first, len(columns.texts))]
        most = _MAX_COPIES + _COPIES_PER_BLOCK * len(ranks)
        copies = list(islice(self._copies(columns, first), most + 1))
        lines = [_Line(rank, at) for at, rank in enumerate(ranks, first)]
        if len(copies) <= most:
            lines += copies
        lines.sort(key=attrgetter("rank"))
        ledger.pick([line.of for line in lines], first)
        for at, line in enumerate(lines, first):
            if line.cell:
                columns.cells[at] = ledger.add_cells(list(line.cell))
                container = self._containers[line.cell.row]
                columns.containers[at] = columns.containers[at] if container == _NONE else container

    def _copies(self, columns: Columns, first: int) -> Iterator[_Line]:
        """Repeat every block in each further place that its cell covers."""
        for at in range(first, len(columns.texts)):
            cell = columns.cell_of(at)
            spot = self._spans.get((cell.row, cell.column)) if cell else None
            if cell is None or spot is None:
                continue
            for row in range(spot.row, spot.row + spot.rows):
                for column in range(spot.column, spot.column + spot.columns):
                    if (row, column) != (spot.row, spot.column):
                        copy = cell._replace(row=row, column=column, repeated=True)
                        yield _Line(_rank(copy), at, copy)


def _rank(cell: Cell | None) -> int:
    """Order blocks by the row, then by the column of their cell; those in none come first."""
    return (cell.row << 32) + cell.column if cell else -1


def _groups(table: etree._Element) -> list[Group]:
    """Return the row groups of a table, in the page's order."""
    groups: list[Group] = []
    loose: list[etree._Element] = []
    for child in table:
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in _GROUPS:
            _add_group(groups, _BODY, loose)
            _add_group(groups, _GROUPS[child.tag], [row for row in child if row.tag == "tr"])
            loose = []
    _add_group(groups, _BODY, loose)
    return groups


def _add_group(groups: list[Group], kind: int, rows: Sequence[etree._Element]) -> None:
    if rows:
        groups.append(Group(kind, rows[0], len(rows)))


def _only_lays_out(table: etree._Element, groups: Sequence[Group]) -> bool:
    """Whether a table says so, holds a table, titles, whole lists of pairs or paragraphs, or has one column."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if sum(1 for _ in table.iter("table")) > 1:
        return True
    if not any(_has_several_texts(row) for group in groups for row in group.rows()):
        return True
    if next(table.iter("th"), None) is not None:
        return False
    if next(table.iter(*_HEADINGS, "dl", "article", "section"), None) is not None:
        return True
    # One row, be it below the site's banner and above its address: the menu beside the page.
    beside = list(islice((row for group in groups for row in group.rows() if _has_several_texts(row)), 2))
    return len(beside) == 1 and any(sum(1 for _ in cell.iter("p")) >= 3 for cell in _cells(beside[0]))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [child for child in row if child.tag in _CELLS]


def _has_several_texts(row: etree._Element) -> bool:
    """Whether more than one cell of a row has text."""
    with_text = 0
    for cell in _cells(row):
        text = cell.text
        if (text and not text.isspace()) or any(not text.isspace() for text in cell.itertext()):
            with_text += 1
            if with_text > 1:
                return True
    return False


def _first_rows(groups: Sequence[Group]) -> list[int]:
    """Number the first row of each group: heads come first and feet last, wherever they stand."""
    firsts = [0] * len(groups)
    number = 0
    for at in sorted(range(len(groups)), key=lambda at: groups[at].kind):
        firsts[at] = number
        number += groups[at].size
    return firsts


def _place(groups: Sequence[Group], table: int, spans: dict[tuple[int, int], Spot]) -> Iterator[_Row]:
    """Place the cells of every row, in the page's order; those that take more than one place are added to `spans`."""
    for first, group in zip(_first_rows(groups), groups, strict=True):
        reaching: dict[int, int] = {}  # column -> the first row below the cell that reaches down into it
        for number, row in enumerate(group.rows(), first):
            places: list[int] = []
            column = 0
            cells = _cells(row)
            for cell in cells:
                while column < _MAX_COLUMNS and reaching and reaching.get(column, 0) > number:
                    column += 1
                header = group.kind == _HEAD or cell.tag == "th"
                places += (table, number, column, header, 0)
                if cell.keys():
                    rows = min(_span(cell, "rowspan") or _MAX_SPAN, first + group.size - number)
                    columns = 1 if len(cells) == 1 and rows == 1 else _span(cell, "colspan") or 1
                    columns = max(min(columns, _MAX_COLUMNS - column), 1)
                    if rows > 1:
                        reaching.update(dict.fromkeys(range(column, column + columns), number + rows))
                    if rows > 1 or columns > 1:
                        spans[number, column] = Spot(number, column, rows, columns, header)
                    column += columns
                else:
                    column += 1
            yield _Row(row, number, cells, places)


def _span(cell: etree._Element, name: str) -> int:
    """Read a span: at least 1, 0 only if it is written so, at most 1000."""
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return min(int(value[:5]), _MAX_SPAN)
