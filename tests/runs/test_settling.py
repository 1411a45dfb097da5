"""What is published where a source fails, is not read, or is no longer defined; and how that is recorded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.crawl.crawl import Plain
from scraper.errors import FetchError, HistoryError, InputError
from scraper.publish import dataset
from scraper.publish.frame import read_projects
from scraper.response import Response
from scraper.runs import run_record
from scraper.runs.run import Terms, run
from scraper.sources import Expectation, Source
from tests.site import page, project

FIRST = Source(id="liitto", funder="Liitto", starts=("https://liitto.example/hankkeet/",))
SECOND = Source(id="toinen", funder="Toinen", starts=("https://toinen.example/", "https://toinen.example/haku/"))
FETCHED = datetime(2022, 5, 1, tzinfo=UTC)


class Councils:
    """Sites that can be changed and taken away, and runs that read them."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.pages = {
            FIRST.starts[0]: page("Hankkeet", project("Silta", 1000), project("Satama", 2000)),
            SECOND.starts[0]: page("Avustukset", project("Torni", 3000)),
            SECOND.starts[1]: page("Haku on auki", "<p>Hakuaika päättyy 30.9.2022.</p>"),
        }

    def visit(self, url: str) -> Response:
        if url not in self.pages:
            raise FetchError("no answer within 10 s; try again later", kind="timeout")
        return Response(url, 200, {}, "text/html; charset=utf-8", self.pages[url].encode(), FETCHED)

    def run(self, *sources: Source, defined: tuple[Source, ...] = (FIRST, SECOND), **terms: object):
        return run(
            sources or defined, visitor=Plain(self.visit), output=self.output, defined=defined, terms=Terms(**terms)
        )

    @property
    def files(self) -> dict[str, bytes]:
        return {name: (self.output / name).read_bytes() for name in dataset.FILES}

    @property
    def names(self) -> list[str]:
        return sorted(read_projects(self.output)["name"])

    @property
    def record(self) -> run_record.RunRecord:
        record = run_record.read(self.output)
        assert record is not None
        return record

    def grow_old(self, days: float) -> None:
        """Let everything have happened earlier."""
        then = {one.id: one.good_at and one.good_at - timedelta(days=days) for one in self.record.sources}
        sources = [replace(one, good_at=then[one.id]) for one in self.record.sources]
        run_record.write(self.output, replace(self.record, sources=sources))


@pytest.fixture
def councils(tmp_path) -> Councils:
    councils = Councils(tmp_path / "out")
    assert councils.run().status == "complete"
    return councils


def outcomes(record: run_record.RunRecord) -> dict[str, str]:
    return {source.id: source.outcome for source in record.sources}


def test_a_source_that_fails_keeps_its_last_good_rows_while_others_go_on(councils):
    councils.pages[FIRST.starts[0]] = page("Hankkeet", project("Silta", 1000), project("Laituri", 2000))
    del councils.pages[SECOND.starts[0]]
    report = councils.run()
    assert (report.exit_code, report.status) == (3, "partial")
    assert councils.names == ["Laituri", "Silta", "Torni"]
    assert set(read_projects(councils.output)["retrieved_at"]) == {FETCHED}
    assert outcomes(councils.record) == {"liitto": "good", "toinen": "kept"}
    assert [source.kept for source in councils.record.sources] == [0, 1]


def test_kept_rows_are_the_same_bytes(councils):
    before = councils.files
    for start in SECOND.starts:
        del councils.pages[start]
    assert councils.run().status == "partial"
    assert councils.files == before


def test_age_counts_from_the_last_good_run(councils):
    [_, good] = councils.record.sources
    del councils.pages[SECOND.starts[0]]
    for _ in range(2):
        councils.run()
        assert councils.record.sources[1].good_at == good.good_at
        assert councils.record.sources[0].good_at >= councils.record.started_at


@pytest.mark.parametrize(("days", "limit", "code"), [(29, 30, 3), (31, 30, 7), (31, 60, 3), (2, 1, 7)])
def test_rows_that_are_too_old_stop_the_run(councils, days, limit, code):
    before = councils.files
    councils.grow_old(days)
    councils.pages[FIRST.starts[0]] = page("Hankkeet", project("Silta", 1000), project("Laituri", 2000))
    del councils.pages[SECOND.starts[0]]
    report = councils.run(stale_days=limit)
    assert report.exit_code == councils.record.exit_code == code
    assert (councils.files == before) == (code == 7)
    assert report.status == ("failed" if code == 7 else "partial")
    if code == 7:
        assert councils.record.reason.startswith(f"toinen: its last good rows are {days} days old, more than {limit};")


def test_what_was_not_published_does_not_grow_younger(councils):
    councils.grow_old(31)
    old = councils.record.sources[0].good_at
    del councils.pages[SECOND.starts[0]]
    councils.run()
    assert councils.record.sources[0].good_at == old


def test_without_a_record_the_rows_tell_their_age(councils):
    (councils.output / "run.json").unlink()
    del councils.pages[SECOND.starts[0]]
    assert councils.run().exit_code == 7
    assert councils.record.sources[1].good_at == FETCHED


def test_a_record_of_a_wrong_clock_keeps_no_rows_for_ever(councils):
    councils.grow_old(-30_000)
    del councils.pages[SECOND.starts[0]]
    assert councils.run().exit_code == 7
    assert councils.record.sources[1].good_at == FETCHED


