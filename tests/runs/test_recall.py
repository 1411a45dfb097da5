"""What was read from a page comes back from its bytes as it was, whatever was read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Evidence, Page, Project
from scraper.pipeline import Extraction, extract
from scraper.runs.recall import fingerprint, pack, unpack
from tests.saved_pages import FIXTURES

TEXT = st.text(max_size=20)
EVIDENCE = st.builds(Evidence, TEXT, TEXT, st.integers(0, 99), st.integers(0, 99), TEXT)
ALL_EVIDENCE = st.dictionaries(TEXT, EVIDENCE | st.lists(EVIDENCE, max_size=2), max_size=3)
MONEY = st.none() | st.decimals(0, 10**9, places=2)
DAY = st.none() | st.dates()
PROJECTS = st.builds(
    Project,
    id=TEXT,
    name=TEXT,
    granted_amount=MONEY,
    total_cost=MONEY,
    start_date=DAY,
    page_updated=DAY,
    goals=st.lists(TEXT, max_size=3),
    other_fields=st.dictionaries(TEXT, TEXT, max_size=3),
    retrieved_at=st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda time: time.replace(microsecond=0)),
    evidence=ALL_EVIDENCE,
)
EXTRACTIONS = st.builds(
    Extraction,
    st.lists(st.builds(Page, url=TEXT, updated=DAY, programme_year=st.none() | st.integers(), evidence=ALL_EVIDENCE)),
    st.lists(PROJECTS, max_size=3),
    st.lists(st.text("ab/:\ud800\x85", min_size=1), max_size=3),
)


@given(EXTRACTIONS)
def test_an_extraction_comes_back_as_it_was(extraction):
    assert unpack(pack(extraction)) == extraction


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("page.*")), ids=lambda path: path.parent.name)
def test_what_is_read_from_a_page_comes_back(path):
    found = extract(path.read_bytes())
    again = unpack(pack(found))
    assert again.to_dict() == found.to_dict()
    for one, other in zip(found.projects, again.projects, strict=True):
        assert dict(one.evidence) == other.evidence


def test_amounts_and_days_keep_their_types():
    [project] = unpack(
        pack(Extraction([], [Project("1", "Silta", granted_amount=Decimal("10.50"), start_date=date(2021, 3, 15))]))
    ).projects
    assert (project.granted_amount, type(project.granted_amount)) == (Decimal("10.50"), Decimal)
    assert type(project.start_date) is date


def test_times_keep_their_zone():
    at = datetime(2021, 3, 15, 6, 0, tzinfo=UTC)
    [project] = unpack(pack(Extraction([], [Project("1", "Silta", retrieved_at=at)]))).projects
    assert project.retrieved_at == at


def test_a_program_is_known_by_its_code_and_data(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("a.py", "deep/words.toml", "notes.md"):
        (tmp_path / name).write_text("1")
    before = fingerprint(tmp_path)
    (tmp_path / "notes.md").write_text("2")
    assert fingerprint(tmp_path) == before
    (tmp_path / "deep/words.toml").write_text("2")
    assert fingerprint(tmp_path) != before
