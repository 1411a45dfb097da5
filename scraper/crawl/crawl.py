"""The crawl loop: sources come in, their pages come out one by one, each visited once and journalled.

A thread visits the sources of one host in turn, several hosts at the same time; how politely is the visitor's affair.
A source's addresses are visited in the order in which they were found, so the same site gives the same pages in the
same order however often the crawl was stopped: what an earlier run fetched comes from the archive.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from scraper.crawl import urls
from scraper.crawl.choice import Choice
from scraper.crawl.events import Event, unwatched
from scraper.crawl.frontier import Led
from scraper.crawl.retry import may_pass
from scraper.document.feeds import read_addresses
from scraper.document.links import read_links
from scraper.errors import ArchiveError, CouncilScraperError, FetchError, UnreadablePageError
from scraper.response import Response
from scraper.sources.source import Follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from scraper.archive import Archive
    from scraper.crawl.addresses import Entry
    from scraper.crawl.events import Kind, Watch
    from scraper.crawl.frontier import Begun, Frontier
    from scraper.errors import InputError
    from scraper.sources.source import Source

AHEAD: Final = 16
"""How many pages may have been fetched and wait to be read."""
_HEAVY: Final = 1_000_000
"""Bytes that take the room of a further page while they wait."""
_GRACE: Final = 1.0
"""Seconds that threads are given to end when the crawl is stopped; what they were doing is asked for again later."""
_AGAIN: Final = frozenset({"robots", "left-alone"})
"""Kinds of failures, besides those that may pass in a moment, after which a crawl that is taken up asks again."""
_GONE: Final = frozenset({404, 410})
_NOTHING: Final = Follow(pagination=False, depth=0)


class Visitor(Protocol):
    """Whoever answers an address: the web, visited politely, or saved pages."""

    def visit(self, url: str, *, delay: float | None = None) -> Response:
        """Return what an address answers; `delay` is the least time between two requests. Raises FetchError."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A visitor without manners, for what is no site: saved pages."""

    fetch: Callable[[str], Response]

    def visit(self, url: str, *, delay: float | None = None) -> Response:
        """Return what an address answers, at once."""
        del delay
        return self.fetch(url)


