"""Whole pages, each with one trait that broke a reading or could: which projects are read, and that no others are."""

from __future__ import annotations

from typing import Any

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import page, projects, rows

BIO = "Hakija: Lopen kunta<br>Myönnetty rahoitus: 48 500 €<br>Kustannusarvio: 60 625 €"
HEMP = "Hakija: Hattulan kunta<br>Myönnetty rahoitus: 9 000 €<br>Kustannusarvio: 12 000 €"
READ = ["Biohiili | Lopen kunta | 48500 | 60625 | -", "Hamppu | Hattulan kunta | 9000 | 12000 | -"]
TWO = f"<h2>Biohiili</h2><p>{BIO}</p>{{}}<h2>Hamppu</h2><p>{HEMP}</p>"
PROSE = "<p>Hankkeessa kokeillaan biohiiltä pelloilla. Kokeet tehdään kolmella tilalla.</p>"


@pytest.mark.parametrize(
    "body",
    [
        # names
        f"<h2>Pohjoinen</h2><h3>Biohiili</h3><p>{BIO}</p><h2>Etelä</h2><h3>Hamppu</h3><p>{HEMP}</p>",
        f"<h2>Pohjoinen</h2><p><b>Biohiili</b></p><p>{BIO}</p><p><b>Hamppu</b></p><p>{HEMP}</p>",
        f"<h2>1. Biohiili</h2><p>{BIO}</p><h2>2. Hamppu</h2><p>{HEMP}</p>",
        f"<h3>Hanke: Biohiili</h3><p>{BIO}</p><h3>Hanke: Hamppu</h3><p>{HEMP}</p>",
        f"<p><b>Biohiili</b><br>{BIO}</p><p><b>Hamppu</b><br>{HEMP}</p>",
        f"<p><b>Biohiili</b> {BIO.replace('<br>', ', ')}</p><p><b>Hamppu</b> {HEMP.replace('<br>', ', ')}</p>",
        "<ul><li><b>Biohiili</b> – Hakija: Lopen kunta – Myönnetty rahoitus: 48 500 € – Kustannusarvio: 60 625 €</li>"
        "<li><b>Hamppu</b> – Hakija: Hattulan kunta – Myönnetty rahoitus: 9 000 € – Kustannusarvio: 12 000 €</li></ul>",
        f"<p>Biohiili, {BIO.replace('<br>', ', ')}</p><p>Hamppu, {HEMP.replace('<br>', ', ')}</p>",
        f"<p>Hankkeen nimi: Biohiili<br>{BIO}</p><p>Hankkeen nimi: Hamppu<br>{HEMP}</p>",
        f"<p>{BIO}<br>Hankkeen nimi: Biohiili</p><p>{HEMP}<br>Hankkeen nimi: Hamppu</p>",
        f"<p>Hanke: Biohiili<br>{BIO}</p><p>Hanke: Hamppu<br>{HEMP}</p>",
        "<ol><li>Biohiili<ul><li>" + BIO.replace("<br>", "</li><li>") + "</li></ul></li>"
        "<li>Hamppu<ul><li>" + HEMP.replace("<br>", "</li><li>") + "</li></ul></li></ol>",
        "<dl>"
        "<dt>Hakija</dt><dd>Lopen kunta</dd><dt>Hankkeen nimi</dt><dd>Biohiili</dd>"
        "<dt>Myönnetty rahoitus</dt><dd>48 500 €</dd><dt>Kustannusarvio</dt><dd>60 625 €</dd>"
        "<dt>Hakija</dt><dd>Hattulan kunta</dd><dt>Hankkeen nimi</dt><dd>Hamppu</dd>"
        "<dt>Myönnetty rahoitus</dt><dd>9 000 €</dd><dt>Kustannusarvio</dt><dd>12 000 €</dd></dl>",
        "<h3>Biohiili (Lopen kunta)</h3><p>Myönnetty rahoitus: 48 500 €<br>Kustannusarvio: 60 625 €</p>"
        "<h3>Hamppu (Hattulan kunta)</h3><p>Myönnetty rahoitus: 9 000 €<br>Kustannusarvio: 12 000 €</p>",
        "<h3>Biohiili, Lopen kunta</h3><p>Myönnetty rahoitus: 48 500 €<br>Kustannusarvio: 60 625 €</p>"
        "<h3>Hamppu, Hattulan kunta</h3><p>Myönnetty rahoitus: 9 000 €<br>Kustannusarvio: 12 000 €</p>",
        f"<div><p>AKKE</p><h3>Biohiili</h3><p>{BIO}</p></div><div><p>AKKE</p><h3>Hamppu</h3><p>{HEMP}</p></div>",
        # tables that are no rows of projects
        f"<table><tr><th>Hanke</th><th>Tiedot</th></tr><tr><td>Biohiili</td><td>{BIO}</td></tr>"
        f"<tr><td>Hamppu</td><td>{HEMP}</td></tr></table>",
        f"<table><tr><td><b>Biohiili</b><br>{BIO}</td><td><b>Hamppu</b><br>{HEMP}</td></tr></table>",
        f"<table><tr><td><h3>Biohiili</h3><p>{BIO}</p></td><td><h3>Hamppu</h3><p>{HEMP}</p></td></tr></table>",
        "<table><tr><td rowspan=3>Biohiili</td><td>Hakija</td><td>Lopen kunta</td></tr>"
        "<tr><td>Myönnetty rahoitus</td><td>48 500 €</td></tr><tr><td>Kustannusarvio</td><td>60 625 €</td></tr>"
        "<tr><td rowspan=3>Hamppu</td><td>Hakija</td><td>Hattulan kunta</td></tr>"
        "<tr><td>Myönnetty rahoitus</td><td>9 000 €</td></tr><tr><td>Kustannusarvio</td><td>12 000 €</td></tr></table>",
        "<table><caption>Biohiili</caption><tr><td>Hakija</td><td>Lopen kunta</td><td>Myönnetty rahoitus</td>"
        "<td>48 500 €</td></tr><tr><td>Kustannusarvio</td><td>60 625 €</td><td></td><td></td></tr></table>"
        "<table><caption>Hamppu</caption><tr><td>Hakija</td><td>Hattulan kunta</td><td>Myönnetty rahoitus</td>"
        "<td>9 000 €</td></tr><tr><td>Kustannusarvio</td><td>12 000 €</td><td></td><td></td></tr></table>",
        "<table><tr><th colspan=2>Biohiili</th></tr><tr><td>Hakija</td><td>Lopen kunta</td></tr>"
        "<tr><td>Myönnetty rahoitus</td><td>48 500 €</td></tr><tr><td>Kustannusarvio</td><td>60 625 €</td></tr>"
        "<tr><th colspan=2>Hamppu</th></tr><tr><td>Hakija</td><td>Hattulan kunta</td></tr>"
        "<tr><td>Myönnetty rahoitus</td><td>9 000 €</td></tr><tr><td>Kustannusarvio</td><td>12 000 €</td></tr></table>",
        "<table><tr><th></th><th>Biohiili</th><th>Hamppu</th></tr><tr><th>Hakija</th><td>Lopen kunta</td>"
        "<td>Hattulan kunta</td></tr><tr><th>Myönnetty rahoitus</th><td>48 500 €</td><td>9 000 €</td></tr>"
        "<tr><th>Kustannusarvio</th><td>60 625 €</td><td>12 000 €</td></tr></table>",
        # what stands around them
        TWO.format("<h4>Lyhyesti</h4>" + PROSE),
        TWO.format("<p>Hakijana toimii Hämeen liitto. Kustannusarviossa on varauduttu 5 000 euron lisään.</p>"),
        TWO.format("<p>Tuki on enintään 70 % kustannuksista, ja Rahoitus maksetaan 30.6.2023.</p>"),
        TWO.format("<p>Yhteyshenkilö: Maija Meri, p. 040 123 4567, maija@example.fi</p>"),
        "<p>Myönnetty rahoitus yhteensä: 57 500 €</p>" + TWO.format("") + "<p>Yhteensä: 57 500 €</p>",
        TWO.format("<h2>Yhteenveto</h2><p>Myönnetty rahoitus: 57 500 €</p>"),
        "<p>Hakuaika: 1.12.2021–31.1.2022</p>" + TWO.format(""),
        "<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Myönnetty rahoitus: 48 500 €</p><h4>Pelloille</h4>" + PROSE
        + "<p>Kustannusarvio: 60 625 €</p><h2>Hamppu</h2><p>Hakija: Hattulan kunta<br>Myönnetty rahoitus: 9 000 €</p>"
        "<h4>Kudontaan</h4>" + PROSE + "<p>Kustannusarvio: 12 000 €</p>",
        f"<div class='desktop'>{TWO.format('')}</div><div class='mobile'>{TWO.format('')}</div>",
        f"<h2>Biohiili</h2><p>{BIO}</p><div style='display:none'><p>{BIO}</p></div><h2>Hamppu</h2><p>{HEMP}</p>",
        # values
        TWO.replace("60 625 €", "60&nbsp;625&nbsp;€").replace("9 000", "9\u202f000").format(""),
        TWO.replace("60 625 €", "<span>60 6</span>25 €").format(""),
        TWO.replace("Lopen kunta", "<a href='https://example.fi'>Lopen</a> kunta").format(""),
        TWO.replace("48 500 €", "48 500 € (80 %)").format(""),
        TWO.replace("Myönnetty rahoitus: 48 500 €", "Myönnetty rahoitus (€): 48500").format(""),
        TWO.replace("Myönnetty", "EU-tuki: 1 000 €<br>Myönnetty").format(""),
        TWO.replace("Kustannusarvio", "Rahoitus yhteensä: 70 000 €<br>Kustannusarvio").format(""),
        TWO.replace("Kustannusarvio", "Kustannusarvio (alv 0 %)").format(""),
        TWO.replace("Myönnetty rahoitus", "Myönnetty rahoitus (AKKE)").format(""),
        TWO.replace("Kustannusarvio", "Tuki-%: 80<br>Kustannusarvio").format(""),
        TWO.replace("Hakija:", "Hakija (päätoteuttaja):").format(""),
        TWO.replace("kunta", "kunta (päätoteuttaja)").format(""),
        f"<h2>Biohiili</h2><p>Hakija Lopen kunta</p><p>Kustannusarvio 60 625 euroa, josta AKKE-tuki 48 500 euroa</p>"
        f"<h2>Hamppu</h2><p>{HEMP}</p>",
        TWO.replace(": ", "........: ").format(""),
        TWO.replace("</h2>", " <span>9 000 €</span></h2>").format(""),
        TWO.replace("48 500 €", "<del>50 000 €</del> <ins>48 500 €</ins>").format(""),
        TWO.replace("<br>Kustannus", "<br>Toteuttaja: Ypäjän kunta<br>Kustannus").format(""),
    ],
)  # fmt: skip
def test_two_projects(body: str) -> None:
    assert rows(page(body)) == READ


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Biohiili</h2><p>Hakija:<br>Myönnetty rahoitus: 5 000 €<br>Kustannusarvio: 7 000 €</p>",
         ["Biohiili | - | 5000 | 7000 | -"]),
        ("<h2>Biohiili</h2><p>Kustannusarvio: 7 000 €</p><p>Myönnetty rahoitus: 5 000 €</p><p>Hakija:</p>" + PROSE,
         ["Biohiili | - | 5000 | 7000 | -"]),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta</p><p>Myönnetty rahoitus:</p>",
         ["Biohiili | Lopen kunta | - | - | -"]),
        ("<h2>Biohiili</h2><dl><dt>Hakija</dt><dd>Lopen kunta</dd><dt>Myönnetty rahoitus</dt><dd>-</dd></dl>",
         ["Biohiili | Lopen kunta | - | - | -"]),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Myönnetty rahoitus: 48 500 € / 60 625 €</p>",
         ["Biohiili | Lopen kunta | - | - | -"]),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Tuki: 70 %<br>Kustannusarvio: 7 000 €</p>",
         ["Biohiili | Lopen kunta | - | 7000 | -"]),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Myönnetty rahoitus: 040 123 4567</p>",
         ["Biohiili | Lopen kunta | - | - | -"]),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta</p><p>Myönnetty rahoitus 1000 €</p><p>Kustannusarvio 2000 euroa</p>",
         ["Biohiili | Lopen kunta | 1000 | 2000 | -"]),
        (TWO.format("<h2>Järvet</h2><p>Myönnetty rahoitus: 1 000 €</p>"),
         [READ[0], "Järvet | - | 1000 | - | -", READ[1]]),
        (TWO.format("<h2>Järvet</h2><p>Hakija: Ypäjän kunta</p>"),
         [READ[0], "Järvet | Ypäjän kunta | - | - | -", READ[1]]),
        (f"<h2>Kylät</h2><p>{BIO}</p><h2>Kylät</h2><p>{HEMP}</p>",
         ["Kylät | Lopen kunta | 48500 | 60625 | -", "Kylät | Hattulan kunta | 9000 | 12000 | -"]),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Rahoitus yhteensä: 70 000 €</p>",
         ["Biohiili | Lopen kunta | - | - | -"]),
        ("<h2>Biohiili</h2><div><span>5 000 €</span><span>Myönnetty rahoitus</span></div><p>Hakija: Lopen kunta</p>",
         ["Biohiili | Lopen kunta | 5000 | - | -"]),
        (f"<h2>Biohiili</h2><p>{BIO}</p>", READ[:1]),
    ],
)  # fmt: skip
def test_what_is_missing_stays_missing(body: str, expected: list[str]) -> None:
    assert rows(page(body)) == expected


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("AKKE-haku avoinna", "<dl><dt>Hakuaika</dt><dd>1.3.–31.3.2022</dd><dt>Haettavissa</dt><dd>543 000 €</dd>"
                              "<dt>Rahoitus</dt><dd>543 000 €</dd><dt>Tuensaajat</dt><dd>kunnat</dd></dl>"),
        ("Kestävän kasvun hankkeille", "<p>Rahoitus: 543 000 €<br>Tuensaajat: kunnat, kuntayhtymät ja yhdistykset<br>"
                                       "Toteutusaika: 1.5.2022–31.12.2023</p>"),
        ("Stöd för tillväxt", "<p>Finansiering: 543 000 €<br>Sökande: kommuner<br>Projekttid: 1.5–31.12.2023</p>"),
        ("Avustukset", "<h2>Kohdeavustus</h2><p>Hakija: yhdistys<br>Avustus: enintään 2 000 €</p>"),
        ("Haettavat avustukset", "<table><tr><th>Avustus</th><th>Hakija</th><th>Hakuaika</th></tr>"
                                 "<tr><td>Toiminta-avustus</td><td>Yhdistykset</td><td>1.1.–31.1.2023</td></tr></table>"),
        ("Avustukset", "<table><tr><th>Avustus</th><th>Hakija</th><th>Tuki</th></tr>"
                       "<tr><td>Toiminta-avustus</td><td>Yhdistykset ja säätiöt</td><td>2 000 €</td></tr></table>"),
        ("Evästeet", "<table><tr><th>Nimi</th><th>Toteuttaja</th><th>Kesto</th></tr><tr><td>_ga</td><td>Google</td>"
                     "<td>2 vuotta</td></tr><tr><td>PHPSESSID</td><td>example.fi</td><td>Istunto</td></tr></table>"),
        ("Henkilökunta", "<h3>Maija Meri</h3><p>Puhelin: 040 123 4567<br>Sähköposti: m@example.fi</p>"),
        ("Yhteystiedot", "<p>Koordinaattori: Maija Meri<br>Puhelin: 040 123 4567</p><p>Projekti: Järvihanke</p>"),
        ("Henkilöstö", "<table><tr><th>Nimi</th><th>Tehtävä</th><th>Puhelin</th></tr>"
                       "<tr><td>Maija Meri</td><td>Johtaja</td><td>040 123 4567</td></tr></table>"),
        ("Tapahtumat", "<h3>Maakuntapäivä</h3><p>Alkaa: 1.3.2022<br>Päättyy: 2.3.2022</p>"
                       "<p>Tapahtuma kokoaa alueen toimijat yhteen.</p>"),
        ("Talousarvio 2022", "<table><tr><th>Nimi</th><th>Euroa</th></tr>"
                             "<tr><td>Jäsenmaksut</td><td>1 200 000</td></tr>"
                             "<tr><td>Projektitulot</td><td>200 000</td></tr></table>"),
        ("Uutiset", "<h3><a href='/a'>Rahoitus biohiilelle</a></h3><p>Julkaistu: 1.3.2022</p>"
                    "<p>Hanke sai 50 000 euron rahoituksen liitolta.</p>"),
        ("Hankinnat", "<ul><li>Kalusteet, Kaluste Oy, 12 000 €</li><li>Siivous, Puhdas Oy, 9 000 €</li></ul>"),
        ("Hankinnat", "<table><tr><th>Hankinta</th><th>Toteuttaja</th><th>Kustannukset</th></tr>"
                      "<tr><td>Siivous</td><td>Puhdas Oy</td><td>9 000 €</td></tr></table>"),
        ("Kokoustilat", "<ul><li>Kokoushuone Vanaja, 50 €</li><li>Kokoushuone Hauho, 75 €</li></ul>"),
        ("Jäsenmaksut 2023", "<ul><li>Forssan kaupunki 120 500 €</li><li>Lopen kunta 65 000 €</li></ul>"),
        ("Haku avoinna", "<p>Haettavissa on 543 000 €. Tukea voidaan myöntää Lopen kunnalle ja Hattulan kunnalle.</p>"),
        ("Historia", "<p>Vuonna 2005 Hämeen liitto myönsi yhteensä 1,2 miljoonaa euroa 34 hankkeelle.</p>"),
        ("Maksatusohje", "<p>Hakija: täytetään virallinen nimi</p><p>Hankkeen nimi: enintään 100 merkkiä</p>"
                         "<p>Kustannusarvio: täytetään eurot</p>"),
        ("Toimintakertomus", "<p>Myönnetty rahoitus yhteensä: 1,2 milj. euroa</p><p>Hankkeita oli 14.</p>"),
        ("Rahoitetut hankkeet", "<h2>Yhteenveto</h2><p>Myönnetty rahoitus: 183 500 €</p>"),
    ],
)  # fmt: skip
def test_no_project(title: str, body: str) -> None:
    assert rows(page(body, title)) == []


