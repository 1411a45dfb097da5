"""A grant that a page prints in another language is the same grant, if the pages say so or their sums do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scraper.model import Project
from scraper.runs.translations import Printed, translated
from scraper.sources import Source

SOURCE = Source(id="liitto", funder="Pohjolan liitto", starts=("https://liitto.fi/",), language="fi")
FI, SV, EN = "https://liitto.fi/hankkeet/", "https://liitto.fi/sv/projekt/", "https://liitto.fi/en/projects/"
LANGUAGES = {FI: "fi", SV: "sv", EN: "en"}
FINNISH, SWEDISH = ("Silta", 5_000, 2021), ("Bron", 5_000, 2021)


def page(url: str, *said: tuple[str, int | None, int | None], to: tuple[str, ...] = ()) -> Printed:
    """Return a page that prints projects (name, sum and first year of each) and says where it is translated."""
    projects = [
        Project(
            id="",
            name=name,
            granted_amount=None if amount is None else Decimal(amount),
            start_date=None if year is None else date(year, 1, 1),
            source_url=url,
        )
        for name, amount, year in said
    ]
    return Printed(SOURCE, url, LANGUAGES[url], to, projects)


def left_out(*pages: Printed) -> list[str]:
    return [project.name for project in translated(pages)]


@pytest.mark.parametrize(
    ("of_finnish", "of_swedish"),
    [((SV,), (FI,)), ((), (FI,)), ((SV,), ()), ((FI, SV), (FI, SV)), ((SV,), ("https://liitto.fi/hankkeet#sv",))],
    ids=["both say so", "the translation says so", "the original says so", "each names itself too", "spelt otherwise"],
)
@pytest.mark.parametrize("order", [1, -1], ids=["original first", "translation first"])
def test_a_declared_translation_is_left_out(of_finnish, of_swedish, order):
    pages = [page(FI, FINNISH, to=of_finnish), page(SV, SWEDISH, to=of_swedish)]
    assert left_out(*pages[::order]) == ["Bron"]


def test_pages_that_nothing_ties_together_stay():
    assert left_out(page(FI, FINNISH), page(SV, SWEDISH)) == []


def test_of_three_languages_the_source_s_own_stays():
    pages = [
        page(EN, ("Bridge", 5_000, 2021), to=(FI, SV)),
        page(SV, SWEDISH, to=(FI, EN)),
        page(FI, FINNISH, to=(EN, SV)),
    ]
    assert left_out(*pages) == ["Bridge", "Bron"]
    assert left_out(*pages[:2]) == ["Bron"], "where there is none in it, the one that was read first"


OTHERWISE = [
    ("in another order", [("Tie", 7_000, 2021), FINNISH], [SWEDISH, ("Vägen", 7_000, 2021)], ["Bron", "Vägen"]),
    ("one that only the translation has", [FINNISH], [("Vägen", 7_000, 2021), SWEDISH], ["Bron"]),
    ("one sum twice, there once", [FINNISH], [SWEDISH, ("Vägen", 5_000, 2021)], ["Bron"]),
    ("another sum in the same place", [FINNISH], [("Bron", 5_001, 2021)], []),
    ("another year", [FINNISH], [("Bron", 5_000, 2022)], []),
    ("no year there", [FINNISH], [("Bron", 5_000, None)], ["Bron"]),
    ("no sum there", [FINNISH], [("Bron", None, 2021)], []),
    ("no sums at all", [("Silta", None, 2021)], [("Bron", None, 2021)], ["Bron"]),
    ("no sums at all, one more", [("Silta", None, 2021)], [("Vägen", None, 2021), ("Bron", None, 2021)], []),
]


@pytest.mark.parametrize(("own", "other", "left"), [case[1:] for case in OTHERWISE], ids=[one[0] for one in OTHERWISE])
def test_what_is_the_same_grant_of_a_translation(own, other, left):
    assert left_out(page(FI, *own), page(SV, *other, to=(FI,))) == left


SUMS = [("A", 5_000, None), ("B", 7_500, None), ("C", 9_000, None)]


@pytest.mark.parametrize(
    ("own", "other", "left"),
    [
        (SUMS, SUMS, ["A", "B", "C"]),
        (SUMS, SUMS[::-1], []),
        (SUMS[:2], SUMS[:2], []),
        ([("A", 5_000, None)] * 4, [("B", 5_000, None)] * 4, []),
        ([*SUMS, ("D", None, None)], [*SUMS, ("D", None, None)], []),
    ],
    ids=["the same sums", "in another order", "too few", "one sum for all", "one without a sum"],
)
def test_two_languages_with_the_same_sums_are_translations_unsaid(own, other, left):
    assert left_out(page(FI, *own), page(SV, *other)) == left
    assert left_out(page(FI, *own), page(FI, *other)) == [], "in one language these are two lists"


def test_a_page_in_nobody_knows_which_language_is_nobody_s_translation():
    unknown = page(SV, *SUMS)._replace(language=None)
    assert left_out(page(FI, *SUMS), unknown) == []
    assert left_out(unknown, page(EN, *SUMS)) == []
