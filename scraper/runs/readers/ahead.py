"""Pages of a crawl in, what stands on each out, in the same order; several are read at a time where they come fast.

What an earlier run read of the same bytes is recalled, not read again.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from scraper.errors import InputError
from scraper.runs import recall
from scraper.runs.harvest import read_page
from scraper.runs.readers.frames import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.crawl.crawl import Crawled
    from scraper.crawl.frontier import Frontier
    from scraper.pipeline import Extraction
    from scraper.runs.readers.readers import Readers, Ticket

_SLOW: Final = 0.05
"""Seconds after which a page is long in coming: those before it are finished meanwhile."""


@dataclass(slots=True)
class _Begun:
    """A page on its way."""

    page: Crawled
    ticket: Ticket | None = None
    key: str | None = None
    """By what the result is kept, where it is."""
    outcome: Extraction | InputError | None = None


def read_ahead(
    pages: Iterable[Crawled], frontier: Frontier, readers: Readers
) -> Iterator[tuple[Crawled, Extraction | InputError]]:
    """Yield each page with what stands on it, or why it could not be fetched or read."""
    begun: deque[_Begun] = deque()
    asked = time.monotonic()
    for page in pages:
        slow = time.monotonic() - asked > _SLOW
        begun.append(_begin(page, frontier, readers))
        while begun and (slow or _room(begun) > readers.ahead or _is_done(begun[0], readers)):
            yield _finished(begun.popleft(), frontier, readers)
        asked = time.monotonic()
    while begun:
        yield _finished(begun.popleft(), frontier, readers)


def _room(begun: Iterable[_Begun]) -> int:
    """Return how many pages' room those take that are on their way: few large ones may be held at a time."""
    return sum(one.page.room for one in begun)


def _begin(page: Crawled, frontier: Frontier, readers: Readers) -> _Begun:
    source, response = page.source, page.response
    if page.error is not None:
        return _Begun(page, outcome=page.error)
    assert response is not None  # noqa: S101  (one of the two is there)
    if source.parser is not None:  # may change without our seeing it, and is debugged where it runs
        try:
            return _Begun(page, outcome=read_page(source, response))
        except InputError as error:
            return _Begun(page, outcome=error)
    key = None
    if frontier.lasts:
        key = f"read {response.url} {response.content_type} {sorted(source.labels.items())} {response.digest}"
        kept = frontier.recall(source, key, now=datetime.now(UTC))
        if kept is not None:
            return _Begun(page, outcome=recall.unpack(kept))
    return _Begun(page, readers.begin(Task(response.body, response.url, response.content_type, source.labels)), key)


def _is_done(begun: _Begun, readers: Readers) -> bool:
    return begun.ticket is None or readers.is_done(begun.ticket)


def _finished(begun: _Begun, frontier: Frontier, readers: Readers) -> tuple[Crawled, Extraction | InputError]:
    if begun.ticket is not None:
        try:
            found = readers.result(begun.ticket)
        except InputError as error:
            return begun.page, error
        if begun.key is not None:
            frontier.keep(begun.page.source, begun.key, found, now=datetime.now(UTC))
        begun.outcome = recall.unpack(found)
    assert begun.outcome is not None  # noqa: S101  (a page without a ticket has one)
    return begun.page, begun.outcome
