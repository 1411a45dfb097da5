"""Projects below a heading that says that they were refused: their sums were asked for, whatever their labels say.

In go the records of labels and tables; lists of one line and cards are read with what stands above them already.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from scraper.extraction.labels import is_explicit
from scraper.extraction.leads import lists_projects, lists_receivers, read_lead
from scraper.model import RawValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extraction.record import RawRecord
    from scraper.model import Block, Document

_LONGEST_HEADING = 80
_FEWEST_WORDS = 4
"""A heading of fewer words need not say what was refused."""


def mark_refused(document: Document, records: Sequence[RawRecord]) -> None:
    """Set the status of the projects below such headings, and move their sums to what was applied for.

    The records come in page order.
    """
    named = {record.name.block.number for record in records if record.name}
    firsts = [record.first for record in records]
    for begin, end, word in _sections(document, named):
        for record in records[bisect_right(firsts, begin) : bisect_left(firsts, end)]:
            if "status" not in record.values:
                record.values["status"] = word
                _move_sum(record)


def _sections(document: Document, named: set[int]) -> Iterator[tuple[int, int, RawValue]]:
    """Yield each heading of refusals with where its section ends, and the word that says so."""
    headings = document.blocks.styled(lambda style: style.kind == "heading")
    blocks = document.blocks.views
    for place, number in enumerate(headings):
        block = blocks[number]
        if number in named or len(block.text) > _LONGEST_HEADING or not (word := _refusal(block)):
            continue
        following = (other for other in islice(headings, place + 1, None) if blocks[other].level <= block.level)
        yield number, next(following, len(blocks)), word


def _refusal(block: Block) -> RawValue | None:
    """Return the word by which a heading announces what was refused."""
    lead = read_lead(block.text)
    if lead is None or lead.stance != "rejected":
        return None
    if block.text.count(" ") >= _FEWEST_WORDS and not (lists_projects(block.text) or lists_receivers(block.text)):
        return None
    return RawValue(block.text[lead.start : lead.end], block, lead.start, lead.end, block, "lead")


def _move_sum(record: RawRecord) -> None:
    """Take a sum whose label does not say outright that it was granted for the one that was asked for."""
    label = record.labels.get("granted_amount", "")
    if "granted_amount" not in record.values or "applied_amount" in record.values or is_explicit(label):
        return
    for held in (record.values, record.labels, record.units):
        if "granted_amount" in held:
            held["applied_amount"] = held.pop("granted_amount")  # type: ignore[assignment]
