"""What stands around the lines of a list: the text below each, the name above it, the applicant that heads some.

In go the records of one list and the page's blocks; the records gain what is theirs. Where only a few lines have
something below or above, it belongs to the page, and nothing is taken. What is listed twice is kept where it is clear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.bodies import is_applicant
from scraper.extraction.body import is_prose
from scraper.extraction.funder import default_funders
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.above import is_lead, is_short, titles
from scraper.extraction.layouts.line import Span
from scraper.extraction.layouts.split import PLACE
from scraper.extraction.sentence_facts import add_facts
from scraper.extraction.titles import LONGEST_TITLE
from scraper.model import RawValue
from scraper.normalise.money import find_sums
from scraper.normalise.period import read_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.layouts.line import Line
    from scraper.extraction.layouts.split import Parts
    from scraper.extraction.record import RawRecord
    from scraper.model import Block

_TOWN = re.compile(rf" \((?:{PLACE.pattern})\)$")
_LONGEST_DATA = 120


def without_places(lines: Sequence[tuple[Line, Parts]]) -> list[tuple[Line, Parts]]:
    """Return lines without the towns behind their applicants, `Kaislan teatteri ry (Salo)`, where most name one."""
    found = [
        _TOWN.search(line.block.text, *parts.applicant) if parts.sure and parts.applicant else None
        for line, parts in lines
    ]
    if sum(map(bool, found)) * 2 <= len(lines) or len(lines) < 2:
        return list(lines)
    return [
        (
            line,
            parts._replace(applicant=Span(parts.applicant.start, town.start())) if town and parts.applicant else parts,
        )
        for (line, parts), town in zip(lines, found, strict=True)
    ]


def add_text(records: Sequence[RawRecord], blocks: Sequence[Block], taken: AbstractSet[int]) -> None:
    """Give each record the text and bullets below its line, where most lines of the list have some.

    Where a line ends in an asterisk, what begins with one is the note to it. Lines that hold their projects' text have
    none below them.
    """
    if sum(bool(record.description) for record in records) * 2 > len(records):
        return
    ends = [record.first for record in records[1:]]
    gaps = [end - record.first - 1 for record, end in zip(records, ends, strict=False)]
    if not gaps or sum(map(bool, gaps)) * 2 <= len(gaps):
        return
    noted = any(blocks[record.first].text.endswith(("*", "*)")) for record in records)
    last = records[-1].first
    shapes = {_shape(blocks[at]) for record, end in zip(records, ends, strict=False) for at in range(record.first, end)}
    stop = next((at for at in range(last + 1, len(blocks)) if _shape(blocks[at]) not in shapes), len(blocks))
    for record, end in zip(records, [*ends, min(stop, last + max(gaps) + 1)], strict=True):
        line = blocks[record.first]
        for number in range(record.first + 1, end):
            block = blocks[number]
            if block.kind == line.kind == "item" and block.level < line.level:
                break  # it heads the next lines of a nested list
            if number in taken or titles(block) or block.in_table or _is_data(block):
                break
            if noted and "*" in (block.marker, block.text[0]):
                break
            _add_block(record, number, block)
        add_facts(record, blocks, sorted(record.blocks - {record.first}))


def _shape(block: Block) -> tuple[str, str]:
    return block.kind, block.shape


def _is_data(block: Block) -> bool:
    """Tell whether a block is a line with a sum: another project's, though nothing could read it."""
    return len(block.text) <= _LONGEST_DATA and any(found.unit for found in find_sums(block.text))


def _add_block(record: RawRecord, number: int, block: Block) -> None:
    value = RawValue(block.text, block, 0, len(block.text), block, "text")
    if block.kind == "item" and (block.marker or not is_prose(block.text)):
        record.goals.append(value._replace(rule="list"))
    elif is_prose(block.text):
        record.description.append(value)
    record.blocks.add(number)
    record.last = number


def add_names_above(records: Sequence[RawRecord], blocks: Sequence[Block], taken: AbstractSet[int]) -> None:
    """Give records of an applicant and a sum the line right above as their name, where each has one of its own."""
    above = [record.first - 1 for record in records]
    used = taken | {record.first for record in records}
    parted = [record for record in records if record.name]
    if len(records) < 2 or len(parted) * 2 >= len(records):
        return
    if not all(number >= 0 and number not in used and _names(blocks[number], blocks[number + 1]) for number in above):
        return
    for record in parted:
        _join(record)  # `Lusto – Suomen Metsämuseo` is one organisation
    for record, number in zip(records, above, strict=True):
        block = blocks[number]
        record.name = RawValue(block.text, block, 0, len(block.text), block, "line above")
        record.first = number
        record.blocks.add(number)


