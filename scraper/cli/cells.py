"""A fixture's review on the screen: cells with what they were, what they are, and the words of the page.

A table on a terminal, plain lines elsewhere. Pages come from strangers: what a terminal might obey is shown instead.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from scraper.cli.messages import counted, visible
from scraper.cli.output import standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.table import Table
    from rich.text import Text

    from scraper.document.printed import Quote
    from scraper.fixture.review import Review, Seen

NONE = "—"
_FULL = 1_500
"""Characters of one value that are shown; the rest is in the file."""


def show(review: Review) -> None:
    """Print what is new in a fixture on standard output."""
    click.echo(visible(f"{review.fixture.name}: {_what_is_new(review)}"))
    click.echo(visible(f"  {review.fixture.page.recording.url}"))
    for name in review.changed:
        click.echo(visible(f"  {name} holds other bytes than those that were recorded"))
    groups = [(name, list(seen)) for name, seen in groupby(review.seen, lambda one: (one.cell.record, one.cell.number))]
    if standard().isatty():
        _print_tables((name, seen) for (name, _), seen in groups)
        return
    for (name, _), seen in groups:
        click.echo(visible(f"  {name}"))
        for one in seen:
            for line in _lines(one):
                click.echo(visible(f"    {line}"))


def _what_is_new(review: Review) -> str:
    values = counted(len(review.seen), "value")
    return f"{values} read otherwise" if review.fixture.is_reviewed else f"nobody has reviewed its {values}"


def _lines(seen: Seen) -> Iterator[str]:
    """Yield the lines of one cell."""
    cell = seen.cell
    yield f"{cell.column}: {_text(cell.old)} → {_text(cell.new)}"
    for quote in seen.quotes:
        yield f"  page: {quote.before} [{quote.words}] {quote.after}"


def _print_tables(groups: Iterable[tuple[str, list[Seen]]]) -> None:
    """Print a table for the page and for each project."""
    from rich.console import Console  # rich is slow to import, and only for terminals

    console = Console()
    for name, seen in groups:
        console.print(_table(name, seen))


def _table(name: str, seen: list[Seen]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    is_new = all(one.cell.old is None for one in seen)
    columns = ("", "read", "on the page") if is_new else ("", "was", "is", "on the page")
    table = Table(*columns, title=Text(visible(name), style="bold"), title_justify="left", box=box.SIMPLE_HEAD)
    for one in seen:
        values = [Text(visible(_text(value))) for value in ((one.cell.old, one.cell.new)[is_new:])]
        table.add_row(Text(one.cell.column, style="cyan"), *values, Text("\n").join(map(_quoted, one.quotes)))
    return table


def _quoted(quote: Quote) -> Text:
    """Return a quote with its words set off."""
    from rich.text import Text

    parts = ((f"{quote.before} ", "dim"), (quote.words, "bold green"), (f" {quote.after}", "dim"))
    return Text.assemble(*((visible(text), style) for text, style in parts))


def _text(value: object) -> str:
    """Return a value as a person reads it."""
    if value is None or value in ([], {}):
        return NONE
    if isinstance(value, list):
        text = " | ".join(map(str, value))
    elif isinstance(value, dict):
        text = " | ".join(f"{key}: {each}" for key, each in value.items())
    else:
        text = str(value)
    return text if len(text) <= _FULL else f"{text[:_FULL]} … ({len(text):,} characters)"
