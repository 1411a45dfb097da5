"""How often a host is asked: one request at a time, and a rest between two of them.

A host and a delay come in, a turn comes out when it is due. The rest begins when a request has ended, so that a slow
site is asked less often. A host that asks for a longer rest gets it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DELAY = 2.0
"""Seconds between two requests to a host, where nobody wants more."""
LONGEST_DELAY = 600.0
"""The longest time between two requests that anybody may ask for: a person, a source, a robots.txt."""


class _Host:
    """When a host may be asked again."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.asked: float | None = None
        """When the last request ended."""
        self.rests_until = 0.0


class Pace:
    """The turns of all hosts; used by several threads, which wait for one another where they ask the same host."""

    def __init__(
        self,
        delay: float = DELAY,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._now = now
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def turn(
        self, host: str, delay: float | None = None, *, tell: Callable[[float], None] | None = None
    ) -> Iterator[None]:
        """Give the time in which the host may be asked once, after a wait if need be; `tell` hears how long.

        `delay` is the least time between two requests where it is longer than ours.
        """
        state = self._host(host)
        with state.turn:
            seconds = self._left(state, self.delay(delay))
            if seconds > 0:
                if tell is not None:
                    tell(seconds)
                self._sleep(seconds)
            try:
                yield
            finally:
                state.asked = self._now()

    def delay(self, *wanted: float | None) -> float:
        """Return the longest of our delay and those that others want."""
        return max([self._delay, *(seconds for seconds in wanted if seconds is not None)])

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long from now on."""
        state = self._host(host)
        state.rests_until = max(state.rests_until, self._now() + seconds)

    def rests(self, host: str) -> float:
        """Return for how many seconds a host is still to be left alone because it, or its trouble, asked for that."""
        return max(0.0, self._host(host).rests_until - self._now())

    def _left(self, state: _Host, delay: float) -> float:
        due = state.rests_until if state.asked is None else max(state.rests_until, state.asked + delay)
        return due - self._now()

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
