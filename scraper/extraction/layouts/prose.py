"""News prose: sentences that tell who was granted how much become raw records, several of them in one paragraph.

What the sentences after a grant say of its project (costs, period, implementer) goes with it. A grant that a list on
the page or an earlier sentence tells already is not told twice; headings only repeat what the text says.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.extraction.applications import read_request
from scraper.extraction.fit import unit_of
from scraper.extraction.funder import default_funders
from scraper.extraction.grant_words import Grant, grammar, leaves_open
from scraper.extraction.grants import projects_of, read_grants
from scraper.extraction.layouts.paragraph import is_name, reads_on
from scraper.extraction.numbers import FewNumbers
from scraper.extraction.record import RawRecord
from scraper.extraction.sentence_facts import add_pairs, read_facts, tells_of_grant
from scraper.extraction.sentences import LONGEST_SENTENCE, running_text, sentences
from scraper.extraction.titles import is_listing
from scraper.model import RawValue
from scraper.normalise.inflection import basic_form
from scraper.normalise.money import mentions_euros, read_money
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.bodies import Organisation
    from scraper.extraction.named_projects import Project
    from scraper.extraction.record import Total
    from scraper.extraction.sentences import Span
    from scraper.model import Block, Document

_DIGIT = re.compile("[0-9]")
_LONGEST_LIST = 40
_SHORTEST_NAME = 4
_QUOTE = ("–", "—", "- ", "”", "“", '"', "»")
"""How what somebody said begins."""
_NEAR = 3
"""How many blocks before and after a sentence still speak of the same grants."""


def prose_records(
    document: Document, taken: AbstractSet[int], known: Sequence[RawRecord], totals: Iterable[Total]
) -> list[RawRecord]:
    """Return one raw record for each grant that a sentence tells of, `known` ones left out.

    Blocks numbered in `taken` are explained already, `known` are the page's other records, `totals` what its tables
    print for several rows. Several records of one paragraph share its block.
    """
    blocks = document.blocks.views
    headlines = _headlines(known, blocks)
    listed = [record for record in known if record.first not in headlines]
    told = _Told(listed)
    sums = {read_money(total.value.text, unit=unit_of(total.unit) or Decimal(1)).amount for total in totals}
    if len(listed) > 1:
        sums.add(sum(map(_amount, listed), Decimal()))
    records: list[RawRecord] = []
    for number in document.blocks.signs.with_digits:
        block = blocks[number]
        if number in taken or block.kind not in {"paragraph", "item"} or not mentions_euros(block.text):
            continue
        fresh = [
            record
            for record in _block_records(blocks, number, taken)
            if record not in told and _amount(record) not in sums  # the sum of them all goes to nobody else
        ]
        records += _once(fresh, told)
    if not records and not known:
        for number in document.blocks.styled(lambda style: style.kind == "heading" and style.level == 1):
            if mentions_euros(blocks[number].text):
                records += _block_records(blocks, number, taken)  # news that the headline alone tells in full
    return records


def _once(fresh: Sequence[RawRecord], told: _Told) -> Iterator[RawRecord]:
    """Yield the records of one paragraph that are not told twice in it, and note them in `told`.

    Its receivers may begin alike and get as much: `Lopen Latu ry 100 euroa, Lopen Martat ry 100 euroa`.
    """
    said: set[tuple[Decimal, str]] = set()
    for record in fresh:
        receiver = record.values.get("applicant")
        names = {(_amount(record), _names(value)) for value in (record.name, receiver) if value}
        if (record in told) if record.name else not names.isdisjoint(said):
            continue
        said |= names
        told.add(record)
        yield record


def _names(value: RawValue) -> str:
    """Return how the words of a name begin, in any case: `Lopen kunta` and `Lopen kunnalle` are the same."""
    return " ".join(word[:3] for word in value.text.lower().strip('”"“ ').split())


def without_headlines(
    blocks: Sequence[Block], records: Sequence[RawRecord], told: Iterable[RawRecord]
) -> list[RawRecord]:
    """Return the records but those of headings that only repeat what the text below tells (`told`)."""
    below, headlines = _Told(told), _headlines(records, blocks)
    return [record for record in records if record.first not in headlines or record not in below]


def _headlines(records: Sequence[RawRecord], blocks: Sequence[Block]) -> set[int]:
    """Return the headings that are a record by themselves, and no line of a list: none stands right beside them."""
    firsts = {record.first for record in records}
    return {
        record.first
        for record in records
        if len(record.blocks) == 1
        and blocks[record.first].kind == "heading"
        and firsts.isdisjoint((record.first - 1, record.first + 1))
    }


class _Told:
    """The grants that a page has told already: of the same sum, for the same project or, if one names none, receiver.

    What is told is held by sum and name: a page may tell of thousands.
    """

    def __init__(self, records: Iterable[RawRecord]) -> None:
        self._projects: set[tuple[Decimal, str]] = set()
        self._receivers_alone: set[tuple[Decimal, str]] = set()
        self._names: set[tuple[Decimal, str]] = set()
        for record in records:
            self.add(record)

    def add(self, record: RawRecord) -> None:
        project, names = _named(record)
        self._names |= names
        if project is None:
            self._receivers_alone |= names
        else:
            self._projects.add(project)

    def __contains__(self, record: RawRecord) -> bool:
        project, names = _named(record)
        if project is None:
            return not names.isdisjoint(self._names)
        return project in self._projects or not names.isdisjoint(self._receivers_alone)


def _named(record: RawRecord) -> tuple[tuple[Decimal, str] | None, set[tuple[Decimal, str]]]:
    """Return a record's sum and how its project's name begins, then all its names; none where it has no sum."""
    amount = _amount(record)
    if not amount:
        return None, set()
    name, receiver = record.name, record.values.get("applicant")
    names = {(amount, _begins(value)) for value in (name, receiver) if value}
    return (amount, _begins(name)) if name else None, names


def _amount(record: RawRecord) -> Decimal:
    """Return the euros of a record's grant, 0 where it has none that can be read."""
    granted = record.values.get("granted_amount")
    return (read_money(granted.text, unit=Decimal(1)).amount if granted else None) or Decimal(0)


