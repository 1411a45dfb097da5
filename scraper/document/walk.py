"""One walk over the part of an lxml tree that is text: elements in, blocks, containers and time stamps out.

Every reader takes an element, its number, the place around it and how its text looks, and moves `at` over all the
characters of its string value: so each run of text knows where it stands without anything being counted twice. What
is left out is measured in one call, not walked.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

from scraper.columns import Kind, Look
from scraper.document import tables
from scraper.document.descent import STRONG, Descent, Reader
from scraper.document.elements import EMPHASIS, GROUPS, HEADING_LEVELS, INLINE, LISTS, heading_level, is_card, length
from scraper.document.fold import fold
from scraper.document.furniture import (
    ELEMENTS,
    MARGINS,
    Attributes,
    Furniture,
    Verdict,
    holds_facts,
    says_nothing,
    speaks_of_cookies,
)
from scraper.document.lines import PLAIN
from scraper.document.places import path_of
from scraper.document.writer import Place

_NOTICE_LINES = 40
"""A container titled as a cookie notice that has more lines than this is none."""
_string = etree.XPath("string()", smart_strings=False)


class Walker(Descent):
    """Collects what one walk finds. `walk` may be called for several elements."""

    def __init__(self, furniture: Furniture, *, in_text: bool) -> None:
        super().__init__()
        self.times: list[tuple[int, str]] = []
        """The elements that state a time, and what each one states."""
        self.closed: list[tuple[int, int]] = []
        """The first paragraph of each part that is shown only when it is opened, and the first after it."""
        self.raw = ""
        """The text of all that was walked."""
        self._furniture = furniture
        self._in_text = in_text
        self._grid: tables.Grid | None = None
        self._tables = 0
        self._notice = -1

    def walk(self, element: etree._Element) -> None:
        """Read an element and all that stands in it."""
        node = self.elements.add_top(path_of(element), self.at)
        page = Place(node, "paragraph", 0, element.tag, "paragraph", 0, -1, 0, "", title=False)
        read = _READERS.get(element.tag, Walker._box)
        read(self, element, node, page, PLAIN)
        self.raw += cast("str", _string(element))
        self.columns.raw = self.raw
        self.elements.pack()
        self.pack()

    def reader_of(self, tag: str) -> Reader | None:
        """Return how elements of a name are read, or nothing for those that are left out."""
        return None if tag in ELEMENTS else _READERS.get(tag, Walker._box)

    def is_plain(self, attributes: Attributes) -> bool:
        """Whether there is nothing but a class, and one that decides nothing in any element."""
        return len(attributes) == 1 and attributes[0][0] == "class" and says_nothing(*attributes[0])

    def is_doubtful(self, leaf: etree._Element) -> bool:
        """Whether a heading may be that of a cookie notice."""
        return speaks_of_cookies(leaf.text or "")

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
        verdict = self._furniture.judge(child, attributes, in_text=self._in_text)
        if verdict is Verdict.READ:
            read(self, child, node, place, look)
        elif verdict is Verdict.HEADING:
            self._heading(child, node, place, look)
        elif verdict is Verdict.OPENER:
            self._opener(child, node, place, look)
        elif verdict is Verdict.CLOSED:
            self._closed(child, node, read, place, look)
        else:
            if read not in _INLINE:
                self.new_paragraph(place)
            self.at += length(child)

    def _closed(self, child: etree._Element, node: int, read: Reader, place: Place, look: Look) -> None:
        """Read a part that is not shown until it is opened."""
        self.new_paragraph(place)
        first = self.paragraph
        self.shut += 1
        read(self, child, node, place, look)
        self.new_paragraph(place)
        self.shut -= 1
        if not self.shut:
            self.closed.append((first, self.paragraph))

    # Readers of what stands in a line

    def _inline(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.content(element, node, place, look)

    def _emphasis(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        look = Look(strong=True, link=look.link) if look.link else STRONG
        if len(element):
            self.content(element, node, place, look)
        elif text := element.text:
            self.add_text(text, node, place, look)

    def _anchor(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.content(element, node, place, Look(look.strong, element.get("href") or look.link))

    def _time(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        value = element.get("datetime") or ""
        if fold(value):
            self.times.append((node, value))
        self.content(element, node, place, look)

    def read_break(self, child: etree._Element, place: Place) -> None:
        """Read a `br`: it ends a line, but a title in several lines is one title."""
        attributes = child.items()
        if attributes and self._furniture.judge(child, attributes, in_text=self._in_text) is Verdict.LEAVE:
            return
        if place.kind in ("heading", "term"):
            self.add_gap()
        else:
            self.break_line(place)

    # Readers of boxes and groups

    def _box(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read a `p` or any other element without a meaning of its own."""
        self._plain(element, node, place, look, place.container)

    def _group(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read a `div` or any other element that groups; one that turns out to be a cookie notice is left out."""
        first = len(self.columns.texts)
        container = self.new_container(place.container)
        self._plain(element, node, place, look, container)
        if self._notice == container:
            self._notice = -1
            if len(self.columns.texts) - first <= _NOTICE_LINES:
                self.drop(first)

    def _plain(self, element: etree._Element, node: int, place: Place, look: Look, container: int) -> None:
        kind = place.inner
        if kind != "item":
            level = place.level if kind == "heading" else 0
            self.inside(element, node, place, look, kind, container=container, level=level, title=place.title)
        elif not place.marker:
            self.inside(element, node, place, look, "paragraph", container=container)
        else:
            marker, place.marker = place.marker, ""
            self.inside(element, node, place, look, kind, container=container, level=place.level, marker=marker)

    def _article(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        outside, self._in_text = self._in_text, True
        self._group(element, node, place, look)
        self._in_text = outside

    def _margin(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read a `header`, `footer` or `aside`, if it is not the page's own."""
        if (
            self._in_text
            or holds_facts(element)
            or (element.tag == "header" and self._furniture.holds_heading(element))
        ):
            self._box(element, node, place, look)
        else:
            self.new_paragraph(place)
            self.at += length(element)

    def _preformatted(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        outside, self.preformatted = self.preformatted, True
        self._box(element, node, place, look)
        self.preformatted = outside

    # Readers of titles

    def _heading(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        if place.cell >= 0:
            self.inside(element, node, place, look, "cell")
            return
        self.new_paragraph(place)
        first = len(self.columns.texts)
        self.inside(element, node, place, look, "heading", level=heading_level(element))
        if len(self.columns.texts) == first + 1 and self._titles_notice(first, element, place.container):
            self._notice = place.container

    def _titles_notice(self, number: int, element: etree._Element, container: int) -> bool:
        """Whether a heading is the first block of its container and speaks of cookies."""
        if heading_level(element) == 1 or not container or not speaks_of_cookies(self.columns.texts[number]):
            return False
        return number == 0 or self.container_of(number - 1) != container

    def _button(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        if self._furniture.is_opener(element):
            self._opener(element, node, place, look)
        else:
            self.at += length(element)

    def _opener(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read the title of a part that it opens."""
        if place.kind == "heading":
            self.content(element, node, place, look)
        else:
            self.inside(element, node, place, look, "heading", title=True)

    def _legend(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.inside(element, node, place, look, "heading", title=True)

    def _details(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        if element.get("open") is not None:
            self._group(element, node, place, look)
        else:
            self._closed(element, node, Walker._group, place, look)

    def _summary(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read the title of a `details`, shown even where that is closed."""
        parent = element.getparent()
        closed = parent is not None and parent.tag == "details" and parent.get("open") is None
        self.new_paragraph(place)
        self.shut -= closed
        self._opener(element, node, place, look)
        self.shut += closed

    # Readers of lists, pairs and tables

    def _list(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        container = self.new_container(place.container)
        self.inside(element, node, place, look, "paragraph", container=container, depth=1)

    def _item(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        parent = element.getparent()
        marker = "1." if parent is not None and parent.tag == "ol" else "•"
        inner: Kind = "paragraph" if len(element) and is_card(element) else "item"
        container = self.new_container(place.container)
        level = max(place.depth, 1)
        self.inside(element, node, place, look, "item", container=container, inner=inner, level=level, marker=marker)

    def _pairs(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.inside(element, node, place, look, "paragraph", container=self.new_container(place.container))

    def _term(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.inside(element, node, place, look, "term", title=True)

    def _definition(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.inside(element, node, place, look, "definition")

    def _caption(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        self.inside(element, node, place, look, "caption")

    def _table(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        """Read a table of data onto its grid, a table that lays out like any group."""
        grid = tables.read_grid(element, self._tables)
        if grid is None:
            self._group(element, node, place, look)
            return
        self.new_paragraph(place)
        first = len(self.columns.texts)
        self._grid = grid
        self.inside(element, node, place, look, "paragraph", container=self.new_container(place.container))
        grid.settle(self, first)
        self._grid, self.cells = None, {}
        self._tables += 1

    def _row(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        container = self.new_container(place.container)
        self.cells = self._grid.place(element, container, self) if self._grid else {}
        self.inside(element, node, place, look, "paragraph", container=container)

    def _cell(self, element: etree._Element, node: int, place: Place, look: Look) -> None:
        title = element.tag == "th"
        cell = self.cells.get(element)
        if cell is None:
            container = self.new_container(place.container)
            self.inside(element, node, place, look, "paragraph", container=container, title=title)
            return
        self.inside(element, node, place, look, "cell", cell=cell, title=title)


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
Walker.doubtful = frozenset((Walker._heading,))
Walker.alike = Walker.doubtful | {
    *(Walker._box, Walker._group, Walker._term, Walker._definition, Walker._caption, Walker._item, Walker._cell),
}
_INLINE = frozenset((Walker._inline, Walker._emphasis, Walker._anchor, Walker._time))
