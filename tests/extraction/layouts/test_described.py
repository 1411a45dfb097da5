"""Projects described in sentences: which paragraph or heading names one, and which texts describe none."""

import pytest

from tests.extraction.reading import page, projects, rows

FIELDS = "Kumpuilevat pellot | Lopen kunta | 31308 | - | 2024-01-01–2025-06-30"
PERIOD = "Toteutusaika on 1.1.2024–30.6.2025."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>KUMPU - Kumpuilevat pellot, toteuttajana Lopen kunta. Myönnetty rahoitus: 31 308 € (80%). Kokeita.</p>",
            ["KUMPU - Kumpuilevat pellot | Lopen kunta | 31308 | - | -"],
        ),
        (
            "<p>KUMPU – Kumpuilevat pellot, päätoteuttaja Lopen kunta, osatoteuttajina Hattulan kunta ja Kettuki ry. "
            "Myönnetty rahoitus: kehittämisosuuteen 31 308 € (80 %).</p>",
            ["KUMPU – Kumpuilevat pellot | Lopen kunta | 31308 | - | -"],
        ),
        (
            "<p>Kumpuilevat pellot. Hankkeessa kokeillaan uutta. Toteuttajana hankkeessa on Lopen kunta, ja "
            f"tukirahoitus on enintään 31 308 € euroa (70% kokonaiskustannuksista). {PERIOD}</p>",
            [FIELDS],
        ),
        (
            "<p><strong>Kumpuilevat pellot</strong> Pelloilla kokeillaan uutta. Toteuttajana on Lopen kunta, "
            f"tukirahoitus on 31 308 euroa. {PERIOD}</p>",
            [FIELDS],
        ),
        (
            f"<p><b>Kumpuilevat pellot.</b> Pelloilla kokeillaan uutta. Tukirahoitus on 31 308 €. {PERIOD}</p>",
            ["Kumpuilevat pellot | - | 31308 | - | 2024-01-01–2025-06-30"],
        ),
        (
            "<h3>Et 1.1</h3><p>Kumpuilevat pellot. Pelloilla kokeillaan uutta. Toteuttajana on Lopen kunta, ja "
            f"tukirahoitus on 31 308 euroa. {PERIOD}</p>",
            [FIELDS],
        ),
        (
            "<h3>Kumpuilevat pellot</h3><p>Lopen kunnan hankkeelle myönnettiin 31 308 euroa. Hanke kestää vuoden.</p>"
            "<h3>Metsän tarina</h3><p>Kettuki ry:n hankkeelle myönnettiin 5 000 euroa. Metsä puhuu.</p>",
            ["Kumpuilevat pellot | Lopen kunta | 31308 | - | -", "Metsän tarina | Kettuki ry | 5000 | - | -"],
        ),
        (
            "<h3>Kumpuilevat pellot -hanke</h3><p>Pelloilla kokeillaan uutta. Hanketta hallinnoi Lopen kunta.</p>"
            "<p>Hanke on käynnissä 1.1.2024–30.6.2025. Hankkeelle myönnetty tuki on 31 308 euroa.</p>",
            [FIELDS],
        ),
        (
            "<p>Kumpuilevat pellot<br>Hanketta hallinnoi Lopen kunta. Hankkeelle myönnetty tuki on 31 308 euroa.</p>"
            "<p>Metsän tarina<br>Hankkeen hallinnoija oli Kettuki ry. Hanke toteutettiin 2021–2022 ja päättyi.</p>",
            [
                "Kumpuilevat pellot | Lopen kunta | 31308 | - | -",
                "Metsän tarina | Kettuki ry | - | - | 2021-01-01–2022-12-31",
            ],
        ),
        (
            "<h3>Kumpuilevat pellot</h3><p>Hanke toimi 1.1.2024 - 30.6.2025 kokonaisbudjetilla 44 726 €.</p>"
            "<h3>Metsän tarina</h3><p>Hanketta koordinoi Karkkilan kaupunki. Toteutusaika oli 2021–2022.</p>",
            [
                "Kumpuilevat pellot | - | - | 44726 | 2024-01-01–2025-06-30",
                "Metsän tarina | Karkkilan kaupunki | - | - | 2021-01-01–2022-12-31",
            ],
        ),
        (
            "<h3>Grön hamn</h3><p>Projektet genomförs av Hangö stad. Projektet pågår 1.1.2021–31.12.2022.</p>",
            ["Grön hamn | Hangö stad | - | - | 2021-01-01–2022-12-31"],
        ),
        (
            "<h3>Arctic Light</h3><p>The project is coordinated by University of Lapland. The total budget is "
            "EUR 120,000.</p>",
            ["Arctic Light | University of Lapland | - | 120000 | -"],
        ),
        (
            "<h3>Biokaasulla kasvuun</h3><p>Hämeen liitto myönsi Lopen kunnalle 7 000 euroa Biokaasun uudet polut "
            "-hankkeeseen. Hankkeen kustannusarvio on 9 000 euroa ja toteutusaika 1.10.2023–30.9.2025.</p>",
            ["Biokaasun uudet polut | Lopen kunta | 7000 | 9000 | 2023-10-01–2025-09-30"],
        ),
        (
            "<h3>Steget in</h3><p>Yrkesakademin i Österbotten beviljades 187 420 euro för projektet Steget in. "
            "Projektet pågår 1.8.2019–31.7.2021 och dess totala kostnader är 249 893 euro.</p>",
            ["Steget in | Yrkesakademin i Österbotten | 187420 | 249893 | 2019-08-01–2021-07-31"],
        ),
        (
            "<p>KUMPU: Kumpuilevat pellot. Hakija: Lopen kunta. Rahoitus 31 308 euroa, joka on 80 %.</p>",
            ["KUMPU: Kumpuilevat pellot | Lopen kunta | 31308 | - | -"],
        ),
        (
            "<h3>Kumpuilevat pellot 31 308 euroa</h3><p>Hankkeen toteuttaa Lopen kunta.</p>"
            "<h3>Metsän tarina, 5 000 €</h3><p>Hankkeen toteuttaa Kettuki ry.</p>",
            ["Kumpuilevat pellot | Lopen kunta | 31308 | - | -", "Metsän tarina | Kettuki ry | 5000 | - | -"],
        ),
        (
            "<h3>Tunturien polut 2011–2014</h3><p>Polut korjattiin. Hanke alkoi 1.9.2010 ja päättyi 31.5.2011.</p>",
            ["Tunturien polut 2011–2014 | - | - | - | 2010-09-01–2011-05-31"],
        ),
        (  # a heading that says more than the name
            "<h2>Vetyverkko etenee</h2><p>Vetyverkko-hanke alkaa nyt. Sen kokonaiskustannukset ovat "
            f"31 308 euroa, josta liitto rahoittaa 21 308 euroa. {PERIOD}</p>",
            ["Vetyverkko | - | 21308 | 31308 | 2024-01-01–2025-06-30"],
        ),
        # who carries it out may stand beside its name, in whatever way the two are parted
        *(
            (
                f"<p>{head.format(*names)} {told}</p><p>{head.format(*others)} {told}</p>",
                [FIELDS, FIELDS.replace("Kumpuilevat pellot | Lopen kunta", "Metsän tarina | Kettuki ry")],
            )
            for names, others in [(("Kumpuilevat pellot", "Lopen kunta"), ("Metsän tarina", "Kettuki ry"))]
            for head, told in [
                ("<b>{0}</b> / {1}.", f"Pelloilla kokeillaan uutta. Tukea myönnettiin 31 308 euroa. {PERIOD}"),
                ("<b>{0}</b> ({1}): hankkeessa kokeillaan uutta.", f"Myönnetty tuki 31 308 €. {PERIOD}"),
                ("{0} ({1}).", f"Pelloilla kokeillaan uutta. Tukea myönnettiin 31 308 euroa. {PERIOD}"),
                ("{1}, {0}.", f"{PERIOD} Tuki 31 308 €. Pelloilla kokeillaan uutta."),
                ("{0} – {1}.", f"{PERIOD} Myönnetty tuki 31 308 €."),
                ("1) {0}. {1}.", f"Pelloilla kokeillaan uutta. Tuki on 31 308 €. {PERIOD}"),
                ("{0}: Hankkeessa kokeillaan uutta. Toteuttaja on {1}.", f"Tuki on 31 308 €. {PERIOD}"),
            ]
        ),
        # the headline says what happens, and the paragraph which project it is
        (
            "<h3>Vesiä kunnostetaan Kaislassa</h3><p>Salmen kunnostus (Kaisla). Hakijana on Lopen kunta. Avustusta "
            "hankkeelle myönnettiin 5 000 euroa.</p>",
            ["Salmen kunnostus (Kaisla) | Lopen kunta | 5000 | - | -"],
        ),
        # a grant in two parts is printed nowhere as one sum
        (
            "<p>KUMPU - Kumpuilevat pellot, toteuttajana Lopen kunta. Myönnetty rahoitus: kehittämisosuuteen 31 308 € "
            "(80%) ja investointiosuuteen 9 000 € (70%).</p>",
            ["KUMPU - Kumpuilevat pellot | Lopen kunta | - | - | -"],
        ),
    ],
)
def test_described_projects(body, expected):
    assert rows(page(body)) == expected


