"""`council-scraper archive`: what was fetched, to look at: a list of it, a page's bytes, and whether all is well.

Lists and bytes go to standard output, what is wrong to standard error, a line each. Nothing is fetched.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages, output
from scraper.cli.messages import counted
from scraper.cli.options import FOLDER
from scraper.errors import ArchiveError, MissingInputError

if TYPE_CHECKING:
    from scraper.archive import Archive, Capture

ARCHIVE = click.option(
    "--archive",
    "folder",
    type=FOLDER,
    metavar="DIR",
    default="output/archive",
    show_default=True,
    help="The archive.",
)
TIME = "%Y-%m-%dT%H:%M:%SZ"


@click.group("archive", no_args_is_help=False)
def command() -> None:
    """Look into the archive of what was fetched, and check it."""


@command.command("list")
@click.argument("url", required=False)
@ARCHIVE
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all that the index knows.")
def list_(url: str | None, folder: Path, *, as_json: bool) -> None:
    """List what is archived, or what is of one address, oldest first.

    Each line has the time, the status (`same` where a page had not changed), the beginning of its digest and the
    address. Exit code: 0; 3 where nothing is archived of the address; 4 where the archive can't be used.
    """
    with _opened(folder) as archive:
        captures = list(archive.captures(url=_address(url))) if url else archive.captures()
        if url and not captures:
            raise MissingInputError(f"{url}: is not in the archive {folder}; 'archive list' names what is")
        for capture in captures:
            click.echo(_json(capture) if as_json else messages.visible(_line(capture)))


@command.command("show")
@click.argument("url")
@ARCHIVE
@click.option("--at", "moment", metavar="TIME", help="As it was at this time, such as 2026-03-15 or 2026-03-15T06:00Z.")
def show(url: str, folder: Path, moment: str | None) -> None:
    """Print a page's bytes as they were last archived, or as they were at a time.

    Exit code: 0; 2 for a time that is none; 3 where no page is archived of the address; 4 where the archive can't be
    used or the page is damaged.
    """
    until = _until(moment)
    with _opened(folder) as archive:
        address = _address(url)
        pages = [one for one in archive.captures(url=address) if one.status == 200 and one.body_file is not None]
        found = [one for one in pages if until is None or one.time <= until]
        if not found:
            when = f" of {moment} or before" if pages else ""
            raise MissingInputError(f"{url}: no page{when} is in the archive {folder}; 'archive list' names what is")
        _print_bytes(archive.body(found[-1]))


@command.command("check")
@ARCHIVE
def check(folder: Path) -> None:
    """Read the whole archive, and say what is damaged, cut off, not indexed or lost.

    Exit code: 0 where all is well, 4 where something is wrong or the archive can't be used.
    """
    with _opened(folder) as archive:
        faults = 0
        for fault in archive.faults():
            faults += 1
            messages.say(f"{folder / fault.file}: byte {fault.offset:,}: {fault.what}")
        pages, captures = sum(1 for _ in archive.pages()), sum(1 for _ in archive.captures())
    if faults:
        raise ArchiveError(f"{folder}: {counted(faults, 'fault')}; the rest can be read, take the file from a backup")
    click.echo(f"{counted(captures, 'capture')} of {counted(pages, 'page')}, all is well")


def _opened(folder: Path) -> Archive:
    from scraper.archive import Archive  # warcio, for these commands alone

    return Archive(folder, writing=False)


def _address(url: str) -> str:
    """Return an address as a crawl would ask for it."""
    from scraper.crawl.urls import normalise

    return normalise(url) or url


def _until(moment: str | None) -> datetime | None:
    """Return the end of a day, or the time that is given; without a zone it is UTC. Raises UsageError."""
    if moment is None:
        return None
    try:
        time = datetime.fromisoformat(moment)
    except ValueError:
        raise click.BadParameter(f"{moment!r} is no time; write 2026-03-15 or 2026-03-15T06:00Z") from None
    if len(moment) <= len("2026-03-15"):
        time = time.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


def _line(capture: Capture) -> str:
    status = "same" if capture.revisit else str(capture.status)
    asked = f"  (asked for {capture.asked_url})" if capture.asked_url != capture.url else ""
    return f"{capture.time.strftime(TIME)}  {status:>4}  {capture.digest[:15]}  {capture.url}{asked}"


def _json(capture: Capture) -> str:
    return json.dumps({**capture._asdict(), "time": capture.time.isoformat()}, ensure_ascii=False)


def _print_bytes(body: bytes) -> None:
    stream = output.standard()
    stream.flush()
    stream.buffer.write(body)
    stream.buffer.flush()
