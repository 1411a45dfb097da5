"""Grants in a sentence: `Turun kaupungille myönnettiin 50 000 euroa` -> who receives how much, and for which project.

In goes a sentence, out come its grants: each has one sum and one receiver. Sentences of calls, plans and refusals,
sums of several receivers, and sentences in which sums and receivers don't pair off in one way give nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.applications import granted_request
from scraper.extraction.grant_lists import bracketed_grants, ranked_grants, shared_grants
from scraper.extraction.grant_words import Grant, grammar, leaves_open
from scraper.extraction.named_projects import Project, find_projects_named
from scraper.extraction.receivers import find_organisations_named
from scraper.extraction.record import is_tainted
from scraper.extraction.sentences import LONGEST_SENTENCE, total_cue, unit_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.bodies import Organisation
    from scraper.extraction.sentences import Span


_BESIDE = re.compile(r"[^\W\d_]lle (?:ja|sekä) $")
"""What stands before the second of two receivers, whoever the first is."""
_CLAUSE = re.compile(r"[,;]|\s(?:ja|sekä|och|samt|and)\s")


def read_grants(text: str, *, told: bool) -> list[Grant]:
    """Return the grants of a sentence in order; `told` says that the words around it tell of grants already."""
    rules = grammar()
    share = rules.share.search(text)
    if share and (of_whole := read_grants(" " * share.end() + text[share.end() :], told=told)):
        return of_whole
    sums = _granted_sums(text)
    if len(sums) > 1 and "(" in text and (bracketed := bracketed_grants(text, sums, told=told)):
        return bracketed
    if told and len(sums) > 1 and (shared := shared_grants(text)):
        return shared
    scope = text.rfind(": ", 0, sums[0][0]) + 1 if sums else 0
    if sums and rules.asks.search(text) and (granted := granted_request(text)):
        return [granted]
    if not sums or rules.vetoes.search(text) or rules.several.search(text, scope):
        return []
    verbs = [each.span() for each in rules.verbs.finditer(text)]
    if not verbs:
        return (ranked_grants(text) or _verbless(text, sums)) if told else []
    everything = [(begin, end) for begin, end, _ in unit_sums(text, elided=True)]
    end = share.start() if share else len(text)
    projects = [each for each in find_projects_named(text, sorted([*verbs, *everything])) if scope <= each.start < end]
    if not (told or projects) and all(rules.weak.fullmatch(text, *span) for span in verbs):
        return []
    receiving = [each.span() for each in rules.receives.finditer(text)]
    organisations = [
        each
        for each in find_organisations_named(
            text, verbs, receiving, everything, [(each.start, each.last) for each in projects]
        )
        if scope <= each.start < end and not any(each.end > p.start and each.start < p.last for p in projects)
    ]
    if len(sums) == len(organisations) == 1 and _BESIDE.search(text, 0, organisations[0].start):
        return []  # `Maija Merelle ja Puro ry:lle myönnettiin 5 000 euroa`
    if rules.sums_up.search(text) and not (projects and len(sums) == 1):
        return []
    verb = text[slice(*verbs[0])]
    return [Grant(*group, verb) for group in _pair_off(text, sums, organisations, projects)]


def projects_of(text: str) -> list[Project]:
    """Return the projects that a sentence names, none where it tells of several, of a call, a plan or a refusal."""
    if len(text) > LONGEST_SENTENCE or leaves_open(text):
        return []
    sums = [(begin, end) for begin, end, _ in unit_sums(text)]
    verbs = (each.span() for each in grammar().verbs.finditer(text))
    found = find_projects_named(text, sorted([*verbs, *sums]))
    return [] if found and find_projects_named(text[found[-1].last :], ()) else found  # `A-hanke ja B-hanke`


def _granted_sums(text: str) -> list[Span]:
    """Return the sums of a sentence that are neither what a project costs in all nor a part of another sum."""
    return [
        (begin, end)
        for begin, end, before in unit_sums(text, elided=True)
        if not total_cue(before, text[end:])
        and not grammar().parts.search(before)
        and not is_tainted(text, end, granted=True)
    ]


_Group = tuple["Span", "Organisation | None", "Project | None"]


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
    if 0 not in starts or grammar().sums_up.search(text):
        return []
    return [Grant(*group, "") for group in _pair_off(text, sums, organisations, projects)]
