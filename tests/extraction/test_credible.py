"""Whether a record is a project: what it has to say, and the company it keeps."""

from __future__ import annotations

import pytest

from tests.extraction.layouts.test_table import table
from tests.extraction.reading import page, rows

FULL = "<h2>Hamppu</h2><p>Hakija: Lopen kunta<br>Tuki: 5 000 €<br>Toteutusaika: 2022–2023</p>"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("Hakija: Lopen kunta<br>Tuki: 5 000 €", True),
        ("Hakija: Lopen kunta", True),
        ("Lopen kunta</p><p>Y-tunnus: 0201256-6", False),
        ("Hakija: Maija Meri<br>Tuki: 5 000 €", True),
        ("Hakija: Maija Meri", False),
        ("Tuki: 5 000 €<br>Toteutusaika: 2022–2023", True),
        ("Tuki: 5 000 €<br>Kustannusarvio: 7 000 €", True),
        ("Tuki: 5 000 €", False),
        ("Tuki: 5 000 €<br>Toteutusaika: syksy 2022 – kevät 2023", True),
        ("Tuki: 5 000 €<br>Toteutusaika: syksyllä", False),
        ("Tuki: esim. 5 000 €<br>Toteutusaika: esim. 2022–2023", False),
        ("Toteutusaika: 2022–2023", False),
        ("Toteutusaika: 2022–2023</p><p>Hankkeessa kokeillaan biohiiltä kolmella tilalla.", True),
        ("Toteutusaika: 1.3.2022–2.3.2022</p><p>Tapahtuma on avoin kaikille.", False),
        ("Alkaa: 1.3.2022</p><p>Tapahtuma on avoin kaikille.", False),
        ("Kesto: 1.3.2022–31.12.2023</p><p>Haemme päällikköä määräaikaiseen tehtävään.", False),
        ("Alkaa: 1.3.2022<br>Päättyy: 31.5.2022</p><p>Hakemukset käsitellään kesän aikana kokouksissa.", False),
        ("Toteutusaika: kulut hyväksytään vain hankeajalta</p><p>Maksatusta haetaan kahdesti vuodessa.", False),
        ("Toteutusaika: 1.3.2022 alkaen</p><p>Hankkeessa kokeillaan biohiiltä kolmella tilalla.", True),
        ("Hankkeen nimi: Hamppu<br>Rahoittaja: Kaislan liitto<br>Aikataulu: 1.3.2022–31.12.2023", True),
        ("Hankkeen nimi: Hamppu<br>Aikataulu: 1.3.2022–31.12.2023", False),
        ("Hakija: Esimerkki ry<br>Tuki: 5 000 €", False),
        ("Hakija: Esimerkkilän kunta<br>Tuki: 5 000 €", True),
        ("Hakija: kunta tai kuntayhtymä<br>Tuki: 5 000 €", False),
        ("Hakija: yhdistykset, joilla on toimintaa Lopella<br>Tuki: 5 000 €", False),
        ("Hakija: nuoret urheilijat<br>Tuki: 300 €", False),
        ("Hakija: jäsen Lopen kunnassa<br>Tuki: enintään 5 000 €", False),
        ("Hakija: jäsen Lopen kunnassa<br>Tuki: 5 000 €", True),
        ("Hakija: kunta, yhdistys tai yritys, vähintään<br>Tuki: 5 000 €", False),
        ("Hakija: Yhdistys ry<br>Tuki: 5 000 €", False),
        ("Hakija: Teatteri ja tanssi<br>Tuki: 5 000 €", False),
        ("Hakija: Kyläyhdistys X ry<br>Tuki: 5 000 €", False),
        ("Hakija: Teatteri X ry<br>Tuki: 5 000 €", True),
        ("Hakija: Malliyhdistys ry<br>Tuki: 5 000 €", False),
        ("Hakija: Mallilan kunta<br>Tuki: 5 000 €", True),
        ("Hakija: [Hakijan nimi]<br>Tuki: 5 000 €", False),
        ("Hakija: Rekisteröidyt yhdistykset<br>Tuki: 5 000 €", False),
        ("Hakija: Lopen kunta<br>Tuki: 5 000 €<br>Hakuaika: 1.–31.3.2022", False),
        ("Esimerkki:</p><p>Hankkeen nimi: Hamppu<br>Hakija: Lopen kunta<br>Tuki: 5 000 €", False),
        ("Exempel: Föreningen bygger.</p><p>Projektets namn: Hamppu<br>Hakija: Puro ry<br>Tuki: 5 000 €", False),
        ("Esimerkkejä:</p><p>Hankkeen nimi: Hamppu<br>Hakija: Lopen kunta<br>Tuki: 5 000 €", True),
    ],
)
def test_a_record_alone(facts: str, expected: bool) -> None:
    assert bool(rows(page(f"<h2>Biohiili</h2><p>{facts}</p>"))) is expected


