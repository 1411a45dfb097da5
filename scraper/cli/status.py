"""`council-scraper status`: how the last run went, from its record."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.cli.alarm import reasons
from scraper.cli.options import OUTPUT, Amount
from scraper.cli.outcome import age
from scraper.cli.table import aligned
from scraper.errors import MissingInputError
from scraper.publish import dataset
from scraper.runs import run_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.runs.run_record import RunRecord, SourceRecord

NEEDS_A_PERSON = 1
DIED = "left no record: it was killed, or could not write; look at what it said, and run again"


@click.command("status")
@OUTPUT
@click.option("--max-days", type=Amount(), metavar="N", help="End with 1, too, where the last run is older.")
@click.option("--json", "as_json", is_flag=True, help="Print the record itself: run.json.")
def command(output: Path, max_days: float | None, *, as_json: bool) -> int:
    """Tell how the last run went, source by source.

    Exit code: 0 where it was complete, or rightly empty; 1 where a person should look (partial, failed, killed,
    or older than --max-days); 2 where the call is wrong; 3 where there is no record of a run.
    """
    record, begun = run_record.read(output), run_record.begun(output)
    died = begun is not None and not dataset.is_busy(output)
    if begun is not None:
        messages.say(f"a run began {age(begun)} and {DIED if died else 'is under way'}")
    if record is None and begun is not None:
        return NEEDS_A_PERSON if died else 0
    if record is None:
        raise MissingInputError(
            f"{output}: holds no {run_record.FILE} of a run; name the folder that `run` publishes to"
        )
    if as_json:
        click.echo(run_record.dumps(record), nl=False)
    else:
        for line in lines(record):
            click.echo(messages.visible(line))
    days = abs((datetime.now(UTC) - record.finished_at).total_seconds()) / 86_400  # a clock that was wrong is no excuse
    overdue = max_days is not None and days > max_days
    if overdue:
        messages.say(f"the last run ended {age(record.finished_at)}, more than {max_days:g} days; look at the schedule")
    return NEEDS_A_PERSON if overdue or died or record.status in {"partial", "failed"} else 0


def lines(record: RunRecord) -> Iterator[str]:
    """Yield how a run went: in a line, a row for each source, what went wrong, and the gates."""
    took = sum(record.timings.values())
    end = record.finished_at.astimezone(UTC)
    yield f"{record.status}: {end:%Y-%m-%d %H:%M} UTC ({age(end)}), {took:,.1f} s, exit code {record.exit_code}"
    if record.sources:
        yield ""
        head = ("source", "pages", "projects", "kept", "last good", "  outcome")
        yield from aligned([head, *map(_row, record.sources)])
    if record.status not in {"complete", "empty"}:
        yield ""
        yield from reasons(record)
    if remarks := [f"{source.id}: {line}" for source in record.sources for line in source.remarks]:
        yield ""
        yield from remarks
    verdicts = Counter(gate.verdict for source in record.sources for gate in source.gates)
    if verdicts:
        yield ""
        yield f"Gates: {', '.join(f'{count:,} {verdict}' for verdict, count in sorted(verdicts.items()))}"
    if record.accepted is not None:
        yield f"Accepted: {record.accepted}"


def _row(source: SourceRecord) -> tuple[str, ...]:
    last_good = "never" if source.good_at is None else f"{source.good_at.astimezone(UTC):%Y-%m-%d}"
    outcome = "" if source.outcome == "good" else f"  {source.outcome}"
    return (source.id, f"{source.pages:,}", f"{source.projects:,}", f"{source.kept:,}", last_good, outcome)
