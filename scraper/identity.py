"""Keys that last: the same project keeps its id when sums, dates, texts, the page's address or its markup change.

An id is made of the funder, the programme and the name as printed; where names repeat, of what else tells them apart:
the funder's own code, the applicant, then (documented in docs/limits.md) period and sums. Never of a position, an
address or a time. What several pages print of one grant is one project; two grants of one name are two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.funder import default_funders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from scraper.model import Project

_READABLE = 48
"""How many characters of the name the readable part of an id keeps."""

_NOT_WORD = re.compile(r"[^\w]+")
_NOT_READABLE = re.compile(r"[^a-z0-9]+")
_REMEMBERED = 64
"""Funders and programmes whose part of an id is remembered."""


def assign_ids(projects: Sequence[Project], codes: Sequence[str | None]) -> None:
    """Set the id of each of a page's projects; `codes` are the funder's own numbers where the page prints them."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, project in enumerate(projects):
        groups[_base(project)].append(number)
    for base, numbers in groups.items():
        extras = _told_apart([projects[n] for n in numbers], [codes[n] for n in numbers])
        for number, extra in zip(numbers, extras, strict=True):
            project = projects[number]
            readable = f"{_granting(project.funder, project.programme).readable}{_slug(project.name)}"
            digest = hashlib.sha256("\x1f".join((*base, *extra)).encode()).hexdigest()[:8]
            project.id = f"{readable[: _READABLE + 32].strip('-')}-{digest}"


def repeated(projects: Sequence[Project]) -> dict[int, Project]:
    """Tell the grants that several pages print: the place of each further printing, with the project that was first.

    `projects` are all of a run, in the order of their pages, with the ids that their pages gave them. Those of one
    name that are different grants, on different pages, get ids that tell them apart.
    """
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, project in enumerate(projects):
        funder, _, name = _base(project)
        named[funder, name].append(place)  # of a list and a project's page, often only one says the programme
    found: dict[int, Project] = {}
    for places in named.values():
        if len({projects[place].source_url for place in places}) > 1:
            grants = _Grants()
            for place in places:
                first = grants.first(projects[place])
                if first is not projects[place]:
                    found[place] = first
            if len(grants.pages) > 1:
                assign_ids(grants.all, [None] * len(grants.all))
    return found


class _Grants:
    """The grants of one name, each as it was first printed."""

    def __init__(self) -> None:
        self.all: list[Project] = []
        self.pages: set[str | None] = set()
        """The addresses on which they were first printed."""
        self._by_sum: dict[Decimal | None, list[Project]] = defaultdict(list)
        self._by_word: dict[str, list[Project]] = defaultdict(list)
        """By the first word of the applicant: two printings share it or the sum, or one of them names nobody."""
        self._told: dict[str | None, set[int]] = defaultdict(set)
        """For each page, the grants that it has printed: it tells its own grants apart."""

    def first(self, project: Project) -> Project:
        """Return how a grant was first printed: the project itself where it is a new one."""
        told = self._told[project.source_url]
        amount, word = project.granted_amount, _fold(project.applicant).partition(" ")[0]
        known = [*self._by_sum[amount], *self._by_word[word], *self._by_word[""]] if word else self.all
        first = next((one for one in known if id(one) not in told and _may_be_one(one, project)), project)
        if first is project:
            self.all.append(project)
            self.pages.add(project.source_url)
            self._by_sum[amount].append(project)
            self._by_word[word].append(project)
        told.add(id(first))
        return first


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
    words, others = set(_fold(one).split()), set(_fold(other).split())
    return words <= others or others <= words


class _Granting(NamedTuple):
    """What all projects of one funder and programme have in common."""

    base: tuple[str, str]
    readable: str
    """The beginning of their ids."""


@lru_cache(_REMEMBERED)
def _granting(funder: str | None, programme: str | None) -> _Granting:
    """Return what ids take of a funder and a programme; a known funder has one key for its names in two languages."""
    readable = "".join(f"{_slug(part)}-" for part in (funder, programme) if part)
    return _Granting((_fold(default_funders().key(funder or "")), _fold(programme)), readable)


def _base(project: Project) -> tuple[str, str, str]:
    """Return what every id rests on."""
    return (*_granting(project.funder, project.programme).base, _fold(project.name))


def _told_apart(same: Sequence[Project], codes: Sequence[str | None]) -> list[tuple[str, ...]]:
    """Return, for projects of one name, what tells each from the others; nothing where there is only one."""
    if len(same) == 1:
        return [()]
    extras: list[tuple[str, ...]] = [() for _ in same]
    for facet in (
        [_fold(code) for code in codes],
        [_fold(project.applicant) for project in same],
        [str(project.start_date or "") for project in same],
        [
            f"{project.granted_amount or ''}/{project.total_cost or ''}/{project.applied_amount or ''}"
            for project in same
        ],
    ):
        if len(set(facet)) > 1:
            extras = [(*extra, value) for extra, value in zip(extras, facet, strict=True)]
        if len(set(extras)) == len(same):
            return extras
    return [(*extra, str(times)) for extra, times in zip(extras, _occurrences(extras), strict=True)]


def _occurrences(keys: Iterable[tuple[str, ...]]) -> list[int]:
    """Number the keys that are the same to the letter, the last resort for records that differ in nothing."""
    seen: Counter[tuple[str, ...]] = Counter()
    numbers = []
    for key in keys:
        seen[key] += 1
        numbers.append(seen[key])
    return numbers


def _fold(text: str | None) -> str:
    """Return a text without what differs between two printings of the same name: case, marks, spacing."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text or "").casefold()).strip()


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_READABLE.sub("-", ascii_text).strip("-")[:_READABLE]
