"""Finland's municipalities: a town beside an organisation is where it is at home, and no project.

In goes a stretch of a line, out comes where the town at its beginning ends. The names are those of
`vocabulary/municipalities.toml`; inflected ones (`Salossa`) and towns with more words behind them are none.
"""

from __future__ import annotations

import re
from functools import cache

from scraper.normalise.tables import either, words

_OF_TOWN = re.compile(r"l[aä](?:inen|isen|iselle|iset|isten|isille)$")


def home_end(text: str, start: int, end: int) -> int | None:
    """Return where the municipality ends that a stretch of text begins with, None where it begins with none."""
    found = _home().match(text, start, end)
    return found.end() if found else None


def is_of_municipality(word: str) -> bool:
    """Tell whether a word in lower case says where somebody is at home: `paimiolainen`, `paimiolaiselle`."""
    found = _OF_TOWN.search(word)
    return found is not None and word[: found.start()] in _lower_names()


@cache
def _lower_names() -> frozenset[str]:
    return frozenset(name.lower() for name in words("municipalities", "names", "fi"))


@cache
def _home() -> re.Pattern[str]:
    """Return a pattern of a municipality and nothing else up to the next mark."""
    names = either([*words("municipalities", "names", "fi"), *words("municipalities", "names", "sv")])
    return re.compile(rf"(?:{names})(?=[,:;]|\.? *$| [–—-] )")
