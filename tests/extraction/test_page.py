"""What a page says of itself: title, date, funder, programme and year, and what is none of these."""

from __future__ import annotations

from typing import Any

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import document, page

FACTS = (
    "<h2>Biohiili</h2><p>Hakija: Lopen kunta<br>Myönnetty tuki: 1 000 €</p>"
    "<h2>Hamppu</h2><p>Hakija: Hattulan kunta<br>Myönnetty tuki: 2 000 €</p>"
)


def facts(*, title: str = "Rahoitetut hankkeet", h1: str | None = "", before: str = "", after: str = "", head: str = "",
          margin: str = "", language: str = "fi", url: str | None = None) -> dict[str, Any]:  # fmt: skip
    """Return the facts of a page; its heading is its title unless another is given, or None for none."""
    heading = "" if h1 is None else f"<h1>{h1 or title}</h1>"
    text = (
        f"<html lang={language}><head><title>{title}</title>{head}</head>"
        f"<body><main>{heading}{before}{FACTS}{after}</main>{margin}</body></html>"
    )
    return dict(document(text, url)["pages"][0])


@pytest.mark.parametrize(
    ("title", "h1", "expected"),
    [
        ("Hankkeet 2022 - Hämeen liitto", "Hankkeet 2022", "Hankkeet 2022"),
        ("null Hankkeet 2022 - Hämeen liitto", "Hankkeet 2022", "Hankkeet 2022"),
        ("Hankkeet 2022 | Hämeen liitto", None, "Hankkeet 2022"),
        ("Hankkeet 2022 » Hämeen liitto", None, "Hankkeet 2022"),
        ("Hankkeet 2022 :: Hämeen liitto", None, "Hankkeet 2022"),
        ("Hämeen liitto | Hankkeet 2022", "Hankkeet 2022", "Hankkeet 2022"),
        ("Etusivu", "Hankkeet 2022", "Hankkeet 2022"),
        ("Rahoitetut hankkeet 26.4.2021", None, "Rahoitetut hankkeet"),
        ("AKKE-haku avautuu 1.2.2024", None, "AKKE-haku avautuu 1.2.2024"),
        ("AKKE-haku 15.1–16.2.2024", None, "AKKE-haku 15.1–16.2.2024"),
        ("Grants were awarded on March 19, 2021", None, "Grants were awarded on March 19, 2021"),
        ("Hankkeet 2022 - Hämeen liitto", "Hämeen liitto</h1><h1>Hankkeet 2022", "Hankkeet 2022"),
    ],
)
def test_title(title: str, h1: str | None, expected: str) -> None:
    assert facts(title=title, h1=h1)["title"] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Päivitetty 12.5.2022",
        "Päivitetty: 12.05.2022",
        "Päivitetty viimeksi 12. toukokuuta 2022",
        "Sivu päivitetty viimeksi 12.5.2022",
        "Viimeksi muokattu: 12.5.2022",
        "Julkaistu 12.5.2022 klo 10.30",
        "Julkaistu: to 12.5.2022",
        "Julkaistu:<br>12.5.2022",
        "Julkaistu <time datetime='2022-05-12'>12. toukokuuta</time>",
        "Julkaistu 1.3.2022, päivitetty 12.5.2022",
        "Julkaistu 1.3.2022 | Päivitetty 12.5.2022",
        "Päivitetty 2022-05-12",
        "Uppdaterad den 12 maj 2022",
        "Last updated 12 May 2022",
        "12.5.2022",
        "Sivua päivitetty viimeksi: 12.5.2022",
        "Julkaisuajankohta 12.5.2022 9.00 Tyyppi: Tiedote",
        "Tiedote 12.5.2022",
        "Lapin aluehallintovirasto, tiedote 12.5.2022",
        "Uutinen | 12.5.2022",
        "Torstai 12. toukokuuta 2022",
        "<time datetime='2022-05-12'>toukokuu 2022</time>",
        "Päivitetty 12.5.2022. Taulukossa on kaikki rahoitus.",
        "Viestintä, 2.5.2022. Päivitetty 12.5.2022",
        "By Communications, May 2, 2022. Last updated: May 12, 2022",
        "Last update: 12 May 2022",
        "May 12, 2022",
        "<strong>Alueiden kestävän kasvun rahoitus 12.5.2022</strong>",
        "12.5.2022 klo 12.30 | Tiedote",
        "To 12.5.2022 - 12:30",
        "12.5.2022 | Uutiset",
        "Posted on 12 May 2022 by Communications",
        "Sidan senast ändrad den 12 maj 2022 kl. 10.12",
    ],
)
def test_updated(line: str) -> None:
    assert facts(h1=None, before=f"<p>{line}</p>")["updated"] == "2022-05-12"


