"""What stands: the folder of a published dataset comes in, the last good rows of each source go out, with their age.

A run that can't read a source, or does not read it, publishes these again. A dataset that can't be read is refused:
without it a run could shrink unsaid.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from scraper.crawl import urls
from scraper.gates import Yielded
from scraper.publish import dataset, published
from scraper.runs import run_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scraper.model import Page, Project
    from scraper.publish.privacy import Rule
    from scraper.sources import Source


@dataclass(slots=True)
class Standing:
    """The dataset that a run finds: all its pages, its projects by source, and how good they are."""

    pages: Sequence[Page] = ()
    projects: dict[str, list[Project]] = field(default_factory=dict)
    good_at: dict[str, datetime] = field(default_factory=dict)
    """When a run last read all of a source, by its id."""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return what stands in a folder; where nothing was published, nothing. Raises InputError."""
        if not dataset.exists(folder):
            return cls()
        pages, projects = published.read(folder)
        standing = cls(pages)
        for project in projects:
            standing.projects.setdefault(project.source or "", []).append(project)
        last = run_record.read(folder)
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        good_at = {} if last is None else {one.id: one.good_at for one in last.sources}
        recorded = {name: at for name, at in good_at.items() if at is not None and at < tomorrow}  # else its clock lied
        fetched = {name: newest for name, rows in standing.projects.items() if (newest := _newest(rows)) is not None}
        standing.good_at = {**fetched, **recorded}
        return standing

    def withhold(self, rule: Rule) -> None:
        """Take the names of persons out of what an earlier run published with them."""
        self.pages = rule.pages(self.pages, itertools.chain.from_iterable(self.projects.values()))
        self.projects = {name: rule.projects(rows) for name, rows in self.projects.items()}

    def of(self, source: Source) -> Yielded:
        """Return the rows of a source: its projects, the pages that they stand on, and its pages without projects.

        The latter are told by their host: no page says which source it is of.
        """
        projects = self.projects.get(source.id, [])
        owners = {project.source_url: name for name, rows in self.projects.items() for project in rows}
        hosts = {_host(start) for start in source.starts}
        pages = [
            page
            for page in self.pages
            if owners.get(page.url) == source.id
            or (page.url is not None and page.url not in owners and _host(page.url) in hosts)
        ]
        return Yielded(pages, projects)

    def of_unknown(self, name: str) -> Yielded:
        """Return the rows of a source of which only the id is known."""
        projects = self.projects.get(name, [])
        addresses = {project.source_url for project in projects}
        return Yielded([page for page in self.pages if page.url in addresses], projects)

    def days(self, name: str, *, now: datetime) -> float:
        """Return how many days ago a source was last read in full."""
        return max((now - self.good_at.get(name, now)).total_seconds(), 0.0) / 86_400


def _newest(projects: Sequence[Project]) -> datetime | None:
    """Return when the newest of the rows was fetched: all that tells their age where no run's record does."""
    return max((one.retrieved_at.astimezone(UTC) for one in projects if one.retrieved_at), default=None)


def _host(url: str) -> str:
    return urls.host(urls.normalise(url) or url)
