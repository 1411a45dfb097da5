"""Stores pages in an archive, and tells each that is stored: what the sweep of the archive kills, and starves."""

from __future__ import annotations

import sys
from pathlib import Path

from scraper.archive import Archive
from scraper.errors import CouncilScraperError
from tests.archive.answers import answer, noise, unchanged

PAGES = 4


def url(number: int) -> str:
    return f"https://liitto.example/{number}"


def page(number: int) -> bytes:
    return noise(3000, number)


def store(folder: Path) -> None:
    """Store pages and a revisit; a line of output for each page that is stored."""
    with Archive(folder) as archive:
        for number in range(PAGES):
            archive.store(answer(url(number), page(number), number))
            print(number, flush=True)
        archive.store(unchanged(url(1), PAGES))


if __name__ == "__main__":
    try:
        store(Path(sys.argv[1]))
    except CouncilScraperError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
