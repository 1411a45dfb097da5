"""Labelled pairs in lines: blocks in, (label, value) pairs out, in reading order.

A line is cut at each label in it, a value stands behind its label, or on the line below a label that stands alone.
What is refused as prose is told in cuts.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.captions import pair_below, pair_in_line
from scraper.extraction.cuts import (
    CODE,
    FULL_STOP,
    LOOSE_ENDS,
    SECTION_FIELDS,
    Cut,
    inner_cuts,
    label_in_element,
    set_off,
    value_of,
)
from scraper.extraction.fit import LONGEST_NAME, before_share, copula, fits, is_namelike, is_number_field, is_sentence
from scraper.extraction.forms import dates_under_labels, label_at_end, stands_below_label, values_below_labels
from scraper.extraction.groups import ancestors
from scraper.extraction.labels import DATE_FIELDS, MONEY_FIELDS
from scraper.extraction.openings import read_opening
from scraper.extraction.record import Pair
from scraper.model import RawValue
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import read_period

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Label, Labels
    from scraper.model import Block, Document

NAME_FIELDS = frozenset({"name", "applicant", "partners", "funder", "programme"})
"""Labels whose values are names and no sentences."""

_TRAILING_MARKS = " ,;|•·/–—-"
_TRAILING = re.compile(r"(?:[ ,;|•·]|(?<= )[/–—-])+$")


def find_pairs(document: Document, labels: Labels, taken: AbstractSet[int], opened: Container[int] = ()) -> list[Pair]:
    """Return the pairs of a document's lines, in order.

    Blocks numbered in `taken` are left alone, and so are table cells but those in `opened`.
    """
    pairs: list[Pair] = []
    blocks = document.blocks.views
    index, free, count = 0, 0, len(blocks)
    while index < count:
        block = blocks[index]
        if index not in taken and (not block.in_table or index in opened):
            if block.kind == "term":
                found = _term(document, index, labels)
            else:
                found = pair_below(document, index, labels, taken, free) or _line(blocks, index, labels, taken)
            if found:
                pairs += found
                index = max(index, *(pair.last for pair in found))
                free = index + 1
        index += 1
    return _in_one_order(blocks, pairs)


def _in_one_order(blocks: Sequence[Block], pairs: list[Pair]) -> list[Pair]:
    """Return the pairs without sums below labels that are printed as others of the page are, which stand below theirs.

    `80 € / henkilö`, `Tuki`, `900 €`, `Kustannukset`: what no sum can be read from must not lend the next one's label.
    """
    over = {
        (blocks[pair.last].shape, blocks[pair.first].shape)
        for pair in pairs
        if pair.value and pair.value.block.number == pair.first < pair.last and pair.field in MONEY_FIELDS
    }
    return [pair for pair in pairs if not _is_turned(blocks, pair, over)] if over else pairs


def _is_turned(blocks: Sequence[Block], pair: Pair, over: AbstractSet[tuple[str, str]]) -> bool:
    below = pair.value is not None and pair.last == pair.first + 1 and pair.value.block.number == pair.last
    return below and pair.field in MONEY_FIELDS and (blocks[pair.first].shape, blocks[pair.last].shape) in over


def _term(document: Document, index: int, labels: Labels) -> list[Pair]:
    """Return the pair of a definition list's term; every term is a label, known or not."""
    blocks = document.blocks.views
    block = blocks[index]
    values: list[RawValue] = []
    last = index
    for number in range(index + 1, len(blocks)):
        defines = blocks[number].kind == "definition"
        if not defines and not (blocks[number].kind == "item" and _holds(block, blocks[number], document)):
            break
        values.append(whole(blocks[number], "structure"))
        last = number
    known = labels.exact(block.text)
    if not values or (known is None and any(_starts_pair(value.block, labels) for value in values)):
        return []  # `dt` Tiedot, `dd` Julkaistu: 19.4.2021: the definitions are lines with labels of their own
    text = known.text if known else block.text.rstrip(" :")
    field = known.field if known else "unknown"
    return [Pair(field, text, values[0], index, last, known.unit if known else "", tuple(values[1:]))]


def _holds(term: Block, item: Block, document: Document) -> bool:
    """Tell whether a list item stands in the term's own definition list, not in a list around or after it."""
    return term.container in ancestors(document.parents[item.container], document.parents)