@pytest.mark.parametrize(
    "line",
    ["Lapin liitto, tiedote 4/2016", "Lapin liitto, tiedote 2016", "Lapin liitto, tiedote huhtikuu 2016"],
)
def test_a_release_that_tells_no_day(line: str) -> None:
    assert facts(h1=None, before=f"<p>{line}</p>")["updated"] is None


@pytest.mark.parametrize(
    "line", ["Päivitetty 12.5.2022", "Julkaistu 12.5.2022", "Päivitetty viimeksi: 12.5.2022 klo 9"]
)
def test_updated_at_the_end(line: str) -> None:
    assert facts(after=f"<p>{line}</p>")["updated"] == "2022-05-12"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2022-05-12T10:00:00+03:00">',
        '<script type="application/ld+json">{"@type":"Article","dateModified":"2022-05-12T10:00:00+03:00"}</script>',
    ],
    ids=["meta", "JSON-LD"],
)
def test_updated_in_the_head(head: str) -> None:
    assert facts(head=head)["updated"] == "2022-05-12"


@pytest.mark.parametrize(
    "line",
    [
        "Hakuaika päättyi 12.5.2022",
        "Haku päättyy 12.5.2022",
        "Maakuntahallitus 12.5.2022",
        "Vapaa-aikalautakunta 12.5.2022",
        "Päätökset tehty 12.5.2022",
        "Kokous 12.5.2022",
        "Webinaari 12.5.2022",
        "Landskapsstyrelsens möte 12.5.2022",
        "Toukokuu 2022",
        "Päivitetty keväällä 2022",
        "Apply by: 12.5.2022",
        "12.5.2022 | Hankeaamu",
    ],
)
def test_dates_of_something_else(line: str) -> None:
    assert facts(before=f"<p>{line}</p>")["updated"] is None


@pytest.mark.parametrize(
    "title",
    [
        "Decisions of the Board 12 May 2022",
        "Landskapsstyrelsens möte 12.5.2022",
        "Webinar on 12 May 2022",
        "Just Transition Day, 12 May 2022",
    ],
)
def test_days_in_titles_on_which_something_happened(title: str) -> None:
    assert facts(title=title)["updated"] is None


MARGINS = [
    ("<footer><p>Kauppakatu 1</p><p>Sivu päivitetty 12.5.2022</p></footer>", "updated", "2022-05-12"),
    ("<footer>Puro ry | Sidan uppdaterad 12.5.2022</footer>", "updated", "2022-05-12"),
    ("<div class=page-footer>Last updated <time>12 May 2022</time></div>", "updated", "2022-05-12"),
    ("<footer>Hankepäivä 12.5.2022</footer>", "updated", None),
    ("<footer>© 2022 Puro ry</footer>", "updated", None),
    ("<header><a href=/><img src=l.svg alt='Kainuun liitto'></a></header>", "funder", "Kainuun liitto"),
    ("<footer><p>Kainuun liitto, Kajaani</p></footer>", "funder", "Kainuun liitto"),
    ("<footer>Kainuun liitto</footer><footer>Lapin liitto</footer>", "funder", None),
    ("<footer>Ruokavirasto, PL 100</footer>", "funder", None),
    ("<footer>Jokisäätiö</footer>", "funder", "Jokisäätiö"),
    ("<footer><nav>Kainuun liitto</nav></footer>", "funder", None),
    ("<footer><img alt='Interreg Aurora' src=l.svg></footer>", "programme", "INTERREG"),
]


