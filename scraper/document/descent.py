"""From an element to what stands in it: the order of its texts and children, and how a block element is written.

Subclasses say how the elements of each name are read (`reader_of`), and judge those with attributes. An element
without children, and with no attribute but a class that says nothing, is read as the last one like it, of the same
name and class in the same kind of place, was: most elements of most pages are such leaves.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from scraper.columns import Look
from scraper.document.elements import length
from scraper.document.ledger import ALONE, ROOM
from scraper.document.lines import PLAIN
from scraper.document.places import step_name
from scraper.document.writer import BlockWriter, Place

if TYPE_CHECKING:
    from lxml import etree

    from scraper.columns import Kind
    from scraper.document.furniture import Attributes
    from scraper.document.tables import CellNumbers

STRONG = Look(strong=True, link=None)
Reader = Callable[[Any, "etree._Element", int, Place, Look], None]
"""A method that reads an element: of its number, in a place, with a look."""
Manner = tuple[int, int, Look, bool, bool]
"""How a leaf is written: the numbers of its name and its style, how its run looks, whether it is a container of its
own, and whether its words may tell that it is not like the others after all."""
Leaves = dict["str | tuple[str, str | bytes, str | bytes]", Manner]
"""The manners of leaves by their name, or by their name and their one attribute."""


class Descent(BlockWriter, ABC):
    """Reads what stands in elements, and moves `at` over all the characters of their string values."""

    alike: ClassVar[frozenset[Reader]]
    """Readers that read all leaves of a name alike in the same kind of place."""
    doubtful: ClassVar[frozenset[Reader]]
    """Those of them that do so unless `is_doubtful` says that a leaf's words matter."""

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
    def is_doubtful(self, leaf: etree._Element) -> bool:
        """Whether the words of a leaf that is read by a doubtful reader matter to it."""

    @abstractmethod
    def read_break(self, child: etree._Element, place: Place) -> None:
        """Read a `br`, which holds nothing."""

    def content(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read the text and the children of an element.

        Most text of most pages passes through this loop as leaves: what they need is written out here, not called.
        """
        text = element.text
        if text:
            self.add_text(text, node, place, look)
        if not len(element):
            return
        cells = self.cells if element.tag == "tr" else None
        leaves = None
        if node == place.node and look.link is None:
            leaves = self._leaves_of(element.tag if cells is None or cells else "tr in no grid", place, look)
        elements, texts, rows, container = self.elements, self._texts, self._rows, place.container
        for number, child in enumerate(element, 1):
            tag, attributes = child.tag, child.items()
            is_leaf = leaves is not None and len(attributes) < 2 and not len(child)
            manner = leaves.get((tag, *attributes[0]) if attributes else tag) if leaves and is_leaf else None
            if manner and not (manner[4] and self.is_doubtful(child)):
                name, style, run_look, groups, _ = manner
                if self._line:
                    self.end_line(place)
                self._gap = self._broken = False
                self.paragraph += 1
                around = self.new_container(container) if groups else container
                cell = cells.get(child, place.cell) if cells else place.cell
                inner = elements.add(node, name, self.at)
                raw = child.text
                if (
                    raw and raw.isprintable() and raw.strip(" ") is raw and "  " not in raw
                ):  # clean as it is: see `fold`
                    texts.append(raw)
                    rows += (style, around, self.paragraph, inner, self.at, ALONE, cell)
                    if len(rows) == ROOM:
                        self.make_room()
                    self.at += len(raw)
                    self.paragraph += 1
                elif raw:
                    self.add_leaf(raw, inner, style, around, cell, run_look)
            else:
                self._child(child, attributes, number, node, place, look, leaves if is_leaf else None)
            tail = child.tail
            if not tail:
                continue
            if tail.isspace() and not self.preformatted:  # as `add_text` does: most elements are parted so
                self._gap = True
                self.at += len(tail)
            else:
                self.add_text(tail, node, place, look)

    def _child(
        self,
        child: etree._Element,
        attributes: Attributes,
        number: int,
        node: int,
        place: Place,
        look: Look,
        leaves: Leaves | None,
    ) -> None:
        """Read the `number`th child of an element; it is noted in `leaves` how a leaf was read, if it is one."""
        tag = child.tag
        read, name = self._ways.get(tag) or self._way(tag)
        if read is None:
            self.at += length(child)
            return
        if tag == "br":
            self.read_break(child, place)
            return
        elements = self.elements
        inner = elements.add(node, name if name >= 0 else elements.number_of(step_name(tag, number)), self.at)
        if attributes and not self.is_plain(attributes):
            self.read_judged(child, attributes, inner, read, place, look)
        elif leaves is not None and name >= 0 and read in self.alike:
            self._learn(child, inner, read, leaves, place, look)
        else:
            read(self, child, inner, place, look)

    def _leaves_of(self, tag: str, place: Place, look: Look) -> Leaves | None:
        """Return what is known of the leaves of an element: they are read as those of any other like it."""
        if place.inner == "item" or self.preformatted:  # there the first line is not as the others
            return None
        shut, in_cell = self.shut > 0, place.cell >= 0
        key = (tag, place.kind, place.inner, place.depth, place.level, place.title, shut, in_cell, look.strong)
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
                read in self.doubtful,
            )

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
        if self._line:
            self.end_line(outer)
        self._gap = self._broken = False
        self.paragraph += 1
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
