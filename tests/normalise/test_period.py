"""Periods and dates as a whole, or a refusal."""

import calendar
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import WarningCode
from scraper.normalise.period import Period, find_dates, read_date, read_period
from tests.normalise.examples import many

READ = [
    ("15.3.2021-31.3.2022", "2021-03-15", "2022-03-31", "day"),
    ("15.3.2021\u00a0–\u00a031.3.2022", "2021-03-15", "2022-03-31", "day"),
    ("01.08.2021- 31.7.2022", "2021-08-01", "2022-07-31", "day"),
    ("16.2.2016 - 30.4.2018", "2016-02-16", "2018-04-30", "day"),
    ("15.3.2021 — 31.3.2022.", "2021-03-15", "2022-03-31", "day"),
    ("15.3.2021 → 31.3.2022", "2021-03-15", "2022-03-31", "day"),
    ("15.3.2021 ― 31.3.2022", "2021-03-15", "2022-03-31", "day"),
    ("15.3.2021−31.3.2022", "2021-03-15", "2022-03-31", "day"),
    ("15. 3. 2021 - 31. 3. 2022", "2021-03-15", "2022-03-31", "day"),
    ("1.2.–31.12.2024", "2024-02-01", "2024-12-31", "day"),
    ("1.2-31.12.2024", "2024-02-01", "2024-12-31", "day"),
    ("1.–31.12.2024", "2024-12-01", "2024-12-31", "day"),
    ("3.1.02 – 31.12.02", "2002-01-03", "2002-12-31", "day"),
    ("1.1.80–31.12.79", "1980-01-01", "2079-12-31", "day"),
    ("3/2021–12/2022", "2021-03-01", "2022-12-31", "month"),
    ("03/2021 - 02/2024", "2021-03-01", "2024-02-29", "month"),
    ("1–12/2024", "2024-01-01", "2024-12-31", "month"),
    ("toukokuu 2024 – joulukuu 2025", "2024-05-01", "2025-12-31", "month"),
    ("touko–joulukuu 2024", "2024-05-01", "2024-12-31", "month"),
    ("touko-elokuussa 2024", "2024-05-01", "2024-08-31", "month"),
    ("tammikuusta 2021 joulukuuhun 2022", "2021-01-01", "2022-12-31", "month"),
    ("syyskuu 2021 - elokuu 2023", "2021-09-01", "2023-08-31", "month"),
    ("1. tammikuuta 2021 – 31. joulukuuta 2022", "2021-01-01", "2022-12-31", "day"),
    ("1 januari 2021 – 31 december 2022", "2021-01-01", "2022-12-31", "day"),
    ("1–31 december 2022", "2022-12-01", "2022-12-31", "day"),
    ("1.1.2021 till 31.12.2022", "2021-01-01", "2022-12-31", "day"),
    ("Inleds 1.1.2021 och avslutas 31.12.2022", "2021-01-01", "2022-12-31", "day"),
    ("fr.o.m. 1.1.2021 t.o.m. 31.12.2022", "2021-01-01", "2022-12-31", "day"),
    ("maj–augusti 2021", "2021-05-01", "2021-08-31", "month"),
    ("April 2021 to May 2022", "2021-04-01", "2022-05-31", "month"),
    ("October 5, 2023 – May 1, 2024", "2023-10-05", "2024-05-01", "day"),
    ("1 Oct 2023 – 1 Feb. 2024", "2023-10-01", "2024-02-01", "day"),
    ("2019-2021", "2019-01-01", "2021-12-31", "year"),
    ("2018-21", "2018-01-01", "2021-12-31", "year"),
    ("1998–13", "1998-01-01", "2013-12-31", "year"),
    ("vuosina 2019–2021", "2019-01-01", "2021-12-31", "year"),
    ("åren 2019–2021", "2019-01-01", "2021-12-31", "year"),
    ("2021", "2021-01-01", "2021-12-31", "year"),
    ("vuonna 2021", "2021-01-01", "2021-12-31", "year"),
    ("kesäkuu 2021", "2021-06-01", "2021-06-30", "month"),
    ("touko–kesä 2021", "2021-05-01", "2021-06-30", "month"),
    ("2/2021", "2021-02-01", "2021-02-28", "month"),
    ("3/2021–31.12.2022", "2021-03-01", "2022-12-31", "month"),
    ("2021–6/2022", "2021-01-01", "2022-06-30", "year"),
    ("2019-09-01 → 2021-10-31", "2019-09-01", "2021-10-31", "day"),
    ("2019-09-01T00:00:00+03:00 - 2021-10-31T00:00:00Z", "2019-09-01", "2021-10-31", "day"),
    ("01/06/2020 - 30/06/2022", "2020-06-01", "2022-06-30", "day"),
    ("01/06/202030/06/2022", "2020-06-01", "2022-06-30", "day"),
    ("1.9.2016 31.12.2018", "2016-09-01", "2018-12-31", "day"),
    ("Alkaa 1.6.2021 ja päättyy 30.11.2023", "2021-06-01", "2023-11-30", "day"),
    ("1.1.2020 alkaen 31.12.2021 saakka", "2020-01-01", "2021-12-31", "day"),
    ("1.1.2020–31.12.2021 välisen ajan", "2020-01-01", "2021-12-31", "day"),
    ("välisenä aikana 1.1.2020 ja 31.12.2021", "2020-01-01", "2021-12-31", "day"),
    ("24 kk, 1.1.2021–31.12.2022", "2021-01-01", "2022-12-31", "day"),
    ("1.1.2021–31.12.2022, 2 vuotta", "2021-01-01", "2022-12-31", "day"),
    ("1.1.2021–31.12.2022 *)", "2021-01-01", "2022-12-31", "day"),
    ("1.1.2021–31.12.2022 (24 kk)", "2021-01-01", "2022-12-31", "day"),
    ("ma 1.2.2021 – pe 5.2.2021 klo 12.00", "2021-02-01", "2021-02-05", "day"),
    ("1.1.2021 alkaen", "2021-01-01", None, "day"),
    ("1.1.2021–", "2021-01-01", None, "day"),
    ("alkaa 3/2021", "2021-03-01", None, "month"),
    ("från 1.1.2021", "2021-01-01", None, "day"),
    ("2021 lähtien", "2021-01-01", None, "year"),
    ("31.12.2023 asti", None, "2023-12-31", "day"),
    ("huhtikuun loppuun 2019 asti", None, "2019-04-30", "month"),
    ("vuoden 2021 loppuun saakka", None, "2021-12-31", "year"),
    ("päättyy 30.6.2022", None, "2022-06-30", "day"),
    ("till 31.12.2022", None, "2022-12-31", "day"),
]

