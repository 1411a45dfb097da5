"""Projects in a sentence: `X-hankkeelle`, `hankkeeseen ”X”`, `för projektet X`, `for the X project` -> where X stands.

In goes a sentence and the places that names don't reach over (sums and verbs), out come the projects in order, each
with the organisations in the genitive that carry it out. A kind of project (`EAKR-hankkeelle`) is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.bodies import (
    ALLATIVE,
    BOUNDARY,
    WORD,
    Organisation,
    allative,
    body_end,
    genitives,
    last_barrier,
    past_openers,
)
from scraper.normalise.inflection import is_head_noun
from scraper.normalise.organisation import is_organisation, legal_form
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.sentences import Span


class Project(NamedTuple):
    """A project that receives: its name at `start:end`, in a phrase that goes on to `last`."""

    start: int
    end: int
    last: int
    owner: Organisation | None = None


_QUOTED = re.compile(r"[”\"“„»](?P<name>[^”\"“„»«]{2,150})[”\"“«]")
_QUOTED_PURPOSE = re.compile(
    r"(?<![^\W\d_])(?:för|till|for)\s(?:(?:the|its|sitt|sin|det|den)\s)?[”\"“„»](?P<name>[^”\"“„»«]{2,150})[”\"“«]"
)
"""`beviljas 4 000 euro för ”Grön hamn”`."""
_ENGLISH_NAME = re.compile(
    r"(?:\b(?:[Tt]he|its) (?:new |joint )?|(?P<theirs>[’']s ))"
    r"(?P<name>[A-Z](?:(?! (?:the|for|its) |[’']s )[^.,;]){1,80}?) project\b"
)
_OF = re.compile(r" (?:of|by|led by|run by|coordinated by) (?:the )?(?=[A-ZÅÄÖ])")
_AFTER_BODY = re.compile(r"[,.;(]|\s(?:with|and|for|from|in)\s|$")
_WHOSE = re.compile(r"(?:^|(?<=[.;] ))(?P<owner>[A-ZÅÄÖ][^,.;:]{1,80}), (?:jonka|vars|whose) (?:projekt |project )?$")
"""`Lopen kunta, jonka Silta-hankkeelle myönnettiin`."""
_LED = re.compile(
    r"(?:^|(?<=[.;] ))(?:(?:Projektet|The project|Hanke|Projekti|The) (?=[A-ZÅÄÖ0-9]))?"
    r"(?P<name>[A-ZÅÄÖ0-9][^,.;:]{1,80}?)(?: project|[ -]?-hanke|-projektet)?, "
    r"(?:(?:led|coordinated|managed|run|carried out) by (?:the )?|"
    r"som (?:leds|koordineras|genomförs) av |jota (?:koordinoi|hallinnoi|toteuttaa|johtaa) )"
    r"(?P<owner>[A-ZÅÄÖ][^,.;:]{1,80}),"
)
"""`Green Ferries, led by the City of Turku, receives …`: who leads the project is named between commas."""
_JOINED = re.compile(r"\s(?:och|and|ja)\s(?P<second>[A-ZÅÄÖ][\w-]*(?:\s[\w-]+){0,2})(?=[,;(]|\.(?:\s|$)|$)")
"""`projektet Natur och Miljö.`: a name goes on where nothing but one or two words stands behind it."""
_LEADS_TO_SUM = re.compile(r"\s(?:med|with|om|på|of)$")
"""What stands between a project's name and its sum: `projektet Skeppets resa med 12 000 euro`."""
_GENITIVE_AHEAD = re.compile(r"[A-ZÅÄÖ][a-zåäö]*n ")
_FINITE = re.compile(r"\s(?:on|ovat|oli|olivat|är|var|is|was)(?=\s)")
_LONGEST_NAME = 200


class _Grammar(NamedTuple):
    attached: re.Pattern[str]
    """`-hankkeelle` or `-nimiselle hankkeelle` after a name, or ` -näyttelyyn` after one of several words."""
    named: re.Pattern[str]
    """`hankkeeseen` before a name."""
    swedish: re.Pattern[str]
    english: re.Pattern[str]
    purpose: re.Pattern[str]
    money: re.Pattern[str]
    shared: re.Pattern[str]
    region: re.Pattern[str]
    """A region in the allative."""
    carries: re.Pattern[str]
    """Verbs between who carries a project out and its name."""
    goes_on: re.Pattern[str]
    """Where the sentence goes on behind a project's name."""
    cut: frozenset[str]
    generic: frozenset[str]


