"""What is published of what was read: harvests and what stands come in, each source's rows go out, new or last good.

A source that failed keeps its last good rows, so that one council's new web site takes nothing else along; a source
that this run does not read keeps them, too. Where last good rows are older than they may be, the run fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.gates import Gate, Yielded, accept, drift
from scraper.runs.run_report import Bystander

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from scraper.model import Page, Project
    from scraper.runs.run_report import RunReport
    from scraper.runs.standing import Standing
    from scraper.sources import Source


def settle(
    report: RunReport, standing: Standing, defined: Sequence[Source], *, stale_days: float, now: datetime
) -> None:
    """Hold what was read against what stands, and say of each source which of the two is published.

    `defined` are all sources that there are, also those that this run does not read.
    """
    accepted = report.accepted is not None
    for harvest in report.sources:
        source, before = harvest.source, standing.of(harvest.source)
        if not harvest.failures:
            now_read = Yielded(harvest.pages, harvest.projects)
            harvest.hold(drift(before, now_read, may_be_empty=bool(source.expect.allow_empty)), accepted=accepted)
        if harvest.failures and before.projects:
            harvest.standing = before
    report.others = list(_bystanders(report, standing, defined, accepted=accepted))
    failing = [one.source.id for one in report.sources if one.standing] + [one.id for one in report.others if one.gate]
    for name in failing:
        days = standing.days(name, now=now)
        if days > stale_days:
            report.too_old.append(
                f"{name}: its last good rows are {days:.0f} days old, more than {stale_days:g}; repair the source, or"
                " allow more with --stale-days"
            )


def rows(report: RunReport, defined: Sequence[Source]) -> Yielded:
    """Return all that is to be published, in the order of the definitions; a project that is there twice once."""
    order = {source.id: rank for rank, source in enumerate(defined)}
    parts: list[tuple[str, Yielded]] = [(one.source.id, one.published) for one in report.sources]
    parts += [(one.id, one.rows) for one in report.others if not one.remarks]
    parts.sort(key=lambda part: order.get(part[0], len(order)))
    pages: dict[object, Page] = {}
    projects: dict[str, Project] = {}
    for _, part in parts:
        for page in part.pages:
            pages.setdefault(page.url or id(page), page)
        for project in part.projects:
            projects.setdefault(project.id, project)
    return Yielded(list(pages.values()), list(projects.values()))


def _bystanders(
    report: RunReport, standing: Standing, defined: Sequence[Source], *, accepted: bool
) -> Iterator[Bystander]:
    """Yield the sources that stand and were not read; those that are no longer defined fail a gate."""
    read = {one.source.id for one in report.sources}
    sources = {source.id: source for source in defined}
    for name, projects in standing.projects.items():
        if name in read:
            continue
        good_at = standing.good_at.get(name)
        if name in sources:
            yield Bystander(name, standing.of(sources[name]), good_at)
            continue
        message = (
            f"it is no longer defined, and {len(projects):,} of its projects stand in the dataset; define it, or"
            " publish without them with --accept and the reason"
        )
        gate = Gate("defined", "defined", "not defined", "failed", message)
        yield Bystander(name, standing.of_unknown(name), good_at, accept([gate])[0] if accepted else gate)
