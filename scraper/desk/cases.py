"""What is there to review: a folder with a dataset comes in, records with warnings go out, with what they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scraper.desk import reviewed
from scraper.model import Evidence, WarningCode
from scraper.normalise.text import clean
from scraper.publish import published
from scraper.publish.csv import money
from scraper.schema import MONEY_COLUMNS, plain
from scraper.sources.lookups import CORRECTABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scraper.desk.reviewed import Accepted
    from scraper.model import Project

TOLD: Final = frozenset({WarningCode.OVERRIDDEN, WarningCode.WITHHELD})
"""Warnings that say what was done, and ask nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """A record with warnings, and what people said of them."""

    project: Project
    accepted: Mapping[str, Accepted]

    @property
    def open(self) -> list[str]:
        """The warnings that nobody has looked at."""
        return [code for code in self.project.warnings if code not in TOLD and code not in self.accepted]

    @property
    def evidence(self) -> dict[str, list[Evidence]]:
        """Where each of the record's values stands."""
        return {
            column: [found] if isinstance(found, Evidence) else list(found)
            for column, found in self.project.evidence.items()
        }

    @property
    def correctable(self) -> dict[str, str]:
        """For each column that a lookup can correct: the words by which the lookup finds the value."""
        return {column: words for column in CORRECTABLE if (words := _words(self.project, column))}


class Desk:
    """The dataset of a folder as it stands, read anew whenever a run has published another."""

    def __init__(self, output: Path, *, accepted: Path | None = None) -> None:
        self._file = output / published.FILE
        self.reviewed = accepted or output / reviewed.FILE
        self._state: object = None
        self._projects: Sequence[Project] = ()

    def cases(self) -> list[Case]:
        """Return the records with warnings, those with open ones first. Raises InputError."""
        accepted = reviewed.read(self.reviewed)
        found = [
            Case(project, reviewed.standing(project, accepted))
            for project in self.records()
            if not TOLD.issuperset(project.warnings)
        ]
        return sorted(found, key=lambda case: (not case.open, case.project.source or "", case.project.name))

    def case(self, name: str) -> Case | None:
        """Return the record with an id, with warnings or not; None where there is none. Raises InputError."""
        accepted = reviewed.read(self.reviewed)
        for project in self.records():
            if project.id == name:
                return Case(project, reviewed.standing(project, accepted))
        return None

    def records(self) -> Sequence[Project]:
        """Return all records as they stand. Raises InputError."""
        state = _state(self._file)
        if state != self._state or state is None:
            self._projects = published.read(self._file.parent)[1]
            self._state = state
        return self._projects


def _state(file: Path) -> object:
    """Return what tells one published file from the next."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _words(project: Project, column: str) -> str | None:
    found = project.evidence.get(column)
    if isinstance(found, Evidence):
        return clean(found.raw)
    value = getattr(project, column)
    if value is None:
        return None
    return money(value) if column in MONEY_COLUMNS else str(plain(value))
