"""Grants that several pages print are one project; two grants of one name are two, whatever order pages come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scraper.identity import assign_ids
from scraper.model import Project
from scraper.runs.repeats import contradictions, repeats

LIST, DETAIL, OTHER = "https://liitto.fi/hankkeet", "https://liitto.fi/silta", "https://liitto.fi/silta-2"


def printed(url: str, *said: tuple[str | None, int | None, int | None]) -> list[Project]:
    """Return what a page prints of projects of one name: applicant, sum and first year of each."""
    projects = [
        Project(
            id="",
            name="Silta",
            applicant=applicant,
            granted_amount=None if amount is None else Decimal(amount),
            start_date=None if year is None else date(year, 3, 1),
            source_url=url,
        )
        for applicant, amount, year in said
    ]
    assign_ids(projects, [None] * len(projects))
    return projects


def left_out(projects: list[Project]) -> dict[int, Project]:
    return {repeat.place: repeat.kept for repeat in repeats(projects)}


SAME = [
    ("the same words", ("Lopen kunta", 5_000, 2021), ("Lopen kunta", 5_000, 2021)),
    (
        "another form of the name",
        ("Hämeen ammattikorkeakoulu", 5_000, None),
        ("Hämeen ammattikorkeakoulu Oy", 5_001, None),
    ),
    ("a short name and the same sum", ("HAMK", 5_000, 2021), ("Hämeen ammattikorkeakoulu Oy", 5_000, 2021)),
    ("a page that names nobody", (None, 5_000, None), ("Lopen kunta", 5_000, 2021)),
    ("a page that says no sum", ("Lopen kunta", None, None), ("Lopen kunta", 5_000, 2021)),
    ("a sum that was rounded", ("Lopen kunta", 79_900, 2021), ("Lopen kunta", 80_000, 2021)),
]
DIFFERENT = [
    ("two applicants of one project", ("Lopen kunta", 5_000, 2021), ("Forssan kaupunki", 7_000, 2021)),
    ("two applicants and no sums", ("Lopen kunta", None, 2021), ("Forssan kaupunki", None, 2021)),
    ("a grant of another year", ("Lopen kunta", 5_000, 2021), ("Lopen kunta", 7_000, 2023)),
]


def test_a_page_to_which_two_sources_lead_tells_of_each_grant_once():
    said = ("Lopen kunta", 5_000, 2021), ("Forssan kaupunki", 7_000, 2021)
    projects = [*printed(DETAIL, said[0]), *printed(LIST, *said), *printed(LIST, *said)]
    for place, project in enumerate(projects):
        project.source = "toinen" if place > 2 else "liitto"
    assert sorted(left_out(projects)) == [1, 3, 4]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
@pytest.mark.parametrize("order", [1, -1], ids=["list first", "detail first"])
def test_one_grant_on_two_pages_is_one_project(one, other, order):
    projects = [*printed(LIST, one), *printed(DETAIL, other)][::order]
    [(place, kept)] = left_out(projects).items()
    assert kept is projects[1 - place]
    assert kept.id == printed(LIST, one)[0].id, "its id is that of the name alone"


FULLER = [
    ("one that names the applicant", (None, 5_000, None), ("Lopen kunta", 5_000, None)),
    ("one that says the period", ("Lopen kunta", 5_000, None), ("Lopen kunta", 5_000, 2021)),
    ("one that says the sum before one that says more", ("Lopen kunta", None, 2021), ("Lopen kunta", 5_000, None)),
]


@pytest.mark.parametrize(("less", "more"), [case[1:] for case in FULLER], ids=[case[0] for case in FULLER])
@pytest.mark.parametrize("order", [1, -1], ids=["list first", "detail first"])
def test_the_fullest_printing_is_kept(less, more, order):
    projects = [*printed(LIST, less), *printed(DETAIL, more)][::order]
    assert list(left_out(projects).values()) == [one for one in projects if one.source_url == DETAIL]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT])
def test_two_grants_of_one_name_are_two_projects(one, other):
    projects = [*printed(LIST, one), *printed(DETAIL, other)]
    assert left_out(projects) == {}
    assert len({project.id for project in projects}) == 2
    again = [*printed(DETAIL, other), *printed(LIST, one)]
    left_out(again)
    assert {project.id for project in again} == {project.id for project in projects}, "the order of pages says nothing"


@pytest.mark.parametrize("amount", [5_000, 5_001])
def test_a_page_that_does_not_say_the_programme_prints_the_same_grant(amount):
    projects = [*printed(LIST, ("Lopen kunta", 5_000, 2021)), *printed(DETAIL, ("Lopen kunta", amount, 2021))]
    projects[0].programme = "AKKE"
    assert left_out(projects) == {1: projects[0]}
    projects[1].programme = "EAKR"
    assert (1 in left_out(projects)) == (amount == 5_000)


def test_pages_of_the_partners_of_one_project_on_the_list_too():
    lopen, forssa = ("Lopen kunta", 5_000, 2021), ("Forssan kaupunki", 7_000, 2021)
    projects = [*printed(LIST, lopen, forssa), *printed(DETAIL, forssa), *printed(OTHER, lopen)]
    assert left_out(projects) == {2: projects[1], 3: projects[0]}
    assert [project.id for project in projects[:2]] == [project.id for project in printed(LIST, lopen, forssa)]


def test_what_one_page_tells_apart_is_two_grants():
    twice = ("Lopen kunta", 5_000, 2021)
    projects = [*printed(LIST, twice, twice), *printed(DETAIL, twice, twice)]
    assert left_out(projects) == {2: projects[0], 3: projects[1]}
    assert len({project.id for project in projects[:2]}) == 2


def test_a_grant_of_one_page_only_keeps_the_id_that_its_page_gave_it():
    projects = printed(LIST, ("Lopen kunta", 5_000, 2021), ("Forssan kaupunki", 7_000, 2021))
    ids = [project.id for project in projects]
    assert left_out(projects) == {}
    assert [project.id for project in projects] == ids


def test_many_grants_of_one_name_on_many_pages_are_told_apart_in_time():
    pages = [
        printed(
            f"{LIST}/{page}",
            *((f"Yhdistys{page * 100 + number} ry", 1_000 + page * 100 + number, 2021) for number in range(100)),
        )
        for page in range(60)
    ]
    projects = [project for page in pages for project in page]
    assert left_out(projects) == {}
    assert len({project.id for project in projects}) == len(projects)


@pytest.mark.parametrize(
    ("one", "other", "columns"),
    [
        (("Lopen kunta", 5_000, 2021), ("Lopen kunta", 5_000, 2021), []),
        (("Hämeen ammattikorkeakoulu", 5_000, 2021), ("Hämeen ammattikorkeakoulu Oy", 5_000, 2021), []),
        (("HAMK", 5_000, 2021), ("Hämeen ammattikorkeakoulu Oy", 5_000, 2021), ["applicant"]),
        (("Lopen kunta", 79_900, 2021), ("Lopen kunta", 80_000, 2021), ["granted_amount"]),
        (("Lopen kunta", 5_000, 2021), (None, None, None), []),
    ],
)
def test_what_contradicts(one, other, columns):
    [kept], [left] = printed(LIST, one), printed(DETAIL, other)
    assert [column for column, _, _ in contradictions(kept, left)] == columns


def test_a_year_does_not_contradict_a_day_of_it():
    [kept], [left] = printed(LIST, ("Lopen kunta", 5_000, 2021)), printed(DETAIL, ("Lopen kunta", 5_000, 2021))
    left.start_date = date(2021, 1, 1)
    kept.date_precision, left.date_precision = "day", "year"
    assert list(contradictions(kept, left)) == []
    left.date_precision = "day"
    assert [column for column, _, _ in contradictions(kept, left)] == ["start_date"]