@dataclass(frozen=True, slots=True)
class Crawled:
    """One page of a source, or why an address gave none."""

    source: Source
    url: str
    """The address that was visited."""
    depth: int
    """How many links away from a start page it is."""
    response: Response | None
    error: InputError | None = None
    gone: bool = False
    """Whether the site says that there is no such page, where only a link led to it."""
    since: datetime | None = None
    """When these bytes were first fetched."""

    @property
    def room(self) -> int:
        """How many pages' room it takes while it waits: a large one that of several."""
        return 1 + (len(self.response.body) // _HEAVY if self.response is not None else 0)


class _Pages(queue.Queue["Crawled | BaseException | None"]):
    """What threads hand on: pages, and in the end None or what went wrong. It is full where there is no more room."""

    def _init(self, maxsize: int) -> None:
        del maxsize
        self._waiting: deque[Crawled | BaseException | None] = deque()
        self._taken = 0

    def _qsize(self) -> int:
        return self._taken

    def _put(self, item: Crawled | BaseException | None) -> None:
        self._waiting.append(item)
        self._taken += _room(item)

    def _get(self) -> Crawled | BaseException | None:
        item = self._waiting.popleft()
        self._taken -= _room(item)
        return item


def _room(item: Crawled | BaseException | None) -> int:
    return item.room if isinstance(item, Crawled) else 1


def crawl(
    sources: Sequence[Source],
    visitor: Visitor,
    frontier: Frontier,
    *,
    archive: Archive | None = None,
    hosts: int = 16,
    fresh: bool = False,
    watch: Watch = unwatched,
) -> Iterator[Crawled]:
    """Yield the pages of the sources; those of one source in the order in which they were found.

    `hosts` are visited at the same time at most. A crawl that an earlier run did not finish is taken up, with what it
    fetched from the `archive`, unless a `fresh` one is wanted. `watch` is told what happens. Raises ArchiveError where
    nothing can be kept.
    """
    pages = _Pages(AHEAD)
    stop = threading.Event()
    lanes = deque(_lanes(sources))
    walk = _Walk(visitor, frontier, archive, watch, fresh=fresh)
    workers = _started(partial(_work, lanes, walk, pages, stop), most=min(hosts, len(lanes)))
    working = len(workers)
    try:
        while working:
            page = pages.get()
            if page is None:
                working -= 1
            elif isinstance(page, BaseException):
                raise page
            else:
                yield page
    finally:
        stop.set()
        _join(workers, pages)


def _started(work: Callable[[], None], *, most: int) -> list[threading.Thread]:
    """Start so many threads, or fewer where the system gives no more. Raises CouncilScraperError for none."""
    workers: list[threading.Thread] = []
    with contextlib.suppress(RuntimeError):
        for _ in range(most):
            worker = threading.Thread(target=work, daemon=True)
            worker.start()
            workers.append(worker)
    if most and not workers:
        raise CouncilScraperError("no thread can be started; let the program have more (`ulimit -u`)")
    return workers


def _lanes(sources: Sequence[Source]) -> list[list[Source]]:
    """Return the sources by the host of their first page."""
    lanes: dict[str, list[Source]] = {}
    for source in sources:
        start = source.starts[0]
        lanes.setdefault(urls.host(urls.normalise(start) or start), []).append(source)
    return list(lanes.values())


def _work(lanes: deque[list[Source]], walk: _Walk, pages: _Pages, stop: threading.Event) -> None:
    """Walk through the sources of one lane after the other, and hand on their pages, or what went wrong."""
    with _HandingOn(pages):
        while not stop.is_set():
            try:
                lane = lanes.popleft()
            except IndexError:
                return
            for source in lane:
                for page in walk.pages(source):
                    pages.put(page)
                    if stop.is_set():
                        return


class _HandingOn:
    """Hands what ends a thread to whoever takes its pages: None at the end, or the error, which is raised there."""

    def __init__(self, pages: _Pages) -> None:
        self._pages = pages

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        self._pages.put(error)
        return True


def _join(workers: list[threading.Thread], pages: _Pages) -> None:
    """Let the threads end: nothing that they still hand on is waited for."""
    until = time.monotonic() + _GRACE
    while any(worker.is_alive() for worker in workers) and time.monotonic() < until:
        try:
            pages.get(timeout=0.02)
        except queue.Empty:
            continue


class _Walk:
    """The way through one source after the other."""

    def __init__(
        self, visitor: Visitor, frontier: Frontier, archive: Archive | None, watch: Watch, *, fresh: bool
    ) -> None:
        self._visitor = visitor
        self._frontier = frontier
        self._archive = archive
        self._watch = watch
        self._fresh = fresh
        self._choices: dict[str, Choice] = {}
        """By source."""

    def pages(self, source: Source) -> Iterator[Crawled]:
        """Yield a source's pages and failures, those of an earlier run that was stopped first."""
        begun = self._frontier.begin(source, now=_now(), fresh=self._fresh)
        self._choices[source.id] = Choice(source.follow or _NOTHING)
        rank = 0
        while (entry := self._frontier.after(source, rank)) is not None:
            rank = entry.rank
            page = self._page(source, entry, begun)
            self._tell("visited", source, entry, waiting=self._frontier.waiting(source))
            if page is not None:
                yield page

    def _page(self, source: Source, entry: Entry, begun: Begun) -> Crawled | None:
        """Return what an address gives; None where it is no page of its own."""
        if entry.state == "twin":
            return None
        if entry.failure is not None:
            error = FetchError(entry.failure, kind=entry.kind, status=entry.status)
            if not (begun.taken_up and (may_pass(error) or entry.kind in _AGAIN)):
                return _failed(source, entry, error)
        response = self._archived(entry, begun)
        if response is not None:
            self._tell("archived", source, entry)
        else:
            try:
                response = self._visitor.visit(entry.url, delay=source.pace)
            except FetchError as error:
                return self._none(source, entry, error)
        if entry.is_list:
            return self._list(source, entry, response)
        since = entry.since
        if entry.state != "read" or response.digest != entry.digest:
            try:
                since = self._read(source, entry, response)
            except UnreadablePageError as error:
                return self._none(source, entry, error)
        if since is None:
            self._tell("known", source, entry)
            return None
        return Crawled(source, entry.url, entry.depth, response, since=since)

    def _none(self, source: Source, entry: Entry, error: InputError) -> Crawled:
        """Journal that an address gives nothing, and why."""
        self._frontier.failed(source, entry, error, now=_now())
        return _failed(source, entry, error)

    def _archived(self, entry: Entry, begun: Begun) -> Response | None:
        """Return what an earlier run of this crawl fetched, even if it was stopped before it could journal that."""
        if self._archive is None or not begun.taken_up:
            return None
        capture = self._archive.latest(entry.url)
        if capture is None or not (capture.digest == entry.digest or begun.at <= capture.time <= _now()):
            return None  # what is of a time to come was kept by a clock that was wrong
        try:
            return self._archive.response(capture)
        except ArchiveError:
            return None  # it is damaged: `archive check` says so

    def _list(self, source: Source, entry: Entry, response: Response) -> Crawled | None:
        """Journal what a sitemap or feed names; return only a failure."""
        if source.follow is None or entry.state == "read":
            return None
        try:
            found = read_addresses(response.body, url=response.url)
        except UnreadablePageError as error:
            return self._none(source, entry, error)
        pages = self._choices[source.id].listed(found.pages, here=entry.url)
        here = urls.site(entry.url)
        lists = [url for address in found.lists if (url := urls.normalise(address)) and urls.site(url) == here]
        self._frontier.listed(source, entry, response, leads=pages, lists=lists)
        return None

    def _read(self, source: Source, entry: Entry, response: Response) -> datetime | None:
        """Journal a page and where it leads; return since when it is as it is, None for a page known already.

        Raises UnreadablePageError for one with more links than any page means.
        """
        return self._frontier.read(source, entry, response, led=partial(self._led, source, entry, response))

    def _led(self, source: Source, entry: Entry, response: Response) -> Led:
        """Return where a page leads, and what it calls itself."""
        choice = self._choices[source.id]
        here = urls.normalise(response.url) or response.url
        wanted = choice.may_lead(here, entry.depth)
        found = read_links(response.body, url=response.url, content_type=response.content_type, wanted=wanted)
        canonical = urls.normalise(found.canonical) if found.canonical else None
        return Led(tuple(choice.leads(found.links, here=here, depth=entry.depth)), canonical)

    def _tell(self, kind: Kind, source: Source, entry: Entry, *, waiting: int | None = None) -> None:
        self._watch(Event(kind, url=entry.url, host=urls.host(entry.url), source=source.id, waiting=waiting))


def _failed(source: Source, entry: Entry, error: InputError) -> Crawled:
    status = error.status if isinstance(error, FetchError) else None
    error.__context__ = None
    error.with_traceback(None)  # the frames that it came through hold the page, and would wait with it
    return Crawled(source, entry.url, entry.depth, None, error, gone=status in _GONE and entry.depth > 0)


def _now() -> datetime:
    return datetime.now(UTC)
