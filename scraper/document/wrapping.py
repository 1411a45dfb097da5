"""Lines that were broken to fit a page's width, put together again: lines in, those that belong together out.

A line goes on in the next one if that one's first word had no room in it, as far as the page's width shows from the
lines that surely go on: those before a small letter. A line that ends like a whole one, or that is followed by a
mark or a label, ends. In a text without a margin lines are what they are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scraper.document.marks import find_mark
from scraper.document.sheets import FEED

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_NARROWEST, _WIDEST = 60, 130
"""How many characters the longest line has in a text that was wrapped."""
_FULL = 0.75
"""The share of the longest line that one which goes on has at least, together with the next one's first word."""
_TAIL = 40
_OUTLIERS = 10
"""One in so many sure lines may have had room for the next word: a picture stood beside it."""
_first_word = re.compile(r"\S+").search
_tight = re.compile(r"[:;,)\]](?:\s|\d|\Z)").match
_unit = re.compile(r"(?:€|%|eur\b|euroa?\b)", re.IGNORECASE).match
_label = re.compile(r"[A-ZÅÄÖ][^:.;]{1,45}:(?:\s|\Z)").match
_whole = re.compile(r"(?:[.!?:;)]|€|\beuroa?|\b[0-9]{4}| (?:Oyj?|Ab|r\.?[yf]\.?|sr|kaupunki|kunta))\Z").search
_hyphenated = re.compile(r"([^\W\d_]{2,})-\Z").search
_suspended = re.compile(r"(?:ja|tai|sekä|eli|och|eller|samt|and|or)\b").match
_until = re.compile(r"[0-9]\.? ?[–-]\Z").search
_end_of_dates = re.compile(r"[0-9][0-9. –-]*[0-9]\.\s*\Z").match
_digits = re.compile(r"(?:\D|\A)[0-9]{1,3}\Z").search
_group = re.compile(r"[0-9]{3}(?![0-9])").match
_rest_of_sum = re.compile(r"[0-9]{3} ?(?:€|euroa?\b)").match


_ENDS = ":.!?)"
"""What a line may end with that is a whole one all the same, whatever letter the next one begins with."""
_sentence = re.compile(r"(?:[^\W\d_]{2}[\"”)]?|[0-9]{4})\.(?: [A-ZÅÄÖ0-9]|\Z)").search
_open = re.compile(r"(?:[,–-]|\b(?:ja|sekä|tai|och|i|för|and|of|for|the))\Z").search
_sum = re.compile(r"[0-9] ?€\)?\Z").search
_unfinished = re.compile(r"(?:\S+ ){4,}\S*\w\Z(?<! [0-9]{4})").match


class Piece(NamedTuple):
    """What a line adds to the one it belongs to."""

    number: int
    end: int
    """Where it ends: before the hyphen of a word that goes on."""
    parted: bool
    """Whether a space parts it from what came before."""


def whole_lines(lines: Sequence[str], taken: Container[int], title: range = range(0)) -> list[list[Piece]]:
    """Return the lines that print something, each with those it goes on in; lines in `taken` are left out.

    Those of the title are one, and nothing goes on from it.
    """
    margin = _margin(lines, taken)
    found: list[list[Piece]] = []
    for number, line in enumerate(lines):
        if number in taken or not line.strip():
            continue
        follows = bool(found) and found[-1][-1].number == number - 1
        above = lines[number - 1] if follows else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        goes_on = follows and (_surely_within(above, line) or bool(margin and margin.breaks(above, line, after)))
        if number in title or number - 1 in title:
            goes_on = number in title[1:]
        if not goes_on:
            found.append([Piece(number, len(line), parted=True)])
            continue
        parted = not (_tight(line.lstrip()) or _until(_end(above)))
        if (hyphenated := _hyphenated(_end(above))) and not _suspended(line.lstrip()):
            parted = False
            if _is_broken_word(hyphenated[1], line.lstrip()):
                found[-1][-1] = found[-1][-1]._replace(end=len(above.rstrip()) - 1)
        found[-1].append(Piece(number, len(line), parted))
    return found


