"""Runs of source text to one clean line: its text, and where in it each run stands.

White space between runs is kept as one space wherever either side has it; runs that print nothing leave no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.columns import Look
from scraper.document.fold import closes_with_space, fold, opens_with_space

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN = Look(strong=False, link=None)
RawRun = tuple[str, int, int, Look, bool]
"""A run as in the source, where it begins there, its element, how it looks, whether white space came before it."""


def join_runs(runs: Sequence[RawRun]) -> tuple[str, list[tuple[int, int, RawRun]], bool]:
    """Join runs into a line: its text, empty if nothing prints, and the runs that print, each with its start and end.

    Also says whether all of it is emphasised.
    """
    parts: list[str] = []
    placed: list[tuple[int, int, RawRun]] = []
    end = 0
    spaced = False
    strong = True
    for run in runs:
        raw, _, _, look, gap = run
        text = fold(raw)
        spaced = spaced or gap
        if not text:
            spaced = spaced or any(map(str.isspace, raw))
            continue
        as_it_is = text is raw
        if end and (spaced or (not as_it_is and opens_with_space(raw))):
            parts.append(" ")
            end += 1
        parts.append(text)
        placed.append((end, end + len(text), run))
        end += len(text)
        spaced = not as_it_is and closes_with_space(raw)
        strong = strong and look.strong
    return "".join(parts), placed, strong


def indent_if_alike(raw: str, text: str) -> int:
    """Return where in `raw` its folded `text` begins if the two are alike from there on, one to one; else -1."""
    if len(text) == len(raw):
        return 0
    return len(raw) - len(raw.lstrip()) if len(text) == len(raw.strip()) else -1