@cache
def _grammar() -> _Grammar:
    projects = either(words("prose", "receiver", "projects"))
    cut, kept = words("prose", "receiver", "cut"), words("prose", "receiver", "kept")
    works, called = (either(words("prose", "receiver", key)) for key in ("works", "called"))
    start = r"(?<![^\W\d_])"
    named = r"\s(?=(?-i:[”\"“„»A-ZÅÄÖ]|[0-9]+[A-ZÅÄÖ]))"
    return _Grammar(
        attached=re.compile(
            rf"[”\"]?(?:(?:\s?[-–—]|(?<=[”\"])\s)(?:(?:{called})\s[a-zåäö]*)?(?:{projects})"
            rf"|\s[-–—](?:{works})[a-zåäö]{{0,8}}|(?<=\w)-projekt(?:et)?)(?![\w-])",
            re.IGNORECASE,
        ),
        named=re.compile(rf"[^\W\d_]*(?:{projects}){named}", re.IGNORECASE),
        swedish=re.compile(rf"{start}projekt(?:et)?{named}", re.IGNORECASE),
        english=re.compile(rf"{start}project{named}", re.IGNORECASE),
        purpose=re.compile(rf"\s(?P<purpose>{either(cut + kept)})(?![\w-])"),
        money=re.compile(rf"[^\s]*(?:{either(words('prose', 'receiver', 'money'))})(?![\w-])", re.IGNORECASE),
        shared=re.compile(
            rf"\s(?:{either(words('prose', 'receiver', 'shared'))}"
            rf"|(?:{either(words('prose', 'receiver', 'led'))})(?:a|ä|an|än|n|lle|lta|ltä)?)(?![\w-])"
        ),
        region=re.compile(rf"(?:{either(words('prose', 'receiver', 'region_receives'))}) "),
        carries=re.compile(rf"\s(?:{either(words('prose', 'receiver', 'carries'))})(?=\s)"),
        goes_on=re.compile(rf"{BOUNDARY.pattern}|\s(?:{either(words('prose', 'receiver', 'goes_on'))})(?=\s)"),
        cut=frozenset(cut),
        generic=frozenset(words("prose", "receiver", "generic")),
    )


def find_projects_named(text: str, barriers: Sequence[Span]) -> list[Project]:
    """Return the projects that a sentence names as receivers, in order; no name reaches over a barrier."""
    rules = _grammar()
    found = [
        *(_before(text, each.start(), each.end(), barriers) for each in rules.attached.finditer(text)),
        *(
            _after(text, each.end(), barriers, each.start())
            for pattern in (rules.named, rules.swedish, rules.english)
            for each in pattern.finditer(text)
        ),
        *(_purpose(text, each, barriers) for each in rules.purpose.finditer(text)),
        *(
            _checked(text, *each.span("name"), each.end(), _possessor(text, each, barriers))
            for each in _ENGLISH_NAME.finditer(text)
            if not any(each.start() < end and begin < each.end() for begin, end in barriers)
        ),
        *(_checked(text, *each.span("name"), each.end(), None) for each in _QUOTED_PURPOSE.finditer(text)),
        *(
            Project(*each.span("name"), each.end(), Organisation(*each.span("owner")))
            for each in _LED.finditer(text)
            if is_organisation(each["owner"])
        ),
    ]
    kept: list[Project] = []
    for project in sorted(filter(None, found), key=lambda each: (each.start, each.owner is None, each.end)):
        if not kept or project.start >= kept[-1].last:
            kept.append(project)
    return kept


