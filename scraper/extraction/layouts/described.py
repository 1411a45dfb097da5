"""Projects described in sentences: a paragraph that begins with a project's name, or a heading and the text below it.

`KELKKA - Elintarvikkeet maailmalle, toteuttajana X. Myönnetty rahoitus: 231 308 €.` and `Title. … Toteuttajana on X …`
become raw records. A text that does not tell at least two facts of a project is none, nor is one that tells of two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.fit import is_sentence
from scraper.extraction.grants import projects_of, read_grants
from scraper.extraction.layouts.paragraph import is_name, may_open, names_same, openings, reads_on, tells_enough
from scraper.extraction.record import Pair, RawRecord
from scraper.extraction.sentence_facts import add_pairs, read_facts
from scraper.extraction.sentences import running_text, sentences, total_cue
from scraper.extraction.titles import is_listing
from scraper.model import RawValue
from scraper.normalise.money import find_sums, mentions_euros, trailing_sum
from scraper.normalise.tables import words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Labels
    from scraper.extraction.sections import Sections
    from scraper.extraction.sentences import Span
    from scraper.model import Block

_LONGEST_HEADING = 160
_LONGEST_TEXT = 30
"""How many blocks after a heading are read as its text at most."""
_CODE = re.compile(r"[0-9]\.[0-9]|^[^\W\d_]{1,3}\.? ?[0-9]")
"""The number of a programme's priority: it heads projects and names none."""
_ONLY_CODE = re.compile(r"(?:[^\W\d_]{1,3}\.? ?)?[0-9](?:\.[0-9]+)*\.?")


def described_records(
    blocks: Sequence[Block], sections: Sections, labels: Labels, taken: AbstractSet[int]
) -> list[RawRecord]:
    """Return one raw record for each described project; blocks numbered in `taken` are explained already.

    A paragraph that sets its project's name apart is one; then a heading names the text below it; what is left are
    paragraphs whose first sentence can only be a name.
    """
    certain: list[RawRecord] = []
    opened: dict[int, RawRecord] = {}
    telling = [
        number
        for number, block in enumerate(blocks)
        if block.kind in {"paragraph", "item"}
        and number not in taken
        and (_hints_at_facts(block.text) or (mentions_euros(block.text) and may_open(block)))
    ]
    if not telling:
        return []
    for found in openings(blocks, telling, labels):
        if found.certain:
            certain.append(found.record)
        else:
            opened[found.record.first] = found.record
    explained = taken | {record.first for record in certain}
    topping = {
        number - 1
        for number in telling
        if number and _hints_at_facts(blocks[number].text) and _tops_paragraph(blocks, number - 1)
    }
    headed = []
    for number, block in enumerate(blocks):
        if number not in explained and (
            block.kind == "heading" or (block.strong and block.kind == "paragraph") or number in topping
        ):
            record = _headed(blocks, number, sections, explained, opened.keys(), topping)
            if record:
                headed.append(record)
                explained |= record.blocks
    left = [record for number, record in opened.items() if number not in explained]
    return [*certain, *headed, *left]


def _hints_at_facts(text: str) -> bool:
    return any(map(text.lower().__contains__, words("prose", "described", "hints")))


