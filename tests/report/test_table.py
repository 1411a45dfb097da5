"""The table of projects in a real browser, opened from the disk: what people search, filter, sort and download."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from tests.report.conftest import PAYLOADS, made, see

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def rows(tab: Page, column: int = 0) -> list[str]:
    """Return a column of the rows that are drawn."""
    found: list[str] = tab.eval_on_selector_all(
        "#rows tr:not(.gap)", "(rows, column) => rows.map((row) => row.children[column].innerText)", column
    )
    return found


def counted(tab: Page) -> int:
    """Return how many projects the table says that it shows."""
    return int(tab.locator("#count").inner_text().split()[0].replace(",", ""))


def money(text: str) -> float:
    return float(text.strip("€").replace(",", ""))


def test_search_and_filters_keep_what_fits(tab: Page, many: Path) -> None:
    see(tab, many, "projects")
    assert tab.locator("#count").inner_text().startswith("600 of 600 projects")
    tab.get_by_label("Search the projects").fill("NUMERO 59")
    assert counted(tab) == 16
    tab.get_by_label("Filter: Programme").select_option("AKKE")
    assert sorted(rows(tab)) == ["Hanke numero 594"]
    assert "q=NUMERO+59" in tab.url
    tab.get_by_role("button", name="Clear filters").click()
    tab.get_by_label("Granted €: at least").fill("390000")
    tab.get_by_label("Granted €: at most").fill("395000")
    assert counted(tab) == len(rows(tab)) > 2
    assert all(390_000 <= money(row) <= 395_000 for row in rows(tab, 2))
    tab.get_by_label("Filter: Applicant").fill("hakija 100 oy")
    assert rows(tab, 1) == ["Hakija 100 Oy"]
    tab.get_by_label("Filter: Applicant").fill("no such one")
    assert tab.locator("#count").inner_text().endswith("No project fits the search.")


@pytest.mark.parametrize(
    ("first", "last"),
    [("2019-03", "2019"), ("3.2019", "31.12.2019"), ("1.3.2019", "12.2019"), ("2019-03-01", "2019-12")],
)
def test_days_are_filtered_as_far_as_they_are_given(tab: Page, many: Path, first: str, last: str) -> None:
    see(tab, many, "projects", f"#min.start_date={first}&max.start_date={last}")
    starts = [str(made(number).start_date) for number in range(600)]
    assert counted(tab) == sum("2019-03" <= day <= "2019-12-31" for day in starts) > 20
    assert all("2019-03" <= day <= "2019-12-31" for day in rows(tab, 4))


def test_what_is_no_day_filters_nothing_and_says_so(tab: Page, many: Path) -> None:
    see(tab, many, "projects")
    box = tab.get_by_label("Starts: at least")
    box.fill("next year")
    assert counted(tab) == 600
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("1.1.2026")
    assert counted(tab) == 0
    assert box.get_attribute("aria-invalid") == "false"


@pytest.mark.parametrize(
    ("column", "key", "clicks"),
    [(3, money, 2), (2, lambda text: -money(text), 1), (4, str, 2), (0, lambda text: int(text.split()[-1]), 1)],
    ids=["cost", "granted", "starts", "name"],
)
def test_sorting_is_by_value(tab: Page, many: Path, column: int, key: Any, clicks: int) -> None:
    see(tab, many, "projects", "#sort=applicant")
    for _ in range(clicks):  # of sums and days, the first click shows the largest
        tab.locator("#heads button").nth(column).click()
    found = [key(text) for text in rows(tab, column)]
    assert len(found) > 10
    assert found == sorted(found)
    assert tab.locator("th[aria-sort]").count() == 1


def test_only_rows_in_sight_are_drawn(tab: Page, many: Path) -> None:
    see(tab, many, "projects", "#sort=name")
    assert len(rows(tab)) < 60
    tab.evaluate("document.getElementById('scroll').scrollTop = 1e9")
    tab.locator("#rows").get_by_text("Hanke numero 599", exact=True).wait_for()
    assert tab.locator("#table").get_attribute("aria-rowcount") == "602"


def test_download_is_what_is_shown(tab: Page, many: Path) -> None:
    see(
        tab,
        many,
        "projects",
        "#q=tavoite+numero&has.name=1&is.programme=AIKO&columns=name,granted_amount,goals&sort=name",
    )
    head, *lines = downloaded(tab)
    assert head == ["name", "granted_amount", "programme", "goals"]
    assert len(lines) == counted(tab) > 10
    assert all("1" in line[0] and line[2] == "AIKO" for line in lines)
    assert [line[0] for line in lines][: len(rows(tab))] == rows(tab)


def test_download_holds_no_formula(tab: Page, harmful: Path) -> None:
    see(tab, harmful, "projects", "#columns=name,applicant,description")
    _, *lines = downloaded(tab)
    assert len(lines) > 100
    assert '\'=HYPERLINK("https://evil.example")' in {line[0] for line in lines}
    assert not [cell for line in lines for cell in line if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert set(PAYLOADS[:3]) <= {line[0] for line in lines}
    with (harmful.parent / "projects.fi.csv").open(encoding="utf-8-sig", newline="") as stream:
        _, *guarded = csv.reader(stream, delimiter=";")
    assert sorted(line[0] for line in lines) == sorted(line[1] for line in guarded)


def downloaded(tab: Page) -> list[list[str]]:
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download CSV").click()
    return list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"), newline="")))


def test_columns_are_chosen(tab: Page, many: Path) -> None:
    see(tab, many, "projects")
    tab.locator(".choice summary").click()
    tab.get_by_label("Goals").check()
    tab.get_by_label("Applicant", exact=True).uncheck()
    heads = tab.locator("#heads").inner_text().split("\n")
    assert "Goals" in " ".join(heads)
    assert "Applicant" not in " ".join(heads)
    assert "columns=name%2Cgranted_amount" in tab.url
    tab.keyboard.press("Escape")
    assert not tab.locator("#columns").is_visible()


def test_the_address_keeps_the_state(tab: Page, many: Path) -> None:
    see(tab, many, "projects", "#q=numero+7&sort=name&is.funder=Liitto+7&columns=name,funder")
    found = rows(tab)
    assert tab.get_by_label("Search the projects").input_value() == "numero 7"
    tab.get_by_role("link", name="Svenska").click()
    tab.wait_for_selector("html[lang=sv][data-ready]")
    assert rows(tab) == found
    assert tab.locator("#heads").inner_text().split() == ["Projekt", "Finansiär"]
    for way_back in (tab.go_back, tab.locator("#back").click):
        tab.locator("#rows a").first.click()
        tab.wait_for_selector("html[data-ready] .field")
        way_back()
        tab.wait_for_selector("html[data-ready] #rows a")
        assert rows(tab) == found
