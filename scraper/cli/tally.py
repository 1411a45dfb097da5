"""What a run did, in figures: events come in and are counted, lines for the summary go out."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

from scraper.cli.messages import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.crawl.events import Event


class Tally:
    """Counts. May be told of events by several threads."""

    def __init__(self) -> None:
        self.bytes = 0
        self.seconds = 0.0
        """Waited out of politeness, all hosts together."""
        self._kinds: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        """Count an event."""
        with self._lock:
            self._kinds[event.kind] += 1
            self.bytes += event.bytes or 0
            if event.kind == "wait":
                self.seconds += event.seconds or 0.0

    def __getitem__(self, kind: str) -> int:
        return self._kinds[kind]

    def lines(self) -> Iterator[str]:
        """Yield what the crawl took, in a sentence; nothing where it asked for nothing."""
        if not any(self[kind] for kind in ("fetched", "unchanged", "archived", "failed", "refused")):
            return
        fetched = f"{counted(self['fetched'], 'page')} ({size(self.bytes)}), {self['unchanged']:,} unchanged"
        taken_up = f", {self['archived']:,} taken up" if self["archived"] else ""
        trouble = f"{self['retry']:,} retried, {self['refused']:,} refused, {self.seconds:,.0f} s waited"
        yield f"Crawl: {fetched}{taken_up}, {trouble}"


def size(count: int) -> str:
    """Return a number of bytes as people say it."""
    kilobytes = count / 1000
    return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"
