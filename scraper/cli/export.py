"""`council-scraper export`: one file of a published dataset, in a format and with headings of one's choice."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.cli.options import FILE, OUTPUT
from scraper.cli.output import standard
from scraper.publish import formats, published
from scraper.publish.atomic import failures_of, replacing
from scraper.publish.formats import Edition
from scraper.publish.publication import load_publication

if TYPE_CHECKING:
    from scraper.publish.dictionary import Language


FORMATS = {
    "csv": "projects.csv",
    "fi-csv": "projects.fi.csv",
    "goals": "goals.csv",
    "json": "projects.json",
    "jsonl": "projects.jsonl",
    "xlsx": "projects.xlsx",
    "parquet": "projects.parquet",
    "360giving": "360giving.json",
}
"""What can be asked for, and the file of the dataset that it is."""


@click.command("export")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True, help="What to write.")
@OUTPUT
@click.option(
    "--to",
    "target",
    type=FILE,
    metavar="FILE",
    help="Where to write; - is standard output. [default: the file's usual name]",
)
@click.option(
    "--headings", type=click.Choice(["fi", "sv", "en"]), help="The language above the columns of fi-csv and xlsx."
)
@click.option("--publication", type=FILE, metavar="FILE", help="What the dataset says of itself: docs/publishing.md.")
def command(kind: str, output: Path, target: Path | None, headings: Language | None, publication: Path | None) -> int:
    """Write one format of what is published in a folder.

    Exit code: 0; 2 where the command is wrong; 3 where there is no dataset; 4 where the file could not be written.
    """
    pages, projects = published.read(output)
    edition = Edition(pages, projects, load_publication(publication), headings)
    target = target or Path(FORMATS[kind])
    if str(target) == "-":
        stdout = standard()
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / FORMATS[kind]
            with failures_of(Path(scratch)):
                formats.write(made, edition)
            with made.open("rb") as stream:
                shutil.copyfileobj(stream, stdout.buffer)
            stdout.flush()
        return 0
    with replacing(target) as made:
        formats.write(made, edition, name=FORMATS[kind])
    messages.say(f"{target}: {len(projects):,} projects")
    return 0
