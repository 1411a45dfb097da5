"""A source's own parser: what it gets of a page, and the raw records made of what it returns.

It gets a `SoupPage` and yields one mapping a project, `{"name": card.h3, "granted_amount": card.select_one(".sum")}`.
Values are places on the page, never texts of its own, so that each has evidence like all others. Refused are values
that the page doesn't show, and records that name neither project nor applicant.
"""

from __future__ import annotations

import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from scraper.document.encoding import as_utf8
from scraper.document.places import step_name
from scraper.errors import CouncilScraperError, ParserError
from scraper.extraction.choose import Found, unexplained
from scraper.extraction.record import Pair, RawRecord
from scraper.model import Block, RawValue
from scraper.vocabulary import table

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, NavigableString, Tag

    from scraper.extraction.labels import Labels
    from scraper.model import Document

Segment = tuple[Block, int, int]
"""From one character of a block to another."""
_STEP = re.compile(r"/([^/\[]+)(?=/|$)")


class Part(NamedTuple):
    """A stretch of the page: what `SoupPage.part` finds."""

    text: str
    """Its words, white space folded; lines are joined by spaces."""
    segments: tuple[Segment, ...]


Place: TypeAlias = "Tag | NavigableString | Block | Part"
"""Where a value stands: an element of the soup, a string in it, a block of the document, or a part of one of these."""
Item: TypeAlias = "Mapping[str, Place | Sequence[Place] | None]"
"""A project: its places by field (`applicant`, `granted_amount`, `period` …) or by the label as printed."""


class Parser(NamedTuple):
    """A Python parser that somebody wrote for one source."""

    name: str
    """`module:function`."""
    function: Callable[[SoupPage], Iterable[Item]]


class SoupPage:
    """A page as a source's own parser gets it."""

    def __init__(self, document: Document, data: bytes, url: str | None) -> None:
        self.document = document
        """The page's lines in reading order: what it shows outside menus and scripts."""
        self.url = url
        self._data = data

    @cached_property
    def text(self) -> str:
        """The page's source, decoded."""
        return as_utf8(self._data, self.document.encoding).decode("utf-8", "replace")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as BeautifulSoup sees it, parsed with lxml when first asked for."""
        from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning  # noqa: PLC0415  (only own parsers need it)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read as browsers read it
            return BeautifulSoup(as_utf8(self._data, self.document.encoding), "lxml", from_encoding="utf-8")

    def part(self, where: Place | None, pattern: str | re.Pattern[str]) -> Part | None:
        """Return the first stretch in a place that a pattern matches, or its first group; None where there is none."""
        if where is None or (found := re.search(pattern, self.whole(where).text)) is None:
            return None
        return self._cut(where, *found.span(1 if found.re.groups else 0))

    def matches(self, where: Place, pattern: str | re.Pattern[str]) -> list[dict[str, Part]]:
        """Return, for each place that a pattern matches, the stretches of its named groups: `(?P<applicant>…)`."""
        return [
            {name: self._cut(where, *found.span(name)) for name, text in found.groupdict().items() if text}
            for found in re.finditer(pattern, self.whole(where).text)
        ]

    def whole(self, where: Place) -> Part:
        """Return all that the page shows in a place; a Part without segments where it shows nothing there."""
        if isinstance(where, Part):
            return where
        segments = _merged(self._segments(where))
        return Part(" ".join(block.text[start:end] for block, start, end in segments), tuple(segments))

    def _cut(self, where: Place, start: int, end: int) -> Part:
        """Return the characters from `start` to `end` of a place's words."""
        cut, passed = [], 0
        for block, first, last in self.whole(where).segments:
            begin, finish = max(first, first + start - passed), min(last, first + end - passed)
            if begin < finish:
                cut.append((block, begin, finish))
            passed += last - first + 1
        return Part(" ".join(block.text[begin:finish] for block, begin, finish in cut), tuple(cut))

    def _segments(self, where: Tag | NavigableString | Block) -> list[Segment]:
        if isinstance(where, Block):
            return [(where, 0, len(where.text))]
        from bs4 import NavigableString, Tag  # noqa: PLC0415  (for parsers of one's own alone)

        if isinstance(where, Tag):
            inside = (where, *where.find_all(True))
            return [segment for tag in inside for segment in self._shown.get(self._paths.get(id(tag), ""), ())]
        if isinstance(where, NavigableString):
            words = " ".join(where.split())
            for block, start, end in self._shown.get(self._paths.get(id(where.parent), ""), ()):
                at = block.text.find(words, start, end)
                if at >= 0:
                    return [(block, at, at + len(words))]
            return []
        raise TypeError(f"{where!r} is no place on the page: give an element, a string in it, or page.part(…)")

    @cached_property
    def _paths(self) -> dict[int, str]:
        """The path of each element of the soup, by its `id`: each step with its number."""
        paths: dict[int, str] = {}
        waiting: list[tuple[Any, str]] = [(self.soup, "")]
        while waiting:
            around, path = waiting.pop()
            counts: dict[str, int] = {}
            for place, tag in enumerate(around.find_all(True, recursive=False), start=1):
                counts[tag.name] = counts.get(tag.name, 0) + 1
                name = step_name(tag.name, place)
                paths[id(tag)] = f"{path}/{name}[{counts[tag.name]}]" if name == tag.name else f"{path}/{name}"
                waiting.append((tag, paths[id(tag)]))
        return paths

    @cached_property
    def _shown(self) -> dict[str, list[Segment]]:
        """The stretches of text that stand directly in an element, by its path."""
        shown: dict[str, list[Segment]] = {}
        for block in self.document.blocks:
            if block.cell and block.cell.repeated:
                continue
            for piece in block.pieces:
                path = self.document.locate(block.number, piece.start, piece.end, block.number).path
                shown.setdefault(_STEP.sub(r"/\1[1]", path), []).append((block, piece.start, piece.end))
        return shown