def test_cakes_are_no_cookies() -> None:
    body = "<ul><li>100 kakor, Reds marthaförening rf, 200 euro</li><li>Ljus, Vass kommun, 40 euro</li></ul>"
    assert rows(page(f"<p>Följande projekt får understöd:</p>{body}", language="sv")) == [
        "100 kakor | Reds marthaförening rf | 200 | - | -",
        "Ljus | Vass kommun | 40 | - | -",
    ]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("<h2>Biohiili</h2><p>Tuki: 5 000 €</p>", True),
        ("<h2>Biohiili</h2><p>Toteutusaika: 2022–2023</p>", True),
        ("<h2>Biohiili</h2><p>Kustannusarvio: 5 000 €</p>", False),
        ("<h3>Biohiili</h3><p>Tuki: 5 000 €</p>", False),
        ("<h2>Yhteensä</h2><p>Tuki: 5 000 €</p>", False),
        ("<h2>Yhteenveto</h2><p>Tuki: 5 000 €</p>", False),
        ("<h2>Biohiili</h2><p>Tuki: 5 000 €<br>Hakuaika: 1.–31.3.2022</p>", False),
    ],
)
def test_a_record_in_company(record: str, expected: bool) -> None:
    read = [row.split(" | ")[0] for row in rows(page(FULL + record + FULL.replace("Hamppu", "Järvet")))]
    assert read == (["Hamppu", "Biohiili", "Järvet"] if expected else ["Hamppu", "Järvet"])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rahoitetut hankkeet", 1),
        ("AKKE-rahoitushaku", 1),
        ("Utlysning 2023", 1),
        ("Strategins insatsområden", 1),
        ("Räkneexempel: utbetalning av stöd", 0),
        ("Budget example", 0),
        ("Esimerkkejä rahoitetuista hankkeista", 1),
    ],
)
def test_a_call_may_list_whole_projects(title: str, expected: int) -> None:
    assert len(rows(page(FULL, title))) == expected


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Strategins insatsområden", 0),
        ("AKKE-finansiering kan sökas", 0),
        ("Kunnat voivat hakea tukea", 0),
        ("Apply for a grant", 0),
        ("Vuosikertomus 2025", 0),
        ("Sjöbris", 1),
    ],
)
def test_a_call_that_only_says_when_projects_run_holds_none(title: str, read: int) -> None:
    body = "<p>Projekttid: 1.1.2025–31.12.2025</p><p>Stödet är högst 70 procent av kostnaderna.</p>"
    assert len(rows(page(body, title, language="sv"))) == read


def test_figures_of_a_programme_are_no_projects() -> None:
    facts = "Uusia yrityksiä: 57<br>Hankkeiden kokonaiskustannukset: 16,9 milj. €<br>Koulutettuja henkilöitä: 1 350"
    sums = "<h2>Rahoitus teemoittain</h2><p>Biotalous: 3 900 000 €<br>Matkailu: 2 750 000 €<br>Puu: 250 000 €</p>"
    body = f"<p>Myönnetty rahoitus: 11,4 milj. €<br>{facts}</p>"
    assert rows(page(body + sums, title="Vaikuttavuus lukuina 2022")) == []
    assert rows(page(sums, title="Rahoitetut hankkeet 2022")) == []


def test_sums_beside_programmes_are_no_names() -> None:
    lines = ("Rahoitusmuoto|Myöntövaltuus €|Jäljellä €", "AKKE|410 000|55 000", "EAKR|3 200 000|90 000", "JTF|9 000|0")
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in lines)
    assert rows(page(f"<table>{table}</table>", title="Rahoituksen käyttö 2022")) == []


def test_an_example_below_a_title_that_would_name_it() -> None:
    facts = "Hakija: Lopen kunta<br>Tuki: 5 000 €<br>Kustannusarvio: 7 000 €"
    body = f"<p>Liitto neuvoo.</p><p>{{}}</p><p>{facts}</p>"
    assert [len(rows(page(body.format(line), title="Silta"))) for line in ("Esimerkki", "Tiedot")] == [0, 1]


PAID = table("{} | Tuki €", "Paja Oy | 2 000", "Puu ry | 1 500")
COSTS = table("Hanke | Kunta | Kustannusarvio", "Silta | Loppi | 8 milj. €")
FUND = "<p>Julkinen rahoitus: 465 000 000 €</p><p>Toteutusaika: {}</p>"
ORDER = "<dl><dt>{}</dt><dd>Lopen kunta</dd><dt>Budjetti</dt><dd>50 000 €</dd><dt>Kesto</dt><dd>2022–2023</dd></dl>"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Avustukset", PAID.format("Seura"), 2),
        ("Avustukset", PAID.format("Lahjoittaja"), 0),
        ("Väylähankkeet", COSTS, 0),
        ("Rahoitetut hankkeet", COSTS, 1),
        ("Reilun siirtymän rahasto", FUND.format("2021–2027"), 0),
        ("Reilun siirtymän rahasto", FUND.format("2021–2022"), 1),
        ("Silta", ORDER.format("Hakija"), 1),
        ("Silta", ORDER.format("Asiakas"), 0),
        ("Avustukset", "<ul><li>1. palkinto: Paja Oy, Silta, 20 000 €</li><li>2. palkinto: Puu Oy, 900 €</li></ul>", 0),
        ("Maksatus", "<h2>Katto</h2><p>Hakija: Kyläseura</p><p>Tuki: 7 000 €</p>", 0),
    ],
)  # fmt: skip
def test_what_looks_like_a_grant(title: str, body: str, expected: int) -> None:
    assert len(rows(page(body, title=title))) == expected
