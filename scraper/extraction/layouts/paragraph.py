"""Paragraphs that open with their project's name and go on in sentences that tell of it.

`KELKKA - Elintarvikkeet maailmalle, toteuttajana X. Myönnetty rahoitus: 231 308 €.`, `Title. … Toteuttajana on X …`,
`Title (X). …` and `Title: …` become raw records. Who carries a project out may stand beside its name: what parts the
two is decided for all such paragraphs of a page. One that tells fewer than two facts of a project is none, nor is one
that tells of two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.extraction.bodies import is_applicant
from scraper.extraction.fit import FINITE, has_verb
from scraper.extraction.grants import projects_of
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.above import read_above
from scraper.extraction.layouts.line import read_words
from scraper.extraction.layouts.split import choose_way, part, part_phrase
from scraper.extraction.name_lists import name_list
from scraper.extraction.numbers import FewNumbers
from scraper.extraction.record import Pair, RawRecord
from scraper.extraction.sections import default_sections
from scraper.extraction.sentence_facts import add_pairs, read_facts
from scraper.extraction.sentences import running_text, sentences
from scraper.model import RawValue
from scraper.normalise.money import find_sums
from scraper.normalise.organisation import is_organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scraper.extraction.labels import Labels
    from scraper.extraction.layouts.line import Line
    from scraper.extraction.layouts.split import Parts, Way
    from scraper.extraction.sentences import Span
    from scraper.model import Block

_LONGEST_NAME = 200
_WORDIEST_NAME = 12
_NEAR = 3
"""Paragraphs that stand so close to each other have what stands above them in common."""
_NUMBER = re.compile(r"[0-9]{1,3}[.)] +(?=\W?[A-ZÅÄÖ])")
_PARTED = re.compile(r"(?:,|;|:| [-–—])\s*(?:jonka\s|ja\s)?$")
_NAMED = re.compile(
    r"(?P<name>[^,;:]{2,120}?)(?:\s[-–]|-)(?:hank|projekt)(?:e|keen|etta|keessa|keella|i|in|ia|issa|illa)\s",
    re.IGNORECASE,
)
"""A first sentence on the project by its name: `Tunturit tiedossa -hankkeessa kartoitetaan …`."""
_STEM = 4
"""So many letters of a word stay the same in all of its cases."""
_LONG = re.compile(r"\w{4,}")
_MARK = re.compile(r" ?: | [–—-] ")
"""What may part a name from the first sentence on it."""
_BRACKETS = re.compile(r" ?\((?P<inside>[^()]+)\)")
_AROUND = " ,;:./|–—-()"


class Opening(NamedTuple):
    """The project of a paragraph that opens with its name."""

    record: RawRecord
    certain: bool
    """Whether the name is set apart from the text: by emphasis, by a mark or by the fact that follows it."""


class _Paragraph(NamedTuple):
    """A paragraph that may open with a project's name."""

    block: Block
    number: int
    spans: list[Span]
    facts: list[list[Pair]]
    """What each of its sentences tells."""
    start: int
    end: int
    """Where the name begins and ends, with who carries the project out where nothing sets it off."""
    head: int
    """Where what stands before facts and sentences ends."""
    by: Literal["emphasis", "fact", "mark", "sentence"]
    """What ends the name."""

    @property
    def told(self) -> set[str]:
        """The fields that it tells."""
        return {pair.field for found in self.facts for pair in found}


def may_open(block: Block) -> bool:
    """Tell whether a paragraph of several sentences may open with a name: the cheap test that most fail."""
    first, stop, _ = block.text.partition(". ")
    return bool(stop) and (block.pieces[0].strong or not has_verb(first) or _MARK.search(first) is not None)


