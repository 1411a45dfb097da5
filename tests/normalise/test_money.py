"""One sum as a whole, or a refusal that says why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import WarningCode
from scraper.normalise.money import Money, read_money
from tests.normalise.examples import many

READ = [
    ("79 900 €", 79900),
    ("79\u00a0900 €", 79900),
    ("79\u202f900\u00a0€", 79900),
    ("79\u2009900 €", 79900),
    (" 79 900\n€ ", 79900),
    ("153.999 €", 153999),
    ("346 181€", 346181),
    ("33911 euron", 33911),
    ("119 433,00 €", 119433),
    ("27003,20 €", "27003.20"),
    ("79 900,5 €", "79900.50"),
    ("1.234.567,89 €", "1234567.89"),
    ("1 234 567,89 euroa", "1234567.89"),
    ("12.000 euro", 12000),
    ("50 400 e", 50400),
    ("50 400 e.", 50400),
    ("EUR 28 000", 28000),
    ("EUR 28 000,-", 28000),
    ("28 000 EUR", 28000),
    ("28 000 eur", 28000),
    ("€250,000", 250000),
    ("250,000 €", 250000),
    ("€1,234,567.89", "1234567.89"),
    ("€13.95", "13.95"),
    ("13,95 €", "13.95"),
    ("€ 7.5", "7.50"),
    ("0 €", 0),
    ("0,00 €", 0),
    ("0,50 €", "0.50"),
    ("30 000 €:n", 30000),
    ("5000,-", 5000),
    ("5 000:- ", 5000),
    ("91 775 € euroa", 91775),
    ("91 775 € (91 775 euroa)", 91775),
    ("1,7 milj.€", 1700000),
    ("1,2 milj. euroa", 1200000),
    ("1,2 milj euroa", 1200000),
    ("5.7 milj. €", 5700000),
    ("0,9 miljoonaan", 900000),
    ("2,036 miljoonaa", 2036000),
    ("1,925 miljoonaa euroa", 1925000),
    ("5,7 miljoonalla eurolla", 5700000),
    ("8 miljoonan euron", 8000000),
    ("1 200 milj. €", 1200000000),
    ("1,3 miljoner euro", 1300000),
    ("5 mn euro", 5000000),
    ("2 mrd euroa", 2000000000),
    ("1,5 M€", 1500000),
    ("1,5 Meur", 1500000),
    ("€2.2M", 2200000),
    ("EUR 31.5 million", 31500000),
    ("€769k", 769000),
    ("50 t€", 50000),
    ("50 te", 50000),
    ("50 t. euroa", 50000),
    ("12,5 k€", 12500),
    ("300 tuhatta euroa", 300000),
    ("20 tusen euro", 20000),
    ("enintään 60 000 €", 60000),
    ("max. 60 000 €", 60000),
    ("upp till 60 000 €", 60000),
    ("yhteensä 1 185 000 euroa", 1185000),
    ("231 308 € (80 %)", 231308),
    ("231 308 € (80%).", 231308),
    ("70 % / 91 775 €", 91775),
    ("20 000 € (50% kustannuksista)", 20000),
    ("20 000 €, 50–70 prosenttia", 20000),
    ("88 000 €, tukiprosentti 80", 88000),
    ("345 000 euroa, tukitaso 50 %", 345000),
    ("20 000 € (alv 0 %)", 20000),
    ("20 000 € (EAKR)", 20000),
    ("20 000 € *)", 20000),
    ("20 000 €¹", 20000),
    ("15 000", 15000),
    ("15.000", 15000),
    ("15000", 15000),
    ("1 500 000", 1500000),
]

APPROXIMATE = [
    ("n. 65 000 euroa", 65000),
    ("n.65 000 euroa", 65000),
    ("noin 42 000 euroa", 42000),
    ("vajaat 30 000 €", 30000),
    ("reilut 800 000 euroa", 800000),
    ("lähes 8 miljoonaa euroa", 8000000),
    ("yli 5 000 €", 5000),
    ("ca 5 000 €", 5000),
    ("drygt 5 000 euro", 5000),
    ("about €250,000", 250000),
    ("~5 000 €", 5000),
    ("yhteensä noin 2,3 miljoonaa euroa", 2300000),
]

AMBIGUOUS = [
    ".75 €",
    ",50 €",
    "20 000–50 000 €",
    "65 000-70 000",
    "5–10 milj. €",
    "79 900 € 114 200 €",
    "haettu 120 000 €, myönnetty 79 900 €",
    "20 000 € (2021)",
    "20 000 €, 12 kk",
    "28 000 EUR 9 500",
    "20 000 e8 000 e",
    "79 90 €",
    "1 2345 €",
    "1.2345 €",
    "1 234.567 €",
    "148 000 5",
    "1 909 927 miljoonaa euroa",
    "9 000 000 000 000 €",
    "1.925 milj. €",
    "1,500 t€",
    "0,123 €",
    "0 123 €",
    "0.123 €",
    "0x10 €",
    "0,1234567 milj. €",
    "1,2 mıljoonaa euroa",
    "5 tuſen euro",
    "2021",
    "70",
    "1900",
    "2100",
    "250,000",
    "12,5",
]

UNPARSED = [
    "–5 000 €",
    "-5 000 €",
    "− 5 000 €",
    "60 %",
    "60 prosenttia",
    "(80 %)",
    "050 477 1023",
    "040 123 4567",
    "+358 40 123 4567",
    "EURA 2014/4256",
    "S22569",
    "A80 123",
    "1.9.2021",
    "15.3.2021-31.3.2022",
    "Toimintalinja 2",
    "2021–2027",
    "1680140-0",
    "20 000 $",
    "20 000 mk",
    "haettu 20 000 €",
    "vähintään 20 000 €",
    "20 000 €/kk",
    "kaksikymmentä tuhatta",
    "€",
    "t€",
    "-",
    "ei tiedossa",
    "２０ ０００ €",
    "٧٩٩٠٠ €",
    "79 9०0 €",
    "1_000",
    "NaN",
    "Infinity",
    "1e9",
    "20 000 €ä",
    "231 308 80 %",
]


@pytest.mark.parametrize(("text", "euros"), READ, ids=[text for text, _ in READ])
def test_reads(text, euros):
    assert read_money(text) == Money(Decimal(euros), None)


@pytest.mark.parametrize(("text", "euros"), APPROXIMATE, ids=[text for text, _ in APPROXIMATE])
def test_reads_and_says_approximate(text, euros):
    assert read_money(text) == Money(Decimal(euros), WarningCode.APPROXIMATE_AMOUNT)


@pytest.mark.parametrize("text", AMBIGUOUS, ids=str)
def test_refuses_two_readings(text):
    assert read_money(text) == Money(None, WarningCode.AMBIGUOUS_MONEY)


@pytest.mark.parametrize("text", UNPARSED, ids=str)
def test_refuses_what_is_no_sum(text):
    assert read_money(text) == Money(None, WarningCode.UNPARSED_VALUE)


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n", "\u200b"], ids=ascii)
def test_nothing_is_no_warning(text):
    assert read_money(text) == Money(None, None)


@pytest.mark.parametrize(
    ("text", "unit", "euros"),
    [
        ("80", 1000, 80000),
        ("1,5", 1000, 1500),
        ("1 200", 1000, 1200000),
        ("2021", 1, 2021),
        ("70", 1, 70),
        ("12,50", 1, "12.50"),
        ("80 €", 1, 80),
        ("80 t€", 1000, 80000),
        ("80 €", 1000, None),
        ("1,500", 1000, None),
        ("79 90", 1, None),
    ],
)
def test_bare_numbers_count_the_unit_of_the_header(text, unit, euros):
    expected = Money(None, WarningCode.AMBIGUOUS_MONEY) if euros is None else Money(Decimal(euros), None)
    assert read_money(text, unit=Decimal(unit)) == expected


@pytest.mark.parametrize(
    "text", ["13.5 €", "7,5 €", "0,9 milj. €", "79 900,00 €", "119 433,00 euroa", "1,10 M€"], ids=str
)
def test_an_amount_has_one_form(text):
    amount = read_money(text).amount
    assert amount is not None
    assert amount.as_tuple().exponent in {0, -2}
    assert str(amount) == f"{amount:f}".removesuffix(".00")


@pytest.mark.parametrize(
    "text", ["9" * 5000, "9 " * 5000, "1" + " 000" * 60 + " €", "€" * 5000, "1." * 5000, "n" * 5000]
)
def test_refuses_the_endless(text):
    assert read_money(text).amount is None


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"])
CENTS = st.decimals(min_value=0, max_value=Decimal(10) ** 11, places=2, allow_nan=False)


@st.composite
def printed_sums(draw):
    """Draw an amount and one of the ways in which pages print it."""
    amount = draw(st.one_of(CENTS, st.integers(0, 10**8).map(Decimal)))
    whole, _, cents = f"{amount:f}".partition(".")
    group, decimal = draw(st.sampled_from([(" ", ","), (".", ","), (",", "."), ("", ",")]))
    space = draw(SPACES)
    number = f"{int(whole):,}".replace(",", space if group == " " else group)
    number += decimal + cents if cents else draw(st.sampled_from(["", f"{decimal}00"]))
    gap = draw(st.sampled_from(["", space]))
    before, after = draw(
        st.sampled_from([("", "€"), ("", "euroa"), ("", "e"), ("", "EUR"), ("", "euro"), ("€", ""), ("EUR ", "")])
    )
    tail = draw(st.sampled_from(["", " ", " (80 %)", ".", " *)"]))
    return amount, f"{before}{number}{gap if after else ''}{after}{tail}"


@many
@given(printed_sums())
def test_what_was_printed_is_read(printed):
    amount, text = printed
    assert read_money(text) == Money(amount, None)


@many
@given(
    st.integers(1, 999_999),
    st.sampled_from([("t€", 1000), ("k€", 1000), ("milj. €", 10**6), ("miljoonaa euroa", 10**6)]),
)
def test_scaled_sums_are_exact(tenths, unit):
    word, factor = unit
    text = f"{tenths // 10},{tenths % 10} {word}"
    assert read_money(text).amount == (Decimal(tenths) / 10 * factor if tenths * factor < 10**13 else None)


@many
@given(st.text())
def test_any_text_is_read_or_refused(text):
    money = read_money(text)
    assert money.amount is None or money.amount >= 0
    assert money.amount is not None or money.warning is not None or not text.strip() or not text.isprintable()


LOOKALIKE = st.text(alphabet="0123456789 .,-–€eut%+/()MmkA\u00a0\u202f٧９", max_size=40)


@many
@given(LOOKALIKE)
def test_text_that_looks_like_money_never_breaks_it(text):
    amount = read_money(text).amount
    assert amount is None or 0 <= amount < 10**12


PERCENTAGES = st.tuples(st.integers(0, 100), st.sampled_from(["%", " %", "\u00a0%", " prosenttia", " procent"])).map(
    lambda share: f"{share[0]}{share[1]}"
)
PHONES = st.builds(
    "{}{} {} {}".format,
    st.sampled_from(["0", "+358 "]),
    st.integers(40, 50),
    st.integers(100, 999),
    st.integers(1000, 9999),
)
DATES = st.dates().flatmap(
    lambda day: st.sampled_from([f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%d/%m/%Y}"])
)
YEARS = st.integers(1900, 2100).map(str)
YEAR_RANGES = st.tuples(YEARS, st.sampled_from(["-", "–", " – "]), YEARS).map("".join)


@many
@given(st.one_of(PERCENTAGES, PHONES, DATES, YEARS, YEAR_RANGES))
def test_percentages_phones_dates_and_years_are_no_money(text):
    assert read_money(text).amount is None
