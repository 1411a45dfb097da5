"""`council-scraper fixture`: pages are saved with their right answers, checked, reviewed, and found when they are old.

What a command found goes to stdout, a line each; what went wrong is said on stderr.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import inputs, messages
from scraper.cli.options import ALLOW_PRIVATE, CONTACT, FOLDER, SOURCES
from scraper.errors import InputError, UsageError
from scraper.sources import load_sources

if TYPE_CHECKING:
    from scraper.fixture.review import Review
    from scraper.sources import Source

FOUND = 1
"""The exit code of `check`, `review` and `stale` where there is something that a person must do."""


@click.group("fixture", no_args_is_help=False)
def command() -> None:
    """Save pages with their right answers, and hold the program to them."""


@command.command("record")
@click.argument("url")
@click.option("--source", "source_id", metavar="ID", required=True, help="The source that the page is of.")
@click.option("--why", metavar="TEXT", required=True, help="Why the page is kept: what it shows that others don't.")
@click.option("--fixtures", "root", type=FOLDER, metavar="DIR", default="fixtures", show_default=True)
@click.option("--slug", metavar="NAME", help="The last part of the folder's name.  [default: made of the address]")
@CONTACT
@ALLOW_PRIVATE
@SOURCES
def record_command(
    url: str,
    source_id: str,
    why: str,
    root: Path,
    slug: str | None,
    contact: str | None,
    folder: Path | None,
    *,
    allow_private: bool,
) -> None:
    """Fetch a page and save it, with what is read from it now.

    Exit code: 0; 2 where the command is wrong; 3 where the page can't be fetched or read; 4 where it can't be saved.
    """
    from scraper.crawl.fetch import fetch  # httpx costs more than all the rest of a start
    from scraper.fixture.record import record

    if not why.strip():
        raise UsageError("--why is empty; say in a line what the page shows that others don't")
    inputs.check_address(url, "URL")
    source = _source(source_id, folder)
    try:
        response = fetch(url, allow_private=allow_private, contact=contact)
        folder = record(response, url, source, root, why=why.strip(), slug=slug)
    except InputError as error:
        raise InputError(f"{url}: {error}") from None
    click.echo(messages.visible(str(folder)))
    messages.say(f"nobody has reviewed it yet: council-scraper fixture review {folder}")


@command.command("check")
@click.argument("root", type=FOLDER, metavar="[DIR]", default="fixtures")
@SOURCES
def check_command(root: Path, folder: Path | None) -> int:
    """Hold every fixture to its expected.json.

    A line on stdout for each that is not reviewed, not whole, changed, of no source, or read otherwise.

    Exit code: 0; 1 where a fixture fails; 3 where there is none.
    """
    from scraper.fixture.check import check
    from scraper.fixture.folder import find_folders

    problems = 0
    for problem in check(root, _by_id(folder)):
        problems += 1
        click.echo(messages.visible(str(problem)))
    if problems:
        return FOUND
    messages.say(f"{messages.counted(len(find_folders(root)), 'fixture')}, all read as expected")
    return 0


@command.command("review")
@click.argument("fixture", type=FOLDER, metavar="[FIXTURE]", default="fixtures")
@click.option("--accept", is_flag=True, help="Accept without asking, and without showing.")
@click.option(
    "--by", metavar="NAME", envvar="COUNCIL_SCRAPER_REVIEWER", help="Who reviews. [env: COUNCIL_SCRAPER_REVIEWER]"
)
@SOURCES
def review_command(fixture: Path, by: str | None, folder: Path | None, *, accept: bool) -> int:
    """Compare what is read from fixtures with their pages, cell by cell, and accept or reject it.

    FIXTURE is one folder or a folder with many; those with nothing new are passed over.

    Exit code: 0; 1 where one was rejected; 2 where the command is wrong or nobody answers; 3 where one can't be read;
    4 where an answer can't be written.
    """
    from scraper.fixture.folder import find_folders, name_of, read_fixture
    from scraper.fixture.review import look_at

    if accept and not (by and by.strip()):
        raise UsageError("--accept needs --by: whoever accepts is named in the fixture")
    by_id, code = _by_id(folder), 0
    for place in find_folders(fixture):
        try:
            review = look_at(read_fixture(place), by_id)
            if not review.is_needed:
                continue
            if accept and review.changed:
                raise InputError(f"{review.changed[0]} was changed (sha256); review it without --accept")
            if accept or _is_accepted(review):
                by = (by or "").strip() or _asked("Your name: ")
                if not by:
                    raise InputError("accepted by nobody, so nothing was changed; give a name, or --by NAME")
                review.accept(by=by, on=datetime.now(UTC).date())
                click.echo(messages.visible(f"{name_of(place)}: accepted"))
            else:
                code = code or FOUND
                click.echo(messages.visible(f"{name_of(place)}: rejected, nothing was changed"))
        except InputError as error:
            code = InputError.exit_code
            messages.say(f"{name_of(place)}: {error}")
    return code


@command.command("stale")
@click.argument("root", type=FOLDER, metavar="[DIR]", default="fixtures")
@click.option("--days", type=click.IntRange(min=0), metavar="N", required=True, help="How old a fixture may be.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def stale_command(root: Path, days: int, *, as_json: bool) -> int:
    """List the fixtures that were fetched more than N days ago, the oldest first.

    Exit code: 0 where there is none, 1 where there are some, 3 where a fixture can't be read.
    """
    from scraper.fixture.check import find_stale
    from scraper.schema import plain

    aged = find_stale(root, days, datetime.now(UTC))
    if as_json:
        rows = [{"fixture": one.fixture, "fetched_at": plain(one.fetched_at), "days": one.days} for one in aged]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in aged:
            click.echo(messages.visible(f"{one.fixture}: {one.days:,} days old, fetched {one.fetched_at:%Y-%m-%d}"))
    return FOUND if aged else 0


def _is_accepted(review: Review) -> bool:
    """Show a review and ask for a verdict. Whoever can't answer accepts nothing."""
    from scraper.cli.cells import show

    show(review)
    return _asked("Is this what the page says? [y/N] ").casefold() in {"y", "yes"}


def _asked(question: str) -> str:
    """Return what a person answers. Raises UsageError where nobody can."""
    click.echo(question, err=True, nl=False)
    answer = sys.stdin.readline() if sys.stdin is not None else ""
    if not answer:
        click.echo(err=True)
        raise UsageError("nobody answers; review on a terminal, or accept unseen with --accept --by NAME")
    return answer.strip()


def _by_id(folder: Path | None) -> dict[str, Source]:
    return {source.id: source for source in load_sources(folder)}


def _source(wanted: str, folder: Path | None) -> Source:
    """Return the source of that id. Raises UsageError."""
    from scraper.runs.run import choose

    (source,) = choose(load_sources(folder), [wanted], live=False)
    return source
