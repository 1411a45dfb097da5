"""The one way into extraction: a Document in, what the page says and its raw records out.

Layout readers propose records with the blocks that they explain; no block is explained twice. What looks like data
and is explained by none is named in `unread`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from scraper.extraction.credible import projects
from scraper.extraction.funder import read_funder
from scraper.extraction.grid import grids
from scraper.extraction.labels import default_labels
from scraper.extraction.language import read_language
from scraper.extraction.layouts.described import described_records
from scraper.extraction.layouts.labelled import labelled_records
from scraper.extraction.layouts.listing import listed_records
from scraper.extraction.layouts.one_liner import one_line_records
from scraper.extraction.layouts.prose import prose_records, without_headlines
from scraper.extraction.layouts.table import side_by_side, table_pairs, table_records
from scraper.extraction.numbers import BlockNumbers, block_numbers
from scraper.extraction.page import PageFacts, read_updated
from scraper.extraction.page_title import read_title
from scraper.extraction.pairs import find_pairs, lines_of_facts
from scraper.extraction.programme import read_programme, read_year
from scraper.extraction.sections import default_sections
from scraper.extraction.unknown import find_unknown
from scraper.model import RawValue
from scraper.normalise.money import find_sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Labels
    from scraper.extraction.record import Pair, RawRecord
    from scraper.model import Block, Document

MOST_UNREAD = 50
"""How many unread blocks are named at most; more of them say no more."""


@dataclass(slots=True)
class Found:
    """All that was found on a page, nothing normalised yet."""

    page: PageFacts
    records: list[RawRecord]
    language: str | None
    unread: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Stated:
    """What a page's pairs say beside the projects' own facts."""

    of_page: list[Pair]
    """The pairs that may say something of the page itself."""
    facts: BlockNumbers
    """The blocks in which pairs stand."""
    data: BlockNumbers
    """The blocks in which a label with a value stands that some project should have."""
    calls: list[int]
    """The blocks in which labels stand that only a call for applications prints."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], blocks: int) -> _Stated:
        """Return what these pairs say, on a page of so many blocks."""
        beside = {"page_updated", "call", "other"}
        return cls(
            [pair for pair in pairs if pair.field in {"page_updated", "funder", "programme"}],
            block_numbers(blocks, (number for pair in pairs for number in range(pair.first, pair.last + 1))),
            block_numbers(blocks, (pair.first for pair in pairs if pair.value and pair.field not in beside)),
            [pair.first for pair in pairs if pair.field == "call"],
        )


