"""Where labels stand in a line, and how they are told from prose.

In go a line and the labels, out come cuts: a label, where it begins, and the rule that makes it one. The surest first:
it fills an element of its own; a colon or dash sets it off; it is glued to a value that can be no longer word; it
stands alone. What is prose, or an everyday word without such a mark, is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.fit import SHARES, before_share, copula, fits, is_namelike, is_number_field
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.record import is_tainted
from scraper.normalise.organisation import is_organisation

if TYPE_CHECKING:
    from scraper.extraction.labels import Field, Label, Labels
    from scraper.model import Block

SECTION_FIELDS = frozenset({"goals", "description"})
"""Labels that may open a section instead of standing beside a value."""

_BOUNDARY = re.compile(r"(?<![A-ZÅÄÖ(\-/&])[A-ZÅÄÖ]|(?<=[,;|•] )[a-zåäö]")
CODE = re.compile(r"[A-Z]{0,4}[0-9][\w/.\-]*")
"""A funder's own number of a project."""
FULL_STOP = re.compile(r"(?:[^\W_](?<!\.\w)(?<!\bym)(?<!\bjne)(?<!\byms)|\.)\.$")
"""A point that ends a sentence, and no abbreviation."""
LOOSE_ENDS = " ,;|•·"
"""Marks that part a value from what stands beside it."""


class Cut(NamedTuple):
    """A label in a line, and how it was told from prose."""

    label: Label
    start: int
    rule: str


def label_in_element(block: Block, labels: Labels) -> Label | None:
    """Return the label that only its element's end parts from a small letter: `<b>Toteutusaika</b>maaliskuu 2024`."""
    run = next(block.runs_from(0), None) if block.is_parted else None
    if run is None or run.end == len(block.text) or not block.text[run.end].islower():
        return None
    label = labels.exact(block.text[: run.end])
    return label._replace(form="glued") if label and label.form == "bare" else None


def value_of(label: Label, text: str, labels: Labels) -> str:
    """Return what a label's value can be: the rest of the line; of a sum or date, up to the next label."""
    if label.form == "space" and label.field == "applicant":
        end = _next_label(text, label.value, labels)
        value = text[label.value : end].rstrip(LOOSE_ENDS)
        return value if text.endswith((", ", "; "), 0, end) and is_organisation(value) else text[label.value :]
    if label.form in {"colon", "bare"} or not is_number_field(label.field):
        return text[label.value :]
    value = text[label.value : _next_label(text, label.value, labels)].rstrip(LOOSE_ENDS)
    shares = SHARES.search(value, 1) if label.field in MONEY_FIELDS else None
    if shares is None or is_tainted(value, shares.start(), granted=label.field == "granted_amount"):
        return value
    return value[: shares.start()]


def set_off(block: Block, start: int, label: Label, value: str) -> str | None:
    """Return the rule by which the words at `start` are a label and not prose, or None."""
    if fills_element(block, start, label) and (value or label.form == "colon"):
        return "structure"
    field = label.field
    if label.form == "colon":
        return "punctuation"
    if label.form == "bare":
        return "line"
    if label.form == "dash":
        return "punctuation" if _plain_fit(field, value, label) else None
    if label.form == "glued":
        if label.weak and field == "applicant":
            return "vocabulary" if is_organisation(value) else None
        if label.weak or is_number_field(field):
            return "vocabulary" if fits(field, value, label.unit) or (not label.weak and not _reads_on(value)) else None
        return "vocabulary"
    return "vocabulary" if _plain_fit(field, value, label) else None


def _plain_fit(field: Field, value: str, label: Label) -> bool:
    """Tell whether a value that only a space (or dash) parts from its label can belong to it."""
    if is_number_field(field):
        return fits(field, value[copula(value) :].rstrip("."), label.unit)
    if field == "other":
        return fits(field, value, label.unit)
    if field == "code":
        return CODE.match(value) is not None
    if field in SECTION_FIELDS or field in {"call", "total", "status"}:
        return False
    return not label.weak and is_namelike(value) and not FULL_STOP.search(value)


def _reads_on(value: str) -> bool:
    """Tell whether a text is running prose rather than a value that was refused."""
    return len(value) > 120 or value.endswith(".")


def fills_element(block: Block, start: int, label: Label) -> bool:
    """Tell whether an element's boundary stands right after the label (its colon and unit included)."""
    if not block.is_parted:
        return False
    runs = block.runs_from(start)
    run = next(runs, None)
    if run is None or run.start != start:
        return False
    while run is not None and run.end < label.end:
        run = next(runs, None)
    if run is None or run.end > label.value or run.end - run.start == len(block.text):
        return False
    return run.node != block.node or block.look(run).strong


def inner_cuts(block: Block, start: int, labels: Labels) -> list[Cut]:
    """Return the further labels in a line that begins with one."""
    text = block.text
    cuts: list[Cut] = []
    position = start
    for boundary in _BOUNDARY.finditer(text, start + 1):
        at = boundary.start()
        if at < position:
            continue
        label = labels.at(text, at)
        if label is None:
            continue
        rule = _inner_rule(block, at, label, labels)
        if rule:
            cuts.append(Cut(label, at, rule))
            position = label.value
    return cuts


def _inner_rule(block: Block, at: int, label: Label, labels: Labels) -> str | None:
    """Return the rule by which words inside a line are a further label, or None."""
    text = block.text
    if fills_element(block, at, label):
        return "structure"
    if label.form == "colon":
        return "punctuation" if not label.weak or text[at - 1] != " " or text[at - 2] in ",;.|/•·–—" else None
    end = _next_label(text, label.value, labels)
    value = text[label.value : before_share(text, label.value, end)].rstrip(LOOSE_ENDS + ".")
    if is_number_field(label.field) or label.field == "other":
        value = value[copula(value) :]
        return "vocabulary" if fits(label.field, value, label.unit) else None
    if label.field == "applicant" and text.endswith((", ", "; ", "| "), 0, at) and is_organisation(value):
        return "vocabulary"
    glued = text[at - 1] != " " and label.form in {"glued", "space"}
    return "vocabulary" if glued and not label.weak and is_namelike(value) else None


def _next_label(text: str, start: int, labels: Labels) -> int:
    """Return where the next label after `start` stands, or the end of the text."""
    for boundary in _BOUNDARY.finditer(text, start + 1):
        if labels.at(text, boundary.start()):
            return boundary.start()
    return len(text)
