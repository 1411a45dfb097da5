"""Filled-in forms: a label above its value, in one cell of a table or, once the table is lost, on lines run together.

In go a table's row or two lines of text, out come pairs. Cells without a label of their own above the value, and lines
that hold another number of values than of labels, give none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.fit import fits
from scraper.extraction.labels import DATE_FIELDS
from scraper.extraction.record import Pair
from scraper.model import RawValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.grid import Lines
    from scraper.extraction.labels import Label, Labels
    from scraper.model import Block

_LONGEST_LABEL = 60
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


def label_at_end(text: str, labels: Labels) -> tuple[int, Label] | None:
    """Return where the next field's label begins at the end of a value (`29.8.2016 Diaarinumero`), and that label."""
    for word in _WORD.finditer(text, max(1, len(text) - _LONGEST_LABEL)):
        label = labels.exact(text[word.start() :])
        if label and not label.weak:
            return word.start(), label
    return None
