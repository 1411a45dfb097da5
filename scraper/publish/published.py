"""The way back: the folder of a published dataset comes in, its pages and projects go out as they were.

Read is `projects.json`, which holds all of them with their evidence. What is no dataset is refused.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scraper.errors import InputError, MissingInputError
from scraper.model import Evidence, Page, Project
from scraper.schema import DATE_COLUMNS, MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "projects.json"
_TYPES: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(MONEY_COLUMNS, lambda number: Decimal(number).quantize(Decimal("0.01"))),
    **dict.fromkeys((*DATE_COLUMNS, "updated"), date.fromisoformat),
    "retrieved_at": datetime.fromisoformat,
}
"""Columns whose JSON is another type than their value."""


def read(folder: Path) -> tuple[list[Page], list[Project]]:
    """Return the pages and projects of the dataset that is current in a folder.

    Raises MissingInputError where there is none, InputError where it can't be read.
    """
    file = folder / FILE
    try:
        document = json.loads(file.read_text(encoding="utf-8"), parse_float=str, parse_int=_whole)
        pages = [_noun(Page, record) for record in document["pages"]]
        projects = [_noun(Project, record) for record in document["projects"]]
    except FileNotFoundError:
        raise MissingInputError(f"{folder}: holds no {FILE}; name the folder that `run` published to") from None
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror}); check its permissions") from None
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise InputError(f"{file}: is no dataset, or a damaged one; run again") from None
    return pages, projects


def _whole(digits: str) -> int | str:
    """Return a whole number, one that is longer than any of ours as text: it would take long to read."""
    return int(digits) if len(digits) < 20 else digits


def _noun(kind: type[Any], record: dict[str, Any]) -> Any:  # noqa: ANN401  (a Page or a Project)
    values = {field.name: record[field.name] for field in fields(kind)}
    for name, convert in _TYPES.items():
        if values.get(name) is not None:
            values[name] = convert(values[name])
    values["evidence"] = {
        name: [Evidence(**each) for each in found] if isinstance(found, list) else Evidence(**found)
        for name, found in values["evidence"].items()
    }
    return kind(**values)
