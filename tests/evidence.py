"""An outsider's check of evidence: finds a value's words in the page with plain lxml, and judges whether they say it.

In come evidence objects and values of the JSON document; out go the page's own words and a yes or no. Nothing of
the program is used, so that program and check can't share a fault.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = (
    ("tammi", "jan"),
    ("helmi", "feb"),
    ("maalis", "mar"),
    ("huhti", "apr"),
    ("touko", "maj", "may"),
    ("kesä", "jun"),
    ("heinä", "jul"),
    ("elo", "aug"),
    ("syys", "sep"),
    ("loka", "okt", "oct"),
    ("marras", "nov"),
    ("joulu", "dec"),
)
SCALE = re.compile(r"milj|[0-9]\s*(?:[tkM]€|te\b|mn\b|M\b)|€[0-9.,]+[kM]|tuhat|tusen|miljard|mrd")
"""What makes a printed sum stand for thousands or millions of euros."""


def words_at(path: Path, evidence: dict[str, Any]) -> str:
    """Return the page's characters that the evidence points at, white space folded."""
    whole = string(path, evidence["path"])
    assert 0 <= evidence["start"] < evidence["end"] <= len(whole), f"{evidence} is outside {len(whole)} characters"
    return folded(whole[evidence["start"] : evidence["end"]])


def string(path: Path, place: str) -> str:
    """Return the string value of the element (or attribute, or `line:N`) at a place in a file."""
    if place.startswith("line:"):
        return lines(path)[int(place.removeprefix("line:")) - 1]
    found = tree(path).xpath(place)
    assert isinstance(found, list), f"{place} is no path to an element"
    assert len(found) == 1, f"{place} leads to {len(found)} elements"
    return str(tree(path).xpath(f"string({place})"))


def printed_text(path: Path) -> str:
    """Return all text of a file."""
    return path.read_text("utf-8") if path.suffix == ".txt" else str(tree(path).xpath("string(/html)"))


def folded(text: str) -> str:
    """Return text with its white space made alike."""
    return " ".join(text.split())


def says_amount(raw: str, amount: float) -> bool:
    """Tell whether one of the printed numbers is the amount, to the cent; after `milj.` and the like to its digits."""
    exact = f"{Decimal(str(amount)):.2f}"
    euros, cents = exact.split(".")
    forms = {euros + cents, *([euros] if cents == "00" else [euros + cents[0]] if cents[1] == "0" else [])}
    printed = [re.sub("[^0-9]", "", number) for number in re.findall(r"[0-9](?:[0-9\s.,]*[0-9])?", raw)]
    if SCALE.search(raw):
        return (euros + cents).strip("0") in {number.strip("0") for number in printed}
    return not forms.isdisjoint(printed)


def says_date(raw: str, day: str, precision: str) -> bool:
    """Tell whether the year, the month and the day of an ISO date are printed, as far as the precision goes."""
    wanted = date.fromisoformat(day)
    numbers = {int(number) for number in re.findall(r"[0-9]{4}|[0-9]{1,2}", raw)}
    year = {wanted.year, wanted.year % 100} & numbers
    month = wanted.month in numbers or any(stem in raw.casefold() for stem in MONTHS[wanted.month - 1])
    return bool(year) and (precision == "year" or month) and (precision != "day" or wanted.day in numbers)


def says_text(raw: str, text: str) -> bool:
    """Tell whether the text's letters and digits are printed in their order."""
    return letters(text) in letters(raw)


def begins(raw: str, text: str) -> bool:
    """Tell whether the printed words say the text or its beginning."""
    return bool(letters(raw)) and (letters(text).startswith(letters(raw)) or says_text(raw, text))


def says_name(raw: str, name: str) -> bool:
    """Tell whether a name is printed, be it in another case: `Auran kunnalle` says `Auran kunta`."""
    return says_text(raw, name) or all(letters(word)[:3] in letters(raw) for word in name.split())


def letters(text: str) -> str:
    """Return the letters and digits of a text, case folded: dashes, quotes, spaces and soft hyphens don't count."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


@cache
def tree(path: Path) -> etree._Element:
    """Return a file's root element as lxml's own HTML parser makes it."""
    data = path.read_bytes()
    return etree.HTML(data, etree.HTMLParser(encoding=encoding(data)))


@cache
def lines(path: Path) -> list[str]:
    """Return a file's lines."""
    data = path.read_bytes()
    return re.split(r"\r\n|\r|\n", data.decode(encoding(data)).removeprefix("\ufeff"))


def encoding(data: bytes) -> str:
    """Return the encoding of a page in this collection: UTF-8, else Latin-1 as browsers read it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
