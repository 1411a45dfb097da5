"""From a stretch of blocks back to the source: `locate` names the element and the characters that were read.

`HtmlSource` answers for an lxml tree with absolute XPaths, `TextSource` for plain text with line numbers. Both count
lazily and once per parent, so that a page with 20,000 records in one element is traced in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from lxml import etree

from scraper.document.fold import unfold_end, unfold_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.model import Block, Node, Piece, Source

_PARENTS = 512
"""How many parents' counts are kept: enough for every level of a page and the records around the present one."""
_length = etree.XPath("string-length()")
_string = etree.XPath("string()")
_plain_name = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII).match


class Located(NamedTuple):
    """Where a stretch stands in the source: `string(path)[start:end] == raw`."""

    raw: str
    path: str
    start: int
    end: int


class Attribute(NamedTuple):
    """An attribute as the place of a fact: `meta/@content`."""

    element: etree._Element
    name: str


def length(element: etree._Element) -> int:
    """Count the characters of an element's string value without making it."""
    return int(cast("float", _length(element))) if len(element) else len(element.text or "")


def locate(block: Block, start: int, end: int, last: Block, source: Source) -> Located:
    """Trace the stretch from `start` in `block` to `end` in `last` back to the source.

    Positions are those of the blocks' clean `text`. A stretch within one element is located in it, a longer one in
    the nearest common parent; white space at the ends is left out.
    """
    first = next((piece for piece in block.pieces if piece.end > start), block.pieces[-1])
    final = next((piece for piece in reversed(last.pieces) if piece.start < end), last.pieces[0])
    begin = first.offset + unfold_start(first.raw, _text(first, block), max(start - first.start, 0))
    finish = final.offset + unfold_end(final.raw, _text(final, last), min(end, final.end) - final.start)
    node = first.node
    if final is first:
        raw = first.raw[begin - first.offset : finish - first.offset]
    else:
        if final.node != node:
            node, before_first, before_final = source.common(node, final.node)
            begin, finish = begin + before_first, finish + before_final
        raw = source.text(node, begin, finish)
    begin += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Located(raw, source.path(node), begin, begin + len(raw))


def _text(piece: Piece, block: Block) -> str:
    return block.text[piece.start : piece.end]


class HtmlSource:
    """Traces the nodes of an lxml tree. Path steps and offsets are counted once per parent and kept for a while."""

    def __init__(self) -> None:
        self._steps = lru_cache(_PARENTS)(_steps)
        self._starts = lru_cache(_PARENTS)(_starts)
        self._parent_path = lru_cache(_PARENTS)(self._element_path)

    def path(self, node: Node) -> str:
        """Return the absolute XPath of an element or attribute, as lxml sees the tree: `/html/body/dl[1]/dd[2]`."""
        if isinstance(node, Attribute):
            return f"{self._element_path(node.element)}/@{node.name}"
        return self._element_path(cast("etree._Element", node))

    def common(self, first: Node, last: Node) -> tuple[Node, int, int]:
        """Return the nearest element around both, and at which character of its string value each one begins."""
        above: dict[etree._Element, int] = {}
        start = 0
        for element, before in self._upwards(first):
            start += before
            above[element] = start
        start = 0
        for element, before in self._upwards(last):
            start += before
            if element in above:
                return element, above[element], start
        message = "the two nodes are not of one page"
        raise ValueError(message)

    def text(self, node: Node, start: int, end: int) -> str:
        """Return the characters `start` to `end` of a node's string value without making the whole of it."""
        if isinstance(node, Attribute):
            return (node.element.get(node.name) or "")[start:end]
        element = cast("etree._Element", node)
        own = element.text or ""
        if end <= len(own):
            return own[start:end]
        starts = self._starts(element)
        at = bisect_right(starts.positions, start) - 1
        origin = starts.positions[at] if at >= 0 else 0
        parts = [] if at >= 0 else [own]
        for number in range(max(at, 0), len(starts.children)):
            if starts.positions[number] >= end:
                break
            child = starts.children[number]
            parts += (cast("str", _string(child)), child.tail or "")
        return "".join(parts)[start - origin : end - origin]

    def _element_path(self, element: etree._Element) -> str:
        parent = element.getparent()
        if parent is None:
            return f"/{element.tag}"
        step = self._steps(parent)[element]
        name = element.tag if step >= 0 else "*"
        return f"{self._parent_path(parent)}/{name}[{abs(step)}]" if step else f"{self._parent_path(parent)}/{name}"

    def _upwards(self, node: Node) -> Iterator[tuple[etree._Element, int]]:
        """Go from a node to the root; with each element, where the one before it begins in its string value."""
        element = node.element if isinstance(node, Attribute) else cast("etree._Element", node)
        yield element, 0
        parent = element.getparent()
        while parent is not None:
            yield parent, self._starts(parent).of[element]
            element, parent = parent, parent.getparent()


class TextSource:
    """Traces lines of plain text: a node is a line's number, counted from 0."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def path(self, node: Node) -> str:
        """Return `line:N`, counted from 1."""
        return f"line:{cast('int', node) + 1}"

    def common(self, first: Node, last: Node) -> tuple[Node, int, int]:
        """Return the first line, and its end for what stands in later ones: only the part in it is located."""
        return first, 0, 0 if last == first else len(self._lines[cast("int", first)])

    def text(self, node: Node, start: int, end: int) -> str:
        """Return the characters `start` to `end` of a line."""
        return self._lines[cast("int", node)][start:end]


class _Starts(NamedTuple):
    """Where each child begins in its parent's string value."""

    of: dict[etree._Element, int]
    children: list[etree._Element]
    positions: list[int]


def _starts(parent: etree._Element) -> _Starts:
    of: dict[etree._Element, int] = {}
    position = len(parent.text or "")
    for child in parent:
        of[child] = position
        position += length(child) + len(child.tail or "")
    return _Starts(of, list(of), list(of.values()))


def _steps(parent: etree._Element) -> dict[etree._Element, int]:
    """Number a parent's children by name: from 1, or 0 if the name is alone.

    A name that XPath cannot write (`o:p`) counts as none: the child's place among all its siblings, negative.
    """
    steps: dict[etree._Element, int] = {}
    counts: dict[str, int] = {}
    for place, child in enumerate(parent, 1):
        tag = child.tag
        if _plain_name(tag):
            steps[child] = counts[tag] = counts.get(tag, 0) + 1
        else:
            steps[child] = -place
    return {child: 0 if step == 1 and counts[child.tag] == 1 else step for child, step in steps.items()}