AMBIGUOUS = [
    "15.3.2021",
    "21. huhtikuuta 2021",
    "– 31.12.2023",
    "1.10.–31.3.2022",
    "1.2.2021–31.12.",
    "toukokuu 2024 – joulukuu",
    "2008-12",
    "1.1.2021 ja 31.12.2021",
    "1.1.2020 välisen ajan",
    "1.1.2021-31.12.2021, 1.1.2022-1.2.2022",
    "2019–2020–2021",
    "1.1.2021–31.12.20223",
]

UNPARSED = [
    "31.4.2021-1.5.2022",
    "29.2.2021–1.5.2022",
    "0.1.2021–1.5.2022",
    "0.–31.5.2022",
    "0/2021–0/2022",
    "5 auguſti 2021 – 6 augusti 2021",
    "06/13/2020 - 07/14/2020",
    "1.1.0001–1.1.2020",
    "13/2021–14/2021",
    "1.1.1899–2.2.2150",
    "kevät 2022",
    "kesä 2022",
    "kevät 2022 – syksy 2023",
    "1.1.2021 – toistaiseksi",
    "24 kk",
    "79 900 €",
    "ei tiedossa",
    "１.1.2021–31.12.2022",
    "toukokuu",
    "5–10",
    "Hanke 1.1.2021–31.12.2022 AKKE",
    "1." * 3000,
    "9" * 5000,
]


def day(text):
    return text and date.fromisoformat(text)


@pytest.mark.parametrize(("text", "start", "end", "precision"), READ, ids=[each[0] for each in READ])
def test_reads(text, start, end, precision):
    assert read_period(text) == Period(day(start), day(end), precision, None)


@pytest.mark.parametrize("text", AMBIGUOUS, ids=str)
def test_refuses_two_readings(text):
    assert read_period(text) == Period(None, None, None, WarningCode.AMBIGUOUS_DATE)


@pytest.mark.parametrize("text", UNPARSED, ids=lambda text: text[:60])
def test_refuses_what_is_no_period(text):
    assert read_period(text) == Period(None, None, None, WarningCode.UNPARSED_VALUE)


@pytest.mark.parametrize("text", ["1.1.2022-1.1.2021", "1.1.2022 – 1.1.2021", "2022–2021"], ids=str)
def test_keeps_an_end_before_the_start(text):
    period = read_period(text)
    assert (period.start, period.warning) == (date(2022, 1, 1), WarningCode.END_BEFORE_START)
    assert period.end < period.start


