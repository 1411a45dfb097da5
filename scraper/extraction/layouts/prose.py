"""News prose: sentences that tell who was granted how much become raw records, several of them in one paragraph.

What the sentences after a grant say of its project (costs, period, implementer) goes with it. A grant that a list on
the page or an earlier sentence tells already is not told twice; headings only repeat what the text says.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scraper.extraction.funder import default_funders
from scraper.extraction.grants import Grant, read_grants
from scraper.extraction.record import RawRecord
from scraper.extraction.sentences import add_pairs, read_facts, sentences
from scraper.model import RawValue
from scraper.normalise.inflection import basic_form
from scraper.normalise.money import read_money
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from scraper.extraction.record import Pair
    from scraper.extraction.sentences import Span
    from scraper.model import Block

_DIGIT = re.compile("[0-9]")
_NEAR = 3
"""How many blocks before and after a sentence still speak of the same grants."""


def prose_records(blocks: Sequence[Block], taken: set[int], known: Iterable[RawRecord]) -> list[RawRecord]:
    """Return one raw record for each grant that a sentence tells of, `known` ones left out.

    Blocks numbered in `taken` are explained already, `known` are the page's other records. Several records of one
    paragraph share its block.
    """
    told = {key for record in known if (key := _key(record))}
    records: list[RawRecord] = []
    for number, block in enumerate(blocks):
        if number in taken or block.kind not in {"paragraph", "item"} or not _tells_of_money(block.text):
            continue
        for record in _block_records(blocks, number, taken):
            key = _key(record)
            if key is None or key not in told:
                records.append(record)
            if key:
                told.add(key)
    return records


def _tells_of_money(text: str) -> bool:
    return _DIGIT.search(text) is not None and ("€" in text or "eur" in text or "EUR" in text or "Eur" in text)


def _key(record: RawRecord) -> tuple[str, Decimal] | None:
    """Return what tells one grant from another: how the receiver's name begins, and the sum."""
    receiver = record.values.get("applicant") or record.name
    granted = record.values.get("granted_amount")
    if receiver is None or granted is None:
        return None
    unit = record.units.get("granted_amount", "")
    amount = read_money(
        granted.text if "€" in granted.text or "e" in granted.text.lower() else f"{granted.text} {unit}"
    )
    return None if amount.amount is None else (receiver.text.lower().strip('”"“ ')[:5], amount.amount)


def _block_records(blocks: Sequence[Block], number: int, taken: set[int]) -> list[RawRecord]:
    """Return the records of one paragraph, each with the facts that the sentences after its grant tell."""
    block = blocks[number]
    spans = sentences(block.text)
    grants = [_grants(blocks, number, span) for span in spans]
    records: list[RawRecord] = []
    for at, ((start, end), found) in enumerate(zip(spans, grants, strict=True)):
        made = [_record(block, number, start, grant) for grant in found]
        if len(made) == 1:
            following = next((later for later in range(at + 1, len(spans)) if grants[later]), len(spans))
            _add_told(made[0], block, number, [(start, end), *spans[at + 1 : following]])
            if sum(map(len, grants)) == 1:
                _add_following(made[0], blocks, number, taken)
        records += made
    return records


def _grants(blocks: Sequence[Block], number: int, span: Span) -> list[Grant]:
    text = blocks[number].text[slice(*span)]
    if not _DIGIT.search(text):
        return []
    near = range(max(0, number - _NEAR), number + 1)
    told = any(_context().search(blocks[each].text) for each in near)
    return [grant for grant in read_grants(text, told=told) if not _is_envelope(text, grant)]


def _is_envelope(text: str, grant: Grant) -> bool:
    """Return whether a sum goes to a body that itself grants: it is handed on, not spent on a project."""
    if grant.project is not None or grant.organisation is None:
        return False
    name = text[grant.organisation.start : grant.organisation.end]
    return bool(default_funders().find(basic_form(name) or name))


def _record(block: Block, number: int, offset: int, grant: Grant) -> RawRecord:
    def value(start: int, end: int) -> RawValue:
        return RawValue(block.text[offset + start : offset + end], block, offset + start, offset + end, block, "prose")

    record = RawRecord("prose", number, number, blocks={number})
    record.values["granted_amount"] = value(*grant.sum)
    record.labels["granted_amount"] = grant.verb
    if grant.project:
        record.name = value(grant.project.start, grant.project.end)
    if grant.organisation:
        record.values["applicant"] = value(grant.organisation.start, grant.organisation.end)
        record.labels["applicant"] = grant.verb
        record.partners = [value(*partner) for partner in grant.organisation.partners]
    return record


def _add_told(record: RawRecord, block: Block, number: int, spans: Sequence[Span]) -> None:
    """Add what the sentence of a grant and those after it tell: facts, and the other sentences as description."""
    pairs: list[Pair] = []
    for position, (start, end) in enumerate(spans):
        facts = read_facts(block, number, start, end)
        pairs += facts
        if position and not facts:
            record.description.append(RawValue(block.text[start:end], block, start, end, block, "prose"))
    add_pairs(record, pairs)


def _add_following(record: RawRecord, blocks: Sequence[Block], number: int, taken: set[int]) -> None:
    """Add the facts of paragraphs after the grant's that go on about the project: `Hankkeen toteuttajana on …`."""
    for following in range(number + 1, min(number + 1 + _NEAR, len(blocks))):
        block = blocks[following]
        if following in taken or block.kind != "paragraph" or not _subjects().match(block.text):
            return
        add_pairs(record, read_facts(block, following))
        record.last = max(record.last, *record.blocks)


@cache
def _context() -> re.Pattern[str]:
    return re.compile(either(words("prose", "verbs", "context")), re.IGNORECASE)


@cache
def _subjects() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('prose', 'verbs', 'subjects'))})(?![\w-])", re.IGNORECASE)
