"""The one way into extraction: a Document in, what the page says and its raw records out.

Layout readers propose records with the blocks that they explain; no block is explained twice. What looks like data
and is explained by none is named in `unread`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from scraper.extraction.credible import projects
from scraper.extraction.facts import lines_of_facts, text_below_facts
from scraper.extraction.labels import default_labels
from scraper.extraction.language import read_language
from scraper.extraction.layouts.described import described_records
from scraper.extraction.layouts.labelled import labelled_records, without_titles
from scraper.extraction.layouts.listing import listed_records
from scraper.extraction.layouts.one_liner import one_line_records
from scraper.extraction.layouts.prose import prose_records, without_headlines
from scraper.extraction.layouts.stacked import lone_sums, stacked_records
from scraper.extraction.numbers import BlockNumbers, block_numbers
from scraper.extraction.page_facts import Stated, read_page
from scraper.extraction.page_title import read_title
from scraper.extraction.pairs import find_pairs
from scraper.extraction.sections import default_sections
from scraper.extraction.tables import read_tables
from scraper.extraction.unknown import find_unknown, with_receivers
from scraper.extraction.verdicts import heed_headings
from scraper.normalise.money import find_sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Labels
    from scraper.extraction.page import PageFacts
    from scraper.extraction.record import Pair, RawRecord, Total
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
    totals: list[Total] = field(default_factory=list)
    """The sums that the page's tables print for several rows."""


def _handed_over(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs in order and keep none: whoever takes them can let them go."""
    pairs.reverse()
    while pairs:
        yield pairs.pop()


def find_projects(document: Document, url: str | None, labels: Labels | None = None) -> Found:
    """Return what the page says of itself and of its projects; `labels` are the shipped ones where none are given."""
    labels, sections = labels or default_labels(), default_sections()
    blocks = document.blocks.views
    titled = read_title(document, url)
    title = titled[0] if titled else None
    tables = read_tables(document, labels)
    records, pairs = tables.records, tables.pairs
    taken = block_numbers(len(blocks), _explained(records))
    listed = listed_records(blocks, labels, taken)
    records += listed
    taken.update(_explained(listed))
    in_lines = find_pairs(document, labels, _and_of(pairs, taken, len(blocks)), tables.opened)
    spoken_for = chain(taken, lines_of_facts(blocks, in_lines, labels), text_below_facts(blocks, [*pairs, *in_lines]))
    lines = one_line_records(document, labels, block_numbers(len(blocks), spoken_for))
    if lines:
        records += lines
        taken.update(_explained(lines))
        in_lines = find_pairs(document, labels, _and_of(pairs, taken, len(blocks)), tables.opened)
    if len(sums := lone_sums(document)) > 1:
        facts = (pair for pair in in_lines if pair.field != "unknown" or not pair.more)  # `dt` may hold a card's name
        cards = stacked_records(document, sums, labels, _and_of([*pairs, *facts], taken, len(blocks)))
        if cards:
            records += cards
            taken.update(_explained(cards))
            in_lines = find_pairs(document, labels, _and_of(pairs, taken, len(blocks)), tables.opened)
    pairs += _handed_over(in_lines)
    pairs += find_unknown(blocks, pairs, labels, taken)
    pairs.sort(key=lambda pair: pair.first)
    pairs = with_receivers(pairs)
    stated = Stated.of(pairs, len(blocks))
    labelled = labelled_records(document, _handed_over(pairs), labels, sections, title)
    records = [*without_titles(records, labelled), *labelled]
    records.sort(key=lambda record: record.first)
    calls = stated.calls
    records = projects(heed_headings(document, records), calls, title, blocks)
    explained = block_numbers(len(blocks), _explained(records))
    described = heed_headings(document, described_records(blocks, sections, labels, explained))
    described = projects(described, calls, title, blocks)
    explained.update(_explained(described))
    told = heed_headings(document, prose_records(document, explained, [*records, *described], tables.totals))
    told = projects(told, calls, title, blocks)
    explained.update(_explained(told))
    records = [*without_headlines(blocks, records, [*described, *told]), *described, *told]
    records.sort(key=lambda record: record.first)
    language = document.language or read_language(blocks)
    page = read_page(document, url, stated, titled, records, explained, language)
    return Found(page, records, language, unexplained(blocks, explained, stated.data), tables.totals)


def _and_of(pairs: Iterable[Pair], taken: Iterable[int], blocks: int) -> BlockNumbers:
    """Return the numbers in `taken`, and those of the blocks in which pairs stand."""
    return block_numbers(
        blocks, chain(taken, (number for pair in pairs for number in range(pair.first, pair.last + 1)))
    )


def _explained(records: Iterable[RawRecord]) -> Iterator[int]:
    """Yield the numbers of the blocks that records explain."""
    return (number for record in records for number in record.blocks)


def unexplained(
    blocks: Sequence[Block], explained: AbstractSet[int], stated: AbstractSet[int] = frozenset()
) -> list[str]:
    """Return the text of blocks that look like data (a sum, a label with a value) and that no record explains."""
    unread = [
        block.text[:300]
        for number, block in enumerate(blocks)
        if number not in explained and (number in stated or any(found.unit for found in find_sums(block.text)))
    ]
    return unread[:MOST_UNREAD]
