"""What words say of a whole page: patterns of `vocabulary/pages.toml`, each compiled when it is first asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scraper.normalise.tables import globbed, words

if TYPE_CHECKING:
    import re


@cache
def page_words(*path: str) -> re.Pattern[str]:
    """Return a pattern of the words at a path of the table. Raises `CouncilScraperError` where there are none."""
    return globbed(words("pages", *path))
