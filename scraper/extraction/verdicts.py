"""What headings say became of the projects below them: refused, asked for, proposed, or that there are none.

In go the records of a page, out come those that are left. A heading holds until the next one of its level or a higher
one; within it, the innermost one that says something counts. Lists of one line and cards are read with what stands
above them already, so that only headings of what is no grant (`Esimerkki`, `Hankintapäätökset`) concern them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.labels import is_explicit
from scraper.extraction.leads import lists_projects, lists_receivers, read_lead
from scraper.model import RawValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.leads import Stance
    from scraper.extraction.record import RawRecord
    from scraper.model import Block, Document

_LONGEST_HEADING = 80
_FEWEST_WORDS = 4
"""A heading of fewer words need not say what was refused."""
_LOWEST = 7
"""The level of headings whose level the page does not tell."""


class _Verdict(NamedTuple):
    """What a heading says of all that stands below it."""

    stance: Stance
    word: RawValue


class _Open(NamedTuple):
    """A heading that holds for what follows it."""

    level: int
    verdict: _Verdict | None


def heed_headings(document: Document, records: Sequence[RawRecord]) -> list[RawRecord]:
    """Return the records that headings leave, each with the status that the innermost one above it tells."""
    if not records:
        return []
    named = {record.name.block.number for record in records if record.name}
    begins, verdicts = _verdicts(document, named)
    if not any(verdicts):
        return list(records)
    kept: list[RawRecord] = []
    for record in records:
        place = bisect_right(begins, record.first) - 1
        verdict = verdicts[place] if place >= 0 else None
        if verdict is None or verdict.stance not in {"example", "other"}:
            kept.append(record)
        if verdict is not None and verdict.stance != "granted" and "status" not in record.values:
            _apply(verdict, record)
    return kept


def _verdicts(document: Document, named: AbstractSet[int]) -> tuple[list[int], list[_Verdict | None]]:
    """Return where headings stand that name no project, and which verdict holds from each of them on."""
    blocks = document.blocks.views
    begins: list[int] = []
    verdicts: list[_Verdict | None] = []
    above: list[_Open] = []
    for number in document.blocks.styled(lambda style: style.kind == "heading"):
        block = blocks[number]
        level = block.level or _LOWEST
        while above and above[-1].level >= level + (number in named):
            above.pop()
        if number not in named:
            above.append(_Open(level, _read(block)))
        begins.append(number)
        verdicts.append(next((each.verdict for each in reversed(above) if each.verdict), None))
    return begins, verdicts


def _read(block: Block) -> _Verdict | None:
    """Return what a heading says of all that stands below it, None where it says nothing of the kind."""
    lead = read_lead(block.text) if len(block.text) <= _LONGEST_HEADING else None
    if lead is None or lead.stance in {"call", "budget"}:
        return None
    says_what = lists_projects(block.text) or lists_receivers(block.text)
    if lead.stance == "rejected" and block.text.count(" ") >= _FEWEST_WORDS and not says_what:
        return None
    return _Verdict(
        lead.stance, RawValue(block.text[lead.start : lead.end], block, lead.start, lead.end, block, "lead")
    )


def _apply(verdict: _Verdict, record: RawRecord) -> None:
    """Give a record its status; a sum whose label does not say outright that it was granted was asked for.

    What was only applied for may have been granted since: then a label says so.
    """
    label = record.labels.get("granted_amount", "")
    moves = "granted_amount" in record.values and "applied_amount" not in record.values and not is_explicit(label)
    if verdict.stance == "applied" and "granted_amount" in record.values and not moves:
        return
    record.values["status"] = verdict.word
    if moves and verdict.stance in {"rejected", "applied"}:
        for held in (record.values, record.labels, record.units):
            if "granted_amount" in held:
                held["applied_amount"] = held.pop("granted_amount")  # type: ignore[assignment]