@pytest.mark.parametrize(("margin", "fact", "expected"), MARGINS, ids=[row[0] for row in MARGINS])
def test_margins(margin: str, fact: str, expected: str | None) -> None:
    assert facts(margin=margin)[fact] == expected


PUBLISHERS = [
    ("Hankkeet 2022 | Lopen kunnan sivut", None),
    ("Hankkeet 2022 | Janakkalan kunta - Janakkala kommun", "Janakkalan kunta"),
    ("Hankkeet 2022 | Lopen kunta", None),
    ("Hankkeet 2022 – Jokisäätiö", "Jokisäätiö"),
    ("Hankkeet 2022 – Saimaa-rahasto", "Saimaa-rahasto"),
    ("Hankkeet 2022 - Sparstiftelsen i Salo", "Sparstiftelsen i Salo"),
    ("Hankkeet 2022 - Lop - Janakkalan kunta", "Janakkalan kunta"),
    ("Hankkeet 2022 | Leader Joki", "Leader Joki"),
    ("Hankkeet 2022 - Maailman yliopisto", None),
    ("EAKR-hankkeet 2022 | Janakkalan kunta", None),
    ("Hankkeet 2022 | Leader Joki ry, Rantatie 6, 62200 Kauhava", "Leader Joki ry"),
    ("Hankkeet 2022 | STIFTELSEN TRE SMEDER", "STIFTELSEN TRE SMEDER"),
    ("Hankkeet 2022 | Leader kylissä", None),
    ("Hankkeet 2022 | Finnish Fund for Old Trees", "Finnish Fund for Old Trees"),
]
"""Titles, and whose site each page is on that grants: Lopen kunta receives, and a municipality pays no EU money."""


