"""Tables: rows under a header become records, label/value tables become pairs.

A row whose cells name two or more fields (or a field and a unit of money) is a header, and every row under it is a
project. A table whose first cells are labels is a list of pairs, one project's facts. A table with its projects side
by side (labels down the first column, a project in each further one) is read by columns. Rows that add up others and
headings inside the table are no records. Anything else is left to the other readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.fit import fits, is_number_field, is_sentence, unit_of
from scraper.extraction.forms import pairs_in_cells
from scraper.extraction.grid import Grid, joined
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.columns import Column, read_header, settle_units, under
from scraper.extraction.pairs import whole
from scraper.extraction.record import Pair, RawRecord, Total
from scraper.model import RawValue
from scraper.normalise.organisation import is_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.grid import Lines
    from scraper.extraction.labels import Labels


_LONGEST_LABEL = 60


def table_records(grid: Grid, labels: Labels) -> list[RawRecord]:
    """Return one raw record for each project row under a header; nothing where the table has no such header."""
    records: list[RawRecord] = []
    headed: list[tuple[RawRecord, Lines]] = []
    heading: Lines = []
    columns: dict[int, Column] | None = None
    above: dict[int, Column] | None = None
    for row in sorted(grid.rows):
        cells = grid.rows[row]
        header = read_header(grid, row, labels)
        if columns and _labels_below(cells, columns, labels) and (above or not header):
            return []  # labels and values take turns along each row
        if header:
            columns = settle_units(grid, row, under(above, header, cells, labels))
        above = header
        if columns and header:
            if any(column.field == "call" for column in columns.values()):
                return []
        elif columns and len(cells) == 1:
            heading = next(iter(cells.values()))
        elif columns and not adds_up(cells, labels):
            record = _row_record(grid, row, columns)
            if record:
                records.append(record)
                headed.append((record, heading))
    _take_headings(headed)
    return records


def _take_headings(headed: Sequence[tuple[RawRecord, Lines]]) -> None:
    """Take the rows of one cell for the applicants of the rows below, where all are organisations and no column is."""
    if any("applicant" in record.values or not (lines and is_organisation(joined(lines))) for record, lines in headed):
        return
    for record, lines in headed:
        record.values["applicant"] = span(lines)._replace(rule="heading")


def table_totals(grid: Grid, labels: Labels) -> list[Total]:
    """Return the sums that a table's rows of totals print, each with the rows that it may add up."""
    totals: list[Total] = []
    columns: dict[int, Column] = {}
    start = since = grid.first
    for row in sorted(grid.rows):
        cells = grid.rows[row]
        if header := read_header(grid, row, labels):
            columns, start, since = header, max(grid.numbers[row]) + 1, max(grid.numbers[row]) + 1
        elif columns and adds_up(cells, labels):
            first = min(grid.numbers[row])
            cells = _aligned(cells, columns)
            totals += [
                Total(columns[number].field, span(lines), columns[number].unit, start, since, first)
                for number, lines in cells.items()
                if number in columns and columns[number].field in MONEY_FIELDS and joined(lines)
            ]
            since = max(grid.numbers[row]) + 1
    return totals


def _labels_below(cells: dict[int, Lines], columns: dict[int, Column], labels: Labels) -> bool:
    """Tell whether a row prints other labels wherever the row above it does."""
    places = [number for number, column in columns.items() if column.field != "unknown"]
    found = [labels.exact(joined(cells[number])) if number in cells else None for number in places]
    return all(label and label.text != columns[number].label for number, label in zip(places, found, strict=True))


def adds_up(cells: dict[int, Lines], labels: Labels) -> bool:
    """Tell whether a row adds up the rows above it."""
    for column in sorted(cells):
        text = joined(cells[column])
        if text:
            label = labels.at(text)
            last = labels.exact(text.rpartition(" ")[2])
            return any(found is not None and found.field == "total" for found in (label, last))
    return False


def _row_record(grid: Grid, row: int, columns: dict[int, Column]) -> RawRecord | None:
    """Return the record of one row, or None where the row says nothing that names a project."""
    numbers = grid.numbers[row]
    record = RawRecord("table", numbers[0], numbers[-1])
    record.blocks.update(numbers)
    cells = _aligned(grid.rows[row], columns)
    for number in sorted(cells):
        column = columns.get(number)
        lines = cells[number]
        if column is None:
            continue
        if column.field == "name" or (
            column.field == "unknown" and not column.label and number == min(columns) and not is_sum(lines)
        ):
            if column.second and len(lines) > 1:
                record.take(cell_pair(Column(column.second, column.label, ""), lines[1:], numbers[0]))
                lines = lines[:1]
            elif len(lines) > 1 and all(is_sentence(line.text) for line in lines[1:]):
                record.description += [whole(line, "table") for line in lines[1:]]
                lines = lines[:1]
            if (column.second != "applicant" or "applicant" in record.values) and not _is_figure(lines):
                record.name = record.name or _without_label(span(lines), column.label)
        else:
            record.take(cell_pair(column, lines, numbers[0]))
    return record if record.name or record.values.get("applicant") else None


