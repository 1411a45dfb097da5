from __future__ import annotations

import pytest

from scraper.normalise.person import is_person


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
    ],
)
def test_no_person(name: str) -> None:
    assert not is_person(name)
