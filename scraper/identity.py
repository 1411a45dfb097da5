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
        groups[name_key(project)].append(number)
    for base, numbers in groups.items():
        extras = _told_apart([projects[n] for n in numbers], [codes[n] for n in numbers])
        for number, extra in zip(numbers, extras, strict=True):
            project = projects[number]
            readable = f"{_granting(project.funder, project.programme).readable}{_slug(project.name)}"
            digest = hashlib.sha256("\x1f".join((*base, *extra)).encode()).hexdigest()[:8]
            project.id = f"{readable[: _READABLE + 32].strip('-')}-{digest}"


class _Granting(NamedTuple):
    """What all projects of one funder and programme have in common."""

    base: tuple[str, str]
    readable: str
    """The beginning of their ids."""


@lru_cache(_REMEMBERED)
def _granting(funder: str | None, programme: str | None) -> _Granting:
    """Return what ids take of a funder and a programme; a known funder has one key for its names in two languages."""
    readable = "".join(f"{_slug(part)}-" for part in (funder, programme) if part)
    return _Granting((fold(default_funders().key(funder or "")), fold(programme)), readable)


def name_key(project: Project) -> tuple[str, str, str]:
    """Return what every id rests on: the funder, the programme and the name, folded."""
    return (*_granting(project.funder, project.programme).base, fold(project.name))


def _told_apart(same: Sequence[Project], codes: Sequence[str | None]) -> list[tuple[str, ...]]:
    """Return, for projects of one name, what tells each from the others; nothing where there is only one."""
    if len(same) == 1:
        return [()]
    extras: list[tuple[str, ...]] = [() for _ in same]
    for facet in (
        [fold(code) for code in codes],
        [fold(project.applicant) for project in same],
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


def fold(text: str | None) -> str:
    """Return a text without what differs between two printings of the same name: case, marks, spacing."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text or "").casefold()).strip()


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_READABLE.sub("-", ascii_text).strip("-")[:_READABLE]
