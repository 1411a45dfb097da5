"""What PDFs and printouts print on every sheet and is no text of the page: lines in, the numbers of such lines out.

A form feed ends a sheet. Lines at the top or the foot of sheets that come again, but for their numbers, are its head
and foot; so is what browsers print there: the time and the title above, the address and the number of the sheet below.
The title is the page's own, as its head has it: the lines that say it are its heading, be it broken to fit the sheet.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.document.fold import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_DEEP = 3
"""How many lines the head or the foot of a sheet has at most."""
_number = re.compile(r"[0-9]+")
_printed_at = re.compile(
    r"\s*[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},? (?:klo |kl\. ?)?[0-9]{1,2}[.:][0-9]{2}(?: ?[AP]M)?(?=\s|\Z)"
).match
_address = re.compile(r"\s*(?:https?|file)://\S+(?:\s+[0-9]+ ?/ ?[0-9]+)?\s*\Z").match
_sheet = re.compile(r"\s*[0-9]{1,3} ?/ ?[0-9]{1,3}\s*\Z").match
_page = re.compile(
    r"\s*(?:(?:(?:Sivu|Sida|Page) )?[0-9]{1,3} ?(?:\([0-9]{1,3}\)|/ ?[0-9]{1,3})"
    r"|(?:Sivu|Sida|Page) [0-9]{1,3}|[-–] ?[0-9]{1,3} ?[-–])\s*\Z"
).match
"""A sheet's number where form feeds were lost: `2 (3)`, `Sivu 2` or `- 2 -` between blank lines."""
FEED = "\f"
_site = re.compile(r" [|–—·»:-]{1,2} |\Z").match
"""What parts a title from the name of its site."""
_TOP = 60
"""A page's heading stands among so many lines that print something."""
_SHORTEST_HEADING = 5
_HIGHEST_HEADING = 4
"""How many lines it may have."""


def furniture_of_sheets(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that belong to sheets.

    In a text without form feeds these are lone numbers of sheets and what stands on top of each.
    """
    sheets = list(_sheets(lines))
    if not sheets:
        pages = [number for number in range(len(lines)) if _is_page(lines, number)]
        return {*pages, *_again(lines, list(_cut_behind(pages, lines)), 0)} if pages else set()
    found = {number for place in range(-_DEEP, _DEEP) for number in _again(lines, sheets, place)}
    for sheet in sheets:
        found.update(_of_browser(lines, sheet))
    return found


def lines_of_title(lines: Sequence[str], furniture: Container[int]) -> range:
    """Return the lines that say what a browser printed as the page's title: the most of it, and the last such place.

    The same words may stand in a menu above.
    """
    title = next((title for sheet in _sheets(lines) if (title := _printed_title(lines, sheet))), "")
    found, longest = range(0), _SHORTEST_HEADING
    if len(title) < longest:
        return found
    text = [number for number, line in enumerate(lines) if line.strip() and number not in furniture][:_TOP]
    for first in text:
        said = ""
        for last in range(first, min(first + _HIGHEST_HEADING, len(lines))):
            said = f"{said} {fold(lines[last])}".lstrip()
            if not lines[last].strip() or not title.startswith(said):
                break
            if len(said) >= longest and _site(title, len(said)):
                found, longest = range(first, last + 1), len(said)
    return found


def _printed_title(lines: Sequence[str], sheet: Sequence[int]) -> str:
    """Return the title that a browser printed on a sheet, beside or below the time; empty where it printed none."""
    for number, below in pairwise(sheet):
        if found := _printed_at(lines[number]):
            return fold(lines[number][found.end() :]) or (fold(lines[below]) if below > number + 1 else "")
    return ""


def _is_page(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is a sheet's number and nothing else, between blank lines."""
    around = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return _page(lines[number]) is not None and not any(map(str.strip, around))


def _again(lines: Sequence[str], sheets: Sequence[Sequence[int]], place: int) -> Iterator[int]:
    """Yield the lines at one place from the top (or, negative, the foot) of sheets that come again on another one."""
    alike: dict[str, list[tuple[int, int]]] = {}
    for sheet, numbers in enumerate(sheets):
        if -len(numbers) <= place < len(numbers):
            alike.setdefault(_number.sub("0", lines[numbers[place]].strip()), []).append((sheet, numbers[place]))
    for group in alike.values():
        for (sheet, number), (other, again) in pairwise(group):
            if _counts_sheets(lines[number], lines[again], other - sheet):
                yield from (number, again)


def _counts_sheets(first: str, second: str, apart: int) -> bool:
    """Tell whether the numbers in two lines are the same, or as far apart as their sheets are."""
    numbers = zip(_number.findall(first), _number.findall(second), strict=True)
    return all(int(one[-9:]) - int(other[-9:]) in {0, -apart} for one, other in numbers)


def _sheets(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the lines of each sheet that print something."""
    if not any(FEED in line for line in lines):
        return
    sheet: list[int] = []
    for number, line in enumerate(lines):
        if FEED in line and sheet:
            yield sheet
            sheet = []
        if line.strip():
            sheet.append(number)
    if sheet:
        yield sheet


def _cut_behind(pages: Sequence[int], lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the lines that print something before and between the lone numbers of sheets, and behind them."""
    for first, last in pairwise([-1, *pages, len(lines)]):
        if sheet := [number for number in range(first + 1, last) if lines[number].strip()]:
            yield sheet


def _of_browser(lines: Sequence[str], sheet: Sequence[int]) -> Iterator[int]:
    """Yield the lines that a browser prints on a sheet beside the page itself."""
    for place in {*range(min(_DEEP, len(sheet))), *range(max(0, len(sheet) - _DEEP), len(sheet))}:
        number = sheet[place]
        if found := _printed_at(lines[number]):
            yield number
            if not lines[number][found.end() :].strip() and place + 1 < len(sheet) and sheet[place + 1] > number + 1:
                yield sheet[place + 1]  # the page's title stands apart
        elif _address(lines[number]) or (place and _sheet(lines[number])):
            yield number
