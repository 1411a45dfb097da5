"""The places of a page by number: elements met on a walk, lines of a text, attributes; each with its path.

No element of a parsed tree is kept. An element's number, its parent's and its name are enough for its XPath: which
one it is among its siblings is counted when the first path is asked for, once for the whole page.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_MOST_PATHS = 1024
"""How many parents' paths are kept: enough for every level of a page and the records around the present one."""
_plain_name = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII).match
_plain_path = re.compile(r"(?:/[A-Za-z_][\w.-]*(?:\[[0-9]+\])?)+\Z", re.ASCII).match
_PLACE = "*["
_ROW = 3
_ROWS = 4096
"""How many elements are packed at once."""


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
        self.starts = array("i")
        """Where in the text of all that was walked each one's string value begins."""
        self._count = 0
        self._rows: list[int] = []
        self._parents = array("i")
        self._names = array("i")
        self._name_numbers: dict[str, int] = {}
        self._tops: dict[int, str] = {}
        self._steps = array("i")
        self._paths: dict[int, str] = {}

    def number_of(self, name: str) -> int:
        """Return the number of a name (as `step_name` gives it), a new one for a new name."""
        return self._name_numbers.setdefault(name, len(self._name_numbers))

    def add(self, parent: int, name: int, start: int) -> int:
        """Add an element with the numbers of its parent and its name, and return its own number."""
        self._rows += (parent, name, start)
        if len(self._rows) == _ROW * _ROWS:
            self.pack()
        number = self._count
        self._count = number + 1
        return number

    def add_top(self, path: str, start: int) -> int:
        """Add an element where a walk begins, and return its number."""
        self._tops[self._count] = path
        return self.add(-1, -1, start)

    def pack(self) -> None:
        """Move what was added since the last time into arrays, which take a tenth of the room."""
        for place, column in enumerate((self._parents, self._names, self.starts)):
            column.fromlist(self._rows[place::_ROW])
        self._rows.clear()

    def path(self, node: int) -> str:
        """Return an element's absolute XPath."""
        parent = self._parents[node]
        if parent < 0:
            return self._tops[node]
        return f"{self._path_above(parent)}/{self._step(node)}"

    def common(self, first: int, last: int) -> int:
        """Return the nearest element around both; -1 for elements of different walks."""
        while first != last:  # parents have lower numbers than their children
            if first > last:
                first = self._parents[first]
            else:
                last = self._parents[last]
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
        if not self._steps:
            self._steps = self._number_siblings()
            self._written = list(self._name_numbers)
        step, name = self._steps[node], self._written[self._names[node]]
        return f"{name}[{step}]" if step else name

    def _number_siblings(self) -> array[int]:
        """Number all elements among their siblings of the same name: from 1, or 0 if the name is alone."""
        steps = array("i", bytes(self.starts.itemsize * len(self.starts)))
        open_elements: list[tuple[int, dict[int, list[int]]]] = []
        for node, (parent, name) in enumerate(zip(self._parents, self._names, strict=True)):
            while open_elements and open_elements[-1][0] > parent:
                open_elements.pop()
            if not open_elements or open_elements[-1][0] != parent:
                open_elements.append((parent, {}))
            alike = open_elements[-1][1].get(name)
            if alike is None:
                open_elements[-1][1][name] = [node, 1]
            else:
                alike[1] += 1
                steps[alike[0]], steps[node] = 1, alike[1]
        return steps


class Lines:
    """The lines of a plain text, numbered from 0."""

    def __init__(self, starts: Sequence[int]) -> None:
        self.starts = starts

    def path(self, node: int) -> str:
        """Return `line:N`, counted from 1."""
        return f"line:{node + 1}"

    def common(self, first: int, last: int) -> int:
        """Return the line; nothing holds two of them."""
        return first if first == last else -1


class Asides:
    """Attributes, and elements outside the text: their paths are given."""

    def __init__(self, elements: Elements) -> None:
        self.starts: list[int] = []
        self._elements = elements
        self._paths: list[tuple[int, str]] = []

    def add(self, start: int, path: str, around: int = -1) -> int:
        """Add a place at a path, or at one that goes on from the element that is numbered `around`."""
        self.starts.append(start)
        self._paths.append((around, path))
        return len(self.starts) - 1

    def path(self, node: int) -> str:
        """Return the absolute XPath."""
        around, path = self._paths[node]
        return self._elements.path(around) + path if around >= 0 else path

    def common(self, first: int, last: int) -> int:
        """Return the place; nothing holds two of them."""
        return first if first == last else -1