@pytest.mark.parametrize(("title", "expected"), PUBLISHERS, ids=[row[0] for row in PUBLISHERS])
def test_publisher(title: str, expected: str | None) -> None:
    assert facts(title=title, h1=title.partition(" | ")[0].partition(" - ")[0])["funder"] == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"before": "<p>Hämeen liiton maakuntahallitus myönsi rahoituksen.</p>"}, "Hämeen liitto"),
        ({"before": "<p>Keski-Suomen liitosta myönnettiin tukea.</p>"}, "Keski-Suomen liitto"),
        ({"before": "<p>Ympäristöministeriö valitsi kaksi hanketta.</p>"}, "ympäristöministeriö"),
        (
            {"before": "<p>Ympäristöministeriö antoi Hämeen liitolle rahat.</p>"},
            "Hämeen liitto",
        ),
        ({"before": "<p>Rahoittajana toimi Uudenmaan ELY-keskus.</p>"}, "Uudenmaan ELY-keskus"),
        ({"before": "<p>Rahoittivat Hämeen liitto ja Pirkanmaan liitto.</p>"}, None),
        ({"before": "<p>Österbottens förbunds styrelse beviljade stöd.</p>", "language": "sv"}, "Österbottens förbund"),
        ({"title": "Hankkeet 2022 - Kainuun liitto", "h1": "Hankkeet 2022"}, "Kainuun liitto"),
        ({"head": '<meta property="og:site_name" content="Satakuntaliitto">'}, "Satakuntaliitto"),
        ({"url": "https://www.hameenliitto.fi/hankkeet"}, "Hämeen liitto"),
        ({"url": "https://hameenliitto.fi/", "before": "<p>Mukana on Pirkanmaan liitto.</p>"}, "Hämeen liitto"),
        ({"url": "https://example.fi/hameenliitto"}, None),
        (
            {"url": "https://www.obotnia.fi/a", "before": "<p>Österbottens förbund</p>", "language": ""},
            "Österbottens förbund",
        ),
        ({"before": "<p>Jokisäätiö myönsi seuraavat avustukset:</p>"}, "Jokisäätiö"),
        ({"before": "<p>Jokisäätiö on tehnyt seuraavat tukipäätökset.</p>"}, "Jokisäätiö"),
        ({"before": "<p>Kaislan kulttuurilautakunta päätti avustuksista.</p>"}, "Kaislan kulttuurilautakunta"),
        ({"before": "<p>The Nordic Reed Fund has awarded grants.</p>", "language": "en"}, "Nordic Reed Fund"),
        ({"before": "<p>The Nordic Reed Fund announced its grants.</p>", "language": "en"}, "Nordic Reed Fund"),
        ({"before": "<p>Maija ja Matti Meren säätiö on myöntänyt tukea.</p>"}, "Maija ja Matti Meren säätiö"),
        ({"before": "<p>Euroopan aluekehitysrahasto myönsi tukea. Säätiö jakoi loput.</p>"}, None),
        ({"before": "<p>Kaislan Kotiseutuliitto on myöntänyt avustuksia.</p>"}, "Kaislan Kotiseutuliitto"),
        ({"before": "<p>Liikuntalautakunta myönsi avustuksia.</p>"}, None),
        ({"before": "<p>Rahaston hoitokunta jakoi avustukset.</p>"}, None),
        ({"before": "<p>Hallituksen myöntämä rahoitus hankkeille.</p>"}, None),
        ({"before": "<p>Vapaa-aikalautakunnan myöntämät avustukset.</p>"}, None),
        ({"before": "<p>Leader Joki on rahoittanut neljää hanketta.</p>"}, "Leader Joki"),
        ({}, None),
    ],
    ids=str,
)
def test_funder(where: dict[str, str], expected: str | None) -> None:
    assert facts(**where)["funder"] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "before", "programme", "year"),
    [
        ("AKKE-rahoitetut hankkeet 2021", "", "AKKE", 2021),
        ("Akke-hankkeet 2021", "", "AKKE", 2021),
        ("EAKR-hankkeet 2014–2020", "", "EAKR", None),
        ("Rahoitetut hankkeet 2022", "Interreg-ohjelman rahat tulivat EAKR:stä.", "INTERREG", 2022),
        ("EU:n aluekehitysrahaston hankkeet", "", "EAKR", None),
        ("AIKO-rahoituspäätökset vuonna 2019", "", "AIKO", 2019),
        ("Vuoden 2020 MKR-hankkeet", "", "MKR", 2020),
        ("Rahoitetut hankkeet 2019–2021", "", None, None),
        ("Rahoitetut hankkeet", "AKKE-rahoituksella tuettiin hankkeita vuonna 2021.", "AKKE", 2021),
        ("Rahoitetut hankkeet", "Rahoitus tuli EAKR-ohjelmasta ja AKKE-määrärahasta.", None, None),
        ("Rahoitetut hankkeet", "Vuonna 2020 myönnettiin ja vuonna 2021 maksettiin.", None, None),
        ("AKKE-hankkeet", "Aiemmin alueella oli EAKR-hankkeita.", "AKKE", None),
        ("Hankerahoitus", "<b>Liiton rahoittamat AKKE-hankkeet 2023</b>", "AKKE", 2023),
        ("Rahoitetut hankkeet", "Työ toteutetaan vuoden 2025 aikana.", None, None),
        ("AKKE-hankkeet", "Haku 3/2024 avautuu 2.9.2024.", "AKKE", None),
        ("Hankehaku", "Rahoitetut hankkeet vuodesta 2014 alkaen.", None, None),
        ("Hankkeet", "Ohjelma on rahoittanut hankkeita vuodesta 2012.", None, None),
        ("Hankkeet", "Taulukko päivitetty 14.5.2024.", None, None),
        ("Hankkeet", "Uppdaterad den 14 maj 2024", None, None),
        ("Projekt", "Förbundet har delat ut stöd för 2013.", None, 2013),
        ("Experiments", "These were chosen to get funding in 2018.", None, 2018),
        ("Hankkeet", "Päätös tehtiin 2.5.2024. Taulukko päivitetty 14.5.2024.", None, 2024),
    ],
)
def test_programme_and_year(title: str, before: str, programme: str | None, year: int | None) -> None:
    read = facts(title=title, before=f"<p>{before}</p>")
    assert (read["programme"], read["programme_year"]) == (programme, year)


