"""One walk over the part of an lxml tree that is text: elements in, blocks, containers and time stamps out.

Every reader method takes an element and returns how many characters its string value has, so that each run of text
knows its offset in its own element without counting anything twice. What is left out is measured, not walked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.document import tables
from scraper.document.fold import fold
from scraper.document.furniture import ELEMENTS, MARGINS, Furniture, Verdict, speaks_of_cookies
from scraper.document.lines import Run, build
from scraper.document.trace import Attribute, length
from scraper.model import Block, Cell, Kind, Node, Piece

if TYPE_CHECKING:
    from lxml import etree

_COOKIE_LINES = 40
"""A container titled as a cookie notice that has more lines than this is no notice."""
_HEADING_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@dataclass(slots=True)
class Place:
    """The innermost block element, and what its lines are."""

    node: Node
    kind: Kind
    container: int
    inner: Kind = "paragraph"
    """What the lines of plain boxes (`p`, `div`) within are."""
    level: int = 0
    marker: str = ""
    """The mark of the first line; later lines of the same item have none."""
    depth: int = 0
    """How many lists it sits in."""
    cell: Cell | None = None
    shape: str = ""
    strong: bool = False
    """Whether it titles something."""


class Walker:
    """Collects what one walk finds. `walk` may be called for several elements."""

    def __init__(self, furniture: Furniture, *, in_text: bool) -> None:
        self.blocks: list[Block] = []
        self.parents: list[int] = [-1]
        self.times: list[Block] = []
        self.closed: list[list[Block]] = []
        """The blocks of each part that is shown only when it is opened."""
        self._furniture = furniture
        self._in_text = in_text
        self._runs: list[Run] = []
        self._gap = False
        self._broken = False
        self._paragraph = 0
        self._spots: dict[etree._Element, tables.Spot] = {}
        self._rows: dict[int, int] = {}
        self._notice = -1
        self._shut = 0
        self._tables = 0
        self._preformatted = False
        self._shapes: dict[tuple[str, str], str] = {}

    def walk(self, element: etree._Element) -> None:
        """Read an element's content into blocks."""
        place = Place(element, "paragraph", 0, shape=self._shape(element, element.tag))
        _READERS.get(element.tag, Walker._box)(self, element, place, False, None)
        self._end_line(place)

    # -- what stands in an element

    def _content(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read the text and the children of an element."""
        size = 0
        text = element.text
        if text:
            self._text(text, element, 0, place, strong, link)
            size = len(text)
        for child in element:
            tag = child.tag
            attributes = child.items()
            if tag in ELEMENTS:
                size += length(child)
            elif attributes:
                size += self._judged(child, attributes, place, strong, link)
            else:
                size += _READERS.get(tag, Walker._box)(self, child, place, strong, link)
            tail = child.tail
            if tail:
                self._text(tail, element, size, place, strong, link)
                size += len(tail)
        return size

    def _judged(
        self, child: etree._Element, attributes: list[tuple[str, str]], place: Place, strong: bool, link: str | None
    ) -> int:
        """Read a child whose attributes may say that it is furniture, closed or a title."""
        verdict = self._furniture.judge(child, attributes, in_text=self._in_text)
        read = _READERS.get(child.tag, Walker._box)
        if verdict is Verdict.READ:
            return read(self, child, place, strong, link)
        if verdict is Verdict.LEAVE:
            if read not in _INLINE:
                self._new_paragraph(place)
            return length(child)
        if verdict is Verdict.HEADING:
            return self._heading(child, place, strong, link)
        if verdict is Verdict.OPENER:
            return self._opener(child, place, strong, link)
        return self._closed(read, child, place, strong, link)

    def _closed(self, read: Reader, child: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read a part that is not shown until it is opened."""
        self._new_paragraph(place)
        first = len(self.blocks)
        self._shut += 1
        size = read(self, child, place, strong, link)
        self._new_paragraph(place)
        self._shut -= 1
        if not self._shut and len(self.blocks) > first:
            self.closed.append(self.blocks[first:])
        return size

    def _text(self, text: str, node: etree._Element, offset: int, place: Place, strong: bool, link: str | None) -> None:
        """Add a run of text to the line."""
        if text.isspace() and not self._preformatted:
            self._gap = True
        elif self._preformatted:
            for number, line in enumerate(text.splitlines(keepends=True)):
                if number:
                    self._break(place)
                self._runs.append((line, node, offset, strong, link, self._gap))
                offset += len(line)
        else:
            self._runs.append((text, node, offset, strong, link, self._gap))
            self._gap = False

    # -- lines and paragraphs

    def _end_line(self, place: Place) -> None:
        """Make a block of the runs since the last one."""
        runs = self._runs
        self._gap = False
        if not runs:
            return
        text, pieces = build(runs)
        runs.clear()
        if text:
            self._broken = False
            self._add(text, pieces, place, strong=place.strong or all(piece.strong for piece in pieces))

    def _add(self, text: str, pieces: tuple[Piece, ...], place: Place, *, strong: bool) -> None:
        self.blocks.append(
            Block(
                place.kind,
                text,
                pieces,
                place.node,
                place.container,
                self._paragraph,
                place.level,
                place.marker,
                place.cell,
                place.shape,
                self._shut > 0,
                strong,
            )  # fmt: skip
        )
        if place.marker:
            place.marker = ""

    def _break(self, place: Place) -> None:
        """End a line; a second break with nothing between ends the paragraph."""
        self._end_line(place)
        if self._broken:
            self._paragraph += 1
        self._broken = True

    def _new_paragraph(self, place: Place) -> None:
        self._end_line(place)
        self._paragraph += 1
        self._broken = False

    def _inside(
        self,
        element: etree._Element,
        outer: Place,
        kind: Kind,
        *,
        strong: bool,
        link: str | None,
        container: int = -1,
        inner: Kind | None = None,
        level: int = 0,
        marker: str = "",
        depth: int = -1,
        cell: Cell | None = None,
        title: bool = False,
    ) -> int:
        """Read a block element: its lines are of `kind`, those around it end before and go on after."""
        self._new_paragraph(outer)
        place = Place(
            element, kind, outer.container if container < 0 else container, inner or kind, level, marker,
            outer.depth if depth < 0 else depth, cell or outer.cell, self._shape(element, element.tag), title,
        )  # fmt: skip
        size = self._content(element, place, strong or title, link)
        self._new_paragraph(place)
        return size

    def _container(self, place: Place) -> int:
        self.parents.append(place.container)
        return len(self.parents) - 1

    def _shape(self, element: etree._Element, tag: str) -> str:
        name = element.get("class")
        if not name:
            return tag
        shape = self._shapes.get((tag, name))
        if shape is None:
            shape = self._shapes[tag, name] = f"{tag}.{name}"
        return shape

    # -- readers of elements

    def _inline(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._content(element, place, strong, link)

    def _emphasis(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._content(element, place, True, link)

    def _anchor(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._content(element, place, strong, element.get("href") or link)

    def _time(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        value = element.get("datetime")
        if value and (text := fold(value)):
            self.times.append(fact(Attribute(element, "datetime"), text, value))
        return self._content(element, place, strong, link)

    def _line_break(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        self._break(place)
        return self._content(element, place, strong, link) if len(element) or element.text else 0

    def _box(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read a `p` or any other element without a meaning of its own."""
        return self._inside_box(element, place, strong, link, place.container)

    def _group(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read a `div` or any other element that groups."""
        first = len(self.blocks)
        container = self._container(place)
        size = self._inside_box(element, place, strong, link, container)
        if self._notice == container:
            self._notice = -1
            if len(self.blocks) - first <= _COOKIE_LINES:
                del self.blocks[first:]
        return size

    def _inside_box(self, element: etree._Element, place: Place, strong: bool, link: str | None, container: int) -> int:
        kind = place.inner
        marker = ""
        if kind == "item":
            marker, place.marker = place.marker, ""
        return self._inside(
            element, place, kind, strong=strong, link=link, container=container,
            level=place.level if kind in ("item", "heading") else 0, marker=marker, title=place.strong,
        )  # fmt: skip

    def _article(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        outside, self._in_text = self._in_text, True
        size = self._group(element, place, strong, link)
        self._in_text = outside
        return size

    def _margin(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read a `header`, `footer` or `aside`, if it is not the page's own."""
        if self._in_text or (element.tag == "header" and self._furniture.holds_heading(element)):
            return self._box(element, place, strong, link)
        self._new_paragraph(place)
        return length(element)

    def _heading(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        first = len(self.blocks)
        level = _HEADING_LEVELS.get(element.tag, 0)
        if not level:
            stated = element.get("aria-level") or ""
            level = int(stated) if stated in "123456" and stated else 2
        kind: Kind = "cell" if place.cell else "heading"
        size = self._inside(element, place, kind, strong=strong, link=link, level=0 if place.cell else level)
        if level > 1 and place.container and len(self.blocks) == first + 1 and speaks_of_cookies(self.blocks[-1].text):
            if first == 0 or self.blocks[first - 1].container != place.container:
                self._notice = place.container
        return size

    def _button(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        if self._furniture.is_opener(element):
            return self._opener(element, place, strong, link)
        return length(element)

    def _opener(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read the title of a part that it opens."""
        if place.kind == "heading":
            return self._content(element, place, strong, link)
        return self._inside(element, place, "heading", strong=strong, link=link, title=True)

    def _legend(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._inside(element, place, "heading", strong=strong, link=link, title=True)

    def _details(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        if element.get("open") is not None:
            return self._group(element, place, strong, link)
        return self._closed(Walker._group, element, place, strong, link)

    def _summary(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        """Read the title of a `details`, shown even where that is closed."""
        parent = element.getparent()
        closed = parent is not None and parent.tag == "details" and parent.get("open") is None
        self._new_paragraph(place)
        self._shut -= closed
        size = self._opener(element, place, strong, link)
        self._shut += closed
        return size

    def _preformatted_text(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        self._preformatted = True
        size = self._box(element, place, strong, link)
        self._preformatted = False
        return size

    def _list(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._inside(
            element, place, "paragraph", strong=strong, link=link, container=self._container(place),
            depth=place.depth + 1,
        )  # fmt: skip

    def _item(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        parent = element.getparent()
        marker = "1." if parent is not None and parent.tag == "ol" else "•"
        return self._inside(
            element, place, "item", strong=strong, link=link, container=self._container(place),
            inner="item" if _is_one_text(element) else "paragraph", level=max(place.depth, 1), marker=marker,
        )  # fmt: skip

    def _pairs(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._inside(element, place, "paragraph", strong=strong, link=link, container=self._container(place))

    def _term(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._inside(element, place, "term", strong=strong, link=link, title=True)

    def _definition(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._inside(element, place, "definition", strong=strong, link=link)

    def _caption(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        return self._inside(element, place, "caption", strong=strong, link=link)

    def _table(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        spots = tables.grid(element)
        if spots is None:
            return self._group(element, place, strong, link)
        self._new_paragraph(place)
        first = len(self.blocks)
        self._spots, self._rows = spots, {}
        size = self._inside(element, place, "paragraph", strong=strong, link=link, container=self._container(place))
        self.blocks[first:] = tables.in_order(self.blocks[first:], spots.values(), self._rows)
        self._spots = {}
        self._tables += 1
        return size

    def _row(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        spot = self._spots.get(element)
        if spot is None:
            return self._group(element, place, strong, link)
        self._rows[spot.row] = number = self._container(place)
        return self._inside(element, place, "paragraph", strong=strong, link=link, container=number)

    def _cell(self, element: etree._Element, place: Place, strong: bool, link: str | None) -> int:
        title = element.tag == "th"
        spot = self._spots.get(element)
        if spot is None:
            container = self._container(place)
            return self._inside(element, place, "paragraph", strong=strong, link=link, container=container, title=title)
        cell = Cell(self._tables, spot.row, spot.column, spot.header, repeated=False)
        return self._inside(element, place, "cell", strong=strong, link=link, cell=cell, title=title)


def fact(node: Node, text: str, raw: str, offset: int = 0) -> Block:
    """Make a block of what stands outside the text: an attribute, the title."""
    return Block("paragraph", text, (Piece(0, len(text), raw, node, offset, False, None),), node, 0, 0)


def _is_one_text(item: etree._Element) -> bool:
    """Whether a list item is one text and not a card of several: at most one box, and nothing that structures."""
    boxes = 0
    for child in item:
        if child.tag in _STRUCTURE:
            return False
        if _READERS.get(child.tag, Walker._box) in _BOXES:
            boxes += 1
            if boxes > 1 or (item.text and not item.text.isspace()) or not _is_one_text(child):
                return False
    return True


Reader = Callable[[Walker, "etree._Element", Place, bool, "str | None"], int]
_STRUCTURE = frozenset((*_HEADING_LEVELS, "dl", "table", "article", "details", "section", "fieldset"))
_EMPHASIS = ("b", "strong", "em", "i", "u", "label")
_INLINE_TAGS = (
    *("span", "font", "small", "big", "sup", "sub", "mark", "code", "abbr", "acronym", "cite", "q", "s", "del", "ins"),
    *("strike", "tt", "kbd", "samp", "var", "dfn", "bdi", "bdo", "data", "ruby", "rt", "rp", "wbr", "nobr", "output"),
    *("tbody", "thead", "tfoot", "map", "slot"),
)
_READERS: dict[str, Reader] = {
    **dict.fromkeys(_INLINE_TAGS, Walker._inline),
    **dict.fromkeys(_EMPHASIS, Walker._emphasis),
    **dict.fromkeys(("article", "main"), Walker._article),
    **dict.fromkeys(("div", "section", "fieldset"), Walker._group),
    **dict.fromkeys(_HEADING_LEVELS, Walker._heading),
    **dict.fromkeys(MARGINS, Walker._margin),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Walker._list),
    **dict.fromkeys(("td", "th"), Walker._cell),
    **dict.fromkeys(("caption", "figcaption"), Walker._caption),
    "a": Walker._anchor,
    "time": Walker._time,
    "br": Walker._line_break,
    "pre": Walker._preformatted_text,
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
_BOXES = frozenset((Walker._box, Walker._group))