def find_by(parser: Parser, general: Found, page: SoupPage, labels: Labels) -> Found:
    """Return what a source's own parser finds on a page, and what the page says of itself. Raises ParserError."""
    records = _records(parser, page, labels)
    explained = {number for record in records for number in record.blocks}
    return Found(general.page, records, general.language, unexplained(page.document.blocks, explained))


class ForeignCode:
    """A `with` block in which somebody else's code runs: whatever that raises leaves as a ParserError of one line.

    `name` is the parser's, `file` where its code is, `line` where it begins.
    """

    def __init__(self, name: str, file: str, line: int = 1) -> None:
        self._name, self._file, self._line = name, file, line

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Say what went wrong, and in which line of the file; interrupts and our own errors pass."""
        if not isinstance(error, Exception) or isinstance(error, CouncilScraperError):
            return
        frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == self._file]
        line = error.lineno if isinstance(error, SyntaxError) else frames[-1] if frames else self._line
        words = " ".join(str(error).split())[:300]
        what = f"{type(error).__name__}: {words}" if words else type(error).__name__
        raise ParserError(f"{self._file}: line {line}: {what}; correct the parser {self._name}") from None


def _records(parser: Parser, page: SoupPage, labels: Labels) -> list[RawRecord]:
    code = getattr(parser.function, "__code__", None)
    with ForeignCode(parser.name, code.co_filename if code else parser.name, code.co_firstlineno if code else 1):
        items = list(parser.function(page))
        return [_record(item, number, parser, page, labels) for number, item in enumerate(items, start=1)]


def _record(item: Item, number: int, parser: Parser, page: SoupPage, labels: Labels) -> RawRecord:
    if not isinstance(item, Mapping):
        raise TypeError(f"item {number} is {item!r:.80}, no mapping of fields and places")
    pairs = [
        pair
        for key, places in item.items()
        if places is not None and (pair := _pair(key, places, parser, page, labels))
    ]
    if not any(pair.field in {"name", "applicant"} for pair in pairs):
        raise ValueError(f"item {number} has neither a name nor an applicant: {', '.join(map(str, item)) or 'nothing'}")
    record = RawRecord("parser", min(pair.first for pair in pairs), max(pair.last for pair in pairs))
    for pair in pairs:
        if pair.field == "name":
            record.name = pair.value
            record.blocks.update(range(pair.first, pair.last + 1))
        else:
            record.take(pair)
    return record


def _pair(key: str, places: Place | Sequence[Place], parser: Parser, page: SoupPage, labels: Labels) -> Pair | None:
    """Return a field or label with its values; None where its places are empty."""
    known = None if key in table("labels")["labels"] else labels.exact(key)
    field = known.field if known else key if key in table("labels")["labels"] else "other"
    values = [
        value for place in _each(places) if (value := _value(key, place, f"parser:{parser.name}", page)) is not None
    ]
    if not values:
        return None
    first = min(value.block.number for value in values)
    last = max(value.last.number for value in values)
    return Pair(field, key, values[0], first, last, known.unit if known else "", tuple(values[1:]))


def _each(places: Place | Sequence[Place]) -> list[Place]:
    return (
        list(places) if isinstance(places, list | tuple) and not isinstance(places, Part) else [cast("Place", places)]
    )


def _value(key: str, place: Place, rule: str, page: SoupPage) -> RawValue | None:
    """Return what stands in a place; None where it is empty in the source, too."""
    part = page.whole(place)
    if part.segments:
        (block, start, _), (last, _, end) = part.segments[0], part.segments[-1]
        return RawValue(part.text, block, start, end, last, rule)
    printed = "" if isinstance(place, Part | Block) else place.get_text()
    if printed.strip():
        raise ValueError(f"{key}: {' '.join(printed.split())!r:.80} stands where the page shows no text of its own")
    return None


def _merged(segments: list[Segment]) -> list[Segment]:
    """Return one stretch a block, in reading order, from the first to the last of what was found in it."""
    merged: dict[int, Segment] = {}
    for block, start, end in sorted(segments, key=lambda each: each[0].number):
        _, first, last = merged.get(block.number, (block, start, end))
        merged[block.number] = (block, min(first, start), max(last, end))
    return list(merged.values())
