"""Values that stand over their labels: `312 500 €` in large type, and below it, small, `Myönnetty rahoitus`.

A label belongs to the value that it shares the closest box with. Where that is the line above it, and that line can be
the label's value, the line below is another label's. Names say less of themselves than sums and dates: they are read
so only where a sum or a date beside them is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.fit import fits, is_namelike, is_number_field
from scraper.extraction.groups import ancestors
from scraper.extraction.record import Pair
from scraper.model import RawValue
from scraper.normalise.organisation import is_organisation
from scraper.normalise.tables import words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from scraper.extraction.labels import Label, Labels
    from scraper.model import Block, Document

_NAMES = frozenset({"applicant", "partners", "funder", "programme", "other"})
"""Labels whose values can't be told from other words: the order in which a label beside them stands decides."""
_LONGEST_RUN = 40
_ONE_PARAGRAPH = 1_000_000
"""Two lines of a paragraph are closer than those of any box."""


def pair_below(document: Document, index: int, labels: Labels, taken: Container[int], free: int) -> list[Pair]:
    """Return the pair of a label in block `index` and the value above it; `free` is the first block not yet read."""
    label = _bare_label(document, index, labels)
    if label is None or index - 1 < free or index - 1 in taken or not _is_below(document, index, label, labels):
        return []
    if any(counts_something(document.blocks.texts[near]) for near in range(max(0, index - 3), index - 1)):
        return []
    if label.field in _NAMES and not any(_is_sum_below(document, near, labels) for near in (index - 2, index + 2)):
        return []
    block = document.blocks.views[index - 1]
    value = RawValue(block.text, block, 0, len(block.text), block, "structure")
    return [Pair(label.field, label.text, value, index - 1, index, label.unit)]


def counts_something(text: str) -> bool:
    """Tell whether a line is the number of something: `12 hanketta`; the sum beside it is that of all of them."""
    return text[0].isdigit() and text.lstrip("0123456789 ").lower() in words("leads", "counted", "words")


def pair_in_line(blocks: Sequence[Block], index: int, labels: Labels) -> list[Pair]:
    """Return the pair of a line whose second half is a label in an element of its own: `79 900 € <i>tuki</i>`."""
    block = blocks[index]
    if len(runs := block.runs) != len(("value", "label")) or (index and counts_something(blocks[index - 1].text)):
        return []
    label, value = labels.exact(block.text[runs[1].start :]), block.text[: runs[1].start].rstrip()
    if label is None:
        return []
    if not (fits(label.field, value) if is_number_field(label.field) else _names_applicant(label, value)):
        return []
    raw = RawValue(value, block, 0, len(value), block, "structure")
    return [Pair(label.field, label.text, raw, block.number, block.number, label.unit)]


def _names_applicant(label: Label, value: str) -> bool:
    return label.field == "applicant" and is_organisation(value)


def _bare_label(document: Document, index: int, labels: Labels) -> Label | None:
    """Return the label that a line outside of tables is, if it is nothing else and no colon announces a value."""
    block = document.blocks.views[index]
    label = labels.at(block.text)
    if label is None or label.value < len(block.text) or label.form == "colon" or block.kind in {"heading", "term"}:
        return None
    return label


def _is_below(document: Document, index: int, label: Label, labels: Labels) -> bool:
    """Tell whether the line above a label can be its value, and shares a closer box with it than the line below."""
    blocks = document.blocks.views
    above = blocks[index - 1]
    if index == 0 or above.in_table or above.kind in {"term", "definition"}:
        return False
    if is_number_field(label.field):
        if not fits(label.field, above.text, label.unit):
            return False
    elif label.field not in _NAMES or above.kind == "heading" or not is_namelike(above.text):
        return False
    below = _nearness(document, index, index + 1) if index + 1 < len(blocks) else 0
    nearness = _nearness(document, index - 1, index)
    return nearness > below or (
        nearness == below and is_number_field(label.field) and _is_last(document, index, labels)
    )


def _is_last(document: Document, index: int, labels: Labels) -> bool:
    """Tell whether lines that are values and labels in turn end with a label: then all values stand over theirs."""
    blocks = document.blocks.views
    for number in range(index, min(len(blocks), index + _LONGEST_RUN), 2):
        label = _bare_label(document, number, labels)
        if label is None:
            return False
        if number + 1 == len(blocks) or (
            is_number_field(label.field) and not fits(label.field, blocks[number + 1].text, label.unit)
        ):
            return True
    return False


def _is_sum_below(document: Document, index: int, labels: Labels) -> bool:
    """Tell whether a line is a label of a sum or a date that stands over it."""
    if not 0 < index < len(document.blocks.views):
        return False
    label = _bare_label(document, index, labels)
    return label is not None and is_number_field(label.field) and _is_below(document, index, label, labels)


def _nearness(document: Document, first: int, second: int) -> int:
    """Return how deep the innermost box around two lines lies."""
    one, other = document.blocks.views[first], document.blocks.views[second]
    if one.paragraph == other.paragraph:
        return _ONE_PARAGRAPH
    around = set(ancestors(one.container, document.parents))
    return sum(container in around for container in ancestors(other.container, document.parents))
