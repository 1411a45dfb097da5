"""Projects for spreadsheets of Finland and Sweden: `projects.fi.csv`, which opens right by a double click.

A byte order mark, semicolons, decimal commas and ISO dates, which such a spreadsheet reads as numbers and dates. It
would also read a text as a formula: texts that could begin one get an apostrophe in front. projects.csv has them as
they are.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, TextIO

from scraper.publish.csv import cell
from scraper.publish.dictionary import headings
from scraper.schema import COLUMNS, DATE_COLUMNS, MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.model import Project
    from scraper.publish.dictionary import Language

BYTE_ORDER_MARK = "\ufeff"
NUMBERS = frozenset({*MONEY_COLUMNS, *DATE_COLUMNS, "programme_year", "retrieved_at"})
"""Columns whose values are our own figures: they are never guarded, so a sum stays a number."""
LARGEST_CELL = 32_767
"""Characters that a cell of Excel holds; the rest of a longer text is in projects.csv."""

_INVISIBLE = (
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3000\ufe00-\ufe0f\ufeff]*"
)
_SIGNS = r"[=+\-@|%＝＋－＠﹢﹣−]"
_FORMULA = re.compile(rf"(?:^|[\n;,\t\r])(?:[\t\r]|{_INVISIBLE}[\"']*{_INVISIBLE}{_SIGNS})")
"""What a spreadsheet may take for the start of a formula, in a cell or in one of its lines.

OWASP's CSV injection: `= + - @`, tab and carriage return, also their full-width forms, after separators and quotes,
and behind characters that can't be seen.
"""


def write_projects(stream: TextIO, projects: Iterable[Project], language: Language | None = None) -> None:
    """Write the mark, a header and one row for each project. The stream must not translate line ends (`newline=""`).

    `language` chooses the headings; without one they are the names of the columns.
    """
    stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings("projects", language))
    for project in projects:
        writer.writerow([_cell(name, getattr(project, name)) for name in COLUMNS])


def guarded(text: str) -> str:
    """Return a text that no spreadsheet evaluates: with an apostrophe in front if it could begin a formula."""
    return f"'{text}" if _FORMULA.search(text) else text


def _cell(name: str, value: object) -> str:
    text = str(cell(name, value))
    if name in MONEY_COLUMNS:
        return text.replace(".", ",")
    return text if name in NUMBERS else guarded(text[: LARGEST_CELL - 1])
