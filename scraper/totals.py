"""Sums that a page prints for several rows, held against the rows: a page that can't add up is worth a second look.

A total that is neither the sum of the rows since the one before it nor of all rows above it, or one over rows of
which a sum could not be read, is not the rows' total: the page and these projects get the warning TOTAL_MISMATCH.
Nothing is changed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scraper.extraction.fit import unit_of
from scraper.model import WarningCode
from scraper.normalise.money import read_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extraction.record import Total
    from scraper.model import Page, Project


def check_totals(page: Page, projects: Sequence[Project], firsts: Sequence[int], totals: Iterable[Total]) -> None:
    """Warn of printed totals that the projects don't add up to; `firsts` are the projects' first blocks."""
    for total in totals:
        printed = read_money(total.value.text, unit=unit_of(total.unit)).amount
        below = [one for one, first in zip(projects, firsts, strict=True) if total.start <= first < total.end]
        since = [one for one, first in zip(projects, firsts, strict=True) if total.since <= first < total.end]
        if printed is None or not below:
            continue
        if printed not in {_sum(below, total.field), _sum(since, total.field)}:
            warn(page, WarningCode.TOTAL_MISMATCH)
            for project in since or below:
                warn(project, WarningCode.TOTAL_MISMATCH)


def _sum(projects: Iterable[Project], column: str) -> Decimal | None:
    """Return what a column adds up to; None where a sum is missing."""
    amounts: list[Decimal | None] = [getattr(project, column) for project in projects]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if len(known) == len(amounts) else None


def warn(record: Project | Page, code: WarningCode) -> None:
    """Add a warning to a project or page, once."""
    if code.value not in record.warnings:
        record.warnings = sorted([*record.warnings, code.value])
