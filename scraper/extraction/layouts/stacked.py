"""Cards without labels: a name, an organisation and a sum, each a line of its own and in the same order in all cards.

In go blocks, out come raw records. At least two lone sums below a line that says that projects were funded are the
evidence; the lines at one distance from each of them are printed alike, and at one distance most are organisations.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.extraction.fit import is_sentence
from scraper.extraction.layouts.above import Above, read_above, titles
from scraper.extraction.numbers import FewNumbers
from scraper.extraction.record import RawRecord
from scraper.extraction.titles import LONGEST_TITLE
from scraper.model import RawValue
from scraper.normalise.money import find_sums, mentions_euros
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import read_period
from scraper.normalise.sums import changed_end

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Labels
    from scraper.model import Block, Document

_LONGEST_SUM = 30
"""Characters of a sum, or a period, that stands alone."""
_MARKS = " ,;|/–—-()"
"""What parts a sum from a period in its line."""
_WIDEST_GAP = 12
"""Sums further apart than so many blocks stand in no cards of one list."""
_HEADER = 5
"""How far above the first card the names of its columns stand, where it is a row of a table."""
_PLACES = (-1, -2, -3, 1, 2)
"""Where a card's other lines stand, counted from its sum; the nearest above it is asked first."""


def lone_sums(document: Document) -> list[int]:
    """Return the numbers of the blocks that are a sum, alone or with its period: without two of them are no cards."""
    blocks = document.blocks.views
    return [number for number in document.blocks.signs.with_digits if _paid(blocks[number])]


def stacked_records(
    document: Document, sums: Sequence[int], labels: Labels, taken: AbstractSet[int]
) -> list[RawRecord]:
    """Return the raw records of all cards around lone sums, in page order; blocks in `taken` are left alone."""
    records: list[RawRecord] = []
    for run in _runs([number for number in sums if number not in taken]):
        records += _headed_by_sums(run, document.blocks.views, labels, taken) or _cards(
            run, document.blocks.views, labels, taken
        )
    return records


def _paid(block: Block) -> tuple[RawValue, RawValue | None] | None:
    """Return the sum in euros that a block is, and the period that may stand beside it; None where it is more."""
    text = block.text
    if len(text) > 2 * _LONGEST_SUM or block.in_table or not (mentions_euros(text) or " e" in text):
        return None
    found = find_sums(text)
    if len(found) != 1 or not found[0].unit:
        return None
    paid = _stretch(block, found[0].start, changed_end(text, found[0].end))
    before, after = text[: paid.start].rstrip(_MARKS), text[paid.end :].strip(_MARKS)
    if not before and not after:
        return (paid, None) if paid.text == text else None
    beside = before or after
    period = read_period(beside)
    if (before and after) or period.start is None or period.end is None:
        return None
    start = text.index(beside)
    return paid, _stretch(block, start, start + len(beside))


def _runs(sums: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in sums:
        if not runs or number - runs[-1][-1] > _WIDEST_GAP:
            runs.append([])
        runs[-1].append(number)
    return [run for run in runs if len(run) > 1]


def _headed_by_sums(
    run: list[int], blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]
) -> list[RawRecord]:
    """Return the records of organisations below a sum that heads them: each got so much, `5 000 €`, `A ry`, `B ry`.

    Groups of one size may be cards of another order, and give none.
    """
    if not all(titles(blocks[number]) for number in run):
        return []
    groups = [_group_below(number, run, blocks, labels, taken) for number in run]
    named = [number for group in groups for number in group]
    bodies = sum(is_organisation(blocks[number].text) for number in named)
    if not all(groups) or len(set(map(len, groups))) == 1 or bodies * 3 < len(named) * 2:
        return []
    above = read_above(run[0], blocks, labels)
    if not above.is_funded or above.is_none or above.breakdown:
        return []
    return [
        _record(number, each - number, None, None, blocks, above)
        for number, group in zip(run, groups, strict=True)
        for each in group
    ]


def _group_below(
    number: int, run: Sequence[int], blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]
) -> list[int]:
    """Return the lines right below a sum that are printed alike, are no titles and can be names."""
    first = blocks[number + 1] if number + 1 < len(blocks) else blocks[number]
    group: list[int] = []
    for each in range(number + 1, len(blocks)):
        block = blocks[each]
        alike = (block.kind, block.shape) == (first.kind, first.shape) and not titles(block)
        if each in run or each in taken or not alike or not _can_be_name(block.text, labels):
            break
        group.append(each)
    return group


def _cards(run: list[int], blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]) -> list[RawRecord]:
    """Return the records of sums that stand in cards of one order, nothing where they don't."""
    places = [place for place in _PLACES if _is_place(place, run, blocks, labels, taken)]
    bodies = {place: sum(is_organisation(blocks[number + place].text) for number in run) for place in places}
    applicant = max(places, key=bodies.__getitem__, default=None)
    if applicant is None or bodies[applicant] * 2 <= len(run):
        return []
    names = _name_places(applicant, [place for place in places if _parts_cards(place, run, blocks)])
    if len(names) > 1:
        names = [place for place in names if titles(blocks[run[0] + place])]
        if len(names) != 1:
            return []  # nothing tells whose card a line belongs to
    name = names[0] if names else None
    if name is not None and bodies[name] * 2 > len(run):
        return []  # a sum over two receivers: each one's, or both have it together
    if _contradicts_header(run[0], applicant, name, blocks, labels):
        return []
    above = read_above(run[0] + min(0, applicant, name or 0), blocks, labels)
    if not above.is_funded or above.is_none or above.breakdown:
        return []
    used = {0, applicant, name or 0}
    period = _period_place(run, used, blocks)
    return [_record(number, applicant, name, period, blocks, above) for number in run]