def openings(blocks: Sequence[Block], numbers: Iterable[int], labels: Labels) -> list[Opening]:
    """Return the projects that paragraphs, by their numbers, open with."""
    read = [paragraph for number in numbers if (paragraph := _read(blocks[number], number))]
    marked = sum(paragraph.by == "mark" for paragraph in read)
    if marked == 1:  # `Tausta: …` opens a text as well
        read = [paragraph for paragraph in read if paragraph.by != "mark"]
    heads = [
        line
        for each in read
        if "applicant" not in each.told and (line := read_words(each.number, each.block, (each.start, each.head)))
    ]
    way = choose_way(heads, labels, None) if heads else None
    parted = {line.number: _parts(line, way, labels) for line in heads}
    found = [opening for each in read if (opening := _opening(each, parted.get(each.number)))]
    return list(_without_calls(found, blocks, labels))


def _without_calls(found: Sequence[Opening], blocks: Sequence[Block], labels: Labels) -> Iterator[Opening]:
    """Yield the projects but those of a run below a line that calls for applications or leads to something else."""
    after, is_none = -1, False
    for opening in found:
        number = opening.record.first
        if number > after:
            is_none = read_above(number, blocks, labels).is_none
        after = number + _NEAR
        if not is_none:
            yield opening


def _read(block: Block, number: int) -> _Paragraph | None:
    """Return a paragraph that tells facts, and where a name could end that it opens with; None where it can't."""
    numbered = _NUMBER.match(block.text)
    start = numbered.end() if numbered else 0
    spans = [(start + first, start + last) for first, last in sentences(block.text[start:])]
    facts = [read_facts(block, number, *span) for span in spans]
    if not any(facts):
        return None
    sentence, lead = spans[0][1], next(piece for piece in block.pieces if piece.end > start)
    head = _before_fact(block.text, facts[0]) if facts[0] else sentence
    if lead.strong and lead.end < len(block.text):
        end = len(block.text[: lead.end].rstrip(" .:,–-"))
        return _Paragraph(block, number, spans, facts, start, end, max(end, head), "emphasis")
    if named := _NAMED.match(block.text, start, sentence):
        return _Paragraph(block, number, spans, facts, start, named.end("name"), named.end("name"), "fact")
    if facts[0]:
        return _Paragraph(block, number, spans, facts, start, head, head, "fact") if head > start else None
    mark = _MARK.search(block.text, start, sentence)
    if mark and _is_told(block.text[mark.end() : sentence]):
        return _Paragraph(block, number, spans, facts, start, mark.start(), mark.start(), "mark")
    end = len(block.text[:sentence].rstrip(" .:"))
    return _Paragraph(block, number, spans, facts, start, end, end, "sentence")


def _is_told(text: str) -> bool:
    """Tell whether what stands behind a mark is a sentence: it has a verb, be it in lower case."""
    return FINITE.search(text) is not None or (text[:1].isupper() and has_verb(text))


def _before_fact(text: str, facts: Sequence[Pair]) -> int:
    """Return where what stands before a sentence's first fact ends, 0 where nothing parts the two."""
    value = facts[0].value
    label = text.rfind(facts[0].label, 0, value.start) if value else -1
    parted = _PARTED.search(text, 0, label) if label > 0 else None
    return parted.start() if parted else 0


