"""Runs of source text to one clean line: its text, and the piece of it that each run is.

White space between runs is kept as one space wherever either side has it; runs that print nothing leave no piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scraper.document.fold import closes_with_space, fold, opens_with_space
from scraper.model import Node, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence


class Look(NamedTuple):
    """How the elements around a run show it."""

    strong: bool
    link: str | None


PLAIN = Look(strong=False, link=None)
Run = tuple[str, Node, int, Look, bool]
"""The raw text, its element and offset there, how it looks, and whether white space came before it."""


def build(runs: Sequence[Run]) -> tuple[str, tuple[Piece, ...], bool]:
    """Join runs into a line: its text (empty if nothing prints), its pieces, and whether all of it is emphasised."""
    if len(runs) == 1:
        raw, node, offset, look, _ = runs[0]
        text = fold(raw)
        return text, (Piece(0, len(text), raw, node, offset, *look),), look.strong
    parts: list[str] = []
    pieces: list[Piece] = []
    end = 0
    spaced = False
    strong = True
    for raw, node, offset, look, gap in runs:
        text = fold(raw)
        spaced = spaced or gap
        if not text:
            spaced = spaced or any(map(str.isspace, raw))
            continue
        if end and (spaced or opens_with_space(raw)):
            parts.append(" ")
            end += 1
        parts.append(text)
        pieces.append(Piece(end, end + len(text), raw, node, offset, *look))
        end += len(text)
        spaced = closes_with_space(raw)
        strong = strong and look.strong
    return "".join(parts), tuple(pieces), strong
