"""The same projects as people save pages as text: each manner gives what the page gives."""

from __future__ import annotations

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import row

EXPECTED = [
    "Biohiilen käyttö kasvualustoissa | Hämeen ammattikorkeakoulu Oy | 49700 | - | 2023-09-01–2024-12-31",
    "Silta tulevaan | Lopen kunta | 21000 | - | 2023-09-01–2023-12-31",
]
MANNERS = {
    "a browser's text": """
Hämeen liittoValikko
Palvelut
Rahoitetut hankkeet 2023
Biohiilen käyttö kasvualustoissa

Hakija: Hämeen ammattikorkeakoulu Oy

Myönnetty rahoitus: 49 700 €

Toteutusaika: 1.9.2023–31.12.2024

Silta tulevaan

Hakija: Lopen kunta

Myönnetty rahoitus: 21 000 €

Toteutusaika: 1.9.–31.12.2023

Hämeen liitto

Y-tunnus: 0201256-6
""",
    "a browser of a terminal": """
     * Palvelut
          + Rahoitus

Rahoitetut hankkeet 2023

   Hämeen liitto on myöntänyt rahoitusta kahdelle hankkeelle, joiden avulla
   kehitetään maakuntaa.

   Hanke                 Hakija             Myönnetty rahoitus Toteutusaika
   Biohiilen käyttö      Hämeen             49 700 €           1.9.2023–31.12.2024
   kasvualustoissa       ammattikorkeakoulu
                         Oy
   Silta tulevaan        Lopen kunta        21 000 €           1.9.–31.12.2023

   · Tietosuoja · Saavutettavuus
""",
    "Markdown": """
[Hem](/) [Palvelut](/palvelut)

# Rahoitetut hankkeet 2023

### Biohiilen käyttö kasvualustoissa

  * **Hakija:** Hämeen ammattikorkeakoulu Oy
  * **Myönnetty rahoitus:** 49 700 €
  * **Toteutusaika:** 1.9.2023–31.12.2024

### Silta tulevaan

  * _Hakija_ : Lopen kunta
  * _Myönnetty rahoitus_ : 21 000 €
  * _Toteutusaika_ : 1.9.–31.12.2023
""",
    "a table in Markdown": """
# Rahoitetut hankkeet 2023

**Hanke**| **Hakija**| **Myönnetty rahoitus**| **Toteutusaika**
---|---|---|---
Biohiilen käyttö kasvualustoissa| Hämeen ammattikorkeakoulu Oy| 49 700 €| 1.9.2023–31.12.2024
Silta tulevaan| Lopen kunta| 21 000 €| 1.9.–31.12.2023
""",
    "a line for each element": """
Rahoitetut hankkeet 2023
Biohiilen käyttö kasvualustoissa
Hakija
: Hämeen ammattikorkeakoulu Oy
Myönnetty rahoitus
: 49 700
€
Toteutusaika
: 1.9.2023–
31.12.2024
Silta tulevaan
Hakija
: Lopen kunta
Myönnetty rahoitus
: 21 000
€
Toteutusaika
: 1.9.–
31.12.2023
""",
    "text between names and facts": """
Etusivu
Rahoitetut hankkeet 2023
Biohiilen käyttö kasvualustoissa

Hankkeessa kokeillaan biohiiltä kolmella tilalla.

HakijaHämeen ammattikorkeakoulu Oy
Myönnetty rahoitus49 700 €
Toteutusaika1.9.2023–31.12.2024
Silta tulevaan

Hankkeessa rakennetaan silta joen yli.

HakijaLopen kunta
Myönnetty rahoitus21 000 €
Toteutusaika1.9.–31.12.2023

Hämeen liitto
Kauppakatu 1
Y-tunnus 0201256-6
""",
    "a line for each cell": """
Rahoitetut hankkeet 2023
Hanke
Hakija
Myönnetty rahoitus
Toteutusaika
Biohiilen käyttö kasvualustoissa
Hämeen ammattikorkeakoulu Oy
49 700 €
1.9.2023–31.12.2024
Silta tulevaan
Lopen kunta
21 000 €
1.9.–31.12.2023
Ota yhteyttä
""",
    "a printout on two sheets": """\
11/24/26, 7:06 PM                    Rahoitetut hankkeet - Hämeen liitto

     Rahoitetut hankkeet 2023

          Hanke                Hakija                      Myönnetty rahoitus     Toteutusaika
      Biohiilen käyttö     Hämeen
                                                           49 700 €               1.9.2023–31.12.2024
      kasvualustoissa      ammattikorkeakoulu Oy

https://example.fi/hankkeet                                                                    1/2
\f11/24/26, 7:06 PM                    Rahoitetut hankkeet - Hämeen liitto

     Silta tulevaan

     Hakija: Lopen kunta
     Myönnetty rahoitus: 21 000 €
     Toteutusaika: 1.9.–31.12.2023

https://example.fi/hankkeet                                                                    2/2
""",
}


@pytest.mark.parametrize("manner", MANNERS)
def test_manners(manner: str) -> None:
    read = extract(MANNERS[manner].encode(), content_type="text/plain").to_dict()
    assert [row(project) for project in read["projects"]] == EXPECTED  # type: ignore[attr-defined]


def test_numbered_parts_of_a_page_are_no_goals() -> None:
    text = "Silta\n\n1. Hakija\n\nHakija\nLopen kunta\n\n2. Raha\n\nHaettu tuki: 5 000 €\n\n3. Muuta\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.goals == []


def test_goals_whose_bullets_were_lost() -> None:
    text = "Silta\nHakija: Loppi\nTuki: 5 000 €\nTavoitteet\n\nsuunnitella silta,\nrakentaa se sekä\nmaalata.\nLoppi"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.goals == ["suunnitella silta", "rakentaa se", "maalata"]


