"""Grants in a sentence: `Turun kaupungille myönnettiin 50 000 euroa` -> who receives how much, and for which project.

In goes a sentence, out come its grants: each has one sum and one receiver. Sentences of calls, plans and refusals,
sums of several receivers, and sentences in which sums and receivers don't pair off in one way give nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.named_projects import Project, find_projects_named, first_genitive
from scraper.extraction.receivers import Organisation, find_organisations_named, listed_organisation
from scraper.extraction.sentences import LONGEST_SENTENCE, total_cue, unit_sums
from scraper.normalise.organisation import is_organisation
from scraper.normalise.tables import either, lower, starting, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.sentences import Span


_BETWEEN_ITEMS = re.compile(r"[\s,;]*(?:(?:ja|sekä|och|samt|and)\s)?")
_WORDS_BEFORE = re.compile(r"[\s,;]*(?:[a-zåäö]+\s)*")
"""What leads to the first item: `Bland dem som får stöd finns bland annat Lovisa stad (25 000 euro)`."""

_CLAUSE = re.compile(r"[,;]|\s(?:ja|sekä|och|samt|and)\s")
_ITEM = re.compile(r",? (?:(?:ja|sekä|och|samt|and) )?(?=[A-ZÅÄÖ])")
_NOTE = re.compile(r" \([^()]*\)")
"""What brackets add to a sum: `500 euroa (450 plus 50 euroa)`."""
_REST_OF_BRACKETS = re.compile(r"[^()]*\)")
"""What brackets add to a sum that opens them: `A ry (500 euroa leiriin)`."""
_LONGEST_NAME = 90


class Grant(NamedTuple):
    """One sum and who receives it; the places are those in the sentence."""

    sum: Span
    organisation: Organisation | None
    project: Project | None
    verb: str
    """The word that grants, as printed."""


class _Grammar(NamedTuple):
    verbs: re.Pattern[str]
    receives: re.Pattern[str]
    vetoes: re.Pattern[str]
    several: re.Pattern[str]
    sums_up: re.Pattern[str]
    parts: re.Pattern[str]
    weak: re.Pattern[str]
    ranked: re.Pattern[str]
    shares: re.Pattern[str]
    """Verbs of sharing out that lead to a list."""
    grants_are: re.Pattern[str]
    """`Avustukset:` at a sentence's beginning, which may head what one receives too ..."""
    givers: re.Pattern[str]
    """... where a body that gives is named."""
    charges: re.Pattern[str]
    refusals: re.Pattern[str]
    """The vetoes that count before such a list too."""


@cache
def _grammar() -> _Grammar:
    verbs = {
        key: words("prose", "verbs", key)
        for key in (
            "grants",
            "receives",
            "vetoes",
            "sums_up",
            "parts",
            "ranked",
            "shares",
            "set_aside",
            "charges",
            "heads",
            "givers",
        )
    }
    several, counted, numbers = (either(words("prose", "verbs", key)) for key in ("several", "counted", "numbers"))
    return _Grammar(
        verbs=_words(either(verbs["grants"] + verbs["receives"])),
        receives=_words(either(verbs["receives"])),
        vetoes=_words(either(verbs["vetoes"])),
        several=re.compile(
            rf"(?<![\w-])(?:[^\W\d_]*(?:{several})"
            rf"|(?:[0-9]+|[^\W\d_]*(?:{numbers}))\s(?:(?!eur)[^\W\d_]+\s)?(?:{counted})"
            rf"|[1-9][0-9]?\s(?!eur)[^\W\d_][\w-]*\s(?:[0-9]+\s)?[-–](?:{counted}))(?![\w-])",
            re.IGNORECASE,  # the last of these is `10 Suomi 100 -hanketta`
        ),
        sums_up=_words(either(verbs["sums_up"])),
        parts=_words(either(verbs["parts"])),
        weak=_words(either(words("prose", "verbs", "weak"))),
        ranked=re.compile(rf"(?<![\w-])(?:{either(verbs['ranked'])})\s*$", re.IGNORECASE),
        shares=_words(either(verbs["shares"])),
        grants_are=re.compile(rf"(?:{either(verbs['heads'])}):", re.IGNORECASE),
        givers=re.compile(rf"(?:{either(verbs['givers'])})$", re.IGNORECASE),
        charges=starting(verbs["charges"]),
        refusals=_words(either(word for word in verbs["vetoes"] if word not in verbs["set_aside"])),
    )


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def read_grants(text: str, *, told: bool) -> list[Grant]:
    """Return the grants of a sentence in order; `told` says that the words around it tell of grants already."""
    rules = _grammar()
    sums = _granted_sums(text)
    if len(sums) > 1 and "(" in text and (bracketed := _bracketed(text, sums, told=told)):
        return bracketed
    if told and len(sums) > 1 and (shared := _shared_out(text)):
        return shared
    scope = text.rfind(": ", 0, sums[0][0]) + 1 if sums else 0
    if not sums or rules.vetoes.search(text) or rules.several.search(text, scope):
        return []
    verbs = [each.span() for each in rules.verbs.finditer(text)]
    if not verbs:
        return (_ranked(text) or _verbless(text, sums)) if told else []
    if not told and all(rules.weak.fullmatch(text, *span) for span in verbs):
        return []
    everything = [(begin, end) for begin, end, _ in unit_sums(text)]
    projects = [each for each in find_projects_named(text, sorted([*verbs, *everything])) if each.start >= scope]
    receiving = [each.span() for each in rules.receives.finditer(text)]
    organisations = [
        each
        for each in find_organisations_named(
            text, verbs, receiving, everything, [(each.start, each.last) for each in projects]
        )
        if each.start >= scope and not any(each.end > p.start and each.start < p.last for p in projects)
    ]
    if rules.sums_up.search(text) and not (projects and len(sums) == 1):
        return []
    verb = text[slice(*verbs[0])]
    return [Grant(*group, verb) for group in _pair_off(text, sums, organisations, projects)]


