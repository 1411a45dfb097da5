"""robots.txt by RFC 9309: an address comes in, whether we may ask for it goes out.

What a site forbids is not asked for; where its rules can't be had because it is in trouble (5xx, no connection, a
broken answer) nothing is. Where it says that it has none (4xx), or sends them round in a circle, all is allowed.
"""

from __future__ import annotations

import math
import re
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego

from scraper.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.crawl.response import Response

MOST = 500 * 1024
"""How many bytes of the rules are read (RFC 9309, section 2.5)."""
KEPT = 24 * 3600.0
"""How long rules are believed, in seconds (section 2.4)."""
RECORDS = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay|sitemap)(\s|:)", re.IGNORECASE)
"""Lines that mean something. Others must not end a group of rules (section 2.2.1), as they would in protego."""
NONE = ""
ALL_FORBIDDEN = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego
    until: float


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
        return bool(self._of(url).can_fetch(url, self._agent))

    def delay(self, url: str) -> float | None:
        """Return how many seconds the site wants between two requests, None where it doesn't say."""
        delay = self._of(url).crawl_delay(self._agent)
        return float(delay) if delay is not None and math.isfinite(delay) and delay >= 0 else None

    def sitemaps(self, url: str) -> list[str]:
        """Return the addresses of the sitemaps that the site names."""
        return list(self._of(url).sitemaps)

    def _of(self, url: str) -> Protego:
        """Return the rules of the site of an address, asking for them where they are not known or too old."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(site)
        if known is None or known.until <= self._now():
            known = _Rules(Protego.parse(self._text(f"{site}/robots.txt")), self._now() + KEPT)
            with self._lock:
                self._rules[site] = known
        return known.parsed

    def _text(self, url: str) -> str:
        """Return the rules as they are to be understood."""
        try:
            body = self._get(url).body[:MOST]
        except FetchError as error:
            told = error.kind == "redirect" or (error.status is not None and 400 <= error.status < 500)
            return NONE if told else ALL_FORBIDDEN
        text = body.decode("utf-8-sig", "replace")
        return "\n".join(line for line in text.splitlines() if RECORDS.match(line))
