"""Wrapped lines are put together, and lines that are whole stay apart."""

from __future__ import annotations

import pytest

from scraper.document import read
from tests.document.reading import assert_traced, texts

PROSE = (
    "Hämeen liitto on myöntänyt rahoitusta neljälle hankkeelle, joiden avulla\n"
    "kehitetään maakunnan elinkeinoja ja osaamista. Hakemuksia tuli yhteensä 19,\n"
    "ja niistä hyväksyttiin neljä.\n"
)
"""Shows how wide the text is."""

WRAPPED = [
    ("Tampereen ammattikorkeakoulu Oy:lle myönnettiin seudulla 118 400 euroa\nKiertotalouden osaajat -hankkeeseen.", 1),
    ("Maakuntahallitus myönsi päätöksellään vuodelle 2023 yhdistykselle yhteensä 79\n900 euroa.", 1),
    ("Hankkeen toteuttaa yhdessä seudun kuntien ja yritysten kanssa itse Kaakkois-\nSuomen ammattikorkeakoulu.", 1),
    ("Osuuskunta Kuuma Kuula, Kajaani. Kuuman Kuulan oma toiminta, 30 000\neuroa.", 1),
    ("Voimistelu-, urheilu- ja raittiusseura Flanelsin ja Tarmon liitto ry\n400 euroa, Pommi ry 900 euroa", 1),
    ("Strategia itäisen ja kaakkoisen Suomen alueille sekä niiden maille: Border and\nRegions", 1),
    ("Energiatehokkuudella ja omalla energiantuotannolla lisää liiketoimintaa\n(Lahden kaupunki, 93 848 €)", 1),
    # Whole lines: short ones, labels, list items, ends of sums, titles.
    ("Lopen kunta\nHattulan kunta", 2),
    ("Mallissa on indikaattoreita, ja lisäksi siinä on työkalu muillekin kunnille\nKesto: 1.3.2021–31.3.2022", 2),
    ("Saimaan lohi – Enonkosken kunnan ja naapurikuntien hanke – 41 200 euroa\nPuuhanke – Miksei Oy – 8 000 euroa", 2),
    ("Kainuun Sanomien vaikutusten arviointi ja brändääminen, Salon seudun Oy\nHIRS-kuntien kasvu, Lopen kunta", 2),
    ("Ulkomuseon ulkotaiteen ja tanssin festivaalin henkilöstökulut, 84 000 €\nOSK Ilme, Oulu. Oma toiminta, 500 €", 2),
    ("Maakunnan kilpailukyvyn parantaminen ja elinkeinojen edistäminen seuduilla\nAlkamispäivämäärä", 2),
    ("• Innovaatiotoimintaa, joka säästää luonnonvaroja ja tukee kiertotaloutta\nUlkona (Lapin kunta, 130 000 €)", 2),
    ("Tavoitteena on seuraavaa, ja niihin päästään vuoden aikana yhdessä muiden:\nsilta ja satama", 2),
    ("# Hämeen liitto on myöntänyt rahoitusta neljälle maakunnan hankkeelle ja\nalueelle", 2),
]  # fmt: skip


@pytest.mark.parametrize(("page", "count"), WRAPPED, ids=[page for page, _ in WRAPPED])
def test_lines(page: str, count: int) -> None:
    found = texts(read(f"{PROSE}\n{page}\n".encode(), path_hint="page.txt"))
    assert len(found) - 1 == count
    assert found[0] == PROSE.strip().replace("\n", " ")


def test_two_lines_that_a_reader_of_pdfs_joined_show_no_width() -> None:
    joined = "Kunta ja yhdistykset saivat avustusta monin tavoin, ja niistä osa meni suoraan yrityksille, joille " * 2
    short = "\n\n".join(f"Hanke {number}" for number in range(9))
    page = f"{PROSE}\n{joined.strip()}.\n\n{short}\n\f"
    assert len(texts(read(page.encode(), path_hint="page.txt"))) == 11


