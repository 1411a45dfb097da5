"""Sums of money: the text beside a money label, or a line of a list -> exact euros.

`read_money` reads one sum as a whole or refuses with a warning; `find_sums` and `trailing_sum` point at sums in
longer text. Nothing here rounds, converts currencies or picks one of two sums.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.model import WarningCode
from scraper.normalise import ASKED_AGAIN
from scraper.normalise.numbers import SPACES, amount, is_grouped, is_year, last_number
from scraper.normalise.organisation import is_organisation
from scraper.normalise.sums import GAP, blank_percentages, grammar, has_currency, is_quantity, lead, matches, value
from scraper.normalise.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence


class Money(NamedTuple):
    """What was read: an amount in euros, or None and why not. An approximate amount has both."""

    amount: Decimal | None
    warning: WarningCode | None


class Sum(NamedTuple):
    """A sum in running text: `text[start:end]` is the number with its unit."""

    amount: Decimal
    start: int
    end: int
    approximate: bool
    """Whether a word such as `noin` stands before it."""
    unit: bool
    """Whether euros are printed with it; if not, it is a number with groups of three or with a word for millions."""


_NOTHING = Money(None, None)
_AMBIGUOUS = Money(None, WarningCode.AMBIGUOUS_MONEY)
_UNPARSED = Money(None, WarningCode.UNPARSED_VALUE)

_LONGEST_VALUE = 300
_LONGEST_REMEMBERED = 1000

# Most values are printed so: they need no more grammar than this.
_USUAL = re.compile(
    rf"(?:(?P<first>EUR|€)[{SPACES}]?)?(?!0[{SPACES}.]?[0-9])"
    rf"(?P<number>[0-9]{{1,3}}(?:(?:[{SPACES}][0-9]{{3}}){{0,3}}|(?P<dots>(?:\.[0-9]{{3}}){{1,3}}))(?:,[0-9]{{2}})?)"
    rf"(?(first)|[{SPACES}]?(?:€|euroa|e))"
)
# Most lines with a sum end so: behind a word or a mark, with no more than one space in it.
_USUAL_END = re.compile(
    r"[a-zåäö]{2}[,:]? (?<![eE][uU][rR] )(?P<number>[1-9][0-9]{0,2}(?: [0-9]{3})?) (?:€|euroa)[.,;]?$"
)
_LONGEST_USUAL_END = 24
_FIRST_GROUP = re.compile(rf"[0-9]+[{SPACES}]")
_AS_DECIMAL = str.maketrans(",", ".", SPACES)

# "(EAKR)", "(EU + valtio)" tell whose money it is, not how much.
_FUND = re.compile(r"\([A-ZÅÄÖ]{2,5}\+?(?:[ /+-]{1,3}[A-ZÅÄÖ]{2,5}\+?)*\)")
_DIGIT = re.compile("[0-9]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_HARMLESS = re.compile(rf"[\s.,;:/()|*¹²³{GAP}]*")
_DATE_OR_PHONE = re.compile(r"0[0-9].*|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}.*")
_LINE_END = re.compile(rf"[\s.,;:)*¹²³{GAP}]*")
_NAME_END = re.compile(rf"[^\W_][.)”\"»]?[{SPACES}]?$")
_GLUED_NAME_END = re.compile(r"(?:[^\W\d_]|[.)])$")


def mentions_euros(text: str) -> bool:
    """Tell whether euros are spoken of: the quick test that most lines fail."""
    return "€" in text or "eur" in text or "EUR" in text or "Eur" in text


@lru_cache(ASKED_AGAIN)
def read_money(text: str, *, unit: Decimal | None = None) -> Money:
    """Read the value printed beside a money label: one sum as a whole, in euros.

    `unit` is what bare numbers count where the page says so elsewhere: `Decimal(1)` for euros, `Decimal(1000)` for
    thousands. A percentage beside the sum is passed over, the same sum twice is one, a word such as `noin` gives
    APPROXIMATE_AMOUNT. Refused are ranges, two sums, broken grouping, years and bare shares (AMBIGUOUS_MONEY), and
    whatever is no sum or holds words that could change its meaning (UNPARSED_VALUE). Empty text is (None, None).
    """
    usual = _USUAL.fullmatch(text)
    if usual is not None and (unit is None or unit == 1):
        number = usual["number"].replace(".", "") if usual["dots"] else usual["number"]
        return Money(Decimal(number.translate(_AS_DECIMAL).removesuffix(".00")), None)
    text = clean(text)
    if not text:
        return _NOTHING
    if len(text) > _LONGEST_VALUE or not _DIGIT.search(text) or _FOREIGN_DIGIT.search(text):
        return _UNPARSED
    text = blank_percentages(_FUND.sub(" ", text))
    rules = grammar()
    found = list(matches(text))
    if not found or any("+" in (each["sign"] or "") for each in found):
        return _UNPARSED
    readings = {value(each, unit) for each in found}
    if len(found) > 1 and (len(readings) > 1 or any(each["sign"] for each in found)):
        return _AMBIGUOUS if any(map(is_quantity, found)) else _UNPARSED
    rest = rules.sum.sub("|", text)
    if found[0]["sign"] or not _HARMLESS.fullmatch(rules.around.sub("", rest)):
        return _UNPARSED
    euros = readings.pop()
    if euros is None:
        return _UNPARSED if _DATE_OR_PHONE.fullmatch(found[0]["number"]) else _AMBIGUOUS
    return Money(euros, WarningCode.APPROXIMATE_AMOUNT if rules.approximate.search(rest) else None)


def find_sums(text: str) -> list[Sum]:
    """Return every sum of running text in order: those with a unit, and bare numbers of a thousand up in groups.

    Left out are percentages, years, dates, phone numbers and codes, both ends of a range, signed numbers, counted
    things (`5 000 asukasta`), and numbers whose grouping is broken.
    """
    if not _DIGIT.search(text):
        return []
    return list(_sums(text) if len(text) <= _LONGEST_REMEMBERED else _sums.__wrapped__(text))


@lru_cache(ASKED_AGAIN)
def _sums(text: str) -> Sequence[Sum]:
    """Return the sums of a text; several readers of a page ask about the same lines."""
    masked = blank_percentages(text)
    sums: list[Sum] = []
    previous: re.Match[str] | None = None
    for found in matches(masked):
        if previous is not None and _is_range(previous, found):
            if sums and sums[-1].end == previous.end():
                sums.pop()
        elif (one := _sum(masked, found)) is not None:
            sums.append(one)
        previous = found
    return sums


def _sum(text: str, found: re.Match[str]) -> Sum | None:
    number = found["number"]
    offset = last_number(number)
    if offset is None or (offset == 0 and _is_signed(text, found)):
        return None
    unit = has_currency(found)
    if not unit and not found["scale"] and not _is_bare_sum(text, found, number[offset:]):
        return None
    euros = value(found, run=number[offset:])
    # "5 e" is a class or a paragraph as often as it is euros.
    if euros is None or (found["after"] in {"e", "E"} and euros < 100):
        return None
    start = _begin(found, offset)
    return Sum(euros, start, found.end(), lead(text, start)[1], unit)


def _begin(found: re.Match[str], offset: int = 0) -> int:
    """Return where a sum begins: at the currency before it, or `offset` characters into the number."""
    return found.start("before") if found["before"] and not offset else found.start("number") + offset


def _is_bare_sum(text: str, found: re.Match[str], run: str) -> bool:
    return is_grouped(run) and (amount(run) or 0) >= 1000 and not grammar().uncounted.match(text, found.end())


def _is_range(first: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether a dash joins two numbers to a range; a dash with spaces after a bare number only parts."""
    if not second["sign"] or second["sign"].startswith("+") or last_number(second["number"]):
        return False
    gap = second.start() - first.end()
    return gap == 0 or (gap == 1 and is_quantity(first))


