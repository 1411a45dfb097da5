"""A form: a way in which pages print projects, as a template, and what it tells of each of them.

Values stand in a template by their names (`{name}`, `{org}`, `{sum}`), the words of their labels by the same name with
a capital (`{Org}: {org}`). What stands in square brackets is left out for a project that lacks its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tests.sweeps.values import Project, in_thousands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_KEY = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<[^>]*>")
_SUMS = {"sum", "digits", "thousands"}
_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", "/": "/", " – ": "–", " | ": "|"}
STATUSES = ("granted", "applied", "rejected", "proposed")


class Told(NamedTuple):
    """What a page tells of a project: all that may be right of what is read there."""

    name: str
    applicant: str | None
    granted_amount: Decimal | None
    applied_amount: Decimal | None
    total_cost: Decimal | None
    start_date: date | None
    end_date: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Printer:
    """How a page prints: its labels, its sums, its marks of lists."""

    labels: dict[str, str]
    sums: Callable[[Decimal], str]
    status: str
    media: str
    total: str

    def label(self, key: str) -> str:
        """Return the word of a label; that of the sum tells how the projects stand."""
        if key == "sum":
            key = {"granted": "sum", "proposed": "proposed"}.get(self.status, "asked")
        return self.text(self.labels[key])

    def text(self, said: str) -> str:
        """Return words as they stand in a page's source."""
        return escape(said, quote=False) if self.media == "html" else said


@dataclass(frozen=True)
class Form:
    """A way to print: `one` project, joined by `between`, in `frame`; or in `part` for each group with one `group`."""

    one: str
    frame: str = "{all}"
    between: str = "\n"
    media: str = "html"
    group: str = ""
    part: str = ""
    together: Callable[[Sequence[Project], Printer], str] | None = None
    """How all projects are printed at once, where not one by one; `one` then says only what is told."""
    fewest: int = 1
    """How many projects there must be for a reader to be sure."""
    statuses: tuple[str, ...] = STATUSES
    languages: tuple[str, ...] = ("fi", "sv", "en")
    by_boxes: bool = False
    """Whether nothing but boxes tells what belongs together: a text has none."""
    lead: str = ""
    """A line in place of those of `values/`: the form needs it to be understood."""

    def keys(self) -> set[str]:
        """Return the values that it prints."""
        return set(_KEY.findall(self.one)) | {self.group}

    def allows(self, status: str) -> bool:
        """Tell whether projects that stand so can be printed in this form."""
        return status == "granted" or (status in self.statuses and not {"asked", "decided", "eu"} & self.keys())

    def fits(self, project: Project) -> bool:
        """Tell whether nothing in a project is a mark that parts its values here."""
        said = _TAG.sub("", _KEY.sub("", self.one))
        return not any(sign in project.name + project.org for mark, sign in _MARKS.items() if mark in said)

    def grouped(self, projects: Sequence[Project]) -> list[Project]:
        """Return projects so that some of them share what they are grouped by, those together."""
        if not self.group:
            return list(projects)
        shared = []
        for number, project in enumerate(projects):
            first = projects[number - number % 3] if number % 9 < 6 else project
            if self.group in ("org", "sum"):
                here = (
                    replace(project, org=first.org) if self.group == "org" else replace(project, granted=first.granted)
                )
            else:
                here = replace(project, words={**project.words, self.group: first.words[self.group]})
            shared.append(here)
        order = {id(project): self._key(project) for project in shared}
        firsts = list(dict.fromkeys(order.values()))
        return sorted(shared, key=lambda project: firsts.index(order[id(project)]))

    def body(self, projects: Sequence[Project], printer: Printer) -> str:
        """Return what prints the projects."""
        if self.together is not None:
            return self.together(projects, printer)
        if not self.part:
            return self._filled(self.frame, printer, self._all(projects, printer))
        parts = [
            self._filled(self.part, printer, self._all(tuple(same), printer), self._said(key, printer))
            for key, same in groupby(projects, self._key)
        ]
        return self._filled(self.frame, printer, self.between.join(parts))

    def told(self, project: Project, status: str) -> Told:
        """Return what this form tells of a project."""
        keys = self.keys()
        paid = project.granted if keys & _SUMS else None
        asked = project.asked if "asked" in keys else None
        if status in ("applied", "rejected"):
            paid, asked = None, paid
        period = project.period
        org = project.org if "org" in keys else None
        return Told(
            name=project.name if "name" in keys else project.org,
            applicant=org,
            granted_amount=paid,
            applied_amount=asked,
            total_cost=project.cost if "cost" in keys else None,
            start_date=period.start if period and keys & {"time", "start"} else None,
            end_date=period.end if period and keys & {"time", "end"} else None,
            status=status,
        )

    def _all(self, projects: Sequence[Project], printer: Printer) -> str:
        return self.between.join(
            filled(self.one, project, printer, number) for number, project in enumerate(projects, 1)
        )

    def _key(self, project: Project) -> str | Decimal:
        if self.group == "org":
            return project.org
        return project.granted or "" if self.group == "sum" else project.words[self.group]

    def _said(self, key: str | Decimal, printer: Printer) -> str:
        return printer.text(key if isinstance(key, str) else printer.sums(key))

    def _filled(self, template: str, printer: Printer, inner: str, group: str = "") -> str:
        template = template.replace("{group}", group).replace("{Total}", printer.total)
        return labelled(template, printer).replace("{all}", inner)


def labelled(template: str, printer: Printer) -> str:
    """Put the words of labels into a template."""
    return _KEY.sub(lambda key: printer.label(key[1].lower()) if key[1][0].isupper() else key[0], template)


def filled(template: str, project: Project, printer: Printer, number: int = 1) -> str:
    """Put a project's values and the words of their labels into a template."""
    said = {key: printer.text(value) for key, value in values(project, printer, number).items()}
    template = _OPTIONAL.sub(lambda part: part[1] if all(said[key] for key in _values(part[1])) else "", template)
    return _KEY.sub(lambda key: said[key[1]], labelled(template, printer))


def values(project: Project, printer: Printer, number: int) -> dict[str, str]:
    """Return all that a template may print of a project, empty where it lacks that."""
    granted, period = project.granted, project.period
    thirds = (granted // 3) if granted is not None else None
    money = {"sum": granted, "asked": project.asked, "cost": project.cost}
    money |= {
        "eu": thirds and granted and granted - thirds,
        "state": thirds,
        "own": project.cost and granted and project.cost - granted,
    }
    return {
        **project.words,
        **{key: printer.sums(amount) if amount is not None else "" for key, amount in money.items()},
        "name": project.name,
        "org": project.org,
        "nth": str(number),
        "digits": re.sub(r"[^\d.,\s]", "", printer.sums(granted)).strip() if granted is not None else "",
        "thousands": in_thousands(granted) if granted is not None else "",
        "time": period.text if period else "",
        "start": f"{period.start.day}.{period.start.month}.{period.start.year}" if period else "",
        "end": f"{period.end.day}.{period.end.month}.{period.end.year}" if period else "",
    }


def _values(part: str) -> list[str]:
    return [key for key in _KEY.findall(part) if key[0].islower()]
