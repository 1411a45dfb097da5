"""How far we are: a bar on stderr while many inputs are read, if a person is there to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from scraper.cli import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Item = TypeVar("Item")


def watch(found: Sequence[Item], *, shown: bool) -> Iterator[Item]:
    """Yield what is to be read; move a bar on meanwhile where there are several and stderr is a terminal."""
    if not shown or len(found) < 2 or not messages.on_terminal():
        yield from found
        return
    from rich.console import Console  # noqa: PLC0415  (rich is slow to import, and only for terminals)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("Reading pages"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(found)