def _is_signed(text: str, found: re.Match[str]) -> bool:
    """Return whether a sign stands right before the number; one with a space after it parts it from a name."""
    sign = found["sign"]
    return bool(sign) and (sign[0] == "+" or len(sign) == 1)


def trailing_sum(text: str) -> tuple[int, Money] | None:
    """Return where the sum at the end of a line begins (`noin` and its like included) and its value, or None.

    The value is None with AMBIGUOUS_MONEY for a range, a signed number, broken grouping, and where it can't be told
    whether the first digits belong to the name before (`Talo 5 150 000`) and no organisation's name ends there.
    """
    if usual := _USUAL_END.search(text, max(0, len(text) - _LONGEST_USUAL_END)):
        begin, approximate = lead(text, usual.start("number"))
        paid = Decimal(usual["number"].replace(" ", ""))
        return begin, Money(paid, WarningCode.APPROXIMATE_AMOUNT if approximate else None)
    masked = blank_percentages(text)
    found = previous = None
    for each in matches(masked):
        found, previous = each, found
    if found is None or not _LINE_END.fullmatch(masked, found.end()):
        return None
    if previous is not None and _is_range(previous, found):
        return (_begin(previous), _AMBIGUOUS) if is_quantity(found) else None
    offset = last_number(found["number"])
    if offset is None:
        return (_begin(found), _AMBIGUOUS) if has_currency(found) else None
    start = _begin(found, offset)
    name, run = text[: found.start() if not offset else start], found["number"][offset:]
    if not is_quantity(found) and not _ends_list_line(name, run):
        return None
    euros = value(found, Decimal(1) if not is_quantity(found) else None, run)
    parted = not offset and found["sign"]
    if euros is None or (parted and _is_signed(masked, found)) or (not parted and _could_split(name, run)):
        return start, _AMBIGUOUS
    begin, approximate = lead(masked, start)
    return begin, Money(euros, WarningCode.APPROXIMATE_AMOUNT if approximate else None)


def _ends_list_line(name: str, run: str) -> bool:
    """Return whether a bare number without groups is the sum of the organisation that is named right before it.

    Glued to the name any number is (`ry.0`), after a space it must be too long for a year or a part of the name.
    """
    if not run.isdecimal() or not is_organisation(name.strip(" ,;:")):
        return False
    return _GLUED_NAME_END.search(name) is not None or (len(run) >= 4 and not is_year(run))


def _could_split(name: str, run: str) -> bool:
    """Return whether the first group of digits may end the name instead of beginning the sum."""
    rest = "".join(_FIRST_GROUP.split(run, maxsplit=1)[1:])
    if not rest or not is_grouped(rest) or not _NAME_END.search(name) or name.endswith(") "):  # brackets end a name
        return False
    return not (grammar().around.fullmatch(name.rsplit(maxsplit=1)[-1]) or is_organisation(name.strip(" ,;:")))
