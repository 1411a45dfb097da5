"""The lines of a page as readers hand them on: a `Document` of `Block`s, views of one line each, made when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, overload

from scraper.columns import Cell
from scraper.signs import Signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scraper.columns import Columns, Kind, Look, Run, Style

Media = Literal["html", "text"]


class Piece(NamedTuple):
    """A run of text that stands directly in one element: element boundaries survive here."""

    start: int
    """Where the run begins in its block's `text`."""
    end: int
    raw: str
    """The run as in the source; white space at its ends may be left out."""
    node: int
    """Number of the element whose string value holds the run."""
    offset: int
    """How many characters of that string value come before `raw`."""
    strong: bool
    """Whether the run is emphasised: `b`, `strong`, `em`, `i`, `u`, `th`, `dt`, `label`."""
    link: str | None
    """Where the run links to, if it does."""


class Located(NamedTuple):
    """Where a stretch stands in the source: `string(path)[start:end] == raw`."""

    raw: str
    path: str
    start: int
    end: int


class Tracer(Protocol):
    """Knows where the words of a page stand."""

    def locate(self, first: int, start: int, end: int, last: int) -> Located:
        """Trace a stretch of blocks back to the source, as `Document.locate` says."""
        ...


class Block:
    """One line of a page, the one form in which every reader hands on what it read: a view of the columns.

    `text` is clean: white space folded to single spaces, invisible characters gone, ends trimmed, typed bullet
    or number taken off (it is in `marker`). Lines of one paragraph (`<br>`, or no blank line between) are
    separate blocks with the same `paragraph` number. Views are made when asked for: compare them with `==`.
    """

    __slots__ = ("_columns", "kind", "number", "style", "text")

    def __init__(self, columns: Columns, at: int) -> None:
        self._columns = columns
        self.number = columns.first + at if columns.first else at
        """Its position in the document's blocks; beyond them for what stands outside the text."""
        self.text: str = columns.texts[at]
        """What it says."""
        self.style = columns.kinds[columns.styles[at]]
        """What it has in common with many others."""
        self.kind: Kind = self.style.kind
        """What it is printed as."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and self.number == other.number and self._columns is other._columns

    def __hash__(self) -> int:
        return hash((id(self._columns), self.number))

    def __repr__(self) -> str:
        return f"<Block {self.number} {self.kind}: {self.text!r}>"

    @property
    def level(self) -> int:
        """Heading level 1-6; nesting depth from 1 for items; 0 elsewhere and where a reader can't know."""
        return self.style.level

    @property
    def marker(self) -> str:
        """The typed or implied list mark: `•`, `-`, `1.`; empty for none."""
        return self.style.marker

    @property
    def shape(self) -> str:
        """The element's name and class, `div.card__k`: blocks alike in the source are alike here."""
        return self.style.shape

    @property
    def hidden(self) -> bool:
        """Closed accordions and the like: not shown until opened."""
        return self.style.hidden

    @property
    def strong(self) -> bool:
        """Whether all of the text is emphasised or the element is one that titles things (`button`, `summary`)."""
        return self.style.strong

    @property
    def cell(self) -> Cell | None:
        """Where in a table it stands; None outside of tables."""
        columns = self._columns
        return columns.cell_of(self.number - columns.first) if columns.places else None

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table: quicker to ask than `cell`."""
        columns = self._columns
        return bool(columns.places) and columns.cells[self.number - columns.first] >= 0

    @property
    def is_parted(self) -> bool:
        """Whether an element's boundary may stand within it; False is sure, and quicker to ask than `pieces`."""
        return self._columns.runs[self.number - self._columns.first] >= 0

    @property
    def run_count(self) -> int:
        """How many runs of text it is made of."""
        return self._columns.count_runs(self.number - self._columns.first)

    @property
    def runs(self) -> Sequence[Run]:
        """The runs of text that it is made of, by their positions: quicker to ask for than `pieces`."""
        return self._columns.runs_of(self.number - self._columns.first)

    def runs_from(self, start: int) -> Iterator[Run]:
        """Yield its runs that begin at the character `start` or behind it."""
        return self._columns.runs_from(self.number - self._columns.first, start)

    def look(self, run: Run) -> Look:
        """Return how one of its runs looks."""
        return self._columns.look_of(self.number - self._columns.first, run)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The runs of text that it is made of."""
        columns, at = self._columns, self.number - self._columns.first
        return tuple(
            Piece(
                run.start,
                run.end,
                columns.raw[run.begin : run.finish],
                run.node,
                run.begin - columns.source.start(run.node),
                *columns.look_of(at, run),
            )
            for run in columns.runs_of(at)
        )

    @property
    def node(self) -> int:
        """Number of the block element (or line) that holds all the pieces."""
        return self._columns.nodes[self.number - self._columns.first]

    @property
    def container(self) -> int:
        """Number of the innermost grouping element around it; `Document.parents` tells what that sits in."""
        return self._columns.containers[self.number - self._columns.first]

    @property
    def paragraph(self) -> int:
        """Number of the paragraph that it is a line of."""
        return self._columns.paragraphs[self.number - self._columns.first]


class Cells(Mapping[int, Cell]):
    """The cells of a document's tables, by the number of the block; made when asked for."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def __getitem__(self, number: int) -> Cell:
        cell = self._columns.cell_of(number)
        if cell is None:
            raise KeyError(number)
        return cell

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self._columns.cells) and self._columns.cells[number] >= 0

    def __iter__(self) -> Iterator[int]:
        return (number for number, cell in enumerate(self._columns.cells) if cell >= 0)

    def __len__(self) -> int:
        return len(self._columns.cells) - self._columns.cells.count(-1)


