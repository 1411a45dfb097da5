"""Periods: the text beside a period label -> first and last day, and how precisely they were written.

Comes in: a value such as `15.3.2021-31.3.2022`, `1.2.–31.12.2024`, `touko–joulukuu 2024`, `2018-21`, `1.1.2021 alkaen`.
Refuses what holds anything but a period, one date that could be its start or its end, and dates that don't exist.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.model import WarningCode
from scraper.normalise import ASKED_AGAIN
from scraper.normalise.dates import Written, find_dates, join, read_date, tokens
from scraper.normalise.text import clean, strip_footnote

if TYPE_CHECKING:
    from datetime import date

    from scraper.model import Precision

__all__ = ["Period", "find_dates", "read_date", "read_period"]


class Period(NamedTuple):
    """First and last day, each None if open or refused; `precision` is the coarser of the two as written."""

    start: date | None
    end: date | None
    precision: Precision | None
    warning: WarningCode | None


_NOTHING = Period(None, None, None, None)
_AMBIGUOUS = Period(None, None, None, WarningCode.AMBIGUOUS_DATE)
_UNPARSED = Period(None, None, None, WarningCode.UNPARSED_VALUE)

_LONGEST_VALUE = 200

# Most values are printed so: they need no more grammar than this.
_USUAL = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})?\s?[-–]\s?([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_USUAL_MONTHS = re.compile(r"(?:([0-9]{1,2})/)?([0-9]{4})\s?[-–]\s?(?(1)([0-9]{1,2})/)([0-9]{4})")

# The shapes that `dates.join` gives of a period: two dates, with a dash or with words for start (>) and end (<) ...
_CLOSED = re.compile(r">?[DN]>?[-&]?<?[DN]<?")
# ... or one date, with a word or a dash that tells which it is.
_OPEN_END = re.compile(r">D-?|D>-?|D-")
_OPEN_START = re.compile(r"-?<D<?|-?D<")
_DIGIT = re.compile("[0-9]")
_PERIOD_WORD = re.compile("[<>=]")
_REPEATED_WORD = re.compile(r"([<>])\1+")


@lru_cache(ASKED_AGAIN)
def read_period(text: str) -> Period:
    """Read the value printed beside a period label: a period as a whole, with any kind of dash.

    What the first date leaves out is taken from the second. Months and years become their first or last day; a month
    or a year alone is the whole of it. A single day is refused (AMBIGUOUS_DATE), and so are three dates; what is no
    period or has an impossible date is UNPARSED_VALUE. Where the end lies before the start, both are given with
    END_BEFORE_START. Empty text is all None.
    """
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        day, month, last_day, last_month, last_year = map(int, usual.group(1, 2, 4, 5, 6))
        year = int(usual[3]) if usual[3] else None
        return _closed(Written(year, month, day), Written(last_year, last_month, last_day))
    usual = _USUAL_MONTHS.fullmatch(text)
    if usual is not None:
        months = (int(usual[1]), int(usual[3])) if usual[1] else (None, None)
        return _closed(Written(int(usual[2]), months[0], None), Written(int(usual[4]), months[1], None))
    text = strip_footnote(clean(text)).rstrip(" .,;")
    if not text:
        return _NOTHING
    found = tokens(text) if len(text) <= _LONGEST_VALUE and _DIGIT.search(text) else None
    if found is None:
        return _UNPARSED
    shape, dates = join(found)
    # "1.1.2021 ja 31.12.2021" may be two days; a word that tells of a period makes it one.
    listed = "&" in shape and not _PERIOD_WORD.search(shape)
    shape = _REPEATED_WORD.sub(r"\1", shape.replace("=", "").strip(","))
    if len(dates) == 2 and not listed and _CLOSED.fullmatch(shape):
        return _closed(*dates)
    if len(dates) == 1 and "N" not in shape:
        return _open(shape, dates[0])
    return _AMBIGUOUS if "D" in shape and len(dates) > 1 else _UNPARSED


def _open(shape: str, only: Written) -> Period:
    """Read a period of which one date is written."""
    if only.year is None:
        return _AMBIGUOUS
    start, end = only.first(), only.last()
    if start is None or end is None:
        return _UNPARSED
    if _OPEN_END.fullmatch(shape):
        return Period(start, None, only.precision(), None)
    if _OPEN_START.fullmatch(shape):
        return Period(None, end, only.precision(), None)
    if shape == "D" and only.day is None:
        return Period(start, end, only.precision(), None)
    return _AMBIGUOUS


def _closed(first: Written, second: Written) -> Period:
    """Read a period of two dates, sharing what is written once."""
    if second.number is not None:
        if first.year is not None and first.month is None and second.number <= 12:
            return _AMBIGUOUS  # "2008-12" is five years or one month
        second = _two_digit_year(first, second.number) or second
    if first.number is not None:
        first = _number_before(first.number, second) or first
    if first.number is not None or second.number is not None:
        return _UNPARSED
    if second.year is None:
        return _AMBIGUOUS
    if first.year is not None:
        return _between(first, second)
    period = _between(first._replace(year=second.year), second)
    # "1.10.–31.3.2022": the first date's year is not the second's, but which it is nobody wrote.
    return _AMBIGUOUS if period.warning is WarningCode.END_BEFORE_START else period


def _two_digit_year(first: Written, number: int) -> Written | None:
    """Return the year that `21` means in `2018-21`."""
    if first.year is None or first.month is not None:
        return None
    year = first.year // 100 * 100 + number
    return Written(year if year >= first.year else year + 100, None, None)


def _number_before(number: int, second: Written) -> Written | None:
    """Return what a bare number means before a whole date: a day in `1.–31.12.2024`, a month in `1–12/2024`."""
    if second.month is None:
        return None
    return Written(None, number, None) if second.day is None else Written(None, second.month, number)


def _between(first: Written, second: Written) -> Period:
    start, end = first.first(), second.last()
    if start is None or end is None:
        return _UNPARSED
    precision = max(first.precision(), second.precision(), key=("day", "month", "year").index)
    return Period(start, end, precision, WarningCode.END_BEFORE_START if start > end else None)
