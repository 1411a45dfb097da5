"""A project's own text: description and goals kept apart, and the facts that stand there without a label.

Bullets are goals where a line announces goals or nothing announces anything; bullets that another line announces stay
with that line in `other_fields`. Contacts, links and the page's frame are no description.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from scraper.extraction.labels import default_labels
from scraper.extraction.page_words import page_words
from scraper.extraction.pairs import whole
from scraper.extraction.sections import leads_to_goals
from scraper.model import RawValue
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import read_date, read_period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.record import RawRecord
    from scraper.extraction.sections import Sections
    from scraper.model import Block

_SENTENCE_END = (".", "!", "?", "…", "”", '"', ")", ":")
_HUMP = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]{2,}(?=[A-ZÅÄÖ])")
_SHORT_LINE = 55
_ITEM_ENDS = (",", ";", " ja", " sekä", " och", " samt", " and")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+$")
_REACHED_AT = re.compile(
    r"\S@\S|\(at\)|\[at\]|\b(?:puh|p|tel|tfn|gsm)\.? ?[+0][0-9]|\+358 ?[0-9]|\b0[0-9]{1,2}[ -][0-9]{3}", re.IGNORECASE
)
_MARK_OF_CONTACT = re.compile(r"[@(\[+0](?:(?<=[@(\[])|(?<![0-9]0)(?=[0-9]))")
"""What each address holds, and how each number begins: the quick test that most lines fail."""
_LONGEST_CONTACT = 200
_LONGEST_DATE = 30
_SHORT_PROSE = 80
"""A line this long is running text even without a full stop."""


def read_body(
    blocks: Sequence[Block],
    numbers: Sequence[int],
    record: RawRecord,
    openers: dict[int, str],
    sections: Sections,
    last: int,
) -> None:
    """Add the text of the blocks `numbers` to `record`; `openers` are label blocks that open goals or description.

    Behind block `last` nothing is a fact that has no label: it may be the foot of the page.
    """
    mode = "description"
    announced = ""
    position = 0
    facts = set(record.blocks)
    while position < len(numbers):
        number = numbers[position]
        block = blocks[number]
        step = 1
        if number in openers:
            mode, announced = openers[number], ""
            record.blocks.add(number)
        elif number in facts or block.in_table or block.kind in {"term", "definition", "caption"}:
            pass
        elif (section := _section(block, sections)) is not None:
            mode, announced = section, ""
            record.blocks.add(number)
        elif block.kind == "heading":
            may_tell = block.level == 0 and number < last and not block.text.isdecimal()  # a year is over many projects
            if may_tell and _unlabelled_fact([block], record, blocks):
                record.blocks.add(number)
                position += 1
                continue
            mode, announced = ("after" if mode == "after" and not block.level else "description"), block.text
            if mode != "after" and leads_to_goals(block.text):
                mode, announced = "lead", ""
        elif mode == "after" or _is_frame(block):
            pass
        elif block.kind == "item":
            step = _items(blocks, numbers, position, record, mode, announced)
            announced = ""
            mode = "description" if mode == "lead" else mode
        else:
            opens = number < last and _opens_with_applicant(block, record)
            step = 1 if opens else _paragraph_length(blocks, numbers, position, facts, sections)
            paragraph = [blocks[each] for each in numbers[position : position + step]]
            if number < last and _unlabelled_fact(paragraph, record, blocks):
                announced = ""
            else:
                mode, announced = _paragraph(paragraph, record, mode)
            record.blocks.update(numbers[position : position + step])
        position += step


def _section(block: Block, sections: Sections) -> str | None:
    """Return the mode that a heading or emphasised line opens, or None where it is neither."""
    if block.kind != "heading" and not block.strong and len(block.text) > 40:
        return None
    kind = sections.kind(block.text)
    if kind in {"goals", "description", "after"}:
        return kind
    return "description" if kind else None


def _is_frame(block: Block) -> bool:
    """Tell whether a line is a bare link or address: part of the page, not of the project."""
    return (" " not in block.text and _ADDRESS.match(block.text) is not None) or (
        block.is_parted and bool(pieces := block.pieces) and all(piece.link is not None for piece in pieces)
    )


def _is_contact(text: str) -> bool:
    """Tell whether a paragraph says whom to ask: an address or number in a short line or behind such words."""
    if len(text) >= _LONGEST_CONTACT and page_words("contacts", "begin").match(text) is None:
        return False
    return _MARK_OF_CONTACT.search(text) is not None and _REACHED_AT.search(text) is not None


def _is_date(text: str) -> bool:
    """Tell whether a list's item is a day and nothing else, as lists of news print before each title."""
    return text[0].isdigit() and len(text) <= _LONGEST_DATE and read_date(text) is not None


