"""Natural persons are not published: projects come in, and go out without the names of people who applied.

A grant to a person stays, with its sum, period and page; the name does not, wherever the record or its page has it.
What is withheld says `WITHHELD`. The page itself is public and is named: this keeps people out of a dataset that is
made to be searched and joined, it does not hide them. Who is a person: scraper/normalise/person.py, and whoever the
publisher names.
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scraper.model import Person, WarningCode
from scraper.normalise import ASKED_AGAIN
from scraper.normalise.person import is_person, names_person
from scraper.pseudonym import pseudonym

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scraper.model import EvidenceMap, Page, Project

_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
_AND: Final = re.compile(r"\s*(?:[,;/&+]|\b(?:ja|sekä|och|samt|and)\b)\s*")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SURE: Final = 2
"""Letters at the beginning of a word that no case of it changes."""
UNNAMED = "(yksityishenkilö)"
"""Stands for the name of a project that would tell who applied."""


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """Who is withheld."""

    recognised: bool = True
    """Applicants and partners that are certainly persons."""
    also: tuple[str, ...] = ()
    """Full names that are withheld wherever they stand, whatever their part in a project."""

    def projects(self, projects: Iterable[Project]) -> list[Project]:
        """Return projects as they may be published; those without a person are the same objects.

        Who is withheld from one project of a page is not named in what the others say, either.
        """
        read = list(projects)
        named = self._named(read)
        return [
            _without_mentions(without(project, self._persons(project)), named.get(project.source_url, set()))
            for project in read
        ]

    def pages(self, pages: Iterable[Page], projects: Iterable[Project]) -> list[Page]:
        """Return pages without the names of those who are withheld from the projects on them, as these were read."""
        named = self._named(projects)
        return [_page_without(page, named.get(page.url, set()), self.also) for page in pages]

    def persons(self, projects: Iterable[Project]) -> Iterator[Person]:
        """Yield who is recognised in projects, as these were read; nobody of those who are named in `also`."""
        for project in projects if self.recognised else ():
            partners = [("partner", name) for name in project.partners]
            for role, party in (("applicant", project.applicant), *partners, ("name", project.name)):
                for name in individuals(party or ""):
                    if not any(mentions(name, other) for other in self.also):
                        yield Person(pseudonym(project.id), role, name)

    def _named(self, projects: Iterable[Project]) -> dict[str | None, set[str]]:
        """Return who is withheld, by the page."""
        named: dict[str | None, set[str]] = {}
        for project in projects:
            if persons := self._persons(project):
                named.setdefault(project.source_url, set()).update(persons)
        return named

    def _persons(self, project: Project) -> list[str]:
        """Return the names that a project must be published without."""
        parties = (project.applicant, *project.partners, project.name) if self.recognised else ()
        persons = [name for party in parties for name in individuals(party or "")]
        return persons + [name for name in self.also if any(mentions(text, name) for text in _texts(project))]


def withhold(projects: Iterable[Project]) -> list[Project]:
    """Return projects without all persons that are recognised."""
    return Rule().projects(projects)


def without(project: Project, persons: Collection[str]) -> Project:
    """Return a project without these persons, and without the words that name them; the same one if they are none."""
    if not persons:
        return project
    applicant = None if _is_one(project.applicant, persons) else project.applicant
    changed = dataclasses.replace(
        project,
        id=pseudonym(project.id),
        name=UNNAMED if _names(project.name, persons) else project.name,
        applicant=applicant,
        applicant_business_id=project.applicant_business_id if applicant else None,
        applicant_legal_form=project.applicant_legal_form if applicant else None,
        partners=[name for name in project.partners if not _is_one(name, persons)],
        description=None if _names(project.description, persons) else project.description,
        goals=[goal for goal in project.goals if not _names(goal, persons)],
        page_title=None if _names(project.page_title, persons) else project.page_title,
        other_fields={
            label: text
            for label, text in project.other_fields.items()
            if not _names(label, persons) and not _names(text, persons)
        },
        warnings=sorted({*project.warnings, WarningCode.WITHHELD}),
    )
    changed.evidence = _evidence(project, changed, persons)
    return changed


def _without_mentions(project: Project, persons: Collection[str]) -> Project:
    """Return a project without the words that name persons of other projects, full names only; it keeps its id.

    It does not where its own name, which the id tells, is among these words.
    """
    told = _spelt(" ".join(_texts(project))) if persons else ""
    likely = [name for name in persons if all(word[:_SURE] in told for word in _spelt(name).split())]
    mentioned = [name for name in likely if any(mentions(text, name) for text in _texts(project))]
    if not mentioned:
        return project
    changed = without(project, mentioned)
    return changed if changed.name != project.name else dataclasses.replace(changed, id=project.id)


def without_person(project: Project, name: str) -> Project:
    """Return a project without a person whose full name is given; the same one if it does not mention that one."""
    return Rule(recognised=False, also=(name,)).projects([project])[0]


@lru_cache(ASKED_AGAIN)
def individuals(party: str) -> tuple[str, ...]:
    """Return the names of the persons that a party to a project consists of; of any other party, none."""
    printed = _ASIDE.sub("", party)
    for name in (printed, _spelt(printed)):
        if is_person(name):
            return (name,)
    each = tuple(filter(None, _AND.split(_spelt(printed))))
    return each if len(each) > 1 and all(map(is_person, each)) else ()


def mentions(text: str, name: str) -> bool:
    """Tell whether a text has each word of a full name, in whatever case it stands."""
    told = _spelt(text)
    return all(names_person(told, word) for word in _spelt(name).split())


def _spelt(text: str) -> str:
    """Return a text with words in capitals as names are spelt: `VIRTANEN Anna` is `Virtanen Anna`."""
    return _WORD.sub(lambda word: word[0].title() if word[0].isupper() else word[0], text)


def _texts(project: Project) -> Iterator[str]:
    """Yield all words of a project that a page printed."""
    yield from project.partners
    yield from project.goals
    for label, text in project.other_fields.items():
        yield f"{label} {text}"
    for one in (project.name, project.applicant, project.description, project.page_title):
        if one is not None:
            yield one


def _page_without(page: Page, persons: Collection[str], also: Collection[str]) -> Page:
    told = [*page.unread, *filter(None, [page.title])]
    persons = [*persons, *(name for name in also if any(mentions(text, name) for text in told))]
    if not any(_names(text, persons) for text in told):
        return page
    changed = dataclasses.replace(
        page,
        title=None if _names(page.title, persons) else page.title,
        unread=[line for line in page.unread if not _names(line, persons)],
    )
    changed.evidence = _evidence(page, changed, persons)
    return changed


def _evidence(old: Project | Page, new: Project | Page, persons: Collection[str]) -> EvidenceMap:
    """Return the evidence of what is left, but for that which has a name."""
    return {
        column: found
        for column, found in old.evidence.items()
        if getattr(new, column) == getattr(old, column)
        and not any(_names(each.raw, persons) for each in (found if isinstance(found, list) else [found]))
    }


def _is_one(text: str | None, persons: Collection[str]) -> bool:
    """Tell whether a party to the project is one of the persons, or is named after one."""
    return text is not None and any(mentions(text, name) for name in persons)


def _names(text: str | None, persons: Collection[str]) -> bool:
    """Tell whether a text names one of the persons, be it by the surname alone."""
    if text is None:
        return False
    told = _spelt(text)
    return any(names_person(told, name) for name in persons)
