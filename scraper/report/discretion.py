"""What the report keeps to itself: published projects and their pages come in, what names a withheld person is told.

Who was withheld no published file says. The pages that they were withheld from are read anew, and the names are kept in
memory alone. Where not all of them are found so, the texts of that source's pages are hidden, whatever they say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scraper import pipeline
from scraper.errors import ArchiveError, InputError
from scraper.model import WarningCode
from scraper.normalise.person import names_person
from scraper.normalise.text import clean
from scraper.publish.privacy import Rule, mentions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from scraper.desk.pages import Pages
    from scraper.model import Page, Project

_glued = re.compile(r"(?<=\w)(?=[A-ZÅÄÖ])")
"""Where a word with a capital letter may begin within what looks like one."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who is not named."""

    rule: Rule
    names: frozenset[str] = frozenset()
    """Full names of persons who are withheld."""
    in_doubt: frozenset[str | None] = frozenset()
    """Sources that withhold persons whose names were not found."""

    def names_one(self, text: str) -> bool:
        """Tell whether a text names a withheld person, be it in capitals or glued to the words before."""
        told = clean(text)
        ways = (told, _glued.sub(" ", told), _glued.sub(" ", told.title()))
        return any(mentions(way, name) for way in ways for name in self.names)

    def hides(self, text: str, source: str | None) -> bool:
        """Tell whether a page's text must not be shown."""
        return source in self.in_doubt or self.names_one(text)

    def projects(self, projects: Sequence[Project]) -> list[Project]:
        """Return projects without the words that name a person who is withheld from another one.

        They keep their ids, which addresses are made of, but where an id is made of a name that tells who it is.
        """
        return [self._shown(project) if self._may_name(project) else project for project in projects]

    def pages(self, pages: Iterable[Page], projects: Iterable[Project]) -> list[Page]:
        """Return pages without the words that name a withheld person."""
        return self._everywhere.pages(pages, projects)

    def _shown(self, project: Project) -> Project:
        [shown] = self._everywhere.projects([project])
        return shown if shown.name != project.name else replace(shown, id=project.id)

    def _may_name(self, project: Project) -> bool:
        """Tell whether a project has the surname of a withheld person: a look at all of it, which takes less time."""
        text = "\n".join(
            filter(
                None,
                (
                    *(project.name, project.applicant, project.description, project.page_title),
                    *(*project.partners, *project.goals, *project.other_fields, *project.other_fields.values()),
                ),
            )
        )
        return any(names_person(text, name) for name in self._everywhere.also)

    @property
    def _everywhere(self) -> Rule:
        return replace(self.rule, also=tuple(sorted({*self.rule.also, *self.names})))

    def without(self, lines: Iterable[str]) -> list[str]:
        """Return the lines that name nobody who is withheld."""
        return [line for line in lines if not self.names_one(line)]


def discretion(
    projects: Sequence[Project], pages: Pages | None, rule: Rule | None = None, *, also: Collection[str] = ()
) -> Discretion:
    """Return what may not be said beside these projects.

    Without a rule, persons are withheld unless the dataset itself names some: then it was published so. Those in
    `also` are in any case.
    """
    if rule is None:
        rule = Rule(recognised=next(Rule().persons(projects), None) is None, also=tuple(also))
    names, in_doubt = set(rule.also), set()
    withheld: defaultdict[tuple[str | None, str], list[Project]] = defaultdict(list)
    for project in projects:
        if WarningCode.WITHHELD in project.warnings:
            withheld[project.source_url, project.content_digest].append(project)
    for inside in withheld.values():
        read = _read(inside[0], pages)
        names.update(person.name for person in rule.persons(read))
        if sum(one is not other for one, other in zip(read, rule.projects(read), strict=True)) < len(inside):
            in_doubt.add(inside[0].source)
    return Discretion(rule, frozenset(names), frozenset(in_doubt))


def _read(project: Project, pages: Pages | None) -> Sequence[Project]:
    """Return what stands on a project's page, persons and all; nothing where the page is not kept."""
    if pages is None:
        return []
    try:
        page = pages.of(project)
        return pipeline.extract(page.body, url=page.url, content_type=page.content_type).projects
    except (InputError, ArchiveError):
        return []