@pytest.mark.parametrize(
    ("after", "description", "goals", "other"),
    [
        (PROSE, "Hankkeessa kokeillaan biohiiltä pelloilla. Kokeet tehdään kolmella tilalla.", [], {}),
        ("<h3>Tavoitteet</h3><ul><li>lisätä käyttöä,</li><li>oppia ja</li><li>kokeilla.</li></ul>", None,
         ["lisätä käyttöä", "oppia", "kokeilla"], {}),
        ("<ul><li>lisätä käyttöä</li><li>oppia</li></ul>", None, ["lisätä käyttöä", "oppia"], {}),
        ("<p>Tarkemmat tavoitteet ovat<br>1. lisätä käyttöä<br>2) oppia</p>", None, ["lisätä käyttöä", "oppia"], {}),
        ("<p>Hankkeen tavoitteet:</p><p>- lisätä käyttöä</p><p>– oppia</p><p>• kokeilla</p>", None,
         ["lisätä käyttöä", "oppia", "kokeilla"], {}),
        ("<p>Tavoite: lisätä käyttöä.</p>", None, ["lisätä käyttöä"], {}),
        ("<h3>Hankkeen tavoitteena on</h3><ul><li>lisätä käyttöä</li></ul>", None, ["lisätä käyttöä"], {}),
        ("<p>Tavoitteena on lisätä biohiilen käyttöä ja samalla vähentää koko maakunnan päästöjä.</p>",
         "Tavoitteena on lisätä biohiilen käyttöä ja samalla vähentää koko maakunnan päästöjä.", [], {}),
        ("<p>Kuvaus: Hankkeessa kokeillaan biohiiltä.</p>", "Hankkeessa kokeillaan biohiiltä.", [], {}),
        ("<p>Toimenpiteet:</p><ul><li>työpajat</li><li>pilotit</li></ul>", None, [],
         {"Toimenpiteet": "työpajat\npilotit"}),
        ("<h3>Tulokset</h3><ul><li>kolme raporttia</li></ul>", None, [], {"Tulokset": "kolme raporttia"}),
        ("<p><b>Mitä tehdään</b></p><ul><li>kokeita</li></ul>", None, [], {"Mitä tehdään": "kokeita"}),
        ("<ul><li><a href='/a'>Hankkeen sivut</a></li><li><a href='/b'>Päätös (pdf)</a></li></ul>", None, [], {}),
        ("<h3>Yhteystiedot</h3><p>Maija Meri vastaa kaikesta hankkeessa.</p><ul><li>Maija</li></ul>", None, [], {}),
        ("<p>Lisätietoja antaa kehittämispäällikkö Maija Meri, puh. 03 647 4000, maija@example.fi.</p>", None, [], {}),
        ("<p>Hankkeen asioista vastaa Maija Meri, maija.meri@example.fi.</p>", None, [], {}),
        ("<ul><li>Maija Meri, puh. 040 123 4567</li></ul>", None, [], {}),
        ("<ul><li>12.6.2023</li><li>oppia</li></ul>", None, ["oppia"], {}),
        ("<ul><li>oppia</li><li>Toteutusaika:</li></ul>", None, ["oppia"], {}),
        ("<ul><li>3/2023–10/2024</li><li>oppia</li></ul>", None, ["oppia"], {}),
        ("<p>Vaikuttavuusluokka: korkea</p><p>Kunta: Loppi</p>", None, [],
         {"Vaikuttavuusluokka": "korkea", "Kunta": "Loppi"}),
    ],
)  # fmt: skip
def test_text_of_a_project(after: str, description: str | None, goals: list[str], other: dict[str, str]) -> None:
    first = projects(page(TWO.format(after)))[0]
    assert (first["description"], first["goals"], first["other_fields"]) == (description, goals, other)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>Osatoteuttajat: Hattulan kunta, Forssan kaupunki ja Ypäjän kunta</p>",
         ["Hattulan kunta", "Forssan kaupunki", "Ypäjän kunta"]),
        ("<p>Osatoteuttajat: Hattulan kunta; Suomen Työ ja Toimi ry</p>", ["Hattulan kunta", "Suomen Työ ja Toimi ry"]),
        ("<p>Osatoteuttajat: Pelto, metsä ja järvi ry</p>", ["Pelto, metsä ja järvi ry"]),
        ("<p>Osatoteuttajat:</p><ul><li>Hattulan kunta</li><li>Martat</li></ul>", ["Hattulan kunta", "Martat"]),
        ("<dl><dt>Osatoteuttajat</dt><dd>Hattulan kunta</dd><dd>Martat</dd></dl>", ["Hattulan kunta", "Martat"]),
        ("<dl><dt>Osatoteuttajat</dt><dd><ul><li>Hattulan kunta</li><li>Martat</li></ul></dd></dl>",
         ["Hattulan kunta", "Martat"]),
        ("<dl><dt>Osatoteuttajat</dt></dl>", []),
        ("<p>Osatoteuttajat: –</p>", []),
    ],
)  # fmt: skip
def test_partners(facts: str, expected: list[str]) -> None:
    first = projects(page(f"<h2>Biohiili</h2><p>{BIO}</p>{facts}<h2>Hamppu</h2><p>{HEMP}</p>"))[0]
    assert (first["partners"], first["goals"]) == (expected, [])


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ("<p><b>{0}</b><br>Hanke: {1}<br>Tuki 5 000 €</p>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<p><b>{0}</b><br>Tuki: 5 000 €</p>",
         ["Lopen kunta | Lopen kunta | 5000 | - | -", "Askel ry | Askel ry | 5000 | - | -"]),
        ("<p><b>{0}</b><br>Rahoitus: 5 000 €</p>", []),
        ("<h3>{0}</h3><p>{1}</p><p>Myönnetty 5 000 €</p>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<ul><li><b>{1}</b><br>{0} | 1.2.–30.6.2022 | Myönnetty 5 000 €</li></ul>",
         [f"{name} | 5000 | - | 2022-02-01–2022-06-30" for name in ("Silta | Lopen kunta", "Polku | Askel ry")]),
        ("<ul><li><b>{1}</b><div>{0} • 2022 • 5 000 €</div></li></ul>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<div><p><span>Taho</span><span>{0}</span></p><p><span>Kohde</span><span>{1}</span></p>"
         "<p><span>Tuki</span><span>5 000 €</span></p></div>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<h3>{1} – {0}</h3><p>Tuki: 5 000 €</p>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<h3>{1}</h3><p><small>SAAJA</small><br>{0}</p><p><small>TUKI</small><br>5 000 €</p>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<p>{1}<br>{0}<br>Myönnetty 5 000 €</p>",
         ["Silta | Lopen kunta | 5000 | - | -", "Polku | Askel ry | 5000 | - | -"]),
        ("<h4>{1}</h4><p>12.3.2022</p><p>Toteuttaja {0}, rahoitus 5 000 euroa. Toteutusaika 1.2.–30.6.2022.</p>",
         [f"{name} | 5000 | - | 2022-02-01–2022-06-30" for name in ("Silta | Lopen kunta", "Polku | Askel ry")]),
    ],
)  # fmt: skip
def test_an_organisation_over_its_facts(card: str, expected: list[str]) -> None:
    assert rows(page(card.format("Lopen kunta", "Silta") + card.format("Askel ry", "Polku"))) == expected


