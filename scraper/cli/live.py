"""What a live run stands on: the archive of what it fetched, the journal of how far it is, and a polite visitor.

They are opened and closed together; archive and journal share one folder.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.archive import Archive
from scraper.crawl.fetch import Fetcher
from scraper.crawl.frontier import Frontier
from scraper.crawl.pace import Pace
from scraper.crawl.visit import Visitor
from scraper.runs.recall import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.crawl.events import Watch

JOURNAL = "crawl.sqlite"
"""Beside the archive, which holds the bodies of the pages that it speaks of."""


@dataclass(frozen=True, slots=True)
class Live:
    """A run's ways to the web and back."""

    visitor: Visitor
    frontier: Frontier
    archive: Archive


@contextlib.contextmanager
def opened(folder: Path, *, contact: str | None, allow_private: bool, delay: float, watch: Watch) -> Iterator[Live]:
    """Open the archive in a folder, and all that goes with it. Raises ArchiveError, BusyError, UsageError."""
    with (
        Fetcher(allow_private=allow_private, contact=contact) as fetcher,
        Archive(folder) as archive,
        Frontier(folder / JOURNAL, program=program()) as frontier,
    ):
        yield Live(Visitor(fetcher, archive=archive, pace=Pace(delay), watch=watch), frontier, archive)