def _aligned(cells: dict[int, Lines], columns: dict[int, Column]) -> dict[int, Lines]:
    """Return a row's cells under their columns: text prints none for a cell that reaches down from the row above."""
    last, end = max(columns), max(cells)
    if end >= last or _fit(cells, columns):
        return cells
    moved = {number + last - end: lines for number, lines in cells.items()}
    return moved if _fit(moved, columns) else cells


def _fit(cells: dict[int, Lines], columns: dict[int, Column]) -> bool:
    """Tell whether a row's last cell stands under sums if it is one, and no name or applicant is a sum."""
    end = max(cells)
    if _is_figure(cells[end]) and not (end in columns and columns[end].field in MONEY_FIELDS):
        return False
    return not any(
        _is_figure(lines)
        for number, lines in cells.items()
        if number in columns and columns[number].field in {"name", "applicant"}
    )


def _is_figure(lines: Lines) -> bool:
    """Tell whether a cell holds a sum and nothing else."""
    text = joined(lines)
    return text[:1].isdigit() and fits("granted_amount", text)


def is_sum(lines: Lines) -> bool:
    """Tell whether a cell begins with a digit: a number of its row, not a name."""
    return lines[0].text[:1].isdigit()


def cell_pair(column: Column, lines: Lines, index: int) -> Pair:
    """Return a cell's text as the value of its column; lists stay lists, and so do organisations below each other."""
    field = column.field
    bodies = field == "applicant" and len(lines) > 1 and all(is_organisation(line.text) for line in lines)
    if bodies or field in {"goals", "partners", "description"}:
        values = [whole(line, "table") for line in lines]
        return Pair(field, column.label, values[0], index, index, column.unit, tuple(values[1:]))
    return Pair(field, column.label, _without_label(span(lines), column.label), index, index, column.unit)


def _without_label(value: RawValue, label: str) -> RawValue:
    """Return a cell's text without its column's label, which small screens show in an element of the cell's own."""
    block, end = value.block, len(label)
    if not (label and block.is_parted and value.text.lower().startswith(label.lower())):
        return value
    if not any(run.end == end for run in block.runs):
        return value
    start = end + len(value.text[end:]) - len(value.text[end:].lstrip(" :"))
    return value._replace(text=value.text[start:], start=start) if start < len(value.text) else value


def span(lines: Lines) -> RawValue:
    """Return the lines of a cell as one value."""
    return RawValue(joined(lines), lines[0], 0, len(lines[-1].text), lines[-1], "table")


def plain_pairs(grid: Grid, labels: Labels) -> list[Pair]:
    """Return the pairs of the usual table of one project's facts: each row a known label and its value, of one line.

    Nothing where any row is otherwise: then the table may be of any kind.
    """
    pairs = []
    for row, cells in grid.rows.items():
        numbers = grid.numbers[row]
        if len(numbers) != 2 or len(cells) != 2 or grid.own[row] != [0, 1] or row in grid.headers:
            return []
        (name,), (value,) = cells[0], cells[1]
        label = labels.exact(name.text)
        if label is None or label.field in {"other", "total"} or labels.exact(value.text) or unit_of(value.text):
            return []
        pair = cell_pair(Column(label.field, label.text, label.unit), cells[1], numbers[0])
        pairs.append(pair._replace(last=numbers[1]))
    return pairs


def table_pairs(grid: Grid, labels: Labels) -> list[Pair]:
    """Return the pairs of a label/value table, one project's facts; nothing where it is none."""
    pairs: list[Pair] = []
    known = 0
    above: int | None = None
    for row in sorted(grid.rows):
        found = _in_cells(grid, row, labels) or _under_labels(grid, row, above, labels) or _label_row(grid, row, labels)
        if above is None and {row} == grid.headers and len(grid.rows) > 1:
            found = []  # `Tieto | Arvo` heads the columns
        known += sum(pair.field not in {"unknown", "other"} for pair in found)
        pairs += found
        above = row
    header = read_header(grid, min(grid.rows), labels) if any(pair.field == "call" for pair in pairs) else None
    if header and any(column.field == "call" for column in header.values()):
        return [pair for pair in pairs if pair.field == "call"]
    return pairs if known >= 1 and known * 3 >= len(pairs) else []


def _in_cells(grid: Grid, row: int, labels: Labels) -> list[Pair]:
    """Return the pairs of a row of a form, whose cells each hold a label and its value."""
    cells = [grid.rows[row][column] for column in sorted(grid.own[row])]
    return pairs_in_cells(cells, min(grid.numbers[row]), max(grid.numbers[row]), labels)