def test_a_year_over_accordions_is_no_period() -> None:
    opener = "<button aria-expanded='false'>{}</button>"
    body = f"{opener.format('2022')}{opener.format('Biohiili')}<p>{BIO}</p>{opener.format('Hamppu')}<p>{HEMP}</p>"
    assert [project["start_date"] for project in projects(page(body))] == [None, None]


def test_figures_of_a_year_are_no_project() -> None:
    box = '<div><p class="n">{}</p><p class="l">{}</p></div>'
    said = [("3 200 000 €", "Myönnetty rahoitus"), ("Lopen kunta", "Suurin hakija"), ("2021–2027", "Ohjelmakausi")]
    assert projects(page("".join(box.format(*each) for each in said), "Rahoituksemme")) == []


def test_a_list_of_definition_lists_keeps_its_names() -> None:
    item = "<li>{}<dl><dt>Hakija</dt><dd>{}</dd><dt>Toteutusaika</dt><dd>2022–2023</dd></dl></li>"
    body = item.format("Biohiili", "Lopen kunta") + item.format("Hamppu", "Hattulan kunta")
    period = "2022-01-01–2023-12-31"
    assert rows(page(f"<ul>{body}</ul>")) == [
        f"Biohiili | Lopen kunta | - | - | {period}",
        f"Hamppu | Hattulan kunta | - | - | {period}",
    ]


