"""Sentences of running text: where each begins and ends, the sums in it, and which of them is a project's whole cost.

The words are in vocabulary/prose.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.model import RawValue
from scraper.normalise.money import find_sums
from scraper.normalise.sums import grammar as money_grammar
from scraper.normalise.sums import lead
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.record import Pair
    from scraper.model import Block


Span = tuple[int, int]
LONGEST_SENTENCE = 1000
"""What runs on for more characters is a list or a table that lost its lines: it is not read as a sentence."""
_STOP = re.compile(r"(?P<end>[.!?][”\"’)]?)\s+(?=[A-ZÅÄÖ0-9”\"“„»–])|(?P<half>;)\s+")
_LAST_WORD = re.compile(r"[^\s(]*$")
_INITIAL = re.compile(r"(?:^|[\s.])[A-ZÅÄÖ]$")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}$")
_FORM = re.compile(r"\br\.[fy]$", re.IGNORECASE)
"""`Luckan r.f. 8 000 euro`: no sentence begins with the sum that belongs to the name before it."""


ELIDED = re.compile(r"(?<![\w.,])[0-9]{1,3}(?:[ .\u00a0][0-9]{3})+(?=,? (?:ja|sekä|och|samt|and) |, (?=[A-ZÅÄÖ]))")
"""A number in groups that a list goes on behind: a sum whose unit stands at the list's end."""


class _Grammar(NamedTuple):
    abbreviations: frozenset[str]
    total: re.Pattern[str]
    """Words before a sum that say that it is what a project costs in all ..."""
    total_after: re.Pattern[str]
    """... and behind it."""


@cache
def _grammar() -> _Grammar:
    return _Grammar(
        abbreviations=frozenset(words("prose", "sentence", "abbreviations")),
        total=re.compile(
            rf"(?<![^\W\d_])(?:{either(words('prose', 'total', 'before'))})(?:[^.;]|\.(?=[0-9])){{0,50}}?$",
            re.IGNORECASE,
        ),
        total_after=re.compile(
            rf"(?<![^\W\d_])\s?(?:{either(words('prose', 'total', 'after'))})(?![^\W\d_])", re.IGNORECASE
        ),
    )


def sentences(text: str) -> list[Span]:
    """Return where each sentence of a text begins and ends; a semicolon ends one too."""
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if text[stop.start()] == "." and not _ends(text, stop):
            continue
        spans.append((start, stop.end("end" if stop["end"] else "half")))
        start = stop.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Return whether a full stop ends a sentence: it does after no abbreviation, initial or number of a day."""
    before = text[max(0, stop.start() - 20) : stop.start()]
    word = _LAST_WORD.search(before)
    if _INITIAL.search(before) or (text[stop.end()].isdigit() and (_DAY.search(before) or _FORM.search(before))):
        return False
    return word is None or word.group().lower() not in _grammar().abbreviations


def running_text(block: Block, spans: Sequence[Span], facts: Sequence[Sequence[Pair]], rule: str) -> list[RawValue]:
    """Return the sentences of a block that tell no facts, those that follow each other as one."""
    runs: list[list[Span]] = [[]]
    for span, found in zip(spans, facts, strict=True):
        if found:
            runs.append([])
        else:
            runs[-1].append(span)
    ends = [(run[0][0], run[-1][1]) for run in runs if run]
    return [RawValue(block.text[start:end], block, start, end, block, rule) for start, end in ends]


def unit_sums(text: str, *, elided: bool = False) -> list[tuple[int, int, str]]:
    """Return where each sum in euros begins and ends, `noin` and its like included, and the words before it.

    Left out are sums that are no grant as they stand: `12 000 euroa vuodessa`, `30 000 euroa lainaa`. With `elided`,
    a list may name its unit once: `A sai 56 000, B 31 000 ja C 22 000 euroa`.
    """
    changing = money_grammar().changing
    found = []
    previous = 0
    for each in find_sums(text):
        begin = lead(text, each.start)[0]
        if each.unit and not changing.match(text, each.end):
            found.append((begin, each.end, text[previous:begin]))
        previous = each.end
    bare = [(*each.span(), "") for each in ELIDED.finditer(text, 0, found[-1][0])] if elided and found else []
    return sorted([*found, *bare]) if bare else found


def total_cue(before: str, after: str) -> str | None:
    """Return the words around a sum that say it is what a project costs in all, None where none do."""
    cue = _grammar().total.search(before) or _grammar().total_after.match(after)
    return cue.group().strip() if cue else None
