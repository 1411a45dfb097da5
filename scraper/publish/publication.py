"""What a dataset says of itself: a TOML file comes in, a checked Publication goes out.

Title, publisher, licence and where it is found can't be read from the pages: only who publishes can say them. Unknown
keys and values of another form are refused with the file, the line and the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from scraper.errors import SourceError, UsageError
from scraper.sources.definition import Definition, is_count, is_text, matches
from scraper.sources.follow import is_address

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from scraper.sources.definition import Form


RETENTION_DAYS: Final = 730
"""How long a person's name is kept where nobody says: the two years after which Article 49(3) of Regulation (EU)
2021/1060 has it removed from lists of operations.
"""


@dataclass(frozen=True, slots=True)
class ThreeSixty:
    """What 360Giving needs besides the projects."""

    prefix: str
    """Given out by 360Giving, such as `360G-abc`."""
    funders: dict[str, str] = field(default_factory=dict)
    """What org-id.guide calls a funder, by its name in the dataset."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What becomes of the names of natural persons, which published files do not have: docs/privacy.md."""

    keep_in_history: bool = False
    """Whether the history keeps them, apart from all that is published."""
    retention_days: int = RETENTION_DAYS
    """How long it keeps each."""
    persons: tuple[str, ...] = ()
    """Names that are withheld wherever they stand, and never kept: of those who asked for it, or whom no list knows."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes the dataset, and on which terms."""

    title: str
    description: str
    language: str | None = None
    """That of title and description."""
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
    privacy: Privacy = field(default_factory=Privacy)


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
        if "privacy" in table:
            table["privacy"] = _privacy(table["privacy"], definition)
    except SourceError as error:
        raise UsageError(str(error)) from None
    for key in ("keywords", "languages"):
        table[key] = tuple(table.get(key, ()))
    if table.get("url"):
        table["url"] = table["url"].rstrip("/") + "/"
    return Publication(**table)


def _privacy(table: dict[str, Any], definition: Definition) -> Privacy:
    """Return the checked `[privacy]`. Raises SourceError."""
    definition.check(table, _PRIVACY, prefix="privacy.")
    return Privacy(**{**table, "persons": tuple(table.get("persons", ()))})


def _are_names(value: object) -> bool:
    """Tell whether these are full names: a single word would take too much with it."""
    return _are_texts(value) and all(len(name.split()) > 1 for name in value)  # type: ignore[attr-defined]  # a list


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
    "language": (lambda value: value in {"fi", "sv", "en"}, "fi, sv or en"),
    "languages": (lambda value: _are_texts(value) and set(value) <= {"fi", "sv", "en"}, "a list of fi, sv and en"),
    "publisher_url": _ADDRESS,
    "contact": (lambda value: _is_address(value) or _is_mail(value), "a web address or mailto: and a mail address"),
    "licence": (matches(r"[A-Za-z0-9][A-Za-z0-9.+-]*"), "an SPDX id such as 'CC-BY-4.0'"),
    "licence_url": _ADDRESS,
    "url": _ADDRESS,
    "frequency": (matches(r"[A-Z0-9_]+"), "a code of the EU's frequency list such as 'WEEKLY'"),
    "threesixty": (lambda value: isinstance(value, dict), "a table with prefix and funders"),
    "privacy": (lambda value: isinstance(value, dict), "a table with keep_in_history, retention_days and persons"),
}
_PRIVACY: dict[str, Form] = {
    "keep_in_history": (lambda value: isinstance(value, bool), "true or false"),
    "retention_days": (lambda value: is_count(value) and 0 < value <= 36_500, "a whole number of days, 1 to 36500"),
    "persons": (_are_names, "a list of full names"),
}
_THREESIXTY: dict[str, Form] = {
    "prefix": (matches(r"360G-[A-Za-z0-9-]+"), "a prefix such as '360G-abc'"),
    "funders": (_are_ids, "a table of ids such as 'FI-PRO-0123456-7'"),
}
