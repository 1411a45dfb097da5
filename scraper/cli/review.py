"""`council-scraper review`: records with warnings beside their pages, in a browser here, to accept or correct.

The address, with the key without which nothing is answered, goes to standard output.
"""

from __future__ import annotations

from pathlib import Path

import click

from scraper.cli import messages
from scraper.cli.options import ARCHIVE, FILE, FOLDER, KEPT, OUTPUT, REPLAYED
from scraper.sources import load_sources


@click.command("review")
@OUTPUT
@click.option(
    "--sources",
    "folder",
    type=FOLDER,
    metavar="DIR",
    help="Your own source definitions, where corrections are written; without it, none can be.",
)
@KEPT
@REPLAYED
@click.option(
    "--reviewed",
    type=FILE,
    metavar="FILE",
    help="Where accepted warnings are kept; else reviewed.toml in --output.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", default=0, help="Where to listen.  [default: any free one]"
)
def command(
    output: Path, folder: Path | None, kept: Path | None, replay: Path | None, reviewed: Path | None, port: int
) -> int:
    """Review records with warnings in a browser until Ctrl-C: accept them, or write lookups.

    Exit code: 0; 2 where the call or a definition is wrong; 3 where there is no dataset.
    """
    from scraper.desk.app import App  # templates, a web server and all of extraction: for this alone
    from scraper.desk.cases import Desk
    from scraper.desk.pages import Pages
    from scraper.desk.server import Server

    load_sources(folder)
    desk = Desk(output, accepted=reviewed)
    cases = desk.cases()
    app = App(desk, Pages(kept or output / ARCHIVE, replay=replay, named=kept is not None), folder)
    server = Server(app.answer, port=port, methods=frozenset({"POST"}))
    waiting = sum(1 for case in cases if case.open)
    click.echo(f"{server.origin}/{app.key}/")
    messages.say(f"{waiting:,} of {len(cases):,} records with warnings to look at; Ctrl-C ends")
    server.serve()
    server.close()
    return 0
