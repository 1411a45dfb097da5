"""Whether a text can be the value of a field: the check that keeps everyday words from being taken for labels."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from scraper.extraction.labels import DATE_FIELDS, MONEY_FIELDS, Field
from scraper.normalise.money import read_money
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import find_dates, read_date, read_period
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from scraper.model import RawValue

LONGEST_NAME = 300
"""Names and organisations are shorter; a longer text beside such a label is prose."""

FINITE = re.compile(
    r"(?<![\w-])(?:on|ovat|oli|olivat|sai|saa|hanke|hankkeen|hankkeessa|hankkeella|är|var|får|projektet"
    r"|the project|is|are|was|were)(?![\w-])",
    re.IGNORECASE,
)
_VERB_ENDS = re.compile(
    r"\s[a-zåäö]{2,}(?:(?:(?<!n)t|d|ll|nn|rr)(?:aan|ään)|(?<=[a-zåäö])(?:ttiin|utuu|ytyy|isi)|(?P<plural>[a-zåäö]v[aä]t))\b"
)
"""How finite verbs end: `kokeillaan`, and not `toimintaan`; in the plural as participles do, `kasvavat alat`."""

SHARES = re.compile(
    r",? (?:josta|joista|mistä|varav|of which)(?: |$)"
    r"|,? \(?(?:josta|joista|varav|of which|sis\.|sisältää|sisältäen|inkl\.?|incl\.?|including)"
    r" (?=[^%()]*[0-9] ?(?:€|e\b|eur))",
    re.IGNORECASE,
)
"""Where the clause begins that tells the shares of a sum: `31 480 € (sis. talkootyö 5 200 €)`."""

_LONGEST_STAMP = 60
"""What a page prints of its own date is shorter, be it with the hour and the kind of page."""
_COPULA = re.compile(r"(?:on|oli|ovat|är|var|is|was) ", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:(?P<thousand>t|k|1[ .]?000|tuhat|tuhatta|tuhansia|tusen|thousand)"
    r"|(?P<million>m|mn|milj\.?|miljoonaa?|miljoonia|miljoner|million)|)"
    r" ?(?:€|eur|euros?|euroa|euroja|euroina|e)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[,;] (?:ja |sekä |och |samt |and )?| ja | sekä | och | samt | and )(?=[A-ZÅÄÖ])")
_PARTED = re.compile(r"[,;] (?=[A-ZÅÄÖ])")
_HAS_DIGIT = re.compile(r"[0-9]")


def unit_of(note: str) -> Decimal | None:
    """Return how many euros one of `note`'s unit is (`€` 1, `1000 €` 1000), or None where it is no unit."""
    found = _UNIT.fullmatch(note.strip())
    if found is None:
        return None
    return Decimal(1000 if found["thousand"] else 1_000_000 if found["million"] else 1)


def copula(text: str) -> int:
    """Return how many characters a leading `on`, `oli`, `är` or `is` takes, as in `Kustannusarvio on 5 000 €`."""
    found = _COPULA.match(text)
    return found.end() if found else 0


def before_share(text: str, start: int, end: int) -> int:
    """Return where a sum ends before what leads to the next label: `412 350 €, josta`, `80 000 euroa. Liiton`."""
    found = _share_follows().search(text, start, end)
    return found.start() if found else end


@cache
def _share_follows() -> re.Pattern[str]:
    return re.compile(rf",? (?:{either(words('prose', 'grant', 'of_total'))}),? ?$|(?<=[€a])\. [A-ZÅÄÖ][^0-9.]*$")


def is_number_field(field: Field) -> bool:
    """Tell whether a field holds a sum or a date, so that its value can be checked."""
    return field in MONEY_FIELDS or field in DATE_FIELDS


def fits(field: Field, text: str, unit: str = "") -> bool:
    """Tell whether `text` can be read, as a whole, as a value of a sum or date field."""
    if not _HAS_DIGIT.search(text):
        return False
    if field in MONEY_FIELDS or field == "other":
        told = unit_of(unit)
        shares = None if (whole := read_money(text, unit=told).amount) is not None else SHARES.search(text, 1)
        return whole is not None or (
            shares is not None and read_money(text[: shares.start()], unit=told).amount is not None
        )
    if field == "period":
        period = read_period(text)
        return period.start is not None or period.end is not None
    if field == "page_updated" and len(text) < _LONGEST_STAMP and (dates := find_dates(text)):
        return dates[0][0] == 0  # `16.4.2021 9.00 Tyyppi: Tiedote`
    return read_date(text) is not None


def organisations(value: RawValue) -> list[RawValue]:
    """Return the organisations of a list in one line, `Lopen kunta, Hattulan kunta ja Ypäjän kunta`; else the value."""
    for pattern in (_LISTED, _PARTED) if value.block == value.last else ():
        cuts = [found.span() for found in pattern.finditer(value.text)]
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(value.text)]
        spans = list(zip(starts, ends, strict=True))
        if all(is_organisation(value.text[start:end]) for start, end in spans):
            return [
                value._replace(text=value.text[start:end], start=value.start + start, end=value.start + end)
                for start, end in spans
            ]
    return [value]


def is_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence of some words does, and so is no name."""
    return text.endswith(".") and not text.endswith(_ABBREVIATIONS) and text.count(" ") >= 3


def has_verb(text: str, *, plural: bool = True) -> bool:
    """Tell whether a text has what sentences have and names have not: a finite verb, by its ending or by name."""
    if FINITE.search(text):
        return True
    return any(plural or not found["plural"] for found in _VERB_ENDS.finditer(text))


def is_namelike(text: str) -> bool:
    """Tell whether `text` can be a name or an organisation: short, begins like one, and is no sentence."""
    return (
        0 < len(text) <= LONGEST_NAME
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'”“(«")
        and not (text.endswith(".") and not text.endswith(_ABBREVIATIONS) and " " in text)
    )


_ABBREVIATIONS = ("ry.", "rf.", "r.y.", "r.f.", "yms.", "ym.", "jne.", "Oy.", "Ab.", "oy.", "ab.")
