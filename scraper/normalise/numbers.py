"""Numbers of money as they are printed: `79 900,50`, `153.999`, `€250,000` -> exact Decimals.

Comes in: a run of ASCII digits with single spaces, dots and commas between, and the scale printed beside it.
Goes out: the one amount it can be, or None. Refuses leading zeros (phone numbers), broken grouping, amounts of a
trillion and more, fractions of a cent.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from scraper.normalise import ASKED_AGAIN

SPACES = " \u00a0\u2007\u2009\u202f"
"""The spaces that part groups of digits."""
RUN = rf"[0-9](?:[{SPACES}.,]?[0-9])*"
"""Pattern of the longest stretch that could be one number."""

_LIMIT = Decimal(10) ** 12
_LONGEST = 24

_TO_SPACE = str.maketrans(dict.fromkeys(SPACES, " "))
_NUMBER = re.compile(
    r"""
    (?!0[ .,]?[0-9]{3}|0[0-9])
    (?: (?P<spaced>[0-9]{1,3}(?:\ [0-9]{3})+) (?:[.,](?P<cents_s>[0-9]{1,2}))?
      | (?P<dotted>[0-9]{1,3}(?:\.[0-9]{3})+) (?:,(?P<cents_d>[0-9]{1,2}))?
      | (?P<commas>[0-9]{1,3}(?:,[0-9]{3})+)  (?:\.(?P<cents_c>[0-9]{1,2}))?
      | (?P<plain>[0-9]+)                     (?:[.,](?P<cents_p>[0-9]{1,2}))?
    )
    """,
    re.VERBOSE,
)
_SCALED_FRACTION = re.compile(r"(?!0[0-9])([0-9]{1,6})[.,]([0-9]{1,6})")
_YEAR = re.compile(r"(?:19[0-9]{2}|20[0-9]{2}|2100)")
# What may stand before a number in the same run without being a part of it: a year, a date, a version (`2.0`).
_ENDS_BEFORE = re.compile(r"(?:^|[ .])(?:19[0-9]{2}|20[0-9]{2}|2100)$|^[0-9]{1,2}\.[0-9]$")


@lru_cache(ASKED_AGAIN)
def amount(run: str, scale: Decimal | None = None) -> Decimal | None:
    """Return the amount that a run of digits and marks is, in euros, times `scale`; None if it is none or two.

    Three digits after a comma are thousands, as money has at most two decimals - but `1,925` million is a fraction,
    and `1.925` million or `1,500` thousand could be either.
    """
    if len(run) > _LONGEST:
        return None
    run = run.translate(_TO_SPACE)
    if scale is not None and scale != 1:
        return _scaled(run, scale)
    found = _NUMBER.fullmatch(run)
    if found is None:
        return None
    whole = found["spaced"] or found["dotted"] or found["commas"] or found["plain"]
    cents = found["cents_s"] or found["cents_d"] or found["cents_c"] or found["cents_p"]
    return _decimal("".join(filter(str.isdigit, whole)), cents)


def _scaled(run: str, scale: Decimal) -> Decimal | None:
    fraction = _SCALED_FRACTION.fullmatch(run)
    if fraction is None:
        whole = amount(run)
        return None if whole is None else _checked(whole * scale)
    if len(fraction[2]) == 3 and fraction[1] != "0" and not (scale >= 10**6 and "," in run):
        return None
    return _checked(Decimal(f"{fraction[1]}.{fraction[2]}") * scale)


def _decimal(whole: str, cents: str | None) -> Decimal | None:
    if cents is None or not cents.strip("0"):
        return _checked(Decimal(whole))
    return _checked(Decimal(f"{whole}.{cents:0<2}"))


def _checked(value: Decimal) -> Decimal | None:
    """Return an amount in its one form (no decimals, or two), None if it is too large or has fractions of a cent."""
    if value >= _LIMIT:
        return None
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    exact = value.quantize(Decimal("0.01"))
    return exact if exact == value else None


@lru_cache(ASKED_AGAIN)
def is_grouped(run: str) -> bool:
    """Return whether a well-formed run shows by its groups of three that it is a quantity: `15 000`, `153.999`."""
    found = _NUMBER.fullmatch(run.translate(_TO_SPACE))
    if found is None or found["plain"]:
        return False
    # One comma group alone could be three decimals.
    return not (found["commas"] and found["commas"].count(",") == 1 and not found["cents_c"])


def is_year(run: str) -> bool:
    """Return whether a run of digits could be a year of our time (1900-2100)."""
    return _YEAR.fullmatch(run) is not None


def last_number(run: str) -> int | None:
    """Return where the number at the end of a run begins: after a year, a date or a version, else at its start.

    None if the run is no number and none of them parts it: `79 90`, `148 000 5`.
    """
    if amount(run) is not None:
        return 0
    if len(run) > 2 * _LONGEST:
        return None
    spaced = run.translate(_TO_SPACE)
    for gap in re.finditer(" ", spaced):
        if _ENDS_BEFORE.search(spaced[: gap.start()]) and amount(spaced[gap.end() :]) is not None:
            return gap.end()
    return None
