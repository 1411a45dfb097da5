"""Reports to look at: of the saved pages, of many invented projects, of several runs, of texts that mean harm."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Final

import pytest

from scraper.archive import Archive
from scraper.cli import main
from scraper.desk.pages import Pages
from scraper.gates import Gate
from scraper.history import History
from scraper.model import Evidence, Page, Project
from scraper.publish import dataset, generations
from scraper.publish.formats import Edition
from scraper.report import build, shelf
from scraper.response import Response
from scraper.runs import run_record
from scraper.runs.run_record import RunRecord, SourceRecord
from tests.archive.answers import at, exchange
from tests.archived_site import BRIDGE, HARBOUR, OTHER, Site, html
from tests.peers.test_naughty import strings
from tests.saved_pages import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ViewportSize
    from playwright.sync_api import Page as Tab

    from scraper.sources import Source

EVERY_TEXT = "COUNCIL_SCRAPER_EVERY_TEXT" in os.environ
OURS = ("file:", "data:", "blob:", "about:")
"""How addresses begin that lead to no other host."""
SCREEN: Final[ViewportSize] = {"width": 1280, "height": 900}
PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    '"-alert(1)-"',
    "`${alert(1)}`",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    'https://evil.example/"onmouseover=alert(1) x="',
    "//evil.example/x",
    "<a href=https://evil.example>x</a>",
    "<iframe src=https://evil.example>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "{{7*7}}{% include 'x' %}",
    "{0}{name}{value.__class__}",
    "</textarea></title><b>x</b>",
    "&lt;b&gt;&#x3c;i>",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "\u2028alert(1)\u2029",
    "\u202e<b>\u2066",
    "__proto__",
    "constructor",
    '=HYPERLINK("https://evil.example")',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<form action=https://evil.example><button>x",
    "<object data=https://evil.example/x.swf></object>",
    "<svg><use href=https://evil.example/x.svg#a></svg>",
    "<details open ontoggle=alert(1)>x",
    "<input autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<img srcset='https://evil.example/x.png 1x'>",
    "{% raw %}</script><script>alert(1)</script>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\\');alert(1);//",
    "report.take('table',{columns:[],rows:[]})",
    "#../../../etc/passwd",
    "%3Cscript%3Ealert(1)%3C/script%3E",
]


def made(number: int, **values: object) -> Project:
    """Return an invented project; those of other numbers differ."""
    year = 2015 + number % 11
    facts: dict[str, object] = {
        "id": f"liitto-akke-{number:05}",
        "name": f"Hanke numero {number}",
        "applicant": f"Hakija {number % 613} Oy",
        "applicant_legal_form": "oy",
        "granted_amount": Decimal(1000 + number * 7919 % 400_000),
        "total_cost": Decimal(500_000),
        "start_date": date(year, 1 + number % 12, 1),
        "end_date": date(year + 2, 12, 31),
        "date_precision": "day",
        "description": f"Kuvaus {number}: alueen yritykset kokeilevat yhdessä uusia keinoja ja kertovat niistä muille.",
        "goals": [f"tavoite {number}"],
        "funder": f"Liitto {number % 19}",
        "programme": ("AKKE", "AIKO", "EAKR", "ESR", "JTF", "Maaseutu")[number % 6],
        "programme_year": year,
        "source": f"liitto-{number % 19}",
        "source_url": f"https://liitto-{number % 19}.example/{number // 40}",
        "retrieved_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "content_digest": f"sha256:{number // 40:064x}",
    }
    return Project(**{**facts, **values})  # type: ignore[arg-type]


def published(folder: Path, projects: list[Project], *, history: Path | None = None) -> Path:
    """Publish projects, write their report and return its folder."""
    dataset.publish(folder, Edition([Page(url=None)], projects))
    return shelf.replace(folder, build.files(folder, None, history=history))


def printed(name: str, granted: str, applicant: str = "Kanavan kehitys Oy", more: str = "") -> str:
    """Return a project as the sites of our own print it."""
    return (
        f"<h2>{name}</h2><dl><dt>Hakija</dt><dd>{applicant}</dd><dt>Myönnetty rahoitus</dt><dd>{granted}</dd>"
        f"<dt>Kustannusarvio</dt><dd>90 000 €</dd>{more}</dl>"
    )


class Runs(Site):
    """Sites that are crawled again and again, with a history."""

    def again(self, *sources: Source, persons: bool = False) -> None:
        """Run the sources as the sites are now."""
        self.crawl(*sources, persons=persons, history=str(self.history))

    @property
    def history(self) -> Path:
        """Where the runs are remembered."""
        return self.output / "history.sqlite"

    def report(self) -> Path:
        """Write the report and return its folder."""
        return shelf.replace(
            self.output, build.files(self.output, Pages(self.output / "archive"), history=self.history)
        )


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of the saved pages, as `run` writes it."""
    folder = tmp_path_factory.mktemp("saved")
    assert main(["run", "--quiet", "--replay", str(FIXTURES), "--output", str(folder)]) == 0
    return folder / "report"


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of 600 projects."""
    return published(tmp_path_factory.mktemp("many"), [made(number) for number in range(600)])


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report after four runs: projects came, changed and went, and one source then failed."""
    site = Runs(tmp_path_factory.mktemp("lived"))
    told = "<p>Hankkeessa rakennetaan {} silta ja kokeillaan kevyitä ratkaisuja yhdessä alueen yritysten kanssa.</p>"
    silta = printed("Silta tulevaan", "30 000 €").replace("<dl>", told.format("uusi") + "<dl>")
    site.pages[BRIDGE] = html("AKKE-hankkeet 2022", silta, printed("Laituri", "10 €"))
    site.again()
    label = "<dt>Erikoisala</dt><dd>kaupunkikehitys</dd>"
    wider = printed("Silta tulevaan", "36 000 €", more=label).replace("<dl>", told.format("uusi ja leveä") + "<dl>")
    site.pages[BRIDGE] = html("AKKE-hankkeet 2022", wider)
    site.pages[HARBOUR] = html(
        "AKKE-hankkeet 2023", printed("Satama elää", "12 500,50 €"), printed("Majakka", "99 000 €")
    )
    site.again()
    site.again()
    del site.pages[OTHER]
    site.again()
    return site.report()


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of projects with a text that means harm in every field, in history, records and pages too.

    Of the long list each fifth text, all of them with `make test-web`.
    """
    folder = tmp_path_factory.mktemp("harmful")
    every = (*PAYLOADS, *strings()[:: 1 if EVERY_TEXT else 5])
    texts = [text for text in dict.fromkeys(every) if text.strip()]
    body = "\n".join(texts).encode("utf-8", "replace")
    url = "https://liitto.example/harm.txt"
    response = Response(
        url, 200, {}, "text/plain", body, at(0), (exchange(url, body, headers="Content-Type: text/plain\n"),)
    )
    with Archive(folder / "archive") as archive:
        archive.store(response)
        digest = next(iter(archive.captures(url=url))).digest
    projects = [_harmful(number, text) for number, text in enumerate(texts)]
    projects[0] = replace(projects[0], source_url=url, content_digest=digest)
    projects[0].evidence = {"name": Evidence(texts[0], "line:1", 0, len(texts[0]), texts[0])}
    dataset.publish(folder, Edition([Page(url=text, title=text, unread=[text]) for text in texts], projects))
    _harmful_past(folder, projects, texts)
    gates = [Gate(text, text, text, "failed", text) for text in texts]
    source = SourceRecord(texts[0], "failed", failures=texts, remarks=texts, gates=gates, good_at=at(0))
    run_record.write(
        folder, RunRecord("failed", 3, at(0), at(60), reason=texts[0], accepted=texts[1], sources=[source])
    )
    pages = Pages(folder / "archive")
    return shelf.replace(folder, build.files(folder, pages, history=folder / "history.sqlite"))


def _harmful(number: int, text: str) -> Project:
    return made(
        number,
        name=text,
        applicant=text,
        partners=[text],
        description=text,
        goals=[text],
        funder=text,
        programme=text,
        applicant_legal_form=text,
        applicant_business_id=text,
        funder_region=text,
        page_title=text,
        source=text,
        source_url=text,
        other_fields={text: text},
        warnings=[text],
    )


def _harmful_past(folder: Path, projects: list[Project], texts: list[str]) -> None:
    """Remember a run before the one that stands: every field was another one's text."""
    before = [
        replace(_harmful(number, text), id=projects[number].id) for number, text in enumerate([*texts[1:], texts[0]])
    ]
    standing = generations.current(folder)
    assert standing is not None
    with History(str(folder / "history.sqlite")) as history:
        for rows, generation in ((before, "before"), (projects, standing.name)):
            history.confirm(history.prepare(rows, started_at=at(0), status="complete", generation=generation))


