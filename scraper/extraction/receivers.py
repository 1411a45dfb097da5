"""Receivers in a sentence: which organisations a sentence of granting names, and where.

In goes a sentence and the places that names don't reach over (sums and verbs), out come organisations in the
allative, as subject or object of the verb, after `till` and `to`, in order. A name whose beginning can't be told,
kinds of receivers (`yhdistyksille`) and persons are none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scraper.normalise.inflection import is_head_noun, read_inflected
from scraper.normalise.organisation import is_organisation, legal_form
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.sentences import Span


class Organisation(NamedTuple):
    """An organisation that receives, with those that it shares the project with."""

    start: int
    end: int
    partners: tuple[Span, ...] = ()


_SMALL = frozenset({"ja", "sekä", "och", "of", "for", "för", "the", "&", "-", "–", "i", "ry", "rf"})
ALLATIVE = re.compile(r"[^\s(),;”\"]+lle(?:/[^\s(),;]+(?: [A-ZÅÄÖ][^\s(),;]*)*)?(?![\w-])")
_MARK = re.compile(r"[,:]\s")
WORD = re.compile(r"[^\s]+")
_BRACKETS_END = re.compile(r"\s*\([^()]*\)\s*$")
BOUNDARY = re.compile(r"[,.;(]|\s(?:och|and|som|which|that|ja|sekä)\s|$")
_TO = re.compile(r"(?<![^\W\d_])(?:till|åt|to)\s(?:the\s)?(?=[A-ZÅÄÖ])")
_AFTER_TO = re.compile(r"[,;(]|\.(?!\S|\s[a-zåäö])|\s(?:för|for|som|which|and|och)\s|$")
_CLAUSE = re.compile(r",\s(?:som|vars|vilken|which|whose|joka|jonka)\s")
_ADVERBIAL = re.compile(
    r"(?:(?:på|i|under|vid|in|at|on)\s(?:(?!projekt)[a-zåäö0-9.]+\s){1,7}|den\s[0-9]{1,2}\.?\s[a-z]+\s(?:[0-9]{4}\s)?"
    r"|on\s[0-9]{1,2}\s[A-Z][a-z]+\s(?:[0-9]{4}\s)?)(?:the\s)?(?=[A-ZÅÄÖ])"
)
"""When and where, between a verb of granting and its object: `beviljade på sitt möte i december Åbo stad`."""
_MONEY = re.compile(r"\s(?:an?|ett|en)\s(?:[a-zåäö]+\s){1,3}(?:of|på|om|worth)$")
"""`awarded the City of Oulu a research grant of`."""
_PURPOSE = re.compile(r"\s(?:för|till|av|for|from|by)\s")
_LEADS_ON = re.compile(r",?\s(?:(?:ja|sekä|och|and)\s)?")
_NEXT = re.compile(r"(?:,| (?:ja|sekä|och|and)) (?=[A-ZÅÄÖ])")
_GENITIVES = re.compile(r",\s+|\s+(?:ja|sekä)\s+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]{1,3}|[^\W\d_]\.[^\W\d_]\.):")
"""A legal form with a case ending: `Oy:lle` is capitalised and yet no name."""
_CAPITAL = re.compile(r"(?<!\S)[A-ZÅÄÖ0-9]")
_NUMBERED = re.compile(r"^[^\W\d_]+ (?:(?:nro|nr|no)\.? )?[0-9]{1,4} [/–—-] ")
"""What numbers a sentence of minutes: `Päätös nro 22 / Kotkan kaupungille myönnetty …`."""
_PURPOSE_ENDS = ("een", "iin", "oon", "uun", "yyn", "ään", "öön", "aan")
_CONJUNCTIONS = (" ja ", " sekä ")
_COUNT = re.compile(r"[0-9]+ [a-zåäö]+, ")
LONGEST_APPLICANT = 120
_SHORT = 3
"""A word in lower case of so few letters may stand inside a foreign name: `Green net Finland`."""


class _Grammar(NamedTuple):
    adverb: re.Pattern[str]
    """Words between a subject and its verb: `puolestaan`."""
    openers: frozenset[str]
    opener_endings: tuple[str, ...]
    inflected: tuple[str, ...]
    """How words of prose end that are no part of a name."""
    regions: frozenset[str]


@cache
def _grammar() -> _Grammar:
    return _Grammar(
        adverb=re.compile(rf"\s(?:{either(words('prose', 'receiver', 'adverbs'))})$"),
        openers=frozenset(words("prose", "receiver", "openers")),
        opener_endings=words("prose", "receiver", "opener_endings"),
        inflected=words("prose", "receiver", "inflected"),
        regions=frozenset(words("prose", "receiver", "regions")),
    )


@lru_cache(maxsize=4096)
def is_applicant(text: str) -> bool:
    """Tell whether a text is an organisation's name, in its basic form or as the receiver of something."""
    if not text or (text[0].islower() and not text[1:2].isupper()) or len(text) > LONGEST_APPLICANT:
        return False
    if _COUNT.match(text):  # the end of a name with a dash: `Silta – 100 vuotta, Lopen kylät ry`
        return False
    if is_organisation(text):
        return True
    inflected = read_inflected(text)
    return inflected is not None and inflected.case == "allative"


