"""A part of the sweep that `make test-crash` runs whole: every kind of call, some of each."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scraper.publish import dataset
from tests.crash import report_sweep, sweep
from tests.crash.publisher import publish
from tests.programs import needs


@needs("strace")
@pytest.mark.parametrize("kind", sweep.CALLS)
def test_a_failed_system_call_leaves_the_old_set_or_the_new_one(kind: str) -> None:
    outcomes = list(sweep.sweep((kind,), step=41 if kind == "write" else 9))
    assert {one.fault for one in outcomes} == set(sweep.FAULTS)
    assert {one.left for one in outcomes} <= {"old", "new"}


@needs("strace")
@pytest.mark.parametrize("kind", sweep.CALLS)
def test_a_failed_system_call_leaves_the_old_report_or_the_new_one(kind: str) -> None:
    outcomes = list(report_sweep.sweep((kind,), step=12))
    assert {one.fault for one in outcomes} == set(sweep.FAULTS)
    assert {one.left for one in outcomes} <= {"old", "new"}


@pytest.mark.parametrize("count", [2, 8])
def test_of_runs_at_once_one_publishes(tmp_path, count: int) -> None:
    publish(tmp_path, "old")
    with dataset.locked(tmp_path):
        others = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.crash.publisher", str(tmp_path), "new"],
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(count - 1)
        ]
        said = [other.communicate()[1] for other in others]
    assert [other.returncode for other in others] == [5] * (count - 1)
    assert all("another run is writing there" in words for words in said)
    assert b"old painos" in (tmp_path / "projects.csv").read_bytes()
