"""What a dataset says of itself: a TOML file comes in, a checked Publication goes out.

Title, publisher, licence and where it is found can't be read from the pages: only who publishes can say them. Unknown
keys and values of another form are refused with the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scraper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path


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
        table = tomllib.loads(shelf.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{shelf}: can't be read ({error.strerror}); check the path") from None
    except ValueError as error:
        raise UsageError(f"{shelf}: no TOML ({error}); correct it") from None
    _check(table, _FORMS, f"{shelf}", required=("title", "description"))
    if "threesixty" in table:
        _check(table["threesixty"], _THREESIXTY, f"{shelf}: threesixty", required=("prefix",))
        table["threesixty"] = ThreeSixty(**table["threesixty"])
    for key in ("keywords", "languages"):
        table[key] = tuple(table.get(key, ()))
    if table.get("url"):
        table["url"] = table["url"].rstrip("/") + "/"
    return Publication(**table)


def _check(table: dict[str, Any], forms: dict[str, Form], where: str, required: tuple[str, ...]) -> None:
    for key, value in table.items():
        if key not in forms:
            raise UsageError(f"{where}: {key}: no such key; there are {', '.join(forms)}")
        fits, form = forms[key]
        if not fits(value):
            raise UsageError(f"{where}: {key}: {value!r} is not {form}; correct it")
    for key in required:
        if key not in table:
            raise UsageError(f"{where}: {key}: is missing; add it")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_address(value: object) -> bool:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_contact(value: object) -> bool:
    return _is_address(value) or (isinstance(value, str) and re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", value) is not None)


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _are_ids(value: object) -> bool:
    return isinstance(value, dict) and all(map(_matches(r"[A-Z]{2,3}-[A-Za-z]+-\S+"), value.values()))


Form = tuple["Callable[[object], bool]", str]
"""What a value must be: as a test, and in words that follow `is not`."""

_TEXT: Form = (_is_text, "a line of text")
_ADDRESS: Form = (_is_address, "a web address")
_FORMS: dict[str, Form] = dict.fromkeys((one.name for one in fields(Publication)), _TEXT) | {
    "keywords": (_are_texts, "a list of texts"),
    "languages": (lambda value: _are_texts(value) and set(value) <= {"fi", "sv", "en"}, "a list of fi, sv and en"),
    "publisher_url": _ADDRESS,
    "contact": (_is_contact, "a web address or mailto: and a mail address"),
    "licence": (_matches(r"[A-Za-z0-9][A-Za-z0-9.+-]*"), "an SPDX id such as 'CC-BY-4.0'"),
    "licence_url": _ADDRESS,
    "url": _ADDRESS,
    "frequency": (_matches(r"[A-Z0-9_]+"), "a code of the EU's frequency list such as 'WEEKLY'"),
    "threesixty": (lambda value: isinstance(value, dict), "a table with prefix and funders"),
}
_THREESIXTY: dict[str, Form] = {
    "prefix": (_matches(r"360G-[A-Za-z0-9-]+"), "a prefix such as '360G-abc'"),
    "funders": (_are_ids, "a table of ids such as 'FI-PRO-0123456-7'"),
}
