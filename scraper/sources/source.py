"""What a definition says of a source, as frozen nouns: where to look, what to expect, what to call things.

Every key of the TOML is a field here; loader.py checks and makes them. Nothing is read or fetched here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from datetime import date

    from scraper.sources.lookups import Lookup


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a source must yield in one run."""

    minimum: int = 1
    """Fewer projects mean that the pages were not understood: the source fails."""
    maximum: int | None = None
    """More projects are suspicious: the run says so."""
    allow_empty: str | None = None
    """Why no project at all is right, too; None where it is not. One project or more must still be `minimum`."""
    fill: Mapping[str, float] = field(default_factory=dict, hash=False)
    """For each column: in which share of the projects, 0 to 1, it has a value; in fewer, the source fails."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Which addresses are read besides the start pages, and where they are found."""

    allow: tuple[re.Pattern[str], ...] = ()
    """An address is followed where one of these is found in it."""
    deny: tuple[re.Pattern[str], ...] = ()
    """… and none of these."""
    links: tuple[str, ...] = ()
    """The texts of links that are followed; empty: a link may say anything."""
    pagination: bool = True
    """Whether the further pages of a list are read: they are as deep as its first."""
    depth: int = 1
    """How many links away from a start page an address may be."""
    pages: int = 200
    """How many pages are read at most, start pages among them."""
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    """Addresses of sitemaps and of RSS or Atom feeds: what they list is followed like a start page's links."""


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
    live: bool | Literal["named"] = True
    """False: read only from saved pages, never fetched. `named`: fetched only by a run that names it."""
    verified: date | None = None
    """When this definition was last seen to read the live pages rightly; None where it never was tried on them."""
    parser: str | None = None
    """`module:function`: a Python parser of one's own that reads the pages in place of the general reader."""
    follow: Follow | None = None
    """None: the start pages only."""
    pace: float | None = None
    """Seconds between two requests to the source's hosts, at least; None for the run's own delay."""
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Labels that only this source prints, by the field that they name."""
    expect: Expectation = field(default_factory=Expectation)
    lookups: tuple[Lookup, ...] = ()
    """Corrections of what the pages print, each with its reason."""
    file: str = field(default="", compare=False)
    """Where it is defined."""
