"""Projects as JSON: the one document, laid out for reading, and JSON lines, one project a line.

Records are written one after the other; no text of the whole is ever held. What is printed is
`schema.document(…)`: only the spaces are chosen here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from scraper import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scraper.model import Page, Project

_text: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_compact: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def dump(stream: TextIO, pages: Iterable[Page], projects: Iterable[Project], *, evidence: bool = True) -> None:
    """Write the JSON document: a column a line, and a line for the evidence of each."""
    stream.write(f'{{\n  "schema_version": {_text(schema.SCHEMA_VERSION)},\n  "pages": ')
    _write_records(stream, (schema.page_record(page, evidence=evidence) for page in pages))
    stream.write(',\n  "projects": ')
    _write_records(stream, (schema.project_record(project, evidence=evidence) for project in projects))
    stream.write("\n}\n")


def dump_lines(stream: TextIO, projects: Iterable[Project], *, evidence: bool = True) -> None:
    """Write each project as one line of JSON."""
    for project in projects:
        stream.write(_compact(schema.project_record(project, evidence=evidence)) + "\n")


def _write_records(stream: TextIO, records: Iterable[dict[str, object]]) -> None:
    before = "[\n"
    for record in records:
        stream.write(f"{before}    {_laid_out(record, '    ')}")
        before = ",\n"
    stream.write("[]" if before == "[\n" else "\n  ]")


def _laid_out(record: dict[str, object], indent: str) -> str:
    """Return an object with one key a line; the evidence in it likewise, all else on its line."""
    lines = [
        f"{indent}  {_text(key)}: "
        + (_laid_out(value, f"{indent}  ") if key == "evidence" and isinstance(value, dict) and value else _text(value))
        for key, value in record.items()
    ]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
