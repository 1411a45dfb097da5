"""Labelled projects: groups of label/value pairs become raw records with a name, a description and goals.

The name is the page's `Hankkeen nimi` if it prints one, else the line that titles the facts. The text between a
project's name and the next one's is its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.body import read_body
from scraper.extraction.fit import fits
from scraper.extraction.groups import group_pairs
from scraper.extraction.labels import default_labels, names_receipts
from scraper.extraction.layouts.titled import take_applicant, take_applicants
from scraper.extraction.leads import read_lead
from scraper.extraction.pairs import whole
from scraper.extraction.record import RawRecord
from scraper.extraction.sections import leads_to_goals
from scraper.extraction.statuses import take_decided_sum
from scraper.extraction.titles import Candidate, TitleReader, elect, is_listing
from scraper.normalise.money import mentions_euros, trailing_sum
from scraper.normalise.organisation import is_organisation, legal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extraction.groups import Group
    from scraper.extraction.labels import Field, Labels
    from scraper.extraction.record import Pair
    from scraper.extraction.sections import Sections
    from scraper.model import Block, Document, RawValue


_OF_PAGE = frozenset({"page_updated", "call", "total"})
"""Labels that say something of the page, or of several projects."""

_NUMBER = re.compile(r"[0-9]{1,3} ?§ +|§ ?[0-9]{1,3}[.:]? +|[0-9]{1,3}[.)] +(?=\W?[A-ZÅÄÖ])")


def labelled_records(
    document: Document, pairs: Iterable[Pair], labels: Labels, sections: Sections, title: Block | None
) -> list[RawRecord]:
    """Return one raw record for each group of pairs; `title` is the line that titles the page, where there is one."""
    facts: list[Pair] = []
    openers: dict[int, Field] = {}
    sums: list[Pair] = []
    for pair in pairs:
        if pair.value is None:
            openers[pair.first] = pair.field
        if pair.field == "total" and pair.value:
            sums.append(pair)
        if pair.field not in _OF_PAGE and (pair.value or pair.field == "goals"):
            facts.append(pair)
    if not any(pair.value for pair in facts):
        return []
    if len(sums) > 1 and title is not None and _are_grants(sums, facts, title):
        facts = sorted([*facts, *(pair._replace(field="granted_amount") for pair in sums)], key=lambda pair: pair.first)
    titles = TitleReader(document.blocks, labels, sections)
    groups = group_pairs(facts, document, titles)
    del facts  # a page may hold a hundred thousand: each is let go when its record is made
    names = _names(groups, document, titles, title)
    owners = _owners(groups, names, document.blocks.views)
    bounds = [
        name.number if name and name.distance > 0 else owner.number if owner else group.first
        for group, name, owner in zip(groups, names, owners, strict=True)
    ]
    records = []
    for number, (group, name, owner) in enumerate(zip(groups, names, owners, strict=True)):
        end = bounds[number + 1] if number + 1 < len(groups) else len(document.blocks.views)
        record = _record(group, name, document.blocks.views, title)
        if owner:
            record.values.setdefault("applicant", whole(owner, "unlabelled"))
            record.blocks.add(owner.number)
        body = _body(group, name, (bounds[number], end), document, sections)
        last = group.last if document.media == "text" else end
        read_body(document.blocks.views, body, record, openers, sections, last)
        _take_receiver(record)
        group.pairs.clear()
        records.append(record)
    take_applicants(records)
    return records


def without_titles(records: Sequence[RawRecord], labelled: Sequence[RawRecord]) -> list[RawRecord]:
    """Return the records but those that are the title of labelled facts and nothing more: `Silta, 5 000 €`."""
    titles = {record.name.block.number for record in labelled if record.name and record.name.rule == "title"}
    return [
        record
        for record in records
        if record.layout != "one_liner" or record.first not in titles or "applicant" in record.values
    ]


def _are_grants(sums: Sequence[Pair], facts: Sequence[Pair], title: Block) -> bool:
    """Tell whether `Summa` beside each project is what it got: the title says so, and there is nothing to add up."""
    lead = read_lead(title.text)
    if lead is None or lead.stance != "granted":
        return False
    return not any(pair.value and fits("granted_amount", pair.value.text, pair.unit) for pair in facts)


def _owners(groups: Sequence[Group], names: Sequence[Candidate | None], blocks: Sequence[Block]) -> list[Block | None]:
    """Return the organisation on the line above each project whose name has a label: it is that one's applicant.

    So it is above names without a label, where each of them has one.
    """
    owners: list[Block | None] = []
    after = 0
    for group, name in zip(groups, names, strict=True):
        first = name.number if name and name.distance > 0 else group.first
        above = blocks[first - 1] if first > after else None
        titled = above is not None and not above.in_table and (above.strong or above.kind == "heading")
        owners.append(above if above and titled and is_organisation(above.text) else None)
        after = group.last + 1
    if len(owners) > 1 and all(owners):
        return owners
    return [owner if name is None else None for owner, name in zip(owners, names, strict=True)]


def _names(
    groups: Sequence[Group], document: Document, titles: TitleReader, title: Block | None
) -> list[Candidate | None]:
    """Return the line that names each group, or None where its name has a label or nothing names it."""
    cards = {group.card for group in groups if group.card}
    candidates = [
        [] if group.is_contact else _candidates(groups, number, cards, document, titles)
        for number, group in enumerate(groups)
    ]
    if len(groups) == 1 and title is not None and not is_listing(title.text):
        of_page = [c for c in candidates[0] if document.blocks.views[c.number] == title]
        if of_page:
            return list(of_page)
        if document.media == "text" and title.number < groups[0].first and not candidates[0]:
            return [Candidate(title.number, title.text, ("line", 0), groups[0].first - title.number)]
    if title is not None and len(groups) > 1 and is_listing(title.text):
        candidates[0] = [c for c in candidates[0] if document.blocks.views[c.number] != title] or candidates[0]
    names = _without_numbers(_above_bodies(elect(candidates), groups, document.blocks.views, titles))
    for number, (group, name) in enumerate(zip(groups, names, strict=True)):
        if name is None and number:
            names[number] = _first_line(group, candidates[number], document.blocks.views)
    return [
        None if any(pair.field == "name" for pair in group.pairs) else name
        for group, name in zip(groups, names, strict=True)
    ]


def _above_bodies(
    names: list[Candidate | None], groups: Sequence[Group], blocks: Sequence[Block], titles: TitleReader
) -> list[Candidate | None]:
    """Return the lines above those that were elected, where these are organisations on plain lines in all groups.

    In a card of name, organisation and facts, the organisation stands nearest to the facts.
    """
    if len(groups) < 2 or any(name is None or name.style != ("line", 0) for name in names):
        return names
    if any(pair.field == "applicant" for group in groups for pair in group.pairs):
        return names
    above: list[Candidate | None] = []
    after = 0
    for name, group in zip(names, groups, strict=True):
        if name is None or name.number <= after or not is_organisation(name.text):
            return names
        one = titles.candidate(name.number - 1, name.number)
        if one is None or is_organisation(one.text) or blocks[one.number].paragraph != blocks[name.number].paragraph:
            return names
        above.append(one._replace(distance=group.first - one.number))
        after = group.last + 1
    return above if len({one.text for one in above if one}) == len(above) else names


def _first_line(group: Group, candidates: Sequence[Candidate], blocks: Sequence[Block]) -> Candidate | None:
    """Return the line right above a group's facts that begins their paragraph, though nothing prints it as a name."""
    paragraph = blocks[group.first].paragraph
    return next((one for one in candidates if one.distance == 1 and blocks[one.number].paragraph == paragraph), None)


