"""What PDFs and printouts print on every sheet and is no text of the page: lines in, the numbers of such lines out.

A form feed ends a sheet. Lines at the top or the foot of sheets that come again, but for their numbers, are its head
and foot; so is what browsers print there: the time and the title above, the address and the number of the sheet below.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEEP = 3
"""How many lines the head or the foot of a sheet has at most."""
_number = re.compile(r"[0-9]+")
_printed_at = re.compile(
    r"\s*[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},? (?:klo |kl\. ?)?[0-9]{1,2}[.:][0-9]{2}(?: ?[AP]M)?(?=\s|\Z)"
).match
_address = re.compile(r"\s*(?:https?|file)://\S+(?:\s+[0-9]+ ?/ ?[0-9]+)?\s*\Z").match
_sheet = re.compile(r"\s*[0-9]{1,3} ?/ ?[0-9]{1,3}\s*\Z").match
_page = re.compile(r"\s*(?:(?:Sivu|Sida|Page) )?[0-9]{1,3} ?(?:\([0-9]{1,3}\)|/ ?[0-9]{1,3})\s*\Z").match
"""A sheet's number where form feeds were lost: `2 (3)` between blank lines."""
FEED = "\f"


def furniture_of_sheets(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that belong to sheets; only lone numbers of them in a text without form feeds."""
    sheets = list(_sheets(lines))
    if not sheets:
        return {number for number, line in enumerate(lines) if _is_page(lines, number)}
    found = {number for place in range(-_DEEP, _DEEP) for number in _again(lines, sheets, place)}
    for sheet in sheets:
        found.update(_of_browser(lines, sheet))
    return found


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
