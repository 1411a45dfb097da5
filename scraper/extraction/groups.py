"""Pairs into groups, one group a project: where one project's facts end and the next one's begin.

A label that comes again begins a new project, and so does a heading that divides. Headings that divide one project
into parts (known section words, texts that recur through the page) do not; where no label recurs on the whole page,
it is one project's page, however many headings it has.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extraction.record import Pair
    from scraper.extraction.titles import TitleReader
    from scraper.model import Block, Document

SIDE_FIELDS = frozenset({"other", "unknown", "code", "call", "total", "page_updated", "funder", "programme", "status"})
"""Fields that make no project by themselves."""

LIST_FIELDS = frozenset({"partners", "other", "unknown", "code"})
"""Fields that one project may print more than once."""

_ASIDE = frozenset({"other", "unknown"})
SPLIT = -2
"""Owner of a container that holds facts of more than one group."""


@dataclass(slots=True)
class Group:
    """The facts of one project, in reading order."""

    pairs: list[Pair] = field(default_factory=list)
    level: int = 0
    """Level of the heading that parts these facts from those before; 0 where none does."""
    card: int = 0
    """The outermost container that holds these facts and no other group's; 0 where they share the page's."""

    @property
    def first(self) -> int:
        """Number of the first block of the group."""
        return self.pairs[0].first

    @property
    def last(self) -> int:
        """Number of the last block of the group."""
        return self.pairs[-1].last

    @property
    def has_facts(self) -> bool:
        """Whether any of the facts is of a project's own."""
        return any(pair.field not in SIDE_FIELDS and pair.value is not None for pair in self.pairs)

    def below_menu(self, titles: TitleReader) -> tuple[int, int] | None:
        """Return where the lines between a menu and the first fact begin and end; None where no menu stands above.

        Words of a menu may be labels too: `Kontakt`, `Maakunta`, and the next item is taken for what it says.
        """
        for above, pair in pairwise(self.pairs):
            if above.field not in _ASIDE and not titles.in_menu(above.label):
                return None
            if pair.first - above.last > 1 and not titles.in_menu(pair.label):
                return above.last + 1, pair.first
        return None

    @property
    def is_contact(self) -> bool:
        """Whether all that is said is whose page it is: a business id in its footer."""
        return all(pair.field in SIDE_FIELDS or pair.field == "business_id" for pair in self.pairs)

    def labels(self) -> set[str]:
        """Return the labels that can't recur within a project."""
        return {pair.label.lower() for pair in self.pairs if pair.field not in LIST_FIELDS}


def group_pairs(pairs: Sequence[Pair], document: Document, titles: TitleReader) -> list[Group]:
    """Return the groups of the page's facts, each with its card."""
    dividers = _dividers(document.blocks.texts, pairs, titles)
    groups = _split(pairs, dividers, document.blocks.views)
    if lines := _missed_lines(groups, pairs, titles):
        groups = _split(pairs, sorted({*dividers, *lines}), document.blocks.views)
    groups = _join(groups)
    _find_cards(groups, document)
    return groups


def _dividers(texts: Sequence[str], pairs: Sequence[Pair], titles: TitleReader) -> list[int]:
    """Return the numbers of the headings and emphasised lines that may part projects."""
    used = {number for pair in pairs for number in range(pair.first, pair.last + 1)}
    found = [
        number
        for number in titles.printed
        if number not in used
        and (candidate := titles.candidate(number, number + 2))
        and candidate.style[0] in {"heading", "strong", "row"}
    ]
    times = Counter(texts[number] for number in found)
    return [number for number in found if times[texts[number]] == 1]


def _split(pairs: Sequence[Pair], dividers: Sequence[int], blocks: Sequence[Block]) -> list[Group]:
    groups: list[Group] = []
    seen: set[str] = set()
    divider = 0
    opener = _opener(pairs)
    for pair in pairs:
        while divider < len(dividers) and groups and dividers[divider] < groups[-1].last:
            divider += 1
        divided = divider < len(dividers) and dividers[divider] < pair.first
        label = pair.label.lower()
        recurs = label in seen and pair.field not in LIST_FIELDS
        if not groups or divided or recurs or (label == opener and groups[-1].has_facts):
            groups.append(Group())
            seen = set()
            while divider < len(dividers) and dividers[divider] < pair.first:
                groups[-1].level = blocks[dividers[divider]].level or groups[-1].level
                divider += 1
        groups[-1].pairs.append(pair)
        seen.add(label)
    return groups


def _opener(pairs: Sequence[Pair]) -> str | None:
    """Return the label of a name that the page's facts begin with, and that comes again: it begins each project."""
    label = pairs[0].label.lower()
    again = pairs[0].field == "name" and any(pair.label.lower() == label for pair in pairs[1:])
    return label if again and label else None


def _missed_lines(groups: Sequence[Group], pairs: Sequence[Pair], titles: TitleReader) -> list[int]:
    """Return the numbers of plain lines that name projects, where groups begin at a label that recurs instead.

    Where a project lacks its first label, the next one's first label recurs nowhere and would be taken for its own.
    Then the next group begins without a line above it, and the line that names it stands within the group before.
    """
    if any(pair.field == "name" for pair in pairs):
        return []
    named = [pairs[0], *(pair for above, pair in pairwise(pairs) if pair.first - 1 > above.last)]
    lines = {pair.first - 1 for pair in named if pair.first and titles.candidate(pair.first - 1, pair.first)}
    if pairs[0].first - 1 not in lines:
        return []
    missed = []
    for above, group in pairwise(groups):
        if group.first - above.last > 1:
            continue
        within = [pair.first - 1 for pair in above.pairs[1:] if pair.first - 1 in lines]
        missed += within[-1:]
    return missed


def _join(groups: list[Group]) -> list[Group]:
    """Join what headings parted and belongs together: one project's page, and facts that make no project alone."""
    labels = Counter(label for group in groups for label in group.labels())
    if len(groups) > 1 and all(times == 1 for times in labels.values()):
        return [Group([pair for group in groups for pair in group.pairs])]
    joined: list[Group] = []
    for group in groups:
        held = joined[-1] if joined else Group()
        continues = bool(joined) and (not group.has_facts or (held.has_facts and group.level > held.level > 0))
        if continues and not group.labels() & held.labels():
            held.pairs += group.pairs
        else:
            joined.append(group)
    return joined


def _find_cards(groups: list[Group], document: Document) -> None:
    """Set each group's card: climb from its facts as long as no other group's facts come in."""
    parents, blocks = document.parents, document.blocks.views
    owner: dict[int, int] = {}
    for number, group in enumerate(groups):
        for innermost in {blocks[pair.first].container for pair in group.pairs}:
            for container in ancestors(innermost, parents):
                held = owner.setdefault(container, number)
                if held == SPLIT:
                    break
                if held != number:
                    owner[container] = SPLIT
    if len(groups) < 2:
        return
    for number, group in enumerate(groups):
        for container in ancestors(blocks[group.first].container, parents):
            if owner.get(container) != number:
                break
            group.card = container
        if group.card:
            group.pairs = [pair for pair in group.pairs if not _is_beside(pair, group.card, document)]


def _is_beside(pair: Pair, card: int, document: Document) -> bool:
    """Tell whether a fact that makes no project stands outside of a card: below the last one, it is the page's own."""
    return pair.field in _ASIDE and card not in ancestors(document.blocks.views[pair.first].container, document.parents)


def ancestors(container: int, parents: Sequence[int]) -> Iterable[int]:
    """Yield a container and all that hold it, innermost first."""
    while container >= 0:
        yield container
        container = parents[container]
