"""Headings that divide a page into parts: which part begins, told by the words of `vocabulary/sections.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, get_args

from scraper.vocabulary import table

Section = Literal["about", "description", "goals", "after", "status", "furniture"]

_NUMBER = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]? +")
_GOAL_LEAD = re.compile(
    r"\b(?:tavoit\w+|päämäär\w+|målsättning\w*|mål(?:en|et)?|goals?|objectives?|aims?)\b", re.IGNORECASE
)

_LONGEST = 80
_REMEMBERED = 4096
"""Headings that are remembered: several readers ask about each."""


class Sections:
    """The section words, ready for look-up."""

    def __init__(self) -> None:
        self._words: dict[str, Section] = {}
        self._endings: list[tuple[str, Section]] = []
        for section in get_args(Section):
            entry = table("sections")[section]
            for word in entry["words"]:
                self._words.setdefault(word, section)
            self._endings += [(ending, section) for ending in entry["endings"]]
        self._kind = lru_cache(_REMEMBERED)(self._read)

    def kind(self, text: str) -> Section | None:
        """Return which part a heading with these words opens, or None where it is a heading of its own."""
        return None if len(text) > _LONGEST else self._kind(text)

    def _read(self, text: str) -> Section | None:
        words = _NUMBER.sub("", text).strip(" :?.").lower()
        if words in self._words:
            return self._words[words]
        if len(words) <= 60:
            for ending, section in self._endings:
                if words.endswith(ending):
                    return section
        return None


def leads_to_goals(text: str) -> bool:
    """Tell whether a line ends in words that announce a list of goals: `TeknoHub-hankkeen tavoitteena on:`."""
    if len(text) >= _LONGEST and text[-1] != ":":
        return False
    return _GOAL_LEAD.search(text, max(text.rfind(". ", 0, -1), text.rfind("? ")) + 1) is not None


@cache
def default_sections() -> Sections:
    """Return the shipped words, read once."""
    return Sections()
