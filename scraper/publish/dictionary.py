"""The data dictionary: columns come in by name, their headings and meanings in Finnish, Swedish or English go out.

The words are in `dictionary.toml`; order and types are the schema's.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

from scraper.publish.csv import GOAL_COLUMNS
from scraper.schema import COLUMNS, DATE_COLUMNS, LIST_COLUMNS, MONEY_COLUMNS

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
COLUMNS_OF = {"projects": COLUMNS, "goals": GOAL_COLUMNS}
"""The columns of each table."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One column in one language."""

    column: str
    type: str
    """`string`, `number` (euros), `integer`, `date`, `datetime`, `list` or `object`."""
    heading: str
    meaning: str


def entries(table: str, language: Language) -> list[Entry]:
    """Return the columns of `projects` or `goals`, in their order."""
    words = _words()[table]
    return [Entry(column, column_type(column), *words[column][language]) for column in COLUMNS_OF[table]]


def headings(table: str, language: Language | None) -> list[str]:
    """Return what stands above the columns of a table: in no language, their names."""
    if language is None:
        return list(COLUMNS_OF[table])
    return [entry.heading for entry in entries(table, language)]


def word(*path: str, language: Language) -> str:
    """Return a single word of `dictionary.toml`, such as `sheets`, `goals`."""
    return str(functools.reduce(lambda table, key: table[key], (*path, language), _words()))


def column_type(column: str) -> str:
    """Return the type of a column of either table."""
    if column in MONEY_COLUMNS:
        return "number"
    if column in DATE_COLUMNS:
        return "date"
    if column in LIST_COLUMNS:
        return "list"
    return {
        "programme_year": "integer",
        "number": "integer",
        "retrieved_at": "datetime",
        "other_fields": "object",
    }.get(column, "string")


@functools.cache
def _words() -> dict[str, Any]:
    file = resources.files(__package__).joinpath("dictionary.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