def _opening(paragraph: _Paragraph, parts: Parts | None) -> Opening | None:
    """Return the project of a paragraph, None where it doesn't open with a name or tells too little."""
    block, number, spans, facts, start, end, head, by = paragraph
    pairs = [pair for found in facts for pair in found]
    beside: tuple[Span, ...] = ()
    if "applicant" not in paragraph.told:
        if by == "emphasis" and not (parts and parts.sure and parts.name and parts.name.end <= end):
            beside = _in_brackets(block.text, end, head) or _bodies(block.text, end, head)
        elif parts and parts.sure and parts.name and parts.applicant:
            beside = (parts.applicant, *parts.partners)
            start, end = parts.name
        elif len(spans) > 1 and not facts[1]:  # `Kumpuilevat pellot. Lopen kunta. Pelloilla …`
            beside = _bodies(block.text, *spans[1])
        if beside:
            carried = [
                RawValue(block.text[first:last], block, first, last, block, "described") for first, last in beside
            ]
            pairs.append(Pair("applicant", "", carried[0], number, number, "", tuple(carried[1:])))
    told = {pair.field for pair in pairs}
    if not tells_enough(pairs) or (
        "applicant" not in told and not (by == "emphasis" and {"granted_amount", "period"} <= told)
    ):
        return None
    name = block.text[start:end]
    if not is_name(name) or any(pair.value and start <= pair.value.start < end for pair in pairs):
        return None
    if by != "emphasis" and reads_on(name):
        return None
    if by == "sentence" and any(_names_another(block.text[slice(*span)], name) for span in spans[1:]):
        return None
    record = RawRecord("described", number, number, blocks=FewNumbers([number]))
    record.name = RawValue(name, block, start, end, block, "described")
    add_pairs(record, pairs)
    last = max([end, head, *(span[1] for span in beside)])
    behind = last + len(block.text[last:]) - len(block.text[last:].lstrip(_AROUND))
    below = [(max(first, behind), last) for first, last in spans]
    kept = [at for at, (first, last) in enumerate(below) if first < last]
    record.description = running_text(block, [below[at] for at in kept], [facts[at] for at in kept], "described")
    return Opening(record, by in {"emphasis", "fact", "mark"})


def _parts(line: Line, way: Way | None, labels: Labels) -> Parts | None:
    """Return a head's parts by the way of all heads, or as a phrase."""
    return (part(line, way, labels) if way else None) or part_phrase(line)


def _in_brackets(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the organisations in the brackets that an emphasised name has behind it, whatever follows them."""
    found = _BRACKETS.match(text, start, end)
    return _bodies(text, *found.span("inside")) if found else ()


def _bodies(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the organisations of which a stretch consists, `/ Lopen kunta ja Kettuki ry.`, none where more is said."""
    while start < end and text[start] in _AROUND:
        start += 1
    end = start + len(text[start:end].rstrip(_AROUND))
    found = name_list(text, start, end) if start < end else []
    return tuple(found) if found and all(is_applicant(text[first:last]) for first, last in found) else ()


def _names_another(sentence: str, name: str) -> bool:
    """Tell whether a sentence names a project, and not the one whose name a paragraph may begin with."""
    return any(not names_same(sentence[each.start : each.end], name) for each in projects_of(sentence))


def names_same(name: str, heading: str) -> bool:
    """Return whether each long word of a name stands in a heading, in any case."""
    said = heading.lower()
    return all(word[:_STEM] in said for word in _LONG.findall(name.lower()))


def is_name(text: str) -> bool:
    """Tell whether a text can be a project's name: no sentence, no organisation, no sum and no word for a section."""
    return (
        2 <= len(text) <= _LONGEST_NAME
        and (text[0].isupper() or text[0].isdigit())
        and not FINITE.search(text)
        and not is_organisation(text)
        and default_sections().kind(text) is None
        and not any(found.unit for found in find_sums(text))  # `Kaislan liitto myönsi Silta-hankkeelle 50 000 euroa`
    )


def reads_on(text: str) -> bool:
    """Tell whether a text has what sentences have and names have not: a verb, or more than a dozen words."""
    return has_verb(text) or text.count(" ") >= _WORDIEST_NAME


def tells_enough(pairs: Sequence[Pair]) -> bool:
    """Return whether facts tell of a project, and of one: two of them at least, not two of one kind that differ."""
    values: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.value and pair.field != "partners":
            values.setdefault(pair.field, set()).add(pair.value.text)
    kinds = {pair.field for pair in pairs}
    if kinds <= MONEY_FIELDS:
        return False
    return len(kinds) >= 2 and all(len(told) == 1 for field, told in values.items() if field != "granted_amount")
