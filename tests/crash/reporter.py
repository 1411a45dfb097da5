"""Writes one of two reports in a folder: what the sweep kills, and starves of disk space."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import CouncilScraperError
from scraper.report import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("index.html", "assets/core.js", "data/projects.js", "data/pages/0.js", "fi/index.html", "sv/index.html")


def files(edition: str) -> Iterator[tuple[str, bytes]]:
    """Yield files that tell which edition of the report they belong to; the old one has one that the new one lacks."""
    for name in (*NAMES, *(["data/pages/1.js"] if edition == "old" else [])):
        yield name, f"{edition} {name}".encode()


def publish(folder: Path, edition: str) -> None:
    """Make an edition the report of the folder."""
    shelf.replace(folder, files(edition))


if __name__ == "__main__":
    try:
        publish(Path(sys.argv[1]), sys.argv[2])
    except CouncilScraperError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
