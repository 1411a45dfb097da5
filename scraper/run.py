"""The main job: sources come in, their pages are fetched and read, and one dataset of all projects is published.

A page that can't be read makes its source fail; the others are still done. The dataset never shrinks unsaid: where a
source failed and an earlier dataset stands, that one stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scraper import pipeline
from scraper.errors import InputError, UsageError
from scraper.lookups import apply_lookups
from scraper.publish import dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from scraper.crawl.response import Response
    from scraper.model import Page, Project
    from scraper.sources import Lookup, Source

    Visit = tuple["SourceReport", str]


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
    """Return the sources with these ids, or all of them; for a live run without those that are never fetched.

    Raises UsageError for an id that there is not, or one that is asked for by name and never fetched.
    """
    known = {source.id: source for source in sources}
    for name in ids:
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise UsageError(f"no source {name!r}; did you mean {nearest}? There are: {', '.join(known)}")
        if live and not known[name].live:
            raise UsageError(f"source {name} is never fetched (live = false); read its saved pages with --replay")
    wanted = [known[name] for name in dict.fromkeys(ids)] if ids else [one for one in sources if one.live or not live]
    if not wanted:
        raise UsageError("no source is fetched live; read saved pages with --replay")
    return wanted


def run(
    sources: Sequence[Source],
    *,
    fetch: Callable[[str], Response],
    output: Path,
    watch: Callable[[Sequence[Visit]], Iterable[Visit]] = iter,
) -> RunReport:
    """Read the start pages of all sources and publish their projects in the folder `output`.

    `fetch` answers an address or raises InputError. `watch` passes on the visits one by one and may show how far they
    are. Raises PublishError where the folder can't be written or another run is writing there.
    """
    report = RunReport([SourceReport(source) for source in sources])
    with dataset.locked(output):
        for harvest, url in watch([(one, url) for one in report.sources for url in one.source.starts]):
            _visit(harvest, url, fetch)
        for harvest in report.sources:
            _judge(harvest)
        _leave_once(report.sources)
        report.kept = bool(report.failed) and dataset.exists(output)
        pages = [page for one in report.sources for page in one.pages]
        if pages and not report.kept:
            report.files = dataset.replace(
                output, pages, [project for one in report.sources for project in one.projects]
            )
    return report


def _visit(harvest: SourceReport, url: str, fetch: Callable[[str], Response]) -> None:
    """Add what a page holds to its source's harvest, or why it could not be read."""
    source = harvest.source
    try:
        response = fetch(url)
        found = pipeline.extract(response.body, url=response.url, content_type=response.content_type)
    except InputError as error:
        harvest.failures.append(f"{url}: {error}")
        return
    for project in found.projects:
        project.source = source.id
        project.source_url = response.url
        project.retrieved_at = response.fetched_at
        if project.funder is None:
            project.funder, project.funder_region = source.funder, source.region
    harvest.lookups += apply_lookups(source.lookups, found.projects)
    harvest.pages += found.pages
    harvest.projects += found.projects


def _judge(harvest: SourceReport) -> None:
    """Hold what a source yielded against what it is expected to yield: too little fails, too much is remarked on.

    So is a lookup that was never used, where all pages were read.
    """
    expect, count = harvest.source.expect, len(harvest.projects)
    if count < expect.minimum and not harvest.failures:
        harvest.failures.append(
            f"{count} projects where at least {expect.minimum} are expected; look at the page, and correct [expect] in"
            " the source if it is right"
        )
    if expect.maximum is not None and count > expect.maximum:
        harvest.remarks.append(f"{count} projects where at most {expect.maximum} are expected; look at the page")
    for lookup in harvest.source.lookups if not harvest.failures else ():
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