def broken_history(councils) -> None:
    (councils.output / "history.sqlite").write_text("not a database, but long enough to be taken for one\n" * 100)
    councils.run(FIRST, history=str(councils.output / "history.sqlite"))


def damaged_dataset(councils) -> None:
    whole = (councils.output / "projects.json").read_bytes()
    generation = (councils.output / "projects.json").resolve()
    try:
        generation.write_bytes(whole[:-5])
        councils.run(SECOND)
    finally:
        generation.write_bytes(whole)


def stopped_by_a_person(councils) -> None:
    def visit(url: str) -> Response:
        raise KeyboardInterrupt

    run([SECOND], visitor=Plain(visit), output=councils.output, defined=(FIRST, SECOND))


@pytest.mark.parametrize("end", [broken_history, damaged_dataset, stopped_by_a_person])
def test_a_run_that_ends_early_forgets_nothing_of_the_rows_that_stand(councils, end):
    councils.grow_old(5)
    before = councils.record
    with pytest.raises((HistoryError, InputError, KeyboardInterrupt)):
        end(councils)
    assert (councils.record.status, outcomes(councils.record)) == ("failed", {"liitto": "unread", "toinen": "unread"})
    assert {one.id: (one.good_at, one.kept) for one in councils.record.sources} == {
        one.id: (one.good_at, one.projects) for one in before.sources
    }
    del councils.pages[SECOND.starts[0]]
    assert councils.run().exit_code == 3  # and not 7, as where only the rows told their age


def test_a_source_that_is_not_read_keeps_its_rows(councils):
    before = councils.files
    report = councils.run(SECOND)
    assert (report.exit_code, report.status) == (0, "complete")
    assert councils.files == before
    assert outcomes(councils.record) == {"toinen": "good", "liitto": "unread"}
    councils.grow_old(90)
    assert councils.run(SECOND).exit_code == 0


def test_a_source_that_is_no_longer_defined_is_kept_until_that_is_accepted(councils):
    before = councils.files
    report = councils.run(defined=(FIRST,))
    assert (report.exit_code, report.status) == (6, "partial")
    assert councils.names == ["Satama", "Silta", "Torni"]
    assert outcomes(councils.record) == {"liitto": "good", "toinen": "undefined"}
    assert councils.run(defined=(FIRST,), accept="Its grants are the neighbour's now.").exit_code == 0
    assert councils.names == ["Satama", "Silta"]
    assert councils.run().exit_code == 0
    assert councils.files == before


def test_a_source_that_fails_a_gate_at_first_publishes_nothing(tmp_path):
    councils = Councils(tmp_path)
    demanding = replace(FIRST, expect=Expectation(minimum=3))
    report = councils.run(demanding, SECOND, defined=(demanding, SECOND))
    assert (report.exit_code, report.status) == (6, "partial")
    assert councils.names == ["Torni"]
    assert outcomes(councils.record) == {"liitto": "failed", "toinen": "good"}


def test_a_dataset_that_rightly_holds_nothing_is_empty(tmp_path):
    councils = Councils(tmp_path)
    call = Source(id="haku", funder="Haku", starts=SECOND.starts[1:], expect=Expectation(allow_empty="It is a call."))
    report = councils.run(call, defined=(call,))
    assert (report.exit_code, report.status, councils.record.status) == (0, "empty", "empty")


def test_a_dataset_that_can_not_be_read_stops_the_run_unless_that_is_accepted(councils):
    damaged = councils.output / "current" / "projects.json"
    damaged.write_text("{")
    with pytest.raises(InputError, match=r"projects\.json: is no dataset"):
        councils.run()
    assert (councils.record.status, councils.record.exit_code) == ("failed", 3)
    assert councils.run(accept="The disk was full.").exit_code == 0
    assert councils.names == ["Satama", "Silta", "Torni"]


def test_a_run_that_is_stopped_is_recorded(councils, monkeypatch):
    def interrupted(url: str):
        raise KeyboardInterrupt

    before = councils.files
    monkeypatch.setattr(councils, "visit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        councils.run()
    record = councils.record
    assert (record.status, record.exit_code, record.reason) == ("failed", 130, "stopped before the end")
    assert record.sources[0].good_at is not None
    assert councils.files == before


def test_persons_are_withheld_and_counted(councils):
    person = project("Kirja", 500).replace("Kanavan kehitys Oy", "Maija Virtanen")
    councils.pages[FIRST.starts[0]] = page("Hankkeet", project("Silta", 1000), project("Satama", 2000), person)
    councils.run()
    assert councils.record.sources[0].withheld == 1
    assert not any(b"Virtanen" in content for content in councils.files.values())
    councils.run(persons=True, accept="A person has no legal form.")
    assert councils.record.sources[0].withheld == 0
    assert b"Maija Virtanen" in councils.files["projects.csv"]


def test_the_record_of_a_run_is_read_back(councils):
    text = (councils.output / "run.json").read_text()
    assert run_record.dumps(councils.record) == text
    assert json.loads(text)["generation"] == (councils.output / "current").resolve().name


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"sources": null}', '{"started_at": 1}', "\x00"], ids=repr)
def test_what_is_no_record_is_none(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    assert run_record.read(tmp_path) is None
