"""Tables drawn with spaces: lines of plain text in, rows of cells out, as browsers in a terminal and PDF readers print.

Columns are told by the gutters that no line prints in. A cell may go on in lines above and below the one that its row
is printed in: to which row each line belongs must be plain, or the lines are no table.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[int, int, int]
"""A stretch of a line: the line's number, where it begins in it and where it ends."""
Row = dict[int, list[Span]]
"""The cells of a row by their columns; one that is printed in several lines has as many stretches."""

_gap = re.compile(r"(?<=\S) {2,}(?=\S)")
_word = re.compile(r"\S+")
_thousands = re.compile(r"[0-9]{1,3}\Z").match
_hundreds = re.compile(r"[0-9]{3}(?![0-9])").match
_first_word = re.compile(r"\S+").match
_FEWEST_ROWS = 2
_LONGEST_LINE = 400
_TRIES = 4
"""How often what is left of lines is looked at again when some of them turn out to be no table."""
_HIGHEST_ROW = 8
"""How many lines a row may have."""
_LOOSE = 0.6
"""How full a line of a cell is at least that goes on with a small letter: letters of a PDF differ in their width."""

Way = Literal["top", "middle", "even"]
"""How the cells of a row stand to each other: all from the first line on, in the middle to a whole line, or exactly."""
_WAYS: tuple[Way, ...] = ("top", "middle", "even")


class _Line(NamedTuple):
    """A line of a table, cut into its columns."""

    number: int
    cells: dict[int, tuple[int, int]]
    texts: dict[int, str]


def may_be_aligned(line: str) -> bool:
    """Tell whether a line has words with a wide gap between."""
    return len(line) <= _LONGEST_LINE and _gap.search(line) is not None


def aligned_tables(lines: Sequence[str], numbers: Sequence[int], tries: int = _TRIES) -> Iterator[list[Row]]:
    """Yield the tables among lines that follow each other without a blank one."""
    wide = [number for number in numbers if may_be_aligned(lines[number])]
    if len(wide) < _FEWEST_ROWS or not tries:
        return
    gutters = _gutters([lines[number] for number in wide])
    if not gutters:  # the first line may be none of the table's
        yield from aligned_tables(lines, [number for number in numbers if number > wide[0]], tries - 1)
        return
    cut = [_cut(number, lines[number], gutters) for number in numbers]
    across = [at for at, line in enumerate(cut) if line is None]
    if across:
        for before, after in pairwise([-1, *across, len(cut)]):
            yield from aligned_tables(lines, numbers[before + 1 : after], tries - 1)
        return
    table = _without_foot(_without_title([line for line in cut if line]))
    rows = _rows(table) if len(gutters) > 1 or _are_pairs(table) else []
    if len(rows) >= _FEWEST_ROWS:
        yield rows


