"""The page's own words around a value: evidence comes in, what stands before it, at it and after it goes out.

Made for people who compare values with a page, one at a time: it parses the page anew and looks only at evidence, as
any outsider would.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, cast

from lxml import etree

from scraper.document.encoding import as_utf8, decode, decode_name

if TYPE_CHECKING:
    from scraper.model import Evidence

_UNSEEN = frozenset({"script", "style", "template", "noscript"})


class Quote(NamedTuple):
    """A value as the page prints it, with its surroundings; white space folded."""

    before: str
    words: str
    after: str


class Quotes:
    """A page from which words are quoted."""

    def __init__(self, data: bytes, content_type: str | None = None) -> None:
        encoding = decode_name(data, content_type)
        self._page = as_utf8(data, encoding)
        self._lines = decode(data, encoding).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._root: etree._Element | None = None
        self._elements: dict[etree._Element, int] = {}
        self._runs: list[str] = []
        self._starts: list[int] = []

    def around(self, evidence: Evidence, room: int = 48) -> Quote:
        """Return the words at a piece of evidence with so many characters on each side, whole words where they fit."""
        begin = self._begin(evidence.path)
        if begin is None:
            return Quote("", _folded(evidence.raw), "")
        start, end = begin + evidence.start, begin + evidence.end
        first, last = bisect_left(self._starts, start + 1) - 1, bisect_left(self._starts, end) - 1
        before = self._runs[first][: start - self._starts[first]]
        after = self._runs[last][end - self._starts[last] :]
        while len(before) < room and first > 0:
            first -= 1
            before = f"{self._runs[first]} {before}"
        while len(after) < room and last < len(self._runs) - 1:
            last += 1
            after = f"{after} {self._runs[last]}"
        return Quote(_end_of(_folded(before), room), _folded(evidence.raw), _beginning_of(_folded(after), room))

    def _begin(self, path: str) -> int | None:
        """Return where in the page's text the string value of a place begins; None for an attribute."""
        if path.startswith("line:"):
            if not self._runs:
                self._take_lines()
            return self._starts[int(path.removeprefix("line:")) - 1]
        if self._root is None:
            self._root = self._parse()
        found = self._root.xpath(path)
        element = found[0] if isinstance(found, list) and found else None
        return self._elements[element] if isinstance(element, etree._Element) else None

    def _parse(self) -> etree._Element:
        """Parse the page and note where each element's text begins."""
        parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
        root = cast("etree._Element", etree.fromstring(self._page, parser))
        runs: list[tuple[int, str]] = []
        at = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            text = element.text if event == "start" else element.tail
            if event == "start":
                self._elements[element] = at
            if text:
                runs.append((at, "" if event == "start" and element.tag in _UNSEEN else text))
                at += len(text)
        self._starts, self._runs = [start for start, _ in runs], [run for _, run in runs]
        return root

    def _take_lines(self) -> None:
        self._runs = self._lines
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)][:-1]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _end_of(text: str, room: int) -> str:
    """Return the last words of a text, with a sign that there are more."""
    return text if len(text) <= room else "…" + text[-room:].partition(" ")[2]


def _beginning_of(text: str, room: int) -> str:
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + " …"