def _line(blocks: Sequence[Block], index: int, labels: Labels, taken: AbstractSet[int]) -> list[Pair]:
    """Return the pairs that a line holds, or begins."""
    block = blocks[index]
    if first := labels.at(block.text) or label_in_element(block, labels):
        dates = dates_under_labels(blocks, index, labels) if first.field in DATE_FIELDS else []
        if not dates and first.form == "bare" and is_number_field(first.field):
            dates = values_below_labels(blocks, index, labels)
        if found := dates or line_pairs(blocks, index, first, labels, taken):
            return found
    # A label within a line is set off by a colon, or by an element of its own.
    if not (":" in block.text or "=" in block.text or block.is_parted):
        return []
    return _named_line(block, index, labels) or (pair_in_line(blocks, index, labels) if block.is_parted else [])


def line_pairs(
    blocks: Sequence[Block], index: int, first: Label, labels: Labels, taken: AbstractSet[int]
) -> list[Pair]:
    """Return the pairs of a line that begins with a label: one that stands alone takes the line after as its value."""
    block = blocks[index]
    text = block.text
    rule = set_off(block, 0, first, value_of(first, text, labels))
    if rule is None:
        return []
    cuts = [Cut(first, 0, rule), *inner_cuts(block, first.value, labels)]
    pairs = []
    for number, cut in enumerate(cuts):
        end = cuts[number + 1].start if number + 1 < len(cuts) else len(text)
        value = _within(block, cut, end)
        label = cut.label
        if value is not None:
            pairs.append(Pair(label.field, label.text, value, index, index, label.unit))
        elif number + 1 == len(cuts):
            pairs += _from_next_line(blocks, index, cut, labels, taken)
    return pairs


def _named_line(block: Block, index: int, labels: Labels) -> list[Pair]:
    """Return the pairs of a line that begins with the project's name: `**Name** Hakija: X, Myönnetty tuki: 5 000 €`."""
    cuts = inner_cuts(block, 0, labels) if block.kind != "heading" else []
    if len(cuts) < 2 or cuts[0].rule == "vocabulary":
        return []
    start, text = cuts[0].start, block.text
    opening = read_opening(block, start)
    if opening is None:
        return []
    pairs = [Pair("name", "", RawValue(text[: opening.end], block, 0, opening.end, block, opening.rule), index, index)]
    if opening.text < start:
        told = text[opening.text : start].rstrip()
        text_of_it = RawValue(told, block, opening.text, opening.text + len(told), block, "text")
        pairs.append(Pair("description", "text", text_of_it, index, index))
    for cut, stop in zip(cuts, [*(cut.start for cut in cuts[1:]), len(text)], strict=True):
        if value := _within(block, cut, stop):
            pairs.append(Pair(cut.label.field, cut.label.text, value, index, index, cut.label.unit))
    return pairs


def _within(block: Block, cut: Cut, end: int) -> RawValue | None:
    """Return the value that stands in the label's own line, or None where nothing does."""
    text = block.text
    start = cut.label.value
    while start < end and text[start] in LOOSE_ENDS:
        start += 1
    if is_number_field(cut.label.field):
        if cut.label.form != "colon":
            start += copula(text[start:end])
        end = before_share(text, start, end)
        if block.is_parted and not fits(cut.label.field, text[start:end], cut.label.unit):
            end = _before_badge(block, start, end, cut.label)
    if text[end - 1] in _TRAILING_MARKS and not _is_open(cut.label, text[start:end]):
        end = start + len(_TRAILING.sub("", text[start:end]))
    if text[end - 1] == "." and cut.label.field in NAME_FIELDS and FULL_STOP.search(text, start, end):
        end -= 1
    if cut.label.field == "code" and (code := CODE.match(text, start, end)):
        end = code.end()
    return RawValue(text[start:end], block, start, end, block, cut.rule) if end > start else None


def _before_badge(block: Block, start: int, end: int, label: Label) -> int:
    """Return where a sum or date ends that an element of its own follows without a space: `2023<b>Päättynyt</b>`."""
    text = block.text
    for run in block.runs_from(start + 1):
        at = run.start
        if at >= end:
            break
        glued = text[at].isupper() and text[at - 1] != " "
        if glued and fits(label.field, text[start:at], label.unit):
            return at
    return end


