from __future__ import annotations

import pytest

from scraper.normalise.person import is_person, names_person


@pytest.mark.parametrize(
    "name",
    [
        "Anna Virtanen",
        "Virtanen Anna",
        "Virtanen, Anna",
        "Anna Virtanen ja työryhmä",
        "Kuvataiteilija Matti Meikäläinen",
        "FT Kalle Päätalo",
        "filosofian tohtori Leena Kurki",
        "Anna-Liisa von Bonsdorff",
        "Erik P. Andersson",
        "Åsa Öhman",
        "Göran Söderström m.fl.",
        "Virtanen A.",
        "A. Virtanen",
        "J. K. Paasikivi",
        "Mohammed Hassan",
        "Svetlana Petrova",
    ],
)
def test_a_person(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Anna",
        "Tmi Anna Virtanen",
        "Anna Virtanen Oy",
        "Martti Ahtisaari Säätiö",
        "Emma Teatteri",
        "Oskar Öflunds Stiftelse",
        "Åbo Akademi",
        "Aino Aalto-yliopisto",
        "Hämeen liitto",
        "Villa Elba",
        "Matti ja Liisa",
        "anna virtanen",
        "Anna Virtanen 2021",
        "Eva Ahlström on the Road to the North",
        "Humap Consultation",
        "A. Ahlström Oy",
        "Meri-Lapin Kehitys",
    ],
)
def test_no_person(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("Anna Virtanen maalaa.", "Anna Virtanen", True),
        ("Virtasen teokset", "Anna Virtanen ja työryhmä", True),
        ("Virtasen teokset", "Virtanen, Anna", True),
        ("Virtasen teokset", "Virtanen Anna", True),
        ("Lindin teokset", "FT Kaj Lind", True),
        ("Päätalo-museo", "Kalle Päätalo", True),
        ("työryhmä maalaa", "Anna Virtanen ja työryhmä", False),
        ("Annan teokset", "Anna Virtanen", False),
        ("virtaava vesi", "Anna Virtanen", False),
        ("", "Anna Virtanen", False),
    ],
)
def test_a_text_names_a_person_by_the_surname(text: str, name: str, named: bool) -> None:
    assert names_person(text, name) is named
