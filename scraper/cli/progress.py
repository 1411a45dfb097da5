"""How far we are: a bar, or a line for each host, on stderr while a person is there to see it; nothing stays of it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from scraper.cli import messages
from scraper.crawl.events import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from scraper.crawl.events import Event, Watch

Item = TypeVar("Item")

SIDES: Final[tuple[Literal["left", "right"], ...]] = ("left", "right", "right", "left")
"""Of the columns of the board: host, pages done, pages to do, what it is at."""


def watch(found: Sequence[Item], *, shown: bool) -> Iterator[Item]:
    """Yield what is to be read; move a bar on meanwhile where there are several and stderr is a terminal."""
    if not shown or len(found) < 2 or not messages.on_terminal():
        yield from found
        return
    from rich.console import Console  # rich is slow to import, and only for terminals
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading pages"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(found)


@contextmanager
def board(*, shown: bool) -> Iterator[Watch]:
    """Give who is told what happens on a crawl, and shows it meanwhile where stderr is a terminal."""
    if not shown or not messages.on_terminal():
        yield unwatched
        return
    from rich.console import Console  # as above
    from rich.live import Live

    shown_now = Board()
    console = Console(stderr=True)
    with Live(
        get_renderable=shown_now.render, console=console, refresh_per_second=5, transient=True, redirect_stdout=False
    ):
        yield shown_now.tell


@dataclass(slots=True)
class _Host:
    """What is known of a host."""

    done: int = 0
    failed: int = 0
    doing: str = ""
    until: float = 0.0
    """When it is asked again, by the monotonic clock."""


class Board:
    """A line for each host: what it is at, how many of its pages are done, and how many are known to be left."""

    MOST = 20
    """Hosts that are shown: those that were heard of last."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._waiting: Counter[tuple[str, str]] = Counter()
        self._projects = 0
        self._lock = threading.Lock()

    def tell(self, event: Event) -> None:
        """Take note of an event."""
        with self._lock:
            if event.kind == "read":
                self._projects += event.projects or 0
            if event.host is None:
                return
            host = self._hosts.pop(event.host, None) or _Host()
            self._hosts[event.host] = host  # the last one heard of stands last
            host.until = time.monotonic() + event.seconds if event.seconds else 0.0
            match event.kind:
                case "wait":
                    host.doing = "waits"
                case "retry":
                    host.doing = f"asks again ({event.message})" if event.message else "asks again"
                case "visited":
                    host.done += 1
                    host.doing = ""
                    self._waiting[event.host, event.source or ""] = event.waiting or 0
                case "failed" | "refused":
                    host.failed += 1

    def render(self) -> RenderableType:
        """Return what to show now."""
        from rich.table import Table  # as above
        from rich.text import Text

        table = Table.grid(padding=(0, 2), expand=False)
        for justify in SIDES:
            table.add_column(justify=justify, no_wrap=True, overflow="ellipsis")
        now = time.monotonic()
        with self._lock:
            left: Counter[str] = Counter()
            for (name, _), count in self._waiting.items():
                left[name] += count
            done = sum(host.done for host in self._hosts.values())
            for name, host in list(self._hosts.items())[-self.MOST :]:
                doing = f"{host.doing} {max(0, host.until - now):.0f} s" if host.until > now else host.doing
                failed = f"{host.failed:,} failed" if host.failed else ""
                table.add_row(
                    Text(messages.visible(name)),  # a text, since what looks like rich's markup is none
                    f"{host.done:,} done",
                    f"{left[name]:,} to do",
                    Text(messages.visible(", ".join(part for part in (failed, doing) if part))),
                )
            table.add_row("all", f"{done:,} done", f"{left.total():,} to do", f"{self._projects:,} projects")
        return table