def test_the_only_project_of_a_text_has_its_title_for_a_name() -> None:
    text = (
        "HemAktuelltKontakt\nSatama elää\n\nSatamasta tulee hyvä.\nSe on vanha.\n\nHakija\nLopen kunta\nTuki\n5 000 €\n"
    )
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.name == "Satama elää"


def test_who_prints_a_page_is_nobodys_applicant() -> None:
    text = "# Hankkeet\n\n## Silta\n\nTuki: 5 000 €\nToteutusaika: 2023\n\nLopen kunta\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.applicant is None


def test_a_label_that_is_glued_to_organisations_is_no_part_of_their_names() -> None:
    cards = [("Silta", "HankkijaLopen kunta"), ("Satama", "HankkijaTurun kaupunki"), ("Tie", "ProAgria Häme ry")]
    text = "\n\n".join(f"## {name}\n\n{body}\n\nTuki: 5 000 €\nToteutusaika: 2023" for name, body in cards)
    found = extract(f"# Hankkeet\n\n{text}\n".encode(), content_type="text/plain").projects
    assert [project.applicant for project in found] == [None, None, "ProAgria Häme ry"]


def test_goals_end_where_another_part_begins() -> None:
    text = "Silta\nHakija: Loppi\nTuki: 5 000 €\nTavoitteet\nsuunnitella silta\nLue myös\nsatamasta\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.goals == ["suunnitella silta"]


def test_a_grant_is_told_by_the_line_above_it_in_a_text_without_blank_lines() -> None:
    menu = "\n".join(f"Kohta {number}" for number in range(12))
    text = f"{menu}\nLiitto myönsi rahoitusta kahdelle hankkeelle.\nLopen kunta sai 5 000 euroa Silta-hankkeelle.\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert (project.name, project.granted_amount) == ("Silta", 5000)


@pytest.mark.parametrize(
    ("above", "granted"), [("Hakija Haettu Myönnetty", None), ("Haettu € Myönnetty €", None), ("Myönnetyt tuet", 5000)]
)
def test_one_sum_below_the_names_of_two_is_neither(above: str, granted: int | None) -> None:
    text = f"Avustukset 2023\n\n{above}\nLopen kunta 5 000 €\nHattulan kunta 3 000 €\n"
    found = extract(text.encode(), content_type="text/plain").projects
    assert [project.granted_amount for project in found][:1] in ([granted], [])


def test_lists_of_other_pages_are_no_projects() -> None:
    list_of_news = "Lisää aiheesta\nHakuinfo 12.9. klo 9\nKaislan kaupunki, 3,2 milj. euroa\n"
    text = f"Rahoitetut hankkeet\n\nSilta – Lopen kunta – 5 000 €\nTie – Hattulan kunta – 3 000 €\n\n{list_of_news}"
    found = extract(text.encode(), content_type="text/plain").projects
    assert [project.name for project in found] == ["Silta", "Tie"]


def test_a_menu_names_no_project() -> None:
    text = "Etusivu\nPäättyneet hankkeet\nYhteystiedot\nHankkeet 2023\nSilta\nHakija: Loppi\nTuki: 5 000 €\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert (project.name, project.applicant) == ("Silta", "Loppi")


def test_goals_on_short_lines_are_one_each() -> None:
    text = "# Silta\n\nHakija: Loppi\nTuki: 5 000 €\n\nTavoitteet\nsuunnitella silta\nrakentaa se\nLopen kunta\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.goals == ["suunnitella silta", "rakentaa se"]


FACTS = "\nTuki: 5 000 €\nToteutusaika: 2023\n"
CARDS = [
    # An organisation right above the facts is their applicant, and the line above it their name.
    (f"Silta elää\nLopen kunta{FACTS}Se on hyvä.\nSatama\nPuro ry{FACTS}", ["Silta elää", "Satama"]),
    (f"Silta elää\nLopen kunta{FACTS}\nSatama\n\nPuro ry{FACTS}", ["Silta elää", "Satama"]),
    (f"Pieni teatteri\n\nLopen kunta\n{FACTS}\nSatama\n\nPuro ry\n{FACTS}", ["Pieni teatteri", "Satama"]),
    # Words of a menu may be labels.
    (
        f"Etusivu\nMaakunta\nTyö\nHankkeet 2023\n\nSilta\nHakija: Lopen kunta{FACTS}\nTie\nHakija: Puro ry{FACTS}",
        ["Silta", "Tie"],
    ),
]


@pytest.mark.parametrize(("cards", "expected"), CARDS, ids=[cards for cards, _ in CARDS])
def test_names_of_cards(cards: str, expected: list[str]) -> None:
    found = extract(f"{cards}\n".encode(), content_type="text/plain").projects
    assert [project.name for project in found] == expected
    assert [project.applicant for project in found] == ["Lopen kunta", "Puro ry"]


RAN_TOGETHER = [
    "Lähiruoka Hattulan kunta 18 900 €\nRata elää Riihimäen kaupunki 41 200 €",
    "Paja Lepo Oy Sorvi 600 €\nSavu Oy Kylmätilan laajennus 9 000 €\nKoti Lepo Oy Aurinko 800 €",
    "Ohjelma Hankkeen nimi Hakija\nEU- ja valtion\nrahoitus\nTL 1\nLevy Puro Oy 200 €\nKasvu Luonnon Oy 800 €",
]


@pytest.mark.parametrize("text", RAN_TOGETHER)
def test_cells_that_ran_together_name_nobody(text: str) -> None:
    assert extract(f"# AKKE 2023: rahoitetut hankkeet\n{text}\n".encode(), content_type="text/plain").projects == []