class Blocks(Sequence[Block]):
    """The blocks of a document. Loops over many of them are quickest over `texts`, `kinds` and `cells`."""

    __slots__ = ("_columns", "_kinds", "_signs", "_views")

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._kinds: list[Kind] | None = None
        self._signs: Signs | None = None
        self._views: list[Block] = []

    @overload
    def __getitem__(self, number: int) -> Block: ...
    @overload
    def __getitem__(self, number: slice) -> list[Block]: ...
    def __getitem__(self, number: int | slice) -> Block | list[Block]:
        return self.views[number]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.views)

    @property
    def views(self) -> list[Block]:
        """All blocks as a list, made once and kept: extraction looks at most of them a dozen times."""
        if not self._views:
            self._views = list(map(Block, repeat(self._columns), range(len(self._columns.texts))))
        return self._views

    def release(self) -> None:
        """Let the views go, when extraction is done: what evidence needs is in the columns."""
        self._views = []
        self._signs = None

    def __len__(self) -> int:
        return len(self._columns.texts)

    @property
    def signs(self) -> Signs:
        """Which blocks hold what a reader looks for: it asks before it looks at any block."""
        if self._signs is None:
            self._signs = Signs(self._columns.texts)
        return self._signs

    def of_kind(self, kind: Kind) -> list[int]:
        """Return the numbers of the blocks of a kind."""
        return self.styled(lambda style: style.kind == kind)

    def styled(self, test: Callable[[Style], bool]) -> list[int]:
        """Return the numbers of the blocks whose style passes a test: it is asked once for each of a page's few."""
        alike = {number for number, style in enumerate(self._columns.kinds) if test(style)}
        return [number for number, style in enumerate(self._columns.styles) if style in alike] if alike else []

    @property
    def texts(self) -> Sequence[str]:
        """The text of each block."""
        return self._columns.texts

    @property
    def kinds(self) -> Sequence[Kind]:
        """The kind of each block."""
        if self._kinds is None:
            kinds = [style.kind for style in self._columns.kinds]
            self._kinds = [kinds[style] for style in self._columns.styles]
        return self._kinds

    @property
    def cells(self) -> Mapping[int, Cell]:
        """Where each block that stands in a table stands, by its number."""
        return Cells(self._columns)


@dataclass(slots=True, eq=False)
class Document:
    """A page as read: blocks in reading order, navigation and other furniture left out."""

    blocks: Blocks
    parents: Sequence[int]
    """The tree of containers: `parents[n]` is the container that holds container n; -1 above container 0."""
    facts: dict[str, list[Block]]
    """What stands outside the text: `title`, `og:title`, `site_name`, `modified`, `published`, `time` …"""
    language: str | None
    media: Media
    encoding: str
    digest: str
    """`sha256:` and the hex digest of the page's bytes."""
    tracer: Tracer

    def locate(self, first: int, start: int, end: int, last: int) -> Located:
        """Trace the stretch from character `start` of block `first` to `end` of block `last` back to the source.

        A stretch within one element is located in it, a longer one in the nearest common parent; of one that has
        none, the part in the first element. White space at the ends is left out.
        """
        return self.tracer.locate(first, start, end, last)