def last_barrier(end: int, barriers: Sequence[Span]) -> int:
    """Return where the last barrier before `end` ends."""
    return max((last for _, last in barriers if last <= end), default=0)


def past_openers(text: str, start: int, end: int) -> int:
    """Return where the words that only open a sentence end.

    What opens one by its ending alone does so before a name: `Tammikuussa Aalto`, and not `Puusta pitkälle`.
    """
    rules = _grammar()
    for word in WORD.finditer(text, start, end):
        lower = word.group().lower().rstrip(",:")
        if lower not in rules.openers and not (
            lower.endswith(rules.opener_endings) and _CAPITAL.search(text, word.end(), end)
        ):
            return word.start()
    return start


def genitives(text: str, start: int, end: int) -> Organisation | None:
    """Return the organisations of a list of genitives; None unless every one of them is one."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    start = past_openers(text, start, end) if start == 0 else start
    spans: list[Span] = []
    first = start
    for mark in [*_GENITIVES.finditer(text, start, end), None]:
        last = mark.start() if mark else end
        if not _is_inflected(text[first:last], "genitive"):
            return None
        spans.append((first, last))
        first = mark.end() if mark else end
    return Organisation(*spans[0], partners=tuple(spans[1:])) if spans else None


def _is_inflected(name: str, case: str) -> bool:
    """Return whether a name is one organisation's in a case: no kind of organisations, no region."""
    found = read_inflected(name)
    if found is None or found.case != case or not name[:1].isupper():
        return False
    *_, last = found.name.split()
    plural_kind = last[0].islower() and last.endswith("t") and ":" not in name
    return not plural_kind and found.name.lower().rpartition(" ")[2] not in (
        _grammar().regions - ({"kunta", "kaupunki"} if " " in found.name else frozenset())
    )


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


