"""The columns of a project and how each is written as plain JSON types: one place for names, order and form."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scraper.model import Evidence, Page, Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.model import EvidenceMap

SCHEMA_VERSION = "1.0"

COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Project) if f.name != "evidence")
"""The columns of every file, in their order. New ones go to the end."""

MONEY_COLUMNS = ("granted_amount", "total_cost", "applied_amount")
DATE_COLUMNS = ("start_date", "end_date", "decision_date", "page_updated")
LIST_COLUMNS = ("partners", "goals", "warnings")

_PAGE_KEYS: tuple[str, ...] = tuple(f.name for f in fields(Page) if f.name != "evidence")


def number(amount: Decimal) -> int | float:
    """Return an amount as the JSON number that prints it exactly; money has at most two decimals."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def plain(value: object) -> object:
    """Return a column's value in JSON types: dates as ISO 8601, times in UTC with `Z`, money as numbers."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return dict(value)
    return value


def project_record(project: Project, *, evidence: bool = True) -> dict[str, object]:
    """Return every column of a project as JSON types, keys never left out, `evidence` last."""
    record = {name: plain(getattr(project, name)) for name in COLUMNS}
    if evidence:
        record["evidence"] = evidence_record(project.evidence)
    return record


def page_record(page: Page, *, evidence: bool = True) -> dict[str, object]:
    """Return what a page says of itself as JSON types."""
    record = {name: plain(getattr(page, name)) for name in _PAGE_KEYS}
    if evidence:
        record["evidence"] = evidence_record(page.evidence)
    return record


def evidence_record(found: EvidenceMap) -> dict[str, object]:
    """Return evidence as JSON types: one object for a value, a list of them for a list column."""
    return {
        name: one._asdict() if isinstance(one, Evidence) else [each._asdict() for each in one]
        for name, one in found.items()
    }


def document(pages: Iterable[Page], projects: Iterable[Project], *, evidence: bool = True) -> dict[str, object]:
    """Return the JSON document that `extract` and `run` write."""
    return {
        "schema_version": SCHEMA_VERSION,
        "pages": [page_record(page, evidence=evidence) for page in pages],
        "projects": [project_record(project, evidence=evidence) for project in projects],
    }


def read_document(text: str | bytes) -> tuple[list[Page], list[Project]]:
    """Return the pages and projects of which `document` made this JSON, amounts exact.

    Raises ValueError, KeyError, TypeError, AttributeError or RecursionError for any other text.
    """
    read = json.loads(text, parse_float=Decimal)
    return [_noun(Page, one) for one in read["pages"]], [_noun(Project, one) for one in read["projects"]]


def _noun(kind: type[Any], record: dict[str, Any]) -> Any:  # noqa: ANN401  (a Page or a Project)
    values = {field.name: record[field.name] for field in fields(kind)}
    for name, read in _READERS.items():
        if values.get(name) is not None:
            values[name] = read(values[name])
    values["evidence"] = {
        name: [Evidence(**each) for each in found] if isinstance(found, list) else Evidence(**found)
        for name, found in values["evidence"].items()
    }
    return kind(**values)


_READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(MONEY_COLUMNS, Decimal),
    **dict.fromkeys((*DATE_COLUMNS, "updated"), date.fromisoformat),
    "retrieved_at": datetime.fromisoformat,
}
"""What JSON has no type for, and how it is read."""
