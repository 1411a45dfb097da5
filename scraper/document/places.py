"""The places of a page by number: elements met on a walk, lines of a text, attributes; each with its path.

No element of a parsed tree is kept. An element's number, its parent's and its name are enough for its XPath: which
one it is among its siblings is counted when the first path is asked for, once for the whole page.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from scraper.document.numbers import add_numbers, as_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.columns import Numbers

_MOST_PATHS = 1024
"""How many parents' paths are kept: enough for every level of a page and the records around the present one."""
_plain_name = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII).match
_plain_path = re.compile(r"(?:/[A-Za-z_][\w.-]*(?:\[[0-9]+\])?)+\Z", re.ASCII).match
_PLACE = "*["
_NONE = -1
_ROW = 3
_ROOM = _ROW * 4096
"""How many numbers wait at most to be packed."""


def step_name(tag: str, place: int) -> str:
    """Return an element's name as XPath writes it; for one it cannot (`o:p`), the place among all its siblings."""
    return tag if _plain_name(tag) else f"{_PLACE}{place}]"


def path_of(element: etree._Element) -> str:
    """Return the absolute XPath of an element, as lxml sees the tree: `/html/body/dl[1]/dd[2]`."""
    path = element.getroottree().getpath(element)
    if _plain_path(path):
        return path
    parent = element.getparent()
    return f"/{element.tag}" if parent is None else f"{path_of(parent)}/{_step(element, parent)}"


def _step(element: etree._Element, parent: etree._Element) -> str:
    name = step_name(element.tag, parent.index(element) + 1)
    if name.startswith(_PLACE):
        return name
    alike = list(parent.iterchildren(name))
    return f"{name}[{alike.index(element) + 1}]" if len(alike) > 1 else name


class Elements:
    """The elements that a walk met, parents before children."""

    def __init__(self) -> None:
        self._rows: Numbers = []
        """Three numbers for each: its parent's (-1 for none), its name's, where in the text its string value begins."""
        self._last: list[int] = []
        """Rows that are not yet packed."""
        self._count = 0
        self._names: dict[str, int] = {}
        self._tops: dict[int, str] = {}
        self._steps: Sequence[str] = ()
        self._turns = array("i")
        self._paths: dict[int, str] = {}

    def number_of(self, name: str) -> int:
        """Return the number of a name (as `step_name` gives it), a new one for a new name."""
        return self._names.setdefault(name, len(self._names))

    def add(self, parent: int, name: int, start: int) -> int:
        """Add an element by its parent's and its name's number and where it begins, and return its own number."""
        self._last += (parent, name, start)
        if len(self._last) == _ROOM:
            self._rows = as_array(self._rows)
            self.pack()
        number = self._count
        self._count = number + 1
        return number

    def add_top(self, path: str, start: int) -> int:
        """Add an element where a walk begins, and return its number."""
        self._tops[self._count] = path
        return self.add(_NONE, _NONE, start)

    def pack(self) -> None:
        """Move the rows that wait to the others."""
        add_numbers(self._rows, self._last)
        self._last.clear()

    def start(self, node: int) -> int:
        """Return where in the text of all that was walked an element's string value begins."""
        return self._rows[node * _ROW + 2]

    def path(self, node: int) -> str:
        """Return an element's absolute XPath."""
        parent = self._rows[node * _ROW]
        if parent == _NONE:
            return self._tops[node]
        return f"{self._path_above(parent)}/{self._step(node)}"

    def common(self, first: int, last: int) -> int:
        """Return the nearest element around both; -1 for elements of different walks."""
        while first != last:  # parents have lower numbers than their children
            if first > last:
                first = self._rows[first * _ROW]
            else:
                last = self._rows[last * _ROW]
        return first

    def _path_above(self, parent: int) -> str:
        path = self._paths.get(parent)
        if path is None:
            path = self.path(parent)
            if len(self._paths) >= _MOST_PATHS:
                self._paths.clear()
            self._paths[parent] = path
        return path

    def _step(self, node: int) -> str:
        if not self._turns:
            self._steps = list(self._names)
            self._turns = self._count_turns()
        turn, name = self._turns[node], self._steps[self._rows[node * _ROW + 1]]
        return f"{name}[{turn}]" if turn else name

    def _count_turns(self) -> array[int]:
        """Number all elements among their siblings of the same name: from 1, or 0 if the name is alone."""
        turns = array("i", bytes(array("i").itemsize * self._count))
        around: list[tuple[int, dict[int, list[int]]]] = []
        for node, (parent, name) in enumerate(zip(self._rows[0::_ROW], self._rows[1::_ROW], strict=True)):
            while around and around[-1][0] > parent:
                around.pop()
            if not around or around[-1][0] != parent:
                around.append((parent, {}))
            alike = around[-1][1].setdefault(name, [node, 0])
            alike[1] += 1
            if alike[1] > 1:
                turns[alike[0]], turns[node] = 1, alike[1]
        return turns


class Lines:
    """The lines of a plain text, numbered from 0."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts

    def start(self, node: int) -> int:
        """Return where in the text a line begins."""
        return self._starts[node]

    def path(self, node: int) -> str:
        """Return `line:N`, counted from 1."""
        return f"line:{node + 1}"

    def common(self, first: int, last: int) -> int:
        """Return the line; nothing holds two of them."""
        return first if first == last else -1


class Asides:
    """Attributes, and elements outside the text: their paths are given."""

    def __init__(self, elements: Elements) -> None:
        self._starts: list[int] = []
        self._elements = elements
        self._paths: list[tuple[int, str]] = []

    def add(self, start: int, path: str, around: int = _NONE) -> int:
        """Add a place at a path, or at one that goes on from the element that is numbered `around`."""
        self._starts.append(start)
        self._paths.append((around, path))
        return len(self._starts) - 1

    def start(self, node: int) -> int:
        """Return where the string value of a place begins."""
        return self._starts[node]

    def path(self, node: int) -> str:
        """Return the absolute XPath."""
        around, path = self._paths[node]
        return self._elements.path(around) + path if around >= 0 else path

    def common(self, first: int, last: int) -> int:
        """Return the place; nothing holds two of them."""
        return first if first == last else -1
