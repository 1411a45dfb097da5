"""Runs of text in, blocks out: `BlockWriter` keeps the line at hand, the number of its paragraph and the containers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.document.fold import fold
from scraper.document.ledger import ALONE, ROOM, Ledger
from scraper.document.lines import RawRun, indent_if_alike, join_runs
from scraper.document.places import Elements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.columns import Kind, Look


@dataclass(slots=True)
class Place:
    """The innermost block element, and what its lines are."""

    node: int
    kind: Kind
    container: int
    shape: str
    inner: Kind
    """What the lines of plain boxes (`p`, `div`) within it are."""
    depth: int
    """How many lists it sits in."""
    cell: int
    """The number of the cell it stands in; -1 for none."""
    level: int
    marker: str
    """The mark of its first line; later lines of the same item have none."""
    title: bool
    """Whether it is an element that titles something: `th`, `dt`, `button`."""


class BlockWriter(Ledger):
    """Collects blocks. Lines end where elements or `br` end them, paragraphs where block elements begin and end."""

    def __init__(self) -> None:
        self.elements = Elements()
        super().__init__(self.elements)
        self.parents: list[int] = [-1]
        self.at = 0
        """How many characters of the source's text were read or passed over."""
        self.shut = 0
        """How many closed parts are open around the line at hand."""
        self.paragraph = 0
        self.preformatted = False
        self._line: list[RawRun] = []
        self._gap = False
        self._broken = False

    def new_container(self, parent: int) -> int:
        """Number a container that sits in `parent`."""
        self.parents.append(parent)
        return len(self.parents) - 1

    def add_text(self, text: str, node: int, place: Place, look: Look) -> None:
        """Add a run of text to the line; in preformatted text every line feed ends it."""
        if self.preformatted:
            for number, line in enumerate(text.splitlines(keepends=True)):
                if number:
                    self.break_line(place)
                self._line.append((line, self.at, node, look, self._gap))
                self.at += len(line)
            return
        if text.isspace():
            self._gap = True
        else:
            self._line.append((text, self.at, node, look, self._gap))
            self._gap = False
        self.at += len(text)

    def add_gap(self) -> None:
        """Part what comes from what came, as white space does."""
        self._gap = True

    def end_line(self, place: Place) -> None:
        """Make a block of the runs since the last one."""
        self._gap = False
        line = self._line
        if not line:
            return
        if len(line) == 1:
            raw, begin, node, look, _ = line[0]
            text = fold(raw)
            strong = look.strong
            indent = indent_if_alike(raw, text) if node == place.node and look.link is None else -1
            placed = [(0, len(text), line[0])]
        else:
            text, placed, strong = join_runs(line)
            begin = indent = -1
        line.clear()
        if not text:
            return
        runs = ALONE if indent >= 0 else self._list_placed(placed)
        self._broken = False
        style = self.style(place.kind, place.level, place.marker, place.shape, self.shut > 0, strong or place.title)
        self.write(text, style, place.container, self.paragraph, place.node, begin + indent, runs, place.cell)
        place.marker = ""

    def _list_placed(self, placed: Sequence[tuple[int, int, RawRun]]) -> int:
        numbers: list[int] = []
        for start, end, (raw, begin, node, look, _) in placed:
            numbers += (start, end, begin, begin + len(raw), node, self.look(look))
        return self.list_runs(numbers, len(placed))

    def break_line(self, place: Place) -> None:
        """End a line; a second break with nothing between ends the paragraph."""
        self.end_line(place)
        if self._broken:
            self.paragraph += 1
        self._broken = True

    def new_paragraph(self, place: Place) -> None:
        """End a line and its paragraph."""
        if self._line:
            self.end_line(place)
        self._gap = self._broken = False
        self.paragraph += 1

    def add_leaf(self, raw: str, node: int, style: int, container: int, cell: int, look: Look) -> None:
        """Make a paragraph of an element that holds one text and nothing else: most blocks of most pages."""
        text = fold(raw)
        if text:
            begin, runs = self.at, ALONE
            if text is not raw or look.link is not None:
                indent = indent_if_alike(raw, text) if look.link is None else -1
                if indent >= 0:
                    begin += indent
                else:
                    runs = self._list_placed(((0, len(text), (raw, begin, node, look, False)),))
            self._texts.append(text)  # as `write` does, without a call
            self._rows += (style, container, self.paragraph, node, begin, runs, cell)
            if len(self._rows) == ROOM:
                self.make_room()
        self.at += len(raw)
        self.paragraph += 1
