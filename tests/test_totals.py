"""Printed totals against the rows above them."""

from __future__ import annotations

import pytest

from scraper import extract

HEADER = "<tr><th>Hanke</th><th>Hakija</th><th>Myönnetty tuki</th></tr>"
FIRST = "<tr><td>Biohiili</td><td>Lopen kunta</td><td>5 000 €</td></tr>"
SECOND = "<tr><td>Kuitu</td><td>Forssan kaupunki</td><td>7 000 €</td></tr>"
UNREAD = "<tr><td>Kuitu</td><td>Forssan kaupunki</td><td>5 000–7 000 €</td></tr>"


def total(amount: str, word: str = "Yhteensä") -> str:
    return f"<tr><td>{word}</td><td></td><td>{amount}</td></tr>"


@pytest.mark.parametrize(
    ("rows", "mismatched"),
    [
        (FIRST + SECOND, []),
        (FIRST + SECOND + total("12 000 €"), []),
        (FIRST + SECOND + total("12 000,00 euroa"), []),
        (FIRST + SECOND + total("13 000 €"), ["Biohiili", "Kuitu"]),
        (FIRST + total("5 000 €", "Välisumma") + SECOND + total("7 000 €", "Välisumma") + total("12 000 €"), []),
        (FIRST + total("5 000 €", "Välisumma") + SECOND + total("12 000 €"), []),
        (FIRST + total("5 000 €", "Välisumma") + SECOND + total("8 000 €", "Välisumma"), ["Kuitu"]),
        (FIRST + UNREAD + total("11 000 €"), ["Biohiili", "Kuitu"]),
        (FIRST + SECOND + total("n. 12–13 000 €"), []),
        (total("12 000 €"), []),
    ],
)
def test_totals(rows: str, mismatched: list[str]) -> None:
    found = extract(f"<html><body><main><h1>Hankkeet</h1><table>{HEADER}{rows}</table></main></body></html>".encode())
    assert [project.name for project in found.projects if "TOTAL_MISMATCH" in project.warnings] == mismatched
    assert ("TOTAL_MISMATCH" in found.pages[0].warnings) == bool(mismatched)
    assert not any(project.name in {"Yhteensä", "Välisumma"} for project in found.projects)
