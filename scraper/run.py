"""The main job: sources come in, their pages are crawled and read, and one dataset of all projects is published.

A start page, sitemap or page that can't be read makes its source fail; the others are still done. A page that only a
link led to and that the site says is gone is remarked on. The dataset never shrinks unsaid: where a source failed and
an earlier dataset stands, that one stays.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scraper import recall
from scraper.crawl.crawl import crawl
from scraper.crawl.events import Event, unwatched
from scraper.crawl.frontier import Frontier, digest_of
from scraper.errors import InputError, UsageError
from scraper.harvest import finish, read_page
from scraper.publish import dataset
from scraper.publish.formats import Edition
from scraper.sources.expect import judge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scraper.archive import Archive
    from scraper.crawl.crawl import Crawled, Visitor
    from scraper.crawl.events import Watch
    from scraper.crawl.response import Response
    from scraper.model import Page, Project
    from scraper.pipeline import Extraction
    from scraper.sources import Lookup, Source


@dataclass(slots=True)
class SourceReport:
    """What one source yielded."""

    source: Source
    pages: list[Page] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """Why the source failed, a line each."""
    remarks: list[str] = field(default_factory=list)
    """What a person should look at although nothing failed, a line each."""
    lookups: Counter[Lookup] = field(default_factory=Counter)
    """How often each of the source's lookups was used."""

    @property
    def granted(self) -> Decimal:
        """The sum of the grants that could be read, in euros."""
        return sum((project.granted_amount or Decimal() for project in self.projects), Decimal())

    @property
    def warnings(self) -> Counter[str]:
        """How often the pages and projects carry each warning."""
        found = Counter(code for page in self.pages for code in page.warnings)
        found.update(code for project in self.projects for code in project.warnings)
        return found


@dataclass(slots=True)
class RunReport:
    """How a run went."""

    sources: list[SourceReport]
    files: list[Path] = field(default_factory=list)
    """The published files; empty where nothing was published."""
    kept: bool = False
    """Whether an earlier dataset was left standing because a source failed."""

    @property
    def failed(self) -> list[SourceReport]:
        """The sources that failed."""
        return [report for report in self.sources if report.failures]

    @property
    def exit_code(self) -> int:
        """0, or 3 where a source failed."""
        return InputError.exit_code if self.failed else 0


def choose(sources: Sequence[Source], ids: Sequence[str], *, live: bool) -> list[Source]:
    """Return the sources with these ids, or all but those that are read only by name, and never fetched in a live run.

    Raises UsageError for an id that there is not, or one that is asked for by name and never fetched.
    """
    known = {source.id: source for source in sources}
    for name in ids:
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise UsageError(f"no source {name!r}; did you mean {nearest}? There are: {', '.join(known)}")
        if live and not known[name].live:
            raise UsageError(f"source {name} is never fetched (live = false); read its saved pages with --replay")
    wanted = [known[name] for name in dict.fromkeys(ids)]
    if not ids:
        wanted = [one for one in sources if one.live is True or (one.live is False and not live)]
    if not wanted:
        raise UsageError("no source is read by every run; name one with --source, or read saved pages with --replay")
    return wanted


def run(
    sources: Sequence[Source],
    *,
    visitor: Visitor,
    output: Path,
    frontier: Frontier | None = None,
    archive: Archive | None = None,
    fresh: bool = False,
    watch: Watch = unwatched,
) -> RunReport:
    """Read the pages of all sources and publish their projects in the folder `output`.

    `visitor` answers addresses. How far the crawl is stands in `frontier`: a run that was stopped is taken up, with the
    pages that it fetched from `archive`, unless a `fresh` one is wanted. `watch` is told what happens. Raises
    PublishError where the folder can't be written or another run is writing there, ArchiveError where pages can't be
    kept.
    """
    report = RunReport([SourceReport(source) for source in sources])
    harvests = {one.source.id: one for one in report.sources}
    with contextlib.ExitStack() as at_the_end:
        at_the_end.enter_context(dataset.locked(output))
        frontier = frontier or at_the_end.enter_context(Frontier())
        for page in crawl(sources, visitor, frontier, archive=archive, fresh=fresh, watch=watch):
            _take(harvests[page.source.id], page, frontier, watch)
        for harvest in report.sources:
            _judge(harvest, cut=frontier.is_cut(harvest.source))
        _leave_once(report.sources)
        report.kept = bool(report.failed) and dataset.exists(output)
        pages = [page for one in report.sources for page in one.pages]
        if pages and not report.kept:
            edition = Edition(pages, [project for one in report.sources for project in one.projects])
            report.files = dataset.replace(output, edition)
            watch(Event("published", projects=sum(len(one.projects) for one in report.sources)))
        frontier.finish(sources)
    return report


def _take(harvest: SourceReport, page: Crawled, frontier: Frontier, watch: Watch) -> None:
    """Add what a page holds to its source's harvest, or why it could not be read."""
    try:
        if page.error is not None:
            raise page.error
        assert page.response is not None  # noqa: S101  (one of the two is there)
        found = _read(page.source, page.response, frontier)
    except InputError as error:
        (harvest.remarks if page.gone else harvest.failures).append(f"{page.url}: {error}")
        if page.error is None:
            watch(Event("failed", url=page.url, source=page.source.id, message=str(error)))
        return
    harvest.lookups += finish(page.source, page.response, found, since=page.since)
    harvest.pages += found.pages
    harvest.projects += found.projects
    watch(Event("read", url=page.url, source=page.source.id, projects=len(found.projects)))


def _read(source: Source, response: Response, frontier: Frontier) -> Extraction:
    """Return what stands on a page; of one that has not changed since the last run, what was read then.

    A source's own parser may change without our seeing it: its pages are always read anew.
    """
    if not frontier.lasts or source.parser is not None:
        return read_page(source, response)
    now = datetime.now(UTC)
    key = f"read {response.url} {response.content_type} {sorted(source.labels.items())} {digest_of(response.body)}"
    kept = frontier.recall(source, key, now=now)
    if kept is not None:
        return recall.unpack(kept)
    found = read_page(source, response)
    frontier.keep(source, key, recall.pack(found), now=now)
    return found


def _judge(harvest: SourceReport, *, cut: bool) -> None:
    """Hold what a source yielded against what it is expected to yield, and remark on what a person should look at."""
    source = harvest.source
    if cut and source.follow is not None:
        harvest.remarks.append(
            f"its limit of {source.follow.pages:,} pages left some out; raise follow.pages, or allow fewer addresses"
        )
    verdict = judge(source, harvest.projects)
    harvest.remarks += verdict.remarks
    if harvest.failures:
        return
    harvest.failures += verdict.failures
    for lookup in source.lookups if not harvest.failures else ():
        if not harvest.lookups[lookup]:
            of_project = "" if lookup.name is None else f" of {lookup.name!r}"
            harvest.remarks.append(
                f"{lookup.place}: no {lookup.field}{of_project} is {lookup.match!r}; correct the lookup or take it out"
            )


def _leave_once(harvests: list[SourceReport]) -> None:
    """Take out what was read before: the same project on a further page."""
    first: dict[str, str | None] = {}
    for harvest in harvests:
        once = []
        for project in harvest.projects:
            if project.id in first:
                pages = f"{first[project.id]} and {project.source_url}"
                harvest.remarks.append(f"{project.name!r} stands on {pages}; what the former says was kept")
            else:
                first[project.id] = project.source_url
                once.append(project)
        harvest.projects = once
