"""Every value leads to its words: each evidence of each saved page is looked up and held against its value.

`COUNCIL_SCRAPER_CASES` may name another folder of pages (`<case>/page.html|txt` and `expected.json`) to be checked
as well.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.evidence import begins, folded, says_amount, says_date, says_name, says_text, words_at
from tests.saved_pages import SavedPage, all_pages, case_pages, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = os.environ.get("COUNCIL_SCRAPER_CASES")
FIXTURE_PAGES = all_pages()
PAGES = FIXTURE_PAGES + (case_pages(Path(CASES)) if CASES else [])
TEXTS = {"name", "title", "page_title", "description", "goals"}
NAMES = {"applicant", "partners"}
SUMS = {"granted_amount", "total_cost", "applied_amount"}
DATES = {"start_date", "end_date", "decision_date", "updated", "page_updated"}
READ_OF_PROJECT = ("name", "applicant", "applicant_business_id", "partners", *sorted(SUMS), "start_date", "end_date",
                   "description", "goals")  # fmt: skip
READ_OF_PAGE = ("title", "updated", "funder", "programme", "programme_year")


class Found(NamedTuple):
    """A value of a record, one item of it where it is a list, with its evidence."""

    record: dict[str, Any]
    column: str
    value: Any
    evidence: dict[str, Any]


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.path.parent.name}/{page}" for page in PAGES])
class TestPage:
    def test_evidence_is_where_it_says(self, page: SavedPage) -> None:
        for found in evidence_of(page):
            assert words_at(page.path, found.evidence) == folded(found.evidence["raw"]), found.column

    def test_evidence_says_the_value(self, page: SavedPage) -> None:
        silent = [found for found in evidence_of(page) if found.value is not None and not says(found)]
        assert not silent

    def test_every_value_read_has_evidence(self, page: SavedPage) -> None:
        bare = [
            (project["name"], column)
            for project in replay(page)["projects"]
            for column in READ_OF_PROJECT
            if project[column] not in (None, []) and column not in project["evidence"]
        ]
        assert not bare

    def test_every_evidence_names_its_rule(self, page: SavedPage) -> None:
        assert all(found.evidence["rule"] for found in evidence_of(page))


@pytest.mark.parametrize("page", FIXTURE_PAGES, ids=[f"{page.path.parent.name}/{page}" for page in FIXTURE_PAGES])
def test_every_fact_of_a_page_that_prints_all_has_evidence(page: SavedPage) -> None:
    (facts,) = replay(page)["pages"]
    assert [fact for fact in READ_OF_PAGE if fact not in facts["evidence"]] == []


@pytest.mark.parametrize(
    ("file", "place", "start", "end", "expected"),
    [
        ("page.txt", "line:10", 18, 26, "79 900 €"),
        ("dl.html", "/html/body/div[1]/div/main/div/div/article/div/div[2]/dl[2]/dd[2]", 0, 9, "290 605 €"),
        (
            "layout-table-latin1.html",
            "/html/body/table/tr[2]/td[3]/p[3]/font",
            8,
            42,
            "Hämeen maakuntaliitto, kuntayhtymä",
        ),
        ("strong-br.html", "/html/head/meta[6]/@content", 0, 10, "2021-04-19"),
    ],
)
def test_words_at(file: str, place: str, start: int, end: int, expected: str) -> None:
    page = next(page for page in FIXTURE_PAGES if page.path.name == file)
    assert words_at(page.path, {"path": place, "start": start, "end": end}) == expected


@pytest.mark.parametrize(
    ("raw", "amount", "expected"),
    [
        ("79 900 €", 79900, True),
        ("79\u202f900,00\u00a0euroa", 79900, True),
        ("231 308 € (80 %)", 231308, True),
        ("36 500,50 euro", 36500.5, True),
        ("1,7 milj. €", 1_700_000, True),
        ("€769k", 769_000, True),
        ("79 900 €", 9900, False),
        ("79 900 €", 799_000, False),
        ("79 900 €", 79_900.01, False),
    ],
)
def test_says_amount(raw: str, amount: float, expected: bool) -> None:
    assert says_amount(raw, amount) is expected


@pytest.mark.parametrize(
    ("raw", "day", "precision", "expected"),
    [
        ("15.3.2021-31.3.2022", "2022-03-31", "day", True),
        ("1.2.–31.12.24", "2024-02-01", "day", True),
        ("01/06/202030/06/2022", "2022-06-30", "day", True),
        ("21. huhtikuuta 2021", "2021-04-21", "day", True),
        ("september 2022 – mars 2024", "2024-03-31", "month", True),
        ("2019-2021", "2019-01-01", "year", True),
        ("15.3.2021-31.3.2022", "2021-03-16", "day", False),
        ("21. huhtikuuta 2021", "2021-05-21", "day", False),
        ("1.2.–31.12.2024", "2023-02-01", "day", False),
    ],
)
def test_says_date(raw: str, day: str, precision: str, expected: bool) -> None:
    assert says_date(raw, day, precision) is expected


def evidence_of(page: SavedPage) -> Iterator[Found]:
    """Yield every evidence of a page and its projects, the items of a list one by one."""
    read = replay(page)
    for record in (*read["pages"], *read["projects"]):
        for column, evidence in record["evidence"].items():
            if isinstance(evidence, dict):
                yield Found(record, column, record.get(column), evidence)
            else:
                for value, each in zip(items(record[column]), evidence, strict=True):
                    yield Found(record, column, value, each)


def items(value: Any) -> list[Any]:
    """Return a list column's items, a description's paragraphs."""
    return value.split("\n\n") if isinstance(value, str) else value or []


def says(found: Found) -> bool:
    """Tell whether the evidence's words say the value.

    A funder may be printed with a longer name after its first word, and a programme has too many names to tell.
    A line of a text file may only begin what the following lines go on with.
    """
    raw, column, value = found.evidence["raw"], found.column, found.value
    if column in TEXTS and found.evidence["path"].startswith("line:"):
        return begins(raw, value)
    if column in SUMS:
        return says_amount(raw, value)
    if column in DATES:
        period = column in ("start_date", "end_date")
        return says_date(raw, value, found.record["date_precision"] if period else "day")
    if column in TEXTS:
        return says_text(raw, value)
    if column in NAMES:
        return says_name(raw, value)
    if column == "funder":
        return any(says_name(raw, word) for word in value.split())
    if column == "programme_year":
        return str(value) in raw
    return bool(raw.strip())