class _Margin(NamedTuple):
    """The width of a text."""

    longest: int
    """How many characters its longest line has."""
    room: int
    """A line that would have more with the next one's first word was broken."""

    def breaks(self, above: str, below: str, after: str) -> bool:
        """Tell whether a line goes on in the next one; what comes after that shows whether it is prose."""
        above, text = above.rstrip(), below.lstrip()
        if above.endswith(":") or find_mark(text) or _label(text) or above.lstrip().startswith("#"):
            return False
        needed = _needed(above, text)
        if text[0].islower() or text[0] == "(":
            return needed >= self.longest * _FULL
        if needed <= self.room or _indent(below) < _indent(above):
            return False
        end = _end(above)
        if text[0].isdigit() and ((_digits(end) and _group(text)) or end[-1].isalpha()):
            return True
        if _sum(end) or (_sum(_end(text)) and find_mark(above.lstrip())) or (text.isalpha() and not _open(end)):
            return False  # a line of a list, or a label
        prose = _sentence(text) or (after.lstrip()[:1].islower() and _needed(text, after.lstrip()) > self.room * _FULL)
        return bool(prose or not _whole(end))


def _margin(lines: Sequence[str], taken: Container[int]) -> _Margin | None:
    """Return the width that a text was wrapped to; None where nothing shows one."""
    prose = {
        number: line.rstrip()
        for number, line in enumerate(lines)
        if number not in taken and " " in line.strip() and "\t" not in line and "](" not in line
    }
    lengths = sorted(map(len, prose.values())) or [0]
    if any(FEED in line for line in lines) and lengths[-1 - len(lengths) // _OUTLIERS] <= _WIDEST:
        # What reads PDFs joins two lines at a hyphen: a few are wider than any that was wrapped.
        lengths = [length for length in lengths if length <= _WIDEST]
    longest = lengths[-1]
    if not _NARROWEST <= longest <= _WIDEST:
        return None
    sure = sorted(
        _needed(above, below.lstrip())
        for (number, above), (after, below) in pairwise(prose.items())
        if after == number + 1 and _surely_goes_on(above.lstrip(), below.lstrip())
    )
    sure = [needed for needed in sure if needed >= longest * _FULL]
    return _Margin(longest, min(longest, sure[len(sure) // _OUTLIERS] - 1)) if sure else None


def _surely_goes_on(above: str, below: str) -> bool:
    """Tell whether a sentence begins in one line and goes on in the next."""
    if below[0].islower():
        return above[-1] not in _ENDS
    return _unfinished(above) is not None and (_sentence(below) or _rest_of_sum(below)) is not None


def _needed(above: str, below: str) -> int:
    """Return how many characters a line would have with the next one's first word."""
    found = _first_word(below)
    return len(above) + 1 + len(found[0] if found else "")


def _surely_within(above: str, below: str) -> bool:
    """Tell whether a line begins with what begins none: a colon, a word's rest, the euros of a sum, dates at an end."""
    text, end = below.lstrip(), _end(above)
    if end[-1:] == "-" and (broken := _hyphenated(end)) and _is_broken_word(broken[1], text):
        return _suspended(text) is None
    if _tight(text) or (text[0].isdigit() and (_until(end) or (_end_of_dates(text) and end[-1:].isalpha()))):
        return True
    return end[-1:].isdigit() and (_unit(text) is not None or text.startswith("000"))


def _is_broken_word(stem: str, rest: str) -> bool:
    """Tell whether a hyphen at a line's end is no part of the word: `EU-`, `pk-` and `linja-auto` keep theirs."""
    return rest[0].islower() and stem[-1].islower() and len(stem) > 2 and stem[-1] != rest[0]


def _end(line: str) -> str:
    """Return the last words of a line: all that is asked of its end."""
    return line.rstrip()[-_TAIL:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
