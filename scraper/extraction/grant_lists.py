"""Lists of grants in one sentence: `Tuen saavat A (X, 40 000 €) ja B (Y, 25 000 €)`.

In goes a sentence, out come its grants, or nothing where one sum of it has no name of its own beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.bodies import Organisation
from scraper.extraction.grant_words import Grant, grammar
from scraper.extraction.named_projects import Project, first_genitive, without_kind
from scraper.extraction.receivers import listed_organisation
from scraper.extraction.sentences import unit_sums
from scraper.normalise.inflection import is_head_noun
from scraper.normalise.organisation import is_organisation
from scraper.normalise.tables import lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.sentences import Span

_BETWEEN_ITEMS = re.compile(r"[\s,;]*(?:(?:ja|sekä|och|samt|and)\s)?")
_WORDS_BEFORE = re.compile(r"[\s,;]*(?:[a-zåäö]+\s)*")
"""What leads to the first item: `Bland dem som får stöd finns bland annat Lovisa stad (25 000 euro)`."""

_ITEM = re.compile(r",? (?:(?:ja|sekä|och|samt|and) )?(?=[A-ZÅÄÖ])")
_NOTE = re.compile(r" \([^()]*\)")
"""What brackets add to a sum: `500 euroa (450 plus 50 euroa)`."""
_REST_OF_BRACKETS = re.compile(r"[^()]*\)")
"""What brackets add to a sum that opens them: `A ry (500 euroa leiriin)`."""
_JOINED = re.compile(r"(?<!-),? (?:ja|sekä|och|samt|and) (?=[A-ZÅÄÖ])")
_LONGEST_NAME = 90


def bracketed_grants(text: str, sums: Sequence[Span], *, told: bool) -> list[Grant]:
    """Return the grants of a list in brackets, `Tuen saavat A (X, 40 000 €) ja B (Y, 25 000 €)`, or nothing.

    Every sum stands at the end of brackets of its own. On one side, the same for all, are organisations; what
    is on the other names the projects.
    """
    verb = grammar().verbs.search(text) or grammar().several.search(text)
    if grammar().vetoes.search(text) or not (told or verb):
        return []
    items: list[tuple[Span, Span, Span]] = []
    previous = _list_start(text, sums[0][0])
    for begin, end in sums:
        opened, closed = text.rfind("(", previous, begin), text.find(")", end)
        if opened < 0 or closed != end or ")" in text[opened:end]:
            return []
        lead = _BETWEEN_ITEMS.match(text, previous) if items else _WORDS_BEFORE.match(text, previous)
        first = lead.end() if lead else previous
        items.append(
            ((first, len(text[:opened].rstrip())), (opened + 1, len(text[:begin].rstrip(" ,;:–-"))), (begin, end))
        )
        previous = closed + 1
    outer, inner = ([item[side] for item in items] for side in (0, 1))
    if not all(end - start > 1 and text[start].isupper() for start, end in outer):
        return []
    printed = verb.group() if verb else ""
    if all(is_organisation(text[start:end]) for start, end in outer):
        named = [Project(*span, span[1]) if span[1] - span[0] > 1 else None for span in inner]
        return [
            Grant(one, Organisation(*body), name, printed)
            for body, name, (_, _, one) in zip(outer, named, items, strict=True)
        ]
    if all(start >= end for start, end in inner):
        return _owned(text, outer, [one for _, _, one in items], printed)
    bodies = [is_organisation(text[start:end]) or text[start:end].isupper() for start, end in inner]
    if sum(bodies) * 2 > len(bodies) and all(bodies):
        return [
            Grant(one, Organisation(*body), Project(name[0], without_kind(text, *name), name[1]), printed)
            for name, body, one in items
        ]
    return []


def _owned(text: str, names: Sequence[Span], sums: Sequence[Span], verb: str) -> list[Grant]:
    """Return the grants of `Lopen kunnan Satama (32 000 euroa) ja Puro ry:n Silta (57 500 euroa)`, or nothing."""
    grants: list[Grant] = []
    for (start, end), one in zip(names, sums, strict=True):
        owner = first_genitive(text, start, end)
        if owner is None:
            return []
        grants.append(Grant(one, owner, Project(owner.end + 1, without_kind(text, owner.end + 1, end), end), verb))
    return grants


def shared_grants(text: str) -> list[Grant]:
    """Return the grants of `Määräraha jaettiin seuraavasti: A ry 422,12 euroa, B ry 126,63 euroa ja …`, or nothing.

    The words before the colon say that money was shared out, or are `Avustukset` alone; `Avustusta saivat` needs none.
    Every sum behind them has one name right before it, most of them organisations'.
    """
    rules = grammar()
    headed = rules.grants_are.match(text)
    found = headed or rules.shares.search(text)
    colon = text.find(":", found.end() - 1) if found else -1
    if colon < 0 and (found := rules.receivers_are.search(text)):
        colon = found.end() - 1
    if found is None or colon < 0 or rules.refusals.search(text, 0, colon) or rules.charges.search(lower(text[:colon])):
        return []
    grants: list[Grant] = []
    bodies, previous = 0, colon + 1
    for begin, end, _ in unit_sums(text, elided=True):
        if begin < previous:
            continue
        last = len(text[:begin].rstrip(" ,:–-("))
        first = _item_start(text, previous, last)
        name = text[first:last]
        if not 1 < len(name) <= _LONGEST_NAME or not name[0].isupper() or (headed and rules.givers.search(name)):
            return []
        one, *others = _JOINED.split(name)
        if others and is_organisation(one) and any(map(is_organisation, others)):
            return []  # `Lopen kunta ja Puro ry 400 euroa`: each, or together
        bodies += is_organisation(name)
        grants.append(Grant((begin, end), Organisation(first, last), None, found.group().rstrip(":")))
        note = (_REST_OF_BRACKETS if text[begin - 1] == "(" else _NOTE).match(text, end)
        previous = note.end() if note else end
    return grants if len(grants) > 1 and bodies * 2 > len(grants) else []


def _item_start(text: str, start: int, end: int) -> int:
    """Return where the name before a sum begins: behind what the last sum is for, `kattoon, Lopen Tarmo ry`."""
    lead = _BETWEEN_ITEMS.match(text, start)
    start = lead.end() if lead else start
    if text[start : start + 1].islower():
        for mark in _ITEM.finditer(text, start, end):
            if is_organisation(text[mark.end() : end]):
                kind = text[start : mark.start()].rpartition(" ")[2]  # `nuorisoseura Nysä ry` is one name
                return mark.start() - len(kind) if is_head_noun(kind) else mark.end()
    return start


def _list_start(text: str, first_sum: int) -> int:
    """Return where a list of names begins: behind its colon, or behind the verb that leads to it."""
    opened = text.rfind("(", 0, first_sum)
    colon = text.rfind(": ", 0, max(opened, 0))
    if colon >= 0:
        return colon + 1
    verbs = [*grammar().verbs.finditer(text, 0, max(opened, 0)), *grammar().several.finditer(text, 0, max(opened, 0))]
    return max((each.end() for each in verbs), default=0)


def ranked_grants(text: str) -> list[Grant]:
    """Return the grants of a list by size, `Störst är X med 65.000 euro`: each sum has one organisation before it."""
    grants: list[Grant] = []
    previous = 0
    for begin, end, before in unit_sums(text):
        cue = grammar().ranked.search(before)
        organisation = listed_organisation(text, previous, begin) if cue else None
        if cue is None or organisation is None:
            return []
        grants.append(Grant((begin, end), organisation, None, cue.group().strip()))
        previous = end
    return grants
