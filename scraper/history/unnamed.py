"""Changes come in, and go out without those that only take a person's name away: to tell them would name the person.

A project that is published without its person has another id, made of its own (scraper/pseudonym.py): it seems to be
removed and added. What else has changed in it is told under the new id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.changes import Changed, Changes, compare
from scraper.pseudonym import pseudonym
from scraper.schema import DATE_COLUMNS, MONEY_COLUMNS

if TYPE_CHECKING:
    from scraper.changes import Record

TELL_NO_NAME = frozenset({*MONEY_COLUMNS, *DATE_COLUMNS, "date_precision", "status", "programme", "programme_year"})
"""Columns that are published of a person's grant, and could not hold the name."""


def without_named(changes: Changes) -> Changes:
    """Return the changes without projects that are withheld from now on, but for what else changed in them."""
    named = {pseudonym(str(record["id"])): record for record in changes.removed}
    hidden = {str(record["id"]): record for record in changes.added if record["id"] in named}
    if not hidden:
        return changes
    told = list(changes.changed)
    for name, record in hidden.items():
        told += _told(named[name], record)
    return Changes(
        added=[record for record in changes.added if record["id"] not in hidden],
        removed=[record for record in changes.removed if pseudonym(str(record["id"])) not in hidden],
        changed=sorted(told, key=lambda one: one.key),
        same=changes.same + len(hidden) - (len(told) - len(changes.changed)),
    )


def _told(old: Record, new: Record) -> list[Changed]:
    """Return how the project changed besides its names."""
    before = {column: value if column in TELL_NO_NAME else new[column] for column, value in old.items()}
    return compare([before], [new]).changed
