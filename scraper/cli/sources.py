"""`council-scraper sources`: what is read, from where, and whether the definitions are right; a draft for a new one.

What was asked for goes to stdout; faults are lines there too, as they are what `lint` is asked for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli import messages
from scraper.cli.options import ALLOW_PRIVATE, CONTACT, FOLDER, SOURCES
from scraper.errors import PublishError, UsageError
from scraper.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.pipeline import Extraction
    from scraper.sources import Source

FOUND = 1
"""The exit code of `lint` where a definition has a fault."""
_LIVE = {True: "yes", False: "no", "named": "named"}

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("sources", no_args_is_help=False)
def command() -> None:
    """Look at source definitions, check them, and begin new ones."""


@command.command("list")
@SOURCES
@_json
def list_command(folder: Path | None, *, as_json: bool) -> None:
    """List the sources: a line each, or a JSON array.

    LIVE says whether a run fetches it: `yes`; `named`, only where --source names it; `no`, only from saved pages.
    CHECKED is when it was last seen to read the live pages rightly; `never` for one that was never tried on them.

    Exit code: 0; 2 where a definition is wrong.
    """
    sources = load_sources(folder)
    if as_json:
        click.echo(json.dumps([_record(source) for source in sources], ensure_ascii=False, indent=2))
        return
    rows = [("ID", "REGION", "FUNDER", "PAGES", "LIVE", "CHECKED"), *map(_row, sources)]
    for line in _aligned(rows):
        click.echo(messages.visible(line))


@command.command("show")
@click.argument("name", metavar="ID")
@SOURCES
@_json
def show_command(name: str, folder: Path | None, *, as_json: bool) -> None:
    """Show all that a source's definition says, and what holds where it says nothing.

    Exit code: 0; 2 where there is no such source, or a definition is wrong.
    """
    from scraper.runs.run import choose  # brings the crawler with it

    (source,) = choose(load_sources(folder), [name], live=False)
    record = _record(source)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for line in _aligned(list(_lines(record))):
        click.echo(messages.visible(line))


@command.command("lint")
@click.argument("paths", metavar="[FILE|DIR]...", nargs=-1, type=click.Path(path_type=Path, exists=True))
@SOURCES
def lint_command(paths: tuple[Path, ...], folder: Path | None) -> int:
    """Check definitions: all faults, a line each with file, line and key.

    Without FILE or DIR, those of --sources, else the shipped ones. A parser that a definition names is imported.

    Exit code: 0; 1 where there is a fault; 2 where there are no definitions.
    """
    from scraper.sources.lint import files_of, lint

    files = files_of(paths, folder)
    faults = 0
    for fault in lint(files):
        faults += 1
        click.echo(messages.visible(fault))
    found = messages.counted(faults, "fault") if faults else "no fault"
    messages.say(f"{messages.counted(len(files), 'definition')}, {found}")
    return FOUND if faults else 0


@command.command("new")
@click.argument("url")
@click.option("--id", "name", metavar="ID", help="The source's id.  [default: made of the funder's name]")
@click.option("--fetch", "fetched", is_flag=True, help="Read the page, and say how many projects it has.")
@CONTACT
@ALLOW_PRIVATE
@click.option("--sources", "folder", type=FOLDER, metavar="DIR", help="Write DIR/ID.toml.  [default: print it]")
def new_command(
    url: str, name: str | None, contact: str | None, folder: Path | None, *, fetched: bool, allow_private: bool
) -> None:
    """Draft a definition for the pages that begin at URL.

    Funder, region and language are told by the address where they can be; fill in the rest.

    Exit code: 0; 2 where the command is wrong; 3 where the page can't be read; 4 where the file can't be written.
    """
    from scraper.sources.draft import draft

    name, text = draft(url, name=name)
    if folder is not None and (folder / f"{name}.toml").exists():
        raise UsageError(f"{folder / f'{name}.toml'} is there already; give another --id")
    if fetched:
        read = _read(url, contact, allow_private=allow_private)
        messages.say(f"{url}: {messages.counted(len(read.projects), 'project')}")
        name, text = draft(url, name=name, read=read)
    if folder is None:
        click.echo(text, nl=False)
    else:
        click.echo(messages.visible(str(_written(folder / f"{name}.toml", text))))


def _read(url: str, contact: str | None, *, allow_private: bool) -> Extraction:
    from scraper import pipeline
    from scraper.crawl.fetch import fetch  # httpx costs more than all the rest of a start

    response = fetch(url, contact=contact, allow_private=allow_private)
    return pipeline.extract(response.body, url=response.url, content_type=response.content_type)


def _written(file: Path, text: str) -> Path:
    """Write a new file, and return its path. Raises PublishError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise PublishError(f"{file}: could not be written ({error.strerror}); name another folder") from None
    return file


def _row(source: Source) -> tuple[str, ...]:
    pages = f"{len(source.starts)}+" if source.follow else f"{len(source.starts)}"
    checked = source.verified.isoformat() if source.verified else "never"
    return (source.id, source.region or "", source.funder, pages, _LIVE[source.live], checked)


def _record(source: Source) -> dict[str, Any]:
    """Return a source as plain JSON types, every key of a definition in it."""
    follow, expect = source.follow, source.expect
    return {
        "id": source.id,
        "funder": source.funder,
        "region": source.region,
        "language": source.language,
        "licence": source.licence,
        "contact": source.contact,
        "notes": source.notes,
        "live": source.live,
        "verified": source.verified.isoformat() if source.verified else False,
        "parser": source.parser,
        "starts": list(source.starts),
        "follow": follow
        and {
            "allow": [pattern.pattern for pattern in follow.allow],
            "deny": [pattern.pattern for pattern in follow.deny],
            "links": list(follow.links),
            "pagination": follow.pagination,
            "depth": follow.depth,
            "pages": follow.pages,
            "sitemaps": list(follow.sitemaps),
            "feeds": list(follow.feeds),
        },
        "pace": None if source.pace is None else {"delay": source.pace},
        "labels": {field: list(words) for field, words in source.labels.items()},
        "lookups": len(source.lookups),
        "expect": {
            "minimum": expect.minimum,
            "maximum": expect.maximum,
            "allow_empty": expect.allow_empty,
            "fill": dict(expect.fill),
        },
        "file": source.file,
    }


def _lines(record: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield keys and values as rows: a row for each value of a list, tables by their dotted keys, no empty ones."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _lines(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield from ((f"{prefix}{key}" if not number else "", str(each)) for number, each in enumerate(value))
        elif value is not None:
            yield f"{prefix}{key}", str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
