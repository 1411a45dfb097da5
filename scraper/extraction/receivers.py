"""Receivers in a sentence: which organisations a sentence of granting names, and where.

In goes a sentence and the places that names don't reach over (sums and verbs), out come organisations in the
allative, as subject or object of the verb, after `till` and `to`, in order.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.extraction.bodies import (
    ALLATIVE,
    BOUNDARY,
    PURPOSE_ENDS,
    WORD,
    Organisation,
    allative,
    body_end,
    is_body,
    is_noun,
    is_opener,
    past_openers,
    reach_left,
)
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.sentences import Span


_MARK = re.compile(r"[,:]\s")
_BRACKETS_END = re.compile(r"\s*\([^()]*\)\s*$")
_TO = re.compile(r"(?<![^\W\d_])(?:till|åt|to)\s(?:the\s)?(?=[A-ZÅÄÖ])")
_AFTER_TO = re.compile(r"[,;(]|\.(?!\S|\s[a-zåäö])|\s(?:för|for|som|which|and|och)\s|$")
_CLAUSE = re.compile(r",\s(?:som|vars|vilken|which|whose|joka|jonka)\s")
_ADVERBIAL = re.compile(
    r"(?:(?:på|i|under|vid|in|at|on)\s(?:(?!projekt)[a-zåäö0-9.]+\s){1,7}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\s|den\s[0-9]{1,2}\.?\s[a-z]+\s(?:[0-9]{4}\s)?"
    r"|on\s[0-9]{1,2}\s[A-Z][a-z]+\s(?:[0-9]{4}\s)?)(?:the\s)?(?=[A-ZÅÄÖ])"
)
"""When and where, between a verb of granting and its object: `beviljade på sitt möte i december Åbo stad`."""
_MONEY = re.compile(r"\s(?:an?|ett|en)\s(?:[a-zåäö]+\s){1,3}(?:of|på|om|worth)$")
"""`awarded the City of Oulu a research grant of`."""
_PURPOSE = re.compile(r"\s(?:för|till|av|for|from|by)\s")
_LEADS_ON = re.compile(r",?\s(?:(?:ja|sekä|och|and)\s)?")
_NEXT = re.compile(r"(?:,| (?:ja|sekä|och|and)) (?=[A-ZÅÄÖ])")


def find_organisations_named(
    text: str, verbs: Sequence[Span], receiving: Sequence[Span], sums: Sequence[Span], projects: Sequence[Span] = ()
) -> list[Organisation]:
    """Return the organisations that a sentence names as receivers, in order; `projects` are phrases that name any."""
    barriers = sorted([*verbs, *sums])
    found = [allative(text, each.start(), each.end(), barriers) for each in ALLATIVE.finditer(text)]
    found += [_subject(text, start, barriers) for start, _ in receiving]
    found += [_object(text, span[1], sums, receives=span in receiving) for span in verbs]
    found += _next_in_turn(text, sums, projects) if receiving else []
    found += [_after_to(text, each.end(), barriers) for each in _TO.finditer(text)]
    kept: list[Organisation] = []
    for organisation in sorted(set(filter(None, found))):
        if not kept or organisation.start >= kept[-1].end:
            kept.append(organisation)
    return kept


@cache
def _adverb() -> re.Pattern[str]:
    """Return a pattern of words between a subject and its verb: `puolestaan`."""
    return re.compile(rf"\s(?:{either(words('prose', 'receiver', 'adverbs'))})$")


def _subject(text: str, verb: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return the organisation right before a verb of receiving, `(Helsinki)` after its name passed over."""
    floor = max((last for _, last in barriers if last < verb), default=0)
    end = len(text[:verb].rstrip())
    end = len(text[:end].rstrip()) - len(found.group()) if (found := _adverb().search(text, floor, end)) else end
    if bracket := _BRACKETS_END.search(text, floor, end):
        end = bracket.start()
    start = floor + len(text[floor:end]) - len(text[floor:end].lstrip(" ,;:–"))
    start = max([start, *(mark.end() for mark in _MARK.finditer(text, start, end))])
    for conjunction in ("ja ", "och ", "and ", "sekä "):
        if text.startswith(conjunction, start):
            start += len(conjunction)
    if start == 0:
        start = past_openers(text, start, end)
    if is_body(text[start:end]):
        return Organisation(start, end)
    words_before = list(WORD.finditer(text, start, end))
    if not words_before:
        return None
    start = reach_left(text, words_before[-1].start(), barriers, lower=is_noun(words_before[-1].group()))
    return Organisation(start, end) if start < end and is_body(text[start:end]) else None


