"""robots.txt by RFC 9309: an address comes in, whether we may ask for it goes out.

What a site forbids is not asked for; where its rules can't be had because it is in trouble (5xx, no connection, a
broken answer) nothing is. Where it says that it has none (4xx), or sends them round in a circle, all is allowed.
"""

from __future__ import annotations

import math
import re
import threading
import time
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego

from scraper.document.encoding import as_utf8, decode, decode_name
from scraper.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.response import Response

MOST = 500 * 1024
"""How many bytes of the rules are read (RFC 9309, section 2.5)."""
KEPT = 24 * 3600.0
"""How long rules are believed, in seconds (section 2.4)."""
KEPT_TROUBLE = 600.0
"""How long a site is left alone whose rules can't be had, in seconds; then they are asked for again."""
RECORDS = re.compile(rb"\s*(user-agent|allow|disallow|crawl-delay|sitemap)(\s|:)", re.IGNORECASE)
"""Lines that mean something. Others must not end a group of rules (section 2.2.1), as they would in protego."""
NAMED = re.compile(r"(\s*user-agent\s*:\s*[\w-]+)/.*", re.IGNORECASE)
"""Whom a group is for, with the version as our requests have it: a name is all that counts (section 2.2.1)."""
ALL_FORBIDDEN = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego
    until: float
    trouble: FetchError | None = None
    """Why they can't be had."""


class Robots:
    """The rules of all sites that were asked for theirs; may be used from several threads."""

    def __init__(
        self, get: Callable[[str], Response], agent: str, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._get = get
        self._agent = agent
        self._now = now
        self._rules: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def allows(self, url: str) -> bool:
        """Tell whether we may ask for an address."""
        return bool(self._of(url).parsed.can_fetch(url, self._agent))

    def trouble(self, url: str) -> FetchError | None:
        """Return why the rules for an address can't be had, so that nothing is allowed; None where they can."""
        return self._of(url).trouble

    def delay(self, url: str) -> float | None:
        """Return how many seconds the site wants between two requests, None where it doesn't say."""
        delay = self._of(url).parsed.crawl_delay(self._agent)
        return float(delay) if delay is not None and math.isfinite(delay) and delay >= 0 else None

    def sitemaps(self, url: str) -> list[str]:
        """Return the addresses of the sitemaps that the site names."""
        return list(self._of(url).parsed.sitemaps)

    def _of(self, url: str) -> _Rules:
        """Return the rules of the site of an address, asking for them where they are not known or too old."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(site)
        if known is None or known.until <= self._now():
            known = self._asked(f"{site}/robots.txt")
            with self._lock:
                self._rules[site] = known
        return known

    def _asked(self, url: str) -> _Rules:
        """Return the rules that stand at an address, as they are to be understood."""
        age = 0.0
        try:
            response = self._get(url)
            text = _meaning(_read_of(response.body))
            age = (datetime.now(UTC) - response.fetched_at).total_seconds()
        except FetchError as error:
            if not _says_that_there_are_none(error):
                return _Rules(Protego.parse(ALL_FORBIDDEN), self._now() + KEPT_TROUBLE, error)
            text = ""
        return _Rules(Protego.parse(text), self._now() + KEPT - max(age, 0.0))


def _says_that_there_are_none(error: FetchError) -> bool:
    """Tell whether a site has no rules; one that is asked too often (429) says no such thing."""
    return error.kind == "redirect" or (error.status is not None and 400 <= error.status < 500 and error.status != 429)


def _read_of(body: bytes) -> bytes:
    """Return as much of a robots.txt as is read, in whole lines: half a rule says something else."""
    if len(body) <= MOST:
        return body
    return body[: max(body.rfind(end, 0, MOST) for end in (b"\n", b"\r")) + 1]


def _meaning(body: bytes) -> str:
    """Return the lines of a robots.txt that mean something, in UTF-8, as they ought to be, or another encoding.

    Each line is read by itself: an odd letter in one must not garble a rule in another.
    """
    name = decode_name(body)
    text = as_utf8(body, name) if name.startswith("utf-16") else body
    lines = filter(RECORDS.match, text.removeprefix(BOM_UTF8).splitlines())
    return "\n".join(NAMED.sub(r"\1", decode(line, decode_name(line))) for line in lines)
