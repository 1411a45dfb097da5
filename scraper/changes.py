"""What differs between two sets of records: an old and a new list in; what was added, removed and changed out.

Records are mappings from column to plain value, each with a key by which it is known again. Columns that say nothing of
what a page prints (when it was fetched, the digest of its bytes) and evidence are left out unless others are named. A
key that is there twice is refused, since then nothing can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from scraper.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Record = Mapping[str, object]

VOLATILE: Final = frozenset({"retrieved_at", "content_digest", "evidence"})
"""Columns that may change although nothing that is published has."""


class Cell(NamedTuple):
    """One value that differs. A column that one of the records lacks is None there."""

    column: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Changed:
    """One record that is in both sets and not the same."""

    key: str
    old: Record
    new: Record
    cells: tuple[Cell, ...]
    """What differs, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different; each part in the order of the keys."""

    added: list[Record] = field(default_factory=list)
    removed: list[Record] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0
    """How many records are in both and the same."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def cells(self) -> int:
        """How many values of the changed records differ."""
        return sum(len(one.cells) for one in self.changed)


def compare(
    old: Iterable[Record], new: Iterable[Record], *, key: str = "id", leave_out: Collection[str] = VOLATILE
) -> Changes:
    """Return what differs between two sets of records; the order of neither matters.

    Raises InputError where two records of one set have the same key, or a record has none.
    """
    before, after = _by_key(old, key, "old"), _by_key(new, key, "new")
    changes: list[Changed] = []
    both = sorted(before.keys() & after.keys())
    for name in both:
        cells = tuple(_cells(before[name], after[name], leave_out))
        if cells:
            changes.append(Changed(name, before[name], after[name], cells))
    return Changes(
        added=[after[name] for name in sorted(after.keys() - before.keys())],
        removed=[before[name] for name in sorted(before.keys() - after.keys())],
        changed=changes,
        same=len(both) - len(changes),
    )


def _by_key(records: Iterable[Record], key: str, which: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        name = record.get(key)
        if not isinstance(name, str):
            raise InputError(f"one of the {which} records has no {key}; compare files that `run` wrote")
        if name in found:
            raise InputError(f"two of the {which} records have the {key} {name!r}; compare files that `run` wrote")
        found[name] = record
    return found


def _cells(old: Record, new: Record, leave_out: Collection[str]) -> Iterable[Cell]:
    for column in dict.fromkeys((*old, *new)):
        if column not in leave_out and old.get(column) != new.get(column):
            yield Cell(column, old.get(column), new.get(column))
