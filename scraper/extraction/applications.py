"""What somebody asked for, and what of it was granted: `Lopen kunta haki Silta-hankkeeseen 80 000 euroa ja sai 50 000`.

In goes a sentence, out comes the request that it tells, or the grant of a request. A sentence that also tells of a
refusal, a plan or a call gives nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.grant_words import Grant, grammar
from scraper.extraction.named_projects import find_projects_named
from scraper.extraction.receivers import find_organisations_named
from scraper.extraction.sentences import unit_sums

if TYPE_CHECKING:
    from scraper.extraction.bodies import Organisation
    from scraper.extraction.named_projects import Project
    from scraper.extraction.sentences import Span

_CLAUSE = re.compile(r",?\s(?:ja|mutta|och|men|and|but|josta|joista|varav|of which)\s")


class Request(NamedTuple):
    """Who asked for how much, and for which project; the places are those in the sentence."""

    organisation: Organisation | None
    project: Project | None
    sum: Span | None


def read_request(text: str) -> Request | None:
    """Return the one request that a sentence tells of, and nothing else."""
    rules = grammar()
    asked = rules.asks.search(text)
    if asked is None or rules.several.search(text):
        return None
    if rules.vetoes.search(text, 0, asked.start()) or rules.vetoes.search(text, asked.end()):
        return None
    sums = [(begin, end) for begin, end, _ in unit_sums(text)]
    projects = find_projects_named(text, sorted([asked.span(), *sums]))
    organisations = [
        each
        for each in find_organisations_named(text, [], [asked.span()], sums)
        if not any(each.end > project.start and each.start < project.last for project in projects)
    ]
    if len(sums) > 1 or len(projects) > 1 or len(organisations) > 1:
        return None
    project = projects[0] if projects else None
    organisation = organisations[0] if organisations else project and project.owner
    return Request(organisation, project, sums[0] if sums else None) if organisation or project else None


def granted_request(text: str) -> Grant | None:
    """Return the grant of `Lopen kunta haki Silta-hankkeeseen 80 000 euroa, ja sille myönnettiin 50 000 euroa`.

    What was granted stands in a clause behind the request's, with a verb and a sum and neither a veto nor a name.
    """
    rules = grammar()
    asked = rules.asks.search(text)
    marks = (
        [mark for mark in _CLAUSE.finditer(text, asked.end()) if rules.verbs.search(text, mark.end())] if asked else []
    )
    if not marks:
        return None
    clause = marks[-1]
    request, verb = read_request(text[: clause.start()]), rules.verbs.search(text, clause.end())
    sums = [(begin, end) for begin, end, _ in unit_sums(text) if begin >= clause.end()]
    if request is None or verb is None or len(sums) != 1 or rules.vetoes.search(text, clause.end()):
        return None
    if any(map(str.isupper, text[clause.end() : sums[0][0]])):
        return None  # `… ja Turun kaupungille myönnettiin 50 000 euroa`: who asked is not who received
    return Grant(sums[0], request.organisation, request.project, verb.group(), request.sum)