def _tops_paragraph(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether a line is the first of a paragraph and could be a name, and the next line is a sentence."""
    block, text = blocks[number], blocks[number + 1]
    return (
        block.kind == "paragraph"
        and block.paragraph == text.paragraph
        and not (number and blocks[number - 1].paragraph == block.paragraph)
        and block.text[-1] not in ".,:;!?"
        and is_sentence(text.text)
        and is_name(block.text)
        and not reads_on(block.text)
    )


def _headed(
    blocks: Sequence[Block],
    number: int,
    sections: Sections,
    taken: AbstractSet[int],
    opened: Container[int],
    topping: Container[int],
) -> RawRecord | None:
    """Return the project that a heading names and the text below it describes, None where it tells too little.

    `opened` are the paragraphs that begin with a name, `topping` the lines on top of paragraphs that may be names.
    """
    heading = blocks[number]
    if len(heading.text) > _LONGEST_HEADING or heading.text.endswith((":", ".")) or sections.kind(heading.text):
        return None
    if _ONLY_CODE.fullmatch(heading.text):
        return None
    last = number
    for following in range(number + 1, min(number + 1 + _LONGEST_TEXT, len(blocks))):
        block = blocks[following]
        if following in taken or block.kind not in {"paragraph", "item"} or (heading.strong and block.strong):
            break
        if number in topping and following in topping:
            break
        last = following
    below = range(number + 1, last + 1)
    if sum(each in opened for each in below) > 1 or (
        (_CODE.search(heading.text) or reads_on(heading.text)) and any(each in opened for each in below)
    ):
        return None
    text = [each for each in below if _hints_at_facts(blocks[each].text)]
    pairs = [pair for each in text for pair in read_facts(blocks[each], each)]
    end = _without_kind(heading.text)
    if paid := _paid(heading, number):
        pairs.append(paid[0])
        end = paid[1]
    if not tells_enough(pairs) or (is_listing(heading.text) and end == len(heading.text)):
        return None
    grants = [grant for each in below for grant in _told_grants(blocks[each], each)]
    if not all(names_same(name, heading.text) for name, _ in grants):
        return None  # a headline's news
    if len(grants) == 1 and all(pair.field != "granted_amount" for pair in pairs):
        pairs += grants[0][1]
    if end == len(heading.text):
        end = _as_named(heading.text, [blocks[each].text for each in text])
    record = RawRecord("described", number, last)
    record.name = RawValue(heading.text[:end], heading, 0, end, heading, "described")
    add_pairs(record, pairs)
    record.blocks.update(range(number, last + 1))
    for each in below:
        spans = sentences(blocks[each].text)
        facts = [[pair for pair in pairs if _told_in(pair, blocks[each], span)] for span in spans]
        record.description += running_text(blocks[each], spans, facts, "described")
    return record


def _as_named(heading: str, texts: Sequence[str]) -> int:
    """Return where the project's name ends in a heading that says more: `Vetyverkko etenee` over `Vetyverkko-hanke`."""
    for text in texts:
        for start, end in sentences(text):
            for project in projects_of(text[start:end]):
                name = text[start + project.start : start + project.end]
                if heading.startswith(f"{name} ") and heading[len(name) + 1].islower():
                    return len(name)
    return len(heading)


def _paid(heading: Block, number: int) -> tuple[Pair, int] | None:
    """Return the sum that a heading ends with, and where the name before it ends: `Pelitalo 224 000 euroa`."""
    found = trailing_sum(heading.text)
    if found is None or found[1].amount is None:
        return None
    start = found[0]
    if any(each.unit for each in find_sums(heading.text[:start])):
        return None  # `Pelitalo 224 000 euroa (aiemmin 198 000 euroa)`
    end = _without_kind(heading.text[:start].rstrip(" ,:–—-"))
    if end < 2 or total_cue(heading.text[:start], ""):
        return None
    value = RawValue(heading.text[start:], heading, start, len(heading.text), heading, "described")
    return Pair("granted_amount", "", value, number, number), end


def _told_grants(block: Block, number: int) -> list[tuple[str, list[Pair]]]:
    """Return the projects to which a paragraph grants by their names, each with the sum and who receives it."""
    found: list[tuple[str, list[Pair]]] = []
    if not any(each.unit for each in find_sums(block.text)):
        return found
    for start, end in sentences(block.text):
        for grant in read_grants(block.text[start:end], told=True):
            if grant.project is None:
                continue
            told = [("granted_amount", grant.sum)]
            if grant.organisation:
                told.append(("applicant", (grant.organisation.start, grant.organisation.end)))
            pairs = [
                Pair(field, grant.verb, _value(block, start + first, start + last), number, number)
                for field, (first, last) in told
            ]
            found.append((block.text[start + grant.project.start : start + grant.project.end], pairs))
    return found


def _value(block: Block, start: int, end: int) -> RawValue:
    return RawValue(block.text[start:end], block, start, end, block, "sentence")


def _told_in(pair: Pair, block: Block, sentence: Span) -> bool:
    """Return whether a sentence of a block tells a pair's value."""
    value = pair.value
    return value is not None and value.block == block and sentence[0] <= value.start < sentence[1]


def _without_kind(text: str) -> int:
    """Return where a heading's name ends: before ` -hanke`, if it ends so."""
    for ending in sorted(words("prose", "described", "endings"), key=len, reverse=True):
        if text.lower().endswith(f" {ending}") or (ending[0] in "-–" and text.lower().endswith(ending)):
            name = text[: -len(ending)].rstrip(" -–")
            return len(name) if len(name) >= 2 else len(text)
    return len(text)
