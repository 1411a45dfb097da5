"""`council-scraper serve`: the report of a published dataset, read in a browser on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.cli.options import OUTPUT
from scraper.errors import MissingInputError

if TYPE_CHECKING:
    from pathlib import Path

PORT = 8000


@click.command("serve")
@OUTPUT
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", default=PORT, show_default=True, help="0 is any free one."
)
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; any other than this machine's own lets the network read.",
)
def command(output: Path, port: int, host: str) -> int:
    """Serve the report to a browser until Ctrl-C; nothing can be changed through it.

    The address goes to standard output. Exit code: 0; 2 where the address can't be listened on; 3 where there is no
    report.
    """
    from scraper.desk.files import INDEX, files_of  # a web server, for this command alone
    from scraper.desk.server import Server
    from scraper.report.shelf import NAME

    folder = output / NAME
    if not (folder / INDEX).is_file():
        raise MissingInputError(f"{folder}: holds no report; write one with 'council-scraper report'")
    server = Server(files_of(folder), host=host, port=port)
    click.echo(f"{server.origin}/")
    messages.say(f"serving {folder}; Ctrl-C ends")
    if not server.is_local:
        messages.say(f"{host} is not this machine's own address: whoever reaches it reads the report")
    server.serve()
    server.close()
    return 0
