"""Options that several commands have, so that each means the same everywhere."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

ARCHIVE = "archive"
"""Where a run's archive is, in its output folder."""

OUTPUT = click.option(
    "--output", "-o", type=FOLDER, metavar="DIR", default="output", show_default=True, help="Where runs publish."
)
SOURCES = click.option(
    "--sources", "folder", type=FOLDER, metavar="DIR", help="Your own source definitions, in place of the shipped ones."
)
SOURCE_IDS = click.option(
    "--source", "ids", metavar="ID", multiple=True, help="Only this source; may be given several times."
)
CONTACT = click.option(
    "--contact",
    metavar="ADDRESS",
    envvar="COUNCIL_SCRAPER_CONTACT",
    help="Where a site's owner finds you: sent with each request. [env: COUNCIL_SCRAPER_CONTACT]",
)
ALLOW_PRIVATE = click.option(
    "--allow-private", is_flag=True, help="Also fetch from this machine and from private networks."
)
