"""Evidence as numbers: which characters of which blocks were read, turned into words and paths when asked for.

The words and the paths of 20,000 projects' evidence take more room than the projects. A `Readings` keeps five small
numbers for each value and looks the rest up in the page's document, so that evidence costs next to nothing until
somebody reads it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scraper.model import Evidence

if TYPE_CHECKING:
    from scraper.model import Document, RawValue

Found = Mapping[str, "RawValue | list[RawValue]"]
"""What was read, by column."""
Shape = tuple[tuple[str, int], ...]
"""Column names, each with how many values a list column has; -1 for a single value."""

SINGLE = -1
_NUMBERS = 5
"""Numbers kept of a value: first block, first character, last block, end character, rule."""


class Readings(Mapping[str, "Evidence | list[Evidence]"]):
    """The evidence of one record, by column; read-only."""

    __slots__ = ("_numbers", "_shape", "_shelf")

    def __init__(self, shelf: Shelf, shape: Shape, numbers: array[int]) -> None:
        self._shelf = shelf
        self._shape = shape
        self._numbers = numbers

    def __getitem__(self, column: str) -> Evidence | list[Evidence]:
        at = 0
        for name, count in self._shape:
            if name == column:
                if count == SINGLE:
                    return self._evidence(at)
                return [self._evidence(at + each) for each in range(count)]
            at += abs(count)
        raise KeyError(column)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._shape)

    def __len__(self) -> int:
        return len(self._shape)

    def __repr__(self) -> str:
        return f"Readings({dict(self)!r})"

    def _evidence(self, at: int) -> Evidence:
        first, start, last, end, rule = self._numbers[at * _NUMBERS : (at + 1) * _NUMBERS]
        found = self._shelf.document.locate(first, start, end, last)
        return Evidence(found.raw, found.path, found.start, found.end, self._shelf.rules[rule])


class Shelf:
    """What the readings of one page share: the document, the names of rules, the columns that records have."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rules: list[str] = []
        self._rule_numbers: dict[str, int] = {}
        self._shapes: dict[Shape, Shape] = {}

    def keep(self, found: Found) -> Readings:
        """Return the evidence of what was found, by column."""
        values: list[RawValue] = []
        shape = []
        for column, read in found.items():
            if isinstance(read, list):
                shape.append((column, len(read)))
                values += read
            else:
                shape.append((column, SINGLE))
                values.append(read)
        key = tuple(shape)
        return Readings(self, self._shapes.setdefault(key, key), self._numbers(values))

    def _numbers(self, values: Sequence[RawValue]) -> array[int]:
        rules = self._rule_numbers
        numbers: list[int] = []
        for _, block, start, end, last, rule in values:
            if rule not in rules:
                rules[rule] = len(self.rules)
                self.rules.append(rule)
            numbers += (block.number, start, last.number, end, rules[rule])
        return array("i", numbers)
