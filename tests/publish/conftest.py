"""Projects and pages in which everything is set, nothing is set, or all that a format could trip over is."""

from __future__ import annotations

import resource
import signal
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from scraper.model import Evidence, Page, Project

MONEY = Evidence("79 900 €", "/html/body/main/dl[1]/dd[2]", 0, 8, "labelled")
GOAL = Evidence("verkosto,", "/html/body/main/ul[1]/li[1]", 0, 9, "labelled")


def full_project() -> Project:
    """Return a project in which everything is set, in ways that a format could trip over."""
    return Project(
        id="b-full",
        name="Häme Goes Global",
        applicant='Linnan "Kehitys" Oy, Hämeenlinna',
        applicant_business_id="1234567-1",
        applicant_legal_form="oy",
        partners=["Hämeen liitto", "HAMK"],
        granted_amount=Decimal("79900.00"),
        total_cost=Decimal("99875.5"),
        applied_amount=Decimal("1E+5"),
        start_date=date(2021, 3, 15),
        end_date=date(2022, 3, 31),
        date_precision="day",
        description="Ensin.\n\nSitten; »lopuksi«.",
        goals=["luoda verkosto", "kehittää, kokeilla", "=1+1"],
        funder="Hämeen liitto",
        funder_region="05",
        programme="AKKE",
        programme_year=2021,
        decision_date=date(2021, 2, 1),
        page_title="AKKE-rahoitetut hankkeet 2021",
        page_updated=date(2021, 4, 21),
        source="hameen-liitto",
        source_url="https://www.hameenliitto.fi/akke/",
        retrieved_at=datetime(2021, 4, 22, 9, 30, 15, 999, tzinfo=UTC),
        content_digest="sha256:00",
        other_fields={"Yhteyshenkilö": 'Meri "M" Mallila', "Aika": "aina"},
        warnings=["GOAL_CONTINUES", "UNKNOWN_LABEL"],
        evidence={"granted_amount": MONEY, "goals": [GOAL]},
    )


@pytest.fixture
def full() -> Project:
    return full_project()


@pytest.fixture
def bare() -> Project:
    return Project(id="a-bare", name="Hanke", content_digest="sha256:01")


@pytest.fixture
def page() -> Page:
    return Page(url="https://www.hameenliitto.fi/akke/", title="Hankkeet", updated=date(2021, 4, 21), projects=2)


@pytest.fixture
def small_files():
    """Let no file grow over 40 kB: the way a full disk looks from inside, without one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)