def projects_of(text: str) -> list[Project]:
    """Return the projects that a sentence names, none where it tells of several, of a call, a plan or a refusal."""
    if len(text) > LONGEST_SENTENCE or leaves_open(text):
        return []
    sums = [(begin, end) for begin, end, _ in unit_sums(text)]
    verbs = (each.span() for each in _grammar().verbs.finditer(text))
    found = find_projects_named(text, sorted([*verbs, *sums]))
    return [] if found and find_projects_named(text[found[-1].last :], ()) else found  # `A-hanke ja B-hanke`


def leaves_open(text: str) -> bool:
    """Tell whether a sentence tells of a call, a plan or a refusal, or of several receivers' money."""
    return _grammar().vetoes.search(text) is not None or _grammar().several.search(text) is not None


def _bracketed(text: str, sums: Sequence[Span], *, told: bool) -> list[Grant]:
    """Return the grants of a list in brackets, `Tuen saavat A (X, 40 000 €) ja B (Y, 25 000 €)`, or nothing.

    Every sum stands at the end of brackets of its own. On one side, the same for all, are organisations; what
    is on the other names the projects.
    """
    verb = _grammar().verbs.search(text) or _grammar().several.search(text)
    if _grammar().vetoes.search(text) or not (told or verb):
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
        return [Grant(one, Organisation(*body), Project(*name, name[1]), printed) for name, body, one in items]
    return []


def _owned(text: str, names: Sequence[Span], sums: Sequence[Span], verb: str) -> list[Grant]:
    """Return the grants of `Lopen kunnan Satama (32 000 euroa) ja Puro ry:n Silta (57 500 euroa)`, or nothing."""
    grants: list[Grant] = []
    for (start, end), one in zip(names, sums, strict=True):
        owner = first_genitive(text, start, end)
        if owner is None:
            return []
        grants.append(Grant(one, owner, Project(owner.end + 1, end, end), verb))
    return grants


def _shared_out(text: str) -> list[Grant]:
    """Return the grants of `Määräraha jaettiin seuraavasti: A ry 422,12 euroa, B ry 126,63 euroa ja …`, or nothing.

    The words before the colon say that money was shared out, or are `Avustukset` alone; every sum behind it has one
    name right before it, most of them organisations'.
    """
    rules = _grammar()
    headed = rules.grants_are.match(text)
    found = headed or rules.shares.search(text)
    colon = text.find(":", found.end() - 1) if found else -1
    if found is None or colon < 0 or rules.refusals.search(text, 0, colon) or rules.charges.search(lower(text[:colon])):
        return []
    grants: list[Grant] = []
    bodies, previous = 0, colon + 1
    for begin, end, _ in unit_sums(text):
        if begin < previous:
            continue
        last = len(text[:begin].rstrip(" ,:–-("))
        first = _item_start(text, previous, last)
        name = text[first:last]
        if not 1 < len(name) <= _LONGEST_NAME or not name[0].isupper() or (headed and rules.givers.search(name)):
            return []
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
                return mark.end()
    return start


def _list_start(text: str, first_sum: int) -> int:
    """Return where a list of names begins: behind its colon, or behind the verb that leads to it."""
    opened = text.rfind("(", 0, first_sum)
    colon = text.rfind(": ", 0, max(opened, 0))
    if colon >= 0:
        return colon + 1
    verbs = [*_grammar().verbs.finditer(text, 0, max(opened, 0)), *_grammar().several.finditer(text, 0, max(opened, 0))]
    return max((each.end() for each in verbs), default=0)


