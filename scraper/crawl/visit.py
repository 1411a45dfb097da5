"""A visit as sites like it: an address comes in, its page goes out, whatever politeness asks for in between.

robots.txt is asked first and each host has its pace, also those to which a page redirects; a page that is archived is
asked for only if it has changed, what may pass is tried again later, and all that came is archived. Nothing but
FetchError and ArchiveError leaves.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scraper.crawl.events import Event, unwatched
from scraper.crawl.pace import LONGEST_DELAY, Pace
from scraper.crawl.retry import Retry, may_pass
from scraper.crawl.robots import KEPT, Robots
from scraper.errors import ArchiveError, FetchError
from scraper.response import NoPageError, Response, Validators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.archive import Archive, Capture
    from scraper.crawl.events import Kind, Watch
    from scraper.crawl.fetch import Fetcher

AGENT: Final = "council-scraper"
"""By what name robots.txt may speak of us."""
_NOT_MODIFIED: Final = 304
_PRECONDITION_FAILED: Final = 412
FAILING: Final = 3
"""After so many addresses of a host that failed in turn, each is tried only once until one succeeds."""


@dataclass(slots=True)
class _Hop:
    """The last address on the way to a page."""

    host: str
    delay: float = 0.0
    """Seconds between two requests to its host."""
    asked: bool = False
    """Whether it was asked for: what our own manners refuse is not tried again."""


class Visitor:
    """Visits the web politely; used by several threads at once."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        archive: Archive | None = None,
        pace: Pace | None = None,
        retry: Retry | None = None,
        watch: Watch = unwatched,
    ) -> None:
        self._fetcher = fetcher
        self._archive = archive
        self._pace = pace or Pace()
        self._retry = retry or Retry()
        self._watch = watch
        self._robots = Robots(self._rules, AGENT)
        self._failures: dict[str, int] = {}
        """For each host, how many addresses failed in turn."""

    def visit(self, url: str, *, delay: float | None = None) -> Response:
        """Return the page of an address, from the archive where the site says that it has not changed.

        `delay` is the least time between two requests to its host, in seconds; ours and the site's may be longer.
        Raises FetchError, ArchiveError where the page can't be kept.
        """
        try:
            return self._visit(url, delay)
        except FetchError as error:
            if isinstance(error, NoPageError):
                self._keep_refusal(error)
            kind: Kind = "refused" if error.kind in {"robots", "refused-address", "address"} else "failed"
            self._tell(kind, url, status=error.status, message=str(error))
            raise

    def _visit(self, url: str, delay: float | None) -> Response:
        capture = self._archive.latest(url) if self._archive is not None else None
        response = self._asked_conditionally(url, delay, _validators(capture))
        if response.status == _NOT_MODIFIED:
            response = self._confirmed(url, response, capture) or self._patiently(url, delay)
        if self._archive is not None:
            self._archive.store(response)
        answered = _NOT_MODIFIED if response.unchanged else response.status
        self._tell("unchanged" if response.unchanged else "fetched", url, status=answered, got=response)
        return response

    def _asked_conditionally(self, url: str, delay: float | None, validators: Validators | None) -> Response:
        """Ask for an address if it has changed; without conditions where the site takes them for demands."""
        try:
            return self._patiently(url, delay, validators)
        except NoPageError as error:
            if validators is None or error.status != _PRECONDITION_FAILED:
                raise
            self._tell("retry", url, status=error.status, seconds=0.0, message=str(error))
            return self._patiently(url, delay)

    def _ask_leave(self, url: str) -> None:
        """Raise FetchError where we may not ask for an address."""
        if self._robots.allows(url):
            return
        trouble = self._robots.trouble(url)
        if trouble is None:
            raise FetchError("robots.txt forbids this page; ask the site's owner to allow it", kind="robots")
        message = f"robots.txt can't be had, and without it nothing is asked for: {trouble}"
        raise FetchError(message, kind=trouble.kind, status=trouble.status, retry_after=trouble.retry_after)

    def _rules(self, url: str) -> Response:
        """Return a robots.txt, an archived one while it is believed; nobody asks it whether it may be asked for."""
        response = self._believed(url)
        if response is None:
            try:
                response = self._patiently(url, None, by_rules=False)
            except NoPageError as error:
                self._keep_refusal(error)
                raise
            if self._archive is not None:
                self._archive.store(response)
        return response

    def _believed(self, url: str) -> Response | None:
        """Return a robots.txt that was archived less than a day ago."""
        capture = self._archive.latest(url) if self._archive is not None else None
        if self._archive is None or capture is None:
            return None
        if not timedelta() <= datetime.now(UTC) - capture.time < timedelta(seconds=KEPT):
            return None
        try:
            return self._archive.response(capture)
        except ArchiveError:
            return None  # it is damaged: `archive check` says so

    def _keep_refusal(self, error: NoPageError) -> None:
        """Archive an answer that is no page, if it says something of the address."""
        if self._archive is not None and _stands(error):
            self._archive.store(error.response)

    def _patiently(
        self, url: str, delay: float | None, validators: Validators | None = None, *, by_rules: bool = True
    ) -> Response:
        """Ask for an address, each hop in its host's turn, and again where what went wrong may pass."""
        tried = 0
        while True:
            hop = _Hop(_host(url))
            try:
                turn = partial(self._turn, hop=hop, delay=delay, by_rules=by_rules)
                # Rules that somebody on the way could change are better than none.
                response = self._fetcher.get(url, validators=validators, turn=turn, unprotected=not by_rules)
            except FetchError as error:
                if not hop.asked:
                    raise
                tried += 1
                self._again_or_raise(url, hop.host, error, tried, hop.delay)
            else:
                self._failures.pop(hop.host, None)
                return response

    @contextlib.contextmanager
    def _turn(self, url: str, *, hop: _Hop, delay: float | None, by_rules: bool) -> Iterator[None]:
        """Give the time in which an address may be asked for. Raises FetchError where it may not."""
        hop.host, hop.asked = _host(url), False
        theirs = None
        if by_rules:
            self._ask_leave(url)
            theirs = self._robots.delay(url)
        hop.delay = self._pace.delay(delay, None if theirs is None else min(theirs, LONGEST_DELAY))
        if self._pace.rests(hop.host) > self._retry.patience:
            raise FetchError("the site asked to be left alone for a while; try again later", kind="left-alone")
        with self._pace.turn(hop.host, hop.delay, tell=lambda seconds: self._waits(url, seconds)):
            hop.asked = True
            yield

    def _again_or_raise(self, url: str, host: str, error: FetchError, tried: int, delay: float) -> None:
        """Let the host rest where its address is to be asked again. Raises the error where it is not."""
        given_up = self._failures.get(host, 0) >= FAILING
        pause = None if given_up else self._retry.pause(error, tried, delay=delay)
        if pause is None:
            self._pace.rest(host, self._retry.wanted(error))
            if may_pass(error):
                self._failures[host] = self._failures.get(host, 0) + 1
            else:
                self._failures.pop(host, None)
            raise error
        self._pace.rest(host, pause)
        self._tell("retry", url, status=error.status, seconds=pause, message=str(error))

    def _confirmed(self, url: str, response: Response, capture: Capture | None) -> Response | None:
        """Return the archived page that the site says is as it was; None where the archive has lost it."""
        if self._archive is None or capture is None:
            return None
        try:
            kept = self._archive.response(capture)
        except ArchiveError as error:
            self._tell("retry", url, status=_NOT_MODIFIED, seconds=0.0, message=str(error))
            return None
        return replace(
            response,
            status=200,
            headers=kept.headers,
            content_type=kept.content_type,
            body=kept.body,
            unchanged=True,
        )

    def _waits(self, url: str, seconds: float) -> None:
        self._tell("wait", url, seconds=seconds)

    def _tell(
        self,
        kind: Kind,
        url: str,
        *,
        status: int | None = None,
        seconds: float | None = None,
        message: str | None = None,
        got: Response | None = None,
    ) -> None:
        received = None if got is None else sum(len(exchange.payload) for exchange in got.exchanges)
        self._watch(
            Event(
                kind,
                url=url,
                host=_host(url),
                status=status,
                bytes=received,
                seconds=seconds,
                message=message,
            )
        )


def _host(url: str) -> str:
    """Return whom an address asks: a host, with its port if it names one."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _stands(error: NoPageError) -> bool:
    """Tell whether an answer says something of the page: that it is gone or forbidden, not that the site is busy."""
    return not may_pass(error) and error.status != _NOT_MODIFIED


def _validators(capture: Capture | None) -> Validators | None:
    """Return what the site said of the archived page, to ask whether it has changed."""
    if capture is None or not (capture.etag or capture.last_modified):
        return None
    return Validators(capture.etag, capture.last_modified, capture.url)