def test_the_widest_line_of_a_short_printout_is_no_two_lines() -> None:
    prose = (
        "Kunnanhallitus päätti tänään vuoden 2019 tapahtumatuista. Tukea jaettiin kaikkiaan 73 000\neuroa tänä vuonna."
    )
    grants = [
        "Kymi Sinfoniettalle 8 500 euroa lasten konserttisarjaan",
        "Ruotsinsalmi-seura ry:lle 3 000 euroa Ruotsinsalmen linnoitusviikkoihin",
        "Kotkan Into ry:lle 1 500 euroa Langinkoski juoksee -tapahtumaan",
    ]
    page = "\n".join([*("Tietoa meistä",) * 6, prose, *grants, "\f"])
    assert texts(read(page.encode(), path_hint="page.txt"))[-3:] == grants


WIDTHS = [
    ("Kuituhamppu (Hämeen liitto). Myönnetty rahoitus 66 000 €, kulut yhteensä 94\n286 €. Kesto 2022.", 1),
    ("Österbottens förbund beviljade Vasa universitet 182 000 euro för projektet 5G\nOstrobothnia. Det pågår 2021.", 1),
    ("Hämeen liiton rahoittamat hankkeet ja niiden toteuttajat yhteensä vuonna 2022\nSilta. Se rakennetaan pian.", 2),
]


@pytest.mark.parametrize(("page", "count"), WIDTHS, ids=[page for page, _ in WIDTHS])
def test_a_line_that_shows_the_width_itself(page: str, count: int) -> None:
    assert len(texts(read(page.encode(), path_hint="page.txt"))) == count


ALWAYS = [
    ("Hakija\n: Lopen kunta", ["Hakija: Lopen kunta"]),
    ("Silta\n, 5 000 €", ["Silta, 5 000 €"]),
    ("Myönnetty 79 900\n€", ["Myönnetty 79 900 €"]),
    ("Myönnetty\n%\n53\n%", ["Myönnetty", "%", "53 %"]),
    ("Toteutusaika 1.9.2021–\n31.8.2023", ["Toteutusaika 1.9.2021–31.8.2023"]),
    ("Toteutusaika 1.9.2021\n–\n31.8.2023", ["Toteutusaika 1.9.2021", "–", "31.8.2023"]),
    ("Tuki 70\n000 €", ["Tuki 70 000 €"]),
    ("- Maja (Noormar-\n  kun Erä ry)\n- Sauna, maa-\n  ja vesi", ["Maja (Noormarkun Erä ry)", "Sauna, maa- ja vesi"]),
    ("Toteutusaika\n1.9.2021–31.8.2023.", ["Toteutusaika 1.9.2021–31.8.2023."]),
    ("Toteutusaika\n1.9.2021–31.8.2023", ["Toteutusaika", "1.9.2021–31.8.2023"]),
    ("Tavoitteena on\nkehittää alaa\nluoda sille uutta", ["Tavoitteena on", "kehittää alaa", "luoda sille uutta"]),
]


@pytest.mark.parametrize(("page", "expected"), ALWAYS, ids=[page for page, _ in ALWAYS])
def test_a_text_without_a_margin(page: str, expected: list[str]) -> None:
    assert texts(read(page.encode(), path_hint="page.txt")) == expected


WORDS = [
    ("ammatti-\nkorkeakoulun", "ammattikorkeakoulun"),
    ("AKKE-\nrahoituksen", "AKKE-rahoituksen"),
    ("pk-\nyritysten", "pk-yritysten"),
    ("linja-\nautojen", "linja-autojen"),
    ("Kaakkois-\nSuomen", "Kaakkois-Suomen"),
    ("kehittämis-\nja tutkimustyön", "kehittämis- ja tutkimustyön"),
]


@pytest.mark.parametrize(("broken", "whole"), WORDS, ids=[broken for broken, _ in WORDS])
def test_hyphens_at_the_end_of_a_line(broken: str, whole: str) -> None:
    filler = "Hämeen liitto on myöntänyt rahoitusta neljälle hankkeelle ja myös"
    page = f"{PROSE}\n{filler} {broken} aluetta.\n"
    document = read(page.encode(), path_hint="page.txt")
    assert texts(document)[1] == f"{filler} {whole} aluetta."
    block = document.blocks[1]
    assert_traced(page.encode(), document, block, 0, len(filler), block)


def test_a_word_below_is_found_on_its_own_line() -> None:
    page = PROSE.encode()
    document = read(page, path_hint="page.txt")
    (block,) = document.blocks
    start = block.text.index("osaamista")
    assert document.locate(0, start, start + len("osaamista"), 0).path == "line:2"
