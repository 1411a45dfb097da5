"""Grants in the 360Giving Data Standard: `360giving.json`, for the records that can satisfy it.

Projects come in; a package of grants and a count of what could not be one, by reason, go out. The standard requires
the day of the award, both organisations' ids and a description. None of them is ever made up: a page's date is not an
award date. Source: https://standard.threesixtygiving.org/ (schema 1.4).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from scraper.publish.csv import money
from scraper.publish.linked import last_retrieved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.model import Project
    from scraper.publish.publication import Publication, ThreeSixty

    Json = dict[str, object]

REGISTER = "FI-PRO"
"""org-id.guide's code for the Finnish Patent and Registration Office, whose ids are business ids."""


def write_grants(stream: TextIO, projects: Sequence[Project], publication: Publication) -> None:
    """Write the package.

    Without a prefix of 360Giving's in the publication no project can be one: the package is then empty.
    """
    config = publication.threesixty
    stream.write('{"version": "1.4", "grants": [')
    before = "\n"
    for project in projects:
        if config is not None and _missing(project, config) is None:
            stream.write(before + json.dumps(_grant(project, config), ensure_ascii=False))
            before = ",\n"
    stream.write("\n]}\n")


def left_out(projects: Iterable[Project], publication: Publication) -> Counter[str]:
    """Return how many projects can't be grants of the standard, by reason."""
    reasons = (_missing(project, publication.threesixty) for project in projects)
    return Counter(reason for reason in reasons if reason is not None)


def _missing(project: Project, config: ThreeSixty | None) -> str | None:
    """Return why a project can't be a grant of the standard, None if it can."""
    if config is None:
        return "no 360Giving prefix is configured"
    if project.status != "granted":
        return "not granted"
    if project.granted_amount is None:
        return "no amount"
    if project.decision_date is None:
        return "no award date"
    if project.applicant is None:
        return "no recipient"
    if project.funder not in config.funders:
        return "no id of the funder is configured"
    return None if _description(project) else "no description"


def _grant(project: Project, config: ThreeSixty) -> Json:
    """Return a project that has all that is required in the standard's words."""
    assert project.granted_amount is not None  # noqa: S101  (`_missing` saw to it)
    assert project.decision_date is not None  # noqa: S101  (likewise)
    assert project.funder is not None  # noqa: S101  (likewise)
    grant: Json = {
        "id": f"{config.prefix}-{project.id}",
        "title": project.name,
        "description": _description(project),
        "currency": "EUR",
        "amountAwarded": _number(money(project.granted_amount)),
        "awardDate": project.decision_date.isoformat(),
        "recipientOrganization": [_recipient(project, config)],
        "fundingOrganization": [{"id": config.funders[project.funder], "name": project.funder}],
    }
    if project.applied_amount is not None:
        grant["amountAppliedFor"] = _number(money(project.applied_amount))
    dates = {"startDate": project.start_date, "endDate": project.end_date}
    if planned := {key: day.isoformat() for key, day in dates.items() if day}:
        grant["plannedDates"] = [planned]
    if project.programme:
        code = f"{project.programme} {project.programme_year or ''}".strip()
        grant["grantProgramme"] = [{"title": project.programme, "code": code}]
    if project.source_url:
        grant |= {"dataSource": project.source_url}
    if modified := last_retrieved([project]):
        grant["dateModified"] = f"{modified}T00:00:00Z"
    return grant


def _recipient(project: Project, config: ThreeSixty) -> Json:
    """Return the applicant with its id: the register's where the page prints a business id, else one of our own."""
    name = project.applicant or ""
    if project.applicant_business_id:
        return {"id": f"{REGISTER}-{project.applicant_business_id}", "name": name}
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    return {"id": f"{config.prefix}-org:{slug}-{hashlib.sha256(name.encode()).hexdigest()[:8]}", "name": name}


def _description(project: Project) -> str | None:
    return project.description or "\n".join(project.goals) or None


def _number(amount: str) -> int | float:
    return float(amount) if "." in amount else int(amount)