def _before(text: str, end: int, last: int, barriers: Sequence[Span]) -> Project | None:
    """Return the project whose name ends at `end`, right before `-hankkeelle`."""
    quoted = next((each for each in _QUOTED.finditer(text) if each.end("name") == end), None)
    if quoted:
        return Project(quoted.start("name"), end, last, _owner(text, quoted.start(), barriers))
    floor = _floor(text, end, barriers)
    barrier = last_barrier(end, barriers)
    shared = _grammar().shared.search(text, barrier, end)
    carried = [*_grammar().carries.finditer(text, barrier, end)]
    if shared:
        owner, floor = genitives(text, barrier, shared.start()), shared.end()
    elif carried:
        owner, floor = _subject(text, barrier, carried[-1].start()), max(floor, carried[-1].end())
    else:
        owner = first_genitive(text, floor, end)
        floor = owner.end if owner else floor
    start = _name_start(text, floor, end)
    subject = text[:start].rstrip().endswith(words("prose", "verbs", "receives"))
    if owner is None and not carried and (owner := _leading_body(text, start, end, subject=subject)):
        start = owner.end + 1
        if _GENITIVE_AHEAD.match(text, start, end) and not subject:
            return None  # `Lapin koulutuskuntayhtymä Redun Silta -hankkeelle`: whose word the first one is
    if owner is None and not carried and start < body_end(text, start, end) < end:
        return None  # `Lopen kunta investoi Silta-hankkeeseen`: a verb stands between
    return _checked(text, start, end, last, owner)


def _subject(text: str, start: int, end: int) -> Organisation | None:
    """Return the organisation that stands before a verb, behind the words that open its sentence."""
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,"))
    start = past_openers(text, start, end)
    return Organisation(start, end) if is_organisation(text[start:end]) else None


def _leading_body(text: str, start: int, end: int, *, subject: bool) -> Organisation | None:
    """Return the organisation that a name begins with: `sai Tampereen yliopisto Hiedanranta Lab -hankkeelleen`.

    A `subject` needs no word that says what it is: `sai Xamk Green Hub -hankkeeseen`.
    """
    for space in re.finditer(r" (?=[A-ZÅÄÖ])", text[start:end]):
        at = start + space.start()
        last = text[max(start, text.rfind(" ", start, at) + 1) : at]
        ends = subject or last[0].islower() or ("-" in last and is_head_noun(last)) or legal_form(last) is not None
        if ends and is_organisation(text[start:at]):
            return Organisation(start, at)
    return None


def _after(text: str, start: int, barriers: Sequence[Span], first: int) -> Project | None:
    """Return the project whose name begins at `start`, right after `hankkeeseen`."""
    owner = _owner(text, first, barriers)
    if quoted := _QUOTED.match(text, start):
        return Project(quoted.start("name"), quoted.end("name"), quoted.end(), owner)
    stop = _grammar().goes_on.search(text, start)
    ends = [begin for begin, _ in barriers if begin >= start] + ([stop.start()] if stop else [])
    if stop and stop.start() == min(ends) and (joined := _JOINED.match(text, stop.start())):
        name = text[joined.start("second") : joined.end()]
        if not is_organisation(name) and not any(stop.start() < begin < joined.end() for begin, _ in barriers):
            ends = [joined.end()]
    end = start + len(text[start : min(ends, default=len(text))].rstrip())
    if joint := _LEADS_TO_SUM.search(text, start, end):
        end = joint.start()
    return _checked(text, start, end, end, owner)


def _purpose(text: str, found: re.Match[str], barriers: Sequence[Span]) -> Project | None:
    """Return what `Teollisuusvisio 2020 laatimiseen` names; a name in the genitive keeps the word it belongs to."""
    end = found.start()
    floor = _floor(text, end, barriers)
    start = body_end(text, _name_start(text, floor, end), end)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if not text[start : start + 1].isupper() or _grammar().attached.search(text, start, end):
        return None
    if found["purpose"] not in _grammar().cut or text[:end].endswith("n"):
        end = found.end()
    return _checked(text, start, end, found.end(), None)


