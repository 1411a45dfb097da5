"""`council-scraper extract`: pages in, their projects out as JSON, JSON lines or CSV.

Each page is read when its turn comes; one that can't be read is a line on stderr and exit code 3, and the others
are still done. Nothing is written where no page could be read.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TextIO

import click

from scraper import pipeline
from scraper.cli import inputs, messages, output, progress
from scraper.cli.options import ALLOW_PRIVATE
from scraper.errors import CouncilScraperError, InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.pipeline import Extraction

FORMATS = ("json", "jsonl", "csv")


@dataclass(slots=True)
class Tally:
    """What was found so far."""

    pages: int = 0
    projects: int = 0
    warnings: int = 0
    failed: int = 0

    def add(self, found: Extraction) -> None:
        """Count what was read from one input."""
        self.pages += len(found.pages)
        self.projects += len(found.projects)
        self.warnings += sum(len(page.warnings) for page in found.pages)
        self.warnings += sum(len(project.warnings) for project in found.projects)

    def __str__(self) -> str:
        counts = [
            f"{messages.counted(self.projects, 'project')} on {messages.counted(self.pages, 'page')}",
            messages.counted(self.warnings, "warning"),
        ]
        if self.failed:
            counts.append(f"{messages.counted(self.failed, 'input')} not read")
        return ", ".join(counts)


@click.command("extract")
@click.argument("names", metavar="PATH|URL|-...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="One JSON document, one project a line, or one row a project. [default: by the ending of --output, else json]",
)
@click.option("--url", metavar="ADDRESS", help="The page's own address, where the input is one file or stdin.")
@click.option(
    "--output", "-o", "target", metavar="FILE", default=output.STDOUT, help="Write FILE, whole or not at all."
)
@click.option("--no-evidence", is_flag=True, help="Leave out where each value was read.")
@ALLOW_PRIVATE
@click.option("--verbose", "-v", is_flag=True, help="Say what was read, also where stderr is no terminal.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def command(
    names: tuple[str, ...],
    form: str | None,
    url: str | None,
    target: str,
    *,
    no_evidence: bool,
    allow_private: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Read pages into projects.

    A PATH is a file, a folder or a quoted pattern; of folders and patterns the files ending in .html, .htm, .xhtml
    and .txt are read, in sorted order. A URL is fetched. - is standard input.

    Exit code: 0, also for a page that rightly has no projects; 2 where the command is wrong; 3 where an input could
    not be read (the others are still done); 4 where the output could not be written.
    """
    if verbose and quiet:
        raise UsageError("--verbose and --quiet ask for opposite things; give one of them")
    form = form or _format_of(target)
    found = inputs.find(names, url=url, allow_private=allow_private)
    tally = Tally()
    read = extractions(progress.watch(found, shown=not quiet and _has_room(form, target)), tally)
    first = next(read, None)
    if first is not None:
        with output.opened(target) as stream:
            write(stream, chain([first], read), form, evidence=not no_evidence)
    if verbose or (messages.on_terminal() and not quiet):
        messages.say(str(tally))
    return InputError.exit_code if tally.failed else 0


def extractions(found: Iterable[inputs.Input], tally: Tally) -> Iterator[Extraction]:
    """Yield what each input holds, one at a time; say and count those that can't be read."""
    for each in found:
        try:
            content = each.read()
            extraction = pipeline.extract(content.data, url=content.url, content_type=content.content_type)
        except CouncilScraperError as error:
            tally.failed += 1
            messages.say(f"{each.name}: {error}")
        else:
            tally.add(extraction)
            yield extraction


def write(stream: TextIO, read: Iterable[Extraction], form: str, *, evidence: bool) -> None:
    """Write what was read. JSON lines and CSV leave as they come; one document has to know all pages first."""
    from scraper.publish import csv, json  # only where there is something to write

    if form == "json":
        everything = list(read)
        pages = (page for each in everything for page in each.pages)
        json.dump(stream, pages, (project for each in everything for project in each.projects), evidence=evidence)
        return
    projects = (project for each in read for project in each.projects)
    if form == "jsonl":
        json.dump_lines(stream, projects, evidence=evidence)
    else:
        csv.write_projects(stream, projects)


def _format_of(target: str) -> str:
    """Return the format that a file's name asks for; JSON where it asks for none."""
    return next((form for form in FORMATS if target.lower().endswith(f".{form}")), "json")


def _has_room(form: str, target: str) -> bool:
    """Tell whether a progress bar would stand alone: not where rows run over the same terminal meanwhile."""
    return form == "json" or target != output.STDOUT or not (sys.stdout and sys.stdout.isatty())
