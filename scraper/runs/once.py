"""Each grant once: what the pages of a run print comes in, what is published of it goes out, and what is to be said.

A translation is left out for what it translates, a short printing for a fuller one. Where two printings contradict
each other, or projects stand in two languages that nothing ties together, a person is told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scraper.runs.repeats import contradictions, repeats
from scraper.runs.translations import translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.model import Project
    from scraper.publish.privacy import Rule
    from scraper.runs.run_report import SourceReport
    from scraper.runs.translations import Printed


def once(pages: Sequence[Printed]) -> list[Project]:
    """Return the projects of all pages of a run, each once; `pages` are in the order in which they were read.

    Projects of one name that are different grants, on different pages, get ids that tell them apart.
    """
    projects = _untranslated(pages)
    left = {repeat.place for repeat in repeats(projects)}
    return [project for place, project in enumerate(projects) if place not in left]


def keep_once(harvests: Sequence[SourceReport], pages: Sequence[Printed], rule: Rule) -> None:
    """Give each source its projects, each once, with remarks for a person; `rule` says who may be named in them."""
    known = {one.source.id: one for one in harvests}
    for page in pages:
        known[page.source.id].repeats += len(page.projects)
    projects = _untranslated(pages)
    left = {repeat.place: repeat.kept for repeat in repeats(projects)}
    for place, project in enumerate(projects):
        harvest, kept = known[project.source or ""], left.get(place)
        if kept is None:
            harvest.projects.append(project)
        elif any(contradictions(kept, project)):
            harvest.remarks.append(_contradiction(*rule.projects([kept, project])))
        else:
            continue
        harvest.repeats -= 1
    for harvest in harvests:
        harvest.remarks += _of_languages(harvest)


def _untranslated(pages: Iterable[Printed]) -> list[Project]:
    """Return the projects of all pages but those that translate another one of the source."""
    of_source: dict[str, list[Printed]] = defaultdict(list)
    for page in pages:
        of_source[page.source.id].append(page)
    left = {id(project) for each in of_source.values() for project in translated(each)}
    return [project for page in pages for project in page.projects if id(project) not in left]


def _contradiction(kept: Project, left: Project) -> str:
    """Say what two pages say differently of a grant."""
    said = ", ".join(f"{column} {one} and {other}" for column, one, other in contradictions(kept, left))
    differ = f", with {said}" if said else ""
    return f"{kept.name!r} stands on {kept.source_url} and {left.source_url}{differ}; the former, fuller one is kept"


def _of_languages(harvest: SourceReport) -> list[str]:
    """Remark on projects in further languages than the source's own that nothing tells to be translations."""
    own, pages = harvest.source.language, {project.source_url for project in harvest.projects}
    found = {page.language for page in harvest.pages if page.url in pages and page.language}
    if own not in found or found == {own}:
        return []
    return [
        f"projects stand on pages in {own} and in {', '.join(sorted(found - {own}))}; if these are translations, leave"
        " them out with follow.deny: their sums are counted twice"
    ]
