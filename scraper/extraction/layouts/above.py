"""What the lines above a list say of it: whether its projects were granted, asked for or rejected, which sum is which.

In go a page's blocks and the number of a list's first, out comes what its headings, its lead and a sentence right above
it say; the nearest line that says something wins. Prose may say that money was given; that it was asked for, only where
it says that the list follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.leads import (
    Lead,
    Order,
    announces,
    breaks_down,
    columns,
    lists_projects,
    lists_receivers,
    order_of_sums,
    read_lead,
    tells_of_brackets,
)
from scraper.extraction.sections import default_sections
from scraper.extraction.titles import is_listing
from scraper.model import RawValue
from scraper.normalise.money import trailing_sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.labels import Field, Labels
    from scraper.extraction.layouts.split import Side
    from scraper.model import Block

_HIGHEST_LEAD = 25
"""How many blocks above a list its heading may stand."""
_LONGEST_TITLE = 60
_NEAR_PROSE = 3
"""How many blocks above a list a paragraph of prose may stand that leads to it."""


@dataclass(slots=True)
class Above:
    """What the lines above a run say of it."""

    lead: Lead | None = None
    block: Block | None = None
    """The block of the lead."""
    columns: list[Field] = field(default_factory=list)
    told_by_columns: tuple[Lead, Block] | None = None
    sums: Order | None = None
    projects: bool = False
    receivers: bool = False
    breakdown: bool = False
    lists: bool = False
    """Whether a line speaks of projects, money for them or those who receive it, be it in a compound only."""

    closed: bool = False
    """Whether a heading such as `Lue myös` or `Yhteystiedot` stands between the list and what leads to projects."""

    @property
    def stance(self) -> str:
        """What the lead says became of the projects, or that there are none; empty where nothing leads to the list."""
        return self.lead.stance if self.lead else ""

    @property
    def status(self) -> RawValue | None:
        """The word by which the lead says that the projects were not granted yet, or never; None where it does not."""
        told = self.is_funded and self.stance not in {"", "granted"}
        if self.lead is None or self.block is None or not told:
            return None
        start, end = self.lead.start, self.lead.end
        return RawValue(self.block.text[start:end], self.block, start, end, self.block, "lead")

    @property
    def is_funded(self) -> bool:
        """Whether a line says that what stands below are projects."""
        return self.stance in {"granted", "proposed", "applied", "rejected", "withdrawn"} or self.side is not None

    @property
    def is_none(self) -> bool:
        """Whether a line says that what stands below are no projects."""
        return self.closed or self.stance in {"example", "other", "call", "budget"}

    @property
    def side(self) -> Side | None:
        """On which side a line of columns puts the applicant."""
        if not {"name", "applicant"} <= set(self.columns):
            return None
        return "last" if self.columns.index("name") < self.columns.index("applicant") else "first"

    @property
    def usual_sum(self) -> Field:
        """The column of a sum that its line doesn't name."""
        money = [each for each in self.columns if each in MONEY_FIELDS]
        if len(money) == 1:
            return money[0]
        return "applied_amount" if self.stance in {"applied", "rejected"} else "granted_amount"

    def take(self, block: Block, *, titles: bool, columns: bool = False, within: bool = True) -> None:
        """Take what a line says; prose may say that money was given, but that it was asked for only with the list.

        A line of `columns` (`Hanke, hakija ja haettu tuki:`) says what became of the projects where no other does.
        How money was divided holds up to the next heading: `within` tells that none stands between.
        """
        lead = read_lead(block.text)
        if lead and lead.stance == "budget" and not within:
            return
        asked = (
            lead is not None and lead.stance == "applied" and (announces(block.text) or tells_of_brackets(block.text))
        )
        if lead and columns:
            self.told_by_columns = self.told_by_columns or (lead, block)
        elif lead and (titles or asked or lead.stance in {"granted", "proposed"}):
            self.lead, self.block = lead, block
        elif titles and default_sections().kind(block.text) in {"after", "furniture"}:
            self.closed = True
        elif " " in block.text and default_sections().kind(block.text) == "after":
            self.closed = True  # `Lue myös`; a word alone may be of a menu
        self.projects = self.projects or lists_projects(block.text)
        self.receivers = self.receivers or lists_receivers(block.text)
        self.breakdown = self.breakdown or (titles and within and breaks_down(block.text))
        self.lists = self.lists or self.receivers or is_listing(block.text)

    def take_theme(self, higher: Above) -> None:
        """Take what a heading of granted projects says where this line names only their theme: `Kompetenta byar:`."""
        if higher.block and higher.block.kind == "heading" and higher.stance == "granted" and higher.projects:
            self.lead, self.block = higher.lead, higher.block


def _sums_in_line(text: str, labels: Labels) -> list[Field]:
    """Return the fields of a line that is the names of several sums: `Haettu € Myönnetty €`."""
    found = labels.run(text, MONEY_FIELDS) if len(text) <= _LONGEST_TITLE else None
    return [field for field, _ in found] if found and all(field in MONEY_FIELDS for field, _ in found) else []


def _states_sum(text: str, labels: Labels) -> bool:
    """Tell whether a line is a labelled sum, `Tuki 70 000 €`: it says nothing of the lines below it."""
    found = trailing_sum(text) if len(text) <= _LONGEST_TITLE and any(map(str.isdigit, text)) else None
    return found is not None and labels.exact(text[: found[0]].rstrip(" :–—-")) is not None


def is_lead(block: Block) -> bool:
    """Tell whether a block stands above a list and says something of it."""
    return (titles(block) or is_short(block)) and (
        read_lead(block.text) is not None
        or default_sections().kind(block.text) in {"after", "furniture"}
        or (breaks_down(block.text) and not any(map(str.isdigit, block.text)))
    )


def titles(block: Block) -> bool:
    """Tell whether a block is printed as what leads to others: a heading, an emphasised line, a line with a colon."""
    return block.kind == "heading" or block.strong or block.text.endswith(":")


def is_short(block: Block) -> bool:
    """Tell whether a block is a line that could be a title although nothing prints it so."""
    return block.kind == "paragraph" and len(block.text) <= _LONGEST_TITLE and block.text[-1] not in ".!?"


def read_above(first: int, blocks: Sequence[Block], labels: Labels) -> Above:
    """Return what the lines above block `first` say of the list that begins there; the nearest that says it wins."""
    above, passed = Above(), 7
    for number in range(first - 1, max(-1, first - 1 - _HIGHEST_LEAD), -1):
        block = blocks[number]
        near = first - number <= _NEAR_PROSE
        if block.kind == "item" or block.in_table:
            continue
        named = columns(block.text, labels) if near or block.paragraph == blocks[first].paragraph else []
        above.columns = above.columns or named  # some may have lines of their own
        if not (near or titles(block)) or _states_sum(block.text, labels):
            continue
        if near and above.sums is None:
            above.sums = order_of_sums(block.text, above.columns or _sums_in_line(block.text, labels))
        if above.lead is None and not above.closed:
            printed = titles(block) or (number == first - 1 and is_short(block))
            within = passed > 6 or (block.kind == "heading" and block.level < passed)
            above.take(block, titles=printed, columns=bool(named) and " (" not in block.text, within=within)
        if block.kind == "heading" and block.level == 1:
            break
        if block.kind == "heading" and block.level:
            passed = min(passed, block.level)
    if above.lead is None and above.told_by_columns:
        above.lead, above.block = above.told_by_columns
    return above
