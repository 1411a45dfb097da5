"""Tables without a header: what their cells and the line above them say."""

from __future__ import annotations

import pytest

from tests.extraction.layouts.test_table import table
from tests.extraction.reading import page, rows

BODY = ["Lopen kunta | Silta yli joen | 12 000 €", "Askel ry | Polku metsään | 3 400 €"]
READ = ["Silta yli joen | Lopen kunta | 12000 | - | -", "Polku metsään | Askel ry | 3400 | - | -"]


def cells(lines: list[str]) -> str:
    """Return a table without header cells."""
    return table(*lines).replace("<th", "<td").replace("</th>", "</td>")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (BODY, READ),
        ([f"{number}. | {line}" for number, line in enumerate(BODY, 1)], READ),
        ([*BODY, "Yhteensä | | 15 400 €"], READ),
        (["Taho | Mihin | Paljonko", *BODY], READ),
        (["Lopen kunta | 12 000 €", "Askel ry | 3 400 €"],
         ["Lopen kunta | Lopen kunta | 12000 | - | -", "Askel ry | Askel ry | 3400 | - | -"]),
        (BODY[:1], None),
        (["Lopen kunta | Silta | 12 000", "Askel ry | Polku | 3 400"], None),
        (["Lopen kunta | Puro ry | 12 000 €", "Askel ry | Latu ry | 3 400 €"], None),
        (["Lopen kunta | 12 000 € | 20 000 €", "Askel ry | 3 400 € | 9 000 €"], None),
        (["Keväällä | Silta | 12 000 €", "Syksyllä | Polku | 3 400 €"], None),
        (["Rahoittaja | Mihin | Paljonko", *BODY], None),
        (["Lopen kunta | Silta | ks. liite", "Askel ry | Polku | 3 400 €"], None),
    ],
    ids=lambda value: value[0] if value else "nothing",
)  # fmt: skip
def test_rows(lines: list[str], expected: list[str] | None) -> None:
    assert rows(page(cells(lines), "Myönnetyt avustukset 2022")) == (expected or [])


@pytest.mark.parametrize("title", ["Haku on auki: jaettavat summat", "Talousarvio 2022", "Yhteistyö"])
def test_a_title_that_does_not_say_that_they_were_granted(title: str) -> None:
    assert rows(page(cells(BODY), title)) == []


@pytest.mark.parametrize(("heading", "expected"), [("Forssan seutu", READ), ("Toteuttajat", []), ("Rahoitus", [])])
def test_a_heading_that_is_a_label_is_of_one_project(heading: str, expected: list[str]) -> None:
    assert rows(page(f"<h2>{heading}</h2>{cells(BODY)}", "Myönnetyt avustukset 2022")) == expected
