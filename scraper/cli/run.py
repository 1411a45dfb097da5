"""`council-scraper run`: the sources' pages in, the published dataset out, and a summary that people can read.

What went wrong is said on stderr, a line each; the summary goes to stdout, in 80 columns.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.crawl.crawl import Plain
from scraper.run import choose, run
from scraper.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scraper.crawl.response import Response
    from scraper.run import RunReport

FOLDER = click.Path(path_type=Path, file_okay=False)

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
@click.option(
    "--sources", "folder", type=FOLDER, metavar="DIR", help="Your own source definitions, in place of the shipped ones."
)
@click.option("--source", "ids", metavar="ID", multiple=True, help="Only this source; may be given several times.")
@click.option("--replay", type=FOLDER, metavar="DIR", help="Read saved pages instead of the web.")
@click.option(
    "--output", "-o", type=FOLDER, metavar="DIR", default="output", show_default=True, help="Where to publish."
)
@click.option(
    "--contact",
    metavar="ADDRESS",
    envvar="COUNCIL_SCRAPER_CONTACT",
    help="Where a site's owner finds you: sent with each request. [env: COUNCIL_SCRAPER_CONTACT]",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")
def command(
    folder: Path | None, ids: tuple[str, ...], replay: Path | None, output: Path, contact: str | None, *, quiet: bool
) -> int:
    """Read every source and publish the dataset.

    Writes projects.csv, goals.csv, projects.json and projects.jsonl, all of them or none. Where a source fails, an
    earlier dataset is left as it was.

    Exit code: 0; 2 where the command or a source definition is wrong; 3 where a source failed (the others are still
    read); 4 where the dataset could not be written.
    """
    sources = choose(load_sources(folder), ids, live=replay is None)
    report = run(sources, visitor=Plain(_answering(replay, contact)), output=output)
    for harvest in report.sources:
        for line in (*harvest.failures, *harvest.remarks):
            messages.say(f"{harvest.source.id}: {line}")
    if report.failed:
        messages.say(_consequence(report, output))
    if not quiet:
        for line in summary(report):
            click.echo(messages.visible(line))
    return report.exit_code


def _answering(replay: Path | None, contact: str | None) -> Callable[[str], Response]:
    """Return what answers addresses: saved pages or the web."""
    if replay is not None:
        from scraper.crawl.replay import Replay  # noqa: PLC0415

        return Replay(replay).fetch
    from scraper.crawl.fetch import fetch  # noqa: PLC0415  (httpx costs more than a whole replay)

    return partial(fetch, contact=contact)


def _consequence(report: RunReport, output: Path) -> str:
    """Return what became of the dataset when a source failed."""
    if report.kept:
        return f"nothing was published: the last dataset still stands in {output}"
    if report.files:
        return "published without what failed: there was no earlier dataset to keep"
    return "nothing was published: no page could be read"


def summary(report: RunReport) -> Iterator[str]:
    """Yield the lines of the summary: a row for each source, their sum, the warnings, and the published files."""
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
    yield from _aligned([("source", "pages", "projects", "granted €", "warnings", ""), *rows])
    if warnings:
        counts = ", ".join(f"{code} {count:,}" for code, count in sorted(warnings.items()))
        yield ""
        yield from textwrap.wrap(f"Warnings: {counts}", WIDTH, subsequent_indent="  ")
    defined = sum(len(one.source.lookups) for one in report.sources)
    if defined:
        used = sum(len(one.lookups) for one in report.sources)
        replaced = sum(one.lookups.total() for one in report.sources)
        yield f"Lookups: {used:,} of {defined:,} used; values replaced: {replaced:,}"
    if report.files:
        yield ""
        yield f"Published in {report.files[0].parent}:"
        yield from _aligned([(f"  {file.name}", _size(file), f"  {CONTENTS[file.name]}") for file in report.files])


def _row(name: str, pages: int, projects: int, granted: Decimal, warnings: int, *, failed: bool) -> tuple[str, ...]:
    sum_granted = f"{granted:,.0f}" if granted == granted.to_integral_value() else f"{granted:,.2f}"
    return (name, f"{pages:,}", f"{projects:,}", sum_granted, f"{warnings:,}", "  FAILED" if failed else "")


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield the rows as lines: the first column and the last flush left, figures between them flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *figures, last in rows:
        cells = [first.ljust(widths[0]), *(f.rjust(width + 2) for f, width in zip(figures, widths[1:-1], strict=True))]
        yield "".join((*cells, last)).rstrip()


def _size(file: Path) -> str:
    kilobytes = file.stat().st_size / 1000
    return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"
