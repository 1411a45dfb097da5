"""Lists that lost their table: a line of column labels, then one line a project, `Alvar Aalto -säätiö15 000`.

Only the order that the header states is read, and only lines that hold a name and one final sum; anything else ends
the list or is left unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.record import Pair, RawRecord
from scraper.model import RawValue
from scraper.normalise.money import find_sums, trailing_sum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Field, Labels
    from scraper.model import Block

_FIRST_COLUMNS = frozenset({"name", "applicant"})
_HEADERS = frozenset({"heading", "paragraph"})
_MISSES = 2
"""A list ends where this many lines in a row are no line of it."""


def listed_records(blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]) -> list[RawRecord]:
    """Return one raw record for each line of name and sum below a line of two column labels."""
    records: list[RawRecord] = []
    for number, block in enumerate(blocks):
        if block.kind not in _HEADERS or number in taken or len(block.text) > 80:
            continue
        columns = labels.run(block.text, _FIRST_COLUMNS)
        if columns and len(columns) == 2 and columns[1][0] in MONEY_FIELDS:
            records += _lines_below(blocks, number, columns, labels, taken)
    return records


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
    """Return the record of one line, or None where it is no name with a final sum, or adds others up."""
    found = trailing_sum(block.text)
    if found is None:
        return None
    start = found[0]
    end = len(block.text[:start].rstrip(" ,;:–—-"))
    label = labels.at(block.text)
    if end < 2 or (label and label.field == "total") or any(each.unit for each in find_sums(block.text[:end])):
        return None  # of two sums the header names one
    record = RawRecord("listing", number, number)
    (field, label_text), (money, money_label) = columns
    name = RawValue(block.text[:end], block, 0, end, block, "listing")
    if field == "name":
        record.name = name
        record.blocks.add(number)
    else:
        record.take(Pair(field, label_text, name, number, number))
    amount = RawValue(block.text[start:], block, start, len(block.text), block, "listing")
    record.take(Pair(money, money_label, amount, number, number, "€"))
    return record
