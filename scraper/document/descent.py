"""From an element to what stands in it: the order of its texts and children, and how a block element is written.

Subclasses say how the elements of each name are read (`reader_of`), and judge those with attributes. An element
without children and attributes is read as the last one like it, of the same name in the same kind of place, was:
most elements of most pages are such leaves.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from scraper.blocks import Look
from scraper.document.elements import length
from scraper.document.lines import PLAIN
from scraper.document.places import step_name
from scraper.document.writer import BlockWriter, Place

if TYPE_CHECKING:
    from lxml import etree

    from scraper.blocks import Kind
    from scraper.document.furniture import Attributes

STRONG = Look(strong=True, link=None)
Reader = Callable[[Any, "etree._Element", int, Place, Look], None]
"""A method that reads an element: of its number, in a place, with a look."""
Manner = tuple[int, Look, bool]
"""How a leaf is written: its style, how its run looks, whether it is a container of its own."""
Leaves = dict[str, Manner]


class Descent(BlockWriter, ABC):
    """Reads what stands in elements, and moves `at` over all the characters of their string values."""

    alike: ClassVar[frozenset[Reader]]
    """Readers that read all leaves of a name alike in the same kind of place."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: dict[str, tuple[Reader | None, int]] = {}
        self._leaves: dict[tuple[object, ...], Leaves] = {}
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
    def read_break(self, child: etree._Element, place: Place) -> None:
        """Read a `br`, which holds nothing."""

    def content(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read the text and the children of an element."""
        text = element.text
        if text:
            self.add_text(text, node, place, look)
        if not len(element):
            return
        add, ways = self.elements.add, self._ways
        leaves = self._leaves_of(element.tag, place, look) if node == place.node and look.link is None else None
        for number, child in enumerate(element, 1):
            tag = child.tag
            read, name = ways.get(tag) or self._way(tag)
            if read is None:
                self.at += length(child)
            elif tag == "br":
                self.read_break(child, place)
            else:
                inner = add(node, name if name >= 0 else self.elements.number_of(step_name(tag, number)), self.at)
                attributes = child.items()
                manner = None if attributes or leaves is None or len(child) else leaves.get(tag)
                if manner:
                    self._leaf(child.text, inner, manner, place)
                elif attributes:
                    self.read_judged(child, attributes, inner, read, place, look)
                elif leaves is not None and read in self.alike and not len(child):
                    self._learn(child, inner, read, leaves, place, look)
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
        """Read an element without children and attributes, and note how it was written."""
        self.new_paragraph(place)
        blocks, containers = len(self.columns.texts), len(self.parents)
        read(self, leaf, node, place, look)
        if len(self.columns.texts) > blocks:
            style = self.style_of(blocks)
            leaves[leaf.tag] = (
                style,
                STRONG if self.columns.kinds[style].strong else PLAIN,
                len(self.parents) > containers,
            )

    def _leaf(self, raw: str | None, node: int, manner: Manner, place: Place) -> None:
        """Read an element without children and attributes as one like it was read before."""
        if self._line:
            self.end_line(place)
        self._gap = self._broken = False
        self.paragraph += 1
        style, look, groups = manner
        container = self.new_container(place.container) if groups else place.container
        if raw:
            self.add_leaf(raw, node, style, container, place.cell, look)

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
