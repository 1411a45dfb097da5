"""What is said at the end of a run: each failure, but no thousand of them."""

from __future__ import annotations

import pytest

from scraper.cli.outcome import MOST_LINES, outcome
from scraper.runs.run_report import RunReport, SourceReport
from scraper.sources import Source

SOURCE = Source(id="liitto", funder="Esimerkin liitto", starts=("https://liitto.example/",))


@pytest.mark.parametrize(
    ("failures", "last"),
    [
        (1, "liitto: failure 0"),
        (MOST_LINES, f"liitto: failure {MOST_LINES - 1}"),
        (MOST_LINES + 1, "liitto: … and 1 more failure, all in run.json"),
        (MOST_LINES + 1_980, "liitto: … and 1,980 more failures, all in run.json"),
    ],
)
def test_a_source_says_some_of_its_failures_and_how_many_more(failures, last, tmp_path):
    report = RunReport([SourceReport(SOURCE, failures=[f"failure {number}" for number in range(failures)])])
    said = [line for line in outcome(report, tmp_path) if line.startswith("liitto: ")]
    assert said[-1] == last
    assert len(said) == min(failures, MOST_LINES + 1)


def test_remarks_are_counted_apart_from_failures(tmp_path):
    report = RunReport([SourceReport(SOURCE, failures=["gone"], remarks=["look"] * (MOST_LINES + 2))])
    assert "liitto: … and 2 more remarks, all in run.json" in list(outcome(report, tmp_path))
    assert "liitto: gone" in list(outcome(report, tmp_path))
