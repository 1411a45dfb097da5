"""Plain text to a `Document`: every line a block, blank lines between paragraphs, lists and titles by their look."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scraper.blocks import Blocks, Document
from scraper.columns import Cell, Columns, Run
from scraper.document.composed import compose_blocks, may_have_accents
from scraper.document.drawn import drawn_tables
from scraper.document.encoding import decode
from scraper.document.fold import fold
from scraper.document.ledger import ALONE, Ledger
from scraper.document.lines import PLAIN, indent_if_alike, join_runs
from scraper.document.markdown import is_markdown, take_emphasis
from scraper.document.marks import take_marks
from scraper.document.places import Lines
from scraper.document.sheets import furniture_of_sheets, lines_of_title
from scraper.document.trace import Tracer
from scraper.document.wrapping import Piece, whole_lines
from scraper.errors import UnreadablePageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.columns import Kind
    from scraper.document.aligned import Row
    from scraper.document.lines import RawRun

Line = tuple[int, str]
"""Where a line begins in the text, and what it says."""

_MAX_TITLE = 200
_MAX_WRAPPED = 100
"""How many lines an item may have."""
_line_end = re.compile(r"\r\n|\r|\n")
_hashes = re.compile(r"(#{1,6}) (?=\S)").match
_rule = re.compile(r"\s*([=_*~-])(?:\1{2,}|(?: \1){2,})\s*\Z").match
_labelled = re.compile(r"[A-ZÅÄÖ](?:[^\W\d_]| (?=\w)){2,40}:(?: |\Z)").match
"""A line that begins with a label goes on from none."""
_UNDERLINES = {"=": 1, "-": 2}
"""What a title is underlined with, and the level that shows."""
_TITLE_NEVER_ENDS = (".", ":", ";", ",", "?")
_TAB_WIDTH = 4


def read_text(data: bytes, encoding: str, digest: str) -> Document:
    """Read a plain text page. Raises UnreadablePageError if nothing in it prints."""
    text = decode(data, encoding)
    lines = _lines(text)
    ledger = Ledger(Lines([start for start, _ in lines]))
    ledger.columns.raw = text
    title = _write_lines(ledger, lines)
    ledger.pack()
    if encoding != "utf-8" or may_have_accents(data):
        compose_blocks(ledger)
    if is_markdown(text):
        take_emphasis(ledger)
    take_marks(ledger)
    _nest_items(ledger, lines)
    _join_wrapped(ledger, lines)
    _read_titles(ledger, lines, title)
    columns = ledger.columns
    if not columns.texts:
        message = "no text in it; save the page again"
        raise UnreadablePageError(message)
    nothing = Columns(columns.source, first=len(columns.texts))
    return Document(Blocks(columns), [-1], {}, None, "text", encoding, digest, Tracer(columns, nothing))


def _lines(text: str) -> list[Line]:
    """Return where each line begins in a text, and what it says."""
    starts = [0, *(match.end() for match in _line_end.finditer(text))]
    return list(zip(starts, _line_end.split(text), strict=True))


def _write_lines(ledger: Ledger, lines: Sequence[Line]) -> int:
    """Write a block for every line that prints something, for every cell of a table.

    Return the number of the line that begins with what a browser printed as the page's title; -1 for none.
    """
    texts = [line for _, line in lines]
    frame = furniture_of_sheets(texts) | _rules(texts)
    title = lines_of_title(texts, frame)
    drawn = drawn_tables(texts, frame.union(title))
    whole = {pieces[0].number: pieces for pieces in whole_lines(texts, drawn.lines | frame, title)}
    paragraph = 0
    for number, line in enumerate(texts):
        paragraph += number in title[:1]
        if number in drawn.rows:
            _write_cells(ledger, lines, drawn.rows[number], paragraph)
        elif number in whole:
            runs = [_run(lines[piece.number], piece) for piece in whole[number]]
            _write(ledger, "paragraph", runs, paragraph)
        elif not fold(line):
            paragraph += 1
    return next(iter(title), -1)


def _run(line: Line, piece: Piece) -> RawRun:
    """Return what a line adds to the one it belongs to: a word's rest without the spaces that indent it."""
    begin, text = line
    indent = 0 if piece.parted else len(text) - len(text.lstrip())
    return text[indent : piece.end], begin + indent, piece.number, PLAIN, piece.parted


