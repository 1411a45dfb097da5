"""Source definitions: TOML files come in, checked `Source`s go out, sorted by id.

Strict: an unknown, missing or mistyped key, an address that no page has, a pattern that is none, a label with two
meanings, or an id that is used twice is a SourceError that names file, key and line.
"""

from __future__ import annotations

import re
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.errors import SourceError
from scraper.sources.definition import Definition, is_text, matches
from scraper.sources.expect import read_expectation
from scraper.sources.follow import check_addresses, read_follow
from scraper.sources.labels import read_labels
from scraper.sources.lookups import read_lookups
from scraper.sources.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

    from scraper.sources.definition import Form

    Reader = Callable[[Any, Definition], object]
    """Makes a field of a key's value. Raises SourceError."""


def load_sources(folder: Path | None = None) -> list[Source]:
    """Return the sources in a folder's `*.toml`; without one, those that come with the program.

    A folder of one's own takes the place of the shipped sources: they are not read beside it. Raises SourceError.
    """
    sources: dict[str, Source] = {}
    for file in definition_files(folder):
        definition = Definition(file)
        source, faults = read_source(definition)
        if source is None:
            raise SourceError(faults[0])
        if source.id in sources:
            definition.refuse("id", twice(source.id, Path(sources[source.id].file).name))
        sources[source.id] = source
    return sorted(sources.values(), key=lambda source: source.id)


def definition_files(folder: Path | None) -> list[Traversable]:
    """Return a folder's definitions, or the shipped ones, sorted by name. Raises SourceError where there are none."""
    if folder is not None and not folder.is_dir():
        raise SourceError(f"{folder}: no such folder; name one with a TOML file for each source")
    shelf: Traversable = resources.files(__package__) if folder is None else folder
    files = sorted((file for file in shelf.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    if not files:
        raise SourceError(f"{shelf}: holds no *.toml; write one for each source")
    return files


def twice(name: str, file: str) -> str:
    """Say that an id is used in an earlier file, too."""
    return f"{name!r} is used in {file} too; give each source its own"


def read_source(definition: Definition) -> tuple[Source | None, list[str]]:
    """Return a file's source and no faults, or no source and what is wrong: the first fault of each key and table."""
    values: dict[str, Any] = {}
    faults = []
    for key in _REQUIRED:
        if key not in definition.table:
            faults.append(f"{definition.end}: {key}: is missing; add it")
    for key, value in definition.table.items():
        try:
            definition.check({key: value}, _FORMS)
            values[key] = _READERS[key](value, definition) if key in _READERS else value
        except SourceError as fault:
            faults.append(str(fault))
    return (None, faults) if faults else (Source(**values, file=str(definition.file)), [])


def _starts(addresses: list[str], definition: Definition) -> tuple[str, ...]:
    check_addresses(addresses, key="starts", definition=definition)
    return tuple(addresses)


def _pace(table: dict[str, Any], definition: Definition) -> float:
    definition.check(table, {"delay": (_is_delay, "a number of seconds, 0 to 600")}, ("delay",), prefix="pace.")
    return float(table["delay"])


def _is_delay(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 600


def _is_day(value: object) -> bool:
    return value is False or type(value) is date


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REQUIRED = ("id", "funder", "starts")

_FORMS: dict[str, Form] = {
    "id": (matches(ID), "an id: small letters, digits and single hyphens"),
    "funder": (is_text, "a line of text"),
    "starts": (
        lambda value: isinstance(value, list) and bool(value) and all(map(is_text, value)),
        "a list of addresses",
    ),
    "region": (matches(r"0[124-9]|1[0-9]|21"), "a maakunta code, '01' to '21'"),
    "language": (matches(r"fi|sv|en"), "'fi', 'sv' or 'en'"),
    "licence": (is_text, "a line of text"),
    "contact": (is_text, "a line of text"),
    "notes": (lambda value: isinstance(value, str), "text"),
    "live": (lambda value: isinstance(value, bool) or value == "named", "true, false or 'named'"),
    "verified": (_is_day, "false or a date, such as 2026-03-15 without quotes"),
    "parser": (
        matches(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*:[A-Za-z_][A-Za-z0-9_]*"),
        "a Python function, as 'module:function'",
    ),
    "follow": (_is_table, "a table with allow and what else it may have"),
    "pace": (_is_table, "a table with a delay"),
    "labels": (_is_table, "a table of fields, each with a list of labels"),
    "expect": (_is_table, "a table with minimum and maximum"),
    "lookups": (
        lambda value: isinstance(value, list) and all(isinstance(table, dict) for table in value),
        "a list of tables, each under a line [[lookups]]",
    ),
}
"""For each key: what its value must be."""

_READERS: dict[str, Reader] = {
    "starts": _starts,
    "verified": lambda value, _: value or None,
    "follow": read_follow,
    "pace": _pace,
    "labels": read_labels,
    "expect": read_expectation,
    "lookups": lambda _, definition: read_lookups(definition),
}
"""For each key that is more than a plain value: what makes the field."""
