"""Projects as CSV (RFC 4180): comma, CRLF, ISO 8601, decimal point, every column in its fixed place.

Lists are joined by line feeds within their cell, `other_fields` is compact JSON, and nothing is an empty cell. The
way back, from cells to values, is here too. Values are written as they are: guarding a spreadsheet against formulas is
another file's job.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, TextIO

from scraper.errors import InputError
from scraper.schema import COLUMNS, LIST_COLUMNS, MONEY_COLUMNS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from scraper.model import Project

GOAL_COLUMNS = ("project_id", "number", "goal")
LARGEST_CELL = 100_000_000
"""Characters in one cell that reading takes; the csv module's own limit is less than a long description."""


def write_projects(stream: TextIO, projects: Iterable[Project]) -> None:
    """Write a header and one row for each project. The stream must not translate line ends (`newline=""`)."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for project in projects:
        writer.writerow([cell(name, getattr(project, name)) for name in COLUMNS])


def write_goals(stream: TextIO, projects: Iterable[Project]) -> None:
    """Write a header and one row for each goal, numbered from 1 within its project."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(GOAL_COLUMNS)
    for project in projects:
        writer.writerows((project.id, number, goal) for number, goal in enumerate(project.goals, start=1))


def read_records(stream: TextIO) -> Iterator[dict[str, object]]:
    """Yield the rows of a `projects.csv` as `schema.project_record` has them, but for the evidence.

    Raises InputError where the header is another one or a row does not fit it.
    """
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(stream, strict=True)
    try:
        header = next(reader, [])
        if missing := [name for name in COLUMNS if name not in header]:
            raise InputError(f"no projects.csv: column {missing[0]} is missing; read a file that `run` wrote")
        for row in reader:
            if len(row) != len(header):
                raise InputError(f"line {reader.line_num} has {len(row)} cells, not {len(header)}; run again")
            cells = dict(zip(header, row, strict=True))
            yield {name: _value(name, cells[name]) for name in COLUMNS}
    except (csv.Error, ValueError) as error:
        raise InputError(f"line {reader.line_num} can't be read ({error}); run again") from None


def money(amount: Decimal) -> str:
    """Return an amount with a decimal point and no exponent: `79900`, `1234.50`."""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def cell(name: str, value: object) -> object:
    """Return what a column's value is in the file: text, or a whole number."""
    if value is None:
        return ""
    if name in MONEY_COLUMNS:
        return money(value)  # type: ignore[arg-type]  # the column is a Decimal
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""
    return plain(value)


def _value(name: str, cell: str) -> object:
    if name in LIST_COLUMNS:
        return cell.split("\n") if cell else []
    if name == "other_fields":
        return json.loads(cell) if cell else {}
    if not cell:
        return None
    if name in MONEY_COLUMNS:
        return float(cell) if "." in cell else int(cell)
    return int(cell) if name == "programme_year" else cell