def test_the_granted_sum_outranks_another_grant() -> None:
    (project,) = projects(
        page("<h2>Biohiili</h2><p>EU-tuki: 1 000 €<br>Myönnetty tuki: 5 000 €<br>Hakija: Lopen kunta</p>")
    )
    assert (project["granted_amount"], project["other_fields"]) == (5000, {"EU-tuki": "1 000 €"})


def test_a_label_with_a_sum_wins_over_one_that_names_the_fund() -> None:
    [project] = projects(
        page("<h2>Biohiili</h2><p>Rahoitus: EAKR, Hämeen liitto<br>Tuki: 5 000 €<br>Hakija: Lopen kunta</p>")
    )
    assert (project["granted_amount"], project["other_fields"]) == (5000, {"Rahoitus": "EAKR, Hämeen liitto"})


def test_a_project_of_its_own_page() -> None:
    body = (
        f"{PROSE}<h2>Tavoitteet</h2><ul><li>oppia</li></ul><h2>Perustiedot</h2><dl><dt>Hakija</dt><dd>Lopen kunta</dd>"
        "<dt>Myönnetty rahoitus</dt><dd>5 000 €</dd></dl><h2>Ajankohtaista</h2><ul><li>Uutinen</li></ul>"
    )
    (project,) = projects(page(body, "Biohiilestä bisnestä"))
    assert project["name"] == "Biohiilestä bisnestä"
    assert project["goals"] == ["oppia"]
    assert project["description"] == "Hankkeessa kokeillaan biohiiltä pelloilla. Kokeet tehdään kolmella tilalla."


