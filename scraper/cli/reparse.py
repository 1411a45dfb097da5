"""`council-scraper reparse`: an archive and a dataset in, what today's program would change in the dataset out.

The differences go to standard output as text, JSON or CSV; pages that can't be read are messages.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import differences, messages
from scraper.cli.messages import counted
from scraper.cli.options import ARCHIVE, KEPT, OUTPUT, SOURCE_IDS, SOURCES, WITHHELD
from scraper.cli.output import standard
from scraper.errors import InputError
from scraper.publish.publication import load_publication
from scraper.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.runs.reparse import Reparsed

DIFFERENT = 1
"""The exit code for differences, where it was asked for; as that of git diff."""


@click.command("reparse")
@KEPT
@OUTPUT
@SOURCES
@SOURCE_IDS
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@WITHHELD
@click.option("--exit-code", "telling", is_flag=True, help="End with 1 where something would change.")
def command(
    kept: Path | None,
    output: Path,
    folder: Path | None,
    ids: tuple[str, ...],
    form: str,
    publication: Path | None,
    *,
    telling: bool,
) -> int:
    """Read the archived pages anew and print what would change in the dataset.

    Nothing is fetched, nothing is published. Exit code: 0, also where something would change (1 with --exit-code); 2
    where the call is wrong; 3 where there is no dataset, or a page can't be read any more; 4 where the archive can't
    be used.
    """
    from scraper.archive import Archive  # warcio and all of extraction: for this command alone
    from scraper.runs.reparse import read_dataset, reparse
    from scraper.runs.run import choose

    sources = choose(load_sources(folder), ids, live=False)
    also = load_publication(publication).privacy.persons
    dataset = read_dataset(output)
    with Archive(kept or output / ARCHIVE, writing=False) as archive:
        done = reparse(sources, archive, dataset, also=also)
    _PRINTERS[form](done)
    for url, why in done.failed:
        messages.say(f"{url}: {why}")
    if done.left:
        pages = counted(len(done.left), "page")
        messages.say(f"{pages} of the dataset not in the archive, left as published: {done.left[0]}{_more(done.left)}")
    if done.failed:
        return InputError.exit_code
    return DIFFERENT if telling and done.changes else 0


def _more(urls: list[str]) -> str:
    return f" and {len(urls) - 1:,} more" if len(urls) > 1 else ""


def _print_text(done: Reparsed) -> None:
    for line in _lines(done):
        click.echo(messages.visible(line))


def _lines(done: Reparsed) -> Iterator[str]:
    """Yield the differences, a record and its cells at a time, and a line that counts them."""
    yield from differences.lines(done.changes)
    if done.changes:
        yield ""
    yield (
        f"{counted(done.pages, 'page')} read, {counted(done.projects, 'project')}: {differences.counts(done.changes)}"
    )


def _print_json(done: Reparsed) -> None:
    document = {
        "pages": done.pages,
        "projects": done.projects,
        **differences.document(done.changes),
        "failed": [{"url": url, "why": why} for url, why in done.failed],
        "left": done.left,
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _print_csv(done: Reparsed) -> None:
    """Print a row for each record that is added or removed and for each cell that changes."""
    writer = csv.writer(standard(), lineterminator="\r\n")
    writer.writerow(differences.COLUMNS)
    writer.writerows(differences.rows(done.changes))


_PRINTERS = {"text": _print_text, "json": _print_json, "csv": _print_csv}
