"""Bullets and numbers that are typed at the start of a line: the line becomes an item, the mark is taken off its text.

A bullet sign is always a mark. A dash is one only among others like it or in a list; a number only if it is no part
of a date or sum, and without a space after it only in a row of consecutive numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.columns import Columns
    from scraper.document.ledger import Ledger

BULLETS = "•·▪▫◦‣●○■□►▶➢➤✓✔∙⁃\uf0b7\uf0a7"
"""The last two are the bullets of the Symbol and Wingdings fonts, as word processors paste them."""
LETTERS = "nlouqØ"
"""What those bullets become where their font is lost: `n Lopen kunta, 5 000 €`. They need company, as dashes do."""
DASHES = "-–—*+"
_MONTHS = (
    "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|"
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_bullet = re.compile(rf"(?:[{BULLETS}] ?)+").match
_dash = re.compile(r"[-–—*+] (?:[-–—*+] )*(?=[^\s\d])|\* (?=\d)").match
_number = re.compile(
    rf"(?:\d{{1,3}}[.)]|[a-zåäö]\)) (?!\d{{1,2}}\.|[-–—]|(?:{_MONTHS})(?:kuu|\b))", re.IGNORECASE
).match
_might_be_mark = re.compile(rf"[{BULLETS}]|[-–—*+] |\d{{1,3}}[.)](?!\d)|[a-zåäö]\)", re.IGNORECASE).match
_letter = re.compile(rf"[{LETTERS}] (?=[A-ZÅÄÖ”\"])").match
_FEWEST_LETTERS = 3
_STARTS = frozenset(BULLETS + DASHES + "0123456789")
_tight_number = re.compile(r"(\d{1,3})[.)](?=[^\W\d_])").match


class Mark(NamedTuple):
    """A mark at the start of a line: how many characters it takes, and how it is written."""

    width: int
    text: str
    number: int = 0
    alone: bool = True
    """Whether it is a mark without the number before or after it in another line: `2. vaihe` may be an ordinal."""


def find_mark(text: str) -> Mark | None:
    """Return the mark that a clean line starts with, dashes and doubtful numbers included: those need company."""
    if not _might_be_mark(text):
        return None
    match = _bullet(text)
    if match and match.end() < len(text):
        if text[0] == "·" and " · " in text[match.end() :]:
            return None  # the dot parts links: `· Tietosuoja · Saavutettavuus`
        return Mark(match.end(), text[0])
    match = _dash(text) or _number(text)
    if match and match.end() < len(text):
        mark = match[0].split()[0]
        number = int(mark[:-1]) if mark[:-1].isdecimal() else 0
        return Mark(match.end(), mark, number, not (number and mark[-1] == "." and text[match.end()].islower()))
    match = _tight_number(text)
    if match:
        return Mark(match.end(), match[0], int(match[1]), alone=False)
    return None


def take_marks(ledger: Ledger) -> None:
    """Make items of the blocks that start with a mark."""
    columns = ledger.columns
    texts = columns.texts
    starts = [at for at, text in enumerate(texts) if text[0] in _STARTS or text[1:2] in {")", " "}]
    marks = {at: mark for at in starts if (mark := find_mark(texts[at]))}
    marks.update(_lettered(starts, texts))
    dashes = sum(1 for mark in marks.values() if mark.text in DASHES)
    numbers = {mark.number for mark in marks.values() if mark.number}
    for at, mark in marks.items():
        style = columns.kinds[columns.styles[at]]
        if not mark.alone and numbers.isdisjoint((mark.number - 1, mark.number + 1)):
            continue
        if mark.text in DASHES and dashes < 2 and not _in_list(columns, at):
            continue
        if style.kind != "paragraph" and mark.text not in BULLETS + DASHES:
            continue
        ledger.take_off(at, mark.width)
        ledger.restyle(at, kind="item", level=style.level or 1, marker=style.marker or mark.text)


def _lettered(starts: Sequence[int], texts: Sequence[str]) -> dict[int, Mark]:
    """Return the letters that are bullets of a lost font: the same one begins several lines."""
    found = [(at, texts[at][0]) for at in starts if _letter(texts[at])]
    often = {letter for letter, times in Counter(letter for _, letter in found).items() if times >= _FEWEST_LETTERS}
    return {at: Mark(2, "•") for at, letter in found if letter in often}


def _in_list(columns: Columns, at: int) -> bool:
    """Whether a line stands in a list: after a colon, or beside an item of its paragraph."""
    if at and columns.texts[at - 1].endswith(":"):
        return True
    return any(
        columns.kinds[columns.styles[other]].kind == "item" and columns.paragraphs[other] == columns.paragraphs[at]
        for other in (at - 1, at + 1)
        if 0 <= other < len(columns.texts)
    )