def _join(record: RawRecord) -> None:
    """Make one applicant of a name and an applicant that a line was parted into."""
    applicant, name = record.values.get("applicant"), record.name
    if applicant and name:
        start, end = min(applicant.start, name.start), max(applicant.end, name.end)
        text = applicant.block.text[start:end]
        record.values["applicant"] = applicant._replace(text=text, start=start, end=end)


def _names(block: Block, line: Block) -> bool:
    """Tell whether a block is a title of its own for the line right below it, in the same paragraph or printed so."""
    alone = line.kind == "heading" and not line.level  # a text's line with blank ones around it
    within = line.kind == block.kind == "item" and block.strong and not line.strong
    close = block.paragraph == line.paragraph or line.kind in {"paragraph", "definition"} or alone or within
    printed = titles(block) or is_short(block) or block.kind == "term"
    if block.text[0].isdigit() and read_date(block.text):
        return False  # the day on which a page was published
    return close and printed and block.text[-1] != ":" and len(block.text) <= LONGEST_TITLE and not is_lead(block)


def _is_body(name: str) -> bool:
    """Tell whether a heading is an organisation, be it by the last of its names: `Partiolaiset – Scouter ry`."""
    return is_applicant(name) or is_applicant(name.rpartition(" – ")[2])


def _heads(block: Block, below: Block) -> bool:
    """Tell whether a block stands above a line as its heading, its paragraph's first line or the item that it is in."""
    within = block.kind == below.kind == "item" and block.level < below.level
    return titles(block) or within or block.paragraph == below.paragraph


def applicants_above(lines: Sequence[int], blocks: Sequence[Block]) -> list[Block]:
    """Return the organisation that heads each line of a list, nothing where any has none.

    Two in three of the heads read as organisations; those who only fund (`Hämeen liitto`) head no applicants' lists.
    """
    heads: list[Block] = []
    listed = set(lines)
    for line in lines:
        number = line - 1
        while number in listed:
            number -= 1
        block = blocks[number] if number >= 0 else None
        if block is None or not _heads(block, blocks[number + 1]) or is_lead(block) or not block.text[0].isupper():
            return []
        heads.append(block)
    names = {block.text.rstrip(" :") for block in heads}
    bodies = {name for name in names if _is_body(name)}
    if len(bodies) * 3 < len(names) * 2 or all(default_funders().find(name) for name in bodies):
        return []
    return heads if len({(block.kind, block.shape, block.level) for block in heads}) == 1 else []


def add_applicants_above(records: Sequence[RawRecord], blocks: Sequence[Block]) -> None:
    """Give records of a name and a sum the organisation that heads them, where the headings of all are such."""
    for record, block in zip(records, applicants_above([record.first for record in records], blocks), strict=False):
        if "applicant" not in record.values:
            name = block.text.rstrip(" :")
            record.values["applicant"] = RawValue(name, block, 0, len(name), block, "heading")


def without_retold(records: Sequence[RawRecord]) -> list[RawRecord]:
    """Return the records but those with sums that nothing tells apart whose receivers are listed again with one sum.

    Minutes print what was asked for and what was given last year, and then the decision.
    """
    decided = {_names_of(record) for record in records if record.units}
    return [record for record in records if record.units or not _is_refused(record) or _names_of(record) not in decided]


def _names_of(record: RawRecord) -> tuple[str, ...]:
    return tuple(value.text if value else "" for value in (record.name, record.values.get("applicant")))


def _is_refused(record: RawRecord) -> bool:
    """Tell whether a record's sums have two readings."""
    return any(field in record.values for field in MONEY_FIELDS)


def recurring_labels(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of lines that begin as others do, name no organisation and go on: `Varav EU: 5 000 €`.

    They are labels of other facts; a list that is printed twice, for narrow screens say, says the same behind them.
    """
    texts: dict[str, set[str]] = {}
    for line in lines:
        texts.setdefault(line.text(line.head), set()).add(line.block.text)
    return {
        line.number
        for line in lines
        if len(texts[line.text(line.head)]) > 1
        and not is_applicant(line.text(line.head))
        and line.block.text.startswith(":", line.head.end)
    }
