"""What the overview tells: projects come in, their totals, groups and the shapes of charts go out, without a word.

Sums count granted money alone, exactly. Charts are positions in a box of `WIDTH` units; templates draw them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scraper.model import Project

    Parts = Sequence[tuple[int, str | None, Decimal]]
    """Series, name and value of each part of a bar."""

WIDTH: Final = 720
SERIES: Final = 5
"""How many programmes have a colour of their own; the others share the next one."""
LONGEST: Final = 15
"""How many projects or applicants a chart shows."""
_GRANTED: Final = frozenset({"granted", "proposed"})


@dataclass(frozen=True, slots=True)
class Group:
    """Projects that have a value of a column in common."""

    name: str | None
    projects: int
    granted: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """All projects in five figures."""

    projects: int
    granted: Decimal
    cost: Decimal
    applicants: int
    share: float | None
    """The median share of the grant in the cost; None where no project states both."""


@dataclass(frozen=True, slots=True)
class Block:
    """A coloured part of a bar."""

    series: int
    name: str | None
    value: Decimal
    start: float
    """From 0 to 1 along the longest bar."""
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of blocks."""

    name: str | None
    value: Decimal
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A project's time, as parts of the time that a chart shows."""

    project: Project
    start: float
    length: float


def granted(project: Project) -> Decimal:
    """Return what was granted; a sum of a project that was rejected or withdrawn is none."""
    return (project.granted_amount or Decimal()) if project.status in _GRANTED else Decimal()


def totals(projects: Sequence[Project]) -> Totals:
    """Return the sums of all projects."""
    shares = [share for project in projects if (share := share_of(project)) is not None]
    return Totals(
        projects=len(projects),
        granted=sum(map(granted, projects), Decimal()),
        cost=sum((project.total_cost or Decimal() for project in projects), Decimal()),
        applicants=len({project.applicant for project in projects if project.applicant}),
        share=median(shares) if shares else None,
    )


def share_of(project: Project) -> float | None:
    """Return the share of the grant in the cost, from 0 to 1; None where that can't be."""
    if not project.granted_amount or not project.total_cost or project.granted_amount > project.total_cost:
        return None
    return float(project.granted_amount / project.total_cost)


def groups(projects: Iterable[Project], column: str) -> list[Group]:
    """Return the projects by a column's value, those with the most money first; years in their order."""
    found: defaultdict[object, list[Project]] = defaultdict(list)
    for project in projects:
        found[getattr(project, column)].append(project)
    made = [
        Group(None if value is None else str(value), len(inside), sum(map(granted, inside), Decimal()))
        for value, inside in found.items()
    ]
    if column == "programme_year":
        return sorted(made, key=lambda group: (group.name is None, group.name))
    return sorted(made, key=lambda group: (-group.granted, group.name or ""))


def by_year(projects: Sequence[Project]) -> tuple[list[str | None], list[Bar]]:
    """Return the series of programmes, and a bar of them for each year; the last series may be all others (None)."""
    names: list[str | None] = [group.name for group in groups(projects, "programme")]
    series = names[:SERIES] + ([None] if names[SERIES:] else [])
    bars = []
    for year in groups(projects, "programme_year"):
        parts: defaultdict[int, Decimal] = defaultdict(Decimal)
        for project in projects:
            if (None if project.programme_year is None else str(project.programme_year)) == year.name:
                at = series.index(project.programme) if project.programme in series[:SERIES] else len(series) - 1
                parts[at] += granted(project)
        bars.append((year.name, [(at, series[at], value) for at, value in sorted(parts.items()) if value]))
    return series, _bars(bars)


def top_applicants(projects: Iterable[Project]) -> list[Bar]:
    """Return a bar for each of the applicants that were granted most."""
    found = [group for group in groups(projects, "applicant") if group.name is not None and group.granted]
    return _bars([(group.name, [(0, group.name, group.granted)]) for group in found[:LONGEST]])


def shares(projects: Iterable[Project]) -> list[Bar]:
    """Return ten bars: how many projects have a share of up to 10 %, 20 % and so on."""
    counts = [0] * 10
    for project in projects:
        if (share := share_of(project)) is not None:
            counts[min(int(share * 10), 9)] += 1
    return _bars([(str(at * 10), [(0, None, Decimal(count))]) for at, count in enumerate(counts)])


def periods(projects: Iterable[Project]) -> tuple[list[int], list[Period]]:
    """Return the years that a time line shows, and on it the largest projects by their start."""
    dated = [one for one in projects if _days(one)]
    largest = sorted(dated, key=lambda project: (-granted(project), project.id))[:LONGEST]
    if not largest:
        return [], []
    found = sorted(((_days(project), project) for project in largest), key=lambda pair: (pair[0], pair[1].id))
    first = min(start.year for (start, _), _ in found)
    last = max(end.year for (_, end), _ in found)
    span = last - first + 1

    def at(day: date) -> float:
        return (day.year - first + (day.timetuple().tm_yday - 1) / 366) / span

    return list(range(first, last + 1)), [
        Period(project, at(start), max(at(end) - at(start), 0.002)) for (start, end), project in found
    ]


def _days(project: Project) -> tuple[date, ...]:
    """Return the first and last day, nothing where they are not both known or not in their order."""
    start, end = project.start_date, project.end_date
    return (start, end) if start and end and start <= end else ()


def _bars(rows: Sequence[tuple[str | None, Parts]]) -> list[Bar]:
    """Lay the parts of each bar end to end, the longest bar being 1 long."""
    longest = max((_sum(parts) for _, parts in rows), default=Decimal()) or Decimal(1)
    bars = []
    for name, parts in rows:
        blocks, start = [], 0.0
        for series, label, value in parts:
            length = float(value / longest)
            blocks.append(Block(series, label, value, start, length))
            start += length
        bars.append(Bar(name, _sum(parts), tuple(blocks)))
    return bars


def _sum(parts: Parts) -> Decimal:
    return sum((value for _, _, value in parts), Decimal())
