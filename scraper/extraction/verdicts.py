"""What headings and other lines say became of the projects below: refused, called off, asked for, or none at all.

In go the records of a page, out come those that are left. A heading holds until the next one of its level or a higher
one; within it, the innermost one that says something counts. A line that is no heading (a bold one, one with a colon,
a table's caption, a row of one cell) holds for the projects that follow it closely, up to the next line of its kind.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.labels import default_labels, is_explicit
from scraper.extraction.layouts.above import is_short, titles
from scraper.extraction.leads import FINAL, columns, lists_projects, lists_receivers, read_lead, says_only_stance
from scraper.model import RawValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.leads import Stance
    from scraper.extraction.record import RawRecord
    from scraper.model import Block, Document

_LONGEST_HEADING = 80
_FEWEST_WORDS = 4
"""A heading of fewer words need not say what was refused."""
_LOWEST = 7
"""The level of headings whose level the page does not tell."""
_FURTHEST = 40
"""A line that is no heading leads to projects that begin so many lines below it at most, columns' names included ..."""
_MOST_TEXT = 2
"""... and so many lines of text."""


class _Verdict(NamedTuple):
    """What a heading says of all that stands below it."""

    stance: Stance
    word: RawValue
    table: int | None = None
    """Number of the table whose caption it is, or one of whose rows: it holds in there."""


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
    kept: list[RawRecord] = []
    for record, led in zip(records, _of_lines(document.blocks.views, records, named), strict=True):
        place = bisect_right(begins, record.first) - 1
        verdict = _of_name(record) or led or (verdicts[place] if place >= 0 else None)
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


def _of_name(record: RawRecord) -> _Verdict | None:
    """Return what the line says that was taken for a record's name, and take it off: `Hylätyt hakemukset`."""
    if record.name is None or len(record.name.text) > _LONGEST_HEADING or not says_only_stance(record.name.text):
        return None
    verdict = _read(record.name.block)
    if verdict is None or verdict.stance not in FINAL:
        return None
    record.name = None
    return verdict


def _of_lines(
    blocks: Sequence[Block], records: Sequence[RawRecord], named: AbstractSet[int]
) -> Iterator[_Verdict | None]:
    """Yield what a line that is no heading says of each record."""
    standing: _Verdict | None = None
    after = 0
    for record in records:
        first = min(record.first, next(iter(record.blocks), record.first))
        between = [number for number in range(max(after, first - _FURTHEST), first) if number not in named]
        if between:
            standing = _in_lines(blocks, between, standing)
        cell = blocks[record.first].cell
        if standing and standing.table is not None and (cell is None or cell.table != standing.table):
            standing = None
        yield standing
        after = max(after, record.last + 1)


def _in_lines(blocks: Sequence[Block], between: Sequence[int], standing: _Verdict | None) -> _Verdict | None:
    """Return the verdict of the last line that says one; `standing` is the one that held above these lines."""
    passed, heading = 0, None
    for number in reversed(between):
        block = blocks[number]
        if block.level and block.kind == "heading":
            if heading or _read(block):
                return None  # what it says is heeded by itself, and what stands above it is not
            heading = block  # of a theme or a town, below the line that says what became of them all
            continue
        if passed > _MOST_TEXT:
            return None
        if block.in_table and not _fills_row(blocks, number):
            continue
        leads = titles(block) or block.in_table or block.kind == "caption"
        plain = is_short(block) and (not passed or (passed == 1 and says_only_stance(block.text)))
        verdict = _read(block) if (leads or plain) and not _heads_columns(block) else None
        if verdict and (leads or verdict.stance in FINAL or says_only_stance(block.text)) and not _links(block):
            cell = blocks[between[-1] + 1].cell
            inside = block.in_table or block.kind == "caption"
            return verdict._replace(table=cell.table) if inside and cell else verdict
        if standing and (heading or (leads and block.style == standing.word.block.style)):
            return None
        passed += block.kind == "paragraph" and not block.in_table and not _heads_columns(block)
    return None if heading else standing


def _heads_columns(block: Block) -> bool:
    """Tell whether a line is a label, or several, over the list below it."""
    labels = default_labels()
    return labels.exact(block.text) is not None or bool(columns(block.text.strip("()"), labels))


def _links(block: Block) -> bool:
    """Tell whether a line leads to another page: `Hakuohje` says nothing of what stands below it."""
    return block.pieces[0].link is not None


def _fills_row(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether a cell is the only one of its row, as a heading between the rows is."""
    text, cell = blocks[number].text, blocks[number].cell
    around = [each for each in (number - 1, number + 1) if 0 <= each < len(blocks)]
    return cell is not None and all(
        (beside := blocks[each].cell) is None or beside[:2] != cell[:2] or blocks[each].text == text for each in around
    )


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

    What was only applied for may have been granted since: then a label says so. Of what was refused, the assembler
    takes back what its sums seem to say.
    """
    label = record.labels.get("granted_amount", "")
    moves = "granted_amount" in record.values and "applied_amount" not in record.values and not is_explicit(label)
    if verdict.stance == "applied" and "granted_amount" in record.values and not moves:
        return
    record.values["status"] = verdict.word
    if moves and verdict.stance == "applied":
        for held in (record.values, record.labels, record.units):
            if "granted_amount" in held:
                held["applied_amount"] = held.pop("granted_amount")  # type: ignore[assignment]
