"""Cleaning keeps every word; what can't be mended is noticed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalise.text import clean, goal_continues, has_mojibake, strip_footnote, trim_goal
from tests.normalise.examples import many


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Häme Goes Global", "Häme Goes Global"),
        ("  Häme\n\tGoes  Global ", "Häme Goes Global"),
        ("79\u00a0900\u202f€", "79 900 €"),
        ("kehittämis\u00adhanke", "kehittämishanke"),
        ("\ufeffHanke", "Hanke"),
        ("Ha\u200bnke\u200d", "Hanke"),
        ("\u202aHanke\u202c\u2069", "Hanke"),
        ("Ha\u0308me", "Häme"),
        ("Ha\u200b\u0308me", "Häme"),
        ("a\x00b\x1b", "ab"),
        ("rivi\u2028rivi\x85rivi", "rivi rivi rivi"),
        ("\u00ad \u200b", ""),
        ("", ""),
    ],
    ids=ascii,
)
def test_clean(text, expected):
    assert clean(text) == expected


@many
@given(st.text(st.one_of(st.characters(), st.sampled_from(" \u00a0\u00ad\u200b\u0308aA\n"))))
def test_clean_text_is_clean(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert not set(cleaned) & set("\n\t\r\u00a0\u202f\u00ad\u200b\ufeff\u202e")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Digiloikka *)", "Digiloikka"),
        ("Digiloikka*", "Digiloikka"),
        ("Digiloikka **", "Digiloikka"),
        ("Digiloikka¹", "Digiloikka"),
        ("Digiloikka ¹²", "Digiloikka"),
        ("Digiloikka [1]", "Digiloikka"),
        ("Digiloikka 1)", "Digiloikka"),
        ("Digiloikka [1] *)", "Digiloikka"),
        ("Digiloikka (ASE) *)", "Digiloikka (ASE)"),
    ],
)
def test_footnote_marks_go(name, expected):
    assert strip_footnote(name) == expected


@pytest.mark.parametrize(
    "name",
    ["Suomi 2.0", "Talo 5", "Verkosto (ASE)", "Vaihe (osa 1)", "Halli 500 m²", "Digi 2021", "Hanke [A]", "*", "¹", ""],
)
def test_other_ends_stay(name):
    assert strip_footnote(name) == name


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("edistää yritysten kansainvälistymistä,", "edistää yritysten kansainvälistymistä"),
        ("lisätä osaamista kaikilla kärkialoilla sekä", "lisätä osaamista kaikilla kärkialoilla"),
        ("lisätä osaamista, ja", "lisätä osaamista"),
        ("öka kunskapen samt", "öka kunskapen"),
        ("öka kunskapen; och", "öka kunskapen"),
        ("share knowledge and,", "share knowledge"),
        ("luoda toimintamalleja välille.", "luoda toimintamalleja välille"),
        ("koota voimat …", "koota voimat …"),
        ("lisätä oja", "lisätä oja"),
        ("ja", ""),
        ("", ""),
    ],
)
def test_trim_goal(goal, expected):
    assert trim_goal(goal) == expected


@pytest.mark.parametrize(
    "text",
    [
        "MyÃ¶nnetty",
        "PÃ¤ijÃ¤t-HÃ¤me",
        "79 900 â‚¬",
        "2019â€“2021",
        "\ufffd",
        "H\x84me",
        "â€¢ hanke",
        "Â§ 5",
        "ÅŸ Å¡akki",
    ],
    ids=ascii,
)
def test_mojibake_is_noticed(text):
    assert has_mojibake(text)


@pytest.mark.parametrize(
    "text",
    [
        "Myönnetty rahoitus: 79 900 €",
        "Ålands ÅÄÖ Öööviljandi",
        "Šakki ja žargong, Õhtu, Ülo",
        "Sámi Čáhppesgoahti, Đuoddar, Ŋuorvu, Ŧ",
        "Âge d'or, château, São Paulo, SÃO, Œuvre",
        "»Ä», ’Å’ – Ä… €",
        "5 §, 20 °C, 5 µm, 1½, ×",
        "АККЕ Ελλάδα 北海道 🙂",
        "",
    ],
)
def test_proper_words_are_no_mojibake(text):
    assert not has_mojibake(text)


@many
@given(st.text(alphabet="abcåäöÅÄÖšžŠŽõüÕÜáéíóúàèčđŋ €–”’• 0123456789.,", min_size=1))
def test_utf8_read_as_cp1252_is_noticed(text):
    assert not has_mojibake(text)
    if set(text) & set("åäöÅÄÖáéíóúèõüÕÜ€–’•"):
        assert has_mojibake(text.encode().decode("latin-1"))


INFINITIVES = ["lisätä tietoisuutta", "edistää yritysten kasvua", "luoda malleja"]


@pytest.mark.parametrize(
    ("goals", "index"),
    [
        ([INFINITIVES[0], "kehittäjille, yrityksille,oppilaitoksille ja tutkimuslaitoksille", *INFINITIVES[1:]], 1),
        ([*INFINITIVES, "jotka auttavat alueen yrityksiä"], 3),
        (["öka kunskapen", "som behövs i regionen"], 1),
        (["koota koulutus-", "tutkimus- ja kehitystoimijat"], 1),
        (["Koota toimijat", "alueen yritysten ympärille", "Luoda malleja"], 1),
    ],
    ids=["case ending", "jotka", "som", "hyphen", "lower case among upper"],
)
def test_a_tail_continues(goals, index):
    assert goal_continues(goals, index)
    assert [place for place in range(len(goals)) if goal_continues(goals, place)] == [index]


@pytest.mark.parametrize(
    "goals",
    [
        INFINITIVES,
        ["yrityksille palveluja", "kehittäjille verkosto", "kouluille opas"],
        ["kehittäminen", "yrityksille palveluja"],
        ["Koota toimijat", "Luoda malleja", "eOppimisen alusta"],
        [*INFINITIVES, "julkaista opas", "tulla tunnetuksi"],
        ["öka kunskapen", "skapa nätverk", "stärka företagen"],
        ["lisätä osaamista kaikilla kärkialoilla sekä", "tuottaa selkeitä toimintamalleja", "tiivistää yhteistyötä"],
        [],
    ],
)
def test_a_list_of_its_own_goals_has_no_tails(goals):
    assert not any(goal_continues(goals, index) for index in range(-1, len(goals) + 1))
