"""What became of a run, in sentences: a report comes in; what went wrong, and how far the dataset reaches, goes out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper.cli.messages import counted
from scraper.model import WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scraper.runs.run_report import RunReport

MOST_LINES = 20
"""Failures, and remarks, of one source that are said; `run.json` has all of them."""
UNCONFIRMED = " (the database did not take the end of it: the next run will settle that)"


def outcome(report: RunReport, output: Path) -> Iterator[str]:
    """Yield what went wrong and what a person should look at, a line each, and what became of the dataset."""
    for harvest in report.sources:
        yield from _few(harvest.source.id, "failure", harvest.failures)
        yield from _few(harvest.source.id, "remark", harvest.remarks)
    for other in report.others:
        yield from _few(other.id, "failure", other.failures)
        yield from _few(other.id, "remark", other.remarks)
    yield from report.too_old
    if not report.exit_code:
        return
    if report.files:
        yield from _kept(report)
    elif report.too_old:
        yield f"nothing was published: last good rows are too old; the last dataset still stands in {output}"
    elif report.kept:
        yield f"nothing was published: the last dataset still stands in {output}"
    elif any(harvest.is_stopped for harvest in report.sources):
        yield "nothing was published: what was read failed its gates"
    else:
        yield "nothing was published: every source failed, and none has last good rows"


def _few(name: str, kind: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield the first of a source's lines, and how many more there are: a thousand in a terminal say less."""
    for line in lines[:MOST_LINES]:
        yield f"{name}: {line}"
    if len(lines) > MOST_LINES:
        yield f"{name}: … and {counted(len(lines) - MOST_LINES, f'more {kind}')}, all in run.json"


def _kept(report: RunReport) -> Iterator[str]:
    """Yield which last good rows were published again, and how old they are."""
    for harvest in report.sources:
        if harvest.standing is not None:
            yield _stands(harvest.source.id, len(harvest.standing.projects), harvest.good_at)
    for other in report.others:
        if other.failures:
            yield _stands(other.id, len(other.rows.projects), other.good_at)
    for harvest in report.sources:
        if harvest.failures and harvest.standing is None:
            yield f"{harvest.source.id}: published without what failed: it has no last good rows"


def _stands(name: str, projects: int, good_at: datetime | None) -> str:
    rows = f"{name}: its last good rows stay in the dataset: {counted(projects, 'project')}"
    return rows if good_at is None else f"{rows}, last read in full on {good_at:%Y-%m-%d} ({age(good_at)})"


def age(moment: datetime) -> str:
    """Return how long ago something was."""
    hours = (datetime.now(UTC) - moment).total_seconds() / 3600
    if hours < -1:
        return "in the future, by this clock"
    if hours < 1:
        return "less than an hour ago"
    return f"{counted(int(hours), 'hour')} ago" if hours < 48 else f"{counted(int(hours / 24), 'day')} ago"


def extent(report: RunReport) -> Iterator[str]:
    """Yield what the dataset holds besides what was read, and what it leaves out."""
    if not report.files:
        return
    if report.history is not None:
        done = report.history
        changes = f"{done.added:,} added, {done.changed:,} changed, {done.removed:,} removed"
        yield f"History: run {done.run:,}: {changes}" + ("" if done.confirmed else UNCONFIRMED)
        if done.persons:
            yield f"Kept in the history, and nowhere else: {counted(done.persons, 'name')} of persons"
    unread = [other for other in report.others if other.gate is None]
    if unread:
        projects = counted(sum(len(other.rows.projects) for other in unread), "project")
        yield f"Kept, not read this time: {projects} of {', '.join(other.id for other in unread)}"
    withheld = sum(
        WarningCode.WITHHELD in project.warnings for harvest in report.sources for project in harvest.published.projects
    )
    if withheld:
        yield f"Without the names of persons: {counted(withheld, 'project')}"
    if report.left_out:
        reasons = ", ".join(f"{reason}: {count:,}" for reason, count in sorted(report.left_out.items()))
        yield f"Not in 360giving.json: {counted(report.left_out.total(), 'project')} ({reasons})"
