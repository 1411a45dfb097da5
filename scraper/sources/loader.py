"""Source definitions: TOML files come in, checked `Source`s go out, sorted by id.

Strict: an unknown, missing or mistyped key, an address that no page has, or an id that is used twice is a SourceError
that names file, key and line. Which keys there are is written in `Source` itself.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from importlib import resources
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from scraper.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a source must yield in one run, in projects."""

    minimum: int = 1
    """Fewer mean that the pages were not understood: the source fails."""
    maximum: int | None = None
    """More are suspicious: the run says so."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of project announcements and the pages to read there."""

    id: str
    """Small letters, digits and hyphens; it is the `source` of every project."""
    funder: str
    """Who grants, in basic form: the `funder` of projects on whose page none is named."""
    starts: tuple[str, ...]
    """Addresses of the pages, read in this order."""
    region: str | None = None
    """Statistics Finland's maakunta code, likewise."""
    language: str | None = None
    """`fi`, `sv` or `en`."""
    licence: str | None = None
    """Under which terms the publisher lets its pages be reused, as an SPDX id or an address; none if not said."""
    contact: str | None = None
    """Who answers for the data at the publisher: a web or mail address."""
    notes: str | None = None
    live: bool = True
    """False: read only from saved pages, never fetched."""
    expect: Expectation = field(default_factory=Expectation)


def load_sources(folder: Path | None = None) -> list[Source]:
    """Return the sources in a folder's `*.toml`; without one, those that come with the program.

    A folder of one's own takes the place of the shipped sources: they are not read beside it. Raises SourceError.
    """
    if folder is not None and not folder.is_dir():
        raise SourceError(f"{folder}: no such folder; name one with a TOML file for each source")
    shelf: Traversable = resources.files(__package__) if folder is None else folder
    files = sorted((file for file in shelf.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    if not files:
        raise SourceError(f"{shelf}: holds no *.toml; write one for each source")
    sources: dict[str, Source] = {}
    places: dict[str, str] = {}
    for file in files:
        definition = _Definition(file)
        source = definition.source()
        if source.id in sources:
            definition.refuse("id", f"{source.id!r} is used in {places[source.id]} too; give each source its own")
        sources[source.id] = source
        places[source.id] = file.name
    return sorted(sources.values(), key=lambda source: source.id)


class _Definition:
    """One TOML file: its values, and the lines on which they stand."""

    def __init__(self, file: Traversable) -> None:
        self._file = file
        try:
            self._text = file.read_text(encoding="utf-8")
            self._table = tomllib.loads(self._text)
        except OSError as error:
            raise SourceError(f"{file}: can't be read ({error.strerror}); check its permissions") from None
        except ValueError as error:
            raise SourceError(f"{file}: no TOML ({error}); correct it") from None

    def source(self) -> Source:
        """Return the checked definition. Raises SourceError."""
        values = self._checked(self._table, Source, "")
        values["starts"] = tuple(values["starts"])
        if "expect" in values:
            bounds = self._checked(values["expect"], Expectation, "expect.")
            values["expect"] = expect = Expectation(**bounds)
            if expect.maximum is not None and expect.maximum < expect.minimum:
                self.refuse("expect.maximum", f"{expect.maximum} is less than the minimum, {expect.minimum}")
        return Source(**values)

    def refuse(self, key: str, why: str, *, near: str | None = None) -> NoReturn:
        """Raise a SourceError about a key, with the line of its value `near`, else of the key."""
        raise SourceError(f"{self._file}: line {self._line(key, near)}: {key}: {why}")

    def _checked(self, table: dict[str, Any], wanted: type, prefix: str) -> dict[str, Any]:
        known = {one.name: one for one in fields(wanted)}
        for key in table:
            if key not in known:
                self.refuse(prefix + key, f"no such key; there are {', '.join(known)}")
        for key, one in known.items():
            if key not in table and one.default is MISSING and one.default_factory is MISSING:
                raise SourceError(f"{self._file}: {prefix}{key}: is missing; add it")
        for key, value in table.items():
            fits, form = _FORMS[prefix + key]
            if not fits(value):
                self.refuse(prefix + key, f"{value!r} is not {form}")
            if key == "starts":
                self._check_addresses(value)
        return dict(table)

    def _check_addresses(self, starts: list[str]) -> None:
        for number, url in enumerate(starts):
            if not _is_address(url):
                self.refuse("starts", f"{url!r} is no address of a page (https://…, no password in it)", near=url)
            if url in starts[:number]:
                self.refuse("starts", f"{url} is there twice; leave one", near=url)

    def _line(self, key: str, near: str | None) -> int:
        """Return the number of the line where a key of the file is set, 1 where it can't be told."""
        table, _, name = key.rpartition(".")
        current = ""
        for number, line in enumerate(self._text.splitlines(), start=1):
            if near is not None:
                if near in line and not line.lstrip().startswith("#"):
                    return number
            elif heading := re.match(r"\s*\[([^\]]*)\]", line):
                current = heading[1].strip()
                if current == key:
                    return number
            elif current == table and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]", line):
                return number
        return 1


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return valid and parts.username is None and url.isprintable() and " " not in url


def _matches(pattern: str) -> Callable[[object], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "id": (_matches(r"[a-z0-9]+(-[a-z0-9]+)*"), "an id: small letters, digits and single hyphens"),
    "funder": (_is_text, "a line of text"),
    "starts": (
        lambda value: isinstance(value, list) and bool(value) and all(map(_is_text, value)),
        "a list of addresses",
    ),
    "region": (_matches(r"0[124-9]|1[0-9]|21"), "a maakunta code, '01' to '21'"),
    "language": (_matches(r"fi|sv|en"), "'fi', 'sv' or 'en'"),
    "licence": (_is_text, "a line of text"),
    "contact": (_is_text, "a line of text"),
    "notes": (lambda value: isinstance(value, str), "text"),
    "live": (lambda value: isinstance(value, bool), "true or false"),
    "expect": (lambda value: isinstance(value, dict), "a table with minimum and maximum"),
    "expect.minimum": (_is_count, "a whole number, 0 or more"),
    "expect.maximum": (_is_count, "a whole number, 0 or more"),
}
"""For each key: what its value must be, as a test and in words."""
