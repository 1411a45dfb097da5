"""What must hold before projects are published: what a source yielded comes in, a gate for each condition goes out.

`drift` holds what was read now against what the last good run published of the same source. What the source's own
definition expects is held by scraper/sources/expect.py. Too little fails, since then pages were not understood; what is
only odd warns. Nothing is changed here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from scraper.model import WarningCode
from scraper.schema import COLUMNS, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scraper.model import Page, Project

Verdict = Literal["passed", "warned", "failed", "accepted"]
"""Accepted: failed, and a person said that it is right."""

LEAST_SHARE: Final = 0.8
"""Of the projects of the last good run; fewer fail."""
FILL_POINTS: Final = 0.1
"""By how much the share of projects that have a value in a column may fall; also what share is many."""
SUM_TIMES: Final = 3
"""How many times the sum of grants may grow or shrink."""
KNOWN_SHARE: Final = 0.5
"""Of the projects of the last good run; where fewer are found again, the page holds others now."""

FILLABLE: Final = tuple(
    column for column in COLUMNS if column not in {"id", "currency", "source", "source_url", "retrieved_at", "warnings"}
)
"""The columns that a page may leave empty."""
_MEASURED: Final = tuple(column for column in FILLABLE if column != "other_fields")
"""Those whose emptying is a loss: `other_fields` holds what was not understood."""
_ACCEPT: Final = "look at the page; if it is right, publish it with --accept and the reason"


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition and how it came out."""

    name: str
    """A short word: docs/runs.md lists them."""
    wanted: float | str
    seen: float | str
    verdict: Verdict = "passed"
    message: str = ""
    """What was seen and what to do, in a line; empty for a gate that was passed."""


class Yielded(NamedTuple):
    """What one source yielded in one run."""

    pages: Sequence[Page]
    projects: Sequence[Project]


def judged(name: str, wanted: float | str, seen: float | str, verdict: Verdict, message: str, *, holds: bool) -> Gate:
    """Return a gate that passes where the condition holds, else has that verdict and message."""
    return Gate(name, wanted, seen) if holds else Gate(name, wanted, seen, verdict, message)


def accept(gates: Iterable[Gate]) -> list[Gate]:
    """Return the gates, those that failed accepted."""
    return [replace(gate, verdict="accepted") if gate.verdict == "failed" else gate for gate in gates]


def is_filled(project: Project, column: str) -> bool:
    """Tell whether a project has a value in a column."""
    value = getattr(project, column)
    return value is not None and value not in ("", [], {})


def drift(before: Yielded, now: Yielded, *, may_be_empty: bool = False) -> list[Gate]:
    """Hold what a source yielded now against what the last good run published of it.

    Nothing is held against nothing. `may_be_empty`: whether a source without projects is right.
    """
    if not before.projects or (may_be_empty and not now.projects):
        return []
    if not now.projects:
        seen = f"no project where the last good run had {len(before.projects):,}"
        return [Gate("empty", f"of {len(before.projects)} some", 0, "failed", f"{seen}; {_ACCEPT}")]
    return [gate for look in _LOOKS for gate in look(before, now)]


def _drop(before: Yielded, now: Yielded) -> Iterator[Gate]:
    were, are = len(before.projects), len(now.projects)
    message = (
        f"{are:,} projects where the last good run had {were:,}, a drop of {1 - are / were:.0%} (over"
        f" {1 - LEAST_SHARE:.0%}); {_ACCEPT}"
    )
    yield judged("drop", round(LEAST_SHARE * were, 1), are, "failed", message, holds=are >= LEAST_SHARE * were)


def _fill(before: Yielded, now: Yielded) -> Iterator[Gate]:
    """Compare how full the columns are. What was emptied to keep a person out tells nothing of the page."""
    were, are = (_not_withheld(one.projects) for one in (before, now))
    if not were or not are:
        return
    fell = False
    for column in _MEASURED:
        old, new = (sum(is_filled(project, column) for project in rows) / len(rows) for rows in (were, are))
        if old - new > FILL_POINTS:
            fell = True
            message = (
                f"{column} is filled in {new:.0%} of the projects where it was in {old:.0%}, a fall of"
                f" {100 * (old - new):.0f} points (over {100 * FILL_POINTS:.0f}); {_ACCEPT}"
            )
            yield Gate(f"fill {column}", round(old - FILL_POINTS, 3), round(new, 3), "failed", message)
    if not fell:
        yield Gate("fill", f"no column falls over {100 * FILL_POINTS:.0f} points", "none fell")


