"""Where projects are published: one TOML file a source, read and checked by `load_sources`."""

from __future__ import annotations

from scraper.sources.loader import Expectation, Source, load_sources
from scraper.sources.lookups import Lookup

__all__ = ["Expectation", "Lookup", "Source", "load_sources"]
