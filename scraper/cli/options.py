"""Options that several commands have, so that each means the same everywhere."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


class Amount(click.FloatRange):
    """A number, 0 or more; none that is no number, nor one without end: nothing can be held against them."""

    def __init__(self, most: float | None = None) -> None:
        super().__init__(min=0, max=most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401  (click's)
        """Return the number. Raises BadParameter."""
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is no number that can be counted to.", param, ctx)
        return number


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
KEPT = click.option(
    "--archive", "kept", type=FOLDER, metavar="DIR", help="The archive; else the folder archive of --output."
)
REPLAYED = click.option("--replay", type=FOLDER, metavar="DIR", help="Saved pages, where the run read these.")
HISTORY = "history.sqlite"
"""Where a run's history is, in its output folder."""
PLACE = click.option(
    "--history",
    "place",
    metavar="FILE|URL",
    envvar="COUNCIL_SCRAPER_HISTORY",
    help=f"The history. [env: COUNCIL_SCRAPER_HISTORY; default: {HISTORY} in the output folder]",
)
WITHHELD = click.option(
    "--publication", type=FILE, metavar="FILE", help="What the dataset says of itself, and whom it withholds by name."
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