def _is_open(label: Label, text: str) -> bool:
    """Tell whether the dash at a text's end leaves a period open: `Toteutusaika: maaliskuu 2025 –`."""
    if label.field != "period" or text[-1] not in "-–—":
        return False
    period = read_period(text)
    return period.start is not None and period.end is None


def _from_next_line(
    blocks: Sequence[Block], index: int, cut: Cut, labels: Labels, taken: AbstractSet[int]
) -> list[Pair]:
    """Return the pair of a label that ends its line: the next line is its value if it can be."""
    label = cut.label
    if label.field in SECTION_FIELDS:
        return [Pair(label.field, label.text, None, index, index, label.unit)]
    following = index + 1
    if following >= len(blocks) or following in taken:
        return []
    block = blocks[index]
    value = blocks[following]
    if is_number_field(label.field) and not cut.start and stands_below_label(blocks, index, labels):
        return []
    if not _may_follow(label, block, value) or (labels.at(value.text) and _starts_pair(value, labels)):
        return []
    run_on = label_at_end(value.text, labels)
    end = len(value.text[: run_on[0]].rstrip(LOOSE_ENDS)) if run_on else len(value.text)
    if not _belongs(label, cut.rule, block, value.text[:end], alike=block.paragraph == value.paragraph):
        return []
    if run_on:
        own = RawValue(value.text[:end], value, 0, end, value, "line")
        following_cut = Cut(run_on[1], run_on[0], cut.rule)
        pair = Pair(label.field, label.text, own, index, following, label.unit)
        return [pair, *_from_next_line(blocks, following, following_cut, labels, taken)]
    values, last = [whole(value, "line")], following
    if value.kind == "item" and block.kind != "item":
        values, last = _list_values(blocks, following, taken)
    return [Pair(label.field, label.text, values[0], index, last, label.unit, tuple(values[1:]))]


def _starts_pair(block: Block, labels: Labels) -> bool:
    """Tell whether a line is itself a label, alone or with its value."""
    label = labels.at(block.text)
    return label is not None and set_off(block, 0, label, block.text[label.value :]) is not None


def _may_follow(label: Label, block: Block, value: Block) -> bool:
    """Tell whether one block can hold the value of a label in the other: the line after it, no heading of its own."""
    if value.cell != block.cell or value.kind == "term":
        return False
    if value.kind != "heading":
        return True
    # Plain text makes a heading of any short line between blank ones: an organisation is one too, and `5 000 euroa`.
    of_text = value.level == block.level == 0
    return of_text and (
        block.kind == "heading" or label.field in NAME_FIELDS - {"name"} or _fits_number(label, value.text)
    )


def _fits_number(label: Label, text: str) -> bool:
    return is_number_field(label.field) and fits(label.field, text, label.unit)


def _belongs(label: Label, rule: str, block: Block, value: str, *, alike: bool) -> bool:
    """Tell whether the next line's text can be the value of this label; `alike` are lines of one paragraph."""
    if label.field in NAME_FIELDS and is_sentence(value):
        return False
    if rule == "punctuation" and label.field in MONEY_FIELDS and value[0].isupper() and not alike:
        return fits(label.field, value, label.unit)  # `Granted funding:` leads to a list
    if rule in {"structure", "punctuation"}:
        return len(value) <= LONGEST_NAME or label.field == "other"
    if is_number_field(label.field):
        return fits(label.field, value, label.unit)
    if label.field == "other":
        return block.kind != "heading" and len(value) <= LONGEST_NAME and not value.endswith(".")
    return (
        (not label.weak or (label.field == "applicant" and is_organisation(value)))
        and label.field not in {"call", "total", "status"}
        and (is_namelike(value) or label.field == "code")
    )


def _list_values(blocks: Sequence[Block], index: int, taken: AbstractSet[int]) -> tuple[list[RawValue], int]:
    """Return the items of the list that begins at `index`, and the number of the last one."""
    values = []
    last = index
    for number in range(index, len(blocks)):
        if blocks[number].kind != "item" or number in taken or blocks[number].level < blocks[index].level:
            break
        values.append(whole(blocks[number], "line"))
        last = number
    return values, last


def whole(block: Block, rule: str) -> RawValue:
    """Return all of a block's text as a value."""
    return RawValue(block.text, block, 0, len(block.text), block, rule)