def _without_numbers(names: list[Candidate | None]) -> list[Candidate | None]:
    """Take the numbers off names that are all numbered: `1. Biohiili`, `2. Kuituhamppu`."""
    found = [_NUMBER.match(name.text) for name in names if name]
    if len(found) < 2 or not all(found):
        return names
    return [name and name._replace(text=_NUMBER.sub("", name.text)) for name in names]


def _candidates(
    groups: Sequence[Group], number: int, cards: set[int], document: Document, titles: TitleReader
) -> list[Candidate]:
    """Return the lines that could name a group: after the last one's facts and before its own, and in its card."""
    group, blocks, parents = groups[number], document.blocks.views, document.parents
    start, first = groups[number - 1].last + 1 if number else 0, group.first
    if document.media == "text":
        start, first = group.below_menu(titles) or (start, first)
    found = titles.before(start, first)
    if document.media == "text":
        found += titles.above_text(start, first)
    if cards:
        found = [one for one in found if not _in_other_card(blocks[one.number].container, group.card, cards, parents)]
    if group.card:
        end, last = group.first + 1, groups[number + 1].first if number + 1 < len(groups) else len(blocks)
        while end < last and _inside(blocks[end].container, group.card, parents):
            end += 1
        found += titles.within(group.first + 1, end, group.first)
    return found


def _in_other_card(container: int, own: int, cards: set[int], parents: Sequence[int]) -> bool:
    """Tell whether a container stands in a card that is not the group's own."""
    while container >= 0:
        if container in cards and container != own:
            return True
        container = parents[container]
    return False


