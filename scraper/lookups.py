"""Lookups at work: projects and a source's corrections in, corrected projects and a count of what was used out.

Only a value that stands as a lookup says is replaced. Evidence keeps the printed words, ids stay as they are, and
warnings are judged anew. What a lookup may correct is in scraper/sources/lookups.py.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.assemble import CHECKS, check
from scraper.extraction.funder import default_funders
from scraper.model import Evidence, WarningCode
from scraper.normalise.organisation import legal_form
from scraper.normalise.text import clean
from scraper.publish.csv import money
from scraper.schema import MONEY_COLUMNS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scraper.model import Project
    from scraper.sources import Lookup

    Chosen = Mapping[str, Lookup]
    """The lookup of each column that is to be corrected."""

_PERIOD = ("start_date", "end_date")
_ABOUT = {
    WarningCode.AMBIGUOUS_MONEY: MONEY_COLUMNS,
    WarningCode.APPROXIMATE_AMOUNT: MONEY_COLUMNS,
    WarningCode.AMBIGUOUS_DATE: _PERIOD,
    WarningCode.UNPARSED_VALUE: (*MONEY_COLUMNS, *_PERIOD, "decision_date"),
}
"""The columns of which a warning can speak."""


def apply_lookups(lookups: Sequence[Lookup], projects: Iterable[Project]) -> Counter[Lookup]:
    """Correct the projects in place and return how often each lookup was used.

    Each project is matched as it was read: no lookup sees what another one wrote. Of two for the same value, the one
    that names the project wins, then the first. A corrected project has the warning OVERRIDDEN.
    """
    uses: Counter[Lookup] = Counter()
    ranked = sorted(lookups, key=lambda lookup: lookup.name is None)
    for project in projects if ranked else ():
        chosen = _chosen(ranked, project)
        if chosen:
            settled = _settled(project, chosen)
            _correct(project, chosen)
            _judge(project, settled)
            uses.update(chosen.values())
    return uses


def _chosen(ranked: Iterable[Lookup], project: Project) -> dict[str, Lookup]:
    """Return the lookups that fit the project, by column."""
    chosen: dict[str, Lookup] = {}
    said: dict[str, set[str]] = {}
    for lookup in ranked:
        column = lookup.field
        if column in chosen or lookup.name not in {None, project.name}:
            continue
        if column not in said:
            said[column] = _said(project, column)
        if lookup.match in said[column]:
            chosen[column] = lookup
    return chosen


def _said(project: Project, column: str) -> set[str]:
    """Return how a column's value may be referred to: by the words that the page prints, and as it is published."""
    said = set()
    shown = project.evidence.get(column)
    if isinstance(shown, Evidence):
        said.add(clean(shown.raw))
    value = getattr(project, column)
    if value is not None:
        said.add(money(value) if column in MONEY_COLUMNS else str(plain(value)))
    return said


def _settled(project: Project, chosen: Chosen) -> set[WarningCode]:
    """Return the warnings of refused or approximate values that go, since all they can speak of is being corrected."""
    settled = set()
    for code, columns in _ABOUT.items():
        published = code is WarningCode.APPROXIMATE_AMOUNT
        spoken_of = {
            column
            for column in columns
            if column in project.evidence and (getattr(project, column) is not None) == published
        }
        if spoken_of and spoken_of <= chosen.keys():
            settled.add(code)
    return settled


def _correct(project: Project, chosen: Chosen) -> None:
    """Replace the values, and what is told by them: a legal form, a funder's region, a nameless project's name."""
    nameless = project.name == project.applicant
    for column, lookup in chosen.items():
        setattr(project, column, lookup.value)
    if "applicant" in chosen:
        project.applicant_legal_form = legal_form(project.applicant) if project.applicant else None
        if nameless and project.applicant and "name" not in chosen:
            project.name = project.applicant
    if "funder" in chosen:
        project.funder_region = default_funders().named(project.funder).region if project.funder else None
    if "date_precision" not in chosen and not chosen.keys().isdisjoint(_PERIOD):
        ends = {column for column in _PERIOD if getattr(project, column)}
        if not ends:
            project.date_precision = None
        elif ends <= chosen.keys() or project.date_precision is None:
            project.date_precision = "day"


def _judge(project: Project, settled: set[WarningCode]) -> None:
    """Bring the warnings up to date with the corrected values."""
    kept = set(project.warnings) - CHECKS - settled
    project.warnings = sorted(map(str, kept | check(project) | {WarningCode.OVERRIDDEN}))