SWEDISH = """<h2>Fiskens väg</h2><p>Sökande: Novia Ab<br>Beviljat stöd: 5 000 €<br>Projekttid: 1.3.2022–28.2.2023</p>
<p>Projektet utvecklar nya sätt att arbeta i skärgården.</p><p>Målen är</p><ul><li>att öka,</li><li>att lära.</li></ul>
<h2>Elbåtar</h2><p>Sökande: Korsnäs kommun<br>Beviljat stöd: 6 000 €<br>Projekttid: 1.3.2022–28.2.2023</p>"""
ENGLISH = """<h2>Fish roads</h2><p>Applicant: Novia Ltd<br>Grant amount: EUR 5,000<br>Start date: 1 March 2022</p>
<h2>Electric boats</h2><p>Applicant: Korsnäs kommun<br>Grant amount: EUR 6,000<br>Start date: 1 March 2022</p>"""
TEXT = """Rahoitetut hankkeet 2022

Biohiili
HakijaLopen kunta
Myönnetty rahoitus48 500 €
Hankkeessa tehdään hyödyllistä työtä maakunnassa.
Tarkemmat tavoitteet ovat
• yksi asia,
• toinen asia sekä
• kolmas asia.

Hamppu
HakijaHattulan kunta
Myönnetty rahoitus9 000 €
"""