@pytest.fixture(scope="session")
def watched(browser: Browser) -> Iterator[tuple[Tab, list[str]]]:
    """Open a tab, and list what goes wrong in it: errors, alerts, and requests to another host."""
    context = browser.new_context(viewport=SCREEN, locale="fi-FI")
    context.set_default_timeout(5000)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text))
    tab.on("request", lambda asked: None if asked.url.startswith(OURS) else wrong.append(asked.url))
    yield tab, wrong
    context.close()


@pytest.fixture
def tab(watched: tuple[Tab, list[str]]) -> Iterator[Tab]:
    """Give the tab, as new; at the end, nothing may have gone wrong."""
    tab, wrong = watched
    wrong.clear()
    yield tab
    found = list(wrong)
    tab.set_viewport_size(SCREEN)
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    assert not found


def see(tab: Tab, report: Path, name: str, state: str = "", language: str = "en") -> None:
    """Open a page of a report and wait until its script has run; each time it is loaded anew, whatever was open."""
    tab.goto(f"file://{report}/{language}/{name}.html?{next(_VISITS)}{state}")
    if name.startswith("project"):
        tab.wait_for_selector("html[data-ready]", state="attached")


_VISITS = count()
_STATES: dict[Path, list[str]] = {}


def states(tab: Tab, report: Path) -> list[str]:
    """Return the part of the address that leads to each project of the table; a report is asked once."""
    if report not in _STATES:
        see(tab, report, "projects")
        tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")  # draws all rows
        links = tab.eval_on_selector_all("#rows th a", "links => links.map((link) => link.getAttribute('href'))")
        _STATES[report] = [f"#{link.partition('#')[2]}" for link in links]
    return _STATES[report]
