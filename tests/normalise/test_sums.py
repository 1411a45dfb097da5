"""Sums in running text and at the end of lines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import WarningCode
from scraper.normalise.money import find_sums, trailing_sum
from tests.normalise.examples import many

# The text, and what is printed of each sum in it with its value.
FOUND = [
    ("Hankkeelle myönnetään 79 900 euroa.", [("79 900 euroa", 79900)]),
    ("Rakennustieto Oy 36 000 e, 14 400 e", [("36 000 e", 36000), ("14 400 e", 14400)]),
    ("EUR 28 000 EUR 9 500", [("EUR 28 000", 28000), ("EUR 9 500", 9500)]),
    ("noin 2,3 miljoonaa euroa ja 80 %", [("2,3 miljoonaa euroa", 2300000)]),
    ("med 65.000 euro, och konsthantverk, 40.000, i", [("65.000 euro", 65000), ("40.000", 40000)]),
    ("(Linnan Kehitys Oy, 153.999 €) *)", [("153.999 €", 153999)]),
    ("vuonna 2021 150 000 euroa", [("150 000 euroa", 150000)]),
    ("1.9.2021 30 000 €", [("30 000 €", 30000)]),
    ("231 308 € (80%). Muu", [("231 308 €", 231308)]),
    ("Hanke 20 000 – 30 000 €", []),
    ("tuki on 20 000–50 000 euroa", []),
    ("5–10 milj. €", []),
    ("Covid-19 – 5 000 €", [("5 000 €", 5000)]),
    ("Talo –5 000 €", []),
    ("79 90 €", []),
    ("148 000 5 €", []),
    ("5 000 asukasta ja 12 000 työpaikkaa", []),
    ("15 000 $ ja 20 000 mk", []),
    ("puh. 050 477 1023, +358 401 234 567", []),
    ("5 e luokka", []),
    ("hakemuksia 23, vuonna 2021, 15.3.2021, S22569, EURA 2014/4256", []),
    ("65 % ja 100 prosenttia", []),
    ("2 miljoonaa asukasta", [("2 miljoonaa", 2000000)]),
    ("٧٩ ٩٠٠ €", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_finds(text, expected):
    assert [(text[one.start : one.end], one.amount) for one in find_sums(text)] == expected


@pytest.mark.parametrize(
    ("text", "approximate", "unit"),
    [
        ("79 900 euroa", False, True),
        ("noin 79 900 euroa", True, True),
        ("(n. 79 900 €)", True, True),
        ("enintään 79 900 €", False, True),
        ("Talon 79 900 €", False, True),
        ("79 900", False, False),
        ("lähes 2,3 miljoonaa", True, False),
    ],
)
def test_says_how_a_sum_is_printed(text, approximate, unit):
    (one,) = find_sums(text)
    assert (one.approximate, one.unit) == (approximate, unit)


# The line, what stands before its sum, and the sum: None where it can't be told.
TRAILING = [
    ("Alvar Aalto -säätiö15 000", "Alvar Aalto -säätiö", 15000),
    ("Alvar Aalto -säätiö\u00a015\u00a0000", "Alvar Aalto -säätiö\u00a0", 15000),
    ("Östersundomin metsästysseura ry.0", "Östersundomin metsästysseura ry.", 0),
    ("Helsingin yliopiston ylioppilaskunta500", "Helsingin yliopiston ylioppilaskunta", 500),
    ("Turun kaupunki 15000", "Turun kaupunki ", 15000),
    ("Name, applicant, 469 022 €", "Name, applicant, ", 469022),
    ("Hakija Oy, EUR 28 000", "Hakija Oy, ", 28000),
    ("– Sångför. Triolen, 300 euro.", "– Sångför. Triolen, ", 300),
    ("– Åbo svenska teaterförening 12.600.", "– Åbo svenska teaterförening ", 12600),
    ("Rakennustieto Oy 36 000 e, 14 400 e", "Rakennustieto Oy 36 000 e, ", 14400),
    ("Rakennustieto Oy 1 236 000 e", "Rakennustieto Oy ", 1236000),
    ("Oulun kaupunki 1 200 000 €", "Oulun kaupunki ", 1200000),
    ("Jaettavaa oli yhteensä 1 185 000 euroa", "Jaettavaa oli yhteensä ", 1185000),
    ("Digi, 1 200 000 €", "Digi, ", 1200000),
    ("Digi 1 050 000 €", "Digi ", 1050000),
    ("(Linnan Kehitys Oy, 153.999 €) *)", "(Linnan Kehitys Oy, ", 153999),
    ("Digi, Cursor Oy, 706 676 € (80%)", "Digi, Cursor Oy, ", 706676),
    ("Suomi 2020 30 000 €", "Suomi 2020 ", 30000),
    ("Verkko 2.0 30 000 €", "Verkko 2.0 ", 30000),
    ("Verkko 2.05 30 000 €", "Verkko ", None),
    ("COVID-19 – 5 000 €", "COVID-19 – ", 5000),
    ("5 000 €", "", 5000),
    ("Talo 5 150 000", "Talo ", None),
    ("Talo (Lopen kunta) 5 150 000 €", "Talo (Lopen kunta) ", 5150000),
    ("Talo5 150 000 €", "Talo", None),
    ("Talo -5 000 €", "Talo -", None),
    ("Talo 79 90 €", "Talo ", None),
    ("Hanke, 20 000–50 000 €", "Hanke, ", None),
]


@pytest.mark.parametrize(("line", "before", "euros"), TRAILING, ids=[line for line, _, _ in TRAILING])
def test_parts_a_line_from_its_sum(line, before, euros):
    start, money = trailing_sum(line)
    expected = (None, WarningCode.AMBIGUOUS_MONEY) if euros is None else (Decimal(euros), None)
    assert (line[:start], money) == (before, expected)


@pytest.mark.parametrize("line", ["Digi, noin 5 000 €", "Digi, n. 5 000 €", "Digi, yli 5 000 €"], ids=str)
def test_the_words_that_belong_to_a_sum_go_with_it(line):
    start, money = trailing_sum(line)
    assert (line[:start], money) == ("Digi, ", (Decimal(5000), WarningCode.APPROXIMATE_AMOUNT))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Studio 54",
        "Hanke 2021",
        "Turun kaupunki 2021",
        "COVID19",
        "Suomi 2014–2020",
        "puh. 050 477 1023",
        "Päivitetty 15.3.2021",
        "5 000 € myönnettiin hankkeelle",
        "Tuki 80 %",
        "Kehittämishanke - 7467",
    ],
    ids=str,
)
def test_a_line_without_a_sum_has_none(line):
    assert trailing_sum(line) is None


@many
@given(st.text(alphabet="0123456789 .,-–€eEur%+/()Taloyn\u00a0٧９", max_size=60))
def test_sums_lie_in_their_text_in_order(text):
    sums = find_sums(text)
    edges = [edge for one in sums for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(text[one.start : one.end].strip() for one in sums)
    trailing = trailing_sum(text)
    assert trailing is None or 0 <= trailing[0] < len(text)


@many
@given(st.integers(1000, 999_999), st.sampled_from(["Cursor Oy", "Auran kunta", "Alvar Aalto -säätiö", "Seura ry."]))
def test_a_list_line_gives_back_name_and_sum(amount, name):
    for line in (f"{name}, {amount:,} €", f"{name} {amount:,}", f"{name}{amount:,}"):
        printed = line.replace(f"{amount:,}", f"{amount:,}".replace(",", " "))
        start, money = trailing_sum(printed)
        assert (printed[:start].rstrip(", "), money.amount) == (name, amount)