def test_partners_and_description_are_read_too():
    body = (
        "<h3>Kumpuilevat pellot</h3><p>Pelloilla kokeillaan uutta.</p><p>Hankkeen päätoteuttajana on Lopen kunta ja "
        "osatoteuttajina Koulutuskuntayhtymä Tavastia ja Hämeen ammattikorkeakoulu.</p>"
    )
    (project,) = projects(page(body))
    assert project["applicant"] == "Lopen kunta"
    assert project["partners"] == ["Koulutuskuntayhtymä Tavastia", "Hämeen ammattikorkeakoulu"]
    assert project["description"] == "Pelloilla kokeillaan uutta."


@pytest.mark.parametrize(
    "body",
    [
        "<p>Hankkeet toteutetaan 1.1.2024–31.12.2025, ja koordinaattorina on Lopen kunta.</p>",
        "<h3>Kumpuilevat pellot</h3><p>Pelloilla kokeillaan uutta. Toteuttajana voi olla kunta.</p>",
        "<h3>Kumpuilevat pellot</h3><p>Tuki on enintään 60 000 euroa, ja kokonaiskustannukset 100 000 euroa.</p>",
        "<h3>Pelitalo 224 000 euroa (aiemmin 198 000 euroa)</h3><p>Toteuttajana on Lopen kunta.</p>",
        "<h3>Rahoituksen hakeminen</h3><p>Hakijana voi olla kunta. Hanke toteutetaan 1.1.2024–31.12.2025.</p>",
        "<h3>Kaksi hanketta</h3><p>Toteuttajana on Lopen kunta. Toteuttajana on Hattulan kunta. "
        "Hanke on käynnissä 1.1.2024–31.12.2025. Hanke on käynnissä 1.1.2022–31.12.2023.</p>",
        "<h3>Toteuttajat</h3><p>Toteuttajina on laaja joukko kuntia. Toteutusaika on vielä auki.</p>",
        f"<h3>Et 2.1</h3><p>Satamia sähköistetään. Tukirahoitus on enintään 40 000 €. {PERIOD}</p>",
        "<p>Lopen kunta, toteuttajana Hattulan kunta. Toteutusaika on 1.1.2024–31.12.2025.</p>",
        f"<p>Lopen kunta<br>Toteuttajana on Hattulan kunta. {PERIOD}</p>",
        f"<p>Tukea voi hakea esimerkiksi näin:</p><p>Kumpuilevat pellot (Lopen kunta). Tuki on 5 000 €. {PERIOD}</p>",
        f"<p>Tausta: Hankkeessa kokeillaan uutta. Toteuttaja on Lopen kunta. {PERIOD}</p>",
    ],
)
def test_texts_that_describe_no_project(body):
    assert rows(page(body)) == []
