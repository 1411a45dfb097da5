"""News prose: which grants sentences tell of, and sentences that tell of none though they hold the same words."""

import time

import pytest

from tests.extraction.reading import page, projects, rows


def told(text: str) -> list[str]:
    """Return the projects of a news page with these paragraphs; the evidence of each value is looked up."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return rows(page(body, title="Rahoituspäätöksiä"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lopen kunnan Satama-hanke sai 12 000 euroa, ja Turun kaupungille annettiin Silta-hankkeeseen 3 000 euroa.",
            ["Satama | Lopen kunta | 12000 | - | -", "Silta | Turun kaupunki | 3000 | - | -"],
        ),
        (
            "Rahaa myönnettiin kahdelle: Puro Oy:n Lähiruoka (32 000 euroa) ja Lopen kunnan Paja 3.0 (57 500 euroa).",
            ["Lähiruoka | Puro Oy | 32000 | - | -", "Paja 3.0 | Lopen kunta | 57500 | - | -"],
        ),
        (
            "Maakuntahallitus myönsi Lapin yliopistolle 120 000 euroa Arktinen valo -hankkeen toteuttamiseen.",
            ["Arktinen valo | Lapin yliopisto | 120000 | - | -"],
        ),
        (
            (
                "Arktinen valo -hankkeelle myönnettiin 249 945 euroa ja se on käynnissä 1.1.2023–31.12.2024. "
                "Hankkeen toteuttajana on Lapin yliopisto."
            ),
            ["Arktinen valo | Lapin yliopisto | 249945 | - | 2023-01-01–2024-12-31"],
        ),
        (
            (
                "Vihreä Häme -hankkeelle myönnettiin 49 945 euroa.\n\nHankkeen toteuttajana on Hattulan kunta. "
                "Hankkeen kokonaiskustannukset ovat 70 000 euroa."
            ),
            ["Vihreä Häme | Hattulan kunta | 49945 | 70000 | -"],
        ),
        (
            "Kainuun liitto myönsi 85 000 euroa Kajaanin ammattikorkeakoululle hankkeeseen ”Pelien Kainuu”.",
            ["Pelien Kainuu | Kajaanin ammattikorkeakoulu | 85000 | - | -"],
        ),
        ("Hankkeelle ”Pelien Kainuu” myönnettiin 85 000 euroa.", ["Pelien Kainuu | - | 85000 | - | -"]),
        (
            "Lopen kunta toteuttaa Kuitu-hankkeen ajalla 1.3.2024–31.12.2025. Liitto myönsi hankkeelle 70 000 euroa.",
            ["Kuitu | Lopen kunta | 70000 | - | 2024-03-01–2025-12-31"],
        ),
        (
            "Lisäksi Lopen kunta koordinoi Kuitu-hanketta, jonka kokonaisbudjetti on 90 000 euroa. "
            "Hankkeelle myönnettiin 70 000 euroa AKKE-rahoitusta.",
            ["Kuitu | Lopen kunta | 70000 | 90000 | -"],
        ),
        (
            "Kuitu-hankkeen toteuttaa Lopen kunta. Hämeen liitto rahoittaa hanketta 70 000 eurolla.",
            ["Kuitu | Lopen kunta | 70000 | - | -"],
        ),
        ("Rahoitusta sai Kuitu-hanke (Lopen kunta), jolle myönnettiin 70 000 euroa.", ["Kuitu | - | 70000 | - | -"]),
        (
            "Avustuksiin varattu 1.300 euroa jaettiin seuraavasti: Lopen Tarmo ry 422,12 euroa, "
            "Sävel-, soitto- ja laulukerho Kaiku ry 126 euroa ja Metsänväki 751,88 euroa.",
            [
                "Lopen Tarmo ry | Lopen Tarmo ry | 422.12 | - | -",
                "Sävel-, soitto- ja laulukerho Kaiku ry | Sävel-, soitto- ja laulukerho Kaiku ry | 126 | - | -",
                "Metsänväki | Metsänväki | 751.88 | - | -",
            ],
        ),
        (
            "Bidragen fördelades enligt följande: Norrnäs musikförening rf 1 200 euro och "
            "Söderby ungdomsförening rf 800 euro.",
            [
                "Norrnäs musikförening rf | Norrnäs musikförening rf | 1200 | - | -",
                "Söderby ungdomsförening rf | Söderby ungdomsförening rf | 800 | - | -",
            ],
        ),
        (
            "The fund awarded grants.\n\nThe University of Kaisla received EUR 85,000 for the Sea Monitor project.",
            ["Sea Monitor | University of Kaisla | 85000 | - | -"],
        ),
        (
            "A grant of EUR 40,000 was awarded to Natur och Hav rf for the Coastal Classroom project.",
            ["Coastal Classroom | Natur och Hav rf | 40000 | - | -"],
        ),
        (
            "ProMaa Länsi-Kaisla ry:n Lanta liikkeelle -hankkeelle myönnettiin 180 000 euroa.",
            ["Lanta liikkeelle | ProMaa Länsi-Kaisla ry | 180000 | - | -"],
        ),
        (
            "Avustukset: Lopen Tarmo ry 400 euroa, Lopen Kuvataideyhdistys 500 e (450 plus 50 e), Puro ry 1000 e.",
            [
                "Lopen Tarmo ry | Lopen Tarmo ry | 400 | - | -",
                "Lopen Kuvataideyhdistys | Lopen Kuvataideyhdistys | 500 | - | -",
                "Puro ry | Puro ry | 1000 | - | -",
            ],
        ),
        (
            "Liitto myönsi tukea seuraavasti: Lopen kyläyhdistys ry 12 000 euroa kylätalon kattoon "
            "ja Puron Urheilijat ry 8 500 euroa pukukoppeihin.",
            [
                "Lopen kyläyhdistys ry | Lopen kyläyhdistys ry | 12000 | - | -",
                "Puron Urheilijat ry | Puron Urheilijat ry | 8500 | - | -",
            ],
        ),
        (
            "Liitto myönsi rahoitusta.\n\nKaislan kaupungin Raide-hanke (42 500 euroa) edistää raideyhteyksiä.",
            ["Raide | Kaislan kaupunki | 42500 | - | -"],
        ),
        (
            "Satakuntaliitto myönsi Kaislan yliopistolle 210 000 euron EAKR-rahoituksen RoboKaisla-hankkeeseen.",
            ["RoboKaisla | Kaislan yliopisto | 210000 | - | -"],
        ),
        (
            "Maakuntahallitus myönsi 85 000 euroa Mikkelin kehitysyhtiö Puro Oy:lle Metsäpuro-hankkeeseen.",
            ["Metsäpuro | Mikkelin kehitysyhtiö Puro Oy | 85000 | - | -"],
        ),
        (
            "Suurimman rahoituksen, 95 000 euroa, sai Kaislan yliopisto Ranta Lab -hankkeelleen.",
            ["Ranta Lab | Kaislan yliopisto | 95000 | - | -"],
        ),
        (
            "Green Ferries, led by the City of Turku, receives EUR 1.9 million in funding.",
            ["Green Ferries | City of Turku | 1900000 | - | -"],
        ),
        (
            "Fonden har beviljat 25 000 euro till Skärets museum r.f. för projektet Båtarnas minne.",
            ["Båtarnas minne | Skärets museum r.f. | 25000 | - | -"],
        ),
        (
            "Suurimman avustuksen, 45 000 euroa, sai Forssan kaupunki.",
            ["Forssan kaupunki | Forssan kaupunki | 45000 | - | -"],
        ),
        (
            "Forssan kaupunki sai 45 000 euroa ja Lopen kunta 12 500 euroa.",
            ["Forssan kaupunki | Forssan kaupunki | 45000 | - | -", "Lopen kunta | Lopen kunta | 12500 | - | -"],
        ),
        (
            "Lisäksi Green net Finland ry:lle myönnettiin 30 000 euroa.",
            ["Green net Finland ry | Green net Finland ry | 30000 | - | -"],
        ),
        (
            "Green net Finland ry sai 30 000 euroa Vety virtaa -hankkeeseen.",
            ["Vety virtaa | Green net Finland ry | 30000 | - | -"],
        ),
        (
            "Cursor Oy:lle myönnettiin 48 000 euroa ja Kotkan kaupungille 22 000 euroa.",
            ["Cursor Oy | Cursor Oy | 48000 | - | -", "Kotkan kaupunki | Kotkan kaupunki | 22000 | - | -"],
        ),
        (
            ("Kotkan kaupungille myönnettiin 20 000 euroa Satama-hankkeeseen ja 30 000 euroa Meripuisto-hankkeeseen."),
            ["Satama | Kotkan kaupunki | 20000 | - | -", "Meripuisto | Kotkan kaupunki | 30000 | - | -"],
        ),
        (
            "Maakuntahallitus on myöntänyt Savonlinnan kaupungin Ooppera elää -hankkeelle 56 700 €.",
            ["Ooppera elää | Savonlinnan kaupunki | 56700 | - | -"],
        ),
        (
            "Hämeen liitto tukee Riihimäen Lasimuseon Lasin tarina -hanketta 15 000 eurolla.",
            ["Lasin tarina | Riihimäen Lasimuseo | 15000 | - | -"],
        ),
        (
            (
                "EAKR-tukea annettiin Itä-Suomen yliopiston ja Savonia-ammattikorkeakoulun yhteiseen Vesi "
                "vanhin -hankkeeseen 310 200 euroa."
            ),
            ["Vesi vanhin | Itä-Suomen yliopisto | 310200 | - | -"],
        ),
        (
            (
                "Humanistiselle ammattikorkeakoululle myönnettiin AKKE-rahoitusta 33 300 euroa. Hankkeen "
                "kokonaisbudjetti on 41 625 euroa."
            ),
            ["Humanistinen ammattikorkeakoulu | Humanistinen ammattikorkeakoulu | 33300 | 41625 | -"],
        ),
        (
            "Kehittämisyhtiö Keulink Oy sai 60 000 euron avustuksen, ja hanke toteutetaan 1.3.2022–28.2.2023.",
            ["Kehittämisyhtiö Keulink Oy | Kehittämisyhtiö Keulink Oy | 60000 | - | 2022-03-01–2023-02-28"],
        ),
        (
            "Österbottens förbund beviljar Vasa universitet 45 000 euro för projektet Grön energi.",
            ["Grön energi | Vasa universitet | 45000 | - | -"],
        ),
        (
            "Landskapsstyrelsen beviljade 45 000 euro till Jakobstads stad för projektet ”Levande hamn”.",
            ["Levande hamn | Jakobstads stad | 45000 | - | -"],
        ),
        (
            (
                "Vasa yrkeshögskola beviljas 27 300 euro för projektet Smart skärgård. Projektet pågår "
                "1.1.2022–31.12.2023 och den totala budgeten är 39 000 euro."
            ),
            ["Smart skärgård | Vasa yrkeshögskola | 27300 | 39000 | 2022-01-01–2023-12-31"],
        ),
        ("Hangö museum får 8.500 euro.", ["Hangö museum | Hangö museum | 8500 | - | -"]),
        (
            "The foundation awarded EUR 30,000 to the University of Vaasa for the project Northern Light.",
            ["Northern Light | University of Vaasa | 30000 | - | -"],
        ),
        (
            "Nordic Marketing Association received EUR 12 000.",
            ["Nordic Marketing Association | Nordic Marketing Association | 12000 | - | -"],
        ),
        (
            "Vaasa Chess Association was awarded a grant of EUR 4,000.",
            ["Vaasa Chess Association | Vaasa Chess Association | 4000 | - | -"],
        ),
        (
            "Myönteisen päätöksen sai myös Salpaus Oy:n Uusi aalto -hanke, jolle myönnettiin 99 000 euroa.",
            ["Uusi aalto | Salpaus Oy | 99000 | - | -"],
        ),
        ("Uusi aalto -hanke sai 99 000 euroa.", ["Uusi aalto | - | 99000 | - | -"]),
        (
            "Rauman Opisto -säätiölle myönnettiin 5 000 euroa.",
            ["Rauman Opisto -säätiö | Rauman Opisto -säätiö | 5000 | - | -"],
        ),
        (
            "Pellervon Pelto ry:lle (Lahti) annettiin 7 000 euroa.",
            ["Pellervon Pelto ry | Pellervon Pelto ry | 7000 | - | -"],
        ),
        ("Lisäksi Lopen kunnalle myönnettiin noin 12 000 euroa.", ["Lopen kunta | Lopen kunta | 12000 | - | -"]),
        (
            "Viitasaaren kaupungille myönnettiin enintään 64 000 euroa, josta EU-osuus on 48 000 euroa.",
            ["Viitasaaren kaupunki | Viitasaaren kaupunki | 64000 | - | -"],
        ),
        (
            (
                "Etelä-Savon maakuntaliitto myönsi Mikkelin kaupungille 84 500 euron rahoituksen Saimaan "
                "portti -hankkeeseen."
            ),
            ["Saimaan portti | Mikkelin kaupunki | 84500 | - | -"],
        ),
        (
            "Saimaan portti -hanke saa 84 500 euroa EAKR-rahoitusta vuosille 2023–2024.",
            ["Saimaan portti | - | 84500 | - | -"],
        ),
        (
            (
                "Pohjois-Savon liitto rahoittaa Kuopion kaupungin Torin tarinat -hanketta 25 000 eurolla. "
                "Hankkeen kokonaiskustannusarvio on 35 714 euroa ja toteutusaika on 1.4.2022–31.3.2023."
            ),
            ["Torin tarinat | Kuopion kaupunki | 25000 | 35714 | 2022-04-01–2023-03-31"],
        ),
        ("Metsäkeskukselle myönnettiin 10 000 euroa.", ["Metsäkeskus | Metsäkeskus | 10000 | - | -"]),
        (
            "Perniön kyläyhdistys ry:lle myönnettiin 4 500 € ja Kiskon Martat ry:lle 2 000 €.",
            [
                "Perniön kyläyhdistys ry | Perniön kyläyhdistys ry | 4500 | - | -",
                "Kiskon Martat ry | Kiskon Martat ry | 2000 | - | -",
            ],
        ),
        (
            "Avustuksen saivat seuraavat: Perniön kyläyhdistys ry sai 4 500 euroa.",
            ["Perniön kyläyhdistys ry | Perniön kyläyhdistys ry | 4500 | - | -"],
        ),
        (
            (
                "Kokouksessa 12.6.2023 päätettiin, että Siilinjärven kunnalle myönnetään 18 000 euroa "
                "Tarinavaarat-hankkeen esiselvitykseen."
            ),
            ["Tarinavaarat | Siilinjärven kunta | 18000 | - | -"],
        ),
        (
            "Lapin liitto on myöntänyt Sodankylän kunnalle 0,25 miljoonaa euroa Revontuli-hankkeeseen.",
            ["Revontuli | Sodankylän kunta | 250000 | - | -"],
        ),
        (
            "Rahoitusta saa Sodankylän kunnan Revontuli-hanke, 250 000 euroa.",
            ["Revontuli | Sodankylän kunta | 250000 | - | -"],
        ),
        (
            (
                "Jyväskylän yliopistolle myönnettiin Keski-Suomen liiton AKKE-rahoitusta 77 000 euroa "
                "hankkeelle Kielten koti."
            ),
            ["Kielten koti | Jyväskylän yliopisto | 77000 | - | -"],
        ),
        ("Svenska kulturfonden beviljar Borgå museum 12.000 euro.", ["Borgå museum | Borgå museum | 12000 | - | -"]),
        ("Nylands förbund beviljade projektet Grön hamn 52 000 euro.", ["Grön hamn | - | 52000 | - | -"]),
        (
            "Projektet Grön hamn får 52 000 euro i stöd. Projektägare är Hangö stad.",
            ["Grön hamn | Hangö stad | 52000 | - | -"],
        ),
        (
            "Hangö stad får 52 000 euro för projektet Grön hamn, som pågår 1.1.2023–31.12.2023.",
            ["Grön hamn | Hangö stad | 52000 | - | 2023-01-01–2023-12-31"],
        ),
        (
            "Föreningen Konstrundan fick 5 000 euro och Ekenäs museum 3 000 euro i bidrag.",
            [
                "Föreningen Konstrundan | Föreningen Konstrundan | 5000 | - | -",
                "Ekenäs museum | Ekenäs museum | 3000 | - | -",
            ],
        ),
        (
            (
                "The Council of Lapland granted EUR 90 000 to the University of Lapland for the project "
                "Arctic Light. The total budget of the project is EUR 120 000."
            ),
            ["Arctic Light | University of Lapland | 90000 | 120000 | -"],
        ),
        ("The project Arctic Light received EUR 90,000 in funding.", ["Arctic Light | - | 90000 | - | -"]),
        (
            "”Kylät hehkuu” -hankkeelle myönnettiin 36 000 euroa. Hanketta hallinnoi Suomen Kylät ry.",
            ["Kylät hehkuu | Suomen Kylät ry | 36000 | - | -"],
        ),
        (
            (
                "Toinen rahoitettava on Lumo-hanke, jolle annettiin 36 000 euroa; hankkeen "
                "kokonaiskustannukset ovat 51 428 euroa."
            ),
            ["Lumo | - | 36000 | 51428 | -"],
        ),
        (
            "Oulun yliopisto saa 75 000 euroa ”Jää” -hankkeelle ja Kemin kaupunki 40 000 euroa ”Lumi” -hankkeelle.",
            ["Jää | Oulun yliopisto | 75000 | - | -", "Lumi | Kemin kaupunki | 40000 | - | -"],
        ),
        (
            "Oulun yliopisto saa 75 000 euroa ”Jää” -hankkeelle ja Posintra 40 000 euroa ”Lumi” -hankkeelle.",
            ["Jää | Oulun yliopisto | 75000 | - | -", "Lumi | - | 40000 | - | -"],
        ),
        (
            "Rahoitusta saivat Kemin kaupunki (Satamapuisto, 35 500 euroa) ja Lopen kunta (Kylätalo, 12 000 euroa).",
            ["Satamapuisto | Kemin kaupunki | 35500 | - | -", "Kylätalo | Lopen kunta | 12000 | - | -"],
        ),
        (
            "Rahoitusta saavat Satamapuisto (Kemin kaupunki, 35 500 euroa) sekä Ilmakartta (HSY, 12 000 euroa).",
            ["Satamapuisto | Kemin kaupunki | 35500 | - | -", "Ilmakartta | HSY | 12000 | - | -"],
        ),
        (
            "Maakuntahallitus myönsi Kemin kaupungille 35 500 euroa hankkeen Satamapuisto toteuttamiseen ajalle "
            "1.4.2023–30.9.2024.",
            ["Satamapuisto | Kemin kaupunki | 35500 | - | 2023-04-01–2024-09-30"],
        ),
        (
            "Kemin kaupungin Satamapuisto-hankkeelle myönnettiin 35 500 euroa. Hanke alkoi 1.2.2023 ja päättyy "
            "31.1.2025.",
            ["Satamapuisto | Kemin kaupunki | 35500 | - | 2023-02-01–2025-01-31"],
        ),
        ("3D-tulostus kylille -hankkeelle myönnettiin 36 000 euroa.", ["3D-tulostus kylille | - | 36000 | - | -"]),
        (
            "Suomen metsäkeskuksen Puu puhuu -hankkeelle myönnettiin 36 000 euroa.",
            ["Puu puhuu | Suomen metsäkeskus | 36000 | - | -"],
        ),
        (
            "Koulutuskuntayhtymä Tavastialle myönnettiin 36 000 euroa Taitaja-hankkeeseen.",
            ["Taitaja | Koulutuskuntayhtymä Tavastialle | 36000 | - | -"],
        ),
        (
            "Kaislan kunta sai 64 000 euroa Saarisen reitistöön ja Salmen kunta 40 500 euroa valaistukseen.",
            ["Kaislan kunta | Kaislan kunta | 64000 | - | -", "Salmen kunta | Salmen kunta | 40500 | - | -"],
        ),
        (
            "Tukea saivat: Kaislan Kummit ry (36 000 euroa laitteeseen) ja Salmen Kylät ry (12 000 euroa leiriin).",
            [
                "Kaislan Kummit ry | Kaislan Kummit ry | 36000 | - | -",
                "Salmen Kylät ry | Salmen Kylät ry | 12000 | - | -",
            ],
        ),
        (
            "Kaislan liitto rahoittaa Kuitu Oy:n hallinnoimaa Salmen reitit 2015 -hanketta 36 000 eurolla.",
            ["Salmen reitit 2015 | Kuitu Oy | 36000 | - | -"],
        ),
        ("Kaislan seutukunnalle Kuitu tielle -hankkeeseen myönnettiin 36 000 euroa.", []),
        (
            "Kaislan teatterille myönnettiin 20 000 euroa Jäät-esitykseen ja Salmen kaupunginteatterille 8 000 euroa. "
            "Hakemuksia tuli 45, ja haettu summa oli 640 000 euroa.",
            [
                "Kaislan teatteri | Kaislan teatteri | 20000 | - | -",
                "Salmen kaupunginteatteri | Salmen kaupunginteatteri | 8000 | - | -",
            ],
        ),
        ("Kaislan koulutuskuntayhtymä Salmelan Metsästä muotiin -hankkeelle myönnettiin 36 000 euroa.", []),
        (
            "Päätös nro 22 / Kaislan kaupungille myönnetty Kuitu -hankkeeseen AKKE-tukea 36 000 € (75 % kuluista).",
            ["Kuitu | Kaislan kaupunki | 36000 | - | -"],
        ),
        (
            "Kaislan yliopistokeskus Valolle myönnettiin 36 000 euroa Kuitu-hankkeeseen.",
            ["Kuitu | Kaislan yliopistokeskus Valolle | 36000 | - | -"],
        ),
        (
            "Åbo Akademille myönnettiin 36 000 euroa Kuitu-hankkeeseen.",
            ["Kuitu | Åbo Akademi | 36000 | - | -"],
        ),
        (
            "Hämeen ammattikorkeakoulu Oy:lle (HAMK) myönnettiin 36 000 euroa.",
            ["Hämeen ammattikorkeakoulu Oy | Hämeen ammattikorkeakoulu Oy | 36000 | - | -"],
        ),
        (
            "Hämeen liitto myönsi Xamkille 3 000 euroa Puusta pitkälle -nimiseen kehittämishankkeeseen.",
            ["Puusta pitkälle | Xamk | 3000 | - | -"],
        ),
        ("Puusta pitkälle -hankkeelle myönnettiin 3 000 euroa.", ["Puusta pitkälle | - | 3000 | - | -"]),
        ("Gradian Osaajaputki-hankkeelle myönnettiin 3 000 euroa.", ["Osaajaputki | Gradia | 3000 | - | -"]),
        (
            "Lopen kunnan johtamalle Silta tulevaan -hankkeelle myönnettiin 3 000 euroa.",
            ["Silta tulevaan | Lopen kunta | 3000 | - | -"],
        ),
        ("LUT-yliopiston hallinnoima Silta-hanke sai 3 000 euroa.", ["Silta | LUT-yliopisto | 3000 | - | -"]),
        (
            "Kulttuurirahasto osoitti Lopen Latu ry:lle 3 000 euroa Silta-hankkeen kuluihin.",
            ["Silta | Lopen Latu ry | 3000 | - | -"],
        ),
        (
            "Fonden beviljade den 11 mars 2024 Hangö stad 3 000 euro för projektet Grön hamn.",
            ["Grön hamn | Hangö stad | 3000 | - | -"],
        ),
        ("Åbo Akademi beviljas 3 000 euro för ”Grön hamn”.", ["Grön hamn | Åbo Akademi | 3000 | - | -"]),
        ("Hangö stad beviljades 3 000 euro för Grön hamn-projektet.", ["Grön hamn | Hangö stad | 3000 | - | -"]),
        (
            "Projektet Grön hamn har tilldelats 3 000 euro av fonden. Det leds av Hangö stad.",
            ["Grön hamn | Hangö stad | 3000 | - | -"],
        ),
        ("3 000 euro går till Hangö stad för projektet Grön hamn.", ["Grön hamn | Hangö stad | 3000 | - | -"]),
        (
            "The foundation awarded the City of Oulu a research grant of EUR 3,000 for the project Green Harbour.",
            ["Green Harbour | City of Oulu | 3000 | - | -"],
        ),
        (
            "Demo Works Oy's Green Harbour project was granted 3,000 euros.",
            ["Green Harbour | Demo Works Oy | 3000 | - | -"],
        ),
        (
            "The foundation funds the Green Harbour project with 3,000 euros. It is led by the University of Turku.",
            ["Green Harbour | University of Turku | 3000 | - | -"],
        ),
        (
            "Demo Works Oy has secured 3,000 euros of funding for the Green Harbour project.",
            ["Green Harbour | Demo Works Oy | 3000 | - | -"],
        ),
        (
            "Suurimman avustuksen, 3 000 euroa, sai LUT-yliopisto Elävä ranta -hankkeeseen.",
            ["Elävä ranta | LUT-yliopisto | 3000 | - | -"],
        ),
        ("Silta-hankkeelle (toteuttaja Lopen kunta) myönnettiin 3 000 euroa.", ["Silta | Lopen kunta | 3000 | - | -"]),
        (
            "Lopen kunta, jonka Silta-hankkeelle myönnettiin 3 000 euroa, aloittaa työn.",
            ["Silta | Lopen kunta | 3000 | - | -"],
        ),
        (
            "Liitto jakoi 90 000 euroa, josta Lopen kunnalle myönnettiin 3 000 euroa Silta-hankkeeseen.",
            ["Silta | Lopen kunta | 3000 | - | -"],
        ),
        (
            "Lopen kunnan Silta-hankkeen kokonaiskustannukset ovat 4 000 euroa, josta liitto rahoittaa 3 000 euroa.",
            ["Silta | Lopen kunta | 3000 | 4000 | -"],
        ),
        (
            "Liiton myöntämällä 3 000 euron rahoituksella Lopen kunta toteuttaa Silta-hankkeen.",
            ["Silta | Lopen kunta | 3000 | - | -"],
        ),
        (
            "Maakuntahallitus myönsi 11.3.2024 Lopen Latu ry:lle 3 000 euroa Silta-hankkeeseen.",
            ["Silta | Lopen Latu ry | 3000 | - | -"],
        ),
        (
            "Liitto myönsi Lopen kunnalle 3 000 euroa Silta-hankkeeseen.\n\n– Jes.\n\nHankkeen budjetti: 4 000 euroa.",
            ["Silta | Lopen kunta | 3000 | 4000 | -"],
        ),
        (
            "Förbundet stöder Åbo Akademis projekt Havet inpå med 3 000 euro.",
            ["Havet inpå | Åbo Akademi | 3000 | - | -"],
        ),
        (
            "The council granted EUR 3,000 to the Green Harbour project of Åbo Akademi University.",
            ["Green Harbour | Åbo Akademi University | 3000 | - | -"],
        ),
        (
            "A grant of 3,000 euros goes to the University of Turku for the Green Harbour project.",
            ["Green Harbour | University of Turku | 3000 | - | -"],
        ),
        (
            "Se myönsi Lopen kunnalle 3 000 euroa Silta-hankkeeseen. Lisäksi Metsähallitukselle myönnettiin 4 000 €.",
            ["Silta | Lopen kunta | 3000 | - | -", "Metsähallitus | Metsähallitus | 4000 | - | -"],
        ),
        (
            "Liitto teki myönteisen päätöksen Lopen kunnan Silta-hankkeesta. Hankkeelle myönnettiin 3 000 euroa.",
            ["Silta | Lopen kunta | 3000 | - | -"],
        ),
        (
            "Lopen kunnalle myönnettiin 3 000 euroa Silta-hankkeeseen, ja kunnat maksavat 9 000 euroa.",
            ["Silta | Lopen kunta | 3000 | - | -"],
        ),
        (
            "Avustusta saivat Lopen kunnan Silta-hanke (3 000 euroa) ja Xamkin Vihreä ranta -hanke (4 000 euroa).",
            ["Silta | Lopen kunta | 3000 | - | -", "Vihreä ranta | Xamk | 4000 | - | -"],
        ),
        (
            "Projektet Grön hamn genomförs av Hangö stad. Projektet får 3 000 euro i stöd.",
            ["Grön hamn | Hangö stad | 3000 | - | -"],
        ),
        (
            "Hangö stad får 3 000 euro för projektet Grön hamn medan Åbo stad får 4 000 euro för projektet Bro.",
            ["Grön hamn | Hangö stad | 3000 | - | -", "Bro | Åbo stad | 4000 | - | -"],
        ),
        ("Fonden beviljade 3 000 euro åt Hangö stads projekt Grön hamn.", ["Grön hamn | Hangö stad | 3000 | - | -"]),
        (
            "The Green Harbour project, led by the University of Turku, received 3,000 euros in funding.",
            ["Green Harbour | University of Turku | 3000 | - | -"],
        ),
        (
            "The University of Turku is running the Green Harbour project. The project was awarded 3,000 euros.",
            ["Green Harbour | University of Turku | 3000 | - | -"],
        ),
        (
            "The Harbour Museum received a grant of EUR 3,000 for the project Salt and Wind.",
            ["Salt and Wind | Harbour Museum | 3000 | - | -"],
        ),
        (
            "The University of Turku coordinates the new Wet project. The project has been awarded EUR 3,000.",
            ["Wet | University of Turku | 3000 | - | -"],
        ),
        (
            "Avustusta myönnettiin Kaislan opistolle 3 000 euroa ja Kaislan teatterille 3 000 euroa.",
            ["Kaislan opisto | Kaislan opisto | 3000 | - | -", "Kaislan teatteri | Kaislan teatteri | 3000 | - | -"],
        ),
        # lists without a colon; two that begin alike get as much
        *(
            (text, [f"{name} | {name} | {amount} | - | -" for name, amount in grants.items()])
            for text, grants in {
                "Avustusta saivat Lopen Latu ry 100 euroa, Lopen Martat ry 100 euroa sekä Salmi- ja Oja ry 5 euroa.": {
                    "Lopen Latu ry": 100,
                    "Lopen Martat ry": 100,
                    "Salmi- ja Oja ry": 5,
                },
                "Avustusta saavat muun muassa Salmen Kylät ry, 2 500 euroa, ja nuorisoseura Nysä ry 900 euroa.": {},
                "Tukea saavat mm. Salmen Kylät ry, 2 500 euroa, Puro ry 50 euroa, Perän nuorisoseura Nysä 9 euroa.": {
                    "Salmen Kylät ry": 2500,
                    "Puro ry": 50,
                    "Perän nuorisoseura Nysä": 9,
                },
                # the unit once, at the end
                "Lopen kunta sai 56 000, Hattulan kunta 31 000 ja Puro ry 22 000 euroa.": {
                    "Lopen kunta": 56000,
                    "Hattulan kunta": 31000,
                    "Puro ry": 22000,
                },
                # what stands before a name, and behind its legal form
                "Paimiolainen Salmen Kylät ry saa puolestaan 14 000 euroa katon uusimiseen.": {
                    "Salmen Kylät ry": 14000
                },
                "Avustusta saa myös Puron Nuoret ry Paviljongin korjausten jatkamiseen 15 000 eurolla.": {
                    "Puron Nuoret ry": 15000,
                },
            }.items()
        ),
        (
            "Liitto myönsi Lopen kunnan Latu auki -nimiselle hankkeelle 70 000 euroa.",
            ["Latu auki | Lopen kunta | 70000 | - | -"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sentences_that_grant(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hämeen liitto myönsi hankkeille yhteensä 1 200 000 euroa.",
        "Kymmenen yhteisöä sai toiminta-avustusta 619 000 euroa.",
        "Maakunnan yhdistyksille annettiin 45 000 euroa.",
        "Hämeen liitto myönsi Lopen kunnalle 50 000 euroa vuodessa Silta tulevaan -hankkeeseen.",
        "Hämeen liitto myönsi Lopen kunnalle 50 000 euroa lainaa Silta tulevaan -hankkeeseen.",
        "Hämeen liitto myönsi Lopen kunnalle 50 000 euroa + 9 000 euroa Silta tulevaan -hankkeeseen.",
        "Kanta-Hämeen kunnille myönnettiin 300 000 euroa.",
        "Työ- ja elinkeinoministeriö myönsi Hämeen liitolle 1 925 000 euroa.",
        "Rahoitusta voi hakea 30.9. asti, ja Turun kaupungille voidaan myöntää 50 000 euroa.",
        "Turun kaupunki haki 50 000 euroa Satama-hankkeeseen.",
        "Turun kaupungille ei myönnetty 50 000 euroa.",
        "Maakuntahallitukselle esitetään, että Turun kaupungille myönnetään 50 000 euroa.",
        "Satakunnalle myönnettiin 2 000 000 euroa.",
        "Liitto valitsi 10 Suomi 100 -hanketta, joita Hämeen liitto tukee yhteensä 30 000 eurolla.",
        "EAKR-hankkeelle myönnettiin 50 000 euroa.",
        "Maija Meikäläiselle myönnettiin 5 000 euroa.",
        "Maija Meikäläinen sai 5 000 euroa.",
        "Yhden hankkeen tuki on enintään 60 000 euroa, ja kunta saa siitä puolet.",
        "Föreningar får dela på 385.000 euro.",
        "Föreningarna beviljades sammanlagt 385 000 euro.",
        "Stödet till Vasa stad kan vara högst 50 000 euro.",
        "Liitto rahoitti 96 EAKR-hanketta. Hankkeelle myönnettiin keskimäärin 70 000 euroa.",
        "Kuitu-hanke ja Hamppu-hanke alkavat. Hankkeelle myönnettiin 70 000 euroa.",
        "Lopen kunta hakee rahoitusta Kuitu-hankkeelle. Hankkeelle voidaan myöntää 70 000 euroa.",
        "14,145 projects were granted EUR 587.3 million.",
        "The University of Vaasa will receive EUR 30 000.",
        "Turun kaupungille, Raision kaupungille ja Naantalin kaupungille myönnettiin 50 000 euroa.",
        "Turun kaupungille ja Raision kaupungille myönnettiin 50 000 euroa.",
        "Turun kaupungille myönnettiin 50 000 euroa ja 30 000 euroa.",
        "Tilaa lehti 9,90 euroa kuukaudessa. Lukija sai sen Turun kaupungilta.",
        "Hankkeet toteutetaan 1.1.2024–31.12.2025, ja koordinaattorina on Lopen kunta.",
        "Museo sai 50 000 kävijää ja 30 000 euroa lipputuloja.",
        "Lopen kunta sai verotuloja 3 000 000 euroa viime vuonna.",
        "Rakennusliike myi tontin, ja Lopen kunta sai siitä 300 000 euroa.",
        "Kunnallisveron tuotto meni Lopen kunnalle, 300 000 euroa.",
        "Hankkeen kokonaiskustannukset ovat 167 000 euroa, ja siihen osallistuu Turun kaupunki.",
        (
            "Päätös: Hakuun jätettiin 12 hakemusta, ja Turun kaupungille myönnettiin yhteensä 50 000 "
            "euroa viidelle hankkeelle."
        ),
        "Rahoitusta myönnettiin yhteensä 12 hankkeelle 1,2 miljoonaa euroa.",
        "Uudenmaan liitto sai valtiolta 2 000 000 euroa kehittämisrahaa.",
        "Jos Turun kaupungille myönnetään 50 000 euroa, hanke alkaa syksyllä.",
        "Turun kaupungille myönnettyä 50 000 euron avustusta peritään takaisin.",
        "Yrityksille annettiin tukea 1 000 000 euroa.",
        "Suurin osa eli 70 % meni Turun seudulle, 3 000 000 euroa.",
        "Kaupunki myönsi yhdistyksille 45 000 euroa avustuksia.",
        "Matkailuun meni 800 000 euroa ja teollisuuteen 1 200 000 euroa.",
        "Jokaiselle hankkeelle myönnettiin keskimäärin 50 000 euroa.",
        "Tukea voi saada esimerkiksi Turun kaupungin hanke, jolle voidaan myöntää 50 000 euroa.",
        "Rahoitusta on jaettavana 300 000 euroa, ja sitä myönnetään kunnille.",
        "Turun kaupungin hankkeelle haettiin 50 000 euroa.",
        "Pohjois-Savon liitto myönsi viime vuonna maakunnalle 5 000 000 euroa.",
        "I fjol beviljade förbundet 1,3 miljoner euro till 23 projekt.",
        "Varje förening får högst 5 000 euro.",
        "Last year the foundation awarded EUR 31.5 million.",
        "Grants of up to EUR 50 000 are awarded to universities.",
        "Kaupunginhallitus myönsi Rauman Satama Oy:lle 5 000 000 euron lainatakauksen.",
        "Lahjoittajia olivat Vihreä Oy (Helsinki, 5 000 euroa) ja Sininen Oy (Espoo, 3 000 euroa).",
        "Tukea voivat hakea Kemin kaupunki (Satama, 35 500 euroa) ja Lopen kunta (Kylätalo, 12 000 euroa).",
        "Lukiolaisten yrityskylä avattiin, ja 1 200 euron palkinto meni Turun lukiolle.",
        "Kunnanhallitus päätti osallistua Lopen koulutuskuntayhtymän Metsä-hankkeeseen 5 000 euron kuntarahalla. "
        "Rahoitusta haetaan liitolta.",
        "Avustukset: Lopen kunta 400 euroa, Kaislan säätiö 500 euroa ja Lopen Tarmo ry 100 euroa.",
        "Avustusta ehdotetaan jaettavaksi seuraavasti: Lopen Tarmo ry 400 euroa ja Lopen Kaiku ry 126 euroa.",
        "Avustushankkeen kustannukset jaetaan seuraavasti: Lopen kunta 400 euroa ja Hattulan kunta 126 euroa.",
        "Avustusta myönnettiin seuraavasti: liikuntaan 4 000 euroa ja kulttuuriin 1 260 euroa.",
        "Kuitu Oy:lle myönnettiin 50 000 euron omavelkainen takaus.",
        "Silta tulevaan -hankkeen rahoitusta korotettiin 50 000 eurolla.",
        "Lopen kunta haki Silta-hankkeeseen 50 000 euroa, ja Turun kaupungille myönnettiin 30 000 euroa.",
        "Lopen kunta haki Silta-hankkeeseen 50 000 euroa, mutta sille ei myönnetty 30 000 euroa.",
        "Kuitu Oy sai pääsylipuista 50 000 euroa.",
        "Hangö stad deltar med 50 000 euro i kostnaderna för projektet Grön hamn.",
        "LUT-yliopisto investoi Silta tulevaan -hankkeeseen 50 000 euroa.",
        "Besluten kom på onsdagen. Den nya båten kostade Åbo Akademi 50 000 euro.",
        "Lopen Latu ry:n hankkeelle ei myönnetty 50 000 euroa.",
        "Avustusta saivat Lopen kunta ja Puro ry, 5 000 euroa, sekä Kaislan kunta 3 000 euroa.",
        "Kehittämishanke sai 56 000, Lopen kunnan Reunalle-hanke 31 000 ja Tornion Taide-hanke 22 000 euroa.",
        "Dosentti Maija Merelle ja Puro-työryhmälle myönnettiin 200 000 euron apuraha.",
    ],
)
def test_sentences_that_grant_nothing_to_anyone(text):
    assert told(text) == []


def test_a_sum_that_a_list_tells_too_is_one_project():
    lines = "<li>Cursor Oy, Kotka. Satama, 48 000 €</li><li>Kettuki ry, Kouvola. Kettu, 9 000 €</li>"
    body = (
        "<p>Kaksi sai avustusta. Cursor Oy sai 48 000 euroa, ja Pellervon Pelto ry:lle annettiin 7 000 euroa.</p>"
        f"<ul>{lines}</ul>"
    )
    told = rows(page(body, title="Myönnetyt avustukset"))
    assert [row.split(" | ")[1:3] for row in told] == [
        ["Pellervon Pelto ry", "7000"],
        ["Cursor Oy", "48000"],
        ["Kettuki ry", "9000"],
    ]


@pytest.mark.parametrize(
    ("headline", "text", "expected"),
    [
        (
            "Lopen kunnalle 12 000 euroa",
            "Lopen kunnalle myönnettiin 12 000 euroa Lampi-hankkeeseen.",
            "Lampi | Lopen kunta | 12000 | - | -",
        ),
        (
            "Lopen kunta sai 12 000 euroa",
            "Lopen kunnalle myönnettiin 12 000 euroa Lampi-hankkeeseen. Lopen kunta sai siis 12 000 euroa.",
            "Lampi | Lopen kunta | 12000 | - | -",
        ),
        (
            "Lampi-hankkeelle 12 000 euroa",
            "Lampi-hankkeelle myönnettiin 12 000 euroa. Hankkeen toteuttaja on Lopen kunta.",
            "Lampi | Lopen kunta | 12000 | - | -",
        ),
    ],
)
def test_a_headline_is_not_told_twice(headline, text, expected):
    assert rows(page(f"<p>{text}</p>", title=headline)) == [expected]
    assert rows(page(f"<h2>{headline}</h2><p>Avustuksia jaettiin.</p><p>{text}</p>")) == [expected]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Grön hamn", "Grön hamn | Åbo Akademi | 3000 | 4000 | -"),
        ("Bidragen delades ut", "Åbo Akademi | Åbo Akademi | 3000 | 4000 | -"),
    ],
)
def test_for_the_project_speaks_of_the_heading(above, expected):
    body = f"<h2>{above}</h2><p>Åbo Akademi beviljades 3 000 euro för projektet. Den totala budgeten är 4 000 euro.</p>"
    assert rows(page(body, title="Landskapsstyrelsens beslut")) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Lopen kunta haki Silta-hankkeeseen 80 000 euroa, ja sille myönnettiin 50 000 euroa.",
        "Lopen kunta haki 80 000 euroa Silta-hankkeeseen mutta sai 50 000 euroa.",
        "Lopen kunta haki 80 000 euroa Silta-hankkeeseen. Maakuntahallitus myönsi hankkeelle 50 000 euroa.",
        "Silta-hankkeelle haettiin 80 000 euroa, josta myönnettiin 50 000 euroa. Hankkeen toteuttaa Lopen kunta.",
    ],
)
def test_a_request_and_its_grant(text):
    [project] = projects(page(f"<p>{text}</p>", title="Rahoituspäätöksiä"))
    assert (project["name"], project["applicant"]) == ("Silta", "Lopen kunta")
    assert (project["applied_amount"], project["granted_amount"]) == (80000, 50000)


def test_a_headline_alone_tells_a_grant():
    headline = "Kaislan liitto myönsi 27 000 euroa Lopen kunnan Älykkäät kylät -hankkeelle"
    text = "<p>Hanke on suuri. Säätiö jakoi avustuksia.</p>"
    assert rows(page(text, title=headline)) == ["Älykkäät kylät | Lopen kunta | 27000 | - | -"]


def test_a_headline_of_news_names_no_grant():
    headline = "Säätiö jakoi ennätysmäärän apurahoja"
    text = f"<p>Kaislan {headline}. Suurimman 20 000 euron apurahan sai Puro ry.</p>"
    assert rows(page(text, title=headline)) == ["Puro ry | Puro ry | 20000 | - | -"]


def test_what_follows_a_grant_is_its_description():
    text = "Lopen kunnalle myönnettiin 12 000 euroa Lampi-hankkeeseen. Lammesta tehdään uimapaikka. Se avataan pian."
    (project,) = projects(page(f"<p>{text}</p>"))
    assert project["description"] == "Lammesta tehdään uimapaikka. Se avataan pian."


def test_partners_of_a_shared_project():
    text = "Apurahaa myönnettiin Lopen kunnan, Hattulan kunnan ja Kettuki ry:n yhteiseen Lampi-hankkeeseen 9 000 euroa."
    (project,) = projects(page(f"<p>{text}</p>"))
    assert (project["applicant"], project["partners"]) == ("Lopen kunta", ["Hattulan kunta", "Kettuki ry"])


@pytest.mark.parametrize(
    "words",
    [
        "Turun kaupungille myönnettiin 50 000 euroa ja ",
        "Valo -hankkeelle ",
        "Aa Bb ",
        "Lopen kunta ja Raision ",
        "alle ",
        "”",
        "(",
        ": ",
        "on käynnissä ",
        "toteuttajana on X. ",
    ],
)
def test_endless_sentences_take_no_endless_time(words):
    start = time.process_time()
    assert rows(page(f"<p>{words * (60_000 // len(words))} myönnettiin Lopen kunnalle 5 000 euroa</p>")) == []
    assert time.process_time() - start < 2


def test_words_that_tell_of_grants():
    text = "Maakuntahallitus päätti kehittämisrahoista. Kaislan yliopisto sai Kuitu-hankkeelle 36 000 euroa."
    assert rows(page(f"<p>{text}</p>", title="Torstain uutiset")) == ["Kuitu | Kaislan yliopisto | 36000 | - | -"]


def test_the_sum_of_a_list_is_nobody_s_grant() -> None:
    rows_of = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>".format
    table = f"{rows_of('Hakija', 'Hanke', 'Tuki')}{rows_of('Turun yliopisto', 'Kuitu', '7 000 €')}"
    table += rows_of("Turun yliopisto", "Hamppu", "5 000 €")
    for total, found in (("12 000", 2), ("13 000", 3)):
        body = f"<p>Säätiö myönsi Turun yliopistolle {total} euroa.</p><table>{table}</table>"
        assert len(rows(page(body, "Uutinen"))) == found
