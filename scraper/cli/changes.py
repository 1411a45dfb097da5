"""`council-scraper changes`: a history in; what was added, changed and removed out, as text, CSV, JSON or a feed."""

from __future__ import annotations

import csv
import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scraper.cli import differences, messages
from scraper.cli.options import FILE, HISTORY, OUTPUT, PLACE
from scraper.cli.output import standard
from scraper.errors import MissingInputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.changes import Changes
    from scraper.history import History, Run

FEED_DAYS: Final = 30
"""How far back a feed goes where nobody says."""


@click.command("changes")
@click.option(
    "--since",
    metavar="RUN|DATE",
    help="What changed after this run, or from this day (UTC) on.  [default: by the last run; for a feed, in 30 days]",
)
@click.option("--format", "form", type=click.Choice(["text", "csv", "json", "atom"]), default="text", show_default=True)
@click.option("--runs", "listing", is_flag=True, help="List the runs instead.")
@OUTPUT
@PLACE
@click.option(
    "--publication",
    type=FILE,
    metavar="FILE",
    help="What the dataset says of itself, for the head of a feed: docs/publishing.md.",
)
def command(
    since: str | None, form: str, output: Path, place: str | None, publication: Path | None, *, listing: bool
) -> int:
    """Tell what changed in the dataset: projects added and removed, and each cell that changed.

    Exit code: 0; 2 where the call is wrong; 3 where there is no history; 4 where it can't be read.
    """
    from scraper.history import History  # SQLAlchemy: for this command alone
    from scraper.publish import generations

    standing = generations.current(output)
    with History(place or str(output / HISTORY), writing=False) as history:
        runs = history.runs(None if standing is None else standing.name)
        if not runs:
            raise MissingInputError(f"{history.place}: holds no run yet; publish one with `council-scraper run`")
        if listing:
            _print_runs(runs)
            return 0
        if form == "atom":
            begin = datetime.now(UTC) - timedelta(days=FEED_DAYS)
            base = _before(runs, begin) if since is None else _base(runs, since)
            click.echo(_feed(history, runs, base, publication), nl=False)
            return 0
        base = ([0] + [run.id for run in runs])[-2] if since is None else _base(runs, since)
        _PRINTERS[form](history.changes(base, runs[-1].id), base, runs)
    return 0


def _base(runs: Sequence[Run], since: str) -> int:
    """Return the run whose dataset is compared, 0 for none. Raises UsageError."""
    if since.isascii() and since.isdigit() and len(since) < 9:
        if int(since) not in {0, *(run.id for run in runs)}:
            raise UsageError(
                f"--since: there is no run {since}; there are {runs[0].id} to {runs[-1].id}: see `changes --runs`"
            )
        return int(since)
    try:
        begin = datetime.fromisoformat(since)
    except ValueError:
        raise UsageError(f"--since: {since!r} is no run and no date; such as 12, or 2026-03-15") from None
    return _before(runs, begin if begin.tzinfo else begin.replace(tzinfo=UTC))


def _before(runs: Sequence[Run], begin: datetime) -> int:
    """Return the last run that began before a moment, 0 where there is none."""
    return max((run.id for run in runs if run.started_at < begin), default=0)


def _print_runs(runs: Sequence[Run]) -> None:
    for run in runs:
        click.echo(
            f"{run.id}  {run.started_at:%Y-%m-%d %H:%M} UTC  {run.status}: {run.projects:,} projects,"
            f" {run.added:,} added, {run.changed:,} changed, {run.removed:,} removed"
        )


def _print_text(changes: Changes, base: int, runs: Sequence[Run]) -> None:
    for line in differences.lines(changes):
        click.echo(messages.visible(line))
    if changes:
        click.echo("")
    last = runs[-1]
    since = f"since run {base}" if base else "since the beginning"
    click.echo(f"Run {last.id} ({last.started_at:%Y-%m-%d}) {since}: {differences.counts(changes)}")


def _print_csv(changes: Changes, base: int, runs: Sequence[Run]) -> None:
    writer = csv.writer(standard(), lineterminator="\r\n")
    writer.writerow(differences.COLUMNS)
    writer.writerows(differences.rows(changes))


def _print_json(changes: Changes, base: int, runs: Sequence[Run]) -> None:
    since = next((run for run in runs if run.id == base), None)
    head = {"since": None if since is None else _moment(since), "until": _moment(runs[-1])}
    click.echo(json.dumps({**head, **differences.document(changes)}, ensure_ascii=False, indent=2))


def _moment(run: Run) -> dict[str, object]:
    return {"run": run.id, "started_at": f"{run.started_at:%Y-%m-%dT%H:%M:%SZ}", "status": run.status}


def _feed(history: History, runs: Sequence[Run], base: int, publication: Path | None) -> str:
    """Return what each run after `base` changed. The first run is left out: there was nothing that it changed."""
    from scraper import atom
    from scraper.publish.publication import load_publication

    about = load_publication(publication)
    pairs = [(old, new) for old, new in itertools.pairwise(runs) if new.id > base]
    steps = [atom.Step(new.started_at, history.changes(old.id, new.id)) for old, new in reversed(pairs)]
    return atom.feed(steps, title=about.title, begun=runs[0].started_at, author=about.publisher)


_PRINTERS = {"text": _print_text, "csv": _print_csv, "json": _print_json}