def _label_row(grid: Grid, row: int, labels: Labels) -> list[Pair]:
    """Return the pairs of a row in which labels and values take turns."""
    cells = grid.rows[row]
    columns = sorted(grid.own[row])
    index, last = min(grid.numbers[row]), max(grid.numbers[row])
    pairs = []
    if len(columns) % 2 and _spans_rows(grid, row, columns[0]) and not labels.exact(joined(cells[columns[0]])):
        pairs.append(Pair("name", "", span(cells[columns.pop(0)]), index, last))
    columns = [column for column in columns if not _is_blank(grid, row, column, labels)]
    if len(columns) < 2 or len(columns) % 2:
        return []
    for at in range(0, len(columns), 2):
        label_text, lines = joined(cells[columns[at]]), cells[columns[at + 1]]
        known = labels.exact(label_text)
        if known is None and any((inner := labels.at(line.text)) and inner.form == "colon" for line in lines):
            return []  # a name beside lines that are pairs themselves
        if known is None and (
            len(label_text) > 60 or any(c.isdigit() for c in label_text[:1]) or labels.exact(joined(lines))
        ):
            return []
        if known and labels.exact(joined(lines)) and not lines[0].text.endswith(":") and len(columns) == 2:
            return []
        column = (
            Column(known.field, known.text, known.unit) if known else Column("unknown", label_text.rstrip(" :"), "")
        )
        pair = cell_pair(column, lines, index)
        pairs.append(pair._replace(last=last))
    return pairs


def _is_blank(grid: Grid, row: int, column: int, labels: Labels) -> bool:
    """Tell whether a cell is a label beside another label's value, with its own value left blank: that is no line."""
    before, own, after = (grid.rows[row].get(place) for place in (column - 1, column, column + 1))
    if not before or not own or after:
        return False
    return labels.exact(joined(own)) is not None and labels.exact(joined(before)) is None


def _spans_rows(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a cell reaches into the next row, as the name of a project does beside its facts."""
    below = grid.rows.get(row + 1, {}).get(column)
    return bool(below and below[0].cell and below[0].cell.repeated)


def _under_labels(grid: Grid, row: int, above: int | None, labels: Labels) -> list[Pair]:
    """Return the pairs of a row that stands under a row of labels, as forms print dates and sums.

    Where these are most of them, the others may be unknown: `Alkaa`, `Päättyy`, `Loppuraportti viimeistään`.
    """
    cells, columns = grid.rows[row], sorted(grid.own[row])
    if above is None or columns != sorted(grid.own[above]):
        return []
    printed = {column: joined(grid.rows[above][column]) for column in columns}
    known = {column: label for column, text in printed.items() if (label := labels.exact(text))}
    unknown = [text for column, text in printed.items() if column not in known]
    numbers = sum(is_number_field(label.field) or label.field == "other" for label in known.values())
    if unknown and (numbers < len(known) or numbers <= len(unknown) or not all(map(_may_be_label, unknown))):
        return []
    if any(labels.exact(joined(cells[column])) for column in columns):
        return []
    index, last = min(grid.numbers[row]), max(grid.numbers[row])
    found = {column: Column(label.field, label.text, label.unit) for column, label in known.items()}
    return [
        cell_pair(found.get(column, Column("unknown", text, "")), cells[column], index)._replace(last=last)
        for column, text in printed.items()
    ]


def _may_be_label(text: str) -> bool:
    """Tell whether a cell that no vocabulary knows can be the label of the cell below it."""
    return 0 < len(text) <= _LONGEST_LABEL and text[-1] not in ".:" and not any(map(str.isdigit, text))


def side_by_side(grid: Grid, labels: Labels) -> list[RawRecord]:
    """Return one record for each column where labels run down the first and projects stand in the others."""
    if grid.width < 3:
        return []
    rows = sorted(grid.rows)
    known = {row: label for row in rows if 0 in grid.rows[row] and (label := labels.exact(joined(grid.rows[row][0])))}
    fields = [label.field for label in known.values() if label.field != "other"]
    if len(fields) < 2 or len(set(fields)) < len(fields) or len(known) * 2 < len(rows):
        return []
    cells = [joined(lines) for row in rows for column, lines in grid.rows[row].items() if column]
    if any((label := labels.exact(text)) and not label.weak for text in cells):
        return []  # labels stand in further columns too: each row is pairs
    everything = [number for numbers in grid.numbers.values() for number in numbers]
    records = []
    for column in range(1, grid.width):
        record = RawRecord("table", grid.first, grid.last)
        record.blocks.update(everything)
        for row in rows:
            lines = grid.rows[row].get(column)
            if not lines:
                continue
            label = known.get(row)
            if label is None or label.field == "name":
                record.name = record.name or span(lines)
            else:
                record.take(cell_pair(Column(label.field, label.text, label.unit), lines, grid.first))
        if record.name or record.values.get("applicant"):
            records.append(record)
    return records
