"""Pages beside the projects that were read from them: bytes and records come in, data for the browser goes out.

A page's text is a list of lines, each a list of pieces: a text, or a text and the numbers of the marks that it belongs
to. A project names, for each column, the marks that say its value. Of a page that names persons who are withheld no
text is given.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scraper.document.printed import read_printed
from scraper.errors import ArchiveError, InputError
from scraper.model import Evidence, WarningCode
from scraper.schema import project_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.desk.pages import Pages
    from scraper.document.printed import Printed
    from scraper.model import Project
    from scraper.report.discretion import Discretion

_white = re.compile(r"\s+")


def page_data(projects: Sequence[Project], pages: Pages | None, discreet: Discretion) -> dict[str, Any]:
    """Return a page's text and its projects, with where in the text each value stands.

    `lines` is empty where the page is not kept, or may not be shown; `silent` then says why: `lost` or `persons`.
    """
    printed, silent = _printed(projects, pages, discreet)
    spans: dict[tuple[int, int], int] = {}
    records = [_record(project, printed, spans) for project in projects]
    return {
        "lines": [] if printed is None else list(_lines(printed, spans)),
        "silent": silent,
        "projects": {str(record["id"]): record for record in records},
    }


def _printed(
    projects: Sequence[Project], pages: Pages | None, discreet: Discretion
) -> tuple[Printed | None, str | None]:
    if any(WarningCode.WITHHELD in project.warnings for project in projects):
        return None, "persons"
    if pages is None:
        return None, "lost"
    try:
        page = pages.of(projects[0])
        if f"sha256:{hashlib.sha256(page.body).hexdigest()}" != projects[0].content_digest:
            return None, "lost"
        printed = read_printed(page.body, content_type=page.content_type, path_hint=page.url)
    except (InputError, ArchiveError):
        return None, "lost"
    if discreet.hides(printed.text, projects[0].source):
        return None, "persons"
    return printed, None


def _record(project: Project, printed: Printed | None, spans: dict[tuple[int, int], int]) -> dict[str, Any]:
    """Return a project with its evidence: for each column what was printed, the rule, and the number of its mark."""
    record = project_record(project, evidence=False)
    record["evidence"] = {
        column: [
            [one.raw, one.rule, None if printed is None else _mark(printed, one, spans)]
            for one in ([found] if isinstance(found, Evidence) else found)
        ]
        for column, found in project.evidence.items()
    }
    return record


def _mark(printed: Printed, evidence: Evidence, spans: dict[tuple[int, int], int]) -> int | None:
    span = printed.span(evidence)
    return None if span is None else spans.setdefault(span, len(spans))


def _lines(printed: Printed, spans: dict[tuple[int, int], int]) -> Iterable[list[Any]]:
    """Yield the lines that print something, cut where a mark begins or ends."""
    edges = sorted({edge for span in spans for edge in span})
    covering = _covering(edges, spans)
    for begin, end in printed.lines:
        cuts = [begin, *edges[bisect_right(edges, begin) : bisect_left(edges, end)], end]
        pieces: list[Any] = []
        for one, other in pairwise(cuts):
            words = _white.sub(" ", printed.text[one:other])
            marks = covering[bisect_right(edges, one)]
            if words:
                pieces.append([words, *marks] if marks else words)
        if any(isinstance(piece, list) or piece.strip() for piece in pieces):
            yield pieces


def _covering(edges: Sequence[int], spans: dict[tuple[int, int], int]) -> list[tuple[int, ...]]:
    """Return the marks of the characters before the first edge, of those from it to the second one, and so on."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for (start, end), mark in spans.items():
        opening.setdefault(start, []).append(mark)
        closing.setdefault(end, []).append(mark)
    active: set[int] = set()
    covering: list[tuple[int, ...]] = [()]
    for edge in edges:
        active.difference_update(closing.get(edge, ()))
        active.update(opening.get(edge, ()))
        covering.append(tuple(sorted(active)))
    return covering
