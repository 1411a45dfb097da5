"""Tables for terminals: rows of cells come in, lines go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield the rows as lines: the first column and the last flush left, figures between them flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *figures, last in rows:
        cells = [first.ljust(widths[0]), *(f.rjust(width + 2) for f, width in zip(figures, widths[1:-1], strict=True))]
        yield "".join((*cells, last)).rstrip()
