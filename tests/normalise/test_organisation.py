"""Names as printed, business ids with a valid check digit, legal forms where the name says one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalise.organisation import Organisation, is_organisation, is_run_together, legal_form, read_organisation
from tests.normalise.examples import many


@pytest.mark.parametrize(
    ("text", "name", "business_id"),
    [
        ("Hämeen maakuntaliitto, kuntayhtymä", "Hämeen maakuntaliitto, kuntayhtymä", None),
        (" Cursor\u00a0Oy ", "Cursor Oy", None),
        ("Cursor Oy (1680140-0)", "Cursor Oy", "1680140-0"),
        ("Cursor Oy, Y-tunnus 1680140-0", "Cursor Oy", "1680140-0"),
        ("Cursor Oy (y-tunnus: 1680140-0), Kotka", "Cursor Oy, Kotka", "1680140-0"),
        ("Cursor Oy 1680140-0 (Xamk)", "Cursor Oy (Xamk)", "1680140-0"),
        ("Cursor Ab, FO-nummer 1680140-0", "Cursor Ab", "1680140-0"),
        ("Cursor Oy, ALV-nro FI16801400", "Cursor Oy", "1680140-0"),
        ("Cursor Oy FI16801400", "Cursor Oy FI16801400", None),
        ("Cursor Oy (1680140-1)", "Cursor Oy (1680140-1)", None),
        ("Cursor Oy (0000000-0)", "Cursor Oy (0000000-0)", None),
        ("Cursor Oy (1680140-0) ja Auran kunta (0131297-0)", None, None),
        ("Cursor Oy 11680140-0", "Cursor Oy 11680140-0", None),
        ("Cursor Oy 1680140-01", "Cursor Oy 1680140-01", None),
        ("Cursor Oy (Hallinnoija)", "Cursor Oy", None),
        ("Cursor Oy (hakija), 1680140-0", "Cursor Oy", "1680140-0"),
        ("1680140-0", "", "1680140-0"),
        ("", "", None),
    ],
)
def test_read_organisation(text, name, business_id):
    name = text if name is None else name
    assert read_organisation(text) == Organisation(name, business_id, legal_form(name))


WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


@many
@given(st.integers(1, 9_999_999), st.integers(0, 9))
def test_only_the_right_check_digit_is_taken(number, digit):
    digits = f"{number:07}"
    valid = (sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) + digit) % 11 == 0
    read = read_organisation(f"Auran kunta ({digits}-{digit})")
    assert read.business_id == (f"{digits}-{digit}" if valid else None)
    assert (read.name == "Auran kunta") == valid


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Cursor Oy", "oy"),
        ("Oy Cursor Ab", "oy"),
        ("Ab Närpes Oy", "oy"),
        ("Kaakkois-Suomen ammattikorkeakoulu Oy (Xamk)", "oy"),
        ("Elina Ipatti Oy (Maamusta ry:n kanssa)", "oy"),
        ("Raisio Oyj", "oyj"),
        ("Green net Finland ry", "ry"),
        ("Kuohun Nuorisoseura r.y.", "ry"),
        ("Eurooppalainen Pääkaupunkiseutu ry.", "ry"),
        ("Föreningen Luckan r.f.", "ry"),
        ("Sairaalaklovnit ry - Sjukhusclowner rf", "ry"),
        ("Helsingin kaupunkiosayhdistykset ry Helka", "ry"),
        ("Kaakon Tanssi ry:lle", "ry"),
        ("Virtasen Leipomo Ky", "ky"),
        ("Virtanen ja pojat Ay", "ay"),
        ("Hämeen liitto ky", "kuntayhtymä"),
        ("Hämeen maakuntaliitto, kuntayhtymä", "kuntayhtymä"),
        ("Pohjois-Savon liitto maakuntayhtymä", "kuntayhtymä"),
        ("Koulutuskuntayhtymä Tavastia", "kuntayhtymä"),
        ("Optima samkommun", "kuntayhtymä"),
        ("Lahden seurakuntayhtymä", None),
        ("Osuuskunta A. Vipunen", "osk"),
        ("Kulttuuriosuuskunta ILME", "osk"),
        ("Osk Ursa Minor", "osk"),
        ("Tmi Yläneen Kemppari", "tmi"),
        ("Alvar Aalto -säätiö", "säätiö"),
        ("Pyhäjärvi-instituuttisäätiö", "säätiö"),
        ("Kulttuurirahasto sr", "säätiö"),
        ("Stiftelsen Ålands sjöfartsmuseum", "säätiö"),
        ("Finnish Cultural Foundation", "säätiö"),
        ("Espoon kaupunki", "kunta"),
        ("Auran kunta", "kunta"),
        ("Vasa stad", "kunta"),
        ("Pedersöre kommun", "kunta"),
        ("Kanta-Hämeen hyvinvointialue", "hyvinvointialue"),
        ("Helsingin yliopisto", "yliopisto"),
        ("Aalto-yliopisto", "yliopisto"),
        ("University of Vaasa", "yliopisto"),
        ("Häme University of Applied Sciences", "ammattikorkeakoulu"),
        ("Hämeen ammattikorkeakoulu", "ammattikorkeakoulu"),
        ("Laurea-ammattikorkeakoulu", "ammattikorkeakoulu"),
        ("Forssan seurakunta", "seurakunta"),
        ("Hämeen kesäyliopisto", None),
        ("Hämeen liitto", None),
        ("Helsingin yliopiston ylioppilaskunta", None),
        ("Oulun kaupungin yhdyskuntapalvelut", None),
        ("Cursor Oy ja Green net Finland ry", None),
        ("Royalty", None),
        ("", None),
    ],
)
def test_legal_form(name, form):
    assert legal_form(name) == form


@pytest.mark.parametrize(
    "line",
    [
        "Kulttuuriyhdistys Mäki, pelto ja metsä ry",
        "Kuohun Nuorisoseura r.y.",
        "Hämeen maakuntaliitto, kuntayhtymä",
        "Pohjois-Suomen rakennusklusteri ry, Norra Finlands byggkluster rf",
        "Kaakkois-Suomen ammattikorkeakoulu Oy (Xamk)",
        "Luovan talouden agentit ja managerit ry AGMA",
        "Oy Cursor Ab",
        "Osuuskunta A. Vipunen",
        "Turun yliopisto",
        "Geologian tutkimuskeskus",
        "Alvar Aalto -säätiö",
        "Teaterföreningen i Mariehamn",
        "Önningeby hembygdsförening",
        "Vasa stad",
        "University of Vaasa",
        "Vaasa Research Society",
        "Työ- ja elinkeinoministeriö",
        "Novia University of Applied Sciences",
        "Regional Council of Lapland",
        "Academy of Finland",
        "Natural Resources Institute Finland",
        "Finnish Society for Nature Conservation",
        "Wasa Teater",
        "Röda Korsets Ålandsdistrikt",
        "Yrkesakademin i Österbotten",
        "Köklot fiskelag",
        "IFK Mariehamn",
        "Vallgrund IF",
        "Xamk",
        "Metsähallitus",
        "Kuohun kaupungin tekninen toimi",
    ],
)
def test_names_of_organisations(line):
    assert is_organisation(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Päättynyt",
        "ry",
        "Seura",
        "Kehittämishanke - 7467",
        "Kuohun kylätalon käytön laajentaminen",
        "Hankkeen toteuttaa Hämeen liitto",
        "Loviisan yritysten tulevaisuusnäkymät -selvitys, Cursor Oy",
        "Hankkeen toteuttajana toimii Cursor Oy yhteistyössä alueen yritysten kanssa.",
        "Rahoitusta sai Turun yliopisto.",
        "Föreningen ordnar kurser",
        "Centre of attention",
        "New Office for moths",
        "Music of Finland",
        "alueen yliopisto",
        "79 900 €",
        "Rakennustieto Oy 36 000 e, 14 400 e",
        "15.3.2021-31.3.2022",
        "Oy",
        "Xamk 2.0",
        "X" * 500 + " Oy",
    ],
    ids=lambda line: line[:60],
)
def test_other_lines(line):
    assert not is_organisation(line)


@pytest.mark.parametrize(
    ("line", "together"),
    [
        ("Rata elää Riihimäen kaupunki", True),
        ("Byaliv 2.0 Kronoby kommun", True),
        ("Konepaja Salonen Oy CNC-sorvi", True),
        ("Riihimäen kaupunki", False),
        ("Koski Tl:n kunta", False),
        ("Lopen ja Hattulan kunta", False),
        ("Kiinteistö Oy Lopen Ratatie", False),
        ("Suomen luonto ry Hämeen piiri", False),
        ("Puhe Oy (Rata Oy:n kanssa)", False),
    ],
    ids=str,
)
def test_cells_that_ran_together(line, together):
    assert is_run_together(line) is together


@many
@given(st.text())
def test_any_text_is_read(text):
    read = read_organisation(text)
    assert read.business_id is None or read.business_id in text or read.business_id.replace("-", "") in text
    assert is_organisation(text) in {True, False}
