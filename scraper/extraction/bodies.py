"""Organisations in a sentence: where the name begins that ends in a case, `Turun kaupungille`, or is a body's own.

In goes a sentence and the places that names don't reach over (sums and verbs), out come organisations in the
allative and the genitive, and whether a stretch is one. A name whose beginning can't be told, kinds of receivers
(`yhdistyksille`) and persons are none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.municipalities import is_of_municipality
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


_FORMS = frozenset({"ry", "rf"})
_SMALL = _FORMS | {"ja", "sekä", "och", "of", "for", "för", "the", "&", "-", "–", "i"}
ALLATIVE = re.compile(r"[^\s(),;”\"]+lle(?:/[^\s(),;]+(?: [A-ZÅÄÖ][^\s(),;]*)*)?(?![\w-])")
WORD = re.compile(r"[^\s]+")
BOUNDARY = re.compile(r"[,;(]|\.(?![0-9]|f\b)|\s(?:och|and|som|which|that|ja|sekä)\s|$")
_GENITIVES = re.compile(r",\s+|\s+(?:ja|sekä)\s+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]{1,3}|[^\W\d_]\.[^\W\d_]\.):")
"""A legal form with a case ending: `Oy:lle` is capitalised and yet no name."""
_CAPITAL = re.compile(r"(?<!\S)[A-ZÅÄÖ0-9]")
_NUMBERED = re.compile(r"^[^\W\d_]+ (?:(?:nro|nr|no)\.? )?[0-9]{1,4} [/–—-] ")
"""What numbers a sentence of minutes: `Päätös nro 22 / Kotkan kaupungille myönnetty …`."""
PURPOSE_ENDS = ("een", "iin", "oon", "uun", "yyn", "ään", "öön", "aan")
_CONJUNCTIONS = (" ja ", " sekä ")
_COUNT = re.compile(r"[0-9]+ [a-zåäö]+, ")
LONGEST_APPLICANT = 120
_SHORT = 3
"""A word in lower case of so few letters may stand inside a foreign name: `Green net Finland`."""


class _Grammar(NamedTuple):
    openers: frozenset[str]
    opener_endings: tuple[str, ...]
    inflected: tuple[str, ...]
    """How words of prose end that are no part of a name."""
    regions: frozenset[str]


@cache
def _grammar() -> _Grammar:
    return _Grammar(
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


def is_opener(word: str) -> bool:
    """Tell whether a word only opens a sentence."""
    return word.lower() in _grammar().openers


def past_openers(text: str, start: int, end: int) -> int:
    """Return where the words that only open a sentence end.

    What opens one by its ending alone does so before a name: `Tammikuussa Aalto`, and not `Puusta pitkälle`.
    """
    rules = _grammar()
    for word in WORD.finditer(text, start, end):
        lower = word.group().lower().rstrip(",:")
        opens = lower in rules.openers or is_of_municipality(lower)  # `Paimiolainen Sukselan Kylät ry`
        if not opens and not (lower.endswith(rules.opener_endings) and _CAPITAL.search(text, word.end(), end)):
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


def allative(text: str, word: int, end: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return the organisation whose allative ends at `end`, back to the first word that can be part of its name."""
    start = reach_left(text, word, barriers, lower=is_noun(text[word:end]))
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


def is_noun(word: str) -> bool:
    """Return whether a name's last word is a noun in lower case (`kaupungille`), no legal form (`ry:lle`)."""
    return word[0].islower() and len(word) > _SHORT and not _ABBREVIATION.match(word)


def reach_left(text: str, word: int, barriers: Sequence[Span], *, lower: bool) -> int:
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
        if printed.endswith(PURPOSE_ENDS) and text[each.end() :].startswith(_CONJUNCTIONS):
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
        start = past_openers(text, start, end + 1)  # what follows is the name's last word: `Lisäksi Metsähallitukselle`
    for each in WORD.finditer(text, start, end):
        if each.group()[0].isupper():
            return each.start()
    return end


def is_body(name: str) -> bool:
    """Return whether a name in a sentence is an organisation's: one by itself, or by its legal form or last noun."""
    if is_organisation(name):
        return True
    printed = name.split()
    return (
        len(printed) > 1
        and name[0].isupper()
        and not _unnamed().fullmatch(printed[-1])
        and all(word[0].isupper() or word.lower() in _SMALL or word.endswith("n") for word in printed[:-1])
        and (is_head_noun(printed[-1]) or (legal_form(name) is not None and _FORMS.isdisjoint(printed[:-1])))
    )


def body_end(text: str, start: int, end: int) -> int:
    """Return where the organisation ends that a stretch begins with, `start` where it begins with none.

    A legal form or a noun that organisations are called by ends the name, and what goes on in lower case is no part
    of it: `Hämeen ammattikorkeakoulu palvelujen kehittämiseen`.
    """
    printed = list(WORD.finditer(text, start, end))
    form = next((word.end() for word in printed[1:] if word.group() in _FORMS), start)
    if is_body(text[start:form]):
        return form
    for word, following in pairwise(reversed(printed)):
        if word.group()[0].islower() and is_body(text[start : following.end()]):
            return following.end()
    return start
