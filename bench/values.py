"""Dates and sums in the forms that pages usually print, and the libraries that read them.

In comes a text; out goes what a library reads in it, None where it reads nothing or fails. Our own readers remember
answers; here they are asked behind that memory (`__wrapped__`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import dateparser
from babel.numbers import NumberFormatError, parse_decimal
from price_parser import Price

from scraper.normalise.money import read_money
from scraper.normalise.period import read_date, read_period

if TYPE_CHECKING:
    from collections.abc import Callable

DATES: dict[str, object] = {
    "15.3.2021": date(2021, 3, 15),
    "1.12.2023": date(2023, 12, 1),
    "21. huhtikuuta 2021": date(2021, 4, 21),
    "31.01.2022": date(2022, 1, 31),
    "5 oktober 2023": date(2023, 10, 5),
    "2021-04-21": date(2021, 4, 21),
}
PERIODS: dict[str, object] = {
    "15.3.2021-31.3.2022": (date(2021, 3, 15), date(2022, 3, 31)),
    "1.2.2020–31.12.2023": (date(2020, 2, 1), date(2023, 12, 31)),
    "1.2.–31.12.2024": (date(2024, 2, 1), date(2024, 12, 31)),
    "01.05.2022 - 30.04.2023": (date(2022, 5, 1), date(2023, 4, 30)),
    "1/2021–12/2022": (date(2021, 1, 1), date(2022, 12, 31)),
    "2021-2023": (date(2021, 1, 1), date(2023, 12, 31)),
}
SUMS: dict[str, object] = {
    "79 900 €": Decimal(79900),
    "290\u00a0605\u00a0€": Decimal(290605),
    "79 900,50 €": Decimal("79900.50"),
    "153.999 €": Decimal(153999),
    "12 000 e": Decimal(12000),
    "48 500 euroa": Decimal(48500),
    "EUR 30 000": Decimal(30000),
    "1,2 milj. euroa": Decimal(1_200_000),
}


def our_dates(text: str) -> object:
    """Read a date."""
    found = read_date.__wrapped__(text)
    return found and found[0]


def our_periods(text: str) -> object:
    """Read a period."""
    found = read_period.__wrapped__(text)
    return found.start, found.end


def dateparser_finnish(text: str) -> object:
    """Read a date with dateparser, told what language and order to expect."""
    found = dateparser.parse(text, languages=["fi", "sv"], settings={"DATE_ORDER": "DMY"})
    return found and found.date()


def dateparser_guessing(text: str) -> object:
    """Read a date with dateparser as most call it."""
    found = dateparser.parse(text)
    return found and found.date()


def our_sums(text: str) -> object:
    """Read a sum."""
    return read_money.__wrapped__(text).amount


def price_parser(text: str) -> object:
    """Read a sum with price-parser."""
    return Price.fromstring(text).amount


def babel(text: str) -> object:
    """Read a number with babel after the currency was taken off by hand."""
    number = text.replace("EUR", "").removesuffix("euroa").rstrip(" \u00a0e€").strip()
    try:
        return parse_decimal(number, locale="fi")
    except NumberFormatError:
        return None


_DATEPARSER: dict[str, Callable[[str], object]] = {
    "dateparser, Finnish and Swedish": dateparser_finnish,
    "dateparser, any language": dateparser_guessing,
}
VALUES: dict[str, tuple[dict[str, object], dict[str, Callable[[str], object]]]] = {
    "a date": (DATES, {"ours": our_dates, **_DATEPARSER}),
    "a period": (PERIODS, {"ours": our_periods, **_DATEPARSER}),
    "a sum": (SUMS, {"ours": our_sums, "price-parser": price_parser, "babel": babel}),
}
"""What is read, in which forms, and by whom."""


def reads_right(reader: Callable[[str], object], texts: dict[str, object]) -> int:
    """Return how many of the texts a reader reads as they are meant."""
    return sum(reader(text) == meant for text, meant in texts.items())
