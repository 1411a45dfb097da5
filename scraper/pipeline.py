"""The way through the house: bytes of a page in, projects with evidence out."""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper import schema
from scraper.model import Page, Project


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
    raise NotImplementedError
