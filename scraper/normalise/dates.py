"""Dates as they are written: `15.3.2021`, `21. huhtikuuta 2021`, `2021-04-21`, `3/2021`, `5 oktober 2023`.

Comes in: text. Goes out: what of a date is written (`Written`), a whole date with its precision, or the dates in
running text. Days come before months always; a date that can't be so is refused, never turned around. Names of months
and the words around dates are in vocabulary/months.toml.
"""

from __future__ import annotations

import re
import warnings
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.normalise import ASKED_AGAIN
from scraper.normalise.tables import either, section, word_list, words
from scraper.normalise.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.model import Precision

FIRST_YEAR, LAST_YEAR = 1900, 2100
_LONGEST_DATE = 120
_DIGIT = re.compile("[0-9]")


class Written(NamedTuple):
    """The parts of a date that are written; what is not is None. `2` alone may be a day, a month or the year `02`."""

    year: int | None
    month: int | None
    day: int | None
    number: int | None = None

    def first(self) -> date | None:
        """Return the first day that is meant, None if there is no such day."""
        return _day(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def last(self) -> date | None:
        """Return the last day that is meant, None if there is no such day."""
        if self.year is None or self.day is not None:
            return self.first()
        month = 12 if self.month is None else self.month
        return _day(self.year, month, monthrange(self.year, month)[1]) if 1 <= month <= 12 else None

    def precision(self) -> Precision:
        """Return down to what the date is written."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"


def _day(year: int | None, month: int, day: int) -> date | None:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class Token(NamedTuple):
    """One step through a text about dates. `kind` is one letter of the alphabet below, so that kinds make a string.

    D date with year, d day and month, m month and year, Y year, N number of one or two digits, M name of a month;
    `-` dash, `,` comma, `>` a period starts, `<` a period ends, `&` and, `=` between.
    """

    kind: str
    written: Written


_NUMERIC = re.compile(
    r"""
    (?P<iso>(?P<iy>[0-9]{4})-(?P<im>[0-9]{2})-(?P<id>[0-9]{2})(?![0-9])(?:t[0-9:.]+(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)
  | (?P<full>(?P<fd>[0-9]{1,2})(?P<mark>[./])\s?(?P<fm>[0-9]{1,2})(?P=mark)\s?(?P<fy>[0-9]{4}|[0-9]{2}(?![0-9])))
  | (?P<partial>(?P<pd>[0-9]{1,2})\.\s?(?P<pm>[0-9]{1,2})(?:\.(?![0-9])|(?=\s?[-‐‑‒–—―−])))
  | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|(?<=[0-9]{4}\ )[0-2]?[0-9]\.[0-5][0-9](?![0-9.]))
  | (?P<monthly>(?P<mm>[0-9]{1,2})[./](?P<my>(?:19|20)[0-9]{2})(?![0-9]))
  | (?P<year>(?:19|20)[0-9]{2}(?![0-9])|2100(?![0-9]))
  | (?P<number>[0-9]{1,2})(?![0-9])\.?
  | (?P<dash>[-‐‑‒–—―−→]+>?|=>)
  | (?P<comma>,)
  | (?P<space>\s+)
    """,
    re.VERBOSE,
)


class _Language(NamedTuple):
    months: dict[str, int]
    kinds: dict[str, str]
    """The kind of token that a word is; empty for words that say nothing."""
    word: re.Pattern[str]
    clock: re.Pattern[str]
    duration: re.Pattern[str]
    in_text: re.Pattern[str]
    month_first: re.Pattern[str]
    """`October 5, 2023`, as English pages print dates."""


@cache
def _language() -> _Language:
    months = dict(_month_names())
    kinds = {word: "" for key in ("filler", "weekday") for word in words("months", "words", key)}
    for key, kind in (("start", ">"), ("between", "="), ("end", "<"), ("and", "&"), ("dash", "-")):
        kinds |= dict.fromkeys(words("months", "words", key), kind)
    phrases = either(word for word in kinds if not word.isalpha())
    names, units = either(months), either(words("months", "words", "duration"))
    return _Language(
        months=months,
        kinds=kinds,
        word=re.compile(rf"{phrases}|[^\W\d_]+\.?"),
        clock=re.compile(
            rf"(?:{either(words('months', 'words', 'clock'))})\.?\s?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?(?![0-9])"
        ),
        duration=re.compile(rf"\(?(?<![0-9./])[0-9]{{1,3}}(?:[.,][0-9])?\s?(?:{units})(?![^\W\d_])\.?\)?"),
        in_text=re.compile(
            rf"(?<![0-9.])(?:(?P<d>[0-9]{{1,2}})(?P<mark>[./])\s?(?P<m>[0-9]{{1,2}})(?P=mark)\s?(?P<y>[0-9]{{4}})(?![0-9])"
            rf"|(?P<iy>[0-9]{{4}})-(?P<im>[0-9]{{2}})-(?P<id>[0-9]{{2}})(?![0-9-])"
            rf"|(?P<nd>[0-9]{{1,2}})\.?\s(?P<name>{names})\.?\s(?P<ny>[0-9]{{4}})(?![0-9]))",
            re.IGNORECASE,
        ),
        month_first=re.compile(
            rf"(?<![\w-])(?P<name>{names})\.?\s(?P<nd>[0-9]{{1,2}})(?:st|nd|rd|th)?,\s(?P<ny>[0-9]{{4}})(?![0-9])",
            re.IGNORECASE,
        ),
    )


_SUMMER = re.compile(r"kesä [0-9]{4}")
"""A summer, or June: beside another month (`touko–kesä 2022`) it is June."""


def _month_names() -> Mapping[str, int]:
    endings = word_list(section("months"), "finnish_endings", "vocabulary/months.toml")
    names: dict[str, int] = {}
    for number in map(str, range(1, 13)):
        for stem in words("months", "months", number, "finnish"):
            names[stem] = int(number)
            names |= {f"{stem}kuu{ending}": int(number) for ending in endings}
        names |= dict.fromkeys(words("months", "months", number, "others"), int(number))
    return names


def tokens(text: str) -> list[Token] | None:
    """Return the tokens of a cleaned text about dates; None if it holds anything else.

    Times of day, weekdays, lengths in time (`24 kk`) and words that say nothing are passed over.
    """
    language = _language()
    text = text.lower()
    if "kesä " in text and _SUMMER.fullmatch(text):
        return None
    found: list[Token] = []
    place = 0
    while place < len(text):
        passed = language.clock.match(text, place) or language.duration.match(text, place)
        if passed is not None:
            place = passed.end()
            continue
        numeric = _NUMERIC.match(text, place)
        if numeric is not None:
            token = _numeric_token(numeric)
            place = numeric.end()
        else:
            word = language.word.match(text, place)
            token = None if word is None else _word_token(language, word.group())
            if word is None or token is None:
                return None
            place = word.end()
        if token is not None and token.kind:
            found.append(token)
    return found


def _numeric_token(found: re.Match[str]) -> Token | None:
    if found["full"]:
        return Token("D", Written(_full_year(found["fy"]), int(found["fm"]), int(found["fd"])))
    if found["iso"]:
        return Token("D", Written(int(found["iy"]), int(found["im"]), int(found["id"])))
    if found["partial"]:
        return Token("d", Written(None, int(found["pm"]), int(found["pd"])))
    if found["monthly"]:
        return Token("m", Written(int(found["my"]), int(found["mm"]), None))
    if found["year"]:
        return Token("Y", Written(int(found["year"]), None, None))
    if found["number"]:
        return Token("N", Written(None, None, None, int(found["number"])))
    if found["dash"]:
        return Token("-", _NOTHING)
    return Token(",", _NOTHING) if found["comma"] else None


def _word_token(language: _Language, word: str) -> Token | None:
    for form in (word, word.rstrip(".")):
        if form in language.months:
            return Token("M", Written(None, language.months[form], None))
        if form in language.kinds:
            return Token(language.kinds[form], _NOTHING)
    return None


def _full_year(digits: str) -> int:
    """Return the year that two digits mean: 80-99 the last century, 00-79 this one."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 80 else 2000)


_NOTHING = Written(None, None, None)
# One date: numeric, `21. huhtikuuta 2021` (or a comma before the year), `October 5, 2023`, `huhtikuu 2021`, a month,
# a year, a number.
_ONE_DATE = re.compile(r"D|d|NM,Y|NM<?Y?|MN,?Y|MY|M<Y|M|m|Y|N")


def join(found: list[Token]) -> tuple[str, list[Written]]:
    """Join tokens to whole dates: the kinds with one `D` for each date (`N` for a bare number), and those dates."""
    kinds = "".join(token.kind for token in found)
    shape: list[str] = []
    dates: list[Written] = []
    place = 0
    for each in _ONE_DATE.finditer(kinds):
        shape.append(kinds[place : each.start()])
        shape.append("N" if each.group() == "N" else "D")
        # "huhtikuun loppuun 2019": the word for the end stands between the parts; it counts after them.
        shape.append("<" if "<" in each.group() else "")
        dates.append(_merge(found[each.start() : each.end()]))
        place = each.end()
    shape.append(kinds[place:])
    return "".join(shape), dates


def _merge(parts: list[Token]) -> Written:
    if len(parts) == 1:
        return parts[0].written
    by_kind = {part.kind: part.written for part in parts}
    year, day = by_kind.get("Y", _NOTHING).year, by_kind.get("N", _NOTHING).number
    return Written(year, by_kind["M"].month, day)


@lru_cache(ASKED_AGAIN)
def read_date(text: str) -> tuple[date, Precision] | None:
    """Read one date as a whole, with the precision it is written in; None if it is none or can be read in two ways.

    Weekdays and times of day beside it are passed over. A month becomes its first day, a year the first of January.
    """
    usual = _language().in_text.fullmatch(text)
    if usual is not None:
        day = _whole_date(usual)
        return None if day is None else (day, "day")
    text = clean(text).rstrip(" .,")
    if len(text) > _LONGEST_DATE or not _DIGIT.search(text):
        return None
    found = tokens(_OPENING_WEEKDAY.sub("", text))
    if found is None:
        return _written_out(text)
    shape, dates = join(found)
    if shape.strip(",") != "D" or (first := dates[0].first()) is None:
        return None
    return first, dates[0].precision()


# The Finnish short form of Thursday is an English preposition, so it is only read where a date begins.
_OPENING_WEEKDAY = re.compile(r"(?:ma|ti|ke|to|pe|la|su)\.?\s(?=[0-9])", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"[^\W\d_,.]{2,}|[0-9]{1,4}|[\s.,:]")


def _written_out(text: str) -> tuple[date, Precision] | None:
    """Read a date in words that the own grammar does not know, with dateparser: day, month name and year, no more."""
    numbers = re.findall(r"[0-9]+", text)
    if sorted(map(len, numbers)) not in ([1, 4], [2, 4]) or not re.search(r"[^\W\d_]{3}", text) or len(text) > 40:
        return None
    import dateparser  # noqa: PLC0415  it takes longer to import than most pages take to read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = dateparser.parse(
                text,
                languages=["fi", "sv", "en"],
                settings={
                    "DATE_ORDER": "DMY",
                    "PREFER_DAY_OF_MONTH": "first",
                    "REQUIRE_PARTS": ["day", "month", "year"],
                    "RETURN_AS_TIMEZONE_AWARE": False,
                },
            )
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return None
    # It must be made of the very numbers that are written.
    if found is None or {found.day, found.year} != set(map(int, numbers)):
        return None
    return found.date(), "day"


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Return the dates of running text that are written down to the day: start, end, date; impossible ones left out."""
    if not _DIGIT.search(text):
        return []
    found = [(*each.span(), day) for each in _language().in_text.finditer(text) if (day := _whole_date(each))]
    if ", 2" in text or ", 1" in text:
        found += [(*each.span(), day) for each in _language().month_first.finditer(text) if (day := _named_date(each))]
        found.sort()
    return found


def _named_date(found: re.Match[str]) -> date | None:
    # 0 is no month: "ſ" matches "s" whatever the case, but is no letter of these words.
    return _day(int(found["ny"]), _language().months.get(found["name"].lower(), 0), int(found["nd"]))


def _whole_date(found: re.Match[str]) -> date | None:
    if found["name"]:
        return _named_date(found)
    if found["iy"]:
        return _day(int(found["iy"]), int(found["im"]), int(found["id"]))
    return _day(int(found["y"]), int(found["m"]), int(found["d"]))
