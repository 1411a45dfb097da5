"""What a source must yield: `[expect]` comes in and is checked; a run's projects are held against it.

Too few projects, or columns emptier than they should be, mean that the pages were not understood: the gate fails.
Too many are only warned of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scraper.gates import FILLABLE, Gate, is_filled, judged
from scraper.sources.definition import is_count, is_text
from scraper.sources.source import Expectation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Project
    from scraper.sources.definition import Definition, Form
    from scraper.sources.source import Source


def judge(source: Source, projects: Sequence[Project], *, repeats: int = 0) -> list[Gate]:
    """Hold all projects that one run read from a source against its `[expect]`.

    `repeats` are printings that were left out, since another page says the same: they were understood, too.
    """
    expect, count = source.expect, len(projects)
    if not projects and expect.allow_empty:
        return [Gate("minimum", f"{expect.minimum}, or none: {expect.allow_empty}", 0)]
    too_few = (
        f"{count} projects where at least {expect.minimum} are expected; look at the page, and correct [expect] in"
        " the source if it is right"
    )
    gates = [judged("minimum", expect.minimum, count, "failed", too_few, holds=count + repeats >= expect.minimum)]
    for column, share in expect.fill.items() if projects else ():
        filled = sum(is_filled(project, column) for project in projects)
        too_empty = (
            f"{column} is filled in {filled} of {count} projects ({filled / count:.0%}) where {share:.0%} are"
            " expected; look at the page, and correct [expect.fill] in the source if it is right"
        )
        seen = round(filled / count, 3)
        gates.append(judged(f"filled {column}", share, seen, "failed", too_empty, holds=filled >= share * count))
    if expect.maximum is not None:
        too_many = f"{count} projects where at most {expect.maximum} are expected; look at the page"
        gates.append(judged("maximum", expect.maximum, count, "warned", too_many, holds=count <= expect.maximum))
    return gates


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


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


_FORMS: dict[str, Form] = {
    "minimum": (is_count, "a whole number, 0 or more"),
    "maximum": (is_count, "a whole number, 0 or more"),
    "allow_empty": (is_text, "a line of text that says why no project may be right"),
    "fill": (lambda value: isinstance(value, dict), "a table of columns, each with a share from 0 to 1"),
}
