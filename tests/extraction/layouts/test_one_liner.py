"""Lists of one-line projects: the lead, the lines, and what is read of them in four markups. All names are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import page, projects, rows

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Maakuntahallitus kokoontui"
# What stands before and after each list.
AROUND = (
    "<p>Maakuntahallitus kokoontui maanantaina.</p>{}<p>Lisätietoja antaa kehittämispäällikkö, p. 040 555 1234.</p>"
)


def items(lead: str, lines: list[str]) -> str:
    return f"<p>{lead}</p><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def paragraphs(lead: str, lines: list[str]) -> str:
    return f"<h3>{lead}</h3>{''.join(f'<p>{line}</p>' for line in lines)}"


def breaks(lead: str, lines: list[str]) -> str:
    return f"<p><strong>{lead}</strong><br>{'<br>'.join(lines)}</p>"


def dashes(lead: str, lines: list[str]) -> str:
    return f"<p>{lead}<br>{'<br>'.join(f'– {line}' for line in lines)}</p>"


MARKUPS = pytest.mark.parametrize("markup", [items, paragraphs, breaks, dashes])


def read(lead: str, lines: list[str], markup: Callable[[str, list[str]], str]) -> list[str]:
    """Return each project as `name | applicant | granted | applied | cost | status`, partners behind the applicant."""
    return [
        " | ".join(
            "-" if fact is None else str(fact)
            for fact in (
                project["name"],
                " + ".join([project["applicant"], *project["partners"]]) if project["applicant"] else None,
                project["granted_amount"],
                project["applied_amount"],
                project["total_cost"],
                project["status"],
            )
        )
        for project in projects(page(AROUND.format(markup(lead, lines)), TITLE))
    ]


KUITU = "Kuitu | Jokilaakson ammattikorkeakoulu Oy | 70000 | - | - | granted"
LINES = ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 €", "Hamppu, Kaislan kaupunki, 35 000 €"]
HAMPPU = "Hamppu | Kaislan kaupunki | 35000 | - | - | granted"


@MARKUPS
@pytest.mark.parametrize(
    "lines",
    [
        LINES,
        ["Kuitu (Jokilaakson ammattikorkeakoulu Oy, 70.000 €)", "Hamppu (Kaislan kaupunki, 35.000 €)"],
        ["Kuitu (Jokilaakson ammattikorkeakoulu Oy) 70 000 €", "Hamppu (Kaislan kaupunki) 35 000 €"],
        ["Jokilaakson ammattikorkeakoulu Oy (Kuitu) 70 000 €", "Kaislan kaupunki (Hamppu) 35 000 €"],
        ["Kuitu – Jokilaakson ammattikorkeakoulu Oy – 70 000 €", "Hamppu – Kaislan kaupunki – 35 000 €"],
        ["Kuitu - Jokilaakson ammattikorkeakoulu Oy - 70 000 €", "Hamppu - Kaislan kaupunki - 35 000 €"],
        ["Kuitu; Jokilaakson ammattikorkeakoulu Oy; 70 000 €", "Hamppu; Kaislan kaupunki; 35 000 €"],
        ["Kuitu | Jokilaakson ammattikorkeakoulu Oy | 70 000 €", "Hamppu | Kaislan kaupunki | 35 000 €"],
        ["Kuitu · Jokilaakson ammattikorkeakoulu Oy · 70 000 €", "Hamppu · Kaislan kaupunki · 35 000 €"],
        ["Jokilaakson ammattikorkeakoulu Oy / Kuitu / 70 000 €", "Kaislan kaupunki / Hamppu / 35 000 €"],
        ["Jokilaakson ammattikorkeakoulu Oy: Kuitu, 70 000 euroa", "Kaislan kaupunki: Hamppu, 35 000 euroa"],
        ["Jokilaakson ammattikorkeakoulu Oy, Salo. Kuitu, 70 000 €", "Kaislan kaupunki, Kaisla. Hamppu, 35 000 €"],
        ["Jokilaakson ammattikorkeakoulu Oy, Kuitu, 70 000 €", "Kaislan kaupunki, Hamppu, 35 000 €"],
        # the municipality where somebody is at home is no project
        ["Jokilaakson ammattikorkeakoulu Oy, Salo, Kuitu, 70 000 €", "Kaislan kaupunki, Loppi, Hamppu, 35 000 €"],
        ["Jokilaakson ammattikorkeakoulu Oy, Salo: Kuitu, 70 000 €", "Kaislan kaupunki, Loppi: Hamppu, 35 000 €"],
        ["”Kuitu”, Jokilaakson ammattikorkeakoulu Oy, 70 000 €", "”Hamppu”, Kaislan kaupunki, 35 000 €"],
        ["Jokilaakson ammattikorkeakoulu Oy ”Kuitu” 70 000 €", "Kaislan kaupunki ”Hamppu” 35 000 €"],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy 70 000 €", "Hamppu, Kaislan kaupunki 35 000 €"],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 € (70 %)", "Hamppu, Kaislan kaupunki, 35 000 € (80 %)"],
        [
            "Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 € (70 %). Hanke tuo töitä kyliin.",
            "Hamppu, Kaislan kaupunki, 35 000 € (80 %). Hanke tuo viljaa pelloille.",
        ],
        [
            "Kuitu (Jokilaakson ammattikorkeakoulu Oy, 70 000 €) Hanke tuo töitä kyliin.",
            "Hamppu (Kaislan kaupunki, 35 000 €) Hanke tuo viljaa pelloille.",
        ],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, enintään 70 000 €", "Hamppu, Kaislan kaupunki, enintään 35 000 €"],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70.000 euroa*", "Hamppu, Kaislan kaupunki, 35.000 euroa**"],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 euroa.", "Hamppu, Kaislan kaupunki, 35 000."],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, EUR 70 000", "Hamppu, Kaislan kaupunki, EUR 35 000"],
        ["€70,000 Kuitu, Jokilaakson ammattikorkeakoulu Oy", "€35,000 Hamppu, Kaislan kaupunki"],
        [
            "Jokilaakson ammattikorkeakoulu Oy hankkeeseen Kuitu, 70 000 €",
            "Kaislan kaupunki hankkeeseen Hamppu, 35 000 €",
        ],
        ["Kuitu, hakija Jokilaakson ammattikorkeakoulu Oy, 70 000 €", "Hamppu, hakija Kaislan kaupunki, 35 000 €"],
        [
            "Kuitu. Hakija: Jokilaakson ammattikorkeakoulu Oy. Tuki: 70 000 €",
            "Hamppu. Hakija: Kaislan kaupunki. Tuki: 35 000 €",
        ],
        ["Hanke: Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 €", "Hanke: Hamppu, Kaislan kaupunki, 35 000 €"],
        [
            "Kuitu (Jokilaakson ammattikorkeakoulu Oy): myönnettiin 70 000 €",
            "Hamppu (Kaislan kaupunki): myönnettiin 35 000 €",
        ],
        [
            "Kuitu (Jokilaakson ammattikorkeakoulu Oy), EAKR ja valtio 70 000 €",
            "Hamppu (Kaislan kaupunki), EAKR ja valtio 35 000 €",
        ],
        [
            "Kuitu (hakija: Jokilaakson ammattikorkeakoulu Oy, tuki 70 000 €)",
            "Hamppu (hakija: Kaislan kaupunki, tuki 35 000 €)",
        ],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 € (EAKR)", "Hamppu, Kaislan kaupunki, 35 000 € (ESR+)"],
        [
            "Kuitu (Jokilaakson ammattikorkeakoulu Oy). Myönnetty tuki 70 000 €.",
            "Hamppu (Kaislan kaupunki). Tuki 35 000 €.",
        ],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy ...... 70.000 e", "Hamppu, Kaislan kaupunki ......... 35.000 e"],
        [
            "12.3.2024 Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 €",
            "13.3.2024 Hamppu, Kaislan kaupunki, 35 000 €",
        ],
        ["Kuitu, Jokilaakson ammattikorkeakoulu Oy, 0,07 milj. €", "Hamppu, Kaislan kaupunki, 35 000,00 €"],
        # totals, headings between and notes below are no projects
        [*LINES, "Yhteensä 105 000 €"],
        [LINES[0], "Hankkeet yhteensä, 70 000 €", LINES[1]],
        [LINES[0], "Etelä-Kaisla", LINES[1]],
        [*LINES, "* ehdollinen päätös"],
        [LINES[0], "Muut hankkeet (yht. 35 000 €)", LINES[1]],
    ],
    ids=" // ".join,
)
def test_ways_to_part_a_line(markup: Callable[[str, list[str]], str], lines: list[str]) -> None:
    assert read("Rahoitetut hankkeet", lines, markup) == [KUITU, HAMPPU]


@MARKUPS
@pytest.mark.parametrize(
    ("lead", "lines", "expected"),
    [
        (
            "Saapuneet hakemukset:",
            ["Tekoäly arkeen (Koskelan yliopisto), 250 000 €", "Kylät eloon (Kaislan Kylät ry), 33 400 €"],
            [
                "Tekoäly arkeen | Koskelan yliopisto | - | 250000 | - | applied",
                "Kylät eloon | Kaislan Kylät ry | - | 33400 | - | applied",
            ],
        ),
        (
            "Hankkeen nimi, hakija ja haettu tuki:",
            ["Tekoäly, arki ja äly, Koskelan yliopisto, 250 000 €", "Kylät eloon, Kaislan Kylät ry, 33 400 €"],
            [
                "Tekoäly, arki ja äly | Koskelan yliopisto | - | 250000 | - | applied",
                "Kylät eloon | Kaislan Kylät ry | - | 33400 | - | applied",
            ],
        ),
        (
            "Hylätyt hankkeet",
            ["Tekoäly arkeen, Koskelan yliopisto, 250 000 €", "Kylät eloon, Kaislan Kylät ry, 33 400 €"],
            [
                "Tekoäly arkeen | Koskelan yliopisto | - | 250000 | - | rejected",
                "Kylät eloon | Kaislan Kylät ry | - | 33400 | - | rejected",
            ],
        ),
        (
            "Maakuntahallitukselle esitetään rahoitettavaksi:",
            ["Tekoäly arkeen, Koskelan yliopisto, 250 000 €", "Kylät eloon, Kaislan Kylät ry, 33 400 €"],
            [
                "Tekoäly arkeen | Koskelan yliopisto | 250000 | - | - | proposed",
                "Kylät eloon | Kaislan Kylät ry | 33400 | - | - | proposed",
            ],
        ),
        (
            "Följande projekt beviljades stöd:",
            ["Kusten i rörelse, Norrnäs stad, 45 000 euro", "Smaker, Skärgårdsföreningen Boj rf, 12 500 euro"],
            [
                "Kusten i rörelse | Norrnäs stad | 45000 | - | - | granted",
                "Smaker | Skärgårdsföreningen Boj rf | 12500 | - | - | granted",
            ],
        ),
        (
            "Avslagna ansökningar:",
            ["Sjöbris, Norrnäs stad, 45 000 €", "Landsbygd nu, Söderby kommun, 20 000 €"],
            [
                "Sjöbris | Norrnäs stad | - | 45000 | - | rejected",
                "Landsbygd nu | Söderby kommun | - | 20000 | - | rejected",
            ],
        ),
        (
            "The following projects were awarded funding:",
            ["Clean Coast (University of Kaisla, €150,000)", "Smart Ports (Harbour Works Ltd, €75,500)"],
            [
                "Clean Coast | University of Kaisla | 150000 | - | - | granted",
                "Smart Ports | Harbour Works Ltd | 75500 | - | - | granted",
            ],
        ),
        (
            "Myönnetyt avustukset",
            ["Kaislan Teatteriyhdistys ry 5 000 €", "Salmen kulttuuriseura ry 2 500 €", "Perän Nuorisoseura ry 700 €"],
            [
                f"{name} | {name} | {amount} | - | - | granted"
                for name, amount in (
                    ("Kaislan Teatteriyhdistys ry", 5000),
                    ("Salmen kulttuuriseura ry", 2500),
                    ("Perän Nuorisoseura ry", 700),
                )
            ],
        ),
        (
            "Rahoitetut hankkeet",
            ["Kuitu-hankkeelle 70 000 €", "Hamppu-hankkeelle 35 000 €"],
            ["Kuitu | - | 70000 | - | - | granted", "Hamppu | - | 35000 | - | - | granted"],
        ),
        (
            "Rahoitetut hankkeet",
            [
                "Kuitu, Kaislan kaupunki, kustannusarvio 100 000 €, myönnetty tuki 70 000 €",
                "Hamppu, Salmen kunta, kustannusarvio 50 000 €, myönnetty tuki 35 000 €",
            ],
            [
                "Kuitu | Kaislan kaupunki | 70000 | - | 100000 | granted",
                "Hamppu | Salmen kunta | 35000 | - | 50000 | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet",
            [
                "Kuitu, Kaislan kaupunki, 70 000 euroa (haettu 90 000 euroa)",
                "Hamppu, Salmen kunta, 35 000 euroa (haettu 50 000 euroa)",
            ],
            [
                "Kuitu | Kaislan kaupunki | 70000 | 90000 | - | granted",
                "Hamppu | Salmen kunta | 35000 | 50000 | - | granted",
            ],
        ),
        (
            "Hankkeen nimi, hakija, kokonaiskustannukset ja myönnetty tuki:",
            ["Kuitu, Kaislan kaupunki, 100 000 €, 70 000 €", "Hamppu, Salmen kunta, 50 000 €, 35 000 €"],
            [
                "Kuitu | Kaislan kaupunki | 70000 | - | 100000 | granted",
                "Hamppu | Salmen kunta | 35000 | - | 50000 | granted",
            ],
        ),
        (
            "Avustusta annettiin näille. Luvuista ensimmäinen on saatu tuki ja toinen hankkeen budjetti:",
            ["Kaislan kaupunki 70 000 e, 100 000 e", "Salmen kunta 35 000 e, 50 000 e"],
            [
                "Kaislan kaupunki | Kaislan kaupunki | 70000 | - | 100000 | granted",
                "Salmen kunta | Salmen kunta | 35000 | - | 50000 | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet",
            ["Kuitu, Kaislan kaupunki ja Salmen kunta, 70 000 €", "Hamppu, Salmen kunta, Perän kunta, 35 000 €"],
            [
                "Kuitu | Kaislan kaupunki ja Salmen kunta | 70000 | - | - | granted",
                "Hamppu | Salmen kunta + Perän kunta | 35000 | - | - | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet",
            ["Kuitu, Kaislan kaupunki, 70 000 €", "Hamppu, Salmen kunta", "Puu, Perän kunta, 1 250 000 €"],
            [
                "Kuitu | Kaislan kaupunki | 70000 | - | - | granted",
                "Hamppu | Salmen kunta | - | - | - | granted",
                "Puu | Perän kunta | 1250000 | - | - | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet",
            [
                "Kuitu, Kaislan kaupunki, 100 000 €, myönnetty tuki 70 000 €",
                "Hamppu, Salmen kunta, EU-tuki 35 000 €, kuntaraha 5 000 €",
            ],
            [
                "Kuitu | Kaislan kaupunki | 70000 | - | - | granted",
                "Hamppu | Salmen kunta | 35000 | - | - | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet",
            ["Kuitu, Kaislan kaupunki, EAKR-osuus 70 000 €", "Hamppu, Salmen kunta, 35 000–40 000 €"],
            ["Kuitu | Kaislan kaupunki | - | - | - | granted", "Hamppu | Salmen kunta | - | - | - | granted"],
        ),
        (
            "Myönnetyt avustukset",
            ["Kaislan Teatteriyhdistys ry, toiminta-avustus 5 000 €", "Salmen Soittajat ry, kohdeavustus 2 500 €"],
            [
                "Kaislan Teatteriyhdistys ry | Kaislan Teatteriyhdistys ry | 5000 | - | - | granted",
                "Salmen Soittajat ry | Salmen Soittajat ry | 2500 | - | - | granted",
            ],
        ),
        (
            "Lautakunta myönsi yleisavustuksia seuraavasti:",
            ["Kaislan Teatteriyhdistys ry: 5 000 euroa", "Salmen Soittajat ry: 2 500 euroa"],
            [
                "Kaislan Teatteriyhdistys ry | Kaislan Teatteriyhdistys ry | 5000 | - | - | granted",
                "Salmen Soittajat ry | Salmen Soittajat ry | 2500 | - | - | granted",
            ],
        ),
        (
            "Apurahat",
            ["Kaislan Teatteriyhdistys ry, 5 000 €, lasten näytelmään", "Salmen Soittajat ry 2 500 € kiertueeseen"],
            [
                "Kaislan Teatteriyhdistys ry | Kaislan Teatteriyhdistys ry | 5000 | - | - | granted",
                "Salmen Soittajat ry | Salmen Soittajat ry | 2500 | - | - | granted",
            ],
        ),
        (
            "Liitto on myöntänyt AKKE-määrärahasta tukea seuraaville hankkeille:",
            ["Kaislan kunta – Kuitu – 70 000 €", "Salmen kunta – Hamppu – 35 000 €"],
            ["Kuitu | Kaislan kunta | 70000 | - | - | granted", "Hamppu | Salmen kunta | 35000 | - | - | granted"],
        ),
        (
            "Kehittämisrahaa myönnettiin seuraavasti:",
            ["Kaislan kunnalle 70 000 euroa hankkeeseen Kuitu", "Salmen kunnalle 35 000 euroa hankkeeseen Hamppu"],
            ["Kuitu | Kaislan kunta | 70000 | - | - | granted", "Hamppu | Salmen kunta | 35000 | - | - | granted"],
        ),
        (
            "Avustusta myönnettiin seuraavasti:",
            [
                "50 000 euroa Kaislan musiikkiopistolle orkesterin toimintaan",
                "15 000 euroa Salmen seura ry:lle",
            ],
            [
                "orkesterin toimintaan | Kaislan musiikkiopisto | 50000 | - | - | granted",
                "Salmen seura ry | Salmen seura ry | 15000 | - | - | granted",
            ],
        ),
        (
            "Kaislan säätiö myönsi seuraavat avustukset:",
            ["12 000 € Kaislan Kamarimusiikki ry: Sävelpolku", "3 000 € Salmen Taideseura ry: Valoa rantaan"],
            [
                "Sävelpolku | Kaislan Kamarimusiikki ry | 12000 | - | - | granted",
                "Valoa rantaan | Salmen Taideseura ry | 3000 | - | - | granted",
            ],
        ),
        (
            "The grants were awarded to two groups.",
            [
                "Reed Institute, University of Kaisla: EUR 50,000 grant for an exhibition",
                "Paha Koira/Matti Meri: EUR 20,000 grant for a documentary on foxes. It shows the north.",
            ],
            [
                "Reed Institute, University of Kaisla | Reed Institute, University of Kaisla | 50000 | - | - | granted",
                "Paha Koira/Matti Meri | Paha Koira/Matti Meri | 20000 | - | - | granted",
            ],
        ),
        (
            "Ensin on mainittu myönnetty avustus ja sen jälkeen hankkeen kokonaiskustannukset.",
            ["Kaislan kaupunki: 35 000 euroa, 50 000 euroa", "Salmen kunta: 7 000 euroa, 9 000 euroa"],
            [
                "Kaislan kaupunki | Kaislan kaupunki | 35000 | - | 50000 | granted",
                "Salmen kunta | Salmen kunta | 7000 | - | 9000 | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet, suluissa hankkeen kokonaisbudjetti:",
            ["Kaislan kaupunki 35 000 e (50 000 e)", "Salmen kunta 7 000 e (9 000 e)"],
            [
                "Kaislan kaupunki | Kaislan kaupunki | 35000 | - | 50000 | granted",
                "Salmen kunta | Salmen kunta | 7000 | - | 9000 | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet, suluissa ensin kustannusarvio ja sitten myönnetty tuki:",
            ["Kaislan kaupunki, Kuitu (50 000 e, 35 000 e)", "Salmen kunta, Hamppu (9 000 e, 7 000 e)"],
            [
                "Kuitu | Kaislan kaupunki | 35000 | - | 50000 | granted",
                "Hamppu | Salmen kunta | 7000 | - | 9000 | granted",
            ],
        ),
        (
            "Rahoitetut hankkeet, suluissa hankkeen kokonaisbudjetti:",
            ["Kaislan kaupunki, Kuitu (50 000 e, 35 000 e)", "Salmen kunta, Hamppu (9 000 e, 7 000 e)"],
            ["Kuitu | Kaislan kaupunki | - | - | - | granted", "Hamppu | Salmen kunta | - | - | - | granted"],
        ),
        (
            "Rahoitetut hankkeet:",
            ["Kaislan kaupunki: Kuitu (35 000 €)", "Salmen kunta: Hamppu (7 000 €)", "CSC – Laskin Oy: Lumi (5 000 €)"],
            [
                "Kuitu | Kaislan kaupunki | 35000 | - | - | granted",
                "Hamppu | Salmen kunta | 7000 | - | - | granted",
                "Lumi | CSC – Laskin Oy | 5000 | - | - | granted",
            ],
        ),
        (
            "Rahoitusta haki 14 hanketta. Tässä osa niistä, haetut summat suluissa.",
            ["Kaislan kaupunki: Kuitu (35 000 €)", "Salmen kunta: Hamppu (7 000 €)"],
            [
                "Kuitu | Kaislan kaupunki | - | 35000 | - | applied",
                "Hamppu | Salmen kunta | - | 7000 | - | applied",
            ],
        ),
        (
            "Rahoitus myönnettiin seuraavasti:",
            [
                "Kaislan kaupungille, osatoteuttajana Ranta Oy, myönnetään hankkeeseen ”Kuitu” 7 000 euroa",
                "Salmen kunnalle myönnetään hankkeeseen ”Hamppu” 9 000 euroa",
            ],
            [
                "Kuitu | Kaislan kaupunki + Ranta Oy | 7000 | - | - | granted",
                "Hamppu | Salmen kunta | 9000 | - | - | granted",
            ],
        ),
        (
            "Avustuksen saajat",
            ["Salmen Taideseura ry, Galleria Valo 4 000 €", "Kaislan Taideseura ry, Galleria Ranta 3 000 €"],
            [
                "Galleria Valo | Salmen Taideseura ry | 4000 | - | - | granted",
                "Galleria Ranta | Kaislan Taideseura ry | 3000 | - | - | granted",
            ],
        ),
        (
            "Avustuksen saajat",
            ["Salmen Taideseura ry (Salmi): Kiertue, 4 000 €", "Teatteri Kaisla ry (Vaasa): Valoa, 3 000 €"],
            [
                "Kiertue | Salmen Taideseura ry | 4000 | - | - | granted",
                "Valoa | Teatteri Kaisla ry | 3000 | - | - | granted",
            ],
        ),
        (
            "Myönnetyt tuet (tuki / hankkeen kustannukset):",
            ["Kaislan kaupunki, Kuitu 35 000 e / 50 000 e", "Salmen kunta, Hamppu 7 000 e / 9 000 e"],
            [
                "Kuitu | Kaislan kaupunki | 35000 | - | 50000 | granted",
                "Hamppu | Salmen kunta | 7000 | - | 9000 | granted",
            ],
        ),
        (
            "Lautakunta myönsi avustukset seuraavasti (haettu summa suluissa):",
            ["Kaislan Martat ry 2 000 € (4 000 €)", "Salmen seura ry 500 € (500 €)"],
            [
                "Kaislan Martat ry | Kaislan Martat ry | 2000 | 4000 | - | granted",
                "Salmen seura ry | Salmen seura ry | 500 | 500 | - | granted",
            ],
        ),
        (
            "OKM jakoi seuratukea (suluissa haettu):",
            ["Kaislan Martat ry 9 000 € (12 000 €)", "Salmen seura ry 500 € (500 €)"],
            [
                "Kaislan Martat ry | Kaislan Martat ry | 9000 | 12000 | - | granted",
                "Salmen seura ry | Salmen seura ry | 500 | 500 | - | granted",
            ],
        ),
        (
            "Hakija, myönnetty avustus (haettu):",
            ["Kaislan Martat ry, 2 000 € (4 000 €)", "Salmen seura ry, 500 € (500 €)"],
            [
                "Kaislan Martat ry | Kaislan Martat ry | 2000 | 4000 | - | granted",
                "Salmen seura ry | Salmen seura ry | 500 | 500 | - | granted",
            ],
        ),
        (
            "Leader-ryhmä puolsi seuraavia hankkeita:",
            [
                "Katto, Kaislan kylät ry, kokonaiskustannus 24 500 €, tuki 60 %",
                "Polku, Salmen kunta, kokonaiskustannus 9 000 €, tuki 75,5 %.",
            ],
            ["Katto | Kaislan kylät ry | - | - | 24500 | proposed", "Polku | Salmen kunta | - | - | 9000 | proposed"],
        ),
        (
            "Rahoitetut hankkeet:",
            [
                "Kuitu, Kaislan kaupunki, 35 000 euroa, kuitenkin enintään 70 % kuluista",
                "Hamppu, Salmen kunta, 7 000 € (hakija perunut hankkeen)",
            ],
            ["Kuitu | Kaislan kaupunki | 35000 | - | - | granted", "Hamppu | Salmen kunta | 7000 | - | - | withdrawn"],
        ),
        (
            "Hakijat, hankkeet ja haetut rahoitusosuudet ovat:",
            ["Kaislan kaupunki: Kuitu, 35 000 €", "Salmen kunta: Hamppu, 7 000 €"],
            ["Kuitu | Kaislan kaupunki | - | 35000 | - | applied", "Hamppu | Salmen kunta | - | 7000 | - | applied"],
        ),
        (
            "Five research groups were among those funded.",
            ["Reed Futures Group – €70,000", "Centre for Ferns – €35,000", "Kaisla Network – €16,000"],
            [
                "Reed Futures Group | Reed Futures Group | 70000 | - | - | granted",
                "Centre for Ferns | Centre for Ferns | 35000 | - | - | granted",
                "Kaisla Network | Kaisla Network | 16000 | - | - | granted",
            ],
        ),
        (
            "Rahoitusta myönnettiin seuraaville hankkeille:",
            ["Kuitu (AKKE, 70 000 €)", "Hamppu (AKKE, 35 000 €)"],
            ["Kuitu | - | 70000 | - | - | granted", "Hamppu | - | 35000 | - | - | granted"],
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_the_lead_says(
    markup: Callable[[str, list[str]], str], lead: str, lines: list[str], expected: list[str]
) -> None:
    assert read(lead, lines, markup) == expected


@MARKUPS
def test_two_sums_that_nothing_explains_are_refused(markup: Callable[[str, list[str]], str]) -> None:
    lines = ["Kuitu, Kaislan kaupunki, 100 000 €, 70 000 €", "Hamppu, Salmen kunta, 50 000 €, 35 000 €"]
    found = projects(page(AROUND.format(markup("Rahoitetut hankkeet", lines)), TITLE))
    assert [(project["name"], project["granted_amount"], project["total_cost"]) for project in found] == [
        ("Kuitu", None, None),
        ("Hamppu", None, None),
    ]
    assert all("AMBIGUOUS_MONEY" in project["warnings"] for project in found)


@pytest.mark.parametrize(
    ("lead", "lines", "expected"),
    [
        (
            "Rahoitusta saivat:",
            ["Kuitu-hanke, Jokilaakson ammattikorkeakoulu Oy", "Hamppu, tuki ja varsi, Kaislan kaupunki"],
            [
                "Kuitu-hanke | Jokilaakson ammattikorkeakoulu Oy | - | - | - | granted",
                "Hamppu, tuki ja varsi | Kaislan kaupunki | - | - | - | granted",
            ],
        ),
        (
            "Följande projekt får understöd:",
            ["Sjöbris (Norrnäs stad)", "Landsbygd nu (Söderby kommun)"],
            [
                "Sjöbris | Norrnäs stad | - | - | - | granted",
                "Landsbygd nu | Söderby kommun | - | - | - | granted",
            ],
        ),
        (
            "The following projects were funded:",
            ["Clean Coast, University of Kaisla", "Smart Ports, Harbour Works Ltd"],
            [
                "Clean Coast | University of Kaisla | - | - | - | granted",
                "Smart Ports | Harbour Works Ltd | - | - | - | granted",
            ],
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_lists_without_sums(lead: str, lines: list[str], expected: list[str]) -> None:
    assert read(lead, lines, items) == expected


def test_an_emphasised_line_may_lead_to_a_list_without_sums() -> None:
    lines = "<li>Sjöbris (Norrnäs stad)</li><li>Landsbygd nu (Söderby kommun)</li>"
    body = f"<p><b>Rahoitetut hankkeet</b></p><ul>{lines}</ul>"
    assert rows(page(body)) == ["Sjöbris | Norrnäs stad | - | - | -", "Landsbygd nu | Söderby kommun | - | - | -"]


@MARKUPS
@pytest.mark.parametrize(
    ("lead", "lines"),
    [
        ("Haettavissa on:", ["Osaaminen, Kaislan kunnat, 300 000 €", "Elinvoima, Kaislan yliopisto, 200 000 €"]),
        ("Rahoitusta on haettavissa:", ["Salmen kunta, 300 000 €", "Kaislan kaupunki, 200 000 €"]),
        ("Rahaa myönnetään:", ["kehittämisraha 37 800 euroa", "kunnat 10 800 euroa", "yritykset 5 400 euroa"]),
        ("Hakemusten painopisteet:", ["Vihreä siirtymä, 200 000 €", "Digitalisaatio, 300 000 €"]),
        ("Hakemukset kohdistetaan:", ["Teema 1, Kaislan liitto, 543 000 €", "Teema 2, Salmen liitto, 815 000 €"]),
        ("Hakuohjeet", ["Kunnat ja kuntayhtymät, enintään 300 000 €", "Yhdistykset, enintään 20 000 €"]),
        ("Tukea voivat saada:", ["Kunnat, Kaislan kunnat", "Yhdistykset, Salmen seura ry"]),
        ("Malliksi:", ["Tuki 70 000 €", "Lopen kunta 15 000 €", "Hattulan kunta 10 000 €", "Yritys Oy 5 000 €"]),
        ("ERDF funding EUR 963 375", ["Demo Oy (EE), partner budget EUR 310 200", "Port (LV), partner budget EUR 800"]),
        ("Talousarvio 2024", ["Maakuntahallitus, 50 000 €", "Viestintä, 20 000 €", "Hallinto, 80 000 €"]),
        ("Jäsenmaksut", ["Kaislan kaupunki 50 000 €", "Salmen kunta 20 000 €", "Perän kaupunki 80 000 €"]),
        ("Ohjelman rahoitus jakautuu näin:", ["Kaislan liitto 500 000 €", "Salmen kunta 200 000 €"]),
        ("Hankkeen rahoitus:", ["Kaislan liitto, 50 000 €", "Salmen kaupunki, 20 000 €", "Omarahoitus, 10 000 €"]),
        ("Hankkeen budjetti", ["Koskelan yliopisto, 70 000 €", "Kaislan kaupunki, 35 000 €"]),
        ("Kustannukset", ["Palkat, 50 000 €", "Matkat, 2 000 €", "Ostopalvelut, 10 000 €"]),
        ("Tuloslaskelma", ["Myynti, 5 000 €", "Avustukset, 20 000 €", "Kulut, 15 000 €"]),
        ("Myönnetty rahoitus maakunnittain", ["Etelä-Kaisla 300 000 €", "Pohjois-Kaisla 200 000 €", "Salmi 5 000 €"]),
        ("Rahoitusta myönnettiin yhteensä:", ["AKKE, 300 000 €", "AIKO, 200 000 €"]),
        ("Hanke Hakija Rahoitus", ["Hampun vienti Kuitu Oy 75 000 €", "Laivat 2020 Merisäätiö 22 400 €"]),
        ("Yhteystiedot", ["Hankeneuvonta, Kaislan liitto, 040 123 4567", "Viestintä, Kaislan liitto, 050 765 4321"]),
        ("Ohjausryhmä:", ["Puheenjohtaja, Kaislan kaupunki", "Jäsen, Koskelan yliopisto"]),
        ("Mukana ovat:", ["Kaislan kaupunki, Salmen kunta", "Koskelan yliopisto, Metsäkeskus"]),
        ("Tapahtumat", ["Rahoitusinfo, Kaislan liitto, 12.3.2024", "Hankeklinikka, Salmen kunta, 15.4.2024"]),
        ("Syksyn ohjelma", ["3.10.2024 Koulutus, Koskelan yliopisto, 50 €", "7.11.2024 Info, Kaislan kaupunki, 20 €"]),
        ("Investointiohjelma 2025–2028", ["Koulu, Kaislan kaupunki, 12 500 000 €", "Satama, Satama Oy, 2 400 000 €"]),
        ("Vi beviljar stöd, ansökningstid:", ["Norrnäs stad, 30 000 €", "Söderby kommun, 20 000 €"]),
        ("Rahoitetut hankkeet", ["Kaislan kunta: Kuitu 7 € ja Hamppu 3 €", "Salmen kunta: Puu 5 € ja Lehto 3 €"]),
        ("Myönnetyt avustukset", ["Kaislan kylät ry 5 000 € vuodessa", "Salmen seura ry 9 000 € lainaa"]),
        ("Rahoitus jaettiin liitoille seuraavasti:", ["Hämeen liitto 1 450 000 €", "Lapin liitto 2 100 000 €"]),
        ("Tukea myönnettiin:", ["Kehittämishankkeisiin 60 000 euroa", "Yritystukiin 40 000 euroa"]),
        ("Kylätuotteet", ["Kyläkirja (Kaislan kylät ry) 25 €", "Hunaja (Salmen mehiläiset Oy) 8 €"]),
        ("Kurssit", ["Talous (Kaislan kylät ry, 120 €)", "Viestintä (Salmen Mainos Oy, 90 €)"]),
        ("Funding available:", ["Innovation, City of Kaisla, €300,000", "Skills, City of Salmi, €200,000"]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_lists_of_no_projects(markup: Callable[[str, list[str]], str], lead: str, lines: list[str]) -> None:
    assert read(lead, lines, markup) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Kuitu</b><br>Jokilaakson ammattikorkeakoulu Oy, 70 000 €</p>"
        "<p><b>Hamppu</b><br>Kaislan kaupunki, 35 000 €</p>",
        "<h3>Kuitu, 70 000 €</h3><p>Hakija: Jokilaakson ammattikorkeakoulu Oy</p>"
        "<h3>Hamppu (35 000 €)</h3><p>Hakija: Kaislan kaupunki</p>",
        "<h3>Kuitu</h3><p>Jokilaakson ammattikorkeakoulu Oy, 70 000 €</p>"
        "<h3>Hamppu</h3><p>Kaislan kaupunki, 35 000 €</p>",
        "<h3>Etelä-Kaisla</h3><ul><li>Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 €</li></ul>"
        "<h3>Pohjois-Kaisla</h3><ul><li>Hamppu, Kaislan kaupunki, 35 000 €</li></ul>",
        "<h3>Jokilaakson ammattikorkeakoulu Oy</h3><ul><li>Kuitu, 70 000 €</li></ul>"
        "<h3>Kaislan kaupunki</h3><ul><li>Hamppu, 35 000 €</li></ul>",
        "<h3>Toimintalinja 1. Kasvu</h3><ul><li>Kuitu (Jokilaakson ammattikorkeakoulu Oy, 70 000 €)</li></ul>"
        "<h3>Toimintalinja 2. Osaaminen</h3><ul><li>Hamppu (Kaislan kaupunki, 35 000 €)</li></ul>",
        "<p><b>Etelä-Kaisla, 70 000 €</b></p><p>Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 €</p>"
        "<p><b>Pohjoinen, 35 000 €</b></p><p>Hamppu, Kaislan kaupunki, 35 000 €</p>",
        "<p><b>Kuitu</b>, Jokilaakson ammattikorkeakoulu Oy, EAKR- ja valtion rahoitus 70 000 €. Kuitua kehitetään.</p>"
        "<p><b>Hamppu</b>, Kaislan kaupunki, EAKR- ja valtion rahoitus 35 000 €. Hamppua kehitetään.</p>",
        "<dl><dt>Kuitu</dt><dd>Jokilaakson ammattikorkeakoulu Oy, 70 000 €</dd>"
        "<dt>Hamppu</dt><dd>Kaislan kaupunki, 35 000 €</dd></dl>",
        f"<div class='wide'><ul><li>{'</li><li>'.join(LINES)}</li></ul></div>"
        f"<div class='narrow'><ul><li>{'</li><li>'.join(LINES)}</li></ul></div>",
        f"<ul><li>{'</li><li>'.join(LINES)}</li></ul><h2>Lue myös</h2><ul><li>Kaislan kaupunki, 2 000 000 euroa</li>"
        "<li>Salmen kunta, 300 000 euroa</li></ul>",
        "<ul><li>Pohjoinen<ul><li>Kuitu, Jokilaakson ammattikorkeakoulu Oy, 70 000 €</li></ul></li>"
        "<li>Etelä<ul><li>Hamppu, Kaislan kaupunki, 35 000 €</li></ul></li></ul>",
        "<ul><li>Jokilaakson ammattikorkeakoulu Oy<ul><li>Kuitu, 70 000 €</li></ul></li>"
        "<li>Kaislan kaupunki<ul><li>Hamppu, 35 000 €</li></ul></li></ul>",
        "<ul><li><b>Jokilaakson ammattikorkeakoulu Oy</b><br>Kuitu, 70 000 €</li>"
        "<li><b>Kaislan kaupunki</b><br>Hamppu, 35 000 €</li></ul>",
    ],
    ids=[
        "name above",
        "sum in heading",
        "heading above",
        "regions",
        "applicants above",
        "priorities",
        "subtotals",
        "text behind",
        "definitions",
        "copies",
        "other news",
        "nested list",
        "nested below applicants",
        "applicant in the line above",
    ],
)  # fmt: skip
def test_what_stands_around_a_list(body: str) -> None:
    found = projects(page(f"<h2>Rahoitetut hankkeet</h2>{body}", TITLE))
    assert not any(project["goals"] for project in found)
    assert [(project["name"], project["applicant"], project["granted_amount"]) for project in found] == [
        ("Kuitu", "Jokilaakson ammattikorkeakoulu Oy", 70000),
        ("Hamppu", "Kaislan kaupunki", 35000),
    ]


def test_a_line_of_roles_below_each_name() -> None:
    below = "<p><b>{}</b><br>Päätoteuttaja {}. Julkinen rahoitus {} €. Hanke tuo töitä kyliin.</p>"
    lines = [
        ("Kuitu", "Salmen säätiö, osatoteuttajat Jokilaakson yliopisto ja Salmen kunta", "70 000"),
        ("Hamppu", "Kaislan kaupunki", "35 000"),
    ]
    found = projects(page("<h2>Rahoitetut hankkeet</h2>" + "".join(below.format(*line) for line in lines), TITLE))
    assert [(project["name"], project["applicant"], project["partners"]) for project in found] == [
        ("Kuitu", "Salmen säätiö", ["Jokilaakson yliopisto", "Salmen kunta"]),
        ("Hamppu", "Kaislan kaupunki", []),
    ]


def test_a_line_that_points_elsewhere_is_no_project() -> None:
    assert read("Rahoitetut hankkeet", [LINES[0], "Kaislan kuoro – se ovan", LINES[1]], items) == [KUITU, HAMPPU]


def test_typed_numbers_are_no_part_of_a_name() -> None:
    assert read("Rahoitetut hankkeet", [f"{number}) {line}" for number, line in enumerate(LINES, 1)], items) == [
        KUITU,
        HAMPPU,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "<span>Silta</span> <span>Lopen kylät ry</span> <span>5 000 €</span>",
            "<span>Tie tulevaan</span> <span>Forssan kaupunki</span> <span>7 000 €</span>",
        ],
        [
            "<span>Silta</span><span>Lopen kylät ry</span><span>5 000 €</span>",
            "<span>Tie tulevaan</span><span>Forssan kaupunki</span><span>7 000 €</span>",
        ],
        [
            "<span>Lopen kylät ry</span> <span>Silta</span> <span>5 000 €</span>",
            "<span>Forssan kaupunki</span> <span>Tie tulevaan</span> <span>7 000 €</span>",
        ],
        ["<b>Silta</b> Lopen kylät ry 5 000 €", "<b>Tie tulevaan</b> Forssan kaupunki 7 000 €"],
        ["<a href=/a>Silta</a> <i>Lopen kylät ry</i> 5 000 €", "<a href=/b>Tie tulevaan</a> Forssan kaupunki 7 000 €"],
    ],
    ids=lambda lines: lines[0],
)
def test_elements_that_nothing_but_their_ends_parts(lines: list[str]) -> None:
    text = page(f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>")
    assert rows(text) == [
        "Silta | Lopen kylät ry | 5000 | - | -",
        "Tie tulevaan | Forssan kaupunki | 7000 | - | -",
    ]


def test_codes_are_no_names() -> None:
    lines = ["Kaislan kylät ry, 0131780-3, HAME/123/2024, 5 000 €", "Salmen seura ry, 12700 Loppi, 900 €"]
    assert read("Myönnetyt avustukset", lines, items) == [
        "Kaislan kylät ry | Kaislan kylät ry | 5000 | - | - | granted",
        "Salmen seura ry | Salmen seura ry | 900 | - | - | granted",
    ]


def test_a_name_may_end_in_a_count() -> None:
    lines = ["Silta – 100 vuotta, Forssan Yrityskehitys Oy, 500 €", "Tie – 50 vuotta, Forssan kaupunki, 900 €"]
    assert rows(page(items("Rahoitetut hankkeet:", lines))) == [
        "Silta – 100 vuotta | Forssan Yrityskehitys Oy | 500 | - | -",
        "Tie – 50 vuotta | Forssan kaupunki | 900 | - | -",
    ]


@pytest.mark.parametrize("name", ["Lopen <b>kylät</b> ry", "<b>Lopen</b> kylät ry", "Lopen kylät <i>ry</i>"])
def test_a_name_with_emphasis_is_one_name(name: str) -> None:
    text = page(f"<ul><li>{name} 5 000 €</li><li>Forssan kaupunki 7 000 €</li><li>Hattulan kunta 900 €</li></ul>")
    assert [line.partition(" | ")[0] for line in rows(text)] == ["Lopen kylät ry", "Forssan kaupunki", "Hattulan kunta"]


def test_a_rejected_list_below_a_granted_one() -> None:
    body = (
        f"<h2>Rahoitetut hankkeet</h2><ul><li>{'</li><li>'.join(LINES)}</li></ul>"
        "<h2>Hylätyt</h2><ul><li>Pelto, Perän kunta, 9 000 €</li><li>Lehto, Perän kunta, 8 000 €</li></ul>"
    )
    found = projects(page(body, TITLE))
    assert [(project["status"], project["granted_amount"]) for project in found] == [
        ("granted", 70000),
        ("granted", 35000),
        ("rejected", None),
        ("rejected", None),
    ]


def test_what_stands_below_a_line_is_its_own() -> None:
    body = "<h2>Rahoitetut hankkeet</h2>" + "".join(
        f"<p>{name} (Kaislan kaupunki, 70 000 €)</p><ul><li>{name} uusiin tuotteisiin</li></ul>"
        f"<p>Hankkeessa {name.lower()} jalostetaan. Hanke on käynnissä 1.9.2021–31.8.2023.</p>"
        for name in ("Kuitu", "Hamppu")
    )
    found = projects(page(body))
    assert [(each["name"], each["goals"], each["description"], each["end_date"]) for each in found] == [
        (
            name,
            [f"{name} uusiin tuotteisiin"],
            f"Hankkeessa {name.lower()} jalostetaan. Hanke on käynnissä 1.9.2021–31.8.2023.",
            "2023-08-31",
        )
        for name in ("Kuitu", "Hamppu")
    ]


@pytest.mark.parametrize("mark", ["•", "–"])
def test_a_note_is_no_goal(mark: str) -> None:
    lines = [
        "Kuitu (Kaislan kunta, 7 000 €)<br>• Kuituja<br>• Lankaa",
        "Hamppu (Salmen kunta, 5 000 €) *<br>• Hamppuja",
    ]
    note = "* Summa on vain liiton osuus kaikesta."
    found = projects(page(f"<h2>Rahoitetut hankkeet</h2>{''.join(f'<p>{line}</p>' for line in [*lines, note])}"))
    assert [(project["goals"], project["description"]) for project in found] == [
        (["Kuituja", "Lankaa"], None),
        (["Hamppuja"], None),
    ]


def test_a_paragraph_below_a_bare_list_is_none_of_it() -> None:
    body = items("Rahoitetut hankkeet", ["Kuitu, Kaislan kunta, 7 000 €", "Hamppu, Salmen kunta, 5 000 €"])
    found = projects(page(body + "<p>Seuraava haku aukeaa syksyllä, kertoo maakuntajohtaja lehdelle.</p>"))
    assert [project["description"] for project in found] == [None, None]


@pytest.mark.parametrize("mark", [" • ", "- ", "1. ", "", "* "])
def test_lists_of_text_files(mark: str) -> None:
    lines = "\n".join(f"{mark}{line}" for line in LINES)
    text = f"{TITLE}\n\nMaakuntahallitus kokoontui maanantaina.\n\nRahoitetut hankkeet:\n\n{lines}\n\nLisätietoja\n"
    found = extract(text.encode(), content_type="text/plain").projects
    assert [(project.name, project.applicant, str(project.granted_amount)) for project in found] == [
        ("Kuitu", "Jokilaakson ammattikorkeakoulu Oy", "70000"),
        ("Hamppu", "Kaislan kaupunki", "35000"),
    ]


@pytest.mark.parametrize(
    "first",
    ["Koillismaa (2 hanketta, 58 000 €)", "Österbotten (2 projekt, 58 000 euro)", "North (2 projects, 58 000 €)"],
)
def test_a_heading_that_counts_is_no_project(first: str) -> None:
    page = f"""Tukea kyläyhdistyksille

