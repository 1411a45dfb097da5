"""Projects as an Excel workbook: typed cells, a frozen header with filters, goals and a data dictionary beside.

Texts are written as texts, so nothing is ever a formula or a link; sums are numbers, dates are dates. What a cell can't
hold is left out: control characters, and a text's characters beyond 32,767 (docs/publishing.md says so). More rows than
a sheet has are refused. The same projects give the same bytes.
"""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from scraper.errors import PublishError
from scraper.publish.csv import cell
from scraper.publish.dictionary import COLUMNS_OF, entries, headings, word
from scraper.schema import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scraper.model import Project
    from scraper.publish.dictionary import Language

LARGEST_CELL = 32_767
LAST_ROW = 1_048_575
"""The number of the last row of a sheet, counted from 0."""
HELD_AT_ONCE = 20_000
"""Projects up to which the workbook is made in memory; more go through the disk, row by row."""
EARLIEST = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: dates before this are written as text."""
WIDTHS = {"id": 20, "name": 44, "applicant": 34, "description": 60, "goals": 50, "page_title": 30, "source_url": 30}
WIDTH = 14
"""Columns, in characters, of those that have no width of their own."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_workbook(path: Path, projects: Sequence[Project], language: Language | None = None) -> None:
    """Write the workbook. `language` chooses headings and names of sheets; without one they are the columns' names.

    Raises PublishError where there are more projects or goals than a sheet has rows.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  (only those who publish pay for it)
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  (as above)

    goals = [(project.id, number, goal) for project in projects for number, goal in enumerate(project.goals, start=1)]
    for what, count in (("projects", len(projects)), ("goals", len(goals))):
        if count > LAST_ROW:
            raise PublishError(f"{path.name}: {count:,} {what} are more than a sheet holds; leave this file out")
    small = len(projects) <= HELD_AT_ONCE
    packed = BytesIO()  # not the file: a zip that a full disk cut off would complain once more at its end
    book = Workbook(packed, {"in_memory": True} if small else {"constant_memory": True, "tmpdir": str(path.parent)})
    book.set_properties({"created": datetime(2000, 1, 1)})  # not the clock's: the same projects give the same bytes
    rows = ([getattr(project, name) for name in COLUMNS] for project in projects)
    try:
        _Sheet(book, "projects", COLUMNS, language).write(rows, len(projects))
        _Sheet(book, "goals", COLUMNS_OF["goals"], language).write(goals, len(goals))
        _write_dictionary(book, language or "en", named=language is not None)
        book.close()
    except (OSError, FileCreateError) as error:
        _let_go(book)
        raise (error.args[0] if isinstance(error, FileCreateError) else error) from None  # it wraps the system's own
    with path.open("wb") as file, packed.getbuffer() as content:  # let go of where the disk is full, too
        file.write(content)


def _let_go(book: Workbook) -> None:
    """Close what a full disk cut off, so that it does not complain once more when it is forgotten."""
    for rows in (sheet.row_data_fh for sheet in book.worksheets()):
        with contextlib.suppress(OSError):
            if rows is not None:
                rows.close()


class _Sheet:
    """One table of the workbook."""

    def __init__(self, book: Workbook, table: str, columns: Sequence[str], language: Language | None) -> None:
        self._sheet: Worksheet = book.add_worksheet(word("sheets", table, language=language) if language else table)
        self._columns = columns
        self._headings = headings(table, language)
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._money = book.add_format({"num_format": "#,##0.00"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def write(self, rows: Iterable[Sequence[object]], count: int) -> None:
        """Write the header and the rows, of which there are `count`."""
        sheet = self._sheet
        for number, name in enumerate(self._columns):
            sheet.set_column(number, number, WIDTHS.get(name, WIDTH))
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(count, 1), len(self._columns) - 1)
        for number, heading in enumerate(self._headings):
            sheet.write_string(0, number, heading, self._bold)
        for line, row in enumerate(rows, start=1):
            for number, (name, value) in enumerate(zip(self._columns, row, strict=True)):
                if value is not None:
                    self._write(line, number, name, value)

    def _write(self, line: int, number: int, name: str, value: object) -> None:
        """Write one value as what it is: a sum and a date are no texts."""
        sheet = self._sheet
        if isinstance(value, Decimal):
            sheet.write_number(line, number, float(value), self._money)
        elif isinstance(value, datetime):
            sheet.write_datetime(line, number, value.astimezone(UTC).replace(tzinfo=None, microsecond=0), self._time)
        elif isinstance(value, date) and value >= EARLIEST:
            sheet.write_datetime(line, number, datetime(value.year, value.month, value.day), self._date)
        elif isinstance(value, int):
            sheet.write_number(line, number, value)
        elif text := _printable(str(cell(name, value))):
            sheet.write_string(line, number, text)


def _write_dictionary(book: Workbook, language: Language, *, named: bool) -> None:
    """Write what every column means."""
    sheet = book.add_worksheet(word("sheets", "dictionary", language=language) if named else "dictionary")
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, (key, width) in enumerate({"column": 24, "heading": 24, "type": 14, "meaning": 90}.items()):
        sheet.set_column(number, number, width, wrapped)
        sheet.write_string(0, number, word("words", key, language=language), bold)
    sheet.freeze_panes(1, 0)
    line = 1
    for table in ("projects", "goals"):
        for entry in entries(table, language):
            column = entry.column if table == "projects" else f"{table}.{entry.column}"
            kind = word("types", entry.type, language=language)
            for number, text in enumerate((column, entry.heading, kind, entry.meaning)):
                sheet.write_string(line, number, text)
            line += 1


def _printable(text: str) -> str:
    """Return a text as a cell can hold it."""
    return _UNPRINTABLE.sub("", text)[:LARGEST_CELL]