def _contradicts_header(number: int, applicant: int, name: int | None, blocks: Sequence[Block], labels: Labels) -> bool:
    """Tell whether the lines above the first card name columns that are not the cards': a table has gone to pieces."""
    first = number + min(0, applicant, name or 0)
    near = [labels.exact(block.text) for block in blocks[max(0, first - _HEADER) : first]]
    order = [label.field for label in near if label and label.field in {"name", "applicant"}]
    if len(order) < len(("name", "applicant")):
        return False
    return name is None or (name < applicant) != (order[0] == "name")


def _name_places(applicant: int, places: Sequence[int]) -> list[int]:
    """Return where the cards' names may stand: between the sum and the organisation, else right beside the two."""
    between = [place for place in places if 0 < place * applicant < applicant * applicant]
    if between:
        return between
    step = 1 if applicant > 0 else -1
    return [place for place in places if place in {applicant + step, -step, applicant + 2 * step}][:2]


def _is_place(place: int, run: Sequence[int], blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]) -> bool:
    """Tell whether the lines at one distance from the sums are printed alike and could be names."""
    numbers = [number + place for number in run]
    if numbers[0] < 0 or numbers[-1] >= len(blocks) or not taken.isdisjoint(numbers):
        return False
    if any(following - number <= abs(place) for number, following in pairwise(run)):
        return False  # it is another card's
    if len({(blocks[number].kind, blocks[number].shape, blocks[number].strong) for number in numbers}) > 1:
        return False
    if _is_in_other_cards(place, run, blocks):
        return False
    return all(_can_be_name(blocks[number].text, labels) for number in numbers)


def _is_in_other_cards(place: int, run: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Tell whether a line at one distance from its sum stands in the box or the paragraph of another card's sum."""
    boxes = {blocks[number].container for number in run}
    paragraphs = {blocks[number].paragraph for number in run}
    return any(
        (line.container in boxes and line.container != own.container)
        or (line.paragraph in paragraphs and line.paragraph != own.paragraph)
        for line, own in ((blocks[number + place], blocks[number]) for number in run)
    )


def _can_be_name(text: str, labels: Labels) -> bool:
    if not 2 <= len(text) <= LONGEST_TITLE or text[-1] in ":?!" or is_sentence(text):
        return False
    if not any(map(str.isalpha, text)) or any(found.unit for found in find_sums(text)):
        return False
    return labels.exact(text) is None and not _is_period(text)


def _is_period(text: str) -> bool:
    if text[0].isdigit():
        return read_period(text).start is not None
    return text[-1].isdigit() and len(text) <= _LONGEST_SUM and read_period(text).end is not None


def _period_place(run: Sequence[int], used: AbstractSet[int], blocks: Sequence[Block]) -> int | None:
    """Return where the cards' periods stand, counted from their sums: among a card's lines or right beside them.

    All cards have it there: a line beside one card's may be the next one's first.
    """
    fitting = [
        place
        for place in range(min(used) - 1, max(used) + 2)
        if place not in used and all(_is_period_at(number + place, blocks) for number in run)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_period_at(number: int, blocks: Sequence[Block]) -> bool:
    return 0 <= number < len(blocks) and len(blocks[number].text) <= _LONGEST_SUM and _is_period(blocks[number].text)


def _parts_cards(place: int, run: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Tell whether the lines at one distance tell cards apart: no two are alike."""
    return len({blocks[number + place].text for number in run}) == len(run)


def _record(
    number: int, applicant: int, name: int | None, period: int | None, blocks: Sequence[Block], above: Above
) -> RawRecord:
    """Return the record of one card: its sum stands at `number`, its other lines so far from there."""
    numbers = sorted({number + place for place in (0, applicant, name, period) if place is not None})
    record = RawRecord("stacked", numbers[0], numbers[-1], blocks=FewNumbers(numbers))
    record.values["applicant"] = _whole(blocks[number + applicant])
    paid = _paid(blocks[number])
    assert paid is not None  # noqa: S101  (it is what the cards were found by)
    record.values[above.usual_sum], beside = paid
    if beside is not None:
        record.values["period"] = beside
    record.units[above.usual_sum] = "€"
    if name is not None:
        record.name = _whole(blocks[number + name])
    if period is not None:
        record.values["period"] = _whole(blocks[number + period])
    if status := above.status:
        record.values["status"] = status
    return record


def _whole(block: Block) -> RawValue:
    return _stretch(block, 0, len(block.text))


def _stretch(block: Block, start: int, end: int) -> RawValue:
    return RawValue(block.text[start:end], block, start, end, block, "stacked")
