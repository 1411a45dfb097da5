"""Sets of block numbers that cost little: a record's few, kept in order, and a page's many, a byte for each block.

A set of ten numbers takes a kilobyte; with 20,000 projects on a page that is more than all they say.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, MutableSet


class FewNumbers(MutableSet[int]):
    """The numbers of the blocks that one record explains; put in order when they are asked for."""

    __slots__ = ("_numbers", "_ordered")

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._numbers = array("i", numbers)
        self._ordered = False

    def _order(self) -> array[int]:
        if not self._ordered:
            self._numbers, self._ordered = array("i", sorted(set(self._numbers))), True
        return self._numbers

    def __contains__(self, number: object) -> bool:
        return number in self._numbers

    def __iter__(self) -> Iterator[int]:
        return iter(self._order())

    def __len__(self) -> int:
        return len(self._order())

    def __repr__(self) -> str:
        return f"FewNumbers({self._order().tolist()})"

    def add(self, value: int) -> None:
        """Add a number."""
        self._numbers.append(value)
        self._ordered = False

    def update(self, numbers: Iterable[int]) -> None:
        """Add all of `numbers`."""
        self._numbers.extend(numbers)
        self._ordered = False

    def discard(self, value: int) -> None:
        """Take a number out, if it is there."""
        if value in self._order():
            self._numbers.remove(value)


class ManyNumbers(MutableSet[int]):
    """Numbers of the blocks of one page, below `size`; of others it holds none."""

    __slots__ = ("_flags",)

    def __init__(self, size: int, numbers: Iterable[int] = ()) -> None:
        self._flags = bytearray(size)
        self.update(numbers)

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self._flags) and self._flags[number] == 1

    def __iter__(self) -> Iterator[int]:
        return (number for number, flag in enumerate(self._flags) if flag)

    def __len__(self) -> int:
        return self._flags.count(1)

    def __repr__(self) -> str:
        return f"ManyNumbers({len(self._flags)}, {list(self)})"

    def __or__(self, numbers: Iterable[int]) -> ManyNumbers:  # type: ignore[override]
        both = ManyNumbers(0)
        both._flags = self._flags[:]
        both.update(numbers)
        return both

    def add(self, value: int) -> None:
        """Add a number."""
        self._flags[value] = 1

    def update(self, numbers: Iterable[int]) -> None:
        """Add all of `numbers`."""
        flags = self._flags
        for number in numbers:
            flags[number] = 1

    def discard(self, value: int) -> None:
        """Take a number out, if it is there."""
        if value in self:
            self._flags[value] = 0


BlockNumbers = set[int] | ManyNumbers

MANY = 20_000
"""Blocks of a page from which on a byte for each is worth the slower look-up."""


def block_numbers(size: int, numbers: Iterable[int] = ()) -> BlockNumbers:
    """Return a set for the numbers of a page of `size` blocks: the quick kind, or the one that stays small."""
    return set(numbers) if size < MANY else ManyNumbers(size, numbers)