LINES = {"{k}: {v}\n": "colons", "{k}{v}\n": "glued", "{k}\n{v}\n": "lines", "{k}\t{v}\n": "tabs",
         "{k}\n\n{v}\n\n": "gaps", "  - {k}: {v}\n": "dashes", "{k} {v}\n": "spaces"}  # fmt: skip
HEADS = {"{n}\n": "under", "{n}\n\n": "apart", "- {n}\n": "dash", "{i}. {n}\n": "number", "{n}\n=====\n": "underlined",
         "Hankkeen nimi: {n}\n": "label"}  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=LINES.get)
@pytest.mark.parametrize("head", HEADS, ids=HEADS.get)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_text_files(head: str, line: str, end: str) -> None:
    facts = [("Biohiili", "Lopen kunta", "48 500 €", "60 625 €"), ("Hamppu", "Hattulan kunta", "9 000 €", "12 000 €")]
    labels = ("Hakija", "Myönnetty rahoitus", "Kustannusarvio")
    text = "Rahoitetut hankkeet 2022\nPäivitetty 12.5.2022\n\nLiitto rahoitti hankkeita yhteensä 57 500 eurolla.\n\n"
    for number, (name, *values) in enumerate(facts, 1):
        text += head.format(n=name, i=number)
        text += "".join(line.format(k=label, v=value) for label, value in zip(labels, values, strict=True)) + "\n"
    assert rows(text.replace("\n", end)) == READ