def _granted_sums(text: str) -> list[Span]:
    """Return the sums of a sentence that are neither what a project costs in all nor a part of another sum."""
    return [
        (begin, end)
        for begin, end, before in unit_sums(text)
        if not total_cue(before, text[end:]) and not _grammar().parts.search(before)
    ]


_Group = tuple["Span", Organisation | None, Project | None]


def _pair_off(
    text: str, sums: Sequence[Span], organisations: Sequence[Organisation], projects: Sequence[Project]
) -> list[_Group]:
    """Return each sum with its receivers, or nothing where they can be paired in more than one way."""
    if len(sums) == 1:
        if not (organisations or projects) or len(organisations) > 1 or len(projects) > 1:
            return []
        return [_group(sums[0], organisations, projects)]
    if len(organisations) == len(sums):
        leaders: Sequence[Organisation | Project] = organisations
    elif len(projects) == len(sums) and len(organisations) <= 1:
        leaders = projects
    else:
        return []
    bounds = _bounds(sums, leaders)
    if not bounds:
        return []
    shared = (
        list(organisations) if len(organisations) == 1 and organisations[0].start < min(bounds[0], sums[0][0]) else []
    )
    clauses = _clauses(text, sums, projects, bounds) if leaders is projects else bounds
    groups: list[_Group] = []
    for one, leader, first, last in zip(sums, bounds, clauses, [*clauses[1:], None], strict=True):
        own = [each for each in organisations if first <= each.start and (last is None or each.start < last)] or shared
        if groups and own is shared and _names_another(text, groups[-1], min(leader, one[0])):
            own = []
        named = [each for each in projects if first <= each.start and (last is None or each.start < last)]
        if len(own) > 1 or len(named) > 1:
            return []
        groups.append(_group(one, own, named, shared=own is shared))
    return groups if sum(project is not None for _, _, project in groups) == len(projects) else []


def _bounds(sums: Sequence[Span], leaders: Sequence[Organisation | Project]) -> list[int]:
    """Return where each pair of a receiver and a sum begins, where they take turns; else nothing."""
    starts, begins = [each.start for each in leaders], [begin for begin, _ in sums]
    for first, second in ((starts, begins), (begins, starts)):
        turns = [at for pair in zip(first, second, strict=True) for at in pair]
        if turns == sorted(turns):
            return first
    return []


def _clauses(text: str, sums: Sequence[Span], projects: Sequence[Project], bounds: list[int]) -> list[int]:
    """Return where the clause of each pair begins: `X-hanke sai 9 000 euroa, ja A:lle myönnettiin Y-hankkeeseen …`."""
    starts = bounds[:1]
    for (_, end), project, following in zip(sums, projects, bounds[1:], strict=False):
        mark = _CLAUSE.search(text, max(end, project.last), following)
        starts.append(mark.end() if mark else following)
    return starts


def _names_another(text: str, group: _Group, end: int) -> bool:
    """Return whether a name stands between one grant and the next: who receives that one, though nothing reads it."""
    (_, last), _, project = group
    return any(map(str.isupper, text[max(last, project.last if project else 0) : end]))


def _group(
    one: Span, organisations: Sequence[Organisation], projects: Sequence[Project], *, shared: bool = False
) -> _Group:
    project = projects[0] if projects else None
    owner = project.owner if project else None
    organisation = organisations[0] if organisations and not (shared and owner) else owner
    return one, organisation, project


def _verbless(text: str, sums: Sequence[Span]) -> list[Grant]:
    """Return the grants of a line without a verb that begins with a receiver: `Turun kaupungille 75 000 euroa`."""
    projects = find_projects_named(text, sums)
    organisations = [
        each
        for each in find_organisations_named(text, [], [], sums)
        if not any(each.end > p.start and each.start < p.last for p in projects)
    ]
    owned = [each.owner for each in projects if each.owner and text.startswith(" (", each.last)]
    starts = {each.start for each in projects} | {each.start for each in [*organisations, *owned]}
    if 0 not in starts or _grammar().sums_up.search(text):
        return []
    return [Grant(*group, "") for group in _pair_off(text, sums, organisations, projects)]


def _ranked(text: str) -> list[Grant]:
    """Return the grants of a list by size, `Störst är X med 65.000 euro`: each sum has one organisation before it."""
    grants: list[Grant] = []
    previous = 0
    for begin, end, before in unit_sums(text):
        cue = _grammar().ranked.search(before)
        organisation = listed_organisation(text, previous, begin) if cue else None
        if cue is None or organisation is None:
            return []
        grants.append(Grant((begin, end), organisation, None, cue.group().strip()))
        previous = end
    return grants
