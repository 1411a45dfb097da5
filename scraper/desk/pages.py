"""The pages that records were read from: a record comes in, its page as it was answered goes out, or why there is none.

They come from the archive, or from saved pages where those were read in place of the web. Nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.archive import Archive
from scraper.crawl.replay import Replay
from scraper.errors import MissingInputError

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.model import Project
    from scraper.response import Response


class Pages:
    """Where pages are kept: an archive, or a folder of saved pages."""

    def __init__(self, archive: Path, *, replay: Path | None = None, named: bool = False) -> None:
        """Take an archive, and saved pages in its place.

        Raises InputError where there are no saved pages, or no archive although one was `named`.
        """
        self._archive = archive
        self._replay = None if replay is None else Replay(replay)
        if named and replay is None:
            Archive(archive, writing=False).close()

    def of(self, project: Project) -> Response:
        """Return the page that a record was read from, as it was then. Raises InputError, ArchiveError."""
        url = project.source_url
        if url is None:
            raise MissingInputError("the record names no page")
        if self._replay is not None:
            return self._replay.fetch(url)
        with Archive(self._archive, writing=False) as archive:
            captures = [one for one in archive.captures(url=url) if one.digest == project.content_digest]
            if not captures:
                raise MissingInputError(f"{url}: is not in the archive as it was read")
            return archive.response(captures[-1])
