"""`council-scraper history`: the names of persons that a history keeps, to look at and to erase.

A name that somebody wants erased is taken out of all that was ever published, too. What the past changed:
`council-scraper changes`.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import messages
from scraper.cli.messages import counted
from scraper.cli.options import HISTORY, OUTPUT, PLACE
from scraper.errors import MissingInputError, UsageError
from scraper.pseudonym import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.history import History


@click.group("history", no_args_is_help=False)
def command() -> None:
    """Look at the names of persons that the history keeps, and erase them: docs/privacy.md."""


@command.command("persons")
@click.argument("word", required=False)
@OUTPUT
@PLACE
def persons(word: str | None, output: Path, place: str | None) -> None:
    """List the names that are kept and not published, or those with a word in them.

    Exit code: 0; 3 where there is no history, or no such name in it; 4 where it can't be read.
    """
    with _opened(output, place) as history:
        found = [one for one in history.persons() if word is None or word.casefold() in one.name.casefold()]
        if word is not None and not found:
            raise MissingInputError(f"{word!r}: the history keeps no such name; `history persons` lists all")
        for one in found:
            line = f"{one.project}  {one.role:9}  {one.since:%Y-%m-%d} to {one.until:%Y-%m-%d}  {one.name}"
            click.echo(messages.visible(line))


@command.command("forget")
@click.argument("who", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="All names that are kept.")
@click.option("--expired", is_flag=True, help="Those whose time is over, as each run does by itself.")
@click.option(
    "--recognised", is_flag=True, help="Whoever would be withheld today and is named in what was published once."
)
@OUTPUT
@PLACE
def forget(
    who: tuple[str, ...], output: Path, place: str | None, *, everybody: bool, expired: bool, recognised: bool
) -> None:
    """Erase persons from the history for good: by full name, or by the id of a project.

    A full name is also taken out of all states of projects that were ever published. Nothing is asked before.

    Exit code: 0; 2 where nobody is named; 3 where the history has nobody of that name; 4 where it can't be written;
    5 where a run is writing to it.
    """
    if bool(who) + everybody + expired + recognised != 1:
        raise UsageError("forget: say who: full names or ids of projects, --all, --expired, or --recognised")
    for one in who:
        if not one.startswith(PREFIX) and len(one.split()) < 2:
            raise UsageError(
                f"{one!r}: is no full name, and no id of a project without its person; see `history persons`"
            )
    with _alone(output), _opened(output, place, writing=True) as history:
        if not who:
            erased = _forget_many(history, kept=everybody, published=recognised)
            click.echo(f"erased: the persons of {counted(erased, 'project')}")
        for one in who:
            _forget(history, one)


def _forget_many(history: History, *, kept: bool, published: bool) -> int:
    """Erase all persons that are kept, or those who are named in what was published, or those whose time is over."""
    from scraper.publish.privacy import withhold

    if kept:
        return history.forget({one.project for one in history.persons()})
    return history.forget((), lambda project: withhold([project])[0]) if published else history.expire()


def _forget(history: History, who: str) -> None:
    """Erase one person, or those of one project, and say what that does not reach."""
    from scraper.publish.privacy import mentions, without_person

    if who.startswith(PREFIX):
        erased = history.forget({one.project for one in history.persons() if one.project == who})
    else:
        kept = {one.project for one in history.persons() if mentions(one.name, who)}
        erased = history.forget(kept, lambda project: without_person(project, who))
    if not erased:
        raise MissingInputError(f"{who!r}: the history has nobody of that name; `history persons` lists who is kept")
    click.echo(messages.visible(f"{who}: erased from {counted(erased, 'project')} of the history"))
    messages.say("the archive and the files that are published now are other places: docs/privacy.md tells what to do")


@contextlib.contextmanager
def _opened(output: Path, place: str | None, *, writing: bool = False) -> Iterator[History]:
    """Give a history that is there."""
    from scraper.history import History  # SQLAlchemy: for these commands alone

    where = place or str(output / HISTORY)
    with History(where, writing=False) as history:
        if not writing:
            yield history
            return
    with History(where) as history:
        yield history


@contextlib.contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Keep runs out of the folder, if there is one."""
    from scraper.publish import dataset

    with dataset.locked(output) if output.is_dir() else contextlib.nullcontext():
        yield
