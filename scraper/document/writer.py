"""Runs of text in, blocks out: `BlockWriter` keeps the line at hand, the number of its paragraph and the containers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.document.fold import fold
from scraper.document.lines import Look, Run, build
from scraper.model import Block, Cell, Kind, Node, Piece

if TYPE_CHECKING:
    from lxml import etree


@dataclass(slots=True)
class Place:
    """The innermost block element, and what its lines are."""

    node: Node
    kind: Kind
    container: int
    shape: str
    inner: Kind
    """What the lines of plain boxes (`p`, `div`) within it are."""
    depth: int
    """How many lists it sits in."""
    cell: Cell | None
    level: int
    marker: str
    """The mark of its first line; later lines of the same item have none."""
    title: bool
    """Whether it is an element that titles something: `th`, `dt`, `button`."""


class BlockWriter:
    """Collects blocks. Lines end where elements or `br` end them, paragraphs where block elements begin and end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents: list[int] = [-1]
        self.shut = 0
        """How many closed parts are open around the line at hand."""
        self.preformatted = False
        self._runs: list[Run] = []
        self._gap = False
        self._broken = False
        self._paragraph = 0

    def new_container(self, parent: int) -> int:
        """Number a container that sits in `parent`."""
        self.parents.append(parent)
        return len(self.parents) - 1

    def add_text(self, text: str, node: etree._Element, offset: int, place: Place, look: Look) -> None:
        """Add a run of text to the line; in preformatted text every line feed ends it."""
        if self.preformatted:
            for number, line in enumerate(text.splitlines(keepends=True)):
                if number:
                    self.break_line(place)
                self._runs.append((line, node, offset, look, self._gap))
                offset += len(line)
        elif text.isspace():
            self._gap = True
        else:
            self._runs.append((text, node, offset, look, self._gap))
            self._gap = False

    def add_gap(self) -> None:
        """Part what comes from what came, as white space does."""
        self._gap = True

    def end_line(self, place: Place) -> None:
        """Make a block of the runs since the last one."""
        self._gap = False
        runs = self._runs
        if not runs:
            return
        text, pieces, strong = build(runs)
        runs.clear()
        if not text:
            return
        self._broken = False
        kind, node, container, shape = place.kind, place.node, place.container, place.shape
        level, marker, cell = place.level, place.marker, place.cell
        hidden = self.shut > 0
        strong = strong or place.title
        self.blocks.append(
            Block(kind, text, pieces, node, container, self._paragraph, level, marker, cell, shape, hidden, strong)
        )
        place.marker = ""

    def break_line(self, place: Place) -> None:
        """End a line; a second break with nothing between ends the paragraph."""
        self.end_line(place)
        if self._broken:
            self._paragraph += 1
        self._broken = True

    def new_paragraph(self, place: Place) -> None:
        """End a line and its paragraph."""
        if self._runs:
            self.end_line(place)
        self._gap = self._broken = False
        self._paragraph += 1

    def add_leaf(
        self,
        node: etree._Element,
        kind: Kind,
        container: int,
        shape: str,
        cell: Cell | None,
        level: int,
        marker: str,
        look: Look,
    ) -> int:
        """Make a paragraph of an element that holds one text and nothing else: most blocks of most pages."""
        raw = node.text
        if not raw:
            return 0
        text = fold(raw)
        if text:
            pieces = (Piece(0, len(text), raw, node, 0, look.strong, look.link),)
            hidden = self.shut > 0
            self.blocks.append(
                Block(
                    kind,
                    text,
                    pieces,
                    node,
                    container,
                    self._paragraph,
                    level,
                    marker,
                    cell,
                    shape,
                    hidden,
                    look.strong,
                )
            )
        self._paragraph += 1
        return len(raw)


def fact(node: Node, text: str, raw: str, offset: int = 0) -> Block:
    """Make a block of what stands outside the text: an attribute, the title."""
    return Block("paragraph", text, (Piece(0, len(text), raw, node, offset, strong=False, link=None),), node, 0, 0)
