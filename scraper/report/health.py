"""How the sources are: the last run's record, the dataset and earlier counts come in, a view of each source goes out.

Pages without projects belong to the source that has others on the same host.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scraper.runs.run_record import SourceRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from scraper.model import Page, Project
    from scraper.report.discretion import Discretion
    from scraper.report.past import Count, Step
    from scraper.runs.run_record import RunRecord

SPARK: Final = (96, 24)
"""Width and height of the little chart of a source's projects."""


@dataclass(frozen=True, slots=True)
class Health:
    """One source."""

    id: str
    name: str
    """The council, if all of the source's projects name the same one."""
    record: SourceRecord | None
    """How the last run left it; None where no run is recorded."""
    age: int | None
    """Days from when it was last good to the last run."""
    runs: Sequence[tuple[Step, Count]] = ()
    """Its counts after each of the last runs, the latest first."""
    labels: Mapping[str, int] = field(default_factory=dict)
    """Labels that no column knows, and how many projects have them."""
    unread: Sequence[tuple[str, str]] = ()
    """Address and words of each block that no rule could read."""

    @property
    def before(self) -> int | None:
        """How many projects there were a run earlier."""
        return self.runs[1][1].projects if len(self.runs) > 1 else None

    @property
    def spark(self) -> str:
        """The points of a line of its projects over the runs, the oldest first; empty where there is no line."""
        numbers = [count.projects for _, count in reversed(self.runs)]
        if len(numbers) < 2:
            return ""
        (width, height), most = SPARK, max(*numbers, 1)
        step = (width - 4) / (len(numbers) - 1)
        return " ".join(
            f"{2 + at * step:.1f},{height - 2 - (height - 4) * number / most:.1f}" for at, number in enumerate(numbers)
        )


def healths(
    pages: Sequence[Page],
    projects: Sequence[Project],
    record: RunRecord | None,
    past: Sequence[Step],
    discreet: Discretion,
) -> list[Health]:
    """Return all sources: those of the last run in its order, then what stands without one."""
    labels, funders = _labels(projects, discreet), _funders(projects)
    unread = _unread(pages, projects, discreet)
    records = {one.id: one for one in (record.sources if record else ())}
    names = dict.fromkeys([*records, *sorted(funders), *sorted(unread)])
    return [
        Health(
            id=name,
            name=next(iter(funders[name])) if len(funders[name]) == 1 else "",
            record=_without(records[name], discreet) if name in records else None,
            age=_days(records[name].good_at, record.finished_at) if record and name in records else None,
            runs=[(step, step.sources[name]) for step in past if name in step.sources],
            labels=labels[name],
            unread=unread[name],
        )
        for name in names
    ]


def _funders(projects: Sequence[Project]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for project in projects:
        found[project.source or ""].add(project.funder or "")
    return found


def _labels(projects: Sequence[Project], discreet: Discretion) -> defaultdict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for project in projects:
        found[project.source or ""].update(discreet.without(project.other_fields))
    return found


def _unread(
    pages: Sequence[Page], projects: Sequence[Project], discreet: Discretion
) -> defaultdict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    owners = {project.source_url: project.source or "" for project in projects}
    hosts = {_host(url): source for url, source in owners.items()}
    for page in pages:
        source = owners.get(page.url, hosts.get(_host(page.url), ""))
        found[source] += [(page.url or "", line) for line in discreet.without(page.unread)]
    return defaultdict(list, {source: lines for source, lines in found.items() if lines})


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _days(good_at: datetime | None, now: datetime) -> int | None:
    return None if good_at is None else max((now - good_at).days, 0)


def _without(record: SourceRecord, discreet: Discretion) -> SourceRecord:
    """Return a record whose lines name nobody who is withheld."""
    return replace(
        record,
        gates=[gate for gate in record.gates if not discreet.names_one(gate.message)],
        failures=discreet.without(record.failures),
        remarks=discreet.without(record.remarks),
    )
