"""Labels that no vocabulary knows, found by the company they keep.

A line printed like the known labels of the page is a label: the same element and class with the same kind of value
after it, an emphasised lead, a colon in a run of `label: value` lines, or a line start that recurs at the same place
in every project. Its value goes to `other_fields` and never leaks into a neighbour's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from scraper.extraction.fit import LONGEST_NAME
from scraper.extraction.labels import MONEY_FIELDS, names_givers, names_receipts
from scraper.extraction.numbers import BlockNumbers, block_numbers
from scraper.extraction.pairs import whole
from scraper.extraction.record import Pair
from scraper.model import RawValue
from scraper.normalise.organisation import is_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Labels
    from scraper.model import Block

_COLON_LEAD = re.compile(r"(?P<label>[A-ZÅÄÖ][^:.!?;]{1,60}):(?: +(?P<value>\S.*))?$", re.DOTALL)
_LONGEST_LABEL_WORDS = 8
_GLUE = re.compile(r"(?<=[a-zåäö)])(?=[A-ZÅÄÖ0-9€])")


def find_unknown(blocks: Sequence[Block], pairs: Sequence[Pair], labels: Labels, taken: AbstractSet[int]) -> list[Pair]:
    """Return the pairs whose labels are unknown but printed like the known ones in `pairs`."""
    used = block_numbers(len(blocks), taken)
    used.update(number for pair in pairs for number in range(pair.first, pair.last + 1))
    found = _by_shape(blocks, pairs, labels, used)
    used.update(number for pair in found for number in (pair.first, pair.last))
    found += _by_lead(blocks, pairs, used)
    used.update(pair.first for pair in found)
    found += _by_recurrence(blocks, pairs, used)
    return found


def with_receivers(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs, those of a label that no vocabulary knows (`Yhdistys`) as applicants where their values are.

    No other label names applicants then, and the sums beside it were got, as in a table with such a column.
    """
    held: defaultdict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if pair.field == "applicant":
            return pairs
        if pair.field == "unknown" and pair.value and not names_givers(pair.label):
            held[pair.label].append(pair.value.text)
    got = any(pair.field in MONEY_FIELDS and names_receipts(pair.label) for pair in pairs) if held else False
    found = {label for label, texts in held.items() if got and _are_organisations(texts)}
    if len(found) != 1:
        return pairs
    return [pair._replace(field="applicant") if pair.label in found else pair for pair in pairs]


def _are_organisations(texts: Sequence[str]) -> bool:
    bodies = sum(map(is_organisation, texts))
    return bodies > 1 and bodies * 3 >= len(texts) * 2


def _by_shape(blocks: Sequence[Block], pairs: Sequence[Pair], labels: Labels, used: BlockNumbers) -> list[Pair]:
    """Find label line and value line printed in the same two elements as known ones."""
    shapes = Counter(
        (blocks[pair.first].shape, blocks[pair.first + 1].shape)
        for pair in pairs
        if pair.value and pair.value.rule == "line" and pair.last > pair.first
    )
    known = {shape for shape, times in shapes.items() if shape[0] != shape[1] and (times > 1 or "." in shape[0])}
    over = {
        (blocks[pair.first].shape, blocks[pair.last].shape)
        for pair in pairs
        if pair.value and pair.last > pair.first and pair.value.block.number == pair.first
    }
    found = _below_values(blocks, over, used) if over else []
    used.update(number for pair in found for number in (pair.first, pair.last))
    for number in range(len(blocks) - 1) if known else ():
        block, value = blocks[number], blocks[number + 1]
        if number in used or number + 1 in used or (block.shape, value.shape) not in known:
            continue
        label = labels.exact(block.text)
        field, text = (label.field, label.text) if label else ("unknown", block.text.rstrip(" :"))
        found.append(Pair(field, text, whole(value, "repetition"), number, number + 1, label.unit if label else ""))
    return found


def _below_values(blocks: Sequence[Block], shapes: AbstractSet[tuple[str, str]], used: AbstractSet[int]) -> list[Pair]:
    """Find value lines with their labels below them, printed in the same two elements as known ones."""
    found: list[Pair] = []
    for number in range(len(blocks) - 1):
        value, block = blocks[number], blocks[number + 1]
        if number in used or number + 1 in used or value.shape == block.shape:
            continue
        if (value.shape, block.shape) in shapes and not (found and found[-1].last == number):
            found.append(Pair("unknown", block.text.rstrip(" :"), whole(value, "repetition"), number, number + 1))
    return found


