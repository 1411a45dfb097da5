"""`council-scraper run`: the sources' pages in, the published dataset out, and a summary that people can read.

What went wrong is said on stderr, a line each; the summary goes to stdout, in 80 columns.
"""

from __future__ import annotations

import contextlib
import textwrap
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages, progress
from scraper.cli.alarm import with_alarm
from scraper.cli.log import STDOUT, log_to
from scraper.cli.options import ALLOW_PRIVATE, ARCHIVE, CONTACT, FOLDER, OUTPUT, SOURCE_IDS, SOURCES, Amount
from scraper.cli.outcome import extent, outcome
from scraper.cli.report import write as write_site
from scraper.cli.table import aligned
from scraper.cli.tally import Tally, size
from scraper.cli.terms import with_terms
from scraper.crawl.crawl import Plain
from scraper.crawl.events import all_of
from scraper.crawl.pace import LONGEST_DELAY
from scraper.errors import INTERRUPTED, CouncilScraperError, PublishError
from scraper.runs.readers.readers import Readers
from scraper.runs.run import choose, run
from scraper.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.crawl.events import Watch
    from scraper.runs.run import Terms
    from scraper.runs.run_report import RunReport
    from scraper.sources import Source


WIDTH = 80
"""Columns of the narrowest terminal that the summary is made for."""
CONTENTS = {
    "projects.csv": "one row a project",
    "projects.fi.csv": "the same for Finnish and Swedish spreadsheets",
    "goals.csv": "one row a goal, joined by project_id",
    "projects.json": "all of it, with where each value was read",
    "projects.jsonl": "the same, one project a line",
    "projects.xlsx": "a workbook: projects, goals, data dictionary",
    "projects.parquet": "typed columns, for pandas, R and DuckDB",
    "360giving.json": "grants that satisfy the 360Giving standard",
    "datapackage.json": "columns, types, sizes and hashes, for programs",
    "dcat.jsonld": "the dataset's entry for data portals (DCAT-AP)",
    "dataset.jsonld": "the same for search engines (schema.org)",
}
"""What the published files are for."""


@click.command("run")
@SOURCES
@SOURCE_IDS
@click.option("--replay", type=FOLDER, metavar="DIR", help="Read saved pages instead of the web.")
@OUTPUT
@CONTACT
@click.option(
    "--archive",
    type=FOLDER,
    metavar="DIR",
    help="Where to keep what is fetched, and how far the run is.  [default: archive in the output folder]",
)
@click.option("--fresh", is_flag=True, help="Begin anew, even if an earlier run was stopped before its end.")
@click.option(
    "--delay",
    type=Amount(most=LONGEST_DELAY),
    metavar="SECONDS",
    default=2.0,
    show_default=True,
    help="Wait at least so long between two requests to a host.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    metavar="N",
    help="Read at most N pages of each source: for a first look.",
)
@click.option(
    "--readers",
    "most",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read fetched pages in N processes at most; 0: in this one.  [default: a processor is left free]",
)
@ALLOW_PRIVATE
@click.option(
    "--log-json", "log", metavar="FILE", help="Write a line of JSON for each thing that happens; - for standard output."
)
@click.option("--report/--no-report", "site", default=True, help="Write the report, a site to look at.  [default: yes]")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")
@with_terms
@with_alarm
def command(
    folder: Path | None,
    ids: tuple[str, ...],
    replay: Path | None,
    output: Path,
    contact: str | None,
    archive: Path | None,
    max_pages: int | None,
    most: int | None,
    log: str | None,
    delay: float,
    *,
    terms: Terms,
    fresh: bool,
    allow_private: bool,
    site: bool,
    quiet: bool,
) -> int:
    """Read every source and publish the dataset, all its files or none.

    Where a source fails, its last good rows stay in the dataset. How the run went is written to run.json. A run that
    was stopped goes on where it was when the same command is given again.

    Exit code: 0; 2 where the command or a source definition is wrong; 3 where a source could not be read (the others
    are still published); 4 where the dataset, its report or the archive could not be written; 5 where another run is
    writing there; 6 where a gate failed; 7 where a failed source's last good rows are too old; 130 where it was
    stopped.
    """
    defined = load_sources(folder)
    sources = limited(choose(defined, ids, live=replay is None), max_pages)
    tally = Tally()
    with _stoppable(tally, goes_on=replay is None), _told(tally, log, shown=not quiet) as watch:
        if replay is not None:
            from scraper.crawl.replay import Replay

            answers = Plain(Replay(replay).fetch)
            report = run(sources, visitor=answers, output=output, defined=defined, terms=terms, watch=watch)
        else:
            from scraper.cli.live import opened  # httpx costs more than a whole replay

            kept = archive or output / ARCHIVE
            with (
                opened(kept, contact=contact, allow_private=allow_private, delay=delay, watch=watch) as web,
                Readers(most) as readers,
            ):
                report = run(
                    sources,
                    visitor=web.visitor,
                    output=output,
                    defined=defined,
                    frontier=web.frontier,
                    archive=web.archive,
                    fresh=fresh,
                    readers=readers,
                    terms=terms,
                    watch=watch,
                )
    for line in outcome(report, output):
        messages.say(line)
    if not quiet:
        for line in summary(report, tally):
            click.echo(messages.visible(line), err=log == STDOUT)
    if site and report.files:
        index = _site(report, output, archive=archive, replay=replay, terms=terms)
        if index is not None and not quiet:
            click.echo(messages.visible(f"Report: {index}"), err=log == STDOUT)
    return report.exit_code


