"""Lookups written in a browser: words of a form come in, a `[[lookups]]` table in the source's own file goes out.

The new file is held to all that `load_sources` asks before the old one is replaced, in one step; what was there
before stays to the byte. Refused is what the loader refuses, and a shipped definition.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scraper.errors import SourceError
from scraper.publish.atomic import failures_of, write_atomically
from scraper.schema import DATE_COLUMNS, MONEY_COLUMNS
from scraper.sources.definition import Definition
from scraper.sources.loader import load_sources, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scraper.sources import Lookup, Source

_AMOUNT: Final = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?", re.ASCII)
_DATE: Final = re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})", re.ASCII)
_BARE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says is right, as typed."""

    field: str
    match: str
    note: str
    value: str | None = None
    """What to publish; None for nothing."""
    name: str | None = None
    """Only for the project of this name; None for all of the source."""

    def toml(self, newline: str = "\n") -> str:
        """Return the lookup's table as the definition's file has it."""
        said = {"field": self.field, "match": self.match, "name": self.name}
        lines = [f"{key} = {_quoted(text)}" for key, text in said.items() if text is not None]
        lines.append("remove = true" if self.value is None else f"value = {_value(self.field, self.value)}")
        lines.append(f"note = {_quoted(self.note)}")
        return newline.join(["[[lookups]]", *lines, ""])


def drafted(folder: Path | None, name: str, correction: Correction) -> tuple[Source, Path, str]:
    """Return the source with the lookup that a correction makes, its file, and the text that this would have.

    Raises SourceError where it can't be one, or the source has no file of the user's own.
    """
    if folder is None:
        raise SourceError("the shipped definitions can't be changed; copy them and name the folder with --sources")
    file = Path(_source(folder, name).file)
    try:
        old = file.read_bytes().decode()
    except OSError as error:
        raise SourceError(f"{file}: can't be read ({error.strerror}); check its permissions") from None
    newline = "\r\n" if "\r\n" in old else "\n"
    gap = newline if old.endswith("\n") else newline * 2
    new = f"{old}{gap}{correction.toml(newline)}"
    source, faults = read_source(Definition(file, new.replace("\r\n", "\n")))
    if source is None:
        raise SourceError(faults[0])
    return source, file, new


def write(folder: Path | None, name: str, correction: Correction, *, check: Callable[[Source], None]) -> Lookup:
    """Append a lookup to the file that defines a source. Raises SourceError, after which nothing has changed.

    `check` refuses the source as it would be, its new lookup the last one. Two desks that write at once write one
    after the other. Raises PublishError where the file can't be written.
    """
    with _alone(folder) if folder is not None else contextlib.nullcontext():
        source, file, text = drafted(folder, name, correction)
        check(source)
        with write_atomically(file) as stream:
            stream.write(text)
    return source.lookups[-1]


def of_source(folder: Path | None, name: str) -> tuple[Lookup, ...]:
    """Return the lookups that a source has by now. Raises SourceError."""
    return _source(folder, name).lookups


def _source(folder: Path | None, name: str) -> Source:
    for source in load_sources(folder):
        if source.id == name:
            return source
    raise SourceError(
        f"{folder or 'the shipped sources'}: no definition has the id {name!r}; name a folder that has it"
    )


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other desk writes in the folder. The lock is the kernel's, and leaves no file."""
    with contextlib.ExitStack() as at_the_end:
        with failures_of(folder):
            handle = os.open(folder, os.O_RDONLY)
            at_the_end.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _value(column: str, typed: str) -> str:
    """Return a typed value as TOML writes it; one that is no value of the column as text, which the loader refuses."""
    typed = typed.strip()
    if column in MONEY_COLUMNS:
        digits = _AMOUNT.fullmatch(re.sub(r"[\s€]|EUR", "", typed))
        typed = typed if digits is None else ".".join(filter(None, digits.groups()))
    elif column in DATE_COLUMNS and (printed := _DATE.fullmatch(typed)):
        with contextlib.suppress(ValueError):
            typed = date(int(printed["year"]), int(printed["month"]), int(printed["day"])).isoformat()
    bare = column in {*MONEY_COLUMNS, *DATE_COLUMNS, "programme_year"} and _BARE.fullmatch(typed)
    return typed if bare else _quoted(typed)


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: JSON's strings are TOML's, but for one character that only TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
