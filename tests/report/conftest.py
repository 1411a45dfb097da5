"""Reports to look at: one of the saved pages, one of many invented projects, one of texts that mean harm."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scraper.cli import main
from scraper.model import Page, Project
from scraper.publish import dataset
from scraper.publish.formats import Edition
from scraper.report import build, shelf
from tests.peers.test_naughty import strings
from tests.saved_pages import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")
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


def published(folder: Path, projects: list[Project]) -> Path:
    """Publish projects, write their report and return its folder."""
    dataset.publish(folder, Edition([Page(url=None)], projects))
    return shelf.replace(folder, build.files(folder, None))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of the saved pages, as `run` writes it."""
    folder = tmp_path_factory.mktemp("saved")
    assert main(["run", "--quiet", "--replay", str(FIXTURES), "--output", str(folder)]) == 0
    return folder / "report"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of 600 projects."""
    return published(tmp_path_factory.mktemp("many"), [made(number) for number in range(600)])


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of projects with a text that means harm in every field."""
    texts = [text for text in (*PAYLOADS, *strings()) if text.strip()]
    projects = [
        made(
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
        for number, text in enumerate(texts)
    ]
    return published(tmp_path_factory.mktemp("harmful"), projects)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not os.environ.get("CI"):
        if CHROMIUM is None:
            pytest.skip("no Chromium here; get it with: make test-web")
        pytest.importorskip("playwright", reason="no Playwright here; get it with: make test-web")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
