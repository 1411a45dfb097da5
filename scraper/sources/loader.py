"""Source definitions: TOML files come in, checked `Source`s go out, sorted by id.

Strict: an unknown, missing or mistyped key, an address that no page has, or an id that is used twice is a SourceError
that names file, key and line. Which keys there are is written in `Source` itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.errors import SourceError
from scraper.sources.definition import Definition, is_count, is_text, matches
from scraper.sources.lookups import Lookup, read_lookups

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from scraper.sources.definition import Form


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
    lookups: tuple[Lookup, ...] = ()
    """Corrections of what the pages print, each with its reason."""


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
        definition = Definition(file)
        source = _source(definition)
        if source.id in sources:
            definition.refuse("id", f"{source.id!r} is used in {places[source.id]} too; give each source its own")
        sources[source.id] = source
        places[source.id] = file.name
    return sorted(sources.values(), key=lambda source: source.id)


def _source(definition: Definition) -> Source:
    """Return the checked source of a file. Raises SourceError."""
    values = dict(definition.table)
    definition.check(values, _FORMS, required=("id", "funder", "starts"))
    _check_addresses(values["starts"], definition)
    values["starts"] = tuple(values["starts"])
    if "expect" in values:
        definition.check(values["expect"], _BOUNDS, prefix="expect.")
        values["expect"] = expect = Expectation(**values["expect"])
        if expect.maximum is not None and expect.maximum < expect.minimum:
            definition.refuse("expect.maximum", f"{expect.maximum} is less than the minimum, {expect.minimum}")
    values["lookups"] = read_lookups(definition)
    return Source(**values)


def _check_addresses(starts: list[str], definition: Definition) -> None:
    for number, url in enumerate(starts):
        if not _is_address(url):
            definition.refuse("starts", f"{url!r} is no address of a page (https://…, no password in it)", near=url)
        if url in starts[:number]:
            definition.refuse("starts", f"{url} is there twice; leave one", near=url)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return valid and parts.username is None and url.isprintable() and " " not in url


_FORMS: dict[str, Form] = {
    "id": (matches(r"[a-z0-9]+(-[a-z0-9]+)*"), "an id: small letters, digits and single hyphens"),
    "funder": (is_text, "a line of text"),
    "starts": (
        lambda value: isinstance(value, list) and bool(value) and all(map(is_text, value)),
        "a list of addresses",
    ),
    "region": (matches(r"0[124-9]|1[0-9]|21"), "a maakunta code, '01' to '21'"),
    "language": (matches(r"fi|sv|en"), "'fi', 'sv' or 'en'"),
    "licence": (is_text, "a line of text"),
    "contact": (is_text, "a line of text"),
    "notes": (lambda value: isinstance(value, str), "text"),
    "live": (lambda value: isinstance(value, bool), "true or false"),
    "expect": (lambda value: isinstance(value, dict), "a table with minimum and maximum"),
    "lookups": (
        lambda value: isinstance(value, list) and all(isinstance(table, dict) for table in value),
        "a list of tables, each under a line [[lookups]]",
    ),
}
"""For each key: what its value must be."""

_BOUNDS: dict[str, Form] = {
    "minimum": (is_count, "a whole number, 0 or more"),
    "maximum": (is_count, "a whole number, 0 or more"),
}
