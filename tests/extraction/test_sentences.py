"""Sentences and their facts: where a sentence ends, and what one says of a project."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.document import read
from scraper.extraction.sentence_facts import read_facts
from scraper.extraction.sentences import sentences
from tests.normalise.examples import many


@pytest.mark.parametrize(
    "parts",
    [
        ["Tuki on 5 milj. euroa.", "Se on käytetty."],
        ["Kokous oli 20.5. ja päätös tehtiin.", "Hanke alkaa."],
        ["Toteutusaika on 1.1.2024-30.6.2025.", "Se jatkuu."],
        ["Hankkeen vetäjä on A. Virtanen.", "Hän aloittaa heti."],
        ["Toteuttaja on Prizztech Oy.", "Rahoitus on 5 000 euroa."],
        ["Kustannukset ovat 167 000 euroa;", "verkosto laajenee."],
        ["Tukea sai bl.a. Åbo stad.", "Mera följer."],
        ["Vuosi oli 2020.", "3D-tulostus alkoi."],
        ["Onko se totta?", "On!", "Hyvä."],
        ["Nimi on ”Valo.”", "Se palaa."],
    ],
    ids=" ".join,
)
def test_sentences(parts):
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


@many
@given(st.text("aA.!?; 1”Ö", max_size=40))
def test_sentences_leave_out_only_white_space(text):
    spans = sentences(text)
    ends = [0, *(at for span in spans for at in span), len(text)]
    assert ends == sorted(ends)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


def facts(text: str) -> list[str]:
    (block,) = read(text.encode(), content_type="text/plain").blocks
    return [
        " | ".join([pair.field, *(value.text for value in (pair.value, *pair.more) if value)])
        for pair in read_facts(block, 0)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeen toteuttajana on Lopen kunta.", ["applicant | Lopen kunta"]),
        (
            "Toteuttajana hankkeessa on Kaakon korkeakoulu Oy (KKK), ja tuki jatkuu.",
            ["applicant | Kaakon korkeakoulu Oy (KKK)"],
        ),
        ("Toteuttajana toimii LUT yhdessä kuntien kanssa.", ["applicant | LUT"]),
        ("Toteuttajana on goKaisla Oy, ja tuki jatkuu.", ["applicant | goKaisla Oy"]),
        ("Hanketta hallinnoi Koulutuskuntayhtymä Tavastia.", ["applicant | Koulutuskuntayhtymä Tavastia"]),
        (
            "Päätoteuttajana on Kettuki ry ja osatoteuttajina Lopen kunta, Hattulan kunta ja HAMK.",
            ["applicant | Kettuki ry", "partners | Lopen kunta | Hattulan kunta | HAMK"],
        ),
        (
            "Hanketta toteuttavat: Lapin liitto, ProAgria ja Kemin Digipolis Oy.",
            ["partners | Lapin liitto | ProAgria | Kemin Digipolis Oy"],
        ),
        (
            "Toteuttajat: Kettuki ry, Lopen kunta (päätoteuttaja) ja HAMK.",
            ["applicant | Lopen kunta | Kettuki ry | HAMK"],
        ),
        (
            "Hankkeen toteuttaa Lopen kunta, ja sille myönnettiin EAKR- ja valtion rahoitusta 93 500 euroa.",
            ["applicant | Lopen kunta", "granted_amount | 93 500 euroa"],
        ),
        ("Kesto 1.9.2021–31.8.2023.", ["period | 1.9.2021–31.8.2023"]),
        ("Esiselvityksessä (1.9.2012 - 31.1.2013) kartoitettiin reitti.", ["period | 1.9.2012 - 31.1.2013"]),
        ("Hanke on käynnissä 1.9.2021–31.8.2023 välisen ajan.", ["period | 1.9.2021–31.8.2023"]),
        ("Hanke toteutetaan vuosina 2021–2023.", ["period | 2021–2023"]),
        ("Hanke toteutetaan vuoden 2025 aikana.", ["period | 2025"]),
        ("Hanke toteutetaan vuonna 2025.", ["period | 2025"]),
        ("Hanke toteutetaan vuonna 2025 alkavalla kaudella.", []),
        ("Hanke toteutetaan vuoden 2025 alussa.", []),
        (
            "Haettu rahoitus 260 000 €, myönnetty rahoitus: 208 000 €.",
            ["applied_amount | 260 000 €", "granted_amount | 208 000 €"],
        ),
        (
            "Päätoteuttajana on Kettuki ry ja osatoteuttajana Lopen Lato Oy.",
            ["applicant | Kettuki ry", "partners | Lopen Lato Oy"],
        ),
        ("Toteutusaika on 1.3.–31.12.2022.", ["period | 1.3.–31.12.2022"]),
        (
            "Se toimi 16.2.2016 - 30.4.2018 kokonaisbudjetilla 305 080 €.",
            ["period | 16.2.2016 - 30.4.2018", "total_cost | 305 080 €"],
        ),
        ("Kokonaiskustannukset ovat noin 167 000 euroa.", ["total_cost | noin 167 000 euroa"]),
        (
            "Tuki on 70 000 euroa 100 000 euron kokonaiskustannuksista.",
            ["granted_amount | 70 000 euroa", "total_cost | 100 000 euron"],
        ),
        ("Tukirahoitus on enintään 91 775 € (70%).", ["granted_amount | enintään 91 775 €"]),
        ("Rahoitus 340 000 euroa, joka on 80 % kustannuksista.", ["granted_amount | 340 000 euroa"]),
        ("Hankkeen rahoitus 340 000 euroa käytetään pian.", []),
        ("Hankkeen toteuttavat Lopen kunta ja Lopen Lato Oy.", ["applicant | Lopen kunta | Lopen Lato Oy"]),
        ("Projektet genomförs av Åbo Akademi.", ["applicant | Åbo Akademi"]),
        (
            "Projektet pågår 1.1.2022–31.12.2023 och totalbudgeten är 39 000 euro.",
            ["period | 1.1.2022–31.12.2023", "total_cost | 39 000 euro"],
        ),
        ("The lead partner is University of Vaasa.", ["applicant | University of Vaasa"]),
        # not told, or not of one project
        ("Toteuttajana on hyvä tuntea alue.", []),
        ("Toteuttajana voi olla kunta.", []),
        ("Hanke on käynnissä vielä pitkään.", []),
        ("Hanke on käynnissä 1.9.2021 alkaen.", []),
        ("Haku on käynnissä ja tuki jaetaan 5 000 euron erissä.", []),
        ("Kunnan väkiluku on 12 000 ja pinta-ala 300 km².", []),
        ("Rahoitusta on 1,2 miljoonaa euroa.", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_facts_of_a_sentence(text, expected):
    assert facts(text) == expected
