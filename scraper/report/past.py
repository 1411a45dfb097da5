"""What changed in the last runs: a folder's history comes in, the runs with their changes go out, the latest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.changes import Changes
    from scraper.history import History

RUNS: Final = 20
"""How many runs are told of."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one run changed."""

    at: datetime
    changes: Changes


def steps(history: History, standing: str | None) -> list[Step]:
    """Return what the last runs changed, those that changed nothing left out. Raises HistoryError."""
    runs = history.runs(standing)[-RUNS - 1 :]
    pairs = [(None, runs[0])] if runs and len(runs) <= RUNS else []
    found = [
        Step(new.started_at, history.changes(old.id if old else 0, new.id)) for old, new in [*pairs, *pairwise(runs)]
    ]
    return [step for step in reversed(found) if step.changes]


def by_project(past: Iterable[Step]) -> dict[str, list[dict[str, Any]]]:
    """Return, for each project that a run added or changed, when that was and which values differ."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for step in past:
        at = step.at.isoformat(timespec="seconds")
        for added in step.changes.added:
            found[str(added["id"])].append({"at": at, "cells": []})
        for one in step.changes.changed:
            found[one.key].append({"at": at, "cells": [list(cell) for cell in one.cells]})
    return found
