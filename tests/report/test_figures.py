from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from scraper.report import figures
from tests.report.conftest import made


@pytest.mark.parametrize(
    ("granted", "cost", "expected"),
    [("70", "100", 0.7), ("100", "100", 1.0), ("101", "100", None), (None, "100", None), ("70", None, None)],
)
def test_share(granted: str | None, cost: str | None, expected: float | None) -> None:
    money = [None if one is None else Decimal(one) for one in (granted, cost)]
    assert figures.share_of(replace(made(1), granted_amount=money[0], total_cost=money[1])) == expected


def test_what_was_rejected_was_not_granted() -> None:
    projects = [made(1, granted_amount=Decimal(10)), made(2, granted_amount=Decimal(5), status="rejected")]
    assert figures.totals(projects).granted == 10


def test_bars_add_up_to_the_totals() -> None:
    projects = [made(number) for number in range(200)]
    series, years = figures.by_year(projects)
    assert len(series) == figures.SERIES + 1
    assert series[-1] is None
    assert sum(bar.value for bar in years) == figures.totals(projects).granted
    assert max(block.start + block.length for bar in years for block in bar.blocks) == pytest.approx(1)
    assert sum(bar.value for bar in figures.shares(projects)) == 200


def test_groups_are_by_money_and_years_in_order() -> None:
    projects = [made(number) for number in range(50)]
    money = [group.granted for group in figures.groups(projects, "funder")]
    assert money == sorted(money, reverse=True)
    assert [group.name for group in figures.groups(projects, "programme_year")] == [str(y) for y in range(2015, 2026)]


def test_a_period_that_ends_before_it_begins_is_left_out() -> None:
    wrong = made(1, start_date=date(2022, 1, 1), end_date=date(2021, 1, 1))
    assert figures.periods([wrong]) == ([], [])
    span, periods = figures.periods([wrong, made(2)])
    assert (span[0], len(periods)) == (2017, 1)
    assert all(0 <= one.start <= one.start + one.length <= 1 for one in periods)


def test_of_nothing_there_are_figures_too() -> None:
    assert figures.totals([]) == figures.Totals(0, Decimal(), Decimal(), 0, None)
    assert figures.by_year([]) == ([], [])
    assert figures.top_applicants([]) == []
