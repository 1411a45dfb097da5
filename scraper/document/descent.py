"""From an element to what stands in it: the order of its texts and children, and how a block element is written.

Subclasses say how the elements of each name are read (`reader_of`), and judge those with attributes. An element
without children, and with no attribute but a class that says nothing, is read as the last one like it, of the same
name and class in the same kind of place, was: most elements of most pages are such leaves.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from scraper.blocks import Look
from scraper.document.elements import length
from scraper.document.ledger import ALONE, ROOM
from scraper.document.lines import PLAIN
from scraper.document.places import step_name
from scraper.document.writer import BlockWriter, Place

if TYPE_CHECKING:
    from lxml import etree

    from scraper.blocks import Kind
    from scraper.document.furniture import Attributes
    from scraper.document.tables import CellNumbers

STRONG = Look(strong=True, link=None)
Reader = Callable[[Any, "etree._Element", int, Place, Look], None]
"""A method that reads an element: of its number, in a place, with a look."""
Manner = tuple[int, int, Look, bool]
"""How a leaf is written: the number of its name, its style, how its run looks, whether it is a container of its own."""
Leaves = dict["str | tuple[str, str | bytes, str | bytes]", Manner]
"""The manners of leaves by their name, or by their name and their one attribute."""


class Descent(BlockWriter, ABC):
    """Reads what stands in elements, and moves `at` over all the characters of their string values."""

    alike: ClassVar[frozenset[Reader]]
    """Readers that read all leaves of a name alike in the same kind of place."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: dict[str, tuple[Reader | None, int]] = {}
        self._leaves: dict[tuple[object, ...], Leaves] = {}
        self.cells: CellNumbers = {}
        """The cells of the table's row at hand."""
        self._shapes: dict[tuple[str, str], str] = {}

    @abstractmethod
    def reader_of(self, tag: str) -> Reader | None:
        """Return how elements of a name are read, or nothing for those that are left out."""

    @abstractmethod
    def read_judged(
        self,
        child: etree._Element,
        attributes: Attributes,
        node: int,
        read: Reader,
        place: Place,
        look: Look,
    ) -> None:
        """Read a child whose attributes may say that it is furniture, closed or a title."""

    @abstractmethod
    def is_plain(self, attributes: Attributes) -> bool:
        """Whether there is nothing but a class, and one that decides nothing in any element."""

    @abstractmethod
    def read_break(self, child: etree._Element, place: Place) -> None:
        """Read a `br`, which holds nothing."""

    def content(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read the text and the children of an element."""
        text = element.text
        if text:
            self.add_text(text, node, place, look)
        if not len(element):
            return
        elements, ways = self.elements, self._ways
        cells = self.cells if element.tag == "tr" else None
        leaves = None
        if node == place.node and look.link is None:
            leaves = self._leaves_of(element.tag if cells is None or cells else "tr in no grid", place, look)
        for number, child in enumerate(element, 1):
            tag, attributes = child.tag, child.items()
            is_leaf = leaves is not None and len(attributes) < 2 and not len(child)
            manner = leaves.get((tag, *attributes[0]) if attributes else tag) if leaves and is_leaf else None
            if manner:
                self._leaf(child.text, node, manner, place, cells.get(child, place.cell) if cells else place.cell)
            else:
                read, name = ways.get(tag) or self._way(tag)
                if read is None:
                    self.at += length(child)
                elif tag == "br":
                    self.read_break(child, place)
                else:
                    inner = elements.add(node, name if name >= 0 else self._rare_name(tag, number), self.at)
                    if is_leaf and leaves is not None and read in self.alike and self.is_plain(attributes):
                        self._learn(child, inner, read, leaves, place, look)
                    elif attributes:
                        self.read_judged(child, attributes, inner, read, place, look)
                    else:
                        read(self, child, inner, place, look)
            tail = child.tail
            if tail:
                self.add_text(tail, node, place, look)

    def _leaves_of(self, tag: str, place: Place, look: Look) -> Leaves | None:
        """Return what is known of the leaves of an element: they are read as those of any other like it."""
        if place.inner == "item" or self.preformatted:  # there the first line is not as the others
            return None
        key = (tag, place.kind, place.inner, place.depth, place.level, place.title, self.shut > 0, look.strong)
        leaves = self._leaves.get(key)
        if leaves is None:
            leaves = self._leaves[key] = {}
        return leaves

    def _learn(self, leaf: etree._Element, node: int, read: Reader, leaves: Leaves, place: Place, look: Look) -> None:
        """Read a leaf, and note how it was written."""
        self.new_paragraph(place)
        blocks, containers = len(self.columns.texts), len(self.parents)
        read(self, leaf, node, place, look)
        if len(self.columns.texts) > blocks:
            style = self.style_of(blocks)
            attributes = leaf.items()
            leaves[(leaf.tag, *attributes[0]) if attributes else leaf.tag] = (
                self._ways[leaf.tag][1],
                style,
                STRONG if self.columns.kinds[style].strong else PLAIN,
                len(self.parents) > containers,
            )

    def _leaf(self, raw: str | None, parent: int, manner: Manner, place: Place, cell: int) -> None:
        """Read a leaf as one like it was read before. Most text passes here: little is called."""
        if self._line:
            self.end_line(place)
        self._gap = self._broken = False
        self.paragraph += 1
        name, style, look, groups = manner
        node = self.elements.add(parent, name, self.at)
        container = place.container
        if groups:
            self.parents.append(container)
            container = len(self.parents) - 1
        if not raw:
            return
        if raw.isprintable() and raw.strip(" ") is raw and "  " not in raw:  # clean as it is: see `fold`
            self._texts.append(raw)
            self._rows += (style, container, self.paragraph, node, self.at, ALONE, cell)
            if len(self._rows) == ROOM:
                self.make_room()
            self.at += len(raw)
            self.paragraph += 1
        else:
            self.add_leaf(raw, node, style, container, cell, look)

    def _rare_name(self, tag: str, number: int) -> int:
        """Return the number of the name of an element that XPath can only call the `number`th of its parent's."""
        return self.elements.number_of(step_name(tag, number))

    def _way(self, tag: str) -> tuple[Reader | None, int]:
        """Return how an element of a name is read, if it is, and the number of the name; -1 if XPath can't write it."""
        read = self.reader_of(tag)
        name = step_name(tag, 0)
        way = self._ways[tag] = (read, self.elements.number_of(name) if name == tag else -1)
        return way

    def inside(
        self,
        element: etree._Element,
        node: int,
        outer: Place,
        look: Look,
        kind: Kind,
        *,
        container: int = -1,
        inner: Kind | None = None,
        depth: int = 0,
        cell: int = -1,
        level: int = 0,
        marker: str = "",
        title: bool = False,
    ) -> None:
        """Read a block element: its lines are of `kind`, those around it end before it and go on after it."""
        self.new_paragraph(outer)
        if container < 0:
            container = outer.container
        if cell < 0:
            cell = outer.cell
        if title:
            look = Look(strong=True, link=look.link) if look.link else STRONG
        shape = self._shape(element)
        if not len(element) and not self.preformatted:
            raw = element.text
            if raw:
                style = self.style(kind, level, marker, shape, self.shut > 0, look.strong)
                self.add_leaf(raw, node, style, container, cell, look)
            return
        place = Place(node, kind, container, shape, inner or kind, outer.depth + depth, cell, level, marker, title)
        self.content(element, node, place, look)
        self.new_paragraph(place)

    def _shape(self, element: etree._Element) -> str:
        tag = element.tag
        name = element.get("class")
        if not name:
            return tag
        shape = self._shapes.get((tag, name))
        if shape is None:
            shape = self._shapes[tag, name] = f"{tag}.{name}"
        return shape