def _begins(name: RawValue) -> str:
    """Return how a name begins, in any case: `Lopen kunta` and `Lopen kunnalle` do alike, `Lopen opisto` does not."""
    first, _, others = name.text.lower().strip('”"“ ').partition(" ")
    return f"{first[:5]} {others[:3]}"


def _block_records(blocks: Sequence[Block], number: int, taken: AbstractSet[int]) -> list[RawRecord]:
    """Return the records of one paragraph, each with the facts that the sentences after its grant tell."""
    block = blocks[number]
    spans = sentences(block.text)
    told = _tells_of_grants(blocks, number)
    grants = [_grants(block.text[start:end], told=told) for start, end in spans]
    granting = [at for at, found in enumerate(grants) if found]
    records: list[RawRecord] = []
    for at, following in pairwise([*granting, len(spans)]):
        start = spans[at][0]
        made = [_record(block, number, start, grant) for grant in grants[at]]
        if len(made) == 1:
            _add_told(made[0], block, number, spans[at:following])
        records += made
    if not granting and told and tells_of_grant(block.text) and (record := _said_later(block, number, spans)):
        records = [record]
    if len(records) == 1:
        _add_heading(records[0], blocks, number)
        _add_following(records[0], blocks, number, taken)
    return records


def _said_later(block: Block, number: int, spans: Sequence[Span]) -> RawRecord | None:
    """Return the grant of the one project that a paragraph names before it tells of it.

    `Lopen kunta toteuttaa Kuitu-hankkeen. Hankkeelle myönnettiin 70 000 euroa.`
    """
    named = [(at, start, told) for at, (start, end) in enumerate(spans) for told in _named_in(block.text[start:end])]
    if len({block.text[start + each.start : start + each.end] for _, start, (_, each, _) in named}) != 1:
        return None
    at, start, (organisation, project, asked) = named[0]
    facts = [[] if leaves_open(block.text[slice(*span)]) else read_facts(block, number, *span) for span in spans[at:]]
    pairs = [pair for found in facts for pair in found]
    granted = {pair.value.text for pair in pairs if pair.field == "granted_amount" and pair.value}
    if len(granted) != 1:
        return None
    record = RawRecord("prose", number, number, blocks=FewNumbers([number]))
    record.name = _value(block, start + project.start, start + project.end)
    if organisation:
        record.values["applicant"] = _value(block, start + organisation.start, start + organisation.end)
    if asked:
        record.values["applied_amount"] = _value(block, start + asked[0], start + asked[1])
    add_pairs(record, pairs)
    record.description = running_text(block, spans[at + 1 :], facts[1:], "prose")
    return record


def _named_in(sentence: str) -> list[tuple[Organisation | None, Project, Span | None]]:
    """Return the projects that a sentence names, with who carries them out or asked for how much."""
    if request := read_request(sentence):
        return [(request.organisation, request.project, request.sum)] if request.project else []
    return [(project.owner, project, None) for project in projects_of(sentence)]


def _value(block: Block, start: int, end: int) -> RawValue:
    return RawValue(block.text[start:end], block, start, end, block, "prose")


