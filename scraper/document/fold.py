"""Raw source text to the clean text of a block, and positions in the clean text back to the raw one.

White space of every kind becomes single spaces, ends are trimmed, characters that print nothing are removed.
Everything else stays as the source has it, so the visible characters of both texts can be counted off in step.
"""

from __future__ import annotations

import re
from itertools import islice

_INVISIBLE = re.compile("[\xad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
"""Soft hyphen, zero-width characters, word joiner, byte order mark and the controls of writing direction."""
_VISIBLE = re.compile(
    "\\A[\u0300-\u036f]+|[^\\s\xad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u0300-\u036f][\u0300-\u036f]*"
)
"""A character that prints, with the accents that stand behind it: they may be part of it in the clean text."""


def fold(raw: str) -> str:
    """Return `raw` as it reads on a page; the very same object if there is nothing to change."""
    if raw.isprintable() and "  " not in raw and raw.strip(" ") is raw:  # no white space but single inner spaces
        return raw
    text = " ".join(raw.split())
    if text.isprintable():
        return text
    return " ".join(_INVISIBLE.sub("", text).split())


def opens_with_space(raw: str) -> bool:
    """Whether the first character that takes room is white space."""
    return raw[0].isspace() or (not raw[0].isprintable() and _INVISIBLE.sub("", raw)[:1].isspace())


def closes_with_space(raw: str) -> bool:
    """Whether the last character that takes room is white space."""
    return raw[-1].isspace() or (not raw[-1].isprintable() and _INVISIBLE.sub("", raw)[-1:].isspace())


def unfold_start(raw: str, text: str, at: int) -> int:
    """Find where in `raw` the first visible character at or after position `at` of its folded `text` stands."""
    if raw == text:
        return at
    return _nth_visible(raw, len(_VISIBLE.findall(text, 0, at)))[0]


def unfold_end(raw: str, text: str, at: int) -> int:
    """Find where in `raw` the last visible character before position `at` of its folded `text` ends."""
    if raw == text:
        return at
    return _nth_visible(raw, len(_VISIBLE.findall(text, 0, at)) - 1)[1]


def _nth_visible(raw: str, number: int) -> tuple[int, int]:
    """Return the place of a visible character, counted from 0; the end of `raw` if it has fewer."""
    match = next(islice(_VISIBLE.finditer(raw), max(number, 0), None), None)
    return match.span() if match else (len(raw), len(raw))
