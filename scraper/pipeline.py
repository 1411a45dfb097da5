"""The way through the house: bytes of a page in, projects with evidence out."""

from __future__ import annotations

import contextlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scraper import schema
from scraper.assemble import Assembler, assemble_page
from scraper.document import read
from scraper.errors import UnreadablePageError
from scraper.extraction.choose import find_projects
from scraper.extraction.labels import labels_with
from scraper.identity import assign_ids
from scraper.model import Page, Project, WarningCode
from scraper.readings import Shelf
from scraper.soup import SoupPage, find_by
from scraper.totals import check_totals, warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scraper.extraction.choose import Found
    from scraper.model import Document
    from scraper.soup import Parser


@dataclass(slots=True)
class Extraction:
    """All that was read from one or more pages."""

    pages: list[Page] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    translations: list[str] = field(default_factory=list)
    """Where the page says that it stands in other languages; its own address may be among them."""

    def to_dict(self, *, evidence: bool = True) -> dict[str, object]:
        """Return the JSON document of docs/data-model.md, made of plain JSON types."""
        return schema.document(self.pages, self.projects, evidence=evidence)


def extract(
    data: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    labels: Mapping[str, Sequence[str]] | None = None,
    parser: Parser | None = None,
) -> Extraction:
    """Read a page's bytes (HTML or plain text) into its projects.

    `url` is the page's own address, `content_type` the HTTP header it came with; both may be unknown. `labels` are
    words that this page's publisher prints before values, by the field that they name, besides the usual ones;
    `parser` finds the projects in place of the general readers.
    Raises only `CouncilScraperError`, on any bytes.
    """
    try:
        return _extract(data, url, content_type, labels or {}, parser)
    except MemoryError:
        message = "it takes more memory to read than there is; leave it out, or give the program more"
        raise UnreadablePageError(message) from None


def _extract(
    data: bytes, url: str | None, content_type: str | None, labels: Mapping[str, Sequence[str]], parser: Parser | None
) -> Extraction:
    document = read(data, content_type=content_type)
    vocabulary = labels_with(labels)
    found = find_projects(document, url, vocabulary)
    if parser is not None:
        found = find_by(parser, found, SoupPage(document, data, url), vocabulary)
    shelf = Shelf(document)
    page = assemble_page(found, document, url, shelf)
    projects = _projects(found, Assembler(page, found.page, shelf), page)
    page.projects = len(projects)
    document.blocks.release()
    return Extraction([page], projects, _translations(document, url))


def _translations(document: Document, url: str | None) -> list[str]:
    """Return the addresses of the page in other languages, made absolute; those that are none are left out."""
    found = []
    for block in document.facts.get("translation", ()):
        with contextlib.suppress(ValueError):
            found.append(urljoin(url or "", block.text))
    return found


def _projects(found: Found, assembler: Assembler, page: Page) -> list[Project]:
    """Return the projects of a page's records, each with its id.

    What a page prints twice to the letter, such as a copy for small screens, is left out, with a warning on what
    stays. Rows of one table or list that say the same are two grants: both stay, with the warning.
    """
    projects: list[Project] = []
    codes: list[str | None] = []
    firsts: list[int] = []
    first: dict[int, Project] = {}
    records = deque(found.records)
    found.records.clear()
    while records:
        record = records.popleft()  # a record is let go as soon as it is a project: a page may hold many thousands
        project = assembler.project(record)
        same = first.setdefault(hash(_said(project)), project)
        if same is not project and _said(same) == _said(project):
            warn(same, WarningCode.DUPLICATE_ON_PAGE)
            if record.layout == "labelled":
                continue
            warn(project, WarningCode.DUPLICATE_ON_PAGE)
        projects.append(project)
        firsts.append(record.first)
        codes.append(record.code.text if record.code else None)
    assign_ids(projects, codes)
    check_totals(page, projects, firsts, found.totals)
    return projects


def _said(project: Project) -> tuple[object, ...]:
    """Return all that a copy of a project says again to the letter."""
    sums = (project.granted_amount, project.total_cost, project.applied_amount)
    texts = (project.name, project.applicant, project.description, *project.goals)
    return (*texts, *sums, project.start_date, project.end_date, *project.other_fields.items())