@pytest.mark.parametrize("text", ["", " \u00a0", "\u200b"], ids=ascii)
def test_nothing_is_no_warning(text):
    assert read_period(text) == Period(None, None, None, None)


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("21.4.2021", "2021-04-21", "day"),
        ("29.11.2023", "2023-11-29", "day"),
        ("21.04.21", "2021-04-21", "day"),
        ("21. huhtikuuta 2021", "2021-04-21", "day"),
        ("21 huhtikuuta 2021", "2021-04-21", "day"),
        ("lauantaina 5. elokuuta 2023", "2023-08-05", "day"),
        ("keskiviikko 21.4.2021 klo 12.30", "2021-04-21", "day"),
        ("to 5.10.2023", "2023-10-05", "day"),
        ("1. tammikuuta, 2016", "2016-01-01", "day"),
        ("tiistaina, 27. lokakuuta 2015", "2015-10-27", "day"),
        ("fredag, 03 september 2014", "2014-09-03", "day"),
        ("21.4.2021 12:30", "2021-04-21", "day"),
        ("21.4.2021 12.30", "2021-04-21", "day"),
        ("2021-04-21", "2021-04-21", "day"),
        ("2021-04-21T08:00:00+03:00", "2021-04-21", "day"),
        ("01/06/2020", "2020-06-01", "day"),
        ("5 oktober 2023", "2023-10-05", "day"),
        ("den 5 oktober 2023", "2023-10-05", "day"),
        ("October 5, 2023", "2023-10-05", "day"),
        ("5th of October 2023", "2023-10-05", "day"),
        ("Oct 5th, 2023", "2023-10-05", "day"),
        ("huhtikuu 2021", "2021-04-01", "month"),
        ("huhtikuussa 2021", "2021-04-01", "month"),
        ("4/2021", "2021-04-01", "month"),
        ("2021", "2021-01-01", "year"),
    ],
    ids=lambda value: value,
)
def test_read_date(text, expected, precision):
    assert read_date(text) == (day(expected), precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.4.2021",
        "06/13/2020",
        "0.5.2021",
        "0/2021",
        "5 auguſti 2021",
        "13/2021",
        "21. huhtikuuta",
        "5.6.",
        "kevät 2022",
        "Päivitetty 21. huhtikuuta 2021",
        "2 hanketta 2021",
        "1.1.2021–31.12.2022",
        "1.1.2021 alkaen",
        "32. huhtikuuta 2021",
        "tänään",
        "eilen klo 12",
        "2021 2022",
        "79 900 €",
    ],
    ids=str,
)
def test_read_date_refuses(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hyväksyi 12.12.2023 hankkeita", [("12.12.2023", "2023-12-12")]),
        ("1.1.2021–31.12.2022", [("1.1.2021", "2021-01-01"), ("31.12.2022", "2022-12-31")]),
        ("5. joulukuuta 2022 ja 5 maj 2021", [("5. joulukuuta 2022", "2022-12-05"), ("5 maj 2021", "2021-05-05")]),
        ("2021-04-21T08:00 / 01/06/2020", [("2021-04-21", "2021-04-21"), ("01/06/2020", "2020-06-01")]),
        ("31.4.2021, 1.9.–30.9., 2021, 4/2021, 79 900 €, 1.2.20201, 5 auguſti 2021", []),
        ("", []),
    ],
)
def test_find_dates(text, expected):
    assert [(text[start:end], found) for start, end, found in find_dates(text)] == [
        (printed, day(value)) for printed, value in expected
    ]


DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))
DASHES = st.sampled_from(["-", "–", " – ", "- ", " -", " — ", "−", " → ", "\u00a0–\u00a0"])
FINNISH = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
SWEDISH = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


def printed_days(when):
    """Return the ways in which pages print a day."""
    return [
        f"{when.day}.{when.month}.{when.year}",
        f"{when:%d.%m.%Y}",
        f"{when.day}.{when.month}.{when:%y}",
        f"{when:%d/%m/%Y}",
        when.isoformat(),
        f"{when.day}. {FINNISH[when.month - 1]}kuuta {when.year}",
        f"{when.day} {SWEDISH[when.month - 1]} {when.year}",
    ]


@many
@given(st.tuples(DAYS, DAYS).map(sorted), st.integers(0, 6), DASHES)
def test_printed_periods_are_read(days, way, dash):
    start, end = days
    text = f"{printed_days(start)[way]}{dash}{printed_days(end)[way]}"
    assert read_period(text) == Period(start, end, "day", None)


@many
@given(DAYS, st.integers(0, 6))
def test_printed_days_are_read(when, way):
    assert read_date(printed_days(when)[way]) == (when, "day")


@many
@given(st.tuples(DAYS, DAYS).map(sorted), st.sampled_from(["{m}/{y}", "{name}kuu {y}", "{swedish} {y}"]), DASHES)
def test_printed_months_are_read(days, form, dash):
    start, end = (
        form.format(m=when.month, y=when.year, name=FINNISH[when.month - 1], swedish=SWEDISH[when.month - 1])
        for when in days
    )
    last = days[1].replace(day=calendar.monthrange(days[1].year, days[1].month)[1])
    assert read_period(f"{start}{dash}{end}") == Period(days[0].replace(day=1), last, "month", None)


@many
@given(st.one_of(st.text(), st.text(alphabet="0123456789./-– tammikuelohjs,T:", max_size=40)))
def test_any_text_is_read_or_refused(text):
    period = read_period(text)
    assert (period.precision is None) == (period.start is None and period.end is None)
    assert read_date(text) is None or read_date(text)[0].year >= 1900
    assert all(text[start:end] for start, end, _ in find_dates(text))


def test_dateparser_is_imported_only_when_needed():
    program = (
        "import sys; from scraper.normalise.period import read_date, read_period;"
        "read_period('toukokuu 2024 – joulukuu 2025'); read_date('21. huhtikuuta 2021');"
        "print({'dateparser', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