@pytest.mark.parametrize(("end", "year"), [("2.11.2021", None), ("4.11.2021", 2021), ("31.12.2022", 2021)])
def test_a_page_s_day_is_not_of_grants_whose_projects_are_over(end: str, year: int | None) -> None:
    body = f"<p>3.11.2021</p><h2>Silta</h2><p>Hakija: Lopen kunta<br>Toteutusaika: 15.4.2019–{end}</p>"
    (read,) = document(f"<html><body><main><h1>Silta ja satama</h1>{body}</main></body></html>")["pages"]
    assert read["programme_year"] == year


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Hankkeet 2018", "Rahoitetut EAKR-hankkeet 2018", "Rahoitetut EAKR-hankkeet 2018"),
        ("Hankkeet 2018", "Yhteystiedot", "Hankkeet 2018"),
        ("Ajankohtaista - Kainuun liitto", "Rahoitetut hankkeet", "Ajankohtaista"),
    ],
)
def test_a_heading_that_says_more_than_the_head(title: str, heading: str, expected: str) -> None:
    assert facts(title=title, h1=None, before=f"<h2>{heading}</h2>")["title"] == expected


@pytest.mark.parametrize(("cards", "title"), [(2, "Kuitu"), (3, "Kokeilut 2023")])
def test_headings_of_cards_title_no_page(cards: int, title: str) -> None:
    body = "".join(f"<h1>{name}</h1><p>Hakija: Lopen kunta</p>" for name in ("Kuitu", "Hamppu", "Puu")[:cards])
    assert facts(title="Kokeilut 2023", h1=None, before=body)["title"] == title


@pytest.mark.parametrize(("value", "programme"), [("AKKE", "AKKE"), ("AIKO", None), ("", None)])
def test_a_column_names_the_programme_of_all(value: str, programme: str | None) -> None:
    rows = f"<tr><td>Kuitu</td><td>AKKE</td><td>5 000</td></tr><tr><td>Puu</td><td>{value}</td><td>900</td></tr>"
    table = f"<table><tr><th>Hanke</th><th>Ohjelma</th><th>Myönnetty €</th></tr>{rows}</table>"
    assert document(page(table, "Päätökset"))["pages"][0]["programme"] == programme


def test_a_call_s_day_in_the_title_is_no_date_of_the_page() -> None:
    assert facts(title="EAKR-haku avautuu 1.2.2024")["updated"] is None


def test_a_programme_beside_the_funder() -> None:
    labelled = "<h2>Kuitu</h2><p>Rahoittaja: Hämeen liitto, EAKR<br>Toteuttaja: Lopen kunta</p>"
    assert facts(title="Kuitu", h1="Kuitu", before=labelled)["programme"] == "EAKR"


def test_who_published_a_text_is_not_its_title() -> None:
    dated = "ympäristöministeriö\nJulkaisuajankohta 4.5.2021 9.05"
    text = f"Kuituhankkeille jaettiin tukea\n\n{dated}\n\nTukea sai viisi hanketta.\n"
    (read,) = extract(text.encode(), content_type="text/plain").to_dict()["pages"]  # type: ignore[misc]
    assert read["title"] == "Kuituhankkeille jaettiin tukea"


def test_the_first_heading_before_a_path_that_the_address_names_too() -> None:
    text = b"Projects / Green Ports\n\n# Green Ports\n\nPorts get greener.\n"
    (read,) = extract(text, url="https://example.fi/green-ports", content_type="text/plain").to_dict()["pages"]  # type: ignore[misc]
    assert read["title"] == "Green Ports"


