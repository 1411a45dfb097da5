"""Organisations in the cases of running text: their basic form where it is certain, nothing where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalise.inflection import basic_form, read_inflected
from scraper.normalise.tables import section, words
from tests.normalise.examples import many


@pytest.mark.parametrize(
    ("text", "basic", "case"),
    [
        ("Turun kaupungille", "Turun kaupunki", "allative"),
        ("TURUN KAUPUNGILLE", "TURUN KAUPUNKI", "allative"),
        ("Pöytyän kunnalle", "Pöytyän kunta", "allative"),
        ("Hämeen liiton", "Hämeen liitto", "genitive"),
        ("Etelä-Savon maakuntaliitolta", "Etelä-Savon maakuntaliitto", "ablative"),
        ("Satakuntaliitossa", "Satakuntaliitto", "inessive"),
        ("Turun Lähimmäispalveluyhdistys ry:lle", "Turun Lähimmäispalveluyhdistys ry", "allative"),
        ("Suomen Kylät r.y.:n", "Suomen Kylät r.y.", "genitive"),
        ("Prizztech Oy:lle", "Prizztech Oy", "allative"),
        ("Mäki, pelto ja metsä ry:ltä", "Mäki, pelto ja metsä ry", "ablative"),
        ("Kaakkois-Suomen ammattikorkeakoulu Oy:n (Xamk)", "Kaakkois-Suomen ammattikorkeakoulu Oy (Xamk)", "genitive"),
        ("LUT:n", "LUT", "genitive"),
        ("VTT:lle", "VTT", "allative"),
        ("LUT-yliopistolle", "LUT-yliopisto", "allative"),
        ("Humanistiselle ammattikorkeakoululle", "Humanistinen ammattikorkeakoulu", "allative"),
        ("Suomen humanistisen ammattikorkeakoulun", "Suomen humanistinen ammattikorkeakoulu", "genitive"),
        ("Suomalaisen Kirjallisuuden Seuran", "Suomalaisen Kirjallisuuden Seura", "genitive"),
        ("Vapaalle kyläyhdistykselle", "Vapaa kyläyhdistys", "allative"),
        ("Paimion parantola -säätiölle", "Paimion parantola -säätiö", "allative"),
        ("Pyhäjärvi-instituuttisäätiölle", "Pyhäjärvi-instituuttisäätiö", "allative"),
        ("Turun yliopistolle/MKK Rauma", "Turun yliopisto/MKK Rauma", "allative"),
        ("Turun yliopistolle / MKK Rauma", "Turun yliopisto / MKK Rauma", "allative"),
        ("Valonia / Varsinais-Suomen liitolle", "Valonia / Varsinais-Suomen liitto", "allative"),
        ("Rauman ja Satakunnan Kauppakamareille", "Rauman ja Satakunnan Kauppakamarit", "allative"),
        ("Lapin Yrittäjille", "Lapin Yrittäjät", "allative"),
        ("Raision ja Naantalin kaupungeille", "Raision ja Naantalin kaupungit", "allative"),
        ("ympäristöministeriöltä", "ympäristöministeriö", "ablative"),
        ("Luonnonvarakeskuksesta", "Luonnonvarakeskus", "elative"),
        ("Kotkan seurakunnan ylioppilassäätiön", "Kotkan seurakunnan ylioppilassäätiö", "genitive"),
        ("Varsinais-Suomen hyvinvointialueelle", "Varsinais-Suomen hyvinvointialue", "allative"),
        ("Åbo stads", "Åbo stad", "genitive"),
        ("Ålands landskapsregerings", "Ålands landskapsregering", "genitive"),
        ("Folkhälsan rf:s", "Folkhälsan rf", "genitive"),
    ],
)
def test_an_inflected_name_has_a_basic_form(text, basic, case):
    assert read_inflected(text) == (basic, case)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Turun kaupunki",
        "Hämeen liitto",
        "Prizztech Oy",
        "Lapin Yrittäjät",
        "Helsingin yliopiston maatalous-metsätieteellinen tiedekunta",
        "Oulun kaupungin yhdyskunta- ja ympäristöpalvelut",
        "Teaterföreningen i Mariehamn",
        "Finlands Svenska Ungdomsförbund",
        "Åbo stad",
        "Sairaalaklovnit ry - Sjukhusclowner rf",
        "Koulutuskuntayhtymä Tavastia",
        "Kettuki ry:t",
        # not certain
        "Kehitysyhtiö Keulinkille",
        "Virtasen säätiön",
        "Uuden kaupungin",
        "Kauniille kunnalle",
        # several
        "Jyväskylän yliopiston ja Jyväskylän kaupungin",
        "Turun kaupungille, Raision kaupungille",
        "Kettuki ry:lle ja Ateljee Eivor ry:lle",
        "Turun kaupungille/sivistykselle",
    ],
)
def test_other_names_are_left_alone(text):
    assert read_inflected(text) is None


HEADS = section("inflection", "heads")
CASES = section("inflection", "endings")


def inflected(noun: str) -> st.SearchStrategy[tuple[str, str]]:
    """Give (basic form, inflected form) of a head noun, singular or plural, in any case."""
    singular, *plural = HEADS[noun]
    endings = [(case, ending) for case, list_of_them in CASES.items() for ending in list_of_them]
    forms = [(noun, singular + ending) for _, ending in endings]
    forms += [(f"{singular}t", stem + ending) for stem in plural for case, ending in endings if case != "genitive"]
    return st.sampled_from(forms)


@many
@given(
    st.sampled_from(sorted(HEADS)).flatmap(inflected), st.sampled_from(["Salon ", "Pohjois-Savon ", "Kylä", "Kylä-"])
)
def test_every_form_of_every_head_noun_leads_back(form, before):
    basic, printed = form
    assert basic_form(before + printed) == before + basic
    assert basic_form(before + basic) is None


@many
@given(st.sampled_from(words("inflection", "swedish", "heads")))
def test_every_swedish_head_leads_back(noun):
    assert basic_form(f"Ekenäs {noun}s") == f"Ekenäs {noun}"
    assert basic_form(f"Ekenäs {noun}") is None
