"""How a project stands: what the note behind its name says before its sums do."""

from __future__ import annotations

import pytest

from tests.extraction.layouts.test_table import table
from tests.extraction.reading import page, projects


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Biohiili", "granted"),
        ("Biohiili (peruttu)", "withdrawn"),
        ("<strong>Biohiili</strong> (peruutettu 2023)", "withdrawn"),
        ("Biohiili (hylätty)", "rejected"),
        ("Biohiili (perusta)", "granted"),
        ("Biohiili – peruttu", "withdrawn"),
        ("Biohiili – perusta", "granted"),
    ],
)
def test_note_behind_a_name(name: str, status: str) -> None:
    body = "".join(
        f"<p>{title}<br>Hakija: Lopen kunta<br>Tuki: 5 000 €</p>" for title in ("<strong>Hamppu</strong>", name)
    )
    assert [(project["name"][:6], project["status"]) for project in projects(page(body))] == [
        ("Hamppu", "granted"),
        ("Biohii", status),
    ]


@pytest.mark.parametrize("printed", ["0 €", "Hylätty", "ei myönnetty", "kielteinen"])
def test_what_stands_in_place_of_a_grant(printed: str) -> None:
    body = f"<h2>Hamppu</h2><p>Hakija: Lopen kunta<br>Haettu tuki: 5 000 €<br>Myönnetty tuki: {printed}</p>"
    assert [project["status"] for project in projects(page(body))] == ["rejected"]


def test_where_a_project_stands() -> None:
    lines = ["Hanke | Hakija | Tuki | Tila", "Silta | Lopen kunta | 5 000 € | Peruttu"]
    lines += ["Polku | Puro ry | 900 € | Käynnissä", "Sorvi | Paja Oy | 700 € | Hylätty"]
    assert [each["status"] for each in projects(page(table(*lines)))] == ["withdrawn", "granted", "rejected"]


@pytest.mark.parametrize(
    ("lead", "status"),
    [("Följande projekt beviljades inte finansiering:", "rejected"), ("Projekt som förordas:", "proposed")],
)
def test_what_a_lead_says(lead: str, status: str) -> None:
    body = f"<p>{lead}</p><ul><li>Silta (Lopen kunta), 5 000 €</li><li>Polku (Puro ry), 900 €</li></ul>"
    assert [each["status"] for each in projects(page(body, "Projekt", language="sv"))] == [status, status]
