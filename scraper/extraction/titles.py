"""Names of projects: which line of a page names the facts below it.

Every group of labelled facts has lines before it (and in its own card) that could be its name: headings, emphasised
lines, accordion buttons, captions, the line right above. The kind of line that gives the most groups a name of their
own is how this page prints names; regional headings and repeated sub-headings lose that vote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.labels import Labels
from scraper.extraction.page_words import page_words
from scraper.normalise.money import find_sums
from scraper.normalise.organisation import is_organisation, legal_form
from scraper.normalise.period import read_period
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.sections import Sections
    from scraper.model import Block, Blocks, Cell

LONGEST_TITLE = 250

_PROGRAMME = re.compile(r"\b[A-ZÅÄÖ]{3,6}-")
"""`AKKE-hankkeet`."""
_HEADINGS = [("heading", level) for level in range(7)]
_LONGEST_TEXT = 8
"""So many lines of text may stand between a name and its facts."""
_LINES_OF_TEXT = frozenset({("heading", 0), ("line", 0)})


class Candidate(NamedTuple):
    """A line that may name a project."""

    number: int
    text: str
    style: tuple[str, int]
    """The way it is printed: ('heading', level), ('strong', 0), ('row', 0), ('line', 0) …"""
    distance: int
    """How many lines above the first fact it stands; negative where it stands after it."""


def is_listing(title: str) -> bool:
    """Tell whether a page's title announces several projects or a programme, and so names no project."""
    return page_words("titles", "lists").search(title) is not None or _PROGRAMME.search(title) is not None


class TitleReader:
    """Tells which blocks can be names, by words and by how they are printed."""

    def __init__(self, blocks: Blocks, labels: Labels, sections: Sections) -> None:
        self._blocks = blocks.views
        cells = blocks.cells
        self._row_sizes = Counter((cell.table, cell.row) for cell in cells.values() if not cell.repeated)
        titling = blocks.styled(lambda style: style.strong or style.kind in {"heading", "caption"})
        self.printed = sorted({*titling, *cells}) if self._row_sizes else titling
        """Numbers of the blocks that are printed as names can be, wherever the facts stand."""
        self._named = bytearray(len(blocks))
        """Whether each block can be a name: 1 for yes, 2 for no, 0 until it is asked."""
        self._labels = labels
        self._sections = sections

    def before(self, start: int, first: int) -> list[Candidate]:
        """Return the possible names of the facts that begin at block `first`, from block `start` on."""
        printed = self._printed_in(start, first)
        if start < first and first - 1 not in printed[-1:]:
            printed.append(first - 1)
        return [candidate for number in printed if (candidate := self.candidate(number, first))]

    def above_text(self, start: int, first: int) -> list[Candidate]:
        """Return the line above the sentences right above the facts, which in a plain text can be their name.

        So can the line above an organisation that stands there, where it begins a paragraph or follows a sentence.
        """
        number = first - 1
        while number > max(start, first - _LONGEST_TEXT) and _is_text(self._blocks[number].text):
            number -= 1
        block = self._blocks[number]
        if number > start and number == first - 1 and self._opens_card(number - 1, start):
            number -= 1
        elif not start <= number < first - 1 or block.kind != "paragraph" or _is_text(block.text):
            return []
        found = self.candidate(number, number + 1)
        return [found._replace(distance=first - number)] if found else []

    def _opens_card(self, number: int, start: int) -> bool:
        """Tell whether a line above an organisation begins what is said of a project."""
        block = self._blocks[number]
        if block.kind != "paragraph" or not is_organisation(self._blocks[number + 1].text):
            return False
        above = self._blocks[number - 1] if number > start else None
        begins = above is None or above.paragraph != block.paragraph or _is_text(above.text) or above.text.isdigit()
        return begins and not is_listing(block.text) and not _is_text(block.text)

    def in_menu(self, label: str) -> bool:
        """Tell whether a label is a word of menus, too: `Yhteystiedot`."""
        return self._sections.kind(label) in {"after", "furniture"}

    def within(self, start: int, end: int, first: int) -> list[Candidate]:
        """Return the headings and emphasised lines between two blocks that may name facts which begin at `first`."""
        found = [candidate for at in self._printed_in(start, end) if (candidate := self.candidate(at, first))]
        return [candidate for candidate in found if candidate.style[0] in {"heading", "strong"}]

    def _printed_in(self, start: int, end: int) -> list[int]:
        return self.printed[bisect_left(self.printed, start) : bisect_left(self.printed, end)]

    def candidate(self, number: int, first: int) -> Candidate | None:
        """Return block `number` as a possible name of the facts that begin at block `first`, or None."""
        block = self._blocks[number]
        style = self._style(block, number, first)
        if style is None:
            return None
        if not self._named[number]:
            self._named[number] = 1 if self._can_be_name(block.text) else 2
        if self._named[number] == 2:
            return None
        return Candidate(number, block.text, style, first - number)

    def _style(self, block: Block, number: int, first: int) -> tuple[str, int] | None:
        if block.kind == "heading":
            return _HEADINGS[block.level]
        if cell := block.cell if self._row_sizes else None:
            if self._row_sizes[cell.table, cell.row] == 1:
                return "row", 0
            if block.strong and not cell.header:
                return "strong", 0
            return ("cell", 0) if self._begins_row_of(cell, first) else None
        if block.strong and not block.text.endswith("."):
            return "strong", 0
        if block.kind == "caption":
            return "caption", 0
        if first - number == 1 and not block.text.endswith((".", ":", "!")):
            return ("item", block.level) if block.kind == "item" else ("line", 0)
        return None

    def _begins_row_of(self, cell: Cell, number: int) -> bool:
        """Tell whether a cell is the first of the row in which block `number`, a fact, stands."""
        fact = self._blocks[number].cell if number < len(self._blocks) else None
        return fact is not None and cell.column == 0 and fact.column > 0 and cell[:2] == fact[:2]

    def _is_kind(self, text: str) -> bool:
        """Tell whether a line says only what kind of project it is, and how it stands: `EIP-hanke Käynnissä`."""
        kind = _kinds().match(text)
        return kind is not None and (kind.end() == len(text) or self._sections.kind(text[kind.end() :]) == "status")

    def _can_be_name(self, text: str) -> bool:
        if not 2 <= len(text) <= LONGEST_TITLE or text.endswith(":") or self._sections.kind(text):
            return False
        if self._labels.exact(text) is not None or self._is_kind(text):
            return False
        if text[0].isdigit():
            if any(found.start == 0 and found.unit for found in find_sums(text)):
                return False
            period = read_period(text)
            if period.start or period.end:
                return False
        return any(character.isalpha() for character in text)