def allative(text: str, word: int, end: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return the organisation whose allative ends at `end`, back to the first word that can be part of its name."""
    start = _reach_left(text, word, barriers, lower=_is_noun(text[word:end]))
    name = text[start:end]
    if _unnamed().fullmatch(text, word, end):
        return None
    if _is_inflected(name, "allative") or (is_organisation(name) and " " in name and read_inflected(name) is None):
        return Organisation(start, end)
    if text[word].isupper() and _follows_kind(text, start, word):
        return Organisation(start, end)
    return None


@cache
def _unnamed() -> re.Pattern[str]:
    """Return a pattern of a project that has no name: `hankkeelle` is no organisation."""
    return re.compile(either(words("prose", "receiver", "projects")), re.IGNORECASE)


def _is_noun(word: str) -> bool:
    """Return whether a name's last word is a noun in lower case (`kaupungille`), no legal form (`ry:lle`)."""
    return word[0].islower() and len(word) > _SHORT and not _ABBREVIATION.match(word)


def _reach_left(text: str, word: int, barriers: Sequence[Span], *, lower: bool) -> int:
    """Return where a name that reaches to the word at `word` begins: at the last run of capitalised words before it.

    Words in lower case stand between that run and the end of the name (`Perniön kyläyhdistys ry:lle`); before a head
    noun in lower case (`kaupungille`) they are its attributes.
    """
    rules = _grammar()
    start, capital = word, text[word].isupper() and not _ABBREVIATION.match(text, word)
    floor = max([last_barrier(word, barriers), *(mark.end() for mark in _NUMBERED.finditer(text, 0, word))])
    for each in reversed(list(WORD.finditer(text, floor, word))):
        printed = each.group()
        if printed[-1] in ",:;)" or (printed.endswith("lle") and not printed.endswith("selle")) or ":lle" in printed:
            break
        if printed.endswith(_PURPOSE_ENDS) and text[each.end() :].startswith(_CONJUNCTIONS):
            break  # `20 000 euroa Seitsemän veljestä -esitykseen ja Kemin teatterille`
        if printed[0].isupper():
            capital = True
        elif printed.lower() in _SMALL:
            pass
        elif capital:
            if not (_is_owner(printed) or len(printed) <= _SHORT or _names_kind(text, each.start(), printed)):
                break
        elif printed.endswith(rules.inflected) or (lower and not printed.endswith(("n", "-", "selle"))):
            break
        start = each.start()
    return _trim(text, start, word)


def _is_owner(word: str) -> bool:
    """Return whether a word in the genitive belongs to the name of the body that it is a part of: `yliopiston`."""
    found = read_inflected(word)
    return found is not None and found.case == "genitive" and not found.name.endswith(("maakunta", "seutukunta"))


def _names_kind(text: str, start: int, word: str) -> bool:
    """Return whether a noun between capitalised words says what the body is: `Mikkelin kehitysyhtiö Miksei Oy`."""
    before = text[:start].split()
    return is_head_noun(word) and bool(before) and before[-1][0].isupper() and before[-1].endswith("n")


def _follows_kind(text: str, start: int, word: int) -> bool:
    """Return whether a name's last word is the own name of what the word before says: `Kokkolan keskus Valolle`."""
    *_, kind = text[start:word].split() or [""]
    return kind != "" and _names_kind(text, start + text[start:word].rindex(kind), kind)


def _trim(text: str, start: int, end: int) -> int:
    """Return where a name begins without the small words and openers that only lead to it."""
    if start == 0:
        start = past_openers(text, start, end)
    for each in WORD.finditer(text, start, end):
        if each.group()[0].isupper():
            return each.start()
    return end


def _subject(text: str, verb: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return the organisation right before a verb of receiving, `(Helsinki)` after its name passed over."""
    floor = max((last for _, last in barriers if last < verb), default=0)
    end = len(text[:verb].rstrip())
    end = (
        len(text[:end].rstrip()) - len(found.group()) if (found := _grammar().adverb.search(text, floor, end)) else end
    )
    if bracket := _BRACKETS_END.search(text, floor, end):
        end = bracket.start()
    start = floor + len(text[floor:end]) - len(text[floor:end].lstrip(" ,;:–"))
    start = max([start, *(mark.end() for mark in _MARK.finditer(text, start, end))])
    for conjunction in ("ja ", "och ", "and ", "sekä "):
        if text.startswith(conjunction, start):
            start += len(conjunction)
    if start == 0:
        start = past_openers(text, start, end)
    if _is_body(text[start:end]):
        return Organisation(start, end)
    words_before = list(WORD.finditer(text, start, end))
    if not words_before:
        return None
    start = _reach_left(text, words_before[-1].start(), barriers, lower=_is_noun(words_before[-1].group()))
    return Organisation(start, end) if start < end and _is_body(text[start:end]) else None


def _is_body(name: str) -> bool:
    """Return whether a name in a sentence is an organisation's: one by itself, or by its legal form or last noun."""
    if is_organisation(name):
        return True
    printed = name.split()
    return (
        len(printed) > 1
        and name[0].isupper()
        and not _unnamed().fullmatch(printed[-1])
        and all(word[0].isupper() or word.lower() in _SMALL or word.endswith("n") for word in printed[:-1])
        and (legal_form(name) is not None or is_head_noun(printed[-1]))
    )


def body_end(text: str, start: int, end: int) -> int:
    """Return where the organisation ends that a stretch begins with, `start` where it begins with none.

    A legal form or a noun that organisations are called by ends the name, and what goes on in lower case is no part
    of it: `Hämeen ammattikorkeakoulu palvelujen kehittämiseen`.
    """
    printed = list(WORD.finditer(text, start, end))
    for word, following in pairwise(reversed(printed)):
        if word.group()[0].islower() and _is_body(text[start : following.end()]):
            return following.end()
    return start


def _object(text: str, verb: int, sums: Sequence[Span], *, receives: bool) -> Organisation | None:
    """Return the organisation between a verb and the sum, `beviljade Åbo stad 45 000 euro`, or after `sai` at last."""
    end = next((begin for begin, _ in sums if begin > verb), None)
    if end is not None and receives and (clause := _CLAUSE.search(text, verb, end)):
        end = clause.start()
    if end is None:
        stop = BOUNDARY.search(text, verb) if receives else None
        end = stop.start() if stop else verb
    start = verb + len(text[verb:end]) - len(text[verb:end].lstrip())
    start += len("the ") if text.startswith("the ", start) else 0
    end = start + len(text[start:end].rstrip(" ,"))
    if not receives and (noun := _MONEY.search(text, start, end)):
        end = noun.start()
    if not receives and (adverbial := _ADVERBIAL.match(text, start, end)):
        start = adverbial.end()
    if receives and (purpose := _PURPOSE.search(text, start, end)) and not _is_body(text[start:end]):
        end = purpose.start()
    if not _is_body(text[start:end]):
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
            if text[: mark.start()].endswith(_PURPOSE_ENDS):
                start = mark.end()  # `64 000 euroa Salmen reitistöön ja Kaislan kunta 40 500 euroa`
        named = lead is not None and text[start : start + 1].isupper() and _is_body(text[start:end])
        found.append(Organisation(start, end) if named else None)
    return found


def _after_to(text: str, start: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return the organisation that begins after `to`; a conjunction may stand inside its name: `Natur och Miljö rf`."""
    floor = min((begin for begin, _ in barriers if begin > start), default=len(text))
    for stop in _AFTER_TO.finditer(text, start):
        end = start + len(text[start : min(floor, stop.start())].rstrip())
        if _is_body(text[start:end]):
            return Organisation(start, end)
        if stop.start() >= floor or stop.group().strip() not in {"och", "and"}:
            return None
    return None


def listed_organisation(text: str, start: int, end: int) -> Organisation | None:
    """Return the one organisation that a stretch of a sentence names in its basic form, None for none or several."""
    found: list[Organisation] = []
    printed = [
        each.span() for each in WORD.finditer(text, start, end) if each.group().lower() not in _grammar().openers
    ]
    first = 0
    while first < len(printed):
        ends = (
            last
            for last in range(len(printed), first, -1)
            if text[printed[first][0]].isupper() and _is_body(text[printed[first][0] : printed[last - 1][1]])
        )
        if last := next(ends, 0):
            found.append(Organisation(printed[first][0], printed[last - 1][1]))
            first = last
        else:
            first += 1
    return found[0] if len(found) == 1 else None
