"""Lists that were tables: rows whose cells lost what parted them, as printouts and copies have them.

In go the lines of one list with their parts; out comes whether name and organisation can't be told apart in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.normalise.organisation import is_run_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.layouts.line import Line
    from scraper.extraction.layouts.split import Parts

_GLUED = re.compile(r"[a-zåäö0-9)][A-ZÅÄÖ]")
"""`KuituLopen kunta`: nothing but a capital parts two cells."""


def ran_together(lines: Sequence[tuple[Line, Parts]]) -> bool:
    """Tell whether one head in three that is read as an organisation may be a name and an organisation, unparted."""
    whole = [line.text(line.head) for line, parts in lines if parts.applicant == line.head]
    glued = sum(_GLUED.search(head) is not None for head in whole)
    return bool(whole) and (sum(map(is_run_together, whole)) * 3 >= len(lines) or glued * 3 >= 2 * len(lines))
