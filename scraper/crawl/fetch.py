"""Pages from the web: an address comes in, a whole response goes out.

Refused are: anything but http and https, private addresses, answers other than 200, bodies that are cut short, packed
in an unknown way or over the limits, and all that takes too long. Nothing but `FetchError` leaves; its message does
not repeat the address that was asked for. No proxy, password file or cookie of the machine is used.
"""

from __future__ import annotations

import contextlib
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import httpcore

from scraper import __version__
from scraper.crawl.faults import refusal, short, told
from scraper.crawl.hops import REDIRECTS, checked, next_hop, too_many
from scraper.crawl.line import Answer, Line
from scraper.crawl.packing import unpacked
from scraper.crawl.tls import tls_context
from scraper.errors import FetchError, UsageError
from scraper.response import GZIP, PLAIN, Limits, Response, Validators, packing_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from types import TracebackType

    from scraper.crawl.hops import Target
    from scraper.response import Exchange

    Turn = Callable[[str], AbstractContextManager[object]]
    """Gives the time in which an address is asked for, or refuses it with a FetchError."""

__all__ = ["Fetcher", "Limits", "Response", "fetch", "tls_context", "user_agent"]

ACCEPTED = [(b"Accept", b"text/html, text/plain;q=0.9, */*;q=0.1"), (b"Accept-Encoding", b"gzip")]
LINES = 64
"""How many hosts a connection is kept to."""
LONGEST_VALIDATOR = 1_000
"""Characters of an ETag or a date that are sent back."""


class Fetcher:
    """Gets pages, with one connection to each host, which is kept for the next page. Used by many threads at once."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allow_private: bool = False,
        contact: str | None = None,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        """Make one; nothing is connected yet.

        `contact` is an address (web or mail) where the site's owner finds whoever fetches: it is sent with each
        request. `allow_private` lets it reach machines that are not on the public internet. `backend` makes the
        connections, where they are not to lead to the web. Raises UsageError where the contact can't be sent.
        """
        self.agent = user_agent(contact)
        self._limits = limits or Limits()
        self._allow_private = allow_private
        self._backend = backend
        self._headers = [(b"User-Agent", self.agent.encode("ascii")), *ACCEPTED]
        self._lines: dict[tuple[bytes, bytes, int], Line] = {}
        """By scheme, host and port; the one that was used last comes last."""
        self._lock = threading.Lock()

    def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        turn: Turn = contextlib.nullcontext,
        unprotected: bool = False,
    ) -> Response:
        """Get one page, following redirects. Raises FetchError.

        With `validators` a site may answer that the page has not changed: the response's status is 304 then, and its
        body empty. `turn` gives the time in which each hop is asked for; what it waits is no part of the time limit.
        A redirect from https to http is followed only where `unprotected` is said.
        """
        left = self._limits.total
        exchanges: list[Exchange] = []
        current = checked(url)
        asked_so = validators.url if validators is not None and validators.url else None
        for _ in range(self._limits.redirects + 1):
            asked_so = asked_so or current.address
            conditions = _conditions(validators) if current.address == asked_so else []
            with turn(current.address), told(self._limits):
                began = time.monotonic()
                answer = self._line(current).ask(current, [*self._headers, *conditions], until=began + left)
            left -= time.monotonic() - began
            exchanges.append(answer.exchange)
            if answer.status not in REDIRECTS:
                return _page(answer, self._limits, tuple(exchanges), conditional=bool(conditions))
            current = next_hop(current, answer.status, answer.targets, unprotected=unprotected)
        raise too_many(exchanges)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            lines = list(self._lines.values())
            self._lines.clear()
        for line in lines:
            line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _line(self, target: Target) -> Line:
        """Return the line to a host; the one that was used longest ago makes room."""
        key = (target.scheme, target.host, target.port or (443 if target.scheme == b"https" else 80))
        with self._lock:
            line = self._lines.pop(key, None)
            if line is None:
                origin = httpcore.Origin(*key)
                line = Line(origin, self._limits, allow_private=self._allow_private, backend=self._backend)
            self._lines[key] = line
            idle = self._lines.pop(next(iter(self._lines))) if len(self._lines) > LINES else None
        if idle is not None:
            idle.close()
        return line


def fetch(
    url: str,
    *,
    limits: Limits | None = None,
    allow_private: bool = False,
    contact: str | None = None,
    backend: httpcore.NetworkBackend | None = None,
) -> Response:
    """Get one page, following redirects, as a `Fetcher` of these settings does.

    Raises FetchError, or UsageError where the contact can't be sent.
    """
    with Fetcher(limits=limits, allow_private=allow_private, contact=contact, backend=backend) as fetcher:
        return fetcher.get(url)


def user_agent(contact: str | None = None) -> str:
    """Return how we introduce ourselves to a site. Raises UsageError for a contact that no header can carry."""
    if contact is None:
        return f"council-scraper/{__version__}"
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set(" ()<>"):
        raise UsageError(f"contact {contact!r}: give a web or mail address, without spaces or brackets")
    return f"council-scraper/{__version__} (+{contact})"


def _conditions(validators: Validators | None) -> list[tuple[bytes, bytes]]:
    """Return the headers that ask for a page only if it has changed; what no header can carry is not sent."""
    if validators is None:
        return []
    etag, date = validators.etag, validators.last_modified
    conditions = [("If-None-Match", None if etag == "*" else etag), ("If-Modified-Since", date)]
    return [(name.encode(), value.encode()) for name, value in conditions if value and _can_be_sent(value)]


def _can_be_sent(value: str) -> bool:
    return value.isascii() and value.isprintable() and bool(value.strip()) and len(value) <= LONGEST_VALIDATOR


def _page(answer: Answer, limits: Limits, exchanges: tuple[Exchange, ...], *, conditional: bool) -> Response:
    """Return the response that an answer is. Raises FetchError unless it is a page, or a 304 that was asked for."""
    packing = packing_of(answer.headers)
    is_page = answer.status == 200 and packing in PLAIN | GZIP
    response = Response(
        url=answer.exchange.url,
        status=answer.status,
        headers=answer.headers,
        content_type=answer.headers.get("content-type"),
        body=unpacked(answer.payload, packing, limits.body) if is_page else b"",
        fetched_at=datetime.now(UTC),
        exchanges=exchanges,
    )
    if is_page or (answer.status == 304 and conditional):
        return response
    if answer.status != 200:
        raise refusal(response, answer.phrase)
    message = f"the body is packed as {short(packing)!r}, which was not asked for; tell the site's owner"
    raise FetchError(message, kind="encoding")