@cache
def _kinds() -> re.Pattern[str]:
    generic = either(words("prose", "receiver", "generic"))
    return re.compile(rf"(?:{generic})-?(?:hanke|projekti|projekt)(?: |$)", re.IGNORECASE)


def _is_text(line: str) -> bool:
    """Tell whether a line of several words ends as a sentence does."""
    return line.endswith((".", "!", "?")) and " " in line


def elect(candidates: Sequence[Sequence[Candidate]]) -> list[Candidate | None]:
    """Return one name for each group of facts: the style that names most groups apart wins.

    Ties go to the style with fewer organisations, then to the one that stands nearer to the facts. A group without a
    line in the winning style takes its nearest heading or emphasised line.
    """
    names: dict[tuple[str, int], list[Candidate]] = {}
    for group in candidates:
        nearest: dict[tuple[str, int], Candidate] = {}
        for candidate in group:
            held = nearest.get(candidate.style)
            if held is None or _rank(candidate) < _rank(held):
                nearest[candidate.style] = candidate
        for style, candidate in nearest.items():
            names.setdefault(style, []).append(candidate)
    if not names:
        return [None] * len(candidates)
    apart = {style: len({candidate.text for candidate in found}) for style, found in names.items()}
    most = max(apart.values())
    tied = [style for style in names if apart[style] == most]
    best = min(tied, key=lambda style: (_bodies(names[style]) if len(tied) > 1 else 0, _mean(names[style])))
    near = {candidate.distance for candidate in names[best]} if best in _LINES_OF_TEXT else set()
    picked = [_pick(group, best) or _as_near(group, near) or _titled(group) for group in candidates]
    return [name and _above_body(group, name) for group, name in zip(candidates, picked, strict=True)]


def _rank(candidate: Candidate) -> tuple[bool, int]:
    """Order candidates: before the facts and near first, then after them."""
    return candidate.distance < 0, abs(candidate.distance)


def _bodies(candidates: Sequence[Candidate]) -> int:
    """Return how many of the lines are organisations, and so the projects' applicants rather than their names."""
    return sum(is_organisation(candidate.text) for candidate in candidates)


def _mean(candidates: Sequence[Candidate]) -> float:
    return sum(abs(candidate.distance) for candidate in candidates) / len(candidates)


def _pick(group: Sequence[Candidate], style: tuple[str, int]) -> Candidate | None:
    """Return the group's nearest candidate in this style, one that is no organisation if there is any.

    A project may be called like one, `Nuorten teatteri`, but not `Nuorten teatteri ry`.
    """
    styled = sorted((candidate for candidate in group if candidate.style == style), key=_rank)
    bodies = ((is_organisation(candidate.text), legal_form(candidate.text) is not None) for candidate in styled)
    return min(zip(bodies, styled, strict=True), key=lambda ranked: ranked[0], default=(None, None))[1]


def _above_body(group: Sequence[Candidate], name: Candidate) -> Candidate:
    """Return the line of a text that stands right above a name which is an organisation's, else that name."""
    if name.style not in _LINES_OF_TEXT or not is_organisation(name.text):
        return name
    above = (one for one in group if one.style in _LINES_OF_TEXT and one.distance == name.distance + 1)
    return next((one for one in above if not is_organisation(one.text) and not is_listing(one.text)), name)


def _as_near(group: Sequence[Candidate], distances: AbstractSet[int]) -> Candidate | None:
    """Return a line of text that stands as near as the others' names: between blank lines it would be a heading."""
    return next((one for one in group if one.style in _LINES_OF_TEXT and one.distance in distances), None)


def _titled(group: Sequence[Candidate]) -> Candidate | None:
    """Return the group's nearest candidate that is printed as a title is."""
    titled = (candidate for candidate in group if candidate.style[0] in {"heading", "strong", "row", "caption"})
    return min(titled, key=_rank, default=None)
