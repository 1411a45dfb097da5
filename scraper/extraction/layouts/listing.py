"""Lists that lost their table: a line of column labels, then one line a project, `Alvar Aalto -säätiö15 000`.

Only the order that the header states is read, and only lines that hold a name and a final sum for each further column;
anything else ends the list or is left unread. Sums that can be parted in two ways are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.columns import YEAR, of_other_years
from scraper.extraction.record import Pair, RawRecord
from scraper.model import RawValue
from scraper.normalise.money import find_sums, trailing_sum
from scraper.normalise.organisation import is_organisation
from scraper.normalise.text import strip_footnote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Field, Labels
    from scraper.model import Block

    Span = tuple[int, int]

_FIRST_COLUMNS = frozenset({"name", "applicant"})
_HEADERS = frozenset({"heading", "paragraph"})
_MISSES = 2
"""A list ends where this many lines in a row are no line of it."""
_NOTHING = frozenset({"–", "-"})
_LONGEST_HEADER = 80
_TAIL = re.compile(r"(?:(?<=[^\W\d])|(?<=[).*])) ?(?P<sums>[0-9–-](?:[0-9 .,–€-]|euroa|euro|eur)*)$", re.IGNORECASE)
"""The figures at a line's end, behind a name that ends with a letter."""
_FIGURE = re.compile(r"[–-]|0(?:,00)?|[1-9][0-9]{0,2}(?:[ .][0-9]{3})*(?:,[0-9]{2})?")
_NEXT_WORD = re.compile(r"(?<=[0-9] )[0-9]")
_UNIT = re.compile(r" ?(?:€|euroa|euro|eur)(?![^\W_])", re.IGNORECASE)


def listed_records(blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]) -> list[RawRecord]:
    """Return one raw record for each line of a name and sums below a line of column labels."""
    records: list[RawRecord] = []
    for number, block in enumerate(blocks):
        if block.kind not in _HEADERS or number in taken or len(block.text) > _LONGEST_HEADER:
            continue
        if columns := _columns(block.text, labels):
            records += _lines_below(blocks, number, columns, labels, taken)
    return records


def _columns(text: str, labels: Labels) -> list[tuple[Field, str]] | None:
    """Return the columns that a line of labels names, the first of names and each other one of sums; else None."""
    years = [each["year"] for each in YEAR.finditer(text)] if "20" in text else []
    columns = labels.run(YEAR.sub("", text) if years else text, _FIRST_COLUMNS)
    if not columns or not all(field in MONEY_FIELDS for field, _ in columns[1:]):
        return None
    if not years:
        sums = [field for field, _ in columns[1:]]
        return columns if len(set(sums)) == len(sums) else None
    if len(years) != len(columns) - 1:
        return None
    dated = [(field, label, year) for (field, label), year in zip(columns[1:], years, strict=True)]
    return columns[:1] + [
        ("other", f"{label} {year}") if aside else (field, label)
        for (field, label, year), aside in zip(dated, of_other_years(dated), strict=True)
    ]


def _lines_below(
    blocks: Sequence[Block], header: int, columns: list[tuple[Field, str]], labels: Labels, taken: AbstractSet[int]
) -> list[RawRecord]:
    records: list[RawRecord] = []
    misses = 0
    for number in range(header + 1, len(blocks)):
        block = blocks[number]
        record = None if number in taken else _line(block, number, columns, labels)
        misses = 0 if record else misses + 1
        if misses == _MISSES:
            break
        if record:
            records.append(record)
    if records:
        records[0].blocks.add(header)
    return records


def _line(block: Block, number: int, columns: list[tuple[Field, str]], labels: Labels) -> RawRecord | None:
    """Return the record of one line, or None where it is no name with final sums, or adds others up."""
    sums = _sums(block.text, len(columns) - 1)
    if sums is None:
        return None
    end = len(strip_footnote(block.text[: sums[0][0]].rstrip(" ,;:–—-")))
    label = labels.at(block.text)
    if end < 2 or (label and label.field == "total") or any(each.unit for each in find_sums(block.text[:end])):
        return None  # of two sums the header names one
    record = RawRecord("listing", number, number)
    (field, label_text), *money = columns
    name = RawValue(block.text[:end], block, 0, end, block, "listing")
    if field == "name":
        record.name = name
        record.blocks.add(number)
    else:
        record.take(Pair(field, label_text, name, number, number))
    for (column, money_label), (start, stop) in zip(money, sums, strict=True):
        if block.text[start:stop] not in _NOTHING:
            amount = RawValue(block.text[start:stop], block, start, stop, block, "listing")
            record.take(Pair(column, money_label, amount, number, number, "€"))
    return record


def _sums(text: str, count: int) -> list[Span] | None:
    """Return where the sums at a line's end stand, None where there are not as many as columns."""
    if count == 1:
        found = trailing_sum(text)
        return [(found[0], len(text))] if found else None
    tail = _TAIL.search(text)
    if tail is None:
        return None
    start = tail.start("sums")
    ways = list(_ways(text, start, count))
    for fewer in range(1, count):
        ways += _ways(text, start, fewer)  # `X ry 12 500` may be one sum beside an empty cell
    if text[start - 1] == " " and not is_organisation(strip_footnote(text[: start - 1])):
        for word in _NEXT_WORD.finditer(text, start):
            ways += _ways(text, word.start(), count)  # `Tie 2 4 000 500`: a name may end in digits
    return ways[0] if len(ways) == 1 and len(ways[0]) == count else None


def _ways(text: str, start: int, count: int) -> Iterator[list[Span]]:
    """Yield each way in which the rest of a line is so many figures, all glued or all parted by a space."""
    yield from _parted(text, start, count, " ")
    if count > 1:
        yield from _parted(text, start, count, "")


def _parted(text: str, start: int, count: int, gap: str) -> Iterator[list[Span]]:
    """Yield each way in which so many figures, with nothing or a space between, are a line's rest: `18 00025 000`."""
    if not count:
        if start == len(text):
            yield []
        return
    figure = _FIGURE.match(text, start)
    while figure:
        end = figure.end()
        unit = _UNIT.match(text, end)
        stop = unit.end() if unit else end
        if count == 1 or text.startswith(gap, stop):
            after = stop + len(gap) * (count > 1)
            yield from ([(start, stop), *more] for more in _parted(text, after, count - 1, gap))
        figure = _FIGURE.match(text, start, end - 1) if end - 1 > start else None
