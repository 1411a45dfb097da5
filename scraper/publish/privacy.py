"""Natural persons are not published: projects come in, and go out without the names of people who applied.

A grant to a person stays, with its sum, period and page; the name does not, wherever the record has it. What is
withheld says `WITHHELD`. The page itself is public and is named: this keeps people out of a dataset that is made to be
searched and joined, it does not hide them. Who is a person: scraper/normalise/person.py.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from scraper.model import WarningCode
from scraper.normalise.person import is_person, names_person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.model import Project

UNNAMED = "(yksityishenkilö)"
"""Stands for the name of a project that is only known by its applicant."""
ROOM = 16
"""Hexadecimal digits of the id of a project whose own id would tell the name."""


def withhold(projects: Iterable[Project]) -> list[Project]:
    """Return the projects as they may be published; those without a person are the same objects."""
    return [_without_persons(project) for project in projects]


def _without_persons(project: Project) -> Project:
    persons = [name for name in (project.applicant, *project.partners) if name and is_person(name)]
    if is_person(project.name):
        persons.append(project.name)
    if not persons:
        return project
    named_after = any(name in project.name for name in persons)
    applicant = None if project.applicant in persons else project.applicant
    changed = dataclasses.replace(
        project,
        id=f"person-{hashlib.sha256(project.id.encode()).hexdigest()[:ROOM]}",
        name=UNNAMED if named_after else project.name,
        applicant=applicant,
        applicant_business_id=project.applicant_business_id if applicant else None,
        partners=[name for name in project.partners if name not in persons],
        description=None if _names(project.description, persons) else project.description,
        goals=[goal for goal in project.goals if not _names(goal, persons)],
        page_title=None if _names(project.page_title, persons) else project.page_title,
        other_fields={key: text for key, text in project.other_fields.items() if not _names(text, persons)},
        warnings=sorted({*project.warnings, WarningCode.WITHHELD}),
    )
    changed.evidence = {
        column: found
        for column, found in project.evidence.items()
        if getattr(changed, column) == getattr(project, column)
        and not any(_names(each.raw, persons) for each in (found if isinstance(found, list) else [found]))
    }
    return changed


def _names(text: str | None, persons: list[str]) -> bool:
    """Tell whether a text names one of the persons."""
    return text is not None and any(names_person(text, name) for name in persons)
