"""Columns of numbers: plain lists while they are short, arrays, in a tenth of the room, where a page is long."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.columns import Numbers


def add_numbers(column: Numbers, numbers: list[int]) -> None:
    """Add numbers to a column, in the quickest way."""
    if isinstance(column, list):
        column += numbers
    else:
        column.fromlist(numbers)


def as_array(column: Numbers) -> array[int]:
    """Return a column in a tenth of the room."""
    return array("i", column) if isinstance(column, list) else column
