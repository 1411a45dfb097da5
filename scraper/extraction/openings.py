"""How a line of labelled facts begins: with the project's name, and maybe a sentence on it.

In go a block and where its first label stands; out comes where the name ends and where its text begins. A line that
begins with anything that can't be told from a sentence has no name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.fit import is_namelike

if TYPE_CHECKING:
    from scraper.model import Block

_PARTED = re.compile(r"(?:[,;|]| [–—-]) $")
_TOLD = re.compile(r" [–—-] (?=[A-ZÅÄÖ])")
"""Between a name and a sentence: `Kuitu – Hankkeessa kehitetään kuituja. Toteuttaja: …`."""
_NAME_ENDS = " ,;|:.–—-"
_LONGEST_NAME = 120


class Opening(NamedTuple):
    """What a line begins with."""

    end: int
    """Where the project's name ends."""
    text: int
    """Where a sentence on it begins; where the first label stands if there is none."""
    rule: str


def read_opening(block: Block, label: int) -> Opening | None:
    """Return the name that a line begins with whose first label stands at `label`, None where it begins with none."""
    text = block.text
    end = len(text[:label].rstrip(_NAME_ENDS))
    first = block.pieces[0]
    strong = len(text[: first.end].rstrip(_NAME_ENDS)) if first.strong and not block.strong else 0
    if strong == end or _PARTED.search(text, 0, label):
        found = Opening(end, label, "structure" if strong == end else "line")
    elif text[:label].endswith(". ") and strong:
        found = Opening(strong, first.end, "structure")
    elif text[:label].endswith(". ") and (mark := _TOLD.search(text, 0, label)):
        found = Opening(mark.start(), mark.end(), "line")
    else:
        return None
    while found.text < label and text[found.text] in _NAME_ENDS:
        found = found._replace(text=found.text + 1)
    return found if is_namelike(text[: found.end]) and found.end <= _LONGEST_NAME else None
