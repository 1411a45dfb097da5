"""Finnish lists and news as councils, towns and foundations print them; all names are invented."""

from __future__ import annotations

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import page, row, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what the money is for stands behind the sum
        (
            "Apurahan saivat:\n\n"
            "- Museo Kaisla, 18 000 euroa, Sata vuotta naapurissa -näyttelyn toteuttamiseen\n"
            "- Salmen Arkisto, 14 000 euroa, Tehtaan tytöt -tutkimushankkeeseen\n"
            "- Kaislan Musiikkiyhdistys ry, 24 000 euroa, lastenoopperan valmistamiseen\n",
            [
                "Sata vuotta naapurissa | Museo Kaisla | 18000 | - | -",
                "Tehtaan tytöt | Salmen Arkisto | 14000 | - | -",
                "Kaislan Musiikkiyhdistys ry | Kaislan Musiikkiyhdistys ry | 24000 | - | -",
            ],
        ),
        (
            "Tukea jaettiin seuraavasti:\n\n"
            "- Kaislan Tapahtumat Oy:lle 60 000 euroa Meripäiviin\n"
            "- Salmi Sinfoniettalle 8 500 euroa lasten konserttisarjaan\n"
            "- Kaislan Into ry:lle 1 500 euroa Koski juoksee -tapahtumaan\n",
            [
                "Kaislan Tapahtumat Oy | Kaislan Tapahtumat Oy | 60000 | - | -",
                "Salmi Sinfonietta | Salmi Sinfonietta | 8500 | - | -",
                "Koski juoksee | Kaislan Into ry | 1500 | - | -",
            ],
        ),
        (
            "Apurahat 2019\n\nRahaston hoitokunta jakoi yhteisöille 33 500 euroa.\n\n"
            "- Kaislan Talvitanssit ry\n  juhlan taiteelliseen ohjelmaan\n  8 000 euroa\n"
            "- Salmen Nuorisoseura ry näytelmän valmistamiseen 3 500 euroa\n",
            [
                "juhlan taiteelliseen ohjelmaan | Kaislan Talvitanssit ry | 8000 | - | -",
                "näytelmän valmistamiseen | Salmen Nuorisoseura ry | 3500 | - | -",
            ],
        ),
        # what organisations got it for, though the lead tells of them only
        (
            "Myönnetyt avustukset 2014\n\nSäätiö jakoi avustuksia kahdelle järjestölle.\n\n"
            "Partiolaiset – Scouter ry\n\n- Leirin esteettömyys, 20 000 €\n- Johtajakoulutus, 7 500 €\n\n"
            "Nuorten Palvelu ry\n\n- Yökahvilat, 25 000 €\n",
            [
                "Leirin esteettömyys | Partiolaiset – Scouter ry | 20000 | - | -",
                "Johtajakoulutus | Partiolaiset – Scouter ry | 7500 | - | -",
                "Yökahvilat | Nuorten Palvelu ry | 25000 | - | -",
            ],
        ),
        # last year's list, of two sums, and the decision
        (
            "Hakemuksia on jätetty seuraavasti:\nHaettu v.-19 Myönnetty v.-18\n"
            "- Kaislan 4H-yhdistys 10.000 eur 7.000 eur\n- Salmen Erä ry 400 eur 300 eur\n"
            "Kunnanhallitus myöntää avustukset seuraavasti:\n- Kaislan 4H-yhdistys 7.500 eur\n"
            "- Salmen Erä ry 350,50 eur\nYHTEENSÄ 7.850,50 eur\n",
            [
                "Kaislan 4H-yhdistys | Kaislan 4H-yhdistys | 7500 | - | -",
                "Salmen Erä ry | Salmen Erä ry | 350.5 | - | -",
            ],
        ),
        (
            "Myönnetyt avustukset\n\nSeura – myönnetty – hankkeen kustannukset\n\n"
            "Kaislan Sukeltajat – 700 € – 1 500 €\nSalmen Erä ry – 300 € – 300 €\n",
            [
                "Kaislan Sukeltajat | Kaislan Sukeltajat | 700 | 1500 | -",
                "Salmen Erä ry | Salmen Erä ry | 300 | 300 | -",
            ],
        ),
        # a purpose has no full stop in it
        (
            "Hallitus puolsi tukea kahdelle hankkeelle\n\n"
            "Kaislan seura ry rakentaa rantaan portaat. Yhdistys saa niihin 28 000 euroa. Portaita tulee 230.\n\n"
            "Salmen kylät ry:n alueella on jaettu tukea 5,2 miljoonaa euroa.\n",
            [],
        ),
        # years, reasons and counts around sums
        (
            "Yhteensä 8 hakijaa sai apurahan:\n\nKaislan Taideseura ry: Näyttely, 3 000 € vuosille 2014–2016\n"
            "Salmen Into ry: Kuoro, 1 200 €, perusteena koulutus\n",
            [
                "Näyttely | Kaislan Taideseura ry | 3000 | - | 2014-01-01–2016-12-31",
                "Kuoro | Salmen Into ry | 1200 | - | -",
            ],
        ),
        # a sum over several receivers may be each one's or all of them have it together
        (
            "Säätiö myönsi apurahat:\n\n5 000 euroa: Kaislan Into ry (levytys), Salmen Pitsi ry (näyttely)\n"
            "3 000 euroa: Salmen Vesi ry, Kaislan Taideseura ry\n",
            [],
        ),
        # sums end below each other
        (
            "Avustuksen saaja             Tarkoitus                 €\n"
            "Kaislan seudun Invalidit ry  toiminta                1 200,00\n"
            "Salmen Martat ry             100-vuotisjuhla           500,00\n",
            [
                "toiminta | Kaislan seudun Invalidit ry | 1200 | - | -",
                "100-vuotisjuhla | Salmen Martat ry | 500 | - | -",
            ],
        ),
        # nothing stands over the names of a table
        (
            "Kunnanhallitus myöntää avustuksia:\n\n"
            "                        anottu       myönnetään\n"
            "Kaislan Veto ry         3.000        2.500\n"
            "Salmen Martat ry          400          300\n",
            [
                "Kaislan Veto ry | Kaislan Veto ry | 2500 | - | -",
                "Salmen Martat ry | Salmen Martat ry | 300 | - | -",
            ],
        ),
        # a decision says how much
        (
            "1. Hanke: Kuitu. Hakija: Kaislan kaupunki. Haettu tuki: 80 000 €. Päätös: hyväksytään, 64 000 €.\n"
            "2. Hanke: Laavu. Hakija: Salmen kunta. Haettu tuki: 30 000 €. Päätös: hylätään.\n",
            ["Kuitu | Kaislan kaupunki | 64000 | - | -", "Laavu | Salmen kunta | - | - | -"],
        ),
        # the programme stands for its grant
        (
            "Rahoitetut hankkeet\n\nKuitu tielle\nKaislan kaupunki\nAKKE 54 000 €\n\n"
            "Laavu\nSalmen Kylät ry\nAKKE 21 500 €\n",
            ["Kuitu tielle | Kaislan kaupunki | 54000 | - | -", "Laavu | Salmen Kylät ry | 21500 | - | -"],
        ),
        # what the same one got in another year
        (
            "Myönnetyt avustukset\n\nKaislan Sydän ry 5 000 €\nSalmen Into ry 8 000 € (v. 2021: 7 500 €)\n",
            ["Kaislan Sydän ry | Kaislan Sydän ry | 5000 | - | -", "Salmen Into ry | Salmen Into ry | 8000 | - | -"],
        ),
        # who gets it stands behind the sum
        (
            "Hyväksytyt hankkeet\n\nVesi vie, 85 000 €, Salmen Vesi Oy\nKierros, 33 400 €, Kaislan kaupunki\n",
            ["Vesi vie | Salmen Vesi Oy | 85000 | - | -", "Kierros | Kaislan kaupunki | 33400 | - | -"],
        ),
        # nothing but a space parts the sum from the name
        (
            "Myönnetyt avustukset:\n\n- Salmi Fest ry: Vihreä juhla 60 000 €\n- Kaislan liitto ry: Jälki 5 000 €\n",
            ["Vihreä juhla | Salmi Fest ry | 60000 | - | -", "Jälki | Kaislan liitto ry | 5000 | - | -"],
        ),
        # what is left, and the next call, are no projects
        (
            "Rahoitetut hankkeet\n\nKatto, Salmen seura ry, tuki 9 800 €\nKioski, Kaislan kunta, tuki 6 200 €\n\n"
            "Määrärahaa on jäljellä 112 000 euroa.\n\n"
            "Seuraava hakukierros päättyy 15.3.2021. Yleishyödyllisen hankkeen tuki on enintään 30 000 €.\n",
            ["Katto | Salmen seura ry | 9800 | - | -", "Kioski | Kaislan kunta | 6200 | - | -"],
        ),
        # bullets of a lost font, and a comma on the wrong side of its space
        (
            "Myönnetyt avustukset\n\nn Salmen seura ry ,12.000 euroa.\nn Perän Kisa ry, 4.000.\nn Puro ry, 6.000.\n",
            [
                f"{name} | {name} | {euros} | - | -"
                for name, euros in [("Salmen seura ry", 12000), ("Perän Kisa ry", 4000), ("Puro ry", 6000)]
            ],
        ),
        # kinds of grants are no projects
        (
            "Myönnetyt avustukset\n\nYleisavustukset 12,1 miljoonaa euroa\nHankeavustukset 21,3 miljoonaa euroa\n"
            "Apurahat 11,2 miljoonaa euroa\n",
            [],
        ),
        # a condition behind the share
        (
            "Rahoitetut hankkeet\n\n"
            "Kylätalo / Kaislan VPK ry / 14 620 € (50 %)\n"
            "Kahvila / Salmen Nuoret ry / 22 400 € (80 %). Ehtona, että kaupunki osoittaa tilat.\n",
            ["Kylätalo | Kaislan VPK ry | 14620 | - | -", "Kahvila | Salmen Nuoret ry | 22400 | - | -"],
        ),
        # the last line of a paragraph has no sum
        (
            "Rahoitetut hankkeet\n\n"
            "Polut (Kaislan Latu ry, 15 300 €)\nMarkkinat (Salmi-seura ry, 4 275 €)\nLintutorni (Perän Luonto ry)\n"
            "Yhteensä 19 575 €\n",
            [
                "Polut | Kaislan Latu ry | 15300 | - | -",
                "Markkinat | Salmi-seura ry | 4275 | - | -",
                "Lintutorni | Perän Luonto ry | - | - | -",
            ],
        ),
        # no currency anywhere, and a sum of three digits
        (
            "Liitto on myöntänyt avustuksia seuraavasti (euroa):\n\n"
            "Kaislan kotiseutuyhdistys ry 1 500\nSalmen hembygdsförening rf 900\nPerä-Seura ry 2 200\n",
            [
                "Kaislan kotiseutuyhdistys ry | Kaislan kotiseutuyhdistys ry | 1500 | - | -",
                "Salmen hembygdsförening rf | Salmen hembygdsförening rf | 900 | - | -",
                "Perä-Seura ry | Perä-Seura ry | 2200 | - | -",
            ],
        ),
        # the sentence that leads to a list is none of its lines
        (
            "Kaislan kaupunginhallitus on jakanut avustukset vuodelle 2019. Avustuksia haettiin 21 900 euroa ja "
            "myönnettiin 12 400 euroa.\n\n"
            "Salmen seura ry: Leikkivälineet, haettu 5 000 €, myönnetty 3 000 €\n"
            "Perän Kisa ry: Ikkunat, haettu 2 400 €, myönnetty 2 400 €\n",
            ["Leikkivälineet | Salmen seura ry | 3000 | - | -", "Ikkunat | Perän Kisa ry | 2400 | - | -"],
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_lists_of_texts(text: str, expected: list[str]) -> None:
    found = extract(text.encode(), content_type="text/plain").to_dict()["projects"]
    assert [row(project) for project in found] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<h2>Luomu</h2><p>Hankkeen toteuttaja on ProKaisla ry. Hankkeen kokonaisbudjetti on 233 670 euroa, josta "
            "maaseuturahaston tukea 210 300 euroa (90 %). Hanke toteutetaan vuonna 2023.</p>",
            ["Luomu | ProKaisla ry | 210300 | 233670 | 2023-01-01–2023-12-31"],
        ),
        (
            "<h3>Kampus</h3><p>Hankkeen toteuttaja on Salmen kunta, kokonaisbudjetti 35 000 euroa, josta AKKE-tukea "
            "24 500 euroa.</p><h3>Tarhat</h3><p>Hankkeen toteuttaja on Kaislan kaupunki, kokonaisbudjetti "
            "45 000 euroa, josta AKKE-tukea 31 500 euroa. Hanke päättyy 31.12.2022. Haku päättyy 1.3.2023.</p>",
            ["Kampus | Salmen kunta | 24500 | 35000 | -", "Tarhat | Kaislan kaupunki | 31500 | 45000 | –2022-12-31"],
        ),
        (
            "<h2>Saaristo-hankkeelle 50 000 euroa</h2><p>Kaislan liitto myönsi Saaristo-hankkeelle 50 000 euroa. "
            "Hanketta toteuttaa Salmen Vesi Oy. Kokonaiskustannukset ovat 71 500 euroa.</p>"
            "<p>Hanke alkaa 1.10.2015 ja päättyy 31.12.2016.</p>",
            ["Saaristo | Salmen Vesi Oy | 50000 | 71500 | 2015-10-01–2016-12-31"],
        ),
        (
            "<h2>Saaristo-hankkeelle 50 000 euroa</h2><p>29.9.2015 9:00</p><p>Kaislan liitto myönsi "
            "Saaristo-hankkeelle 50 000 euroa. Hanketta toteuttaa Salmen Vesi Oy. "
            "Kokonaiskustannukset ovat 71 500 euroa.</p>",
            ["Saaristo | Salmen Vesi Oy | 50000 | 71500 | -"],
        ),
        (
            "<h2>Seuratukea saaneet seurat</h2><p>Kaislan Palloseura ry, Tytöt mukaan, 9 500 euroa</p>"
            "<p>Salmen Tarmo ry, Judo, 6 000 euroa</p><p>Seuratuki vuonna 2018: 3,99 milj. euroa.</p>",
            ["Tytöt mukaan | Kaislan Palloseura ry | 9500 | - | -", "Judo | Salmen Tarmo ry | 6000 | - | -"],
        ),
        (
            "<p><strong>Saariston palvelut</strong> -selvityksen tekee Salmen kunta. Kokonaisbudjetti on 30 000 euroa, "
            "josta AKKE-tukea 21 000 euroa ja omarahoitusta 9 000 euroa.</p>",
            ["Saariston palvelut | Salmen kunta | 21000 | 30000 | -"],
        ),
        (
            "<p><strong>Vety</strong><br>Hanketta koordinoi Kaisla Oy, ja osatoteuttajina ovat Salmen kaupunki ja "
            "Perä Oy. Hanke on käynnissä 1.9.2023–28.2.2026. EU:n ja valtion tuki hankkeelle on 486 000 euroa.</p>"
            "<p><strong>Akku</strong><br>Hanketta koordinoi Koskelan yliopisto. Hanke on käynnissä "
            "1.8.2023–31.12.2025. EU:n ja valtion tuki hankkeelle on 350 500 euroa.</p>",
            [
                "Vety | Kaisla Oy | 486000 | - | 2023-09-01–2026-02-28",
                "Akku | Koskelan yliopisto | 350500 | - | 2023-08-01–2025-12-31",
            ],
        ),
        (
            "<h3>Luova Häme</h3><p>Kaislan kaupunki<br>Tuki 88 000 €, tukiprosentti 80<br>Toteutusaika 1.3.2024 – "
            "28.2.2025</p><h3>Lasimäki</h3><p>Lopen kunta<br>Tuki ilmoitetaan myöhemmin<br>Toteutusaika 1.1.2024 – "
            "31.10.2024</p>",
            [
                "Luova Häme | Kaislan kaupunki | 88000 | - | 2024-03-01–2025-02-28",
                "Lasimäki | Lopen kunta | - | - | 2024-01-01–2024-10-31",
            ],
        ),
        (
            "<p>LUT-yliopistolle myönnettiin Pakkaus-hankkeeseen 132 000 euroa. Hankkeen kokonaiskustannukset ovat "
            "188 000 euroa ja toteutusaika 1.3.2022–30.6.2023.</p>",
            ["Pakkaus | LUT-yliopisto | 132000 | 188000 | 2022-03-01–2023-06-30"],
        ),
        (
            "<p>Tukea sai kolme seuraa. Kaislan seura ry sai 1 500 euroa rantaan. Salmen seura ry sai 2 000 euroa "
            "kylätalon kattoon ja Perän seura ry 800 euroa äänentoistoon.</p>",
            [
                "Kaislan seura ry | Kaislan seura ry | 1500 | - | -",
                "Salmen seura ry | Salmen seura ry | 2000 | - | -",
                "Perän seura ry | Perän seura ry | 800 | - | -",
            ],
        ),
        (
            "<p>Apurahoja jaettiin 61. Suurimman, 30 000 euroa, sai Kaislan kaupunginteatteri Canthin jäljillä "
            "-hankkeeseen. Salmen Vesi ry sai 20 000 euroa Kevyt tie -näyttelyn kokoamiseen.</p>",
            [
                "Canthin jäljillä | Kaislan kaupunginteatteri | 30000 | - | -",
                "Kevyt tie | Salmen Vesi ry | 20000 | - | -",
            ],
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_news(body: str, expected: list[str]) -> None:
    assert rows(page(body)) == expected
