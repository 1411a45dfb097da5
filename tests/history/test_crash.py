"""A part of the sweep over runs with a history that `make test-crash` runs whole."""

from __future__ import annotations

from tests.crash import history_sweep
from tests.programs import needs


@needs("strace")
def test_a_failed_system_call_parts_no_history_from_its_files():
    outcomes = list(history_sweep.sweep(("fsync",), step=30))
    assert outcomes
    assert {one.left for one in outcomes} <= history_sweep.EXPECTED
