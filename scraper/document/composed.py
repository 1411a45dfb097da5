"""Letters that a source writes in two characters, as some word processors and PDFs do (`a`, then U+0308), read as one.

Labels, names and words are spelled with one. Only the clean text changes: places in the source stay what they were.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.document.ledger import Ledger

_ACCENT = re.compile("[\u0300-\u036f]")
_APART = re.compile("[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")
_BYTES = (b"\xcc", b"\xcd")
"""With which the accents begin in UTF-8."""
_reference = re.compile(rb"&#(?:[xX]0*3[0-6]|0*(?:7[6-9]|8[0-7])[0-9](?![0-9]))").search


def may_have_accents(page: bytes) -> bool:
    """Tell whether accents of their own may stand in a page in UTF-8; False is sure."""
    return any(byte in page for byte in _BYTES) or _reference(page) is not None


def compose(text: str) -> str:
    """Return a text with each letter and its accents in one character, where there is such a one."""
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def compose_blocks(ledger: Ledger) -> None:
    """Compose the texts of all blocks."""
    columns = ledger.columns
    for at, text in enumerate(columns.texts):
        if not _ACCENT.search(text):
            continue
        parts, runs, end, length = [], [], 0, 0
        for run in columns.runs_of(at):
            own = compose(text[run.start : run.end])
            parts += [text[end : run.start], own]
            length += run.start - end
            runs.append(run._replace(start=length, end=length + len(own)))
            end, length = run.end, length + len(own)
        columns.texts[at] = "".join(parts)
        columns.runs[at] = ledger.list_runs([*chain.from_iterable(runs)], len(runs))
