"""What changed, for people and programs: Changes come in; lines of text, rows of a table or one document go out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scraper.cli.messages import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.changes import Cell, Changes, Record

SHOWN = 60
"""Characters of a value that the text shows."""
COLUMNS = ("change", "id", "name", "source_url", "column", "old", "new")
"""What `rows` yields."""


def lines(changes: Changes) -> Iterator[str]:
    """Yield the differences, a record and its cells at a time."""
    for record in changes.removed:
        yield f"- {record['id']}  {record['name']}"
    for record in changes.added:
        yield f"+ {record['id']}  {record['name']}"
    for one in changes.changed:
        yield f"~ {one.key}  {one.new['name']}"
        for cell in one.cells:
            old, new = shown(cell)
            yield f"    {cell.column}: {old} → {new}"


def counts(changes: Changes) -> str:
    """Return how much is different, in a line."""
    return (
        f"{len(changes.added):,} added, {len(changes.removed):,} removed, {len(changes.changed):,} changed"
        + (f" ({counted(changes.cells, 'cell')})" if changes.changed else "")
        + f", {changes.same:,} the same"
    )


def document(changes: Changes) -> dict[str, object]:
    """Return the differences in JSON types: whole records, and the cells of those that changed."""
    return {
        "counts": {
            "added": len(changes.added),
            "removed": len(changes.removed),
            "changed": len(changes.changed),
            "cells": changes.cells,
            "same": changes.same,
        },
        "added": changes.added,
        "removed": changes.removed,
        "changed": [
            {
                "id": one.key,
                "name": one.new["name"],
                "source_url": one.new["source_url"],
                "cells": [cell._asdict() for cell in one.cells],
            }
            for one in changes.changed
        ],
    }


def rows(changes: Changes) -> Iterator[tuple[object, ...]]:
    """Yield a row for each record that was added or removed and for each cell that changed."""
    for change, records in (("removed", changes.removed), ("added", changes.added)):
        for record in records:
            yield (change, *_named(record), "", "", "")
    for one in changes.changed:
        for cell in one.cells:
            yield ("changed", *_named(one.new), cell.column, _plain(cell.old), _plain(cell.new))


def shown(cell: Cell) -> tuple[str, str]:
    """Return both values as text, long ones from shortly before the place where they begin to differ."""
    old, new = _text(cell.old), _text(cell.new)
    if max(len(old), len(new)) <= SHOWN:
        return old, new
    start = max(0, _alike(old, new) - SHOWN // 3)
    return _cut(old, start), _cut(new, start)


def _alike(old: str, new: str) -> int:
    """Return how many characters two texts begin with in common."""
    return next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))


def _cut(text: str, start: int) -> str:
    end = start + SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")


def _text(value: object) -> str:
    return "nothing" if value in (None, [], {}) else json.dumps(value, ensure_ascii=False)


def _named(record: Record) -> tuple[object, ...]:
    return record["id"], record["name"], record["source_url"]


def _plain(value: object) -> str:
    """Return a value as one cell: texts as they are, all else as JSON, nothing as nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
