"""`council-scraper reparse`: an archive and a dataset in, what today's program would change in the dataset out.

The differences go to standard output as text, JSON or CSV; pages that can't be read are messages.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.cli.messages import counted
from scraper.errors import InputError
from scraper.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.changes import Cell, Record
    from scraper.reparse import Reparsed

FOLDER = click.Path(path_type=Path, file_okay=False)
DIFFERENT = 1
"""The exit code for differences, where it was asked for; as that of git diff."""
SHOWN = 60
"""Characters of a value that the text shows."""
CSV_COLUMNS = ("change", "id", "name", "source_url", "column", "old", "new")


@click.command("reparse")
@click.option("--archive", "kept", type=FOLDER, metavar="DIR", help="The archive; else the folder archive of --output.")
@click.option(
    "--output", "-o", type=FOLDER, metavar="DIR", default="output", show_default=True, help="Where the dataset is."
)
@click.option(
    "--sources", "folder", type=FOLDER, metavar="DIR", help="Your own source definitions, in place of the shipped ones."
)
@click.option("--source", "ids", metavar="ID", multiple=True, help="Only this source; may be given several times.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--exit-code", "telling", is_flag=True, help="End with 1 where something would change.")
def command(
    kept: Path | None, output: Path, folder: Path | None, ids: tuple[str, ...], form: str, *, telling: bool
) -> int:
    """Read the archived pages anew and print what would change in the dataset.

    Nothing is fetched, nothing is published. Exit code: 0, also where something would change (1 with --exit-code); 2
    where the call is wrong; 3 where there is no dataset, or a page can't be read any more; 4 where the archive can't
    be used.
    """
    from scraper.archive import Archive  # noqa: PLC0415  (warcio and all of extraction: for this command alone)
    from scraper.reparse import read_dataset, reparse  # noqa: PLC0415
    from scraper.run import choose  # noqa: PLC0415

    sources = choose(load_sources(folder), ids, live=False)
    dataset = read_dataset(output)
    with Archive(kept or output / "archive", writing=False) as archive:
        done = reparse(sources, archive, dataset)
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
    changes = done.changes
    for record in changes.removed:
        yield f"- {record['id']}  {record['name']}"
    for record in changes.added:
        yield f"+ {record['id']}  {record['name']}"
    for one in changes.changed:
        yield f"~ {one.key}  {one.new['name']}"
        for cell in one.cells:
            old, new = _shown(cell)
            yield f"    {cell.column}: {old} → {new}"
    if changes:
        yield ""
    yield (
        f"{counted(done.pages, 'page')} read, {counted(done.projects, 'project')}: {len(changes.added):,} added,"
        f" {len(changes.removed):,} removed, {len(changes.changed):,} changed"
        + (f" ({counted(changes.cells, 'cell')})" if changes.changed else "")
        + f", {changes.same:,} the same"
    )


def _shown(cell: Cell) -> tuple[str, str]:
    """Return both values as text, long ones from shortly before the place where they begin to differ."""
    old, new = _text(cell.old), _text(cell.new)
    if max(len(old), len(new)) <= SHOWN:
        return old, new
    start = max(0, _alike(old, new) - SHOWN // 3)
    return _cut(old, start), _cut(new, start)


def _alike(old: str, new: str) -> int:
    """Return how many characters two texts begin with in common."""
    return next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))


def _cut(text: str, start: int) -> str:
    end = start + SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")


def _text(value: object) -> str:
    return "nothing" if value in (None, [], {}) else json.dumps(value, ensure_ascii=False)


def _print_json(done: Reparsed) -> None:
    changes = done.changes
    document = {
        "pages": done.pages,
        "projects": done.projects,
        "counts": {
            "added": len(changes.added),
            "removed": len(changes.removed),
            "changed": len(changes.changed),
            "cells": changes.cells,
            "same": changes.same,
        },
        "added": changes.added,
        "removed": changes.removed,
        "changed": [
            {
                "id": one.key,
                "name": one.new["name"],
                "source_url": one.new["source_url"],
                "cells": [cell._asdict() for cell in one.cells],
            }
            for one in changes.changed
        ],
        "failed": [{"url": url, "why": why} for url, why in done.failed],
        "left": done.left,
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _print_csv(done: Reparsed) -> None:
    """Print a row for each record that is added or removed and for each cell that changes."""
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for change, records in (("removed", done.changes.removed), ("added", done.changes.added)):
        writer.writerows((change, *_named(record), "", "", "") for record in records)
    for one in done.changes.changed:
        writer.writerows(
            ("changed", *_named(one.new), cell.column, _plain(cell.old), _plain(cell.new)) for cell in one.cells
        )


def _named(record: Record) -> tuple[object, ...]:
    return record["id"], record["name"], record["source_url"]


def _plain(value: object) -> str:
    """Return a value as one cell: texts as they are, all else as JSON, nothing as nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_PRINTERS = {"text": _print_text, "json": _print_json, "csv": _print_csv}