def test_the_columns_of_a_timetable_of_calls_are_no_facts_of_the_page() -> None:
    columns = "Rahoittaja\tHaku\tHakuaika\tRahoitus"
    text = f"Hakuaikataulu\n\n{columns}\nKaislan liitto\tEAKR\t1.2.–15.3.2024\t3 000 000 €\n"
    (read,) = extract(text.encode(), content_type="text/plain").to_dict()["pages"]  # type: ignore[misc]
    assert read["funder"] is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kuntarahoitus\n\nKunnat maksavat kustannuksista puolet, ja liitto maksaa loput.\n", "Kuntarahoitus"),
        ("Hankkeen tiedot\n\nHankekoodi A80231\n\nSillan kunnostus\n\nKunnat maksavat.\n", "Hankkeen tiedot"),
        ("Kuvaus\n\nHankkeet 2022\n\nKunnat maksavat kustannuksista puolet.\n", "Hankkeet 2022"),
        ("Euroopan unioni Vipuvoimaa EU:lta\n\nSilta kuntoon\n\nKunnat maksavat.\n", "Silta kuntoon"),
        ("HemAktuelltKontakt\n\nHankkeet 2022\n\nKunnat maksavat.\n", "Hankkeet 2022"),
        ("Hämeen liittoValikko\n\nHankkeet 2022\n\nKunnat maksavat.\n", "Hankkeet 2022"),
        ("Häme\n\nMeriTuuli\n\nKunnat maksavat.\n", "MeriTuuli"),
        ("Leader\nSilta kuntoon\n2.3.2021\n\nKunnat maksavat.\n", "Silta kuntoon"),
        ("Silta kuntoon\n\nAlkaa\n2.3.2021\n\nKunnat maksavat.\n", "Silta kuntoon"),
        ("Silta kuntoon\n\nVireilletulopäivä\n2.3.2021\n\nKunnat maksavat.\n", "Silta kuntoon"),
        ("Tukipäätökset 2.3.2021\n\nKunnat saivat kustannuksista puolet.\n", "Tukipäätökset 2.3.2021"),
        ("Kehitys\n\n# Silta kuntoon\n\nKunnat maksavat.\n", "Silta kuntoon"),
        ("Etusivu\nKylät\nSilta kuntoon\n\nKunnat maksavat kustannuksista puolet.\n", "Silta kuntoon"),
        ("Lautakunta, kokous\n\n§ 23 Avustukset\n\nKunnat maksavat kustannuksista puolet.\n", "§ 23 Avustukset"),
        ("Kylät\nKunnat\n\nSilta kuntoon\n\nKunnat maksavat kustannuksista puolet.\n", "Kylät"),
        ("Avustuskeskus AVUS      1 (2)\n\nMyönnetyt avustukset\n\nKunnat saivat.\n", "Myönnetyt avustukset"),
        ("Häme\nEtusivu\nHankkeet\nYhteystiedot\n\nSillat kuntoon\n\nKunnat maksavat.\n", "Sillat kuntoon"),
        ("Hämeen liitto\n\nTyömme\n\nRahoitettuja hankkeita: 46\nMyönnetty tuki: 5 milj. €\n", "Työmme"),
    ],
    ids=[
        "a label alone",
        "a section above facts",
        "a title below it",
        "the words of a fund's logo",
        "a menu that ran together",
        "a menu at the end",
        "a name of two words",
        "a line above a date",
        "a label above a date",
        "an unknown label above a date",
        "grants and a date",
        "a first heading",
        "a line below a menu",
        "an item of minutes",
        "no menu",
        "a page's number",
        "a menu",
        "facts in figures",
    ],
)
def test_the_first_line_of_a_text_titles_it_where_nothing_else_does(text: str, title: str) -> None:
    (read,) = extract(text.encode(), content_type="text/plain").to_dict()["pages"]  # type: ignore[misc]
    assert read["title"] == title


@pytest.mark.parametrize(
    ("labels", "programme"),
    [
        (("AKKE-rahoitus", "AKKE-rahoitus"), "AKKE"),
        (("AKKE-rahoitus", "Myönnetty tuki"), None),
        (("AKKE-rahoitus", "EAKR-tuki"), None),
        (("Myönnetty tuki", "Myönnetty tuki"), None),
        (("Haettu AKKE-rahoitus", "Haettu AKKE-rahoitus"), "AKKE"),
    ],
    ids=str,
)
def test_labels_of_all_grants_name_the_programme(labels: tuple[str, str], programme: str | None) -> None:
    projects = "".join(
        f"<h2>Hanke {n}</h2><p>Hakija: Lopen kunta<br>{one}: 1 000 €</p>" for n, one in enumerate(labels)
    )
    read = extract(f"<html><body><main><h1>Hankkeet</h1>{projects}</main></body></html>".encode())
    assert read.pages[0].programme == programme
    assert len(read.projects) == 2
    if programme:
        assert read.pages[0].evidence["programme"].raw == programme  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "programme"),
    [("REACT-EU, Euroopan aluekehitysrahasto", "REACT-EU"), ("EAKR ja JTF", None), ("omarahoitus", None)],
)
def test_who_pays_beside_a_label_of_money(value: str, programme: str | None) -> None:
    facts = f"<dt>Hallinnoija</dt><dd>Lopen kunta</dd><dt>Rahoitus</dt><dd>{value}</dd><dt>Tuki</dt><dd>5 000 €</dd>"
    (read,) = document(page(f"<dl>{facts}</dl>", title="Silta kuntoon"))["pages"]
    assert read["programme"] == programme


