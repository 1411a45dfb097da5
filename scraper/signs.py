"""Signs of what a page's lines hold: in come the texts of its blocks, out go the numbers of those worth a look.

The texts are joined once, a line each, and asked as a whole: that takes microseconds where a search in every block
takes a hundred. A sign may deceive one way only: a block without it surely lacks what it stands for. So a reader looks
at the blocks of `with_digits`, `with_euros` or `with_any(...)` alone, and does not start where there are none.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_EURO = "\N{CURRENCY SIGN}"
"""Stands for the euro sign in one byte, where ISO 8859-15 has it."""
_LOWER = "".join(map(chr, range(256))).lower().encode("latin-1")
_NO_DIGIT = bytes(set(range(256)) - set(b"0123456789\n"))


def fold(text: str) -> bytes:
    """Return a text in lower case, a byte for each character; those beyond Latin-1, but the euro sign, are all `?`."""
    return text.replace("\u20ac", _EURO).encode("latin-1", "replace").translate(_LOWER)


class Signs:
    """Answers for one page, each worked out when it is first asked for; all lists are of block numbers, ascending."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._with_any: dict[tuple[str, ...], list[int]] = {}

    @cached_property
    def text(self) -> str:
        """The text of all blocks, a line feed between each two: no block holds one itself."""
        return "\n".join(self._texts)

    @cached_property
    def folded(self) -> bytes:
        """`text` in lower case, a byte for each character (see `fold`), for searches of one's own."""
        return fold(self.text)

    @cached_property
    def lines(self) -> list[bytes]:
        """Each block's part of `folded`."""
        return self.folded.split(b"\n") if self._texts else []

    @cached_property
    def figures(self) -> list[bytes]:
        """The digits 0-9 of each block in order, without what stands between them."""
        return self.folded.translate(None, _NO_DIGIT).split(b"\n") if self._texts else []

    @cached_property
    def with_digits(self) -> list[int]:
        """The blocks that hold a digit."""
        if not self._texts:
            return []
        figures = fold("\n".join(self._texts)).translate(None, _NO_DIGIT).split(b"\n")  # of a long page, not kept
        return [number for number, digits in enumerate(figures) if digits]

    @cached_property
    def with_euros(self) -> list[int]:
        """The blocks that hold a euro sign or the letters `eur`, as each sum with its unit does."""
        return self.with_any("\u20ac", "eur")

    def with_any(self, *words: str) -> list[int]:
        """Return the blocks that hold any of these words or parts of words, in whatever case."""
        found = self._with_any.get(words)
        if found is None:
            found = self._with_any[words] = self._search(words)
        return found

    def has_any(self, *words: str) -> bool:
        """Tell whether any block holds one of these words or parts of words, in whatever case."""
        folded = self.folded
        return any(fold(word) in folded for word in words)

    def _search(self, words: Sequence[str]) -> list[int]:
        """Look through the lines only for words that stand somewhere."""
        folded, lines = self.folded, self.lines
        numbers: set[int] = set()
        for word in map(fold, words):
            if word in folded:
                numbers.update([number for number, line in enumerate(lines) if word in line])
        return sorted(numbers)
