"""Grants that a page prints in another language: all pages of a source come in, each grant goes out in its own one.

A page says where it stands in other languages (`<link rel="alternate" hreflang="sv" href="…">`). What prints the same
sums there is the same grants. Two long enough pages in two languages whose sums are the same, one after the other, are
translations without saying so. A grant that only the translation prints is nobody's copy, and stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from scraper.crawl import urls
from scraper.schema import MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.model import Project
    from scraper.pipeline import Extraction
    from scraper.response import Response
    from scraper.sources import Source

_MANY: Final = 3
"""So many different sums stand in the same order on no two pages by chance."""
_ALIKE: Final = (*MONEY_COLUMNS, "start_date", "end_date")
"""Columns that no translation changes."""


class Printed(NamedTuple):
    """A page of a source and what it prints."""

    source: Source
    url: str
    language: str | None
    translations: Sequence[str]
    """Where it says that it stands in other languages."""
    projects: Sequence[Project]

    @classmethod
    def of(cls, source: Source, response: Response, found: Extraction) -> Printed:
        """Return what the page that a response holds prints."""
        return cls(source, response.url, found.pages[0].language, found.translations, found.projects)


def translated(pages: Sequence[Printed]) -> Iterator[Project]:
    """Yield the projects to leave out: those that another page prints in the source's language, or printed before.

    `pages` are those of one source, in the order in which they were read.
    """
    pages = [page for page in pages if page.projects]
    own = {at for at, page in enumerate(pages) if page.language == page.source.language}
    for at, others in enumerate(_translations(pages)):
        originals = sorted(others & own) or sorted(other for other in others if other < at)
        if at not in own and originals:
            yield from _copies(pages[at].projects, pages[originals[0]].projects)


def _translations(pages: Sequence[Printed]) -> list[set[int]]:
    """Return for each page which others translate it, or are translated by it."""
    found: list[set[int]] = [set() for _ in pages]
    known = {_address(page.url): at for at, page in enumerate(pages)}
    for at, page in enumerate(pages):
        for other in {known.get(_address(url), at) for url in page.translations} - {at}:
            found[at].add(other)
            found[other].add(at)
    by_sums: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        sums = tuple(project.granted_amount for project in page.projects)
        if len({*sums}) >= _MANY and None not in sums:
            by_sums[sums].append(at)
    for alike in by_sums.values():
        for at in alike:
            found[at].update(other for other in alike if _are_two_languages(pages[at], pages[other]))
    return found


def _are_two_languages(one: Printed, other: Printed) -> bool:
    """Tell whether two pages are known to be in different languages."""
    return bool(one.language and other.language and one.language != other.language)


def _address(url: str) -> str:
    return urls.normalise(url) or url


def _copies(projects: Sequence[Project], originals: Sequence[Project]) -> Iterator[Project]:
    """Yield the projects that are among the originals: in the same place, or else with the same sums and days."""
    left, free = list(projects), list(originals)
    if len(left) == len(free):
        pairs = list(zip(left, free, strict=True))
        yield from (one for one, other in pairs if _agree(one, other))
        left = [one for one, other in pairs if not _agree(one, other)]
        free = [other for one, other in pairs if not _agree(one, other)]
    known = Counter(map(_key, free))
    for project in left:
        if _says_sums(project) and known[_key(project)]:
            known[_key(project)] -= 1
            yield project


def _key(project: Project) -> tuple[object, ...]:
    return tuple(getattr(project, column) for column in _ALIKE)


def _says_sums(project: Project) -> bool:
    return any(getattr(project, column) is not None for column in MONEY_COLUMNS)


def _agree(one: Project, other: Project) -> bool:
    """Tell whether two projects in the same place say nothing different: they share a sum, or neither says any."""
    pairs = [pair for pair in zip(_key(one), _key(other), strict=True) if None not in pair]
    if any(said != printed for said, printed in pairs):
        return False
    sums = (getattr(one, column) is not None and getattr(other, column) is not None for column in MONEY_COLUMNS)
    return any(sums) or not (_says_sums(one) or _says_sums(other))
