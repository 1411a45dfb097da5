"""`council-scraper report`: what is published in a folder, as a site to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.cli.options import ARCHIVE, FOLDER, HISTORY, KEPT, OUTPUT, PLACE, REPLAYED, WITHHELD
from scraper.publish.publication import load_publication

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from scraper.desk.pages import Pages
    from scraper.publish.privacy import Rule


@click.command("report")
@OUTPUT
@click.option(
    "--to",
    "target",
    type=FOLDER,
    metavar="DIR",
    help="Write plain files to this new folder (a stick, a web host).  [default: report in the output folder]",
)
@KEPT
@REPLAYED
@PLACE
@WITHHELD
def command(
    output: Path,
    target: Path | None,
    kept: Path | None,
    replay: Path | None,
    place: str | None,
    publication: Path | None,
) -> int:
    """Write a site on what is published: figures, a table to search, every value beside the words it came from.

    Exit code: 0; 3 where there is no dataset; 4 where the site could not be written.
    """
    also = load_publication(publication).privacy.persons
    index = write(output, target=target, archive=kept, replay=replay, history=place, also=also)
    messages.say(f"{index}: open it in a browser")
    return 0


def write(
    output: Path,
    *,
    target: Path | None = None,
    archive: Path | None = None,
    replay: Path | None = None,
    history: str | None = None,
    rule: Rule | None = None,
    also: Collection[str] = (),
) -> Path:
    """Write the site and return its first page. Raises InputError, HistoryError, PublishError."""
    from scraper.report import build, shelf  # templates and a database: for this alone

    kept = output / HISTORY
    files = build.files(
        output,
        _pages(output, archive, replay),
        history=history or (kept if kept.is_file() else None),
        rule=rule,
        also=also,
    )
    site = shelf.replace(output, files) if target is None else shelf.write_new(target, files)
    return site / "index.html"


def _pages(output: Path, archive: Path | None, replay: Path | None) -> Pages | None:
    """Return the pages that the dataset was read from, None where none are kept. Raises InputError."""
    from scraper.desk.pages import Pages

    if not (replay or archive or (output / ARCHIVE).is_dir()):
        return None
    return Pages(archive or output / ARCHIVE, replay=replay, named=archive is not None)