@pytest.mark.parametrize(
    ("payers", "funder"),
    [
        (["Business Finland, Co-Innovation"], "Business Finland"),
        (["Business Finland", "Oma yritys"], None),
        (["Hämeen liitto ja Pirkanmaan liitto"], None),
    ],
)
def test_a_body_beside_a_label_of_money(payers: list[str], funder: str | None) -> None:
    facts = "<h2>{}</h2><dl><dt>Hallinnoija</dt><dd>Lopen kunta</dd><dt>Rahoitus</dt><dd>{}</dd></dl>"
    body = "".join(facts.format(f"Silta {number}", payer) for number, payer in enumerate(payers))
    (read,) = document(page(body, title="Sillat kuntoon"))["pages"]
    assert read["funder"] == funder


@pytest.mark.parametrize(("title", "year"), [("Upphandlingen avgjord", None), ("Bidrag delas ut", 2021)])
def test_a_day_tells_the_year_of_grants_only(title: str, year: int | None) -> None:
    (read,) = document(page("<p>17.3.2021</p><p>Mer information ges i maj.</p>", title=title))["pages"]
    assert (read["updated"], read["programme_year"]) == ("2021-03-17", year)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("av | mar 16, 2021 | AKTION R.F., BYAR", "2021-03-16"),
        ("Minna Mallikas / touko 4, 2021 / 0 kommenttia", "2021-05-04"),
        ("Viestintä • 2.3.2021 • 3 min", "2021-03-02"),
        ("<span>2.3.2021 12.40</span><span>Toimitus</span>", "2021-03-02"),
        ("<span>2.3.2021</span><span>3.3.2021</span>", None),
        ("<span>2.3.2021 alkaen</span><span>Lopella</span>", None),
        ("Kokous | 2.3.2021 | Lopen kirjasto", None),
        ("1.2.2021 | 2.3.2021 | kylät", None),
        ("Kylät | avoinna 2.3.2021 | Lopen kirjasto", None),
    ],
)
def test_the_line_below_the_title_that_says_who_wrote_it(line: str, day: str | None) -> None:
    (read,) = document(page(f"<p>{line}</p><p>Kylät saivat tukea.</p>", title="Kylät elävät"))["pages"]
    assert read["updated"] == day


def test_a_heading_that_is_the_site_s_name_titles_no_page() -> None:
    text = "<title>{0} | Uutiset | AKKE-rahoitus</title><h1>{0}</h1><h2>AKKE-rahoitus</h2><p>Tukea sai {1}.</p>"
    (read,) = document(text.format("Kainuun liitto", "viisi hanketta"))["pages"]
    assert read["title"] == "AKKE-rahoitus"


def test_a_fund_on_the_first_line_of_a_text_published_it() -> None:
    text = "Stiftelsen Emilie och Rudolf fond\n\nBidrag 2014\n\nLuckan rf 6 000 €\nScouter rf 2 500 €\n"
    (read,) = extract(text.encode(), content_type="text/plain").to_dict()["pages"]  # type: ignore[misc]
    assert read["funder"] == "Stiftelsen Emilie och Rudolf fond"


@pytest.mark.parametrize(("cards", "year"), [(1, None), (2, 2023)])
def test_a_year_in_the_title_is_that_of_several_projects(cards: int, year: int | None) -> None:
    card = "<h2>{}</h2><p>Hakija: Lopen kunta<br>Myönnetty tuki: 1 000 €</p>"
    body = "".join(map(card.format, ("Silta", "Satama")[:cards]))
    (read,) = document(page(body, title="Sote ja kylät 2023"))["pages"]
    assert read["programme_year"] == year