def _inside(container: int, card: int, parents: Sequence[int]) -> bool:
    """Tell whether a container is a card or stands in it."""
    while container >= 0 and container != card:
        container = parents[container]
    return container == card


def _record(group: Group, name: Candidate | None, blocks: Sequence[Block], title: Block | None) -> RawRecord:
    """Return the record of a group's labelled facts and its name."""
    record = RawRecord("labelled", group.first, group.last)
    for pair in group.pairs:
        if pair.field == "name" and record.name is None:
            record.name = pair.value
            record.labels["name"] = pair.label
            record.blocks.update(range(pair.first, pair.last + 1))
        else:
            record.take(pair)
    take_decided_sum(record)
    if name is not None:
        line = whole(blocks[name.number], "title")
        record.name = record.name or line._replace(text=name.text, start=line.end - len(name.text))
        if "applicant" not in record.values:
            take_applicant(record, record.name)
        if record.name:
            _take_sum(record, record.name, title)
        record.blocks.add(name.number)
        record.first = min(record.first, name.number)
    return record


def _take_receiver(record: RawRecord) -> None:
    """Take the organisation over a sum that a label says somebody got for its applicant: `Paja Oy`, `Tuki 5 000 €`."""
    name, label = record.name, record.labels.get("granted_amount", "")
    if name is None or "applicant" in record.values or not (names_receipts(label) or _adds_up(label)):
        return
    titled = not name.block.in_table and (name.block.strong or name.block.kind == "heading")
    if titled and is_organisation(name.text) and legal_form(name.text):
        record.values["applicant"] = name


def _adds_up(label: str) -> bool:
    """Tell whether a label is one of sums: a grant has it only where a page prints it for each (`_are_grants`)."""
    known = default_labels().exact(label)
    return known is not None and known.field == "total"


def _take_sum(record: RawRecord, name: RawValue, title: Block | None) -> None:
    """Part a name from the sum that a mark, or an element of its own, sets off behind it: `Biohiili, 35 000 €`.

    It was granted unless the page's title says that it was asked for; a sum that a label names already stays.
    """
    ends = name.text.endswith((")", " e")) or mentions_euros(name.text)
    found = trailing_sum(name.text) if ends else None
    if found is None or found[1].amount is None or mentions_euros(name.text[: found[0]]):
        return
    end = len(name.text[: found[0]].rstrip(" ,;(–—"))
    own = any(run.start == name.start + found[0] for run in name.block.runs) if name.block.is_parted else False
    if end < 2 or (name.text[end : found[0]].isspace() and not own):
        return
    lead = read_lead(title.text) if title else None
    field: Field = "applied_amount" if lead and lead.stance == "applied" else "granted_amount"
    text = name.text[found[0] :].rstrip(" )")
    start = name.start + found[0]
    record.name = name._replace(text=name.text[:end], end=name.start + end)
    if field not in record.values:
        record.values[field] = name._replace(text=text, start=start, end=start + len(text))
        record.units[field] = "€"


def _body(
    group: Group, name: Candidate | None, bounds: tuple[int, int], document: Document, sections: Sections
) -> list[int]:
    """Return the numbers of the blocks that hold the project's own text: its card's, or those up to the next name."""
    blocks = document.blocks.views
    if group.card and name and _inside(blocks[name.number].container, group.card, document.parents):
        return _card_blocks(group, document)
    title = blocks[name.number] if name else None
    numbers = []
    for at in range(*bounds):
        if at > group.last and blocks[at].kind == "heading" and _ends_project(blocks[at], title, sections):
            break
        numbers.append(at)
    return numbers


def _card_blocks(group: Group, document: Document) -> list[int]:
    """Return the numbers of the blocks in a group's card; a card's blocks follow each other."""
    blocks, parents = document.blocks.views, document.parents
    start, end = group.first, group.first + 1
    while start > 0 and _inside(blocks[start - 1].container, group.card, parents):
        start -= 1
    while end < len(blocks) and _inside(blocks[end].container, group.card, parents):
        end += 1
    return list(range(start, end))


def _ends_project(block: Block, title: Block | None, sections: Sections) -> bool:
    """Tell whether a heading after the facts begins something else than a part of this project."""
    if sections.kind(block.text) in {"goals", "description", "about"} or leads_to_goals(block.text):
        return False
    if title is None or title.kind != "heading" or title.level == 0:
        return block.level > 0 or (title is not None and title.kind == "heading")
    return 0 < block.level <= title.level