def _add_heading(record: RawRecord, blocks: Sequence[Block], number: int) -> None:
    """Name a grant by the heading right above it where its paragraph says it again: `… euro för Tysta motorer`.

    So it is where the paragraph says `för projektet` alone, and the line above can be the name that this speaks of.
    """
    above = blocks[number - 1] if number else None
    if record.name or above is None or len(above.text) < _SHORTEST_NAME:
        return
    if grammar().verbs.search(above.text) or grammar().shares.search(above.text):
        return  # `Säätiö jakoi apurahoja` is what happened
    block = blocks[number]
    if number > 1 and is_name(above.text) and _speaks_of_one().search(block.text) and not _is_news(above.text):
        record.name = RawValue(above.text, above, 0, len(above.text), above, "prose")
        record.blocks.update([number - 1])
    if record.name or above.kind != "heading":
        return
    start = block.text.find(above.text)
    applicant = record.values.get("applicant")
    if start >= 0 and not (applicant and applicant.start <= start < applicant.end):
        end = start + len(above.text)
        record.name = _value(block, start, end)


def _tells_of_grants(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a paragraph, or one right before it or before the list that it is in, speaks of grants."""
    first = number
    while first > max(0, number - _LONGEST_LIST) and (
        blocks[first].kind == "item" or blocks[first].paragraph == blocks[first - 1].paragraph
    ):
        first -= 1
    near = number if blocks[number].kind == "item" else max(0, number - _NEAR)
    around = (*blocks[near : number + 1], *blocks[max(0, first - _NEAR) : first + 1])
    return any(_context().search(block.text) for block in around)


def _grants(sentence: str, *, told: bool) -> list[Grant]:
    if not _DIGIT.search(sentence) or len(sentence) > LONGEST_SENTENCE:
        return []
    return [grant for grant in read_grants(sentence, told=told) if not _is_envelope(sentence, grant)]


def _is_envelope(text: str, grant: Grant) -> bool:
    """Return whether a sum goes to a body that itself grants: it is handed on, not spent on a project."""
    if grant.project is not None or grant.organisation is None:
        return False
    name = text[grant.organisation.start : grant.organisation.end]
    return bool(default_funders().find(basic_form(name) or name))


def _record(block: Block, number: int, offset: int, grant: Grant) -> RawRecord:
    def value(start: int, end: int) -> RawValue:
        return _value(block, offset + start, offset + end)

    record = RawRecord("prose", number, number, blocks=FewNumbers([number]))
    record.values["granted_amount"] = value(*grant.sum)
    record.labels["granted_amount"] = grant.verb
    if grant.asked:
        record.values["applied_amount"] = value(*grant.asked)
    if grant.project:
        record.name = value(grant.project.start, grant.project.end)
    if grant.organisation:
        record.values["applicant"] = value(grant.organisation.start, grant.organisation.end)
        record.labels["applicant"] = grant.verb
        record.partners = [value(*partner) for partner in grant.organisation.partners]
    return record


def _add_told(record: RawRecord, block: Block, number: int, spans: Sequence[Span]) -> None:
    """Add what the sentence of a grant and those after it tell: facts, and the other sentences as description."""
    facts = [read_facts(block, number, *span) for span in spans]
    record.description = running_text(block, spans[1:], facts[1:], "prose")
    add_pairs(record, [pair for found in facts for pair in found])


def _add_following(record: RawRecord, blocks: Sequence[Block], number: int, taken: AbstractSet[int]) -> None:
    """Add the facts of paragraphs after the grant's that go on about the project: `Hankkeen toteuttajana on …`."""
    for following in range(number + 1, min(number + 1 + _NEAR, len(blocks))):
        block = blocks[following]
        if block.text.startswith(_QUOTE):
            continue
        if following in taken or block.kind != "paragraph" or not _subjects().match(block.text):
            return
        add_pairs(record, read_facts(block, following))
        record.last = max(record.last, *record.blocks)


def _is_news(heading: str) -> bool:
    """Tell whether a heading says more than a name: that somebody granted, or what follows."""
    return heading[-1] in ".,:;!?" or is_listing(heading) or _context().search(heading) is not None or reads_on(heading)


@cache
def _speaks_of_one() -> re.Pattern[str]:
    """Return a pattern of a project that is spoken of and not named, ` hankkeeseen.`, ` för projektet`."""
    return re.compile(rf"\s(?:{either(words('prose', 'grant', 'recipients'))})(?=[.,]|$)", re.IGNORECASE)


@cache
def _context() -> re.Pattern[str]:
    return re.compile(either(words("prose", "verbs", "context")), re.IGNORECASE)


@cache
def _subjects() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('prose', 'verbs', 'subjects'))})(?![\w-])", re.IGNORECASE)
