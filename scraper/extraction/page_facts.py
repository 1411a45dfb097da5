"""What a page says of itself, all of it: the readers of single facts asked in turn, each for the words it may read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import filterfalse
from typing import TYPE_CHECKING

from scraper.extraction.funder import read_funder
from scraper.extraction.numbers import BlockNumbers, block_numbers
from scraper.extraction.page import PageFacts, read_updated
from scraper.extraction.pairs import whole
from scraper.extraction.programme import default_programmes, read_programme, read_year
from scraper.extraction.publisher import read_publisher
from scraper.model import RawValue
from scraper.normalise.period import find_dates, read_date, read_period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from scraper.extraction.record import Pair, RawRecord
    from scraper.model import Block, Document


@dataclass(slots=True)
class Stated:
    """What a page's pairs say beside the projects' own facts."""

    of_page: list[Pair]
    """The pairs that may say something of the page itself."""
    payers: list[Pair]
    """The labels of grants whose values hold no figure: they say who pays, `Rahoitus: REACT-EU`."""
    facts: BlockNumbers
    """The blocks in which pairs stand."""
    data: BlockNumbers
    """The blocks in which a label with a value stands that some project should have."""
    calls: list[int]
    """The blocks in which labels stand that only a call for applications prints."""
    funds: dict[str, Pair]
    """The programmes that the labels of all grants name, `AKKE-rahoitus: 45 000 €`, each with the first such pair."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], blocks: int) -> Stated:
        """Return what these pairs say, on a page of so many blocks."""
        beside = {"page_updated", "call", "other"}
        return cls(
            [pair for pair in pairs if pair.field in {"page_updated", "funder", "programme"}],
            [pair for pair in pairs if pair.field == "granted_amount" and pair.value and _names(pair.value)],
            block_numbers(blocks, (number for pair in pairs for number in range(pair.first, pair.last + 1))),
            block_numbers(blocks, (pair.first for pair in pairs if pair.value and pair.field not in beside)),
            [pair.first for pair in pairs if pair.field == "call"],
            _funds(pairs),
        )


def read_page(
    document: Document,
    url: str | None,
    stated: Stated,
    titled: tuple[Block, int] | None,
    records: list[RawRecord],
    explained: AbstractSet[int],
    language: str | None,
) -> PageFacts:
    """Return what the page says of itself, each fact from the words outside its projects."""
    page = PageFacts()
    blocks = document.blocks.views
    title = titled[0] if titled else None
    if titled:
        block, end = titled
        page.title_block, page.title = block, block.text[:end]
        page.raw["title"] = RawValue(page.title, block, 0, end, block, "title")
    numbers = list(filterfalse(explained.__contains__, range(len(blocks))))
    outside = [blocks[number] for number in numbers]
    told = {record.first for record in records if record.layout == "prose"}  # news tells who granted in one breath
    speaking = [blocks[number] for number in sorted(told.union(numbers))] if told else outside
    stating = _own_words(blocks, stated) if len(records) == 1 else speaking
    first = min((record.first for record in records), default=len(blocks))
    if title is not None and first <= title.number < len(blocks):
        first = title.number + 2  # a page of one project may print its own date right below the name
    if updated := read_updated(document, stated.of_page, title, first):
        page.updated, page.raw["updated"] = updated
    if funder := read_funder(document, url, [*stated.of_page, *stated.payers], title, stating, language):
        page.funder, page.funder_region = funder[0].name, funder[0].region
        if funder[1]:
            page.raw["funder"] = funder[1]
    programme = read_programme(stated.of_page, stated.payers, title, stating, _beside(document))
    if programme := programme or _fund(blocks, stated.funds) or _shared(records):
        page.programme, page.raw["programme"] = programme
    labelled = any(pair.field == "funder" for pair in stated.of_page)
    if page.funder is None and not labelled and (publisher := read_publisher(document, records, page.programme)):
        page.funder, page.raw["funder"] = publisher
    published = _publication(document, page.raw.get("updated"), stated.of_page)
    updates = {pair.first for pair in stated.of_page if pair.field == "page_updated"}
    year = read_year(title, outside, published, projects=len(records))
    if year and (_can_be_of(records, published) if year[1] == published else year[1].block.number not in updates):
        page.programme_year, page.raw["programme_year"] = year
    return page


def _names(value: RawValue) -> bool:
    """Tell whether a value is words without any figure."""
    return not any(map(str.isdigit, value.text))


def _shared(records: Sequence[RawRecord]) -> tuple[str, RawValue] | None:
    """Return the programme that a label or a column names beside each project, where it is one for all."""
    values = [record.values.get("programme") for record in records]
    named = {default_programmes().named(value.text) if value else "" for value in values}
    return (named.pop(), values[0]) if len(named) == 1 and values[0] else None


def _beside(document: Document) -> list[Block]:
    """Return what the page says beside its text: its site's name, and what stands in its header and footer."""
    return [block for name in ("site_name", "title", "margin") for block in document.facts.get(name, ())]


def _funds(pairs: Sequence[Pair]) -> dict[str, Pair]:
    """Return the programmes that the labels of all grants name, none where one names none; each is looked at once.

    Where nothing was granted yet, those of the sums asked for count.
    """
    found: dict[str, Pair] = {}
    asked = not any(pair.field == "granted_amount" for pair in pairs)
    field = "applied_amount" if asked else "granted_amount"
    for label, pair in {pair.label: pair for pair in reversed(pairs) if pair.field == field}.items():
        mentions = default_programmes().find(label)
        if not mentions:
            return {}
        for mention in mentions:
            found.setdefault(mention.code, pair)
    return found


def _fund(blocks: Sequence[Block], funds: dict[str, Pair]) -> tuple[str, RawValue] | None:
    """Return the one programme whose money labels speak of, and where the first of them does."""
    if len(funds) != 1:
        return None
    [(code, pair)] = funds.items()
    block = blocks[pair.first]
    begin = block.text.find(pair.label)
    if begin < 0:
        return None
    [mention, *_] = default_programmes().find(pair.label)
    start, end = begin + mention.start, begin + mention.end
    return code, RawValue(block.text[start:end], block, start, end, block, "mention")


def _publication(document: Document, shown: RawValue | None, pairs: Sequence[Pair]) -> RawValue | None:
    """Return where the page says when it was published: its date, unless that is said to be of a later change."""
    if shown is not None and shown.block in document.facts.get("modified", ()):
        return next((whole(block, "metadata") for block in document.facts.get("published", ())), None)
    changed = any(
        pair.value == shown and not pair.label.lower().startswith(("julk", "publi", "posted")) for pair in pairs
    )
    return None if changed else shown


def _can_be_of(records: Sequence[RawRecord], published: RawValue) -> bool:
    """Tell whether a page's date can be that of its grants: it is not where all projects were over by then."""
    days = find_dates(published.text)
    ends = (_end(record) for record in records)
    return not records or not days or any(end is None or end >= days[0][2] for end in ends)


def _end(record: RawRecord) -> date | None:
    """Return the day on which a project ended, None where nothing says so."""
    if period := record.values.get("period"):
        return read_period(period.text).end
    value = record.values.get("end_date")
    day = read_date(value.text) if value else None
    return day[0] if day else None


def _own_words(blocks: Sequence[Block], stated: Stated) -> list[Block]:
    """Return the blocks of a one-project page that are no labelled fact: what it says of the project and of itself."""
    return [block for number, block in enumerate(blocks) if number not in stated.facts]
