"""Words as data: labels, sections, funders, programmes, units. TOML files beside this one; `table` reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return a vocabulary file (`labels`, `sections`, …) as it stands; callers must not change it."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
