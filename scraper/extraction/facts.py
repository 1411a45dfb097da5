"""Which lines of a page its labelled pairs speak for: no project of one line stands in them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.extraction.labels import MONEY_FIELDS

_STOP = re.compile(r"(?<=[^\W\d_])\. (?=[A-ZÅÄÖ])")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extraction.labels import Labels
    from scraper.extraction.record import Pair
    from scraper.model import Block


def lines_of_facts(blocks: Sequence[Block], pairs: Sequence[Pair], labels: Labels) -> set[int]:
    """Return the numbers of the blocks that are labelled facts and so no projects of one line each.

    That are lines of several pairs, and labels in an element of their own, behind a colon or on a line of their own;
    an everyday word with nothing but a space or a dash behind it may begin the name of a project.
    """
    times = Counter(pair.first for pair in pairs)
    facts: set[int] = set()
    for pair in pairs:
        line = blocks[pair.first]
        if pair.label and pair.value and pair.value.block == line and not pair.value.start:
            facts.update((pair.first, pair.last))  # its label stands behind it or below
            continue
        if pair.field == "unknown" or (pair.first < pair.last and not (line.kind == "term" or labels.exact(line.text))):
            continue  # a list may be printed as terms and definitions, or below a line of its columns' names
        label = labels.at(line.text)
        if label is not None and label.form == "space" and label.field == "applicant" and _STOP.search(line.text):
            continue  # `Päätoteuttaja Lopen kunta. Tuki 5 000 €.`: sentences, if those around it are
        sure = line.kind == "term" or (label is not None and not label.weak)
        several = times[pair.first] > 1 and not line.text.endswith(":")
        if several or (sure and pair.value is not None and pair.value.rule != "vocabulary"):
            facts.update(range(pair.first, pair.last + 1))
    return facts


def text_below_facts(blocks: Sequence[Block], pairs: Sequence[Pair]) -> Iterator[int]:
    """Yield the numbers of the paragraphs of several sentences that follow a labelled sum: they tell of its project.

    What a heading, an emphasised line or one with a colon leads to may be something else, whatever stands above it.
    """
    facts = {number: False for pair in pairs for number in range(pair.first, pair.last + 1)}
    facts |= {pair.last: True for pair in pairs if pair.field in MONEY_FIELDS and pair.value}
    below = False
    for number in range(min(facts, default=len(blocks)), len(blocks)):
        if number in facts:
            below = below or facts[number]
            continue
        block = blocks[number]
        if below and block.kind == "paragraph" and block.text.count(". ") > 1:
            yield number
        elif block.kind == "heading" or block.strong or block.text[-1] == ":":
            below = False


def stand_among_facts(lines: Sequence[int], blocks: Sequence[Block], labels: Labels, facts: AbstractSet[int]) -> bool:
    """Tell whether lines, by their numbers, stand between the facts of their paragraphs: their labels nobody knows."""
    firsts = [number for before, number in pairwise([-1, *lines]) if number != before + 1 or before < 0]
    lasts = [number for number, after in pairwise([*lines, len(blocks) + 1]) if after != number + 1]
    return all(
        _are_facts_around(first - 1, last + 1, blocks, labels, facts) for first, last in zip(firsts, lasts, strict=True)
    )


def _are_facts_around(above: int, below: int, blocks: Sequence[Block], labels: Labels, facts: AbstractSet[int]) -> bool:
    """Tell whether two lines are facts of one paragraph; that below may be a label whose value is not read yet."""
    if above not in facts or below >= len(blocks) or blocks[above].paragraph != blocks[below].paragraph:
        return False
    label = labels.at(blocks[below].text)
    return below in facts or (label is not None and label.form == "colon")
