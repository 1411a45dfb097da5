"""A dataset with records to review: crawled from two sites of our own, published, archived, and opened at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from scraper.desk.app import App
from scraper.desk.cases import Desk
from scraper.desk.pages import Pages
from scraper.desk.server import Server
from scraper.sources import load_sources
from tests.archived_site import BRIDGE, HARBOUR, OTHER, Site, html
from tests.desk.asking import Got, ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.desk.cases import Case

LIITTO = f"""# What the region grants.
id = "liitto"
funder = "Esimerkin liitto"
starts = ["{BRIDGE}", "{HARBOUR}"]
"""
TOINEN = f"""id = "toinen"
funder = "Toinen liitto"
starts = ["{OTHER}"]
"""


def project(name: str, granted: str, cost: str, applicant: str = "Kanavan kehitys Oy") -> str:
    return (
        f"<h2>{name}</h2><dl><dt>Hakija</dt><dd>{applicant}</dd><dt>Myönnetty rahoitus</dt><dd>{granted}</dd>"
        f"<dt>Kustannusarvio</dt><dd>{cost}</dd></dl>"
    )


@dataclass
class Opened:
    """A desk that answers."""

    folder: Path
    site: Site
    origin: str
    app: App
    desk: Desk

    @property
    def root(self) -> str:
        """The address of the desk without its origin."""
        return f"/{self.app.key}/en/"

    @property
    def definition(self) -> Path:
        return self.folder / "sources" / "liitto.toml"

    def case(self, name: str = "Silta tulevaan") -> Case:
        return next(case for case in self.desk.cases() if case.project.name == name)

    def look(self, name: str = "Silta tulevaan") -> str:
        """Return the record's page."""
        got = ask(self.origin, f"{self.root}case/{self.case(name).project.id}")
        assert got.status == 200
        return got.text

    def write(self, act: str, form: dict[str, str], name: str = "Silta tulevaan", **headers: str) -> Got:
        """Send a form as the record's page would."""
        seen = self.look(name).partition('name="seen" value="')[2].partition('"')[0]
        body = urlencode({"seen": seen, **form}).encode()
        usual = {"Origin": self.origin, "Content_Type": "application/x-www-form-urlencoded"}
        path = f"{self.root}case/{self.case(name).project.id}/{act}"
        return ask(self.origin, path, method="POST", body=body, **(usual | headers))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "liitto.toml").write_text(LIITTO)
    (sources / "toinen.toml").write_text(TOINEN)
    site = Site(tmp_path)
    site.pages[BRIDGE] = html(
        "AKKE-hankkeet 2022", project("Silta tulevaan", "79 900 €", "42 000 €"), project("Laituri", "10 €", "20 €")
    )
    site.pages[OTHER] = html("AKKE-hankkeet 2022", project("<i>Torni & muut</i>", "9 €", "8 €", "Ääni & <b>Co</b>"))
    site.crawl(*load_sources(sources))
    desk = Desk(site.output)
    app = App(desk, Pages(site.output / "archive"), sources)
    with Server(app.answer, port=0, methods=frozenset({"POST"})) as server:
        yield Opened(tmp_path, site, server.origin, app, desk)
