"""Two councils' sites of our own making: crawled into an archive and published, for what reads archives."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.archive import Archive
from scraper.errors import FetchError
from scraper.runs.run import Terms, run
from scraper.sources import Follow, Source
from tests.archive.answers import answer, exchange

if TYPE_CHECKING:
    from scraper.response import Response
    from scraper.runs.run import RunReport, Terms

BRIDGE = "https://liitto.example/hankkeet-2022/"
HARBOUR = "https://liitto.example/hankkeet-2023/"
OTHER = "https://toinen.example/rahoitetut/"

LIITTO = Source(id="liitto", funder="Esimerkin liitto", region="05", starts=(BRIDGE, HARBOUR))
TOINEN = Source(id="toinen", funder="Toinen liitto", region="06", starts=(OTHER,), follow=Follow())


def project(name: str, granted: str) -> str:
    """Return a project as these sites print it."""
    applicant = "<dt>Hakija</dt><dd>Kanavan kehitys Oy</dd>"
    return f"<h2>{name}</h2><dl>{applicant}<dt>Myönnetty rahoitus</dt><dd>{granted}</dd></dl>"


def html(title: str, *projects: str) -> bytes:
    """Return a page."""
    return (
        f"<!doctype html><html lang=fi><title>{title}</title><main><h1>{title}</h1>{''.join(projects)}</main>".encode()
    )


@dataclass
class Site:
    """What the sites answer, where that is archived, and how it is published."""

    folder: Path
    pages: dict[str, bytes] = field(
        default_factory=lambda: {
            BRIDGE: html("AKKE-hankkeet 2022", project("Silta tulevaan", "30 000 €")),
            HARBOUR: html("AKKE-hankkeet 2023", project("Satama elää", "12 500,50 €")),
            OTHER: html("AKKE-hankkeet 2022", project("Torni", "7 000 €"), project("Aukio", "8 000 €")),
        }
    )
    moved: dict[str, str] = field(default_factory=dict)
    minute: int = 0

    @property
    def output(self) -> Path:
        """Where the dataset is published; the archive is in it."""
        return self.folder / "output"

    def crawl(self, *sources: Source, **terms: Any) -> RunReport:
        """Run the sources, LIITTO and TOINEN unless others are given, as if the web had answered."""
        self.minute += 60
        with Archive(self.output / "archive") as archive:
            accepted = Terms(accept="these sites change as no real one does", **terms)
            visitor = _Visitor(self, archive)
            return run(sources or (LIITTO, TOINEN), visitor=visitor, output=self.output, terms=accepted)

    def fetch(self, *urls: str) -> None:
        """Archive pages and publish nothing."""
        self.minute += 60
        with Archive(self.output / "archive") as archive:
            for url in urls:
                _Visitor(self, archive).visit(url)


@dataclass
class _Visitor:
    site: Site
    archive: Archive

    def visit(self, url: str, *, delay: float | None = None) -> Response:
        del delay
        target = self.site.moved.get(url, url)
        hops = [exchange(url, b"", 301, self.site.minute, f"Location: {target}\n")] if target != url else []
        if target not in self.site.pages:
            raise FetchError("the site answered 404", status=404, kind="status")
        response = answer(target, self.site.pages[target], self.site.minute, packed=True, hops=hops)
        self.archive.store(response)
        return response
