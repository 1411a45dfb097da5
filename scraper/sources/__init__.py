"""Where projects are published: one TOML file a source, read and checked by `load_sources`."""

from __future__ import annotations

from scraper.sources.expect import judge
from scraper.sources.loader import load_sources
from scraper.sources.lookups import Lookup
from scraper.sources.source import Expectation, Follow, Source

__all__ = ["Expectation", "Follow", "Lookup", "Source", "judge", "load_sources"]
