"""What a source must yield: `[expect]` comes in and is checked; a run's projects are held against it.

Too few projects, or columns emptier than they should be, mean that the pages were not understood: the source fails.
Too many are remarked on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scraper.schema import COLUMNS
from scraper.sources.definition import is_count, is_text
from scraper.sources.source import Expectation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Project
    from scraper.sources.definition import Definition, Form
    from scraper.sources.source import Source


@dataclass(slots=True)
class Verdict:
    """How what a source yielded compares with what was expected, a line each."""

    failures: list[str] = field(default_factory=list)
    """Why the source fails."""
    remarks: list[str] = field(default_factory=list)
    """What a person should look at although nothing fails."""


def judge(source: Source, projects: Sequence[Project]) -> Verdict:
    """Hold all projects that one run read from a source against its `[expect]`."""
    expect, count, verdict = source.expect, len(projects), Verdict()
    if not projects and expect.allow_empty:
        return verdict
    if count < expect.minimum:
        verdict.failures.append(
            f"{count} projects where at least {expect.minimum} are expected; look at the page, and correct [expect] in"
            " the source if it is right"
        )
    for column, share in expect.fill.items() if projects else ():
        filled = sum(_is_filled(project, column) for project in projects)
        if filled < share * count:
            verdict.failures.append(
                f"{column} is filled in {filled} of {count} projects ({filled / count:.0%}) where {share:.0%} are"
                " expected; look at the page, and correct [expect.fill] in the source if it is right"
            )
    if expect.maximum is not None and count > expect.maximum:
        verdict.remarks.append(f"{count} projects where at most {expect.maximum} are expected; look at the page")
    return verdict


def read_expectation(table: dict[str, Any], definition: Definition) -> Expectation:
    """Return the checked `[expect]` of a source's file. Raises SourceError."""
    definition.check(table, _FORMS, prefix="expect.")
    fill = table.get("fill", {})
    for column, share in fill.items():
        if column not in FILLABLE:
            definition.refuse(f"expect.fill.{column}", f"no such column; there are {', '.join(FILLABLE)}")
        if not _is_share(share):
            definition.refuse(f"expect.fill.{column}", f"{share!r} is not a share, 0 to 1")
    expect = Expectation(**{**table, "fill": {column: float(share) for column, share in fill.items()}})
    if expect.maximum is not None and expect.maximum < expect.minimum:
        definition.refuse("expect.maximum", f"{expect.maximum} is less than the minimum, {expect.minimum}")
    return expect


def _is_filled(project: Project, column: str) -> bool:
    value = getattr(project, column)
    return value is not None and value not in ("", [], {})


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


FILLABLE = tuple(
    column for column in COLUMNS if column not in {"id", "currency", "source", "source_url", "retrieved_at", "warnings"}
)
"""The columns that a page may leave empty."""

_FORMS: dict[str, Form] = {
    "minimum": (is_count, "a whole number, 0 or more"),
    "maximum": (is_count, "a whole number, 0 or more"),
    "allow_empty": (is_text, "a line of text that says why no project may be right"),
    "fill": (lambda value: isinstance(value, dict), "a table of columns, each with a share from 0 to 1"),
}
