"""From a stretch of blocks back to the source: which place, and which characters of its string value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.blocks import Located
from scraper.document.fold import unfold_end, unfold_start

if TYPE_CHECKING:
    from scraper.columns import Columns, Run


class Tracer:
    """Traces the blocks of a page, and those beside its text, that begin at a number of their own."""

    def __init__(self, page: Columns, beside: Columns) -> None:
        self._page = page
        self._beside = beside

    def locate(self, first: int, start: int, end: int, last: int) -> Located:
        """Trace a stretch of blocks back to the source, as `Document.locate` says."""
        columns = self._page if first < self._beside.first else self._beside
        return _locate(columns, first - columns.first, start, end, last - columns.first)


def _locate(columns: Columns, first: int, start: int, end: int, last: int) -> Located:
    raw, source = columns.raw, columns.source
    if first == last and columns.runs[first] < 0:  # nearly always
        node = columns.nodes[first]
        origin = columns.begins[first]
        begin, finish = origin + start, origin + end
    else:
        runs, finals = columns.runs_of(first), columns.runs_of(last)
        opening = next((run for run in runs if run.end > start), runs[-1])
        closing = next((run for run in reversed(finals) if run.start < end), finals[0])
        node = source.common(opening.node, closing.node)
        begin = opening.begin + unfold_start(*_texts(columns, first, opening), max(start - opening.start, 0))
        if node < 0:
            node, finish = opening.node, opening.finish
        else:
            at = min(end, closing.end) - closing.start
            finish = closing.begin + unfold_end(*_texts(columns, last, closing), at)
    words = raw[begin:finish]
    begin += len(words) - len(words.lstrip())
    words = words.strip()
    begin -= source.start(node)
    return Located(words, source.path(node), begin, begin + len(words))


def _texts(columns: Columns, at: int, run: Run) -> tuple[str, str]:
    """Return a run as in the source, and clean."""
    return columns.raw[run.begin : run.finish], columns.texts[at][run.start : run.end]