@pytest.mark.parametrize(
    ("text", "expected", "goals"),
    [
        (page(SWEDISH, "Finansierade projekt", language="sv"),
         ["Fiskens väg | Novia Ab | 5000 | - | 2022-03-01–2023-02-28",
          "Elbåtar | Korsnäs kommun | 6000 | - | 2022-03-01–2023-02-28"], ["att öka", "att lära"]),
        (page(ENGLISH, "Funded projects", language="en"),
         ["Fish roads | Novia Ltd | 5000 | - | 2022-03-01–",
          "Electric boats | Korsnäs kommun | 6000 | - | 2022-03-01–"], []),
        (TEXT, ["Biohiili | Lopen kunta | 48500 | - | -", "Hamppu | Hattulan kunta | 9000 | - | -"],
         ["yksi asia", "toinen asia", "kolmas asia"]),
    ],
    ids=["Swedish", "English", "text"],
)  # fmt: skip
def test_languages_and_text(text: str, expected: list[str], goals: list[str]) -> None:
    assert rows(text) == expected
    assert projects(text)[0]["goals"] == goals


def other_fields(body: str) -> dict[str, Any]:
    return dict(projects(page(body))[0]["other_fields"])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h2>Biohiili</h2><p>{BIO}<br>Selvitystyön ohjaaja: Maija M.</p><h2>Hamppu</h2><p>{HEMP}</p>",
         {"Selvitystyön ohjaaja": "Maija M."}),
        (f"<h2>Biohiili</h2><p>Luokka: A<br>{BIO}</p><h2>Hamppu</h2><p>{HEMP}</p>", {"Luokka": "A"}),
        ("<h2>Biohiili</h2><dl><dt>Hakija</dt><dd>Lopen kunta</dd><dt>Luokka</dt><dd>A</dd>"
         "<dt>Tuki</dt><dd>5 000 €</dd></dl>", {"Luokka": "A"}),
        ("<h2>Biohiili</h2><table><tr><td>Hakija</td><td>Lopen kunta</td></tr><tr><td>Luokka</td><td>A</td></tr>"
         "<tr><td>Tuki</td><td>5 000 €</td></tr></table>", {"Luokka": "A"}),
        ("<h2>Biohiili</h2><table><tr><th>Tieto</th><th>Arvo</th></tr><tr><td>Hakija</td><td>Lopen kunta</td></tr>"
         "<tr><td>Tuki</td><td>5 000 €</td></tr></table>", {}),
        ("<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Hankekoodi: A12345<br>Tuki: 5 000 €</p>",
         {"Hankekoodi": "A12345"}),
    ],
)  # fmt: skip
def test_labels_without_a_column_are_kept(body: str, expected: dict[str, str]) -> None:
    assert other_fields(body) == expected


