"""What the last runs did: a folder's history comes in, the runs with their changes and each source's counts go out.

A change is told by pieces that stayed, went and came, so that a person sees what differs in a long text. Persons who
are withheld today are withheld from yesterday, too.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from scraper.changes import Changes, compare
from scraper.history.rows import LEFT_OUT
from scraper.schema import LIST_COLUMNS, project_record, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from scraper.changes import Record
    from scraper.history import History, Run
    from scraper.report.discretion import Discretion

RUNS: Final = 20
"""How many runs are told of."""
LONG: Final = 60
"""Characters from which on a text is compared word by word."""
MOST_WORDS: Final = 3000
"""A longer text is told whole: comparing takes time that grows with the square."""
AROUND: Final = 8
"""How many words are shown before and after those that differ."""
_GRANTED: Final = frozenset({"granted", "proposed"})
_words = re.compile(r"\S+\s*").findall


class Piece(NamedTuple):
    """A part of a change: what stayed (` `), went (`-`) or came (`+`)."""

    sign: str
    value: object


class Difference(NamedTuple):
    """What changed in a column. No pieces: it may not be told."""

    column: str
    pieces: list[Piece]


@dataclass(slots=True)
class Count:
    """A source after a run, and what the run changed in it."""

    projects: int = 0
    granted: float = 0
    warnings: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    labels: list[str] = field(default_factory=list)
    """Labels that no column knows, and that no run before this one had."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one run changed."""

    at: datetime
    status: str
    changes: Changes
    begins: bool
    """Whether the history begins with it: then all projects are new."""
    differences: Mapping[str, list[Difference]]
    """For each changed project, by id, what differs."""
    sources: Mapping[str, Count]


def steps(history: History, standing: str | None, discreet: Discretion) -> list[Step]:
    """Return what the last runs changed, the latest first. Raises HistoryError."""
    runs = history.runs(standing)
    told = runs[-RUNS:]
    before = runs[-RUNS - 1] if len(runs) > RUNS else None
    state = _State()
    if before is not None:
        state.take(_discreet(history.changes(0, before.id), discreet))
    found = [
        _step(new, _discreet(history.changes(0 if old is None else old.id, new.id), discreet), old, state, discreet)
        for old, new in pairwise([before, *told])
        if new is not None
    ]
    return found[::-1]


def by_project(past: Iterable[Step]) -> dict[str, list[dict[str, Any]]]:
    """Return, for each project that a run added or changed, when that was and what differs; the latest first."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for step in past:
        at = step.at.isoformat(timespec="seconds")
        for kind, records in (
            ("first" if step.begins else "added", step.changes.added),
            ("removed", step.changes.removed),
        ):
            for record in records:
                found[str(record["id"])].append({"at": at, "what": kind, "cells": []})
        for name, cells in step.differences.items():
            found[name].append({"at": at, "what": "changed", "cells": cells})
    return found


def differences(column: str, old: object, new: object) -> list[Piece]:
    """Return a change in pieces: items of a list, words of a long text, or both values."""
    if column in LIST_COLUMNS or column == "other_fields":
        items, others = _items(old), _items(new)
        gone = [Piece("-", one) for one in items if one not in others]
        return gone + [Piece("+", one) for one in others if one not in items]
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) >= LONG:
        before, after = _words(old), _words(new)
        if len(before) + len(after) <= MOST_WORDS:
            return list(_word_by_word(before, after))
    return [Piece(sign, value) for sign, value in (("-", old), ("+", new)) if value is not None]


def _step(new: Run, changes: Changes, old: Run | None, state: _State, discreet: Discretion) -> Step:
    sources = state.take(changes)
    told = {
        one.key: [
            Difference(
                cell.column,
                [] if discreet.names_one(f"{cell.old}\n{cell.new}") else differences(cell.column, cell.old, cell.new),
            )
            for cell in one.cells
        ]
        for one in changes.changed
    }
    return Step(new.started_at, new.status, changes, old is None, told, sources)


class _State:
    """What each source has after a run, and all labels that were seen so far."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._labels: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, changes: Changes) -> dict[str, Count]:
        """Take what a run changed, and return the counts of every source after it."""
        done: defaultdict[str, Count] = defaultdict(Count)
        sides = (
            (changes.added, 1, "added"),
            (changes.removed, -1, "removed"),
            ([one.old for one in changes.changed], -1, ""),
            ([one.new for one in changes.changed], 1, "changed"),
        )
        for records, sign, kind in sides:
            for record in records:
                name = str(record["source"] or "")
                self._count(name, record, sign)
                if kind:
                    setattr(done[name], kind, getattr(done[name], kind) + 1)
                if sign > 0:
                    labels = set(cast("Mapping[str, str]", record["other_fields"] or {})) - self._labels[name]
                    done[name].labels += sorted(labels)
                    self._labels[name] |= labels
        for name, counts in self._counts.items():
            done[name].projects = counts["projects"]
            done[name].granted = counts["cents"] / 100
            done[name].warnings = counts["warnings"]
        return dict(done)

    def _count(self, name: str, record: Record, sign: int) -> None:
        counts = self._counts[name]
        counts["projects"] += sign
        counts["warnings"] += sign * len(cast("Sequence[str]", record["warnings"] or ()))
        if record["status"] in _GRANTED:
            counts["cents"] += sign * round(float(cast("float", record["granted_amount"] or 0)) * 100)


def _discreet(changes: Changes, discreet: Discretion) -> Changes:
    """Return changes as if those who are withheld now had always been."""
    old = _without([*changes.removed, *(one.old for one in changes.changed)], discreet)
    new = _without([*changes.added, *(one.new for one in changes.changed)], discreet)
    if old is None and new is None:
        return changes
    done = compare(
        old or [*changes.removed, *(one.old for one in changes.changed)],
        new or [*changes.added, *(one.new for one in changes.changed)],
        leave_out=LEFT_OUT,
    )
    return Changes(done.added, done.removed, done.changed, changes.same + done.same)


def _without(records: Sequence[Record], discreet: Discretion) -> list[Record] | None:
    """Return records without withheld persons; None where there are none among them."""
    whole = [
        {**record, "other_fields": record["other_fields"] or {}, "evidence": {}}
        | {column: record[column] or [] for column in LIST_COLUMNS}
        for record in records
    ]
    _, read = read_document(json.dumps({"pages": [], "projects": whole}))
    projects = discreet.rule.projects(read)
    if all(one is other for one, other in zip(read, projects, strict=True)):
        return None
    return [project_record(project, evidence=False) for project in projects]


def _items(value: object) -> list[object]:
    """Return what a list or a mapping holds."""
    if isinstance(value, Mapping):
        return [f"{label}: {text}" for label, text in value.items()]
    return list(cast("Sequence[object]", value or ()))


def _word_by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield words that stayed, went and came; of those that stayed only the ones around a change."""
    operations = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, start, end, other, other_end) in enumerate(operations):
        if kind == "equal":
            head = old[start : start + AROUND] if number else []
            tail = old[max(end - AROUND, start + len(head)) : end] if number < len(operations) - 1 else []
            gap = ["… "] if len(head) + len(tail) < end - start else []
            yield Piece(" ", "".join([*head, *gap, *tail]))
            continue
        if end > start:
            yield Piece("-", "".join(old[start:end]))
        if other_end > other:
            yield Piece("+", "".join(new[other:other_end]))
