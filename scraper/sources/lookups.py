"""Lookups: a person's corrections of what a page prints. `[[lookups]]` tables come in, checked `Lookup`s go out.

Refused are unknown and missing keys, columns that no one may correct, a value that its column can't hold, and two
lookups for the same thing. How they are applied is in scraper/lookups.py.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from scraper.model import Precision, Status
from scraper.normalise.organisation import read_organisation
from scraper.normalise.text import clean
from scraper.schema import MONEY_COLUMNS
from scraper.sources.definition import is_text

if TYPE_CHECKING:
    from scraper.sources.definition import Definition, Form

Value = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class Lookup:
    """What to publish in place of a value that the page prints wrongly or that can't be read."""

    field: str
    """The column."""
    match: str
    """What stands there: the words as printed, or the value as it would be published; white space folded."""
    note: str
    """Why, and who said so."""
    value: Value | None = None
    """What to publish instead; None for nothing."""
    name: str | None = None
    """Only for the project of this name, as it would be published; None for all."""
    place: str = dataclasses.field(default="", compare=False)
    """Where it is defined: `<file>: line <n>`."""


def read_lookups(definition: Definition) -> tuple[Lookup, ...]:
    """Return the checked lookups of a source's file, in its order. Raises SourceError."""
    lookups: dict[tuple[str, str, str | None], Lookup] = {}
    for number, table in enumerate(definition.table.get("lookups", ()), start=1):
        lookup = _lookup(table, f"lookups[{number}]", definition)
        earlier = lookups.setdefault((lookup.field, lookup.match, lookup.name), lookup)
        if earlier is not lookup:
            definition.refuse(f"lookups[{number}]", f"is for the same value as {earlier.place}; leave one")
    return tuple(lookups.values())


def _lookup(table: dict[str, Any], key: str, definition: Definition) -> Lookup:
    definition.check(table, _FORMS, required=("field", "match", "note"), prefix=f"{key}.")
    column = table["field"]
    if ("value" in table) == ("remove" in table):
        definition.refuse(key, "needs a value or remove = true, one of them")
    if "remove" in table and column in _NEVER_NULL:
        definition.refuse(f"{key}.remove", f"a project always has a {column}; give a value instead")
    if "value" in table:
        definition.check({"value": table["value"]}, {"value": CORRECTABLE[column]}, prefix=f"{key}.")
    value = table.get("value")
    return Lookup(
        field=column,
        match=clean(table["match"]),
        note=table["note"],
        value=_amount(value) if column in MONEY_COLUMNS else value,
        name=clean(table["name"]) if "name" in table else None,
        place=definition.place(key),
    )


def _amount(value: object) -> Decimal | None:
    """Return an amount in euros given as a number or its digits; None for what is no amount of whole cents."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or not _DIGITS.fullmatch(str(value)):
        return None
    return Decimal(str(value))


_DIGITS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?", re.ASCII)

_LINE: Form = (is_text, "a line of text")
_AMOUNT: Form = (lambda value: _amount(value) is not None, "an amount in euros, such as 79900 or 1234.50")
_DATE: Form = (lambda value: type(value) is date, "a date, such as 2021-03-15 without quotes")

CORRECTABLE: dict[str, Form] = {
    "name": _LINE,
    "applicant": _LINE,
    "applicant_business_id": (
        lambda value: is_text(value) and read_organisation(f"Y-tunnus {value}").business_id == value,
        "a business id (1234567-1) with the right check digit",
    ),
    **dict.fromkeys(MONEY_COLUMNS, _AMOUNT),
    "start_date": _DATE,
    "end_date": _DATE,
    "date_precision": (lambda value: value in get_args(Precision), f"one of {', '.join(get_args(Precision))}"),
    "funder": _LINE,
    "programme": _LINE,
    "programme_year": (lambda value: type(value) is int and 1900 <= value <= 2100, "a year, such as 2021"),
    "decision_date": _DATE,
    "status": (lambda value: value in get_args(Status), f"one of {', '.join(get_args(Status))}"),
}
"""The columns that may be corrected, with what each can hold: what a page says of one project in one value."""

_NEVER_NULL = frozenset({"name", "status"})

_FORMS: dict[str, Form] = {
    "field": (lambda value: isinstance(value, str) and value in CORRECTABLE, f"one of {', '.join(CORRECTABLE)}"),
    "match": (lambda value: isinstance(value, str) and bool(clean(value)), "text"),
    "name": _LINE,
    "value": (lambda value: value is not None, "a value"),
    "remove": (lambda value: value is True, "true; leave it out where a value is given"),
    "note": (lambda value: isinstance(value, str) and bool(value.strip()), "text that says why, and who said so"),
}
"""For each key of a lookup: what its value must be. What `value` must be, its column says."""
