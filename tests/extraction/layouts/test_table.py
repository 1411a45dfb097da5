"""Tables with a header: which rows are projects, which columns are sums, and in which unit."""

from __future__ import annotations

import pytest

from tests.extraction.reading import page, projects, rows


def table(*lines: str) -> str:
    """Return a table of lines whose cells `|` parts; the first is the header, `^` spans from the row above."""
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    html = []
    for number, row in enumerate(cells):
        tag = "td" if number else "th"
        made = []
        for column, cell in enumerate(row):
            if cell == "^":
                continue
            height = 1 + sum(len(below) > column and below[column] == "^" for below in cells[number + 1 : number + 2])
            width = f" colspan={max(map(len, cells))}" if len(row) == 1 else ""
            made.append(f"<{tag} rowspan={height}{width}>{cell}</{tag}>")
        html.append(f"<tr>{''.join(made)}</tr>")
    return f"<table>{''.join(html)}</table>"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Hanke | Hakija | Myönnetty rahoitus", "Yksi | Lopen kunta | 10 000 €"],
         ["Yksi | Lopen kunta | 10000 | - | -"]),
        (["Hakija | Hanke | Tuki € | Toteutusaika", "Lopen kunta | Yksi | 10 000 | 2022–2023"],
         ["Yksi | Lopen kunta | 10000 | - | 2022-01-01–2023-12-31"]),
        (["Hanke | Hakija | Tuki, € | Kustannusarvio (1000 €)", "Yksi | Lopen kunta | 10 000 | 12,5"],
         ["Yksi | Lopen kunta | 10000 | 12500 | -"]),
        (["Hanke | Hakija | Tuki t€ | Kustannusarvio euroa", "Yksi | Lopen kunta | 10 | 12 500"],
         ["Yksi | Lopen kunta | 10000 | 12500 | -"]),
        (["Nro | Hakija | Käyttötarkoitus | Tuki", "1 | Tanssikoulu Askel ry | Kiertue kylillä | 5 000 €"],
         ["Kiertue kylillä | Tanssikoulu Askel ry | 5000 | - | -"]),
        (["Nro | Saaja | Avustuslaji | Summa", "1. | Lopen Lato ry | Yleisavustus | 10 000 €"],
         ["Lopen Lato ry | Lopen Lato ry | 10000 | - | -"]),
        (["Hanke | Hakija | Tuki", "Yksi | Lopen kunta | 800", "Kaksi | Hattulan kunta | 7 500"],
         ["Yksi | Lopen kunta | 800 | - | -", "Kaksi | Hattulan kunta | 7500 | - | -"]),
        (["Hanke | Hakija | Tuki", "Yksi | Lopen kunta | 800", "Kaksi | Hattulan kunta | 75"],
         ["Yksi | Lopen kunta | - | - | -", "Kaksi | Hattulan kunta | - | - | -"]),
        (["Mottagare | Anhållan | Beslut | Motivering", "Vass r.f. | 9.500,00 | 9.000,00 | God",
          "Sjö r.f. | 4.000,00 | 2.000,00 | God"],
         ["Vass r.f. | Vass r.f. | 9000 | - | -", "Sjö r.f. | Sjö r.f. | 2000 | - | -"]),
        (["Hanke | Hakija | Tuki 2022", "Yksi | Lopen kunta | 5 000 €"], ["Yksi | Lopen kunta | 5000 | - | -"]),
        (["Hanke | Hakija | Tuki 2022 | Tuki 2023", "Yksi | Lopen kunta | 5 000 € | 6 000 €"],
         ["Yksi | Lopen kunta | - | - | -"]),
        (["Hakija | Tuki 2021 | Haettu 2022 | Myönnetty 2022", "Lopen kunta | 5 000 | 9 000 | 6 000",
          "Ypäjän kunta | – | 3 000 | 2 000"],
         ["Lopen kunta | Lopen kunta | 6000 | - | -", "Ypäjän kunta | Ypäjän kunta | 2000 | - | -"]),
        (["Hanke | Hakija | Tuki 2021 | 2022 myönnetty", "Yksi | Lopen kunta | 5 000 € | 6 000 €"],
         ["Yksi | Lopen kunta | 6000 | - | -"]),
        (["Hanke | Hakija | Myönnetty 2021 | Haettu 2022", "Yksi | Lopen kunta | 5 000 € | 6 000 €"],
         ["Yksi | Lopen kunta | - | - | -"]),
        (["Hanke | Hakija | Tarkoitus | Tuki", "Yksi | Lopen kunta | Kiertue kylillä | 5 000 €"],
         ["Yksi | Lopen kunta | 5000 | - | -"]),
        (["Hanke | Hakija | Tuki (tuhatta euroa)", "Yksi | Lopen kunta | 10,5"],
         ["Yksi | Lopen kunta | 10500 | - | -"]),
        (["Hanke | Hakija | Tuki (milj. €)", "Yksi | Lopen kunta | 1,5"], ["Yksi | Lopen kunta | 1500000 | - | -"]),
        (["Hanke | Hakija | Tuki-% | Tuki €", "Yksi | Lopen kunta | 70 | 8 000"],
         ["Yksi | Lopen kunta | 8000 | - | -"]),
        (["Saaja | Euroa", "Lopen kunta | 10 000", "Hattulan kunta | 5 500,50"],
         ["Lopen kunta | Lopen kunta | 10000 | - | -", "Hattulan kunta | Hattulan kunta | 5500.5 | - | -"]),
        (["Hakija | Hanke | Tuki", "Lopen kunta | Yksi | 1 000 €", "^ | Kaksi | 2 000 €", "Hattulan kunta | Kolme | -"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Lopen kunta | 2000 | - | -",
          "Kolme | Hattulan kunta | - | - | -"]),
        (["Hanke | Hakija | Tuki", "Yksi | | 1 000 €"], ["Yksi | - | 1000 | - | -"]),
        (["Hanke | Tuki €", "Lopen kunta", "Yksi | 1 000", "Kaksi | 2 000", "Askel ry", "Kolme | 500"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Lopen kunta | 2000 | - | -", "Kolme | Askel ry | 500 | - | -"]),
        (["Hanke | Tuki €", "Lopen kunta", "Yksi | 1 000", "Kylät", "Kaksi | 2 000"],
         ["Yksi | - | 1000 | - | -", "Kaksi | - | 2000 | - | -"]),
        (["Hanke | Hakija | Myön-<br>netty<br>(€) | Kustannusarvio*", "Yksi | Lopen kunta | 1 000 | 2 000 €"],
         ["Yksi | Lopen kunta | 1000 | 2000 | -"]),
        (["Hanke | Hakija | Myönn. tuki € | Kok. kust. €", "Yksi | Lopen kunta | 1 000 | 2 000"],
         ["Yksi | Lopen kunta | 1000 | 2000 | -"]),
        (["Hanke | Hakija | Tuki", "Yksi<p>Hankkeessa kehitetään kylän asioita.</p> | Lopen kunta | 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Hanke | Hakija | Tuki", "<b>Hanke</b> Yksi | <b>Hakija</b> Lopen kunta | <b>Tuki</b> 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Seura | €", "Askel ry | 5 000,-", "Puro ry | 900,-"],
         ["Askel ry | Askel ry | 5000 | - | -", "Puro ry | Puro ry | 900 | - | -"]),
        (["Yritys | Toimenpide | Tuki €", "Paja Oy | Sorvi | 5 000", "Savu Oy | Savustamo | 9 900"],
         ["Sorvi | Paja Oy | 5000 | - | -", "Savustamo | Savu Oy | 9900 | - | -"]),
        (["Yhdistys | Laji | Haettu € | Myönnetty €", "Askel ry | Toiminta | 900 | 500", "Puro ry | Kohde | 90 | 70"],
         ["Askel ry | Askel ry | 500 | - | -", "Puro ry | Puro ry | 70 | - | -"]),
        (["Yhdistys | Haettu € | Myönnetään € | Vuonna 2020 €", "Askel ry | 900 | 500 | 450", "Puro ry | 90 | 70 | -"],
         ["Askel ry | Askel ry | 500 | - | -", "Puro ry | Puro ry | 70 | - | -"]),
        (["Yhdistys | V. 2020 | Haettu | Myönnetty, €", "Askel ry | 450 | 900 | 500", "Puro ry | - | 90 | 70"],
         ["Askel ry | Askel ry | 500 | - | -", "Puro ry | Puro ry | 70 | - | -"]),
        (["Seura | Tarkoitus | Hakemus | Päätös", "Askel ry | Leiri | 900 € | 500 €", "Puro ry | Kirja | 90 € | 70 €",
          "Rasti ry | Retki | 80 € | hylätty"],
         ["Leiri | Askel ry | 500 | - | -", "Kirja | Puro ry | 70 | - | -", "Retki | Rasti ry | - | - | -"]),
        (["Förening | Ansökt summa € | Beviljat bidrag €", "Idrott", "Askel rf | 900 | 500", "Sammanlagt | 900 | 500",
          "Musik", "Puro rf | 90 | 70", "Sammanlagt | 90 | 70"],
         ["Askel rf | Askel rf | 500 | - | -", "Puro rf | Puro rf | 70 | - | -"]),
        (["Taho | Hanke | Tuki", "Lopen kunta | Yksi | 1 000 €", "Askel ry | Kaksi | 2 000 €", "– | Kolme | 3 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Askel ry | 2000 | - | -", "Kolme | - | 3000 | - | -"]),
        (["Hakija | Hanke | Tuki", "Lopen kunta | Yksi | 1 000 €", "– \" – | Kaksi | 2 000 €", "” | Kolme | 3 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Lopen kunta | 2000 | - | -",
          "Kolme | Lopen kunta | 3000 | - | -"]),
        (["Hakija | Hanke | Summa", "Lopen kunta | Yksi | 1 000 €"], ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Hakija | Hanke | Kunta | Yhteensä", "Lopen kunta | Yksi | 50 | 100"], ["Yksi | Lopen kunta | - | - | -"]),
        (["Hanke | Hakija | 2021 | 2022 | Myönnetty yhteensä", "Yksi | Lopen kunta | 400 € | 600 € | 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Myönnetty | Hanke | Hakija | Tuki", "12.3.2012 | Yksi | Lopen kunta | 1 000 e"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Hankekoodi ja nimi | Hakija | Tuki", "A801 Yksi | Lopen kunta | 1 000 €"],
         ["A801 Yksi | Lopen kunta | 1000 | - | -"]),
        (["Recipient | Purpose | Granted", "Askel Foundation | Camps | 1 000 €"],
         ["Camps | Askel Foundation | 1000 | - | -"]),
        (["Hanke<span>Järjestä laskevasti</span> | Hakija | Tuki", "Yksi | Lopen kunta | 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Tukikohde | Hakija | Tuki", "Yksi | Lopen kunta<br>Askel ry | 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Hakija | Tapahtuma tai hanke | Belopp i euro", "Lopen kunta | Yksi | 1.200"],
         ["Yksi | Lopen kunta | 1200 | - | -"]),
        (["Hanke | Hakija | Tuki euroina | Vuodet", "Yksi | Lopen kunta | 500 | 2022–2023"],
         ["Yksi | Lopen kunta | 500 | - | 2022-01-01–2023-12-31"]),
        (["Hanke | Hakija | Tuki", "Forssan seutu", "Yksi | Lopen kunta | 1 000 €", "Seutu yhteensä | | 1 000 €",
          "<b>Riihimäki</b> | | ", "Kaksi* | Hattulan kunta | 2 000 €", "Yhteensä | | 3 000 €", "* ehdollinen"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Hattulan kunta | 2000 | - | -"]),
        (["Hanke | Hakija | Tuki", "Yksi | Lopen kunta | 1 000 €", " | | 1 000 €", " | YHTEENSÄ | 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Myönnetyt tuet", "Hanke | Hakija | Tuki", "Yksi | Lopen kunta | 1 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -"]),
        (["Hanke | Hakija | Tuki", "Yksi | Lopen kunta | 1 000 €", "Hakija | Hanke | Kustannusarvio",
          "Hattulan kunta | Kaksi | 5 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Hattulan kunta | - | 5000 | -"]),
        (["Projekt | Sökande | Beviljat stöd", "Elbåtar | Korsnäs kommun | 6 000 €"],
         ["Elbåtar | Korsnäs kommun | 6000 | - | -"]),
        (["Hakija | Hanke | Haettu AIKO-rahoitus | Myönnetty AIKO-rahoitus", "Lopen kunta | Yksi | 9 000 € | 8 000 €"],
         ["Yksi | Lopen kunta | 8000 | - | -"]),
        (["Hanke | Hakija | Pirkanmaan liiton myöntämä rahoitus", "Yksi | Lopen kunta | 8 000 €"],
         ["Yksi | Lopen kunta | 8000 | - | -"]),
        (["Hanke ja toteuttaja | Tuki", "<b>Yksi</b><br>Lopen kunta | 8 000 €"], ["Yksi | Lopen kunta | 8000 | - | -"]),
        (["HANKE JA TOTEUTTAJA | TUKI", "<b>Yksi</b><br>Lopen kunta | 8 000 €"], ["Yksi | Lopen kunta | 8000 | - | -"]),
        (["Hakija | Kohde | Avustus", "Espoon kaupunki | Uimahalli | 750 000 €"],
         ["Uimahalli | Espoon kaupunki | 750000 | - | -"]),
        (["Hanke | Hakija | EU + valtio | Kunnat | Yksityinen | Yhteensä",
          "Yksi | Lopen kunta | 8 000 | 1 000 | 0 | 9 000"], ["Yksi | Lopen kunta | 8000 | - | -"]),
        (["Hanke | Hakija | Tuki", "Yksi | Lopen kunta | 79 900 €, josta lainaa 12 345 €"],
         ["Yksi | Lopen kunta | - | - | -"]),
        (["Hanke | Hakija | Kustannusarvio", "Yksi | Lopen kunta | 31 480 € (sis. talkootyö 5 200 €)"],
         ["Yksi | Lopen kunta | - | 31480 | -"]),
        (["Hanke | Hakija | Kustannusarvio", "Yksi | Lopen kunta | 142 000 euroa, josta AKKE-rahoitusta 99 400 euroa"],
         ["Yksi | Lopen kunta | - | 142000 | -"]),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) else None,
)  # fmt: skip
def test_rows_under_a_header(lines: list[str], expected: list[str]) -> None:
    assert rows(page(table(*lines))) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Nimi | Tehtävä | Puhelin", "Maija Meri | Johtaja | 040 123 4567"],
        ["Avustus | Hakija | Tuki | Hakuaika", "Kohdeavustus | Lopen kunta | 2 000 € | 1.1.–31.1.2023"],
        ["Hanke | Hakija | 2022 | 2023", "Yksi | Lopen kunta | 8 000 | 2 000"],
        ["Ala | Hakijat | Saajat | Myönnetty (€)", "Sirkus | 210 | 79 | 1 455", "Tanssi | 488 | 162 | 3 310"],
        ["Vuosi | Hankkeita", "2021 | 14", "2022 | 12"],
        ["Taho | Rahoitus €", "Lopen kunta | 1 000", "Askel ry | 2 000"],
        ["Kausi | Tuki €", "Lopen kunta | 1 000", "Keväällä | 2 000", "Syksyllä | 3 000"],
    ],
    ids=lambda lines: lines[0],
)
def test_tables_of_something_else(lines: list[str]) -> None:
    assert rows(page(table(*lines))) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Hanke\tHakija\tTuki €", "Yksi\tLopen kunta\t1 000", "Kaksi\tHattulan kunta\t2 000"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Hattulan kunta | 2000 | - | -"]),
        (["Hanke\tHakija\tTuki €", "", "Yksi\tLopen kunta\t1 000", "", "Kaksi\tHattulan kunta\t2 000"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Hattulan kunta | 2000 | - | -"]),
        (["Hanke\tHakija\tTuki €", "Forssan seutu", "Yksi\tLopen kunta\t1 000", "Hämeenlinnan seutu",
          "Kaksi\tHattulan kunta\t2 000"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Hattulan kunta | 2000 | - | -"]),
        (["Linja\tHanke\tHakija\tTuki", "TL 1\tYksi\tLopen kunta\t1 000 €", "Kaksi\tHattulan kunta\t2 000 €"],
         ["Yksi | Lopen kunta | 1000 | - | -", "Kaksi | Hattulan kunta | 2000 | - | -"]),
        (["Hakija\tHanke\tTuki\tKustannukset", "Lopen kunta\tYksi\t1 000\t1 500",
          "Kaksi\t2 000\t2 500", "Yhteensä\t3 000\t4 000"],
         ["Yksi | Lopen kunta | 1000 | 1500 | -", "Kaksi | - | 2000 | 2500 | -"]),
        (["Hakija\tHanke\tTuki\tToteutusaika", "Lopen kunta\tYksi\tEi rahoitusta"], ["Yksi | Lopen kunta | - | - | -"]),
        (["Hanke ja hakija\tTuki", "Yksi Lopen kunta\t1 000 €", "Kaksi Hattulan kunta\t2 000 €"], []),
    ],
    ids=["rows", "blank lines", "headings", "a cell that reaches down",
         "an applicant that reaches down", "no sum", "names that ran together"],
)  # fmt: skip
def test_rows_of_text(lines: list[str], expected: list[str]) -> None:
    assert rows("\n".join(["Rahoitetut hankkeet 2022", "", *lines, ""])) == expected


def test_a_column_of_public_bodies_under_a_breakdown_is_no_list() -> None:
    lines = ["Yliopisto | Myönnetty rahoitus", "Helsingin yliopisto | 120 000 €", "Turun yliopisto | 45 000 €"]
    assert [len(rows(page(table(*lines), title))) for title in ("Rahoitus yliopistoittain", "Rahoitus")] == [0, 2]


def test_haettu_is_not_granted() -> None:
    lines = [
        "Hakija | Hanke | Haettu € | Myönnetty €",
        "Lopen kunta | Yksi | 10 000 | 8 000",
        "Ypäjän kunta | Kaksi | 5 000 | 0",
    ]
    read = projects(page(table(*lines)))
    assert [(p["applied_amount"], p["granted_amount"], p["status"]) for p in read] == [
        (10000, 8000, "granted"),
        (5000, 0, "rejected"),
    ]


def test_unknown_columns_are_kept() -> None:
    (project,) = projects(
        page(table("Nro | Hanke | Seutu | Hakija | Tuki", "1 | Yksi | Forssa | Lopen kunta | 1 000 €"))
    )
    assert project["other_fields"] == {"Nro": "1", "Seutu": "Forssa"}


@pytest.mark.parametrize(("wide", "granted"), [("Offentligt stöd, €", "10000"), ("Finansiering, €", "-")])
def test_a_wide_header_over_its_parts_and_what_they_add_up_to(wide: str, granted: str) -> None:
    header = (
        f"<tr><th rowspan=2>Projekt</th><th rowspan=2>Sökande</th><th colspan=3>{wide}</th>"
        "<th rowspan=2>Total kostnad, €</th></tr><tr><th>EU</th><th>Stat</th><th>Sammanlagt</th></tr>"
    )
    cells = "".join(f"<td>{cell}</td>" for cell in ("Ishall", "Köklot fiskelag", "4 200", "5 800", "10 000", "20 000"))
    assert rows(page(f"<table>{header}<tr>{cells}</tr></table>")) == [
        f"Ishall | Köklot fiskelag | {granted} | 20000 | -"
    ]