ELY-keskus on myöntänyt tukea kesäkuussa 2021:

{first}

 • Kuusamon Jääkylät ry, Ruskareitti, 28 000 €
 • Posion Latu ry, Valaistu latu, 30 000 €
"""
    assert [project.name for project in extract(page.encode()).projects] == ["Ruskareitti", "Valaistu latu"]


def test_an_organisation_with_a_dash_among_others_below_names_is_no_name() -> None:
    cards = (
        ("Museo kylään", "Kaislan museot"),
        ("Kokoelma auki", "Kaislan museo"),
        ("Metsä muistaa", "Lusto – Puumuseo"),
    )
    body = "".join(f"<h3>{name}</h3><div><span>{body}</span> <span>5 000 euroa</span></div>" for name, body in cards)
    found = projects(page(f"<h2>Myönnetyt avustukset</h2>{body}", TITLE))
    assert [(project["name"], project["applicant"]) for project in found] == list(cards)


@pytest.mark.parametrize(
    "line",
    [
        "{1}, {0}, {2}, {3}",
        "{1}; {0}; {2}; {3}",
        "{1} / {0} / {2} / {3}",
        "{1} | {0} | {2} | {3}",
        "{1} – {0} – {2} – {3}",
        "{1} ({0}), {3}, {2}",
        "{1} ({0}) {3}, {2}",
        "{1}, {0}, {3}, {2}",
        "{1}, {0}, {2} ({3})",
        "{1}, {0}, {2} (kesto {3})",
        "{1}. Hakija: {0}. Tuki: {2}. Toteutusaika: {3}.",
        "<b>{0}</b> {1}, {3}, {2}",
    ],
)
@pytest.mark.parametrize("spelled", ["1.3.2022–28.2.2023", "maaliskuu 2022 – helmikuu 2023"])
def test_a_period_in_the_line(line: str, spelled: str) -> None:
    lines = (("Koskelan yliopisto", "KUITU", "70 000 €", "1.1.2022 – 31.12.2023"),
             ("Kaislan kaupunki", "Hamppu", "35 000 €", spelled))  # fmt: skip
    body = items("Rahoitusta myönnettiin seuraaville:", [line.format(*each) for each in lines])
    assert rows(page(body, TITLE)) == [
        "KUITU | Koskelan yliopisto | 70000 | - | 2022-01-01–2023-12-31",
        "Hamppu | Kaislan kaupunki | 35000 | - | 2022-03-01–2023-02-28",
    ]


@pytest.mark.parametrize(
    "euros", ["{} €", "{}€", "€ {}", "{} euros", "{} EUR", "EUR {}", "{} eur", "{},00 €", "Eur {}", "{}:- €"]
)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kaislan Taideseura ry, {}, kesänäyttelyyn", "Kaislan Taideseura ry | Kaislan Taideseura ry | 70000"),
        ("Kaislan Taideseura ry, {}, Sata vuotta -näyttely", "Sata vuotta -näyttely | Kaislan Taideseura ry | 70000"),
        ("Kallaveden kierros, {}, Kaislan kaupunki", "Kallaveden kierros | Kaislan kaupunki | 70000"),
        ("Kuitu, Kaislan kaupunki, {}. Hankkeessa tehdään kuituja.", "Kuitu | Kaislan kaupunki | 70000"),
        ("Kuitu (Kaislan kaupunki). Myönnetty tuki {}. Hanke alkaa keväällä.", "Kuitu | Kaislan kaupunki | 70000"),
        ("{} Kuitu, Kaislan kaupunki", "Kuitu | Kaislan kaupunki | 70000"),
        ("Kaislan kaupunki, {}, 1.1.2024 – 31.12.2024", "Kaislan kaupunki | Kaislan kaupunki | 70000"),
    ],
)
def test_euros_may_be_printed_in_any_way(euros: str, line: str, expected: str) -> None:
    lines = [line.format(euros.format(number)) for number in ("70 000", "35 000")]
    granted = read("Hakijoille myönnettiin avustuksia:", lines, items)
    assert [" | ".join(one.split(" | ")[:3]) for one in granted] == [expected, expected.replace("70000", "35000")]


def test_a_year_behind_a_sum_is_no_sum() -> None:
    lines = ["Kuitu, Lopen kunta, 70 000 €, 2021–2022", "Hamppu, Lopen kunta, 35 000 €, 2021"]
    found = projects(page(f"<h2>Rahoitetut hankkeet</h2>{''.join(f'<p>{line}</p>' for line in lines)}", TITLE))
    assert 2021 not in [project["granted_amount"] for project in found]