def _rules(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are drawn, and say nothing."""
    return {number for number, line in enumerate(lines) if _rule(line)}


def _write(ledger: Ledger, kind: Kind, runs: Sequence[RawRun], paragraph: int, cell: int = -1) -> None:
    """Write the block of a line, or of what stands in a cell, if it prints anything."""
    raw, begin, number = runs[0][:3]
    text, place = fold(raw), ALONE
    indent = indent_if_alike(raw, text)
    if len(runs) > 1 or indent < 0:
        text, placed, _ = join_runs(runs)
        numbers = [
            field
            for start, end, (part, at, line, look, _) in placed
            for field in Run(start, end, at, at + len(part), line, ledger.look(look))
        ]
        place = ledger.list_runs(numbers, len(placed))
    if text:
        style = ledger.style(kind, 0, "", "", hidden=False, strong=False)
        ledger.write(text, style, 0, paragraph, number, begin + max(indent, 0), place, cell)


def _write_cells(ledger: Ledger, lines: Sequence[Line], row: tuple[int, int, Row], paragraph: int) -> None:
    """Write a block for each cell of a row: what it goes on with in further lines is part of its text."""
    table, place, cells = row
    for column, spans in sorted(cells.items()):
        cell = ledger.add_cells([*Cell(table, place, column, header=False, repeated=False)])
        runs = [(lines[number][1][a:b], lines[number][0] + a, number, PLAIN, True) for number, a, b in spans]
        _write(ledger, "cell", runs, paragraph, cell)


def _nest_items(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Nest items as they are indented."""
    columns = ledger.columns
    indents: list[int] = []
    for at in range(len(columns.texts)):
        style = columns.kinds[columns.styles[at]]
        if style.kind != "item":
            continue
        indent = _indent(lines[columns.nodes[at]])
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        ledger.restyle(at, kind="item", level=len(indents), marker=style.marker)


def _join_wrapped(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Join lines to the item they go on from: in its paragraph, indented deeper than its mark, without a mark."""
    columns = ledger.columns
    joined: dict[int, list[int]] = {}
    item = indent = -1
    for at in range(len(columns.texts)):
        kind = columns.kinds[columns.styles[at]].kind
        goes_on = kind == "paragraph" and item >= 0 and columns.paragraphs[at] == columns.paragraphs[item]
        goes_on = goes_on and len(joined[item]) < _MAX_WRAPPED - 1 and not _labelled(columns.texts[at])
        if goes_on and _indent(lines[columns.nodes[at]]) > indent:
            joined[item].append(at)
            continue
        joined[at] = []
        item, indent = (at, _indent(lines[columns.nodes[at]])) if kind == "item" else (-1, -1)
    if len(joined) == len(columns.texts):
        return
    for at, others in joined.items():
        if others:
            ledger.join(at, others)
    ledger.pick(list(joined))


def _indent(line: Line) -> int:
    expanded = line[1].expandtabs(_TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip())


def _read_titles(ledger: Ledger, lines: Sequence[Line], title: int) -> None:
    """Make headings of lines marked with `#`, underlined, or standing alone without a sentence's end."""
    columns = ledger.columns
    sizes = Counter(columns.paragraphs)
    margin = _margin(lines)
    for at, text in enumerate(columns.texts):
        if columns.kinds[columns.styles[at]].kind != "paragraph":
            continue
        if columns.nodes[at] == title:
            ledger.restyle(at, kind="heading", level=1)
            continue
        hashes = _hashes(text)
        last = columns.runs_of(at)[-1].node
        underline = _rule(lines[last + 1][1]) if last + 1 < len(lines) else None
        if hashes:
            ledger.take_off(at, hashes.end())
            ledger.restyle(at, kind="heading", level=len(hashes[1]))
        elif underline and underline[1] in _UNDERLINES:
            ledger.restyle(at, kind="heading", level=_UNDERLINES[underline[1]])
        elif sizes[columns.paragraphs[at]] == 1 and _looks_like_title(text):
            indent = _indent(lines[columns.nodes[at]])
            if indent != margin:
                ledger.restyle(at, kind="heading", level=0 if margin is None else 2 if indent < margin else 1)


def _margin(lines: Sequence[Line]) -> int | None:
    """Return how far the text is indented if its headings are not: they stand out to the left, or in the middle."""
    indents = Counter(_indent(line) for line in lines if line[1].strip())
    (margin, times), *_ = indents.most_common(1) or [(0, 0)]
    out = sum(count for indent, count in indents.items() if indent < margin)
    return margin if out and margin and times * 2 > indents.total() - out * 2 and out < times else None


def _looks_like_title(text: str) -> bool:
    return len(text) <= _MAX_TITLE and not text.endswith(_TITLE_NEVER_ENDS)
