"""What a dataset says of itself: a TOML file comes in, a checked Publication goes out.

Title, publisher, licence and where it is found can't be read from the pages: only who publishes can say them. Unknown
keys and values of another form are refused with the file, the line and the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from importlib import resources
from typing import TYPE_CHECKING

from scraper.errors import SourceError, UsageError
from scraper.sources.definition import Definition, is_text, matches
from scraper.sources.follow import is_address

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from scraper.sources.definition import Form


@dataclass(frozen=True, slots=True)
class ThreeSixty:
    """What 360Giving needs besides the projects."""

    prefix: str
    """Given out by 360Giving, such as `360G-abc`."""
    funders: dict[str, str] = field(default_factory=dict)
    """What org-id.guide calls a funder, by its name in the dataset."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes the dataset, and on which terms."""

    title: str
    description: str
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publisher: str | None = None
    publisher_url: str | None = None
    contact: str | None = None
    """A mail (`mailto:…`) or web address."""
    licence: str | None = None
    """An SPDX id."""
    licence_url: str | None = None
    url: str | None = None
    """The address of the folder where the files will be found, ending in `/`."""
    frequency: str | None = None
    """A code of the EU's frequency list, such as `WEEKLY`."""
    threesixty: ThreeSixty | None = None


def load_publication(file: Path | None = None) -> Publication:
    """Return what a file says; without one, what comes with the program. Raises UsageError."""
    shelf: Traversable = resources.files(__package__).joinpath("publication.toml") if file is None else file
    try:
        definition = Definition(shelf)
        table = dict(definition.table)
        definition.check(table, _FORMS, required=("title", "description"))
        if "threesixty" in table:
            definition.check(table["threesixty"], _THREESIXTY, required=("prefix",), prefix="threesixty.")
            table["threesixty"] = ThreeSixty(**table["threesixty"])
    except SourceError as error:
        raise UsageError(str(error)) from None
    for key in ("keywords", "languages"):
        table[key] = tuple(table.get(key, ()))
    if table.get("url"):
        table["url"] = table["url"].rstrip("/") + "/"
    return Publication(**table)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and is_address(value)


def _are_ids(value: object) -> bool:
    return isinstance(value, dict) and all(map(matches(r"[A-Z]{2,3}-[A-Za-z]+-\S+"), value.values()))


_is_mail = matches(r"mailto:[^@\s]+@[^@\s]+")

_TEXT: Form = (is_text, "a line of text")
_ADDRESS: Form = (_is_address, "a web address")
_FORMS: dict[str, Form] = dict.fromkeys((one.name for one in fields(Publication)), _TEXT) | {
    "keywords": (_are_texts, "a list of texts"),
    "languages": (lambda value: _are_texts(value) and set(value) <= {"fi", "sv", "en"}, "a list of fi, sv and en"),
    "publisher_url": _ADDRESS,
    "contact": (lambda value: _is_address(value) or _is_mail(value), "a web address or mailto: and a mail address"),
    "licence": (matches(r"[A-Za-z0-9][A-Za-z0-9.+-]*"), "an SPDX id such as 'CC-BY-4.0'"),
    "licence_url": _ADDRESS,
    "url": _ADDRESS,
    "frequency": (matches(r"[A-Z0-9_]+"), "a code of the EU's frequency list such as 'WEEKLY'"),
    "threesixty": (lambda value: isinstance(value, dict), "a table with prefix and funders"),
}
_THREESIXTY: dict[str, Form] = {
    "prefix": (matches(r"360G-[A-Za-z0-9-]+"), "a prefix such as '360G-abc'"),
    "funders": (_are_ids, "a table of ids such as 'FI-PRO-0123456-7'"),
}