def _by_lead(blocks: Sequence[Block], pairs: Sequence[Pair], used: BlockNumbers) -> list[Pair]:
    """Find `label: value` lines and emphasised leads in a run of known pairs."""
    rules = {pair.first: pair.value.rule for pair in pairs if pair.value}
    neighbours = {number for number, rule in rules.items() if rule in {"structure", "punctuation"}}
    structured = {blocks[number].paragraph for number, rule in rules.items() if rule == "structure"}
    found: list[Pair] = []
    fringe = {near for number in neighbours for near in (number - 1, number + 1)}.intersection(range(len(blocks)))
    if not any(near not in used and _can_lead(blocks[near], structured) for near in fringe):
        return []
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for number in order:
            block = blocks[number]
            if number in used or (number - 1 not in neighbours and number + 1 not in neighbours):
                continue
            value_at = _can_lead(block, structured)
            if value_at is None:
                continue
            label, start = value_at
            beside = [blocks[near] for near in (number - 1, number + 1) if near in neighbours]
            if block.strong and start < len(block.text) and not any(near.strong for near in beside):
                continue  # all of it emphasised over plain pairs: `**Kasvu: uusi alku**` names them
            neighbours.add(number)
            used.add(number)
            if start < len(block.text):
                value = RawValue(block.text[start:], block, start, len(block.text), block, "repetition")
                found.append(Pair("unknown", label, value, number, number))
    return found


def _can_lead(block: Block, structured: AbstractSet[int]) -> tuple[str, int] | None:
    """Return the leading label of a line that may be a pair; `structured` are paragraphs with labels of their own."""
    if block.kind in {"heading", "term", "definition"} or block.in_table:
        return None
    return _lead(block, block.paragraph in structured)


def _lead(block: Block, beside_structure: bool) -> tuple[str, int] | None:
    """Return a line's leading label and where its value begins, or None where it has none."""
    text = block.text
    if len(text) > LONGEST_NAME:
        return None
    colon = _COLON_LEAD.match(text) if ":" in text else None
    if colon and colon["label"].count(" ") < _LONGEST_LABEL_WORDS and "//" not in text[: colon.end("label") + 3]:
        return colon["label"].rstrip(), colon.start("value") if colon["value"] else len(text)
    first = block.pieces[0] if beside_structure and block.is_parted and len(block.pieces) > 1 else None
    if first and first.strong and not block.strong and first.end <= 60:
        label = text[: first.end].rstrip(" :")
        start = block.pieces[1].start
        if label and label[-1] not in ".,!?":
            return label, start
    return None


def _by_recurrence(blocks: Sequence[Block], pairs: Sequence[Pair], used: BlockNumbers) -> list[Pair]:
    """Find line starts that recur, glued to differing values, at the same place in every project."""
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    for pair in pairs:
        for step, number in ((-1, pair.first - 1), (1, pair.last + 1)):
            if (
                0 <= number < len(blocks)
                and number not in used
                and not blocks[number].in_table
                and blocks[number].kind != "heading"
            ):
                places[pair.label, step].append(number)
    found = []
    for numbers in places.values():
        texts = [blocks[number].text for number in numbers]
        if len(texts) < 2 or len(set(texts)) < 2:
            continue
        end = _shared_label(texts)
        for number in numbers if end else ():
            if number not in used:
                used.add(number)
                block = blocks[number]
                value = RawValue(block.text[end:], block, end, len(block.text), block, "repetition")
                found.append(Pair("unknown", block.text[:end], value, number, number))
    return found


def _shared_label(texts: Sequence[str]) -> int:
    """Return how many leading characters are a label glued to each text's own value; 0 where there is none."""
    first, last = min(texts), max(texts)
    shared = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    ends = [glue.start() for glue in _GLUE.finditer(texts[0]) if 3 < glue.start() <= shared]
    for end in reversed(ends):
        if all(end < len(text) and _GLUE.match(text, end) for text in texts):
            return end
    return 0
