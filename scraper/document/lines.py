"""Runs of source text to one clean line: its text, and the piece of it that each run is.

White space between runs is kept as one space wherever either side has it; runs that print nothing leave no piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.document.fold import closes_with_space, fold, opens_with_space
from scraper.model import Node, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

Run = tuple[str, Node, int, bool, str | None, bool]
"""The raw text, its element and offset there, whether it is emphasised, its link, whether white space came before."""


def build(runs: Sequence[Run]) -> tuple[str, tuple[Piece, ...]]:
    """Join runs into a line; the text is empty if nothing in them prints."""
    if len(runs) == 1:
        raw, node, offset, strong, link, _ = runs[0]
        text = fold(raw)
        return text, (Piece(0, len(text), raw, node, offset, strong, link),)
    parts: list[str] = []
    pieces: list[Piece] = []
    end = 0
    spaced = False
    for raw, node, offset, strong, link, gap in runs:
        text = fold(raw)
        spaced = spaced or gap
        if not text:
            spaced = spaced or any(map(str.isspace, raw))
            continue
        if end and (spaced or opens_with_space(raw)):
            parts.append(" ")
            end += 1
        parts.append(text)
        pieces.append(Piece(end, end + len(text), raw, node, offset, strong, link))
        end += len(text)
        spaced = closes_with_space(raw)
    return "".join(parts), tuple(pieces)
