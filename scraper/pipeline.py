"""The way through the house: bytes of a page in, projects with evidence out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper import schema
from scraper.assemble import Assembler, assemble_page
from scraper.document import read
from scraper.extraction.choose import find_projects
from scraper.identity import assign_ids
from scraper.model import Page, Project, WarningCode

if TYPE_CHECKING:
    from scraper.extraction.record import RawRecord


@dataclass(slots=True)
class Extraction:
    """All that was read from one or more pages."""

    pages: list[Page] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)

    def to_dict(self, *, evidence: bool = True) -> dict[str, object]:
        """Return the JSON document of docs/data-model.md, made of plain JSON types."""
        return schema.document(self.pages, self.projects, evidence=evidence)


def extract(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Extraction:
    """Read a page's bytes (HTML or plain text) into its projects.

    `url` is the page's own address, `content_type` the HTTP header it came with; both may be unknown.
    Raises only `CouncilScraperError`, on any bytes.
    """
    document = read(data, content_type=content_type)
    found = find_projects(document, url)
    page = assemble_page(found, document, url, len(found.records))
    assembler = Assembler(page, found.page.funder_region, document)
    records = found.records
    projects = [assembler.project(record) for record in records]
    projects, records = _without_copies(projects, records)
    assign_ids(projects, [_code(record) for record in records])
    page.projects = len(projects)
    return Extraction([page], projects)


def _code(record: RawRecord) -> str | None:
    """Return the funder's own number of a project, where the page prints it."""
    return record.code.text if record.code else None


_SAID = (
    *("name", "applicant", "granted_amount", "total_cost", "applied_amount", "start_date", "end_date"),
    *("description", "goals", "other_fields"),
)
"""The columns that a copy of a project says again to the letter."""


def _without_copies(projects: list[Project], records: list[RawRecord]) -> tuple[list[Project], list[RawRecord]]:
    """Leave out what a page prints twice to the letter, such as a copy for small screens; warn on what stays.

    Rows of one table or list that say the same are two grants and both stay, with the warning.
    """
    first: dict[tuple[str, ...], Project] = {}
    kept: list[tuple[Project, RawRecord]] = []
    for project, record in zip(projects, records, strict=True):
        key = tuple(str(getattr(project, column)) for column in _SAID)
        same = first.setdefault(key, project)
        if same is not project:
            _warn(same, WarningCode.DUPLICATE_ON_PAGE)
            if record.layout == "labelled":
                continue
            _warn(project, WarningCode.DUPLICATE_ON_PAGE)
        kept.append((project, record))
    return [project for project, _ in kept], [record for _, record in kept]


def _warn(project: Project, code: WarningCode) -> None:
    if code.value not in project.warnings:
        project.warnings = sorted([*project.warnings, code.value])
