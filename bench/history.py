"""How fast a run of 100,000 projects is remembered, in SQLite and in PostgreSQL: `make bench-history`.

Three runs: the first one, one that changes nothing, one that changes a tenth; then what changed is read back.
"""

from __future__ import annotations

import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.clock import print_table
from bench.publish import PROJECTS, edition
from scraper.history import History
from tests.history.postgres import server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.model import Project


def measure(place: str, runs: dict[str, Sequence[Project]]) -> Iterator[tuple[str, float]]:
    """Yield the seconds of each step."""
    begun = datetime(2026, 3, 2, tzinfo=UTC)
    with History(place) as history:
        for number, (name, projects) in enumerate(runs.items()):
            start = time.perf_counter()
            recorded = history.prepare(
                projects, started_at=begun + timedelta(weeks=number), status="complete", generation=str(number)
            )
            history.confirm(recorded)
            yield name, time.perf_counter() - start
        start = time.perf_counter()
        changes = history.changes(len(runs) - 1, len(runs))
        yield f"what changed ({len(changes.changed):,})", time.perf_counter() - start


def main() -> None:
    """Print a row for each step, a column for each database."""
    projects = edition(PROJECTS).projects
    every_tenth = [replace(one, name=f"{one.name} B") if n % 10 == 0 else one for n, one in enumerate(projects)]
    runs = {"first run": projects, "nothing changes": projects, "a tenth changes": every_tenth}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as scratch, server() as url:
        file = Path(scratch) / "history.sqlite"
        local = dict(measure(str(file), runs))
        size = file.stat().st_size
        remote = dict(measure(url.format("postgres"), runs))
    rows = [(name, f"{local[name]:.1f}", f"{remote[name]:.1f}") for name in local]
    print_table(f"{PROJECTS:,} projects", ("seconds", "SQLite", "PostgreSQL"), rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"SQLite file: {size / 1e6:.0f} MB; memory over the projects: {memory / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
