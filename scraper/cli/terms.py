"""On which terms a run publishes, as options: what is accepted, how old rows may be, who is named, what it says of
itself.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.options import FILE, HISTORY, Amount
from scraper.errors import UsageError
from scraper.publish.publication import load_publication
from scraper.runs.run import Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.publish.dictionary import Language


def with_terms(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that make its `terms`."""

    @click.option(
        "--accept",
        metavar="REASON",
        callback=_said,
        help="Publish what failed its gates, for this reason, which is recorded.",
    )
    @click.option(
        "--stale-days",
        type=Amount(),
        metavar="N",
        default=30.0,
        show_default="30",
        help="Publish nothing where a source fails and its last good rows are older than N days.",
    )
    @click.option("--publish-persons", "persons", is_flag=True, help="Name natural persons: docs/privacy.md.")
    @click.option(
        "--keep-persons",
        is_flag=True,
        help="Keep the names of persons in the history, apart from what is published: docs/privacy.md.",
    )
    @click.option(
        "--publication",
        type=FILE,
        metavar="FILE",
        help="What the dataset says of itself: docs/publishing.md.",
    )
    @click.option(
        "--headings",
        type=click.Choice(["fi", "sv", "en"]),
        help="The language above the columns of projects.fi.csv and projects.xlsx.  [default: the columns' names]",
    )
    @click.option(
        "--history",
        metavar="FILE|URL",
        envvar="COUNCIL_SCRAPER_HISTORY",
        help="Where to keep what every run published: a file of SQLite, or postgresql://… "
        "[env: COUNCIL_SCRAPER_HISTORY; default: history.sqlite in the output folder]",
    )
    @click.option("--no-history", is_flag=True, help="Keep no history.")
    @functools.wraps(command)
    def with_them(
        *,
        accept: str | None,
        stale_days: float,
        persons: bool,
        keep_persons: bool,
        publication: Path | None,
        headings: Language | None,
        history: str | None,
        no_history: bool,
        **others: Any,  # noqa: ANN401  (the command's own)
    ) -> int:
        place = None if no_history else history or str(Path(others["output"]) / HISTORY)
        about = load_publication(publication)
        if keep_persons:
            if place is None:
                raise UsageError("--keep-persons: there is no history to keep them in; leave out --no-history")
            about = replace(about, privacy=replace(about.privacy, keep_in_history=True))
        terms = Terms(accept, stale_days, persons, about, headings, place)
        return command(terms=terms, **others)

    return with_them


def _said(context: click.Context, option: click.Parameter, reason: str | None) -> str | None:
    """Return a reason that says something."""
    if reason is not None and not reason.strip():
        raise click.BadParameter("says nothing; write why what the run reads is right", context, option)
    return reason and reason.strip()
