"""One walk over the part of an lxml tree that is text: elements in, blocks, containers and time stamps out.

Every reader takes an element, the place around it and how its text looks, and returns how many characters its string
value has: so each run of text knows its offset without anything being counted twice. What is left out is measured in
one call, not walked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scraper.document import tables
from scraper.document.elements import EMPHASIS, GROUPS, HEADING_LEVELS, INLINE, LISTS, heading_level, is_card
from scraper.document.fold import fold
from scraper.document.furniture import ELEMENTS, MARGINS, Furniture, Verdict, speaks_of_cookies
from scraper.document.lines import PLAIN, Look
from scraper.document.trace import Attribute, length
from scraper.document.writer import BlockWriter, Place, fact
from scraper.model import Block, Cell, Kind

if TYPE_CHECKING:
    from lxml import etree

_NOTICE_LINES = 40
"""A container titled as a cookie notice that has more lines than this is none."""


class Walker(BlockWriter):
    """Collects what one walk finds. `walk` may be called for several elements."""

    def __init__(self, furniture: Furniture, *, in_text: bool) -> None:
        super().__init__()
        self.times: list[Block] = []
        self.closed: list[list[Block]] = []
        """The blocks of each part that is shown only when it is opened."""
        self._furniture = furniture
        self._in_text = in_text
        self._spots: dict[etree._Element, tables.Spot] = {}
        self._rows: dict[int, int] = {}
        self._tables = 0
        self._notice = -1
        self._shapes: dict[tuple[str, str], str] = {}

    def walk(self, element: etree._Element) -> None:
        """Read an element and all that stands in it."""
        page = Place(element, "paragraph", 0, element.tag, "paragraph", 0, None, 0, "", title=False)
        _READERS.get(element.tag, Walker._box)(self, element, page, PLAIN)

    # What stands in an element

    def _content(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read the text and the children of an element."""
        size = 0
        text = element.text
        if text:
            self.add_text(text, element, 0, place, look)
            size = len(text)
        for child in element:
            tag = child.tag
            if tag in ELEMENTS:
                size += length(child)
            else:
                read = _READERS.get(tag, Walker._box)
                size += self._judged(child, read, place, look) if child.items() else read(self, child, place, look)
            tail = child.tail
            if tail:
                self.add_text(tail, element, size, place, look)
                size += len(tail)
        return size

    def _judged(self, child: etree._Element, read: Reader, place: Place, look: Look) -> int:
        """Read a child whose attributes may say that it is furniture, closed or a title."""
        verdict = self._furniture.judge(child, in_text=self._in_text)
        if verdict is Verdict.READ:
            return read(self, child, place, look)
        if verdict is Verdict.HEADING:
            return self._heading(child, place, look)
        if verdict is Verdict.OPENER:
            return self._opener(child, place, look)
        if verdict is Verdict.CLOSED:
            return self._closed(child, read, place, look)
        if read not in _INLINE:
            self.new_paragraph(place)
        return length(child)

    def _closed(self, child: etree._Element, read: Reader, place: Place, look: Look) -> int:
        """Read a part that is not shown until it is opened."""
        self.new_paragraph(place)
        first = len(self.blocks)
        self.shut += 1
        size = read(self, child, place, look)
        self.new_paragraph(place)
        self.shut -= 1
        part = [block for block in self.blocks[first:] if block.hidden]
        if part and not self.shut:
            self.closed.append(part)
        return size

    def _inside(
        self,
        element: etree._Element,
        outer: Place,
        look: Look,
        kind: Kind,
        *,
        container: int = -1,
        inner: Kind | None = None,
        depth: int = 0,
        cell: Cell | None = None,
        level: int = 0,
        marker: str = "",
        title: bool = False,
    ) -> int:
        """Read a block element: its lines are of `kind`, those around it end before it and go on after it."""
        self.new_paragraph(outer)
        if container < 0:
            container = outer.container
        if title:
            look = Look(strong=True, link=look.link)
        shape = self._shape(element)
        cell = cell or outer.cell
        if not len(element) and not self.preformatted:
            return self.add_leaf(element, kind, container, shape, cell, level, marker, look)
        place = Place(element, kind, container, shape, inner or kind, outer.depth + depth, cell, level, marker, title)
        size = self._content(element, place, look)
        self.new_paragraph(place)
        return size

    def _shape(self, element: etree._Element) -> str:
        tag = element.tag
        name = element.get("class")
        if not name:
            return tag
        shape = self._shapes.get((tag, name))
        if shape is None:
            shape = self._shapes[tag, name] = f"{tag}.{name}"
        return shape

    # Readers of what stands in a line

    def _inline(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._content(element, place, look)

    def _emphasis(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._content(element, place, Look(strong=True, link=look.link))

    def _anchor(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._content(element, place, Look(look.strong, element.get("href") or look.link))

    def _time(self, element: etree._Element, place: Place, look: Look) -> int:
        value = element.get("datetime") or ""
        text = fold(value)
        if text:
            self.times.append(fact(Attribute(element, "datetime"), text, value))
        return self._content(element, place, look)

    def _line_break(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read a `br`: it ends a line, but a title in several lines is one title."""
        if place.kind in ("heading", "term"):
            self.add_gap()
        else:
            self.break_line(place)
        return self._content(element, place, look)

    # Readers of boxes and groups

    def _box(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read a `p` or any other element without a meaning of its own."""
        return self._plain(element, place, look, place.container)

    def _group(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read a `div` or any other element that groups; one that turns out to be a cookie notice is left out."""
        first = len(self.blocks)
        container = self.new_container(place.container)
        size = self._plain(element, place, look, container)
        if self._notice == container:
            self._notice = -1
            if len(self.blocks) - first <= _NOTICE_LINES:
                del self.blocks[first:]
        return size

    def _plain(self, element: etree._Element, place: Place, look: Look, container: int) -> int:
        kind = place.inner
        if kind != "item":
            level = place.level if kind == "heading" else 0
            return self._inside(element, place, look, kind, container=container, level=level, title=place.title)
        if not place.marker:
            return self._inside(element, place, look, "paragraph", container=container)
        marker, place.marker = place.marker, ""
        return self._inside(element, place, look, kind, container=container, level=place.level, marker=marker)

    def _article(self, element: etree._Element, place: Place, look: Look) -> int:
        outside, self._in_text = self._in_text, True
        size = self._group(element, place, look)
        self._in_text = outside
        return size

    def _margin(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read a `header`, `footer` or `aside`, if it is not the page's own."""
        if self._in_text or (element.tag == "header" and self._furniture.holds_heading(element)):
            return self._box(element, place, look)
        self.new_paragraph(place)
        return length(element)

    def _preformatted(self, element: etree._Element, place: Place, look: Look) -> int:
        outside, self.preformatted = self.preformatted, True
        size = self._box(element, place, look)
        self.preformatted = outside
        return size

    # Readers of titles

    def _heading(self, element: etree._Element, place: Place, look: Look) -> int:
        if place.cell:
            return self._inside(element, place, look, "cell")
        first = len(self.blocks)
        size = self._inside(element, place, look, "heading", level=heading_level(element))
        if len(self.blocks) == first + 1 and self._titles_notice(first, place.container):
            self._notice = place.container
        return size

    def _titles_notice(self, number: int, container: int) -> bool:
        """Whether a heading is the first block of its container and speaks of cookies."""
        block = self.blocks[number]
        if block.level == 1 or not container or not speaks_of_cookies(block.text):
            return False
        return number == 0 or self.blocks[number - 1].container != container

    def _button(self, element: etree._Element, place: Place, look: Look) -> int:
        if self._furniture.is_opener(element):
            return self._opener(element, place, look)
        return length(element)

    def _opener(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read the title of a part that it opens."""
        if place.kind == "heading":
            return self._content(element, place, look)
        return self._inside(element, place, look, "heading", title=True)

    def _legend(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._inside(element, place, look, "heading", title=True)

    def _details(self, element: etree._Element, place: Place, look: Look) -> int:
        if element.get("open") is not None:
            return self._group(element, place, look)
        return self._closed(element, Walker._group, place, look)

    def _summary(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read the title of a `details`, shown even where that is closed."""
        parent = element.getparent()
        closed = parent is not None and parent.tag == "details" and parent.get("open") is None
        self.new_paragraph(place)
        self.shut -= closed
        size = self._opener(element, place, look)
        self.shut += closed
        return size

    # Readers of lists, pairs and tables

    def _list(self, element: etree._Element, place: Place, look: Look) -> int:
        container = self.new_container(place.container)
        return self._inside(element, place, look, "paragraph", container=container, depth=1)

    def _item(self, element: etree._Element, place: Place, look: Look) -> int:
        parent = element.getparent()
        marker = "1." if parent is not None and parent.tag == "ol" else "•"
        inner: Kind = "paragraph" if len(element) and is_card(element) else "item"
        container = self.new_container(place.container)
        level = max(place.depth, 1)
        return self._inside(element, place, look, "item", container=container, inner=inner, level=level, marker=marker)

    def _pairs(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._inside(element, place, look, "paragraph", container=self.new_container(place.container))

    def _term(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._inside(element, place, look, "term", title=True)

    def _definition(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._inside(element, place, look, "definition")

    def _caption(self, element: etree._Element, place: Place, look: Look) -> int:
        return self._inside(element, place, look, "caption")

    def _table(self, element: etree._Element, place: Place, look: Look) -> int:
        """Read a table of data onto its grid, a table that lays out like any group."""
        spots = tables.grid(element)
        if spots is None:
            return self._group(element, place, look)
        self.new_paragraph(place)
        first = len(self.blocks)
        self._spots, self._rows = spots, {}
        container = self.new_container(place.container)
        size = self._inside(element, place, look, "paragraph", container=container)
        self.blocks[first:] = tables.in_order(self.blocks[first:], spots, self._rows)
        self._spots = {}
        self._tables += 1
        return size

    def _row(self, element: etree._Element, place: Place, look: Look) -> int:
        container = self.new_container(place.container)
        spot = self._spots.get(element)
        if spot is not None:
            self._rows[spot.row] = container
        return self._inside(element, place, look, "paragraph", container=container)

    def _cell(self, element: etree._Element, place: Place, look: Look) -> int:
        title = element.tag == "th"
        spot = self._spots.get(element)
        if spot is None:
            container = self.new_container(place.container)
            return self._inside(element, place, look, "paragraph", container=container, title=title)
        cell = Cell(self._tables, spot.row, spot.column, spot.header, repeated=False)
        return self._inside(element, place, look, "cell", cell=cell, title=title)


Reader = Callable[[Walker, "etree._Element", Place, Look], int]
_READERS: dict[str, Reader] = {
    **dict.fromkeys(INLINE, Walker._inline),
    **dict.fromkeys(EMPHASIS, Walker._emphasis),
    **dict.fromkeys(("article", "main"), Walker._article),
    **dict.fromkeys(GROUPS, Walker._group),
    **dict.fromkeys(HEADING_LEVELS, Walker._heading),
    **dict.fromkeys(MARGINS, Walker._margin),
    **dict.fromkeys(LISTS, Walker._list),
    **dict.fromkeys(("td", "th"), Walker._cell),
    **dict.fromkeys(("caption", "figcaption"), Walker._caption),
    "a": Walker._anchor,
    "time": Walker._time,
    "br": Walker._line_break,
    "pre": Walker._preformatted,
    "button": Walker._button,
    "summary": Walker._summary,
    "legend": Walker._legend,
    "details": Walker._details,
    "li": Walker._item,
    "dl": Walker._pairs,
    "dt": Walker._term,
    "dd": Walker._definition,
    "table": Walker._table,
    "tr": Walker._row,
}
_INLINE = frozenset((Walker._inline, Walker._emphasis, Walker._anchor, Walker._time, Walker._line_break))