def test_a_line_of_a_text_that_leads_to_goals_ends_no_project() -> None:
    text = (
        "Hankkeet 2022\n\nBiohiili\n\nHakija: Lopen kunta\n\nTuki: 5 000 €\n\nHankkeessa kokeillaan hiiltä tilalla.\n\n"
        "Esiselvityksen tavoitteena on\n\n • haastatella 30 yritystä sekä\n • laatia ehdotus.\n"
    )
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert project.goals == ["haastatella 30 yritystä", "laatia ehdotus"]


def test_unknown_labels_among_facts_are_no_projects() -> None:
    facts = "Hanke:{}\nHakija:Lopen kunta\nSäätiön osa:45.000 €\nKylän osa:30.000 €\nKesto:2022\n\n"
    text = f"Rahoituspäätökset\n\n{facts.format('Biohiili')}{facts.format('Hamppu')}Yhteensä 150.000 €\n"
    found = extract(text.encode(), content_type="text/plain").projects
    assert [project.name for project in found] == ["Biohiili", "Hamppu"]


def test_proposed_sums() -> None:
    text = "Päätökset\n\nHanke: Kuitu\nHakija: Lopen kunta\nKustannusarvio: 64.000 €\nEsitetty rahoitus: 44.800 €\n"
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert (project.granted_amount, project.total_cost, project.status) == (44800, 64000, "proposed")


def test_what_stands_below_goals_without_bullets_is_not_lost() -> None:
    goals = "lisätä osaamista,<br>vähentää päästöjä<br>Hanke kokoaa maakunnan kunnat yhteen."
    facts = "<h2>Silta</h2><p>Hakija: Lopen kunta</p><p>Myönnetty rahoitus: 5 000 €</p>"
    (project,) = projects(page(f"{facts}<h3>Tavoitteet</h3><p>{goals}</p>"))
    assert project["goals"] == ["lisätä osaamista", "vähentää päästöjä"]
    assert project["description"] == "Hanke kokoaa maakunnan kunnat yhteen."