def _sum(before: Yielded, now: Yielded) -> Iterator[Gate]:
    old, new = (sum((one.granted_amount or Decimal() for one in rows.projects), Decimal()) for rows in (before, now))
    if not old:
        return
    way = "grew" if new > old else "shrank"
    message = f"the sum of grants {way} from {old:,.0f} € to {new:,.0f} €, over {SUM_TIMES} times; {_ACCEPT}"
    holds = old <= new * SUM_TIMES and new <= old * SUM_TIMES
    wanted = f"{number(_cents(old / SUM_TIMES))} to {number(old * SUM_TIMES)}"
    yield judged("sum", wanted, number(new), "failed", message, holds=holds)


def _grant_over_cost(before: Yielded, now: Yielded) -> Iterator[Gate]:
    """Fail where many grants are over their costs that were not; warn of a single new one."""
    yield from _new_warnings(WarningCode.GRANT_OVER_COST, "grants over their costs", before, now)


def _mojibake(before: Yielded, now: Yielded) -> Iterator[Gate]:
    """Fail where the letters of many projects are garbled that were not; warn of a single new one."""
    yield from _new_warnings(WarningCode.MOJIBAKE, "projects with garbled letters", before, now)


def _new_warnings(code: WarningCode, what: str, before: Yielded, now: Yielded) -> Iterator[Gate]:
    were, are = (sum(code in project.warnings for project in rows.projects) for rows in (before, now))
    known, read = were / len(before.projects), are / len(now.projects)
    message = f"{are:,} {what} where the last good run had {were:,}; {_ACCEPT}"
    verdict: Verdict = "failed" if read - known > FILL_POINTS else "warned"
    yield judged(code.lower().replace("_", "-"), were, are, verdict, message, holds=are <= were)


def _language(before: Yielded, now: Yielded) -> Iterator[Gate]:
    old, new = (_language_of(rows) for rows in (before, now))
    if old is None or new is None:
        return
    message = f"the pages are in {_LANGUAGES[new]} where they were in {_LANGUAGES[old]}; {_ACCEPT}"
    yield judged("language", old, new, "failed", message, holds=old == new)


def _labels(before: Yielded, now: Yielded) -> Iterator[Gate]:
    """Warn of labels that nobody has seen before: a page's words change before its layout does."""
    known, read = ({label for one in rows.projects for label in _unknown_labels(one)} for rows in (before, now))
    new = ", ".join(repr(label) for label in sorted(read - known))
    message = f"new labels that are not understood: {new}; add them to [labels] of the source"
    yield judged("labels", "none new", new or "none new", "warned", message, holds=not new)


def _replaced(before: Yielded, now: Yielded) -> Iterator[Gate]:
    """Warn where most of the known projects are gone and others came: another year, or another page."""
    known = {project.id for project in before.projects}
    again = len(known & {project.id for project in now.projects})
    message = f"{again:,} of the {len(known):,} projects of the last good run are found again; look at the page"
    yield judged("known", KNOWN_SHARE * len(known), again, "warned", message, holds=again >= KNOWN_SHARE * len(known))


_LOOKS: Final[tuple[Callable[[Yielded, Yielded], Iterator[Gate]], ...]] = (
    _mojibake,
    _language,
    _drop,
    _fill,
    _sum,
    _grant_over_cost,
    _labels,
    _replaced,
)
"""What explains the others comes first: the first failure is the run's reason."""
_LANGUAGES: Final = {"fi": "Finnish", "sv": "Swedish", "en": "English"}


def _not_withheld(projects: Iterable[Project]) -> list[Project]:
    return [project for project in projects if WarningCode.WITHHELD not in project.warnings]


def _language_of(rows: Yielded) -> str | None:
    """Return the language of most pages that hold projects; of pages that do not say so, nothing."""
    holding = {project.source_url for project in rows.projects}
    languages = Counter(page.language for page in rows.pages if page.url in holding and page.language in _LANGUAGES)
    return languages.most_common(1)[0][0] if languages else None


def _unknown_labels(project: Project) -> Iterable[str]:
    return project.other_fields if WarningCode.UNKNOWN_LABEL in project.warnings else ()


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))