def _items(
    blocks: Sequence[Block], numbers: Sequence[int], position: int, record: RawRecord, mode: str, announced: str
) -> int:
    """Take the list that begins here as goals or as what its line announces; return how many blocks it takes."""
    values: list[RawValue] = []
    at = position
    while at < len(numbers) and (first := blocks[numbers[at]]).kind == "item":
        end, last, text = at + 1, first, first.text
        while end < len(numbers) and _continues(first, blocks[numbers[end]]):
            last = blocks[numbers[end]]
            end, text = end + 1, f"{text} {last.text}"
        if not (
            _is_frame(first)
            or default_labels().exact(first.text)
            or _is_contact(first.text)
            or _is_date(first.text)
            or _take_period(first, record)
        ):
            values.append(RawValue(text, first, 0, len(last.text), last, "list"))
        at = end
    record.blocks.update(numbers[position:at])
    if len(values) == 1 and mode == "description" and values[0].block.marker.rstrip(".)").isdigit():
        return at - position  # `2. Projektet` numbers a part of the page: no list has one item
    if announced and mode not in {"goals", "lead"}:
        record.other += [(announced, value) for value in values]
    else:
        record.goals += values
    return at - position


def _continues(item: Block, block: Block) -> bool:
    """Tell whether a block is a further line of a list's item."""
    return block.kind == "item" and block.paragraph == item.paragraph and not block.marker


def _paragraph_length(
    blocks: Sequence[Block], numbers: Sequence[int], position: int, used: AbstractSet[int], sections: Sections
) -> int:
    """Return how many blocks the paragraph at `position` takes, up to a fact or the title of a part."""
    block = blocks[numbers[position]]
    length = 1
    while (
        position + length < len(numbers)
        and numbers[position + length] == numbers[position + length - 1] + 1
        and blocks[numbers[position + length]].paragraph == block.paragraph
        and blocks[numbers[position + length]].kind == block.kind
        and numbers[position + length] not in used
        and _section(blocks[numbers[position + length]], sections) is None
    ):
        length += 1
    return length


def _opens_with_applicant(block: Block, record: RawRecord) -> bool:
    """Tell whether a line right under the name is the applicant, whatever its paragraph goes on with."""
    told = "applicant" in record.values or record.description or record.goals
    return not told and is_organisation(block.text)


def _paragraph(lines: list[Block], record: RawRecord, mode: str) -> tuple[str, str]:
    """Take a paragraph; return the mode and the announcement in force after it."""
    text = " ".join(line.text for line in lines)
    if _is_contact(text):
        return mode, ""
    lead = leads_to_goals(lines[-1].text) and (lines[-1].text.endswith(":") or len(text) < _SHORT_PROSE)
    if lead and len(text) < _SHORT_PROSE:
        return "lead", ""
    if mode == "goals" and not record.goals and (listed := _listed(lines)):
        record.goals += [whole(line, "section") for line in listed]
        rest = lines[len(listed) :]
        return _paragraph(rest, record, "description") if rest else ("description", "")
    if mode == "goals" and not record.goals and is_prose(text):
        record.goals.append(RawValue(text, lines[0], 0, len(lines[-1].text), lines[-1], "section"))
        return "description", ""
    titles = all(line.strong for line in lines) and not is_prose(text)
    if (text.endswith(":") or titles) and len(text) < _SHORT_PROSE:
        return "description", text.rstrip(" :")
    if is_prose(text):
        record.description.append(RawValue(text, lines[0], 0, len(lines[-1].text), lines[-1], "text"))
    if lead:
        return "lead", ""
    return "description", text.rstrip(" :").rpartition(". ")[2] if text.endswith(":") else ""


def _listed(lines: list[Block]) -> list[Block]:
    """Return the lines that are a list whose marks were lost: each begins with a small letter, and none was broken.

    That is told by a comma at their ends, or by their being shorter than any line that goes on in the next one.
    """
    small = list(takewhile(lambda line: line.text[0].islower(), lines))
    whole_ones = all(line.text.endswith(_ITEM_ENDS) or len(line.text) < _SHORT_LINE for line in small[:-1])
    return small if whole_ones else []


def _is_glued(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether an organisation has a label glued to it that no vocabulary knows: `HankkijaLopen kunta`.

    The same word is then glued to others on the page; `ProAgria` is one word wherever it stands.
    """
    found = _HUMP.match(text)
    if found is None:
        return False
    words = {block.text.split(" ", 1)[0] for block in blocks if block.text.startswith(found[0])}
    return len({word for word in words if word[found.end() : found.end() + 1].isupper()}) > 1


def is_prose(text: str) -> bool:
    """Tell whether a paragraph is running text: a sentence of some words, or a long line."""
    return len(text) >= _SHORT_PROSE or (text.endswith(_SENTENCE_END) and text.count(" ") >= 3)


def _unlabelled_fact(lines: list[Block], record: RawRecord, blocks: Sequence[Block]) -> bool:
    """Take a line right under the name that is an organisation or a period and nothing else; tell whether it was."""
    text = lines[0].text
    if len(lines) > 1 or record.description or record.goals or len(text) > 200:
        return False
    if "applicant" not in record.values and is_organisation(text) and not _is_glued(text, blocks):
        record.values["applicant"] = whole(lines[0], "unlabelled")
        return True
    return _take_period(lines[0], record)


def _take_period(block: Block, record: RawRecord) -> bool:
    """Take a line that is a period and nothing else where the record has no dates yet; tell whether it was one."""
    text = block.text
    if not text[0].isdigit() or record.values.keys() & {"period", "start_date", "end_date"}:
        return False
    period = read_period(text)
    if period.start is None or not (period.end or text[-1] in "–—-"):
        return False
    record.values["period"] = whole(block, "unlabelled")
    return True