def _gutters(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches in which no line prints and that part words in most lines by more than one space."""
    printed = bytearray(b" " * max(map(len, lines)))
    for line in lines:
        for word in _word.finditer(line):
            printed[word.start() : word.end()] = b"X" * len(word[0])
    free = [found.span() for found in re.finditer(rb"(?<=X) +(?=X)", bytes(printed))]
    gutters = [(start, end) for start, end in free if _parts(lines, start, end)]
    begins = [0, *(end for _, end in gutters)]
    gutters = [gutter for begin, gutter in zip(begins, gutters, strict=False) if not _is_in_sum(lines, begin, *gutter)]
    ends = [start for start, _ in gutters[1:]] + [len(printed)]
    return [gutter for gutter, end in zip(gutters, ends, strict=False) if not _is_word_space(lines, gutter, end)]


def _parts(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a stretch without print parts columns: in most lines that have words on both sides it is wide."""
    both = [line for line in lines if line[:start].strip() and line[end:].strip()]
    wide = sum("  " in line[start - 1 : end + 1] for line in both)
    return wide * 2 > len(both) and (wide >= _FEWEST_ROWS or len(lines) > _FEWEST_ROWS)


def _is_word_space(lines: Sequence[str], gutter: tuple[int, int], end: int) -> bool:
    """Tell whether a gutter is but the space before the last word of a cell or two, and no column begins behind it."""
    start, begin = gutter
    tight = any(line[start - 1 : begin + 1].count(" ") == 1 and line[begin:end].strip() for line in lines)
    return tight and sum(1 for line in lines if line[begin:end].strip()) * 3 <= len(lines)


def _is_in_sum(lines: Sequence[str], begin: int, start: int, end: int) -> bool:
    """Tell whether a gutter is but the space within sums that end below each other: `1 200` above `500`.

    What stands between the gutter before, which ends at `begin`, and this one are thousands, where there is anything.
    """
    thousands = [(line[begin:start].strip(), line[end:]) for line in lines]
    printed = [(left, right) for left, right in thousands if left]
    return 0 < len(printed) < len(lines) and all(_thousands(left) and _hundreds(right) for left, right in printed)


def _cut(number: int, line: str, gutters: Sequence[tuple[int, int]]) -> _Line | None:
    """Cut a line at the gutters; None where it prints in one."""
    cells: dict[int, tuple[int, int]] = {}
    bounds = [0, *(end for _, end in gutters), max(len(line), gutters[-1][1])]
    for column, (start, end) in enumerate(pairwise(bounds)):
        if column and line[start - 1 : start].strip() and line[start:].strip():
            return None
        text = line[start:end]
        if text.strip():
            cells[column] = (start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
    if (
        len(cells) > 1
        and not may_be_aligned(line)
        and any(bounds[column] != cells[column][0] for column in cells if column)
    ):
        return None  # a row whose cells fill their columns has single spaces, but begins each where the others do
    return _Line(number, cells, {column: line[start:end] for column, (start, end) in cells.items()})


def _without_title(lines: list[_Line]) -> list[_Line]:
    """Leave out the lines above the first row of columns that stand in the first one: they title the table."""
    first = next(at for at, line in enumerate(lines) if len(line.cells) > 1)
    while first and 0 not in lines[first - 1].cells:
        first -= 1
    return lines[first:]


def _without_foot(lines: list[_Line]) -> list[_Line]:
    """Leave out the lines below the last row that begin in the first column, where no row above has such a line."""
    last = max(at for at, line in enumerate(lines) if len(line.cells) > 1)
    foot = lines[last + 1 :]
    if any(line.cells.keys() == {0} for line in lines[:last]) or any(
        line.texts.get(0, "a")[0].islower() for line in foot
    ):
        return lines
    return lines[: last + 1]


def _are_pairs(lines: Sequence[_Line]) -> bool:
    """Tell whether two columns are labels and values: most cells of the second begin at one place.

    Other gaps between words are by chance, and two lines may be two labels and their values below them.
    """
    begins = Counter(line.cells[1][0] for line in lines if 1 in line.cells)
    enough = len(lines) > _FEWEST_ROWS or all(line.texts.get(0, "").endswith(":") for line in lines)
    return enough and max(begins.values()) * 2 > begins.total()


def _rows(lines: list[_Line]) -> list[Row]:
    """Return the rows that lines make up, if they do so in one way."""
    widths = {column: max(len(line.texts.get(column, "")) for line in lines) for column in range(_width(lines))}
    for anchors in _anchors(lines):
        found = {starts for way in _WAYS for starts in _partitions(lines, anchors, widths, way)}
        if len(found) == 1:
            (starts,) = found
            rows = [range(start, end) for start, end in pairwise([*starts, len(lines)])]
            if not any(_may_be_two(lines, row, anchors) for row in rows):
                return [_row(lines[row.start : row.stop]) for row in rows]
        if found:
            break
    return []


def _width(lines: Sequence[_Line]) -> int:
    return 1 + max(max(line.cells) for line in lines)


def _row(lines: Sequence[_Line]) -> Row:
    row: Row = {}
    for line in lines:
        for column, (start, end) in line.cells.items():
            row.setdefault(column, []).append((line.number, start, end))
    return row


def _anchors(lines: Sequence[_Line]) -> Iterator[set[int]]:
    """Yield the lines that may have a row of their own: those with a figure in one of the columns, or the fullest.

    Columns with the fewest figures come first: in another one a sum may be broken after its thousands.
    """
    width = _width(lines)
    figures = {
        column: [at for at, line in enumerate(lines) if line.texts.get(column, "")[:1].isdigit()]
        for column in range(width)
    }
    for column in sorted(figures, key=lambda column: len(figures[column])) if width > len(("label", "value")) else ():
        if figures[column]:
            yield _with_figures(lines, column, figures[column])
    if width == len(("label", "value")):
        yield {at for at, line in enumerate(lines) if 0 in line.cells}
    elif not any(figures.values()):
        most = max(len(line.cells) for line in lines)
        yield {at for at, line in enumerate(lines) if len(line.cells) == most}


def _with_figures(lines: Sequence[_Line], column: int, figures: Sequence[int]) -> set[int]:
    """Return the lines with a figure in a column or another word beside a first cell, and the fullest one above."""
    anchors = {at for at, line in enumerate(lines) if {0, column} <= line.cells.keys()} | {*figures}
    above = range(min(anchors))
    head = max(above, key=lambda at: len(lines[at].cells), default=None)
    return anchors | {head} if head is not None and len(lines[head].cells) > 1 else anchors


def _may_be_two(lines: Sequence[_Line], row: range, anchors: set[int]) -> bool:
    """Tell whether a line of a row may be a row without a figure all the same: each of its cells begins like a name."""
    if any(0 not in lines[at].cells for at in row if at in anchors):
        return False  # what stands in the first column above and below is what the row lacks
    return any(
        0 in lines[at].cells
        and len(lines[at].cells) > 1
        and not any(text[0].islower() for text in lines[at].texts.values())
        for at in row
        if at not in anchors
    )


def _partitions(
    lines: Sequence[_Line], anchors: set[int], widths: dict[int, int], way: Way
) -> Iterator[tuple[int, ...]]:
    """Yield where the rows begin if each has one anchor and its cells stand so to each other: two ways at most."""
    begins: list[list[int]] = [[0]]
    """Where the row before each line can begin, so that the lines above it are rows too."""
    for end in range(1, len(lines) + 1):
        reached = [start for start in range(max(0, end - _HIGHEST_ROW), end) if begins[start]]
        begins.append([start for start in reached if _is_row(lines, start, end, anchors, widths, way)])
    for choose in (min, max) if begins[-1] else ():
        starts = [choose(begins[-1])]
        while starts[-1]:
            starts.append(choose(begins[starts[-1]]))
        yield tuple(reversed(starts))


def _is_row(lines: Sequence[_Line], start: int, end: int, anchors: set[int], widths: dict[int, int], way: Way) -> bool:
    """Tell whether the lines from `start` to `end` can be one row."""
    own = [at for at in range(start, end) if at in anchors]
    if end - start == 1:
        return bool(own) or _is_heading(lines, start, widths)
    if len(own) != 1:
        return False
    places: dict[int, list[int]] = {}
    for at in range(start, end):
        for column in lines[at].cells:
            places.setdefault(column, []).append(at)
    for column, among in places.items():
        if not _stands(among, start, end, way):
            return False
        texts = [lines[at].texts[column] for at in among]
        if not all(_goes_on(above, below, widths[column]) for above, below in pairwise(texts)):
            return False
    return True


def _stands(places: list[int], start: int, end: int, way: Way) -> bool:
    """Tell whether a cell's lines stand where they must in a row."""
    height, count = end - start, len(places)
    if way == "even":
        return places[0] - start == end - 1 - places[-1] and len({b - a for a, b in pairwise(places)} - {1, 2}) == 0
    first = start if way == "top" else start + (height - count) // 2
    return places == list(range(first, first + count))


def _goes_on(above: str, below: str, width: int) -> bool:
    """Tell whether a line of a cell can be wrapped: the next line's first word has no room in it."""
    found = _first_word(below)
    needed = len(above) + 1 + len(found[0] if found else "")
    return needed > width * (_LOOSE if below[0].islower() else 1)


def _is_heading(lines: Sequence[_Line], at: int, widths: dict[int, int]) -> bool:
    """Tell whether a line that stands alone in the first column heads the rows below it, and no cell goes on in it."""
    line = lines[at]
    if line.cells.keys() != {0} or line.texts[0][0].islower():
        return False
    above = lines[at - 1].texts.get(0) if at else None
    return above is None or not _goes_on(above, line.texts[0], widths[0])
