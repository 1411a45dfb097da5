"""Between projects and rows: a project comes in, a row for `project_versions` goes out; a row, the plain record, or the
project itself, back.

A digest over all that is compared says whether two states are the same without reading either.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from scraper.changes import VOLATILE
from scraper.model import Project
from scraper.schema import COLUMNS, LIST_COLUMNS, MONEY_COLUMNS, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.changes import Record

LEFT_OUT: Final = VOLATILE | {"page_updated"}
"""Columns outside the comparison: a page's own date changes for all of its projects when one of them does."""
_COMPARED: Final = tuple(name for name in COLUMNS if name not in LEFT_OUT)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(project: Project) -> str:
    """Return what identifies the state of a project: equal if and only if all that is compared is."""
    values = _encode([plain(getattr(project, name)) for name in _COMPARED])
    return hashlib.sha256(values.encode("utf-8", "backslashreplace")).hexdigest()


def row(project: Project, digest: str, run: int) -> dict[str, object]:
    """Return the row of a state that a run saw first."""
    values = {name: storable(getattr(project, name)) for name in COLUMNS}
    for name in MONEY_COLUMNS:
        values[name] = plain(values[name])
    if project.retrieved_at is not None:
        values["retrieved_at"] = project.retrieved_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return {**values, "first_run": run, "digest": digest}


def record(stored: Mapping[str, Any]) -> Record:
    """Return a row as `schema.project_record` has it, without evidence."""
    values = dict(stored)
    for name in MONEY_COLUMNS:
        amount = values[name]
        values[name] = int(amount) if amount is not None and amount == int(amount) else amount
    if values["retrieved_at"] is not None:
        values["retrieved_at"] = values["retrieved_at"].replace(tzinfo=UTC)
    return {name: plain(values[name]) for name in COLUMNS}


def project(stored: Mapping[str, Any]) -> Project:
    """Return a row as the project that it was made of, without evidence."""
    values = {name: stored[name] for name in COLUMNS}
    for name in MONEY_COLUMNS:
        values[name] = None if values[name] is None else Decimal(f"{values[name]:.2f}")
    for name in LIST_COLUMNS:
        values[name] = values[name] or []
    if values["retrieved_at"] is not None:
        values["retrieved_at"] = values["retrieved_at"].replace(tzinfo=UTC)
    return Project(**{**values, "other_fields": values["other_fields"] or {}})


def storable(value: object) -> object:
    """Return a value as a database takes it: NUL and lone surrogates, which it refuses, as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(name): storable(one) for name, one in value.items()}
    return value