def _object(text: str, verb: int, sums: Sequence[Span], *, receives: bool) -> Organisation | None:
    """Return the organisation between a verb and the sum, `beviljade Åbo stad 45 000 euro`, or after `sai` at last."""
    end = next((begin for begin, _ in sums if begin > verb), None)
    if end is not None and receives and (clause := _CLAUSE.search(text, verb, end)):
        end = clause.start()
    if end is None:
        stop = BOUNDARY.search(text, verb) if receives else None
        end = stop.start() if stop else verb
    start = verb + len(text[verb:end]) - len(text[verb:end].lstrip())
    start = past_openers(text, start, end) if receives else start  # `Avustusta saa myös Lopen Latu ry`
    for article in ("to ", "till ", "the "):
        start += len(article) if text.startswith(article, start) else 0
    end = start + len(text[start:end].rstrip(" ,"))
    if not receives and (noun := _MONEY.search(text, start, end)):
        end = noun.start()
    if not receives and (adverbial := _ADVERBIAL.match(text, start, end)):
        start = adverbial.end()
    if receives and (purpose := _PURPOSE.search(text, start, end)) and not is_body(text[start:end]):
        end = purpose.start()
    if not is_body(text[start:end]):
        end = body_end(text, start, end) if receives else start
    return Organisation(start, end) if start < end else None


def _next_in_turn(text: str, sums: Sequence[Span], projects: Sequence[Span]) -> list[Organisation | None]:
    """Return the organisations between two sums: `X sai 45 000 euroa, Y 12 500 euroa ja Z 3 000 euroa`.

    What the money is for may stand between: `X saa 75 000 euroa A-hankkeelle, Y 40 000 euroa B-hankkeelle`.
    """
    found: list[Organisation | None] = []
    for (_, paid), (begin, _) in pairwise(sums):
        last = max([paid, *(stop for start, stop in projects if paid <= start and stop <= begin)])
        lead = _LEADS_ON.match(text, last)
        start = lead.end() if lead else last
        end = start + len(text[start:begin].rstrip(" ,"))
        if text[start : start + 1].islower():  # what the last sum is for: `kattoon ja Perän seura ry 800 euroa`
            start = next((mark.end() for mark in _NEXT.finditer(text, start, end)), end)
        for mark in _NEXT.finditer(text, start, end):
            if text[: mark.start()].endswith(PURPOSE_ENDS):
                start = mark.end()  # `64 000 euroa Salmen reitistöön ja Kaislan kunta 40 500 euroa`
        named = lead is not None and text[start : start + 1].isupper() and is_body(text[start:end])
        found.append(Organisation(start, end) if named else None)
    return found


def _after_to(text: str, start: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return the organisation that begins after `to`; a conjunction may stand inside its name: `Natur och Miljö rf`."""
    floor = min((begin for begin, _ in barriers if begin > start), default=len(text))
    for stop in _AFTER_TO.finditer(text, start):
        end = start + len(text[start : min(floor, stop.start())].rstrip())
        if is_body(text[start:end]):
            return Organisation(start, end)
        if stop.start() >= floor or stop.group().strip() not in {"och", "and"}:
            return None
    return None


def listed_organisation(text: str, start: int, end: int) -> Organisation | None:
    """Return the one organisation that a stretch of a sentence names in its basic form, None for none or several."""
    found: list[Organisation] = []
    printed = [each.span() for each in WORD.finditer(text, start, end) if not is_opener(each.group())]
    first = 0
    while first < len(printed):
        ends = (
            last
            for last in range(len(printed), first, -1)
            if text[printed[first][0]].isupper() and is_body(text[printed[first][0] : printed[last - 1][1]])
        )
        if last := next(ends, 0):
            found.append(Organisation(printed[first][0], printed[last - 1][1]))
            first = last
        else:
            first += 1
    return found[0] if len(found) == 1 else None
