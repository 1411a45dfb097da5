"""The columns of a project and how each is written as plain JSON types: one place for names, order and form."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import attrgetter
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
_values_of_project = attrgetter(*COLUMNS)
_values_of_page = attrgetter(*_PAGE_KEYS)


def number(amount: Decimal) -> int | float:
    """Return an amount as the JSON number that prints it exactly; money has at most two decimals."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def plain(value: object) -> object:
    """Return a column's value in JSON types: dates as ISO 8601, times in UTC with `Z`, money as numbers."""
    as_plain = _PLAIN.get(type(value))
    return value if as_plain is None else as_plain(value)


def _instant(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_PLAIN: dict[type, Callable[[Any], object]] = {
    Decimal: number,
    datetime: _instant,
    date: date.isoformat,
    list: list,
    dict: dict,
}
"""How values are written that JSON has no type for, and copies of those that may be changed later."""


def project_record(project: Project, *, evidence: bool = True) -> dict[str, object]:
    """Return every column of a project as JSON types, keys never left out, `evidence` last."""
    record = dict(zip(COLUMNS, map(plain, _values_of_project(project)), strict=True))
    if evidence:
        record["evidence"] = evidence_record(project.evidence)
    return record


def page_record(page: Page, *, evidence: bool = True) -> dict[str, object]:
    """Return what a page says of itself as JSON types."""
    record = dict(zip(_PAGE_KEYS, map(plain, _values_of_page(page)), strict=True))
    if evidence:
        record["evidence"] = evidence_record(page.evidence)
    return record


def evidence_record(found: EvidenceMap) -> dict[str, object]:
    """Return evidence as JSON types: one object for a value, a list of them for a list column."""
    as_kept = getattr(found, "as_kept", None)
    if as_kept is not None:  # what is kept in JSON types need not become objects first
        return dict(as_kept())
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


def read_document(text: str | bytes, *, evidence: bool = True) -> tuple[list[Page], list[Project]]:
    """Return the pages and projects of which `document` made this JSON, with or without evidence; amounts exact.

    Raises ValueError, KeyError, TypeError, AttributeError or RecursionError for any other text.
    """
    read, nouns = json.loads(text, parse_float=Decimal), Nouns()
    for record in () if evidence else (*read["pages"], *read["projects"]):
        record["evidence"] = {}
    return list(map(nouns.page, read["pages"])), list(map(nouns.project, read["projects"]))


class Nouns:
    """Makes pages and projects of their records, which it uses up; what many of them have alike is held once.

    Raises ValueError, KeyError, TypeError or AttributeError for what is no record.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._days: dict[str, date] = {}
        self._times: dict[str, datetime] = {}

    def page(self, record: dict[str, Any]) -> Page:
        """Return the page of which `page_record` made this."""
        record["updated"] = self._day(record["updated"])
        record["evidence"] = self._evidence(record["evidence"])
        return Page(*[record[field.name] for field in fields(Page)])

    def project(self, record: dict[str, Any]) -> Project:
        """Return the project of which `project_record` made this."""
        for name in MONEY_COLUMNS:
            if record[name] is not None:
                record[name] = Decimal(record[name])
        for name in DATE_COLUMNS:
            record[name] = self._day(record[name])
        for name in _ALIKE:
            if record[name] is not None:
                record[name] = self._once(record[name])
        record["retrieved_at"] = self._time(record["retrieved_at"])
        record["other_fields"] = {self._once(label): text for label, text in record["other_fields"].items()}
        record["evidence"] = self._evidence(record["evidence"])
        return Project(*[record[name] for name in (*COLUMNS, "evidence")])

    def _evidence(self, record: dict[str, Any]) -> dict[str, Evidence | list[Evidence]]:
        return {
            self._once(name): [self._place(each) for each in found] if isinstance(found, list) else self._place(found)
            for name, found in record.items()
        }

    def _place(self, one: dict[str, Any]) -> Evidence:
        return Evidence(one["raw"], self._once(one["path"]), one["start"], one["end"], self._once(one["rule"]))

    def _once(self, text: str) -> str:
        return self._known.setdefault(text, text)

    def _day(self, text: str | None) -> date | None:
        if text is None:
            return None
        return self._days.get(text) or self._days.setdefault(text, date.fromisoformat(text))

    def _time(self, text: str | None) -> datetime | None:
        if text is None:
            return None
        return self._times.get(text) or self._times.setdefault(text, datetime.fromisoformat(text))


_ALIKE: tuple[str, ...] = tuple(
    name
    for name in COLUMNS
    if name not in {"id", "name", "description", "programme_year", "retrieved_at", "other_fields"}
    and name not in MONEY_COLUMNS + DATE_COLUMNS + LIST_COLUMNS
)
"""Columns of short texts, most of which many projects share."""
