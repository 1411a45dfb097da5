"""Filled-in forms: a label above its value, in one cell of a table or, once the table is lost, on lines run together.

In go a table's row or two lines of text, out come pairs. Cells without a label of their own above the value, and lines
that hold another number of values than of labels, give none.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from scraper.extraction.fit import fits
from scraper.extraction.labels import DATE_FIELDS, MONEY_FIELDS
from scraper.extraction.record import Pair
from scraper.model import RawValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.grid import Lines
    from scraper.extraction.labels import Field, Label, Labels
    from scraper.model import Block

_LONGEST_LABEL = 60
_MOST_LABELS = 4
_WORD = re.compile(r"(?<= )[A-ZÅÄÖ]")
_TOKEN = re.compile(r"\S+")


def pairs_in_cells(cells: Sequence[Lines], first: int, last: int, labels: Labels) -> list[Pair]:
    """Return the pairs of a row of cells each of which holds a label and its value below it; [] where one doesn't."""
    pairs: list[Pair] = []
    for lines in cells:
        label = labels.exact(lines[0].text)
        if len(lines) < 2 or any(labels.exact(line.text) for line in lines[1:]):
            return []
        if label is None and (len(lines[0].text) > _LONGEST_LABEL or lines[0].text.endswith((".", ":"))):
            return []
        text = " ".join(line.text for line in lines[1:])
        value = RawValue(text, lines[1], 0, len(lines[-1].text), lines[-1], "form")
        field, printed = (label.field, label.text) if label else ("unknown", lines[0].text)
        pairs.append(Pair(field, printed, value, first, last, label.unit if label else ""))
    return pairs if any(pair.field != "unknown" for pair in pairs) else []


def dates_under_labels(blocks: Sequence[Block], index: int, labels: Labels) -> list[Pair]:
    """Return the pairs of a line of labels of dates with as many dates on the next: `Alkaa Päättyy`, `1.9. 31.12.`."""
    fields = labels.run(blocks[index].text, DATE_FIELDS)
    if not fields or index + 1 == len(blocks) or not all(field in DATE_FIELDS for field, _ in fields):
        return []
    below = blocks[index + 1]
    values = [
        RawValue(each.group(), below, each.start(), each.end(), below, "form") for each in _TOKEN.finditer(below.text)
    ]
    if len(values) != len(fields) or not all(fits(f, v.text) for (f, _), v in zip(fields, values, strict=True)):
        return []
    return [Pair(field, label, value, index, index + 1) for (field, label), value in zip(fields, values, strict=True)]


def values_below_labels(blocks: Sequence[Block], index: int, labels: Labels) -> list[Pair]:
    """Return the pairs of labels of dates, or of sums, on lines below each other, and as many values below them."""
    kind = _kind(labels.exact(blocks[index].text))
    known = (labels.exact(block.text) for block in blocks[index : index + _MOST_LABELS])
    run = [label for label in takewhile(lambda label: label is not None and label.field in kind, known) if label]
    count = len(run)
    below = blocks[index + count : index + 2 * count]
    if count < len(("start", "end")) or len(below) < count:
        return []
    if not all(fits(label.field, block.text, label.unit) for label, block in zip(run, below, strict=True)):
        return []
    last = index + 2 * count - 1
    return [
        Pair(
            label.field,
            label.text,
            RawValue(block.text, block, 0, len(block.text), block, "form"),
            index,
            last,
            label.unit,
        )
        for label, block in zip(run, below, strict=True)
    ]


def stands_below_label(blocks: Sequence[Block], index: int, labels: Labels) -> bool:
    """Tell whether the line above a label of a date or a sum is another such: what stands below may be either's.

    A line below a label of another kind is its value: `Rahoituslähde`, `EAKR`.
    """
    before, above, own = (labels.exact(blocks[at].text) if at >= 0 else None for at in (index - 2, index - 1, index))
    if above is None or own is None or not above.form == own.form == "bare" or above.field not in _kind(own):
        return False
    return before is None or before.form != "bare" or before.field in _kind(own)


def _kind(label: Label | None) -> AbstractSet[Field]:
    """Return the fields whose values can be taken for this label's."""
    kinds = (DATE_FIELDS, MONEY_FIELDS) if label else ()
    return next((fields for fields in kinds if label and label.field in fields), frozenset())


def label_at_end(text: str, labels: Labels) -> tuple[int, Label] | None:
    """Return where the next field's label begins at the end of a value (`29.8.2016 Diaarinumero`), and that label."""
    for word in _WORD.finditer(text, max(1, len(text) - _LONGEST_LABEL)):
        label = labels.exact(text[word.start() :])
        if label and not label.weak:
            return word.start(), label
    return None
