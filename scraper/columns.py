"""The lines of a page by the column: what each says and where it stands, as a few arrays.

A page of 20,000 projects has 260,000 lines: as arrays they take what their text takes, as objects ten times that. No
reader's own objects are kept: places are numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

Numbers: TypeAlias = "list[int] | array[int]"
"""Plain lists while they are short, arrays where a page is long: those are slower and take a tenth of the room."""
Kind = Literal["heading", "paragraph", "item", "term", "definition", "caption", "cell"]


class Cell(NamedTuple):
    """Where in a table a block stands. Cells that span rows or columns stand once in each place they cover."""

    table: int
    row: int
    column: int
    header: bool
    repeated: bool
    """Whether the block is the copy that a span leaves in a further place."""


class Style(NamedTuple):
    """What many blocks of a page have in common; each is described under its name in `Block`."""

    kind: Kind
    level: int = 0
    marker: str = ""
    shape: str = ""
    hidden: bool = False
    strong: bool = False


class Look(NamedTuple):
    """How the elements around a run show it."""

    strong: bool
    link: str | None


class Run(NamedTuple):
    """A run by its positions: `start` to `end` in the block's text, `begin` to `finish` in the source's."""

    start: int
    end: int
    begin: int
    finish: int
    node: int
    look: int


class Source(Protocol):
    """The places of a page, by number: elements of HTML, lines of text."""

    def start(self, node: int) -> int:
        """Return where in the source's text the string value of a place begins."""
        ...

    def path(self, node: int) -> str:
        """Where a place is: an XPath for HTML, `line:N` for text."""
        ...

    def common(self, first: int, last: int) -> int:
        """Return the nearest place that holds both; -1 where none does."""
        ...


class Sliced(Protocol):
    """A text of which stretches are asked for."""

    def __getitem__(self, part: slice, /) -> str:
        """Return the characters from a start to an end, neither of them negative."""
        ...


@dataclass(slots=True, eq=False)
class Columns:
    """Blocks by the column: a page of 260,000 lines takes a few arrays instead of a million objects.

    A block with one run that stands in its own element, character by character as in the source, has -1 in `runs`:
    it begins at `begins`. Any other has in `runs` the place in `listed` of a count and of so many runs.
    """

    source: Source
    raw: Sliced = ""
    """The source's text: what stands in it, tags taken off."""
    first: int = 0
    """The number of the first block."""
    texts: list[str] = field(default_factory=list)
    styles: Numbers = field(default_factory=list)
    containers: Numbers = field(default_factory=list)
    paragraphs: Numbers = field(default_factory=list)
    nodes: Numbers = field(default_factory=list)
    begins: Numbers = field(default_factory=list)
    runs: Numbers = field(default_factory=list)
    cells: Numbers = field(default_factory=list)
    """The cell of each block, by its number in `places`; -1 for none."""
    looks: list[Look] = field(default_factory=list)
    kinds: list[Style] = field(default_factory=list)
    listed: Numbers = field(default_factory=list)
    places: Numbers = field(default_factory=list)
    """The fields of each cell, one after the other."""

    def runs_of(self, at: int) -> Sequence[Run]:
        """Return the runs of a block, in order; `at` counts from 0 whatever the first block's number is."""
        place = self.runs[at]
        if place < 0:
            begin, length = self.begins[at], len(self.texts[at])
            return (Run(0, length, begin, begin + length, self.nodes[at], -1),)
        ends = place + 1 + self.listed[place] * len(Run._fields)
        return [Run(*self.listed[n : n + len(Run._fields)]) for n in range(place + 1, ends, len(Run._fields))]

    def count_runs(self, at: int) -> int:
        """Return how many runs a block has."""
        place = self.runs[at]
        return 1 if place < 0 else self.listed[place]

    def runs_from(self, at: int, start: int) -> Iterator[Run]:
        """Yield the runs of a block that begin at `start` or behind it."""
        place, width = self.runs[at], len(Run._fields)
        if place < 0:
            yield from self.runs_of(at) if start == 0 else ()
            return
        first, count = place + 1, self.listed[place]
        found = bisect_left(range(count), start, key=lambda number: self.listed[first + number * width])
        for number in range(first + found * width, first + count * width, width):
            yield Run(*self.listed[number : number + width])

    def look_of(self, at: int, run: Run) -> Look:
        """Return how a run of a block looks; one that stands alone looks as its block does."""
        return self.looks[run.look] if run.look >= 0 else Look(self.kinds[self.styles[at]].strong, link=None)

    def cell_of(self, at: int) -> Cell | None:
        """Return where in a table a block stands."""
        number = self.cells[at]
        if number < 0:
            return None
        table, row, column, header, repeated = self.places[number * 5 : number * 5 + 5]
        return Cell(table, row, column, header == 1, repeated == 1)