def _floor(text: str, end: int, barriers: Sequence[Span]) -> int:
    """Return where a name that ends at `end` begins at the earliest: after a barrier, a comma, words of money."""
    floor = last_barrier(end, barriers)
    floor = max(floor, text.rfind(", ", floor, end) + 1, text.rfind(": ", floor, end) + 1)
    for each in _grammar().money.finditer(text, floor, end):
        floor = each.end()
    for each in ALLATIVE.finditer(text, floor, end):
        if allative(text, each.start(), each.end(), barriers):
            floor = each.end()
    for each in _FINITE.finditer(text, floor, end):
        floor = each.end()
    bracket = text.rfind(") ", floor, end)
    if bracket >= 0 and "(" not in text[floor:bracket]:
        floor = bracket + 1
    return floor


def _name_start(text: str, floor: int, end: int) -> int:
    """Return where a project's name begins after `floor`: at its first capital, or where it has none, there."""
    start = floor + len(text[floor:end]) - len(text[floor:end].lstrip())
    if start == 0:
        start = past_openers(text, start, end)
    for word in WORD.finditer(text, start, end):
        if word.group()[0].isupper():
            return word.start()
    return start


def _checked(text: str, start: int, end: int, last: int, owner: Organisation | None) -> Project | None:
    name = text[start:end]
    if owner is None and (whose := _WHOSE.search(text, 0, start)) and is_organisation(whose["owner"]):
        owner = Organisation(*whose.span("owner"))
    if not (2 <= len(name) <= _LONGEST_NAME) or name.lower().rstrip("-– ") in _grammar().generic:
        return None
    if name[-1] in "-–" or not any(map(str.isalpha, name)) or _grammar().money.fullmatch(name):
        return None  # `Satama-hankkeeseen AIKO-rahoitusta`: the money, not the name
    if "lle " in name and _grammar().region.search(name):
        return None  # `Kaustisen seutukunnalle Biotalous -hankkeeseen`: who hands it on, and the name
    return Project(start, end, last, owner)


def _possessor(text: str, named: re.Match[str], barriers: Sequence[Span]) -> Organisation | None:
    """Return whose project it is: `Demo Works Oy's Silta project`, `the Silta project of Demo Works Oy`."""
    if behind := _OF.match(text, named.end()):
        ends = [begin for begin, _ in barriers if begin > named.end()]
        stop = min([*ends, *(mark.start() for mark in _AFTER_BODY.finditer(text, behind.end()))], default=len(text))
        start, end = behind.end(), len(text[:stop].rstrip())
    elif carried := _carrier(text, text.rfind(" the ", 0, named.start("name")), barriers):
        return carried
    elif named["theirs"]:
        end = named.start("theirs")
        start = last_barrier(end, barriers)
        start = past_openers(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    else:
        return None
    return Organisation(start, end) if is_organisation(text[start:end]) else None


def _owner(text: str, end: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return who carries out a project, from the genitives right before its phrase: `Turun yliopiston hankkeelle`."""
    barrier = last_barrier(end, barriers)
    if shared := _grammar().shared.search(text, barrier, end):
        return genitives(text, barrier, shared.start())
    floor = _name_start(text, _floor(text, end, barriers), end)
    owner = genitives(text, floor, floor + len(text[floor:end].rstrip()))
    return owner or _carrier(text, len(text[:end].rstrip()), barriers)


def _carrier(text: str, end: int, barriers: Sequence[Span]) -> Organisation | None:
    """Return who does what the verb that ends at `end` says: `Hangö stad driver` before `projektet Grön hamn`."""
    verb = next((each for each in _grammar().carries.finditer(f"{text[: max(end, 0)]} ") if each.end() == end), None)
    return _subject(text, last_barrier(verb.start(), barriers), verb.start()) if verb else None


def without_kind(text: str, start: int, end: int) -> int:
    """Return where a name ends without the word that says that it is a project's: `Silta tulevaan -hanke`."""
    kind = next((each for each in _grammar().attached.finditer(text, start, end) if each.end() == end), None)
    return kind.start() if kind and kind.start() > start else end


def first_genitive(text: str, floor: int, end: int) -> Organisation | None:
    """Return the organisation in the genitive that stands before a name in upper case: `Turun yliopiston Valo`."""
    start = _name_start(text, floor, end)
    for space in re.finditer(r"\s", text[start:end]):
        at = start + space.start()
        if text[at + 1 : at + 2].isupper() and (owner := genitives(text, start, at)):
            return owner
    return None
