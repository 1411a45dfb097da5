"""Words as data: labels, sections, funders, programmes, units. TOML files beside this one; `table` reads them.

A file that is no TOML is refused with its name, so that whoever edits it is told where to look.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from scraper.errors import CouncilScraperError

Table = dict[str, Any]


@cache
def table(name: str) -> Table:
    """Return the file `<name>.toml` as it stands; callers must not change it. Raises `CouncilScraperError`."""
    return parse(name, files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Table:
    """Return the table that `text` is. Raises `CouncilScraperError` if it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CouncilScraperError(f"vocabulary/{name}.toml is no TOML: {error}. Mend that line.") from error
