"""Tables of plain text, lines in, cells out: parted by tabs, by upright strokes, or by columns of spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.document.aligned import aligned_tables, may_be_aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.document.aligned import Row

_FEWEST_ROWS = 2
_DELIMITING = frozenset(" \t|:-")
"""What the line below the header of a table in Markdown is made of."""
_STROKES = "│┃║"
_upright = re.compile(r"[│┃║├┤┼┝┥┿┠┨╂┣┫╋╠╣╬]")
_drawn = re.compile(r"[─━═]{2}").search
_frame = re.compile(r"[\s─━═│┃║┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬+|-]+\Z").match


class Drawn(NamedTuple):
    """The tables of a text."""

    rows: dict[int, tuple[int, int, Row]]
    """The rows by the line that they begin in: the number of the table and of the row, and its cells."""
    lines: set[int]
    """All lines that tables are made of."""


def drawn_tables(lines: Sequence[str], frame: AbstractSet[int]) -> Drawn:
    """Return the tables of a text; lines in `frame` are in none."""
    drawn = Drawn({}, set())
    tabbed = _tabbed(lines)
    tables = [*_tables_of_tabs(lines, tabbed), *_tables_of_strokes(lines, tabbed, drawn.lines)]
    wide = [number for number, line in enumerate(lines) if "  " in line and may_be_aligned(line)]
    if len(wide) >= _FEWEST_ROWS:
        blocks = list(_blocks_around(wide, lines, tabbed | drawn.lines | frame))
        for block in _joined(blocks, lines, frame):
            tables += aligned_tables(lines, block)
    tables.sort(key=_first_line)
    for table, rows in enumerate(tables):
        for number, row in enumerate(rows):
            numbers = [span[0] for spans in row.values() for span in spans]
            drawn.rows[min(numbers)] = (table, number, row)
            drawn.lines.update(numbers)
    return drawn


def is_delimiter(line: str) -> bool:
    """Tell whether a line is the one below the header of a table in Markdown: `---|---`."""
    return "|" in line and "-" in line and _DELIMITING.issuperset(line)


def _first_line(rows: Sequence[Row]) -> int:
    return min(span[0] for spans in rows[0].values() for span in spans)


def _tabbed(lines: Sequence[str]) -> set[int]:
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


def _tables_of_tabs(lines: Sequence[str], rows: set[int]) -> Iterator[list[Row]]:
    """Yield the tables whose cells are parted by tabs: rows with nothing but blank lines between."""
    table: list[Row] = []
    for number, line in enumerate(lines) if rows else ():
        if number in rows:
            table.append(_cells(number, line, "\t"))
        elif table and line.strip():
            yield table
            table = []
    if table:
        yield table


def _tables_of_strokes(lines: Sequence[str], taken: set[int], frames: set[int]) -> Iterator[list[Row]]:
    """Yield the tables whose cells are parted by upright strokes; lines that only draw them are added to `frames`."""
    seen = 0
    for number, line in enumerate(lines):
        if number < seen or number in taken:
            continue
        if number and is_delimiter(line):
            table = [number - 1, *_while_printed(lines, number + 1)]
            rows = _piped(lines, [at for at in table if at not in frames], wrapped=line.endswith("  "))
            frames.update(table, [number])
        elif line[:80].lstrip()[:1] in _STROKES and line.strip():
            table = list(_while_stroked(lines, number, line.lstrip()[0]))
            rows = _framed(lines, table)
            rows = rows if len(rows) >= _FEWEST_ROWS else []
            frames.update(table if rows else ())
        else:
            continue
        seen = table[-1] + 1
        if rows:
            yield rows


def _piped(lines: Sequence[str], table: Sequence[int], *, wrapped: bool) -> list[Row]:
    """Return the rows of a table in Markdown; where two spaces end each row, a line without them goes on."""
    rows: list[Row] = []
    column = 0
    for number in table:
        line = lines[number]
        if not column:
            rows.append({})
        for at, spans in _cells(number, line, "|").items():
            rows[-1].setdefault(column + at, []).extend(spans)
        goes_on = wrapped and not line.endswith("  ")
        column = column + line.lstrip().removeprefix("|").count("|") if goes_on else 0
    return [row for row in rows if row]


def _while_printed(lines: Sequence[str], start: int) -> Iterator[int]:
    for number in range(start, len(lines)):
        if not lines[number].strip():
            return
        yield number


def _framed(lines: Sequence[str], table: Sequence[int]) -> list[Row]:
    """Return the rows of a table with lines drawn between them; a cell beside such a line is in the row below it."""
    rows: list[Row] = [{}]
    for number in table:
        if _drawn(lines[number]) and rows[-1]:
            rows.append({})
        start = 0
        for column, cell in enumerate(_upright.split(lines[number])[1:-1]):
            start = lines[number].index(cell, start)
            if cell.strip() and not _drawn(cell):
                rows[-1].setdefault(column, []).append((number, start, start + len(cell)))
            start += len(cell)
    return [row for row in rows if row]


def _while_stroked(lines: Sequence[str], start: int, stroke: str) -> Iterator[int]:
    for number in range(start, len(lines)):
        if stroke not in lines[number] and not (lines[number].strip() and _frame(lines[number])):
            return
        yield number


def _cells(number: int, line: str, mark: str) -> Row:
    """Return the cells of a line that a mark parts; one around the line parts nothing."""
    row: Row = {}
    start = 0
    if mark != "\t" and line.lstrip().startswith(mark):
        start = line.index(mark) + 1
    for column, raw in enumerate(line[start:].split(mark)):
        if raw.strip():
            row[column] = [(number, start, start + len(raw))]
        start += len(raw) + 1
    return row


def _blocks_around(wide: Sequence[int], lines: Sequence[str], taken: set[int]) -> Iterator[list[int]]:
    """Yield the lines around those with wide gaps, as far as no blank line parts them."""
    done = -1
    for number in wide:
        if number <= done or number in taken:
            continue
        first = last = number
        while first - 1 > done and lines[first - 1].strip() and first - 1 not in taken:
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].strip() and last + 1 not in taken:
            last += 1
        done = last
        yield list(range(first, last + 1))


def _joined(blocks: Sequence[list[int]], lines: Sequence[str], frame: AbstractSet[int]) -> Iterator[list[int]]:
    """Yield the blocks with what is theirs beyond a blank line: rows below a lone header, rows on the next sheet."""
    joined: list[int] = []
    for block in blocks:
        between = range(joined[-1] + 1, block[0]) if joined else range(0)
        near = all(number in frame or not lines[number].strip() for number in between)
        if joined and near and (len(joined) == 1 or any(number in frame for number in between)):
            joined += block
            continue
        if joined:
            yield joined
        joined = block
    if joined:
        yield joined