def _site(report: RunReport, output: Path, *, archive: Path | None, replay: Path | None, terms: Terms) -> Path | None:
    """Write the site and return its first page. Where that fails, the dataset stands: a failed run has said enough."""
    try:
        return write_site(output, archive=archive, replay=replay, history=terms.history, rule=terms.rule)
    except CouncilScraperError as error:
        line = f"the dataset is published, but not its report: {error}"
        if not report.exit_code:
            raise PublishError(line) from None
        messages.say(line)
        return None


@contextlib.contextmanager
def _told(tally: Tally, log: str | None, *, shown: bool) -> Iterator[Watch]:
    """Give what tells the tally, the board and the log, if there is one, what happens."""
    with contextlib.ExitStack() as at_the_end:
        listeners: list[Watch] = [tally, at_the_end.enter_context(progress.board(shown=shown))]
        if log is not None:
            listeners.append(at_the_end.enter_context(log_to(log)))
        yield all_of(listeners)


@contextlib.contextmanager
def _stoppable(tally: Tally, *, goes_on: bool) -> Iterator[None]:
    """Let an interrupt say how to go on, where a run can."""
    try:
        yield
    except KeyboardInterrupt:
        if not goes_on:
            raise
        done = messages.counted(tally["visited"], "page")
        messages.say(
            f"stopped after {done}; what was fetched is kept: the same command goes on from there, --fresh begins anew"
        )
        raise click.exceptions.Exit(INTERRUPTED) from None


def limited(sources: Sequence[Source], pages: int | None) -> list[Source]:
    """Return the sources with so many pages at most."""
    if pages is None:
        return list(sources)
    return [
        replace(
            source,
            starts=source.starts[:pages],
            follow=source.follow and replace(source.follow, pages=min(pages, source.follow.pages)),
        )
        for source in sources
    ]


def summary(report: RunReport, tally: Tally) -> Iterator[str]:
    """Yield the lines of the summary: a row for each source, their sum, warnings, the crawl, the published files."""
    warnings = sum((one.warnings for one in report.sources), Counter[str]())
    rows = [
        _row(
            one.source.id,
            len(one.pages),
            len(one.projects),
            one.granted,
            one.warnings.total(),
            failed=bool(one.failures),
        )
        for one in report.sources
    ]
    if len(rows) > 1:
        pages = sum(len(one.pages) for one in report.sources)
        projects = sum(len(one.projects) for one in report.sources)
        granted = sum((one.granted for one in report.sources), Decimal())
        rows.append(_row("all", pages, projects, granted, warnings.total(), failed=False))
    yield from aligned([("source", "pages", "projects", "granted €", "warnings", ""), *rows])
    if warnings:
        counts = ", ".join(f"{code} {count:,}" for code, count in sorted(warnings.items()))
        yield ""
        yield from textwrap.wrap(f"Warnings: {counts}", WIDTH, subsequent_indent="  ")
    defined = sum(len(one.source.lookups) for one in report.sources)
    if defined:
        used = sum(len(one.lookups) for one in report.sources)
        replaced = sum(one.lookups.total() for one in report.sources)
        yield f"Lookups: {used:,} of {defined:,} used; values replaced: {replaced:,}"
    repeats = sum(one.repeats for one in report.sources)
    if repeats:
        yield f"Left out, as another page says the same: {messages.counted(repeats, 'printing')} of projects"
    for line in extent(report):
        yield from textwrap.wrap(line, WIDTH, subsequent_indent="  ")
    for line in tally.lines():
        yield from textwrap.wrap(line, WIDTH, subsequent_indent="  ")
    if report.files:
        yield ""
        yield f"Published in {report.files[0].parent}:"
        yield from aligned(
            [(f"  {file.name}", size(file.stat().st_size), f"  {CONTENTS[file.name]}") for file in report.files]
        )


def _row(name: str, pages: int, projects: int, granted: Decimal, warnings: int, *, failed: bool) -> tuple[str, ...]:
    sum_granted = f"{granted:,.0f}" if granted == granted.to_integral_value() else f"{granted:,.2f}"
    return (name, f"{pages:,}", f"{projects:,}", sum_granted, f"{warnings:,}", "  FAILED" if failed else "")
