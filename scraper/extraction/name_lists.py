"""Lists of organisations in a sentence: `A, B ja C` -> where each of them stands.

A list ends at the first part that is no name; a conjunction inside a name (`Helsingin ja Uudenmaan …`) parts nothing.
"""

from __future__ import annotations

import re

from scraper.normalise.organisation import is_organisation

_PART = re.compile(r",\s+(?:ja\s+|sekä\s+|och\s+|and\s+)?|\s+(?:ja|sekä|och|samt|and)\s+")
_TRUNCATED = re.compile(r"(?:[-–]|\b[^\W\d_]+n)$")
_SHORTEST, LONGEST_NAME = 2, 90


def name_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where each organisation of a list stands: `A, B ja C`; it ends at the first part that is no name."""
    spans: list[tuple[int, int]] = []
    for first, last in _parts(text, start, end):
        name = text[first:last]
        if not (_SHORTEST <= len(name) <= LONGEST_NAME) or not _is_name(name):
            break
        spans.append((first, last))
    return spans


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a list at its commas and conjunctions, but not inside `Helsingin ja Uudenmaan …`, `sivistys- ja …`."""
    parts: list[tuple[int, int]] = []
    first = start
    for mark in _PART.finditer(text, start, end):
        if "," not in mark.group() and (_TRUNCATED.search(text[first : mark.start()])):
            continue
        parts.append((first, mark.start()))
        first = mark.end()
    parts.append((first, end))
    return [(first, first + len(text[first:last].rstrip(" ,"))) for first, last in parts]


def _is_name(name: str) -> bool:
    """Return whether a part of a list is an organisation: it reads as one, or is made of a few capitalised words."""
    if is_organisation(name):
        return True
    printed = name.split()
    return len(printed) <= 4 and all(word[0].isupper() or not word[0].isalnum() for word in printed)