def _handed_over(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs in order and keep none: whoever takes them can let them go."""
    pairs.reverse()
    while pairs:
        yield pairs.pop()


def find_projects(document: Document, url: str | None) -> Found:
    """Return what the page says of itself and of its projects."""
    labels, sections = default_labels(), default_sections()
    blocks = document.blocks.views
    titled = read_title(document, url)
    title = titled[0] if titled else None
    records, pairs, taken, opened = _tables(blocks, labels)
    listed = listed_records(blocks, labels, taken)
    records += listed
    taken.update(_explained(listed))
    in_lines = find_pairs(document, labels, _and_of(pairs, taken, len(blocks)), opened)
    lines = one_line_records(
        blocks, labels, block_numbers(len(blocks), chain(taken, lines_of_facts(blocks, in_lines, labels)))
    )
    if lines:
        records += lines
        taken.update(_explained(lines))
        in_lines = find_pairs(document, labels, _and_of(pairs, taken, len(blocks)), opened)
    pairs += _handed_over(in_lines)
    pairs += find_unknown(blocks, pairs, labels, taken)
    pairs.sort(key=lambda pair: pair.first)
    stated = _Stated.of(pairs, len(blocks))
    records += labelled_records(document, _handed_over(pairs), labels, sections, title)
    records.sort(key=lambda record: record.first)
    calls = stated.calls
    records = projects(records, calls, title)
    explained = block_numbers(len(blocks), _explained(records))
    described = projects(described_records(blocks, sections, explained), calls, title)
    explained.update(_explained(described))
    told = projects(prose_records(blocks, explained, [*records, *described]), calls, title)
    explained.update(_explained(told))
    records = [*without_headlines(blocks, records, [*described, *told]), *described, *told]
    records.sort(key=lambda record: record.first)
    language = document.language or read_language(blocks)
    page = _page(document, url, stated, titled, records, explained, language)
    return Found(page, records, language, _unread(blocks, explained, stated))


def _tables(blocks: Sequence[Block], labels: Labels) -> tuple[list[RawRecord], list[Pair], BlockNumbers, set[int]]:
    """Return the records and the pairs of the page's tables, the blocks that these records explain, and the others."""
    records: list[RawRecord] = []
    pairs: list[Pair] = []
    opened: set[int] = set()
    read = [(grid, table_records(grid, labels) or side_by_side(grid, labels)) for grid in grids(blocks)]
    with_rows = [found for _, found in read if found]
    # Tables of one row each that none of them names: what stands over each table does.
    if len(with_rows) > 1 and all(len(found) == 1 and found[0].name is None for found in with_rows):
        read = [(grid, [] if table_pairs(grid, labels) else found) for grid, found in read]
    for grid, found in read:
        records += found
        in_rows = [] if found else table_pairs(grid, labels)
        pairs += in_rows
        if not found and not in_rows:
            opened.update(number for numbers in grid.numbers.values() for number in numbers)
    return records, pairs, block_numbers(len(blocks), _explained(records)), opened


def _and_of(pairs: Iterable[Pair], taken: Iterable[int], blocks: int) -> BlockNumbers:
    """Return the numbers in `taken`, and those of the blocks in which pairs stand."""
    return block_numbers(
        blocks, chain(taken, (number for pair in pairs for number in range(pair.first, pair.last + 1)))
    )


def _explained(records: Iterable[RawRecord]) -> Iterator[int]:
    """Yield the numbers of the blocks that records explain."""
    return (number for record in records for number in record.blocks)


def _page(
    document: Document,
    url: str | None,
    stated: _Stated,
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
    outside = [block for number, block in enumerate(blocks) if number not in explained]
    told = {record.first for record in records if record.layout == "prose"}  # news tells who granted in one breath
    speaking = [block for number, block in enumerate(blocks) if number in told or number not in explained]
    stating = _own_words(blocks, stated) if len(records) == 1 else speaking
    first = min((record.first for record in records), default=len(blocks))
    if updated := read_updated(document, stated.of_page, title, first):
        page.updated, page.raw["updated"] = updated
    if funder := read_funder(document, url, stated.of_page, title, stating, language):
        page.funder, page.funder_region = funder[0]
        if funder[1]:
            page.raw["funder"] = funder[1]
    if programme := read_programme(stated.of_page, title, stating):
        page.programme, page.raw["programme"] = programme
    published = page.raw.get("updated") if _is_publication(page.raw.get("updated"), stated.of_page) else None
    if year := read_year(title, outside, published):
        page.programme_year, page.raw["programme_year"] = year
    return page


def _is_publication(shown: RawValue | None, pairs: Sequence[Pair]) -> bool:
    """Tell whether the page's date is the day when it was published: no label says that it was changed later."""
    return shown is not None and not any(
        pair.value == shown and not pair.label.lower().startswith(("julk", "publi")) for pair in pairs
    )


def _own_words(blocks: Sequence[Block], stated: _Stated) -> list[Block]:
    """Return the blocks of a one-project page that are no labelled fact: what it says of the project and of itself."""
    return [block for number, block in enumerate(blocks) if number not in stated.facts]


def _unread(blocks: Sequence[Block], explained: AbstractSet[int], stated: _Stated) -> list[str]:
    """Return the text of blocks that look like data (a sum, a label with a value) and that no record explains."""
    unread = [
        block.text[:300]
        for number, block in enumerate(blocks)
        if number not in explained and (number in stated.data or any(found.unit for found in find_sums(block.text)))
    ]
    return unread[:MOST_UNREAD]
