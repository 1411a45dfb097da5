"""Titles that hold a name and an applicant: what most of a page's titles have on one side is on that side in all."""

from __future__ import annotations

import pytest

from tests.extraction.reading import page, rows

READ = ["Biohiili | Lopen kunta | 5000 | - | -", "Polku | Riveria | 900 | - | -", "Vihreä Häme | Paja Oy | 700 | - | -"]


@pytest.mark.parametrize("title", ["{1}: {0}", "{1} / {0}", "{0} / {1}", "{0} – {1}", "{0} ({1})", "1 § {0} – {1}"])
def test_titles_of_one_order(title: str) -> None:
    cards = [("Biohiili", "Lopen kunta", "5 000"), ("Polku", "Riveria", "900"), ("Vihreä Häme", "Paja Oy", "700")]
    body = "".join(f"<h3>{title.format(*card)}</h3><p>Myönnetty tuki: {card[2]} €</p>" for card in cards)
    assert rows(page(body)) == READ


def test_titles_of_which_few_hold_an_organisation_stay_whole() -> None:
    titles = ["Lusto – museo", "Silta: tie", "Lopen kunta: Polku"]
    body = "".join(f"<h3>{each}</h3><p>Myönnetty tuki: 900 €</p><p>Toteutusaika: 2021–2022</p>" for each in titles)
    assert [row.split(" | ")[0] for row in rows(page(body))] == titles


@pytest.mark.parametrize("euros", ["€", "e"])
def test_a_title_with_its_sum_is_one_project(euros: str) -> None:
    lines = [
        f"{name}, 5 000 {euros}\nHakija: {body}\n" for name, body in (("Silta", "Lopen kunta"), ("Tie", "Paja Oy"))
    ]
    assert rows("Rahoitetut hankkeet\n\n" + "\n".join(lines)) == [
        "Silta | Lopen kunta | 5000 | - | -",
        "Tie | Paja Oy | 5000 | - | -",
    ]
