"""Whether to ask again: what went wrong and how often comes in, how long to wait before the next try goes out.

What may pass is tried again: faults of the connection, and answers by which a site says that it is in trouble or asked
too much. A site that says when to come back (`Retry-After`, RFC 9110) is taken at its word; else each wait is twice as
long as the last one, more or less, so that not all come back at the same moment.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.errors import FetchError

PASSING: Final = frozenset({"timeout", "connection", "dns", "broken", "cut-off"})
"""Kinds of faults that may have passed a moment later."""
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that say nothing of the page: the site is in trouble or wants to be left alone for a while."""
_SECONDS: Final = re.compile(r"[0-9]+(?:\s*,\s*[0-9]+)*", re.ASCII)
"""Several, where a site and what stands before it both say so: the longest counts."""
_MOST_SECONDS: Final = 2.0**31
"""What stands for any greater number (RFC 9111, section 1.2.2)."""


@dataclass(frozen=True, slots=True)
class Retry:
    """How patient we are. Times in seconds."""

    tries: int = 3
    """How often an address is asked at most."""
    longest: float = 120.0
    """The longest wait of our own choice."""
    patience: float = 600.0
    """The longest wait that a site may ask for; if it wants more, we come back with another run."""
    spread: Callable[[], float] = random.random
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def pause(self, error: FetchError, tried: int, *, delay: float) -> float | None:
        """Return how long to wait before an address is asked again; None to give up.

        `tried` is how often it was asked, `delay` the time between any two requests to its host: the first wait is
        about so long.
        """
        if tried >= self.tries or not may_pass(error):
            return None
        wanted = self.wanted(error)
        if wanted > self.patience:
            return None
        ours = min(delay * 2 ** (tried - 1) * (0.75 + self.spread() / 2), self.longest)
        return ours if wanted == 0 else wanted + delay * self.spread()

    def wanted(self, error: FetchError) -> float:
        """Return for how long a site asks to be left alone: 0 where it does not say so, or not as RFC 9110 has it."""
        return _seconds(error.retry_after, self.now()) if error.status in BUSY and error.retry_after else 0.0


def may_pass(error: FetchError) -> bool:
    """Tell whether the same request may succeed a moment later."""
    return error.kind in PASSING or error.status in BUSY


def _seconds(text: str, now: datetime) -> float:
    """Return how far away is what a `Retry-After` says: a number of seconds, or a date. 0 for anything else."""
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return min(max(map(float, text.split(","))), _MOST_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
