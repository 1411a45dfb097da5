"""Grants that several pages print: all projects of a run come in, each grant goes out once, as its fullest printing.

A list and the project's own page, a summary, a piece of news: what they print of one grant is one project, and what
another applicant got for a project of the same name is another. Values of two printings are never mixed: each leads
to words on one page.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scraper.identity import assign_ids, fold, name_key
from scraper.schema import COLUMNS, MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from scraper.model import Project

_COMPARED = ("applicant", *MONEY_COLUMNS, "start_date", "end_date")
"""Columns in which two printings of a grant may contradict each other."""


class Repeat(NamedTuple):
    """A printing that is left out."""

    place: int
    """Which of the projects it is."""
    kept: Project
    """The fuller printing of the same grant."""


def repeats(projects: Sequence[Project]) -> list[Repeat]:
    """Return the printings to leave out, in their order.

    `projects` are all of a run, in the order of their pages, with the ids that their pages gave them. Those of one
    name that are different grants, on different pages, get ids that tell them apart.
    """
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, project in enumerate(projects):
        funder, _, name = name_key(project)
        named[funder, name].append(place)  # of a list and a project's page, often only one says the programme
    found: list[Repeat] = []
    for places in named.values():
        if len({_page(projects[place]) for place in places}) > 1:
            found += _repeats_of_name(projects, places)
    return sorted(found, key=lambda repeat: repeat.place)


def contradictions(kept: Project, left: Project) -> Iterator[tuple[str, object, object]]:
    """Yield the columns in which a printing that is left out says something else, with both values.

    A shorter form of the applicant's name is nothing else, nor are years where the other page says days.
    """
    for column in _COMPARED:
        one, other = getattr(kept, column), getattr(left, column)
        if one is None or other is None or one == other:
            continue
        if column == "applicant" and _are_alike(one, other):
            continue
        if isinstance(one, date) and kept.date_precision != left.date_precision and one.year == other.year:
            continue
        yield column, one, other


def _repeats_of_name(projects: Sequence[Project], places: Sequence[int]) -> Iterator[Repeat]:
    """Yield the repeats among the projects of one name; give the grants ids of their own where they are several."""
    grants = _Grants()
    for place in places:
        grants.add(place, projects[place])
    kept = []
    for printings in grants.all:
        fullest = max(printings, key=lambda place: (_fullness(projects[place]), -place))
        kept.append(projects[fullest])
        yield from (Repeat(place, projects[fullest]) for place in printings if place != fullest)
    if len({project.source_url for project in kept}) > 1:
        assign_ids(kept, [None] * len(kept))


def _page(project: Project) -> tuple[str | None, str | None]:
    """Return by what a page is known: two sources may lead to one, and what it tells them is the same."""
    return project.source, project.source_url


class _Grants:
    """The grants of one name, each with the places of its printings."""

    def __init__(self) -> None:
        self.all: list[list[int]] = []
        self._first: list[Project] = []
        """How each grant was first printed."""
        self._by_sum: dict[Decimal | None, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        """By the first word of the applicant: two printings share it or the sum, or one of them names nobody."""
        self._told: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
        """For each page, as a source has it, the grants that it has printed: it tells its own grants apart."""

    def add(self, place: int, project: Project) -> None:
        """Add a printing to its grant, or make it the first of a new one."""
        told = self._told[_page(project)]
        amount, word = project.granted_amount, fold(project.applicant).partition(" ")[0]
        known = [*self._by_sum[amount], *self._by_word[word], *self._by_word[""]] if word else range(len(self.all))
        grant = next((one for one in known if one not in told and _may_be_one(self._first[one], project)), None)
        if grant is None:
            grant = len(self.all)
            self.all.append([])
            self._first.append(project)
            self._by_sum[amount].append(grant)
            self._by_word[word].append(grant)
        self.all[grant].append(place)
        told.add(grant)


def _may_be_one(one: Project, other: Project) -> bool:
    """Tell whether two pages may print the same grant: the same sum, or nothing that speaks of two.

    Another applicant does, another programme, and a start in another year. Sums that differ do not: one page may
    round, or be older.
    """
    if one.granted_amount is not None and one.granted_amount == other.granted_amount:
        return True
    if one.programme and other.programme and one.programme != other.programme:
        return False
    if one.applicant and other.applicant and not _are_alike(one.applicant, other.applicant):
        return False
    return not (one.start_date and other.start_date and one.start_date.year != other.start_date.year)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two names may be of one organisation: all words of one stand in the other."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return words <= others or others <= words


def _fullness(project: Project) -> tuple[bool, int]:
    """Return how much a printing says: the sum before all, then as many columns as can be."""
    filled = sum(1 for column in COLUMNS if column != "warnings" and getattr(project, column) not in (None, [], {}, ""))
    return project.granted_amount is not None, filled
