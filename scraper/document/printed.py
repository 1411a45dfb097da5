"""What a page prints, whole: its bytes come in, lines of text go out, and where in them a piece of evidence stands.

For people who look a value up: menus are there too, scripts and styles are not. Evidence of what no line prints (an
attribute, the title) stands nowhere. Refused is what `read` refuses to parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from lxml import etree

from scraper.document import read
from scraper.document.encoding import as_utf8, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scraper.model import Evidence

_SILENT: Final = frozenset({"title", "script", "style", "noscript", "template", "svg", "iframe", "object"})
_IN_LINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements that begin no line of their own."""
_path = re.compile(r"(?:/(?:[\w.-]+|\*)(?:\[[0-9]+\])?)+\Z").match
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Part(NamedTuple):
    """A stretch of a line, and the columns whose values it says."""

    text: str
    columns: tuple[str, ...]


class Quote(NamedTuple):
    """A value as the page prints it, with its surroundings; white space folded."""

    before: str
    words: str
    after: str


@dataclass(slots=True)
class Printed:
    """A page's text, where its lines begin and end, and where the string value of each place begins."""

    text: str
    lines: list[tuple[int, int]]
    places: Mapping[str, int] = field(default_factory=dict)
    root: etree._Element | None = None
    starts: Mapping[etree._Element, int] = field(default_factory=dict)

    def span(self, evidence: Evidence) -> tuple[int, int] | None:
        """Return which characters of the text the evidence points at; None where they are not among them."""
        begin = self.places.get(evidence.path)
        if begin is None:
            begin = self._begin(evidence.path)
        if begin is None or "".join(evidence.raw.split()) != "".join(
            self.text[begin + evidence.start : begin + evidence.end].split()
        ):
            return None
        return begin + evidence.start, begin + evidence.end

    def around(self, evidence: Evidence, room: int = 48) -> Quote:
        """Return the words at a piece of evidence with so many characters on each side, whole words where they fit."""
        span = self.span(evidence)
        if span is None:
            return Quote("", _folded(evidence.raw), "")
        begin, end = span
        first = bisect_right(self.lines, begin, key=lambda line: line[0]) - 1
        before = after = ""
        for start, stop in reversed(self.lines[: first + 1]):
            before = _folded(f"{self.text[start : min(stop, begin)]} {before}")
            if len(before) > room:
                break
        for start, stop in self.lines[first:]:
            after = _folded(f"{after} {self.text[max(start, end) : stop]}")
            if len(after) > room:
                break
        return Quote(_end_of(before, room), _folded(evidence.raw), _beginning_of(after, room))

    def marked(self, found: Mapping[str, Iterable[Evidence]]) -> list[list[Part]]:
        """Return all lines that print something, cut where the evidence of a column begins or ends."""
        spans = [
            (*span, column) for column, pieces in found.items() for span in map(self.span, pieces) if span is not None
        ]
        return [parts for begin, end in self.lines if (parts := self._parts(begin, end, spans))]

    def _parts(self, begin: int, end: int, spans: Sequence[tuple[int, int, str]]) -> list[Part]:
        if not self.text[begin:end].strip():
            return []
        here = [span for span in spans if span[0] < end and begin < span[1]]
        cuts = sorted({begin, end, *(min(max(at, begin), end) for span in here for at in span[:2])})
        return [
            Part(
                self.text[one:other],
                tuple(dict.fromkeys(c for start, stop, c in here if start <= one and other <= stop)),
            )
            for one, other in pairwise(cuts)
        ]

    def _begin(self, path: str) -> int | None:
        if self.root is None or not _path(path):
            return None
        found = cast("list[etree._Element]", self.root.getroottree().xpath(path))
        return self.starts.get(found[0]) if len(found) == 1 else None


def read_printed(data: bytes, *, content_type: str | None = None, path_hint: str | None = None) -> Printed:
    """Return the text of a page's bytes. Raises UnreadablePageError."""
    page = read(data, content_type=content_type, path_hint=path_hint)
    if page.media == "text":
        return _printed_text(decode(data, page.encoding).removeprefix("\ufeff"))
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    return _Reader().read(etree.fromstring(as_utf8(data, page.encoding), parser))


def _printed_text(text: str) -> Printed:
    ends = [(found.start(), found.end()) for found in _LINE_END.finditer(text)]
    begins = [0, *(after for _, after in ends)]
    lines = list(zip(begins, [*(before for before, _ in ends), len(text)], strict=True))
    return Printed(text, lines, {f"line:{number}": begin for number, begin in enumerate(begins, start=1)})


class _Reader:
    """Walks the whole tree once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._cuts = [0]
        self._silent: list[tuple[int, int]] = []
        self._starts: dict[etree._Element, int] = {}

    def read(self, root: etree._Element) -> Printed:
        """Return the text of all elements."""
        silent_in: etree._Element | None = None
        began = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._starts[element] = self._at
                if silent_in is None and element.tag in _SILENT:
                    silent_in, began = element, self._at
                if element.tag not in _IN_LINE:
                    self._cuts.append(self._at)
                self._add(element.text)
                continue
            if element is silent_in:
                self._silent.append((began, self._at))
                silent_in = None
            if element.tag not in _IN_LINE:
                self._cuts.append(self._at)
            if element is not root:
                self._add(element.tail)
        text = "".join(self._pieces)
        cuts = sorted({*self._cuts, len(text)})
        lines = [(one, other) for one, other in pairwise(cuts) if not self._is_silent(one)]
        return Printed(text, lines, root=root, starts=self._starts)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._at += len(text)

    def _is_silent(self, at: int) -> bool:
        before = bisect_right(self._silent, at, key=lambda part: part[0]) - 1
        return before >= 0 and at < self._silent[before][1]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _end_of(text: str, room: int) -> str:
    """Return the last words of a text, with a sign that there are more."""
    return text if len(text) <= room else "…" + text[-room:].partition(" ")[2]


def _beginning_of(text: str, room: int) -> str:
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + " …"
